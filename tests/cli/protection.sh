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

# a sum, a mean and its spread of 1 and 2 told how many have 2: the attack tries every count
python3 - > twos.csv << 'P'
print("ward,visits")
for ward, twos, n in (("A", 40, 100), ("B", 3, 40), ("C", 30, 60)):
    for i in range(n):
        print("%s,%d" % (ward, 1 + (i < twos)))
P
cat > attack.py << 'P'
import json, math, sys
def fits(n, twos, group):
    share = twos / n
    se = math.sqrt(share * (1 - share) / (n - 1))
    return abs(n + twos - group["sum"]) < 0.51 and abs(se - group["se"]) < 0.0011
for group in json.load(sys.stdin)["dimensions"][0]["groups"]:
    if group["sum"] is not None:
        left = {twos for n in range(group["n"] - 2, group["n"] + 3) for twos in range(n + 1)
                if fits(n, twos, group)}
        print(group["level"], "few" if left and max(left) <= 7 else "many")
P
for engine in small duckdb; do
    run gap twos.csv --amount visits --by ward --json --engine $engine
    is "$(python3 attack.py <<< "$out")" $'A many\nC many' \
        "the sum of an amount of two values does not tell a small count ($engine)"
done

# people with several rows: all but a few of them, and the rows of those who are hidden
python3 - > visits.csv << 'P'
print("id,ward,seen")
for ward, first, n, without in (("A", 0, 50, 20), ("B", 100, 40, 3)):
    for i in range(n):
        for row in range(2):
            print("%d,%s,%d" % (first + i, ward, i >= without))
P
run gap visits.csv --amount seen --by ward --person id --json
is "$(json '(group("A")["sum"], group("B")["sum"])')" "(60, None)" \
    "with --person, all but three people of a sum of zeros and ones are hidden"
cat > rows.py << 'P'
import random, sys
chance = random.Random(5)
print("id,ward,seen")
person = 0
for ward, n in (("A", 60), ("B", 45), ("C", 30)):
    for i in range(n):
        person += 1
        for row in range(chance.randint(1, 3)):
            print("%d,%s,%d" % (person, ward if chance.random() < 0.8 else chance.choice("ABC"),
                                chance.random() < 0.45))
for i in range(2):
    for row in range(int(sys.argv[1])):
        print("%d,D,%d" % (person + 1 + i, int(sys.argv[2])))
P
for seen in 0 1; do
    for rows in 1 2 3 4 5 6 7 8; do
        python3 rows.py $rows $seen > rows.csv
        run gap rows.csv --outcome "seen = 1" --by ward --person id --json
        printf '%s\n' "$code$out" | cksum
    done > answers.txt
    is "$(sort -u answers.txt | wc -l)" 1 \
        "two hidden people have 1 to 8 rows each, seen $seen, and nothing tells how many"
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
