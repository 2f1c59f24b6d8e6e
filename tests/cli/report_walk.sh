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
