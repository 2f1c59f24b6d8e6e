#!/usr/bin/env bash
# How well what a score is made from tells who is in which group: counted again from the rows,
# protected, remeasured, and what cannot be asked.
. "$(dirname "$0")/tap.bash"

here=$ROOT/tests/cli
example=$ROOT/examples/readmission-score
# age: lower for one group, a little higher for one sex; visits: few values; alone: yes or no. Six
# people are a group too small to show
awk -F, 'BEGIN { OFS = "," } NR == 1 { print $0, "age", "visits", "alone", "note"; next }
    NR % 270 == 7 { $2 = "Other" }
    { age = 30 + NR * 104729 % 60 + ($2 == "Asian" ? -9 : 0) + ($3 == "F" ? 3 : 0)
      visits = (NR * 31 % 17) % 5 + ($2 == "Black" ? 1 : 0)
      alone = NR * 7919 % 100 < ($3 == "F" ? 45 : 30) ? 1 : 0
      print $0, NR % 53 == 0 ? "" : age, visits, alone, "n" NR % 2 }' \
    "$example/patients.csv" > patients.csv
sed 's/^    outcome: .*/&\n    made_from: [age, visits, alone]/' "$example/study.yaml" > study.yaml

run audit study.yaml --json --protect none
exits 0 "a score and what it is made from"
printf '%s' "$out" > exact.json
"$here/study_proxies_recount.py" patients.csv exact.json > recount.out
is "$?: $(tail -n 1 recount.out)" "0: 264 numbers, 0 differ" "its numbers are those of the rows"
awk -F, 'BEGIN { OFS = "," } NR > 1 && NR < 90 && $6 != "" { $6 += 9 } { print }' patients.csv \
    > moved.csv
"$here/study_proxies_recount.py" moved.csv exact.json > recount.out
is $? 1 "other values give other numbers"
run audit study.yaml --json --protect none --engine duckdb
printf '%s' "$out" > duck.json
cmp exact.json duck.json
is $? 0 "the same from the other engine, byte for byte"

run audit study.yaml --json -o report.html --csv csv --bundle bundle.json
exits 0 "protected, and a report"
printf '%s' "$out" > shown.json
"$here/study_proxies_recount.py" patients.csv shown.json shown > recount.out
is "$?: $(tail -n 1 recount.out)" "0: 80 numbers, 0 differ, 20 shown" \
    "what is shown may be, on its grid"
pairs="['parts'][0]['base']['groups']"
of_age="[f for f in answer['audit']['findings'] if f['id'] == 'proxies-age-by-ethnicity'][0]"
of_sex="[f for f in answer['audit']['findings'] if f['id'] == 'proxies-risk-by-sex'][0]"
is "$(json "[g['people'] for g in $of_age$pairs if g.get('level') == 'Other']")" \
    "[{'hidden': [0, 7]}]" "six people are hidden"
is "$(json "sum(g['estimate']['estimate'][0] for g in $of_sex$pairs)")" "1.0" \
    "two groups tell one another's number, and it is the same one"
is "$(json "($of_age['verdict']['found'], $of_age['parts'][0]['label'], $of_age['knots'])")" \
    "([{'level': 'Asian', 'less': True}], 'risk', ['hidden-proxy'])" \
    "for whom it is lower, and in which score"
grep -q "The service’s score “risk” is made from “age”, which is lower in “Asian”" report.html
is $? 0 "its title says so"
grep -q "the service’s “age” puts 36 above one of everyone else. Drawing lots would give 50" \
    report.html
is $? 0 "and a sentence in how many of 100"
grep -q "A column that tells the group is not wrong by itself: it may carry need" report.html
is $? 0 "with another explanation"
is "$(cut -d, -f1 csv/proxies-age-by-sex.csv | sort -u | grep -c .)" 3 "it has a table"
run knots --json
printf '%s' "$out" > knots.json
"$here/report_walk.py" shown.json knots.json report.html > walked 2>&1
check $? "every number of the report is one of the bundle" "$(head -n 5 walked)"

sed '2,400d' patients.csv > later.csv
sed 's/patients.csv/later.csv/' study.yaml > later.yaml
run audit later.yaml --bundle later.json
run remeasure bundle.json later.json
exits 0 "bundles are read back and held beside each other"
says "“risk”, in pairs of a group" "pairs too"
sed 's/age, visits, alone/age, alone/' later.yaml > other.yaml
run audit other.yaml --bundle other.json
run remeasure bundle.json other.json
says "what it is made from (made_from)" "another list of columns is told"

# what cannot be asked
unseen="[u['needed'] for u in answer['audit']['unseen'] if 'made from' in u['what']]"
run audit "$example/study.yaml" --json
is "$(json "$unseen")" "['made_from in the study: the columns that the score is made from']" \
    "without columns that is said"
awk -F, 'NR == 3 { sub(/^2,/, "1,") } { print }' patients.csv > twice.csv
sed 's/patients.csv/twice.csv/' study.yaml > twice.yaml
run audit twice.yaml --json
is "$(json "$unseen")" \
    "['a table with one row for each person: this one has several of some']" \
    "nor of people who have several rows"
run audit study.yaml --json
is "$(json "$unseen")" "['a model of several columns at once, which is not worked out yet']" \
    "all columns together are not looked at yet, which is said"
refuses() { # columns, mistake, what
    sed "s/\[age, visits, alone\]/$1/" study.yaml > bad.yaml
    run audit bad.yaml
    complains "$2" "$3"
}
refuses '[age, risk]' "names the score's own column 'risk'; leave it out" "the score's own column"
refuses '[age, age]' "names column 'age' twice; name it once" "a column twice"
refuses '[agee]' "agee" "a column that is not there"
refuses '[note]' "'n0' in column 'note' is not a number" "a column of words"
finish
