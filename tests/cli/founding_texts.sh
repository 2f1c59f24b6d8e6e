#!/usr/bin/env bash
# docs/founding-texts.md: 72 things, each with a state and what to try; the commands of those that
# work or partly work are commands that are there.
. "$(dirname "$0")/tap.bash"

page=$ROOT/docs/founding-texts.md
rows=$(grep -cE '^\| [0-9]+ \|' "$page")
is "$rows" 72 "all 72 things are there"
is "$(grep -E '^\| [0-9]+ \|' "$page" | awk -F'|' '{print $2 + 0}' | tr '\n' ' ')" \
    "$(seq -s ' ' 1 72) " "numbered from 1 to 72"
states=$(grep -E '^\| [0-9]+ \|' "$page" | awk -F'|' '{gsub(/ /, "", $4); print $4}' |
    sort -u | tr '\n' ' ')
is "$states" \
    "notyet partly works " "each has one of three states"
counts=$(for s in works partly "not yet"; do
    grep -cE "^\| [0-9]+ \|.*\| $s \|" "$page"
done | tr '\n' ' ')
set -- $counts
grep -q "Today: $1 work, $2 partly, $3 not yet." "$page"
check $? "the count at the head is right" "$counts"
# every row that works or partly works names a command; each command is one of the program or make
grep -E '^\| [0-9]+ \|.*\| (works|partly) \|' "$page" | while IFS= read -r row; do
    case "$row" in
    *'`make demo`'* | *'`unknot gap FILE'* | *'`unknot score FILE'* | \
        *'`unknot knots`'* | *'`make install`'* | \
        *'`unknot audit STUDY'* | *'`unknot methods`'*) ;;
    *) echo "$row" ;; esac
done > without
is "$(cat without)" "" "each row that works or partly works names a command to try"
# row 49: what `make demo` shows, without building again
if [ -x "$ROOT/examples/demo.sh" ]; then
    answer=$(UNKNOT=$UNKNOT "$ROOT/examples/demo.sh")
    is $? 0 "the demonstration runs"
    case "$answer" in *"41.1"*"58.1"*) check 0 "and shows recovery by deprivation" ;;
    *) check 1 "and shows recovery by deprivation" "$answer" ;; esac
else
    check 1 "the demonstration runs" "examples/demo.sh is missing"
fi
printf 'sex,days,year,seen\nF,3,2023,1\nM,4,2023,0\nF,1,2024,1\nM,2,2024,1\n' > file.csv
run gap file.csv --outcome "seen = 1" --by sex --time year --json --protect none
exits 0 "the command of the partly built rows runs"
run audit "$ROOT/examples/northside/study.yaml" -o report.html --view meeting
exits 0 "and so does the audit"
run knots
exits 0 "so does the list of knots"
run methods
exits 0 "and that of ways of working"
finish
