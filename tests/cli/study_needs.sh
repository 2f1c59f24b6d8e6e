#!/usr/bin/env bash
# Whom a score flags of those in most need, and for whom an outcome hangs on which of two rules is
# used: counted again from the rows of the made-up hospital; and needs that are none.
. "$(dirname "$0")/tap.bash"

here=$ROOT/tests/cli
example=$ROOT/examples/hospital
cp -r "$example/data" "$example/study.yaml" .

run audit study.yaml --json --protect none
exits 0 "a made-up hospital"
printf '%s' "$out" > exact.json
"$here/study_needs_recount.py" data/referrals.csv exact.json > recount.out
is "$?: $(tail -n 1 recount.out)" "0: 272 numbers, 0 differ" "its numbers are those of the rows"
awk -F, 'BEGIN { OFS = "," } NR == 9 { $12 = 7 } NR == 10 { $14 = "" } 1' \
    data/referrals.csv > moved.csv
"$here/study_needs_recount.py" moved.csv exact.json > recount.out
is $? 1 "other rows give other numbers"
run audit study.yaml --json --protect none --engine duckdb
printf '%s' "$out" > duck.json
cmp exact.json duck.json
is $? 0 "the same from the other engine, byte for byte"

run audit study.yaml --json
printf '%s' "$out" > shown.json
is "$(found need language "['among']")" "in the highest tenth by “conditions”" "of whom"
is "$(found need language "['verdict']['found'][0]")" \
    "{'level': 'another language', 'less': True}" "whom it misses"
is "$(found need language "['knots']")" "['proxy-for-need']" "which knot that is of"
is "$(found assumptions sex "['verdict']['found']")" \
    "[{'level': 'Male', 'less': True}, {'level': 'Female'}]" "for whom much hangs on the rule"
is "$(found assumptions sex "['knots']")" "['silent-default']" \
    "a rule about blanks is of the knot of blanks"
run audit study.yaml -o report.html --csv csv --charts charts --bundle bundle.json
exits 0 "a report"
grep -q "The service’s score “risk” flags fewer of those in most need in “another language”" \
    report.html
is $? 0 "its title says whom the score misses"
grep -q "The highest tenth by need is a tenth of everyone" report.html
is $? 0 "and a note what high need is"
is "$(head -n 1 csv/need-risk-by-language.csv | cut -d, -f1-3)" \
    "$(head -n 1 csv/missed-risk-by-language.csv | cut -d, -f1-3)" "it has a table"
awk -F, 'NR % 9 != 2' data/referrals.csv > data/later.csv
sed 's/referrals.csv/later.csv/' study.yaml > later.yaml
run audit later.yaml --bundle later.json
run remeasure bundle.json later.json --json
exits 0 "bundles are read back and held beside each other"
is "$(json "sorted({c for c in ('need', 'assumptions') if c in str(answer)})")" \
    "['assumptions', 'need']" "these checks too"
sed 's/need: conditions/need: age       /; s/other_rule: not known/other_rule: known/' later.yaml \
    > other.yaml
run audit other.yaml --bundle other.json
run remeasure bundle.json other.json
told=$(printf '%s' "$out" | tr -s '\n ' ' ')
is "$(echo "$told" | grep -c "(need), for the score “risk”: cannot be compared")" 1 \
    "another need is told"
is "$(echo "$told" |
    grep -c "(other_rule), for the outcome “urgent”: cannot be compared")" 1 "and another rule"
says_not "“urgent” written down by “sex”: the other" "which stands in the way of nothing else"

# rules that differ in something else than blanks
sed 's/^    is: known(walked.*/    is: walked_metres < 300/
     s/^    other_rule: .*/    other_rule: walked_metres < 320/' study.yaml > lines.yaml
run audit lines.yaml --json
is "$(json "sorted({f.get('knots', 'none') for f in answer['audit']['findings']
                    if f['check'] == 'assumptions'})")" "['none']" \
    "two lines through one number say nothing about blanks"
is "$(json "{f['among'] for f in answer['audit']['findings'] if f['check'] == 'assumptions'}")" \
    "{'whose answer is known'}" "and of whom neither is known, that is said to be left out"

# needs of two values, and needs that are none
patients=$ROOT/examples/readmission-score
with_need() { # with_need AWK: the patients with a column of visits
    awk -F, "BEGIN { OFS = \",\" } NR == 1 { \$6 = \"visits\" } NR > 1 { \$6 = $1 } 1" \
        "$patients/patients.csv" > patients.csv
}
sed 's/^    outcome: .*/&\n    need: visits/' "$patients/study.yaml" > need.yaml
with_need "(NR % 7 == 0)"
run audit need.yaml --json
is "$(json "{f['among'] for f in answer['audit']['findings'] if f['check'] == 'need'}")" \
    "{'with any “visits”'}" "of a need of two values, whoever has any"
with_need "(NR % 5) - 1"
run audit need.yaml
complains "need.yaml:40:11: 'visits' has values below 0" "a need below 0"
with_need 3
run audit need.yaml
complains "'visits' is the same for everybody, so that nobody needed more" "a need of everybody"
with_need "(NR % 2 ? \"some\" : \"none\")"
run audit need.yaml
complains "in column 'visits' is not a number" "a need in words"
with_need "(NR < 9 ? NR % 3 : \"\")"
run audit need.yaml --json
is "$(json "[g['people'] for f in answer['audit']['findings'] if f['check'] == 'need'
             for g in f['parts'][0]['base']['groups'] if isinstance(g['people'], list)]")" "[]" \
    "of eight people with a known need nothing is shown"
sed '/^    flag:/d' need.yaml > noflag.yaml
run audit noflag.yaml --json
is "$(json "[u['needed'] for u in answer['audit']['unseen'] if 'most need' in u['what']]")" \
    "['flag in the study: from which score on people are flagged']" "without a flag, that is said"
finish
