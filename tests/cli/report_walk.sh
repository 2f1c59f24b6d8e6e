#!/usr/bin/env bash
# Every number of the reports of three examples, of two in every view, is one of the bundle, where
# it should stand; and of a study whose numbers have more digits: not protected, a gap of 2.5 that
# matters.
. "$(dirname "$0")/tap.bash"

walk="$ROOT/tests/cli/report_walk.py"
run knots --json
exits 0 "the catalogue"
printf '%s' "$out" > knots.json

walk_views() { # walk_views NAME STUDY VIEWS [OPTIONS...]
    local name=$1 study=$2 views=$3 view
    shift 3
    run audit "$study" --json "$@"
    exits 0 "$name: a bundle"
    printf '%s' "$out" > "$name.json"
    for view in $views; do
        run audit "$study" -o "$name.$view.html" --view "$view" "$@"
        exits 0 "$name, $view: a report"
        python3 "$walk" "$name.json" knots.json "$name.$view.html" > walked 2>&1
        check $? "$name, $view: $(tail -n 1 walked | sed 's/.*html: //')" "$(head -n 20 walked)"
    done
}

views="full public meeting board nhs-13sa gripp2 tripod-ai standing-together nice-esf"
walk_views talking-therapies "$ROOT/examples/talking-therapies/study.yaml" "$views"
walk_views northside "$ROOT/examples/northside/study.yaml" "$views"
walk_views hospital "$ROOT/examples/hospital/study.yaml" "full board tripod-ai"

for name in talking-therapies northside; do
    run audit "$ROOT/examples/$name/study.yaml" -o split.html --view nhs-13sa --csv "$name.csv"
    exits 0 "$name: the split as a table"
    python3 "$ROOT/tests/cli/report_split.py" "$name.json" "$name.csv/nhs-13sa.csv" > split.txt
    check $? "its rows are those of the bundle" "$(cut -c1-300 split.txt)"
done

# Many places of many sizes: a funnel.
mkdir places
python3 - places/rows.csv << 'P'
import random, sys
chance = random.Random(5)
lines = ["visit,practice,seen"]
for i in range(24):
    share = {9: 0.49, 14: 0.72, 19: 0.49}.get(i, 0.62)
    for _ in range(int(40 * 1.18 ** i) + chance.randint(0, 20)):
        lines.append(f"{len(lines)},Practice {chr(65 + i)},{int(chance.random() < share)}")
open(sys.argv[1], "w", encoding="utf-8").write("\n".join(lines) + "\n")
P
cat > places/study.yaml << 'P'
unknot: 1
made_up: true
title: "Made up: practices"
question: Are people seen alike at every practice?
data: {visits: {file: rows.csv, row: visit, person: visit}}
groups:
  practice: {column: practice}
matters: 5 per 100
outcomes:
  seen:
    is: seen = 1
    better: more
    means: seen within a week
    chosen_by: the writer
P
walk_views places places/study.yaml "full"
grep -q 'class="pl pn"' places.full.html
check $? "its report has a funnel"

cp -r "$ROOT/examples/northside" finer
sed -i 's/matters: 5 per 100/matters: 2.5 per 100/' finer/study.yaml
walk_views finer finer/study.yaml "full" --protect none

# People answered, and otherwise than the data; an action for a knot that nothing was found of.
cp -r "$ROOT/examples/northside" said
answers='answers:\n  pathway-leak: {by: some, says: problem}\n  queue-order: {by: some, says: fine}'
sed -i "s/^answers:.*/$answers/; s/knot: language-need-unrecorded/knot: coarse-groups/" \
    said/study.yaml
walk_views said said/study.yaml "board"
finish
