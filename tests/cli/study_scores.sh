#!/usr/bin/env bash
# Scores of a study: whom they miss and whom they flag without the outcome, and whether what they
# expect of a group happens; counted again from the rows, protected as 'unknot score' protects them.
. "$(dirname "$0")/tap.bash"

here=$ROOT/tests/cli
example=$ROOT/examples/readmission-score
cp "$example/patients.csv" "$example/study.yaml" .

run audit study.yaml --json --protect none
exits 0 "a made-up score"
printf '%s' "$out" > exact.json
"$here/study_scores_recount.py" patients.csv exact.json 0.25 > recount.out
is "$?: $(tail -n 1 recount.out)" "0: 285 numbers, 0 differ" "its numbers are those of the rows"
sed 's/"expected"/"EXPECTED"/; s/0\.25/0.26/' patients.csv > moved.csv
"$here/study_scores_recount.py" patients.csv exact.json 0.3 > recount.out
is $? 1 "another cut-off gives other numbers"
run audit study.yaml --json --protect none --engine duckdb
printf '%s' "$out" > duck.json
cmp exact.json duck.json
is $? 0 "the same from the other engine, byte for byte"

run audit study.yaml --json
exits 0 "protected"
printf '%s' "$out" > shown.json
is "$(found missed ethnicity "['verdict']['say']")" found "a gap in who is missed"
is "$(found missed ethnicity "['verdict']['found'][0]")" "{'level': 'Black', 'less': True}" \
    "of the group that was made up so"
is "$(found calibration ethnicity "['verdict']['say']")" found "a score that expects too little"
is "$(found calibration ethnicity "['verdict']['found']")" "[{'level': 'Black'}]" \
    "of the same group, and it is more that happens"
is "$(found missed sex "['verdict'].get('found')" 2>&1)" None "and nobody is named by sex"
is "$(found missed ethnicity "['among']")" "with “back in 30 days”" "of those with the outcome"
is "$(found missed ethnicity "['knots']")" "['one-cut-off-unequal-misses']" \
    "it speaks to the knot of one cut-off"
is "$(found calibration ethnicity "['knots']")" "['miscalibrated-for-group']" \
    "and the other to the knot of what the same score means"
is "$(json "[k['data'] for k in answer['audit']['knots']
             if k['id'] in ('one-cut-off-unequal-misses', 'miscalibrated-for-group')]")" \
    "['found', 'found']" "what the data say of both"

# The same rates as shown by the quick look at a score, and hidden where they are hidden there.
run score patients.csv --score risk --outcome "back_in_30_days = 1" --flag "risk >= 0.25" \
    --by ethnicity,sex --json
printf '%s' "$out" > quick.json
cat > beside.py << 'P'
import json
import sys

quick = json.load(open(sys.argv[1]))["dimensions"]
bundle = json.load(open(sys.argv[2]))["audit"]["findings"]
count = 0
for finding in bundle:
    metric = {"missed": "tpr", "flagged_without": "fpr",
              "calibration": "prevalence"}.get(finding["check"])
    for own in quick if metric else []:
        if own["dimension"]["name"] != finding["dimension"]:
            continue
        rates = {g["level"] or "": next(m for m in g["metrics"] if m["id"] == metric)
                 for g in own["groups"][1:]}
        for group in finding["parts"][0]["base"]["groups"]:
            value = group["estimate"].get("estimate")
            shown = value[0] if isinstance(value, list) else None
            count += 1
            if shown != rates[group.get("level", "")]["estimate"]:
                print(finding["id"], group.get("level"), shown)
print(count)
P
is "$(python3 beside.py quick.json shown.json)" 21 \
    "every rate is shown or hidden as the quick look does"

# A few with the outcome in one group: nothing tells how many.
awk -F, 'NR == 1 || $2 != "Mixed" || $5 == 0 || ++n <= 3' patients.csv > few.csv
sed 's/patients.csv/few.csv/' study.yaml > few.yaml
run audit few.yaml --json
exits 0 "a group with three who came back"
printf '%s' "$out" > few.json
is "$(json "[[g['people'], g['total'], g['estimate'].get('estimate')]
             for f in answer['audit']['findings'] for g in f['parts'][0]['base']['groups']
             if f['check'] in ('missed', 'calibration') and g.get('level') == 'Mixed']")" \
    "$(python3 -c "print([[{'hidden': []}] * 3] * 2)")" \
    "its people and those with the outcome are hidden"
run score few.csv --score risk --outcome "back_in_30_days = 1" --flag "risk >= 0.25" \
    --by ethnicity,sex --json
printf '%s' "$out" > quick.json
is "$(python3 beside.py quick.json few.json)" 21 "all else as the quick look does"

# the report, its tables, and the bundle read back
run audit study.yaml -o report.html --csv csv --charts charts --bundle bundle.json
exits 0 "a report"
says "the service’s score “risk” flagged" "a sentence in people out of a hundred"
grep -q "The service’s score “risk” flags fewer of those with the outcome in “Black”" report.html
is $? 0 "a picture's title says who is missed"
grep -q ">expected by the score<\|expected by the score</li>" report.html
is $? 0 "and one what was expected beside what happened"
is "$(head -n 1 csv/calibration-risk-by-ethnicity.csv | cut -d, -f14-16)" \
    "expected,expected_low,expected_high" "what was expected is in the table"
grep -q "<circle class=\"pt o\"" charts/calibration-risk-by-ethnicity.svg
is $? 0 "and in a picture by itself"
awk -F, 'NR % 9 != 2' patients.csv > later.csv
sed 's/patients.csv/later.csv/' study.yaml > later.yaml
run audit later.yaml --bundle later.json
run remeasure bundle.json later.json
exits 0 "bundles with scores are read back and held beside each other"
says "the service’s score “risk” flagged" "what is measured again"
sed 's/risk >= 0.25/risk >= 0.3/' later.yaml > other.yaml
run audit other.yaml --bundle other.json
run remeasure bundle.json other.json
says "whom it flags (flag), for the score “risk”: cannot be compared" "another cut-off is told"

# what cannot be looked at
sed '/^    flag:/d' study.yaml > noflag.yaml
run audit noflag.yaml --json
is "$(json "[f['check'] for f in answer['audit']['findings'] if 'risk' in f['subject']]")" \
    "['calibration', 'calibration']" "without a cut-off nobody is missed"
is "$(json "[u['needed'] for u in answer['audit']['unseen'] if 'misses' in u['what']]")" \
    "['flag in the study: from which score on people are flagged']" "and that is said"
awk -F, 'BEGIN { OFS = "," } NR > 1 && $4 != "" { $4 = $4 * 100 } 1' patients.csv > points.csv
sed 's/patients.csv/points.csv/; s/0\.25/25/' study.yaml > points.yaml
run audit points.yaml --json
is "$(json "[u['needed'] for u in answer['audit']['unseen'] if 'means the same' in u['what']]")" \
    "['scores that are probabilities, from 0 to 1']" "points are no probabilities"
is "$(found missed ethnicity "['verdict']['say']")" found "and can flag people all the same"
is "$(json "[u['what'] for u in answer['audit']['unseen'] if 'most need' in u['what']]")" \
    "['Whom the score “risk” flags of those in most need']" \
    "without a measure of need, that is said"
awk 'NR > 1 && NR % 7 == 0 { print } { print }' patients.csv > again.csv
sed 's/patients.csv/again.csv/' study.yaml > again.yaml
run audit again.yaml --json
is "$(json "[u['needed'] for u in answer['audit']['unseen']
             if u['what'].startswith('The score')]")" \
    "['a table with one row for each person: this one has several of some']" \
    "people with several rows are not counted as several people"
sed '/^matters:/d; /^    matters:/d' study.yaml > described.yaml
run audit described.yaml --json
is "$(found missed ethnicity "['verdict']['no_margin']")" True \
    "without a gap that matters it is described"

# mistakes: one sentence each
mistake() { # mistake SED-SCRIPT SENTENCE WHAT
    sed "$1" study.yaml > wrong.yaml
    run audit wrong.yaml -o wrong.html
    complains "$2" "$3"
    is "$(printf '%s\n' "$err" | sort -u | wc -l)" 1 "$3: one sentence"
}
mistake 's/column: risk$/column: rsk/' "unknown column 'rsk' in 'patients.csv'; did you mean" \
    "a column that is not there"
mistake 's/flag: risk >= 0.25/flag: sex = "F"/' "'flag' of score 'risk' does not ask about its" \
    "a flag that is not about the score"
mistake '/^scores/,$s/outcome: .*/outcome: risk > 0.5/' "asks about the score's own column 'risk'" \
    "an outcome that is the score itself"
awk -F, 'BEGIN { OFS = "," } NR > 1 { $4 = 0.4 } 1' patients.csv > patients_constant.csv
mistake 's/patients.csv/patients_constant.csv/' "'risk' is the same for everybody" \
    "a score that is the same for all"
awk -F, 'BEGIN { OFS = "," } NR > 1 && $4 != "" { $5 = "" } 1' patients.csv > unknown.csv
mistake 's/patients.csv/unknown.csv/' "no row has both the outcome and the score 'risk'" \
    "no outcome is known"
awk -F, 'NR == 1 || $5 == "1" || $4 == ""' patients.csv > all.csv
mistake 's/patients.csv/all.csv/' "everybody whose score 'risk' is known has the outcome" \
    "an outcome that everybody has"
awk -F, 'BEGIN { OFS = "," } NR == 9 { $4 = "high" } 1' patients.csv > words.csv
mistake 's/patients.csv/words.csv/' "'high' in column 'risk' is not a number" \
    "a score of words"
finish
