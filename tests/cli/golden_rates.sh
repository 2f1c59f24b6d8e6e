#!/usr/bin/env bash
# Published proportions with their Wilson intervals, met by the whole program: from a table on disk
# to the numbers in JSON.
. "$(dirname "$0")/tap.bash"

golden="$SHARED/golden/phe/golden_phe_proportion.csv"
if [ ! -f "$golden" ]; then
    echo "1..0 # SKIP the figures for comparison are not here (UNKNOT_SHARED, ../shared)"
    exit 0
fi
python3 - "$golden" > table.csv << 'P'
import csv
import sys

print("row,n,k")
for i, row in enumerate(csv.DictReader(open(sys.argv[1], encoding="utf-8"))):
    if row["confidence"] == "95%":
        print("r%d,%s,%s" % (i, row["n"], row["x"]))
P
run gap table.csv --events k --out-of n --by row --published --json
exits 0 "the proportions are answered"
result=$(python3 - "$golden" "$WORK/.out" << 'P'
import csv
import json
import sys

answer = json.load(open(sys.argv[2], encoding="utf-8"))
groups = {g["level"]: g for g in answer["dimensions"][0]["groups"]}
met = missed = 0
for i, row in enumerate(csv.DictReader(open(sys.argv[1], encoding="utf-8"))):
    if row["confidence"] != "95%":
        continue
    group = groups["r%d" % i]
    scale = float(row["multiplier"])
    want = [float(row[c]) / scale for c in ("value", "lowercl", "uppercl")]
    got = [group[c] for c in ("estimate", "low", "high")]
    if all(abs(a - b) <= 1e-12 for a, b in zip(got, want)):
        met += 1
    else:
        missed += 1
        print("row", i, got, want)
print("enough" if met >= 20 and missed == 0 else "met %d, missed %d" % (met, missed))
P
)
is "$result" "enough" "each proportion and its interval is met to 1e-12"
finish
