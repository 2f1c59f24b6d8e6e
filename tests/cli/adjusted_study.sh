#!/usr/bin/env bash
# adjust: in a study. Its findings carry the numbers of people alike beside the plain ones; they are
# those that `gap --adjust` gives of the same file (tests/cli/adjusted.sh holds these to the
# definitions), and the report says them in a sentence.
. "$(dirname "$0")/tap.bash"

python3 "$ROOT/tests/cli/adjusted_truth.py" make people.csv
study() { # study ADJUST [PERSON]
    echo "unknot: 1"
    echo "title: Seen in time"
    echo "data:"
    echo "  people:"
    echo "    file: people.csv"
    [ $# -lt 2 ] || echo "    $2"
    echo "groups:"
    for group in group age sex; do echo "  $group: {column: $group}"; done
    echo "outcomes:"
    echo "  seen:"
    echo "    is: seen = 1"
    echo "    better: more"
    echo "    matters: 5 per 100"
    echo "$1"
}
study "" > plain.yaml
study "adjust: [age, sex]" > adjusted.yaml
for name in plain adjusted; do
    run audit "$name.yaml" --bundle "$name.json" --output "$name.html"
    exits 0 "a study, $name"
done
is "$err" "" "nothing is not yet"
run gap people.csv --outcome "seen = 1" --by group,age,sex --adjust age,sex --better more --json
printf '%s' "$out" > gap.json

# compare FILE: the findings of the outcome beside the tables of gap
compare() {
    python3 - "$1" gap.json <<'PYTHON'
import json
import sys

findings = [f for f in json.load(open(sys.argv[1]))["audit"]["findings"] if f["check"] == "gap"]
tables = json.load(open(sys.argv[2]))["dimensions"]


def value(number):
    return number[0] if isinstance(number, list) else None


met = 0
for table in tables:
    own = [f for f in findings if f["dimension"] == table["dimension"]["name"]]
    base = own[0]["parts"][-1]["base"]
    if base.get("adjusted_for") != table["adjusted_for"]:
        print("adjusted for", base.get("adjusted_for"))
    groups = {group.get("level", ""): group for group in base["groups"]}
    for want in table["groups"]:
        got = groups[want["level"]].get("adjusted", {})
        for kind, number in (("estimate", want["adjusted"]),
                             ("difference", want["adjusted"]["difference"]),
                             ("ratio", want["adjusted"]["ratio"])):
            for key in ("estimate", "low", "high"):
                if value(got.get(kind, {}).get(key)) != number[key]:
                    print(want["level"], kind, key, got.get(kind), number)
                met += 1
            if got.get(kind, {}).get("note", "") != number.get("note", ""):
                print(want["level"], kind, got.get(kind), number)
print(met, "numbers")
PYTHON
}
is "$(compare adjusted.json)" "90 numbers" "the bundle has the numbers that gap gives"
is "$(grep -c adjusted plain.json)" 0 "without adjust: there are none"
is "$(python3 -c "
import json
plain, both = (json.load(open(n))['audit']['findings'] for n in ('plain.json', 'adjusted.json'))
for finding in both:
    for part in finding['parts']:
        part['base'].pop('adjusted_for', None)
        part['base']['notes'] = [n for n in part['base'].get('notes', []) if 'alike' not in n]
        for group in part['base']['groups']:
            group.pop('adjusted', None)
for finding in plain:
    for part in finding['parts']:
        part['base'].setdefault('notes', [])
print(plain == both)")" True "plain numbers and verdicts stay as they are"

# the sentence, made again from the bundle
sentences=$(python3 - adjusted.json adjusted.html <<'PYTHON'
import html
import json
import re
import sys

page = html.unescape(re.sub(r"<[^>]*>", "", open(sys.argv[2]).read()))
page = " ".join(page.split())


def words(gap):
    number = round(abs(100 * gap), 1)
    text = "%g" % number
    return "no difference" if number == 0 else text + (" fewer" if gap < 0 else " more")


said = 0
for finding in json.load(open(sys.argv[1]))["audit"]["findings"]:
    base = finding["parts"][-1]["base"]
    for group in base["groups"] if base.get("adjusted_for") else []:
        gap = group.get("adjusted", {}).get("difference", {}).get("estimate")
        plain = group.get("difference", {}).get("estimate")
        if isinstance(gap, list) and isinstance(plain, list):
            beginning = "Among people alike in %s, in the" % " and ".join(base["adjusted_for"])
            pattern = "%s[^:]*%s[^:]*: %s in 100 than of everyone else[^:]*: %s[.]" % (
                re.escape(beginning), re.escape(group.get("level", "")), re.escape(words(gap[0])),
                re.escape(words(plain[0])))
            said += 1 if re.search(pattern, page) else 0
print(said)
PYTHON
)
is "$sentences" 3 "the report says one of them for each grouping, beside the plain one"
is "$(grep -c "Adjusting hides as well as explains" adjusted.html)" 3 "and how to read it"
is "$(grep -c "Adjusting hides" plain.html)" 0 "a report without has none"
run audit adjusted.yaml --bundle again.json --output again.html
cmp -s adjusted.json again.json && cmp -s adjusted.html again.html
check $? "the same bytes again" "they differ"

# ---- where it is not built yet ----

sed -i 's/^group,/id,group,/; 2,$s/^/1,/' people.csv
awk -F, -v OFS=, 'NR > 1 { $1 = int(NR / 2) } { print }' people.csv > persons.csv
study "adjust: [age, sex]" "person: id" | sed 's/people.csv/persons.csv/' > persons.yaml
run audit persons.yaml --bundle persons.json --output persons.html
exits 0 "rows that repeat people"
case "$err" in *"not yet: 'adjust' does nothing for table 'people', whose rows repeat people"*)
    check 0 "are not adjusted, and that is said" ;; *) check 1 "said" "$err" ;; esac
is "$(grep -c "Comparisons of people alike in other ways" persons.html)" 1 \
    "in the report's list of what was not looked at too"
is "$(grep -c '"adjusted"' persons.json)" 0 "and no adjusted number is there"
finish
