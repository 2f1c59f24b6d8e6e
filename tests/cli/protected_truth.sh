#!/usr/bin/env bash
# What protection rounds and hides does not make it false: the exact differences of an audit lie in
# the intervals that it shows, and no row is missing that would tell a hidden one.
. "$(dirname "$0")/tap.bash"

python3 - << 'P'
import csv
import random
random.seed(20261130)
GROUPS = {"big": 900, "mid": 140, "a": 60, "b": 55, "c": 40, "d": 30, "few": 5, "dozen": 12}
rows = []
for group, people in GROUPS.items():
    for i in range(people):
        for _ in range(random.choice([1, 1, 2, 3])):
            seen = random.random() < (0.8 if group == "big" else 0.97)
            rare = seen and random.random() < 0.04
            cost = random.choice([1000, 1001, 1002])
            rows.append([f"{group}{i}", group, int(seen), int(rare), cost])
random.shuffle(rows)
with open("people.csv", "w", newline="") as file:
    csv.writer(file).writerows([["id", "group", "seen", "rare", "cost"]] + rows)
P
cat > repeats.yaml << 'S'
unknot: 1
title: Seen
data: {people: {file: people.csv, row: visit, person: id}}
groups: {group: {column: group}}
matters: 5 per 100
outcomes:
  seen:
    is: seen = 1
    better: more
  rare:
    is: rare = 1
    better: less
  cost:
    amount: cost
    better: less
    matters: 50 pounds
pathways:
  way:
    all: known(id)
    seen: seen = 1
    rare: rare = 1
S
sed 's/, person: id//' repeats.yaml > alone.yaml
outside() { # outside SHOWN EXACT: differences whose exact value the shown interval does not hold
    python3 - "$@" << 'P'
import csv
import os
import sys
shown, exact = sys.argv[1:]
compared = wrong = 0
for name in sorted(os.listdir(shown)):
    truth = {row["group"]: row for row in csv.DictReader(open(f"{exact}/{name}"))}
    for row in csv.DictReader(open(f"{shown}/{name}")):
        try:
            low, high = float(row["difference_low"]), float(row["difference_high"])
            true = float(truth[row["group"]]["difference"])
        except ValueError:
            continue
        compared += 1
        if not low <= true <= high:
            wrong += 1
            print(f"# {name}, {row['group']}: {true} is not in {low} to {high}", file=sys.stderr)
print(f"{wrong} of {'many' if compared > 5 else 'few'}")
P
}
cp -r "$ROOT/examples/northside" northside
for study in repeats alone northside/study; do
    run audit $study.yaml --csv shown
    exits 0 "$study: protected"
    run audit $study.yaml --protect none --csv exact
    exits 0 "$study: exact"
    is "$(outside shown exact)" "0 of many" "$study: the intervals hold the exact differences"
    if [ -e shown/pathway-way-by-group-3.csv ]; then
        is "$(cut -d, -f1 shown/pathway-way-by-group-3.csv | wc -l)" 9 \
            "$study: the last step has a row for each group"
    fi
    rm -rf shown exact
done
finish
