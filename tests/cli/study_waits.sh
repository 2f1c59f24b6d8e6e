#!/usr/bin/env bash
# Waits beyond their median: by when nine in ten had been seen, how many by which day, and whether
# groups wait alike. Counted again from made-up rows; what is shown is safe to show.
. "$(dirname "$0")/tap.bash"

recount=$ROOT/tests/cli/study_waits_recount.py
python3 "$recount" make
cat > study.yaml <<'YAML'
unknot: 1
made_up: true
title: Made up, who waits how long
question: Do all wait alike?
country: England
data: {requests: {file: waits.csv, row: request}}
groups:
  area: {column: area}
  side: {column: side}
outcomes:
  wait: {from: asked, to: seen, known_until: 2024-12-31, better: less, matters: 5 days}
YAML
run audit study.yaml --json --protect none
exits 0 "a made-up study of waits"
printf '%s' "$out" > exact.json
python3 "$recount" exact.json > recount.out
is "$?: $(tail -n 1 recount.out)" "0: 88 numbers, 0 differ" "its numbers are those of the rows"
sed -i '2,500s/^North/South/' waits.csv
python3 "$recount" exact.json > recount.out
is $? 1 "other rows give other numbers"
python3 "$recount" make
run audit study.yaml --json --protect none --engine duckdb
printf '%s' "$out" > duck.json
cmp exact.json duck.json
is $? 0 "the same from the other engine, byte for byte"

run audit study.yaml --json
printf '%s' "$out" > shown.json
python3 "$recount" shown.json shown > recount.out
is "$?: $(tail -n 1 recount.out)" "0: 249 numbers, 0 differ" "what is shown is safe and right"
is "$(found waits area "['parts'][0]['log_rank']")" 0.001 "groups that wait unlike each other"
run audit study.yaml -o report.html --bundle bundle.json --csv csv --charts charts
exits 0 "a report"
run knots --json
printf '%s' "$out" > knots.json
python3 "$ROOT/tests/cli/report_walk.py" shown.json knots.json report.html > walked 2>&1
check $? "every number of it is the bundle's" "$(head -n 20 walked)"
grep -q 'at most 0.1 in 100' report.html
is $? 0 "the test, in words"
is "$(head -n 1 csv/waits-wait-by-area.csv | cut -d, -f14-19)" \
    "median,median_low,median_high,ninetieth,ninetieth_low,ninetieth_high" "and in the table"
grep -q '<path class="wl"' charts/waits-wait-by-area-day-by-day.svg
is $? 0 "a picture of its own"

# Where a person may have several waits there is no test: it takes them for different people.
sed 's/row: request/row: request, person: side/' study.yaml > persons.yaml
run audit persons.yaml --json
is "$(json "[p.get('log_rank') for f in answer['audit']['findings'] if f['check'] == 'waits'
             for p in f['parts']][:1]")" "[None]" "persons with several waits are not tested"
finish
