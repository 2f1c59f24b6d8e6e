#!/usr/bin/env bash
# unknot score where rows repeat people, belong together or carry weights: every number worked out
# again from its definition by another program, and a person of many rows protected as one.
. "$(dirname "$0")/tap.bash"

# 110 people of three groups with 1 to 4 rows each, at 14 sites
python3 - << 'P'
import random
chance = random.Random(20)
out = ["group,score,y,patient_id,site,weight,id"]
for person in range(110):
    group = chance.choice(["A", "A", "B", ""])
    site = chance.randrange(14)
    lean = chance.uniform(-0.15, 0.15)
    for _ in range(chance.choice((1, 1, 2, 3, 4))):
        score = min(max(round(chance.betavariate(2, 3) + lean, 2), 0.02), 0.97)
        y = int(chance.random() < min(max(score + lean, 0.05), 0.95))
        weight = chance.choice((0.5, 1, 1.25, 3))
        out.append(f"{group},{score},{y},p{person},s{site},{weight},r{len(out)}")
open("visits.csv", "w").write("\n".join(out) + "\n")
head, rows = out[0], out[1:]
random.Random(3).shuffle(rows)
open("shuffled.csv", "w").write("\n".join([head] + rows) + "\n")
P

ask() { run score "$@" --score score --outcome "y = 1" --by group --flag "score >= 0.4"; }
# meets NAME UNIT PERSON WEIGHT: the last answer, worked out again
meets() {
    result=$(python3 "$ROOT/tests/cli/score_people.py" visits.csv "$WORK/.out" "$2" "$3" "$4")
    is "${result##*$'\n'}" "met" "$1
$(printf '%s' "$result" | head -5)"
}
ask visits.csv --person patient_id --protect none --json
exits 0 "--person is answered"
meets "errors are taken between persons" patient_id patient_id -
ask visits.csv --cluster site --protect none --json
exits 0 "--cluster is answered"
meets "errors are taken between what rows belong to" site - -
ask visits.csv --person patient_id --cluster site --protect none --json
meets "and so they are where persons are named too" site patient_id -
ask visits.csv --weight weight --protect none --json
exits 0 "--weight is answered"
meets "weights count, and errors follow them" - - weight
ask visits.csv --weight weight --person patient_id --protect none --json
meets "weights and persons" patient_id patient_id weight
ask visits.csv --weight weight --person patient_id --cluster site --protect none --json
meets "weights, persons and sites" site patient_id weight
cp "$WORK/.out" sites.json
cp visits.csv kept.csv && cp shuffled.csv visits.csv
ask visits.csv --weight weight --person patient_id --cluster site --protect none --json
is "$(cmp "$WORK/.out" sites.json && echo same)" "same" "the order of rows changes nothing"
ask visits.csv --person patient_id --json
cp "$WORK/.out" shuffled.json
cp kept.csv visits.csv
ask visits.csv --person patient_id --json
is "$(cmp "$WORK/.out" shuffled.json && echo same)" "same" "nor of what is protected"
cp "$WORK/.out" small.json
run score visits.csv --score score --outcome "y = 1" --by group --flag "score >= 0.4" \
    --person patient_id --json --engine duckdb --threads 2
if [ "$code" -eq 0 ]; then
    is "$(cmp "$WORK/.out" small.json && echo same)" "same" "either engine gives the same bytes"
else
    skip "either engine gives the same bytes" "DuckDB is not here"
fi

# each row a person of its own: DeLong's and Student's errors are those without persons
ask visits.csv --protect none --json
cp "$WORK/.out" plain.json
ask visits.csv --person id --protect none --json
cp "$WORK/.out" alone.json
is "$(python3 - << 'P'
import json
def metrics(path):
    return {(g["level"], m["id"]): m for g in json.load(open(path))["dimensions"][0]["groups"]
            for m in g["metrics"]}
plain, alone = metrics("plain.json"), metrics("alone.json")
for (level, name), m in plain.items():
    parts = ["estimate"] + (["se", "low", "high"] if name in ("auc", "brier") else [])
    for part in parts:
        if abs(m[part] - alone[level, name][part]) > 1e-12 if m[part] is not None else \
                alone[level, name][part] is not None:
            print(level, name, part)
P
)" "" "one row for each person: as without persons"
ask visits.csv --person patient_id --protect none
says "rows repeat people: " "that rows repeat people is said"
says "Of every 100 rows in 'A' that had the outcome" "and what is counted are rows"
ask visits.csv --protect none
says "add --person with that column" "and so is the remedy, where nobody named them"
ask visits.csv --weight weight --protect none
says "rates and all else are weighted" "weighted numbers say so"

# 60 rows of 5 people: no count of rows tells that they are many
python3 - << 'P'
import random
chance = random.Random(5)
out = ["group,score,y,patient_id,site"]
for person in range(400):
    for _ in range(chance.choice((1, 2, 3))):
        score = round(chance.betavariate(2, 3), 2)
        out.append(f"A,{score},{int(chance.random() < score)},a{person},s{person % 30}")
for row in range(60):
    score = round(chance.betavariate(2, 3), 2)
    out.append(f"B,{score},{int(chance.random() < score)},b{row % 5},s{row % 30}")
for person in range(40):
    for row in range(3):
        high = person < 5
        out.append(f"C,{0.9 if high else 0.1 + person / 200:.3f},{int((person + row) % 2)},"
                   f"c{person},s{person % 30}")
open("few.csv", "w").write("\n".join(out) + "\n")
P
ask few.csv --json
is "$(json "[g['n'] for g in answer['dimensions'][0]['groups']][2]")" "60" \
    "where each row is a person, 60 rows are shown"
ask few.csv --person patient_id --json
is "$(json "[g['n'] for g in answer['dimensions'][0]['groups']][2]")" "None" \
    "60 rows of five people are not"
is "$(json "sorted({m['estimate'] for m in answer['dimensions'][0]['groups'][2]['metrics']},
    key=str)")" "[None]" "nor is anything worked out from them"
is "$(json "[m['estimate'] for m in answer['dimensions'][0]['groups'][3]['metrics']
    if m['id'] in ('tpr', 'fnr', 'ppv')]")" "[None, None, None]" \
    "a flag raised for 15 rows of five people is hidden too"
is "$(json "[m['estimate'] is not None for m in answer['dimensions'][0]['groups'][1]['metrics']]
    .count(True) > 15")" "True" "what is about many people is shown"
ask few.csv --person patient_id --cluster site --json
is "$(json "[m['method'] for m in answer['dimensions'][0]['groups'][1]['metrics']][:1]")" \
    "['wilson-effective']" "with its method"

# mistakes
ask visits.csv --person nobody
complains "unknown column 'nobody'" "an unknown column of persons"
ask visits.csv --cluster nowhere
complains "unknown column 'nowhere'" "an unknown column of clusters"
ask visits.csv --weight group
complains "is not a number" "a weight of words"
sed 's/,3,r/,-3,r/' visits.csv > below.csv
ask below.csv --weight weight
complains "is below 0" "a weight below 0"
finish
