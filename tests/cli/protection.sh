#!/usr/bin/env bash
# What leaves is protected: small numbers hidden together with zero, all else rounded, rates from
# the rounded counts; the words that say which rule was in force.
. "$(dirname "$0")/tap.bash"

python3 - > people.csv << 'P'
print("ward,seen")
for ward, seen, n in (("A", 53, 101), ("B", 3, 40), ("C", 37, 42), ("D", 0, 6), ("", 12, 33)):
    for i in range(n):
        print("%s,%d" % (ward, i < seen))
P
run gap people.csv --outcome "seen = 1" --by ward --json
exits 0 "a protected answer"
is "$(json 'answer["protection"]')" "unknot-default" "names its rule"
is "$(json '(group("A")["n"], group("A")["events"])')" "(100, 55)" \
    "counts are rounded to 5 from the exact value"
is "$(json 'group("A")["estimate"]')" "0.55" \
    "rates come from the rounded counts, at no more digits than those carry"
is "$(json '[group("B")["events"], group("B")["estimate"],
             group("B")["difference"]["estimate"]]')" \
    "[None, None, None]" "three events are hidden, with all that follows from them"
is "$(json 'group("B")["suppressed"]["events"]')" "{'from': 0, 'to': 7}" \
    "and named with their range"
is "$(json 'group("C")["events"]')" "None" "all but five are hidden as five are"
is "$(json 'group("D")["n"]')" "None" "six people are hidden"
is "$(json 'group("")["recorded"]')" "False" "the blank is a row of its own, not recorded"
is "$(json '(answer["rows"], (lambda r: r["from"] <= 222 <= r["to"] and
             r["to"] - r["from"] > 7)(answer["suppressed"]["rows"]))')" \
    "(None, True)" "the number of rows would tell the hidden people: it has a range too"
run gap people.csv --outcome "seen = 1" --by ward
says_not "222" "no exact total in the words"
run gap people.csv --outcome "seen = 1" --by ward --protect none
says "unprotected, do not share" "without protection it says so"
run gap people.csv --outcome "seen = 1" --by ward --protect none --json
is "$(json 'answer["protection"]')" "none" "and in JSON"
is "$(json 'group("A")["estimate"]')" "$(python3 -c 'print(53/101)')" "17 digits without protection"
for engine in small duckdb; do
    run gap people.csv --amount seen --by ward --json --engine $engine
    is "$(json '[g["sum"] for g in answer["dimensions"][0]["groups"]]')" \
        "[55, None, None, None, 10]" \
        "the sum of zeros and ones is a count, and protected as one ($engine)"
done
printf 'ward,n,k\nA,101,53\nB,40,3\n' > counts.csv
run gap counts.csv --events k --out-of n --by ward --json --published
is "$(json '(group("B")["n"], group("B")["events"])')" "(40, 3)" \
    "published figures are not protected again"
printf 'ward,n,k\nA,101,53\nB,40,<5\nC,*,*\n' > stars.csv
run gap stars.csv --events k --out-of n --by ward --json --published
is "$(json '(group("B")["n"], group("B")["events"], group("B")["estimate"])')" "(40, None, None)" \
    "a published number kept back stays unknown"
is "$(json 'group("B")["suppressed"]["events"]["to"]')" "4" "with the range it says"
finish
