#!/usr/bin/env bash
# unknot score --need: who needs more at the same score, and whose need each way of flagging misses,
# every number worked out again by another program; and what is not told of a few.
. "$(dirname "$0")/tap.bash"

# Needs that the score sees less of in B, as a score of costs would
python3 - << 'P'
import random
chance = random.Random(11)
out = ["group,score,y,need,person,weight,same,words"]
for person in range(260):
    group = chance.choice(["A", "A", "A", "B", "B", ""])
    for _ in range(chance.choice((1, 1, 2))):
        need = min(int(chance.expovariate(0.5)), 9)
        seen = need * (0.4 if group == "B" else 1) / 9
        score = min(max(round(0.1 + 0.7 * seen + chance.gauss(0, 0.04), 2), 0.01), 0.99)
        y = int(chance.random() < score)
        shown = "" if chance.random() < 0.04 else need
        out.append(f"{group},{score},{y},{shown},p{person},{chance.choice((0.5, 1, 2.5))},3,some")
open("care.csv", "w").write("\n".join(out) + "\n")
head, rows = out[0], out[1:]
random.Random(2).shuffle(rows)
open("shuffled.csv", "w").write("\n".join([head] + rows) + "\n")
P
ask() { run score "$@" --score score --outcome "y = 1" --by group --flag "score >= 0.4"; }
meets() { # NAME PERSON WEIGHT
    result=$(python3 "$ROOT/tests/cli/score_need.py" care.csv "$WORK/.out" "$2" "$3")
    is "${result##*$'\n'}" "met" "$1
$(printf '%s' "$result" | head -5)"
}
ask care.csv --protect none --json
cp "$WORK/.out" without.json
ask care.csv --need need --protect none --json
exits 0 "--need is answered"
meets "needs, each row a person" - -
is "$(python3 - "$WORK/.out" << 'P'
import json, sys
without, found = json.load(open("without.json")), json.load(open(sys.argv[1]))
del found["need"]
for d in found["dimensions"]:
    for g in d["groups"]:
        del g["need"]
print("same" if without == found else "differs")
P
)" "same" "all else is as without it"
is "$(json "answer['dimensions'][0]['groups'][2]['need']['at_equal_score']['low'] > 0")" "True" \
    "who needs more than the score sees is found"
ask care.csv --need need --person person --protect none --json
meets "and persons with several rows" person -
ask care.csv --need need --weight weight --person person --protect none --json
meets "and weights" person weight
ask care.csv --need need --weight weight --protect none --json
meets "and weights alone" - weight
ask care.csv --need need --person person --json
cp "$WORK/.out" small.json
cp care.csv kept.csv && cp shuffled.csv care.csv
ask care.csv --need need --person person --json
is "$(cmp "$WORK/.out" small.json && echo same)" "same" "the order of rows changes nothing"
cp kept.csv care.csv
ask care.csv --need need --person person --json --engine duckdb --threads 2
if [ "$code" -eq 0 ]; then
    is "$(cmp "$WORK/.out" small.json && echo same)" "same" "either engine gives the same bytes"
else
    skip "either engine gives the same bytes" "DuckDB is not here"
fi
run score care.csv --score score --outcome "y = 1" --by group --need need --protect none --json
is "$(json "[r['capacity'] for r in answer['dimensions'][0]['groups'][0]['need']['reach']]")" \
    "[0.05, 0.1, 0.2, 0.3]" "without a flag: by how many there is room for"
ask care.csv --need need --protect none
says "At the same score, people in 'B' needed" "people read who needs more at the same score"
says "Of every 100 people in 'B' in high need" "and who is missed"

# protection: counts to the nearest 5, a mean on a grid of one person, nothing about a few
ask care.csv --need need --json
is "$(json "[g['need']['n'] % 5 for g in answer['dimensions'][0]['groups']]")" "[0, 0, 0, 0]" \
    "numbers of people are rounded"
is "$(python3 - "$WORK/.out" << 'P'
import json, sys
answer = json.load(open(sys.argv[1]))
fine = []
def walk(value, where):
    if isinstance(value, dict):
        for k, v in value.items():
            walk(v, where + [k])
    elif isinstance(value, list):
        for i, v in enumerate(value):
            walk(v, where + [str(i)])
    elif isinstance(value, float) and "se" not in where[-1:] and \
            abs(value * 1e4 - round(value * 1e4)) > 1e-6:
        fine.append(".".join(where))
for d in answer["dimensions"]:
    for g in d["groups"]:
        walk(g["need"], [str(g["level"])])
print(fine)
P
)" "[]" "no number has more than four decimals"
python3 - << 'P'
import random
chance = random.Random(8)
out = ["group,score,y,need,person"]
for i in range(600):
    score = round(chance.betavariate(2, 3), 3)
    out.append(f"A,{score},{int(chance.random() < score)},{chance.choice((0, 1, 2, 3))},a{i}")
for i in range(5):
    out.append(f"B,0.{40 + i},{i % 2},3,b{i}")
for i in range(60):
    out.append(f"C,{0.2 + i / 300:.3f},{i % 2},{3 if i < 3 else 0},c{i}")
open("few.csv", "w").write("\n".join(out) + "\n")
P
run score few.csv --score score --outcome "y = 1" --by group --need need \
    --flag "score >= 0.3" --json
is "$(json "[answer['dimensions'][0]['groups'][2]['need'][k] for k in ('n', 'high')]")" \
    "[None, None]" "five people are not counted"
is "$(json "[v['estimate'] for v in answer['dimensions'][0]['groups'][2]['need']['by_score']]
    + [answer['dimensions'][0]['groups'][2]['need'][k]['estimate']
       for k in ('mean', 'at_equal_score')]")" "[$(printf 'None, %.0s' {1..11})None]" \
    "nor is anything said of what they needed"
is "$(json "[r[k]['estimate'] for r in answer['dimensions'][0]['groups'][3]['need']['reach']
    for k in ('high_missed', 'need_reached')]")" "[$(printf 'None, %.0s' {1..9})None]" \
    "three in high need do not become a rate"
is "$(json "[r['need_reached']['estimate'] for r in answer['dimensions'][0]['groups'][0]['need']
    ['reach']]")" "[None, None, None, None, None]" \
    "nor can it be taken from everyone's less the others'"

# mistakes
ask care.csv --need nothing
complains "unknown column 'nothing'" "an unknown column of needs"
ask care.csv --need words
complains "'some' in column 'words' is not a number" "needs that are words"
ask care.csv --need same
complains "is the same for everybody" "needs that do not differ"
sed 's/,3,some/,-1,some/' care.csv > below.csv
sed -i '2s/,-1,some/,2,some/' below.csv
ask below.csv --need same
complains "a need counts from 0" "needs below 0"
finish
