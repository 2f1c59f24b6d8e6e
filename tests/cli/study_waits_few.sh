#!/usr/bin/env bash
# Waits of which nobody still waits, of one person who waits often, and of many who leave unseen:
# what is shown stands on enough persons, and limits tell no more than the share beside them.
. "$(dirname "$0")/tap.bash"

counted=$ROOT/tests/cli/study_waits_few.py
python3 "$counted" make
for name in often leave; do
    cat > "$name.yaml" <<YAML
unknot: 1
made_up: true
title: Made up, who waits how long
question: Do all wait alike?
country: England
data: {requests: {file: $name.csv, row: request, person: person}}
groups:
  area: {column: area}
outcomes:
  wait: {from: asked, to: seen, known_until: 2024-12-31, better: less, matters: 5 days}
YAML
    run audit "$name.yaml" --json
    exits 0 "waits: $name"
    printf '%s' "$out" > "$name.json"
    python3 "$counted" "$name" > counted.out
    check $? "enough persons stand behind what is shown: $name" "$(cat counted.out)"
done
finish
