#!/usr/bin/env bash
# People whose codes disagree, and what was another in the first period, or is where a score was
# made: who is here, and whom the score flags. Counted again from made-up rows.
. "$(dirname "$0")/tap.bash"

recount=$ROOT/tests/cli/study_shift_recount.py
python3 "$recount" make
cat > study.yaml <<'YAML'
unknot: 1
made_up: true
title: Made up, then and now
question: Are they still the same?
country: England
data:
  visits: {file: visits.csv, row: visit, person: person, period: year}
  scored: {file: scored.csv, row: patient, person: patient, period: year}
groups:
  ethnicity: {in: visits, column: ethnicity}
  sex: {in: scored, column: sex}
matters: 5 per 100
scores:
  risk:
    in: scored
    column: risk
    flag: risk >= 0.5
    outcome: ill = 1
    made_at: site = "North"
YAML
run audit study.yaml --json --protect none
exits 0 "a made-up study of two tables"
printf '%s' "$out" > exact.json
python3 "$recount" exact.json > recount.out
is "$?: $(tail -n 1 recount.out)" "0: 162 numbers, 0 differ" "its numbers are those of the rows"
sed -i '2,400s/,Asian$/,White/' visits.csv
python3 "$recount" exact.json > recount.out
is $? 1 "other rows give other numbers"
python3 "$recount" make
run audit study.yaml --json --protect none --engine duckdb
printf '%s' "$out" > duck.json
cmp exact.json duck.json
is $? 0 "the same from the other engine, byte for byte"

run audit study.yaml --json
printf '%s' "$out" > shown.json
is "$(found stability ethnicity "['among']")" "with two codes or more of “ethnicity”" "of whom"
is "$(found stability ethnicity "['knots']")" "['ethnicity-unstable']" "which knot that is of"
is "$(found stability ethnicity "['verdict']['found'][0]['level']")" "Asian" "whose codes disagree"
is "$(found shift_missed sex "['verdict']['found']")" "[{'level': 'female', 'less': True}]" \
    "whom the score flags less often than before"
is "$(found shift_missed sex "['knots']")" "['loop-and-drift']" "which knot that is of"
is "$(json "[f.get('knots', []) for f in answer['audit']['findings']
            if f['check'] == 'shift_mix' and f['dimension'] == 'ethnicity']")" "[[]]" \
    "that other people come is no knot of a score where there is none"
is "$(found place_mix sex "['verdict']['found'][0]['level']")" female "who is fewer elsewhere"
is "$(found place_missed sex "['knots']")" "['moved-without-retest']" "which knot that is of"
run audit study.yaml -o report.html --bundle bundle.json --csv csv
exits 0 "a report"
run knots --json
printf '%s' "$out" > knots.json
python3 "$ROOT/tests/cli/report_walk.py" shown.json knots.json report.html > walked 2>&1
check $? "every number of it is the bundle's" "$(head -n 20 walked)"
is "$(head -n 1 csv/shift-mix-visits-by-ethnicity.csv | cut -d, -f14)" "first" "it has a table"
sed 's/title: .*/title: Made up, a year later/' study.yaml > later.yaml
sed -i 's/,2024,/,2026,/; s/,2022,/,2024,/' visits.csv scored.csv
run audit later.yaml --bundle later.json
run remeasure bundle.json later.json --json
exits 0 "bundles are read back and held beside each other"
is "$(json "sorted(f['then_id'] for f in answer['findings']
            if f['then_id'].startswith(('place', 'stability', 'shift')))")" \
    "['place-flagged-risk-by-sex', 'place-missed-risk-by-sex', 'place-mix-risk-by-sex',\
 'shift-flagged-risk-by-sex', 'shift-missed-risk-by-sex', 'shift-mix-scored-by-sex',\
 'shift-mix-visits-by-ethnicity', 'stability-ethnicity-by-ethnicity']" "these checks too"

# what they need
sed 's/, person: person, period: year//; s/, period: year//' study.yaml > alone.yaml
run audit alone.yaml --json
unseen="{u['what']: u['needed'] for u in answer['audit']['unseen']}"
is "$(json "$unseen['Whether one person carries codes that disagree'].split(',')[0]")" person \
    "codes that repeat need a person"
is "$(json "$unseen['Whether the people, and whom a score flags, are still the same']")" \
    "a date and periods, or a column that names the period" "and then and now need a period"
sed 's/made_at: .*/made_at: risk > 0.5/' study.yaml > wrong.yaml
run check wrong.yaml
complains "'made_at' of score 'risk' asks about the score's own column 'risk'" "a score is no place"
sed '/made_at:/d' study.yaml > nowhere.yaml
run audit nowhere.yaml --json
made="Whether the people, and whom a score flags, are the same where it was made"
is "$(json "$unseen['$made']")" \
    "made_at in the study: which rows are of the place where the score was made" "or a place"
finish
