#!/usr/bin/env bash
# Decisions beside a score: of those whom it flags, how many got what was to be decided, and how
# many all the same of those whom it does not; counted again from the rows, protected, remeasured.
. "$(dirname "$0")/tap.bash"

here=$ROOT/tests/cli
example=$ROOT/examples/readmission-score
# called at home: the flagged for the most part, of one group and of who said none fewer; others
# here and there
awk -F, 'BEGIN { OFS = "," } NR == 1 { print $0, "called"; next }
    { turn = NR * 7919 % 100
      flagged = $2 == "Asian" ? 45 : $2 == "" ? 50 : 85
      often = $4 >= 0.25 ? flagged : $2 == "White" ? 34 : 12
      print $0, NR % 97 == 0 ? "" : turn < often ? 1 : 0 }' "$example/patients.csv" > patients.csv
sed 's/^    outcome: .*/&\n    decision: called = 1/' "$example/study.yaml" > study.yaml

run audit study.yaml --json --protect none
exits 0 "a score and what was decided"
printf '%s' "$out" > exact.json
"$here/study_decisions_recount.py" patients.csv exact.json > recount.out
is "$?: $(tail -n 1 recount.out)" "0: 166 numbers, 0 differ" "its numbers are those of the rows"
sed '100,140s/,[01]$/,1/' patients.csv > moved.csv
"$here/study_decisions_recount.py" moved.csv exact.json > recount.out
is $? 1 "other decisions give other numbers"
run audit study.yaml --json --protect none --engine duckdb
printf '%s' "$out" > duck.json
cmp exact.json duck.json
is $? 0 "the same from the other engine, byte for byte"

run audit study.yaml --json -o report.html --csv csv --bundle bundle.json
exits 0 "protected, and a report"
printf '%s' "$out" > shown.json
is "$(found accepted ethnicity "['among']")" "flagged by “risk”" "of whom"
is "$(found overruled ethnicity "['among']")" "not flagged by “risk”" "and of whom else"
is "$(found accepted ethnicity "['verdict']['found'][0]")" "{'level': 'Asian', 'less': True}" \
    "for whom the advice is followed less"
is "$(found overruled ethnicity "['verdict']['found'][-1]")" \
    "{'level': 'White'}" "for whom it is overruled more"
is "$(found accepted ethnicity "['knots']")" "['human-layer-unequal']" "which knot that is of"
is "$(json "[k['data'] for k in answer['audit']['knots'] if k['id'] == 'human-layer-unequal']")" \
    "['found']" "and what the data say of it"
# who said no ethnicity: enough flagged people, called or not, to be shown, but for whom the score
# misses, who are too few; the two numbers of flagged people would tell those
is "$(awk -F, '$2 == "" && $4 >= 0.25 && $6 != "" { n[$6]++ }
    END { print (n[0] >= 10 && n[1] >= 10) }' patients.csv)" 1 "a group that could be shown"
blank="['parts'][0]['base']['groups'][-1]['total']"
is "$(found missed ethnicity "$blank"), $(found accepted ethnicity "$blank")" \
    "{'hidden': []}, {'hidden': []}" "is hidden where whom the score misses is"
grep -q "The service goes along with its score “risk” for fewer of those it flags in “Asian”" \
    report.html
is $? 0 "its title says for whom the advice is followed less"
grep -q "the service decided “called = 1” for " report.html
is $? 0 "and a sentence what was decided"
is "$(cut -d, -f1 csv/accepted-risk-by-ethnicity.csv | sort -u | grep -c .)" 6 "it has a table"
run knots --json
printf '%s' "$out" > knots.json
"$here/report_walk.py" shown.json knots.json report.html > walked 2>&1
check $? "every number of the report is one of the bundle" "$(head -n 5 walked)"

sed '2,400d' patients.csv > later.csv
sed 's/patients.csv/later.csv/' study.yaml > later.yaml
run audit later.yaml --bundle later.json
run remeasure bundle.json later.json
exits 0 "bundles are read back and held beside each other"
says "Decided for those whom the score" "what was decided too"
sed 's/decision: called = 1/decision: called = 0/' later.yaml > other.yaml
run audit other.yaml --bundle other.json
run remeasure bundle.json other.json
told=$(printf '%s' "$out" | tr -s '\n ' ' ')
is "$(echo "$told" | grep -c "(decision), for the score “risk”: cannot be compared")" 1 \
    "another decision is told"

# what nobody got, and what is not there
sed 's/called = 1/called > 5/' study.yaml > none.yaml
run audit none.yaml
complains "none.yaml:40:15: nobody whose score 'risk' is known got the decision" \
    "a decision that nobody got"
sed -n '/^  risk:/,/^    decision/{/flag:/d; s/  risk:/  unflagged:/; p}' study.yaml > more
sed '/^    decision:/d; /^scores:/r more' study.yaml > two.yaml
run audit two.yaml --json
is "$(json "[u['needed'] for u in answer['audit']['unseen'] if 'advice' in u['what']]")" \
    "['flag in the study: from which score on people are flagged', \
'decision in the study: what was decided for each person, such as offered = 1']" \
    "without a flag, and without a decision, that is said"
finish
