#!/usr/bin/env bash
# unknot audit: every number of both examples is counted again without the program; what leaves is
# protected; report, bundle, tables and pictures; the same bytes for any threads, engine and place.
. "$(dirname "$0")/tap.bash"

here=$ROOT/tests/cli
examples=$ROOT/examples
ln -s "$examples/northside" northside

# ---- counted again ----

for study in northside talking-therapies; do
    run audit "$examples/$study/study.yaml" --protect none --json
    exits 0 "$study: an audit without protection"
    printf '%s' "$out" > "$study.json"
    is "$("$here/recount.py" $study "$examples/$study" $study.json)" \
        "$([ $study = northside ] && echo 126 || echo 28) findings, 0 differences" \
        "$study: every count, rate, difference, median and share, counted again from the CSV files"
done
# the second count sees a wrong number
python3 - northside.json > wrong.json << 'P'
import json, sys
bundle = json.load(open(sys.argv[1], encoding="utf-8"))
bundle["audit"]["findings"][70]["parts"][0]["base"]["groups"][1]["total"][0] += 1
json.dump(bundle, sys.stdout)
P
is "$("$here/recount.py" northside "$examples/northside" wrong.json | tail -n 1)" \
    "126 findings, 1 differences" "one count that is one off is met"

# ---- protected ----

run audit northside/study.yaml --json
exits 0 "protected, as without a word about it"
printf '%s' "$out" > shown.json
run audit northside/study.yaml --json --engine duckdb
printf '%s' "$out" | cmp - shown.json
is $? 0 "the same bytes from DuckDB, which holds the files between the questions"
is "$("$here/audit_shown.py" shown.json northside.json)" "0 wrong" \
    "no small count, none unrounded, no hidden group named in a verdict"
sed 's/"people":\[[0-9]*,0\]/"people":[3,0]/g' shown.json > leaking.json
"$here/audit_shown.py" leaking.json northside.json > leaking.out
[ "$(wc -l < leaking.out)" -gt 100 ]
check $? "a count of 3 would be met" "$(tail -n 3 leaking.out)"
run audit talking-therapies/study.yaml --json
[ "$code" -ne 0 ]
check $? "a study that is not there" "$out"
run audit "$examples/talking-therapies/study.yaml" --json
printf '%s' "$out" > published.json
is "$("$here/recount.py" talking-therapies "$examples/talking-therapies" published.json)" \
    "28 findings, 0 differences" "published figures are not protected again"
is "$(json 'answer["audit"]["facts"]["protection"]')" published "and the bundle says so"
is "$(json '[own["rows"][0] for own in answer["audit"]["study"]["data"]]')" "[253]" \
    "with the number of rows read"
is "$(python3 -c 'import json
audit = json.load(open("shown.json"))["audit"]
print(audit["study"]["data"][1]["rows"], "rows" in audit["facts"])')" "[160, 0] False" \
    "of every table; a number that there is not is never 0"

# ---- outputs ----

# a part of it, which is enough for all that follows
mkdir own && cp -r "$examples/northside/." own/
awk 'NR % 4 == 1' "$examples/northside/data/referrals.csv" > own/data/referrals.csv
sed -e '/^  age:/,/^  sex:/{/^  sex:/!d}' -e '/^  clinic:/,/^  faith:/{/^  faith:/!d}' \
    -e 's/detail: .5, 16./detail: [5]/' -e '/^  - .ethnicity, sex.$/d' \
    -e '/^  recovered:/,/^pathways:/{/^pathways:/!d}' "$examples/northside/study.yaml" \
    > own/study.yaml
run audit own/study.yaml --json
exits 0 "a part of northside"
printf '%s\n' "$out" > own.json


run audit own/study.yaml -o report.html --bundle bundle.json --csv tables --charts pictures
exits 0 "report, bundle, tables and pictures in one run"
says "report: report.html" "where the report is"
says "bundle: bundle.json" "where the bundle is"
says "tables: tables" "where the tables are"
says "charts: pictures" "where the pictures are"
says_not "Add -o" "and no word about an output that was asked for"
cmp bundle.json own.json
is $? 0 "--json prints the bundle, byte for byte"
grep -q '</html>' report.html
check $? "the report is whole" "$(tail -c 200 report.html)"
is "$(grep -ciE '<script|src="?https?:|@import' report.html)" 0 "no script, nothing from elsewhere"
is "$(find tables -name '*.csv' | wc -l)" \
    "$(python3 -c 'import json
print(sum(len(own["parts"]) for own in json.load(open("bundle.json"))["audit"]["findings"]))')" \
    "a table for every part of every finding"
python3 - > walked << 'P'
import csv, json
ENDS = ("", "_low", "_high")
wrong = seen = 0
def text(number):  # as it may stand in a table
    if number is None:
        return [""]
    if isinstance(number, dict):
        low, high = (number["hidden"] + [None, None])[:2]
        return ["hidden" if high is None else f"{low}-{high}"]
    value = number[0]
    return [f"{value:.{number[1]}f}" if len(number) > 1 else repr(value)]
for finding in json.load(open("bundle.json"))["audit"]["findings"]:
    many = len(finding["parts"]) > 1
    for i, part in enumerate(finding["parts"]):
        name = f"tables/{finding['id']}{f'-{i + 1}' if many else ''}.csv"
        rows = list(csv.DictReader(open(name, newline="", encoding="utf-8")))
        for row, group in zip(rows, part["base"]["groups"], strict=True):
            cells = [(key, group.get(key)) for key in ("people", "total")]
            cells += [(key + end, group[key].get(end[1:] or "estimate"))
                      for key in ("estimate", "difference", "ratio") for end in ENDS]
            for key, number in cells:
                seen += 1
                if row[key] not in text(number):
                    wrong += 1
                    print(name, row["group"], key, row[key], number)
print(wrong, "wrong" if seen > 1000 else "too few looked at")
P
is "$(tail -n 3 walked)" "0 wrong" "every number of every table is one of the bundle's"
[ "$(find pictures -name '*.svg' | wc -l)" -gt 10 ]
check $? "pictures" "$(ls pictures)"
is "$(for file in pictures/*.svg; do python3 -c 'import sys, xml.etree.ElementTree as tree
print(tree.parse(sys.argv[1]).getroot().tag)' "$file" || echo "$file"; break; done)" \
    "{http://www.w3.org/2000/svg}svg" "a picture is whole SVG"
mkdir old && cp -r tables old/
run audit own/study.yaml --csv tables
exits 0 "a folder that is there is written into"
diff -r tables old/tables > tables.diff
is $? 0 "with the same bytes"
for view in public meeting; do
    run audit own/study.yaml -o $view.html --view $view
    exits 0 "the $view view"
    [ "$(wc -c < $view.html)" -lt "$(wc -c < report.html)" ]
    check $? "is shorter than the full report" "$(wc -c $view.html report.html)"
done
is "$(grep -c 'faith' public.html)" 0 "a sensitive group is not in the public view"
run audit own/study.yaml --view public
complains "add -o FILE" "a view without a report"
run audit own/study.yaml -o x.html --view council
complains "no view 'council'; write full, public, meeting, board, nhs-13sa, gripp2" \
    "a view that is not there"
echo mine > taken
for option in --csv --charts; do
    run audit own/study.yaml $option taken
    complains "this is a file, and a folder is needed" "$option with a file's name"
    is "$(cat taken)" mine "the file stays as it was"
    run audit own/study.yaml $option no/such/folder
    [ "$code" -ne 0 ] && [ -n "$err" ] && [ ! -e no ]
    check $? "$option in a folder that is not there" "$err"
done
mkdir folder
for option in -o --bundle; do
    run audit own/study.yaml $option folder
    [ "$code" -ne 0 ] && [ -n "$err" ]
    check $? "$option with a folder's name" "$out $err"
    run audit own/study.yaml $option no/such/file
    exits 3 "$option in a folder that is not there"
done
is "$(ls folder)" "" "nothing was put there"

# what is read is never written over
sums=$(cat own/study.yaml own/data/*.csv | sha256sum)
for file in study.yaml data/referrals.csv data/patients.csv data/residents.csv; do
    for option in -o --bundle; do
        run audit own/study.yaml $option own/$file
        complains "is a file that the audit reads" "$option own/$file"
    done
done
is "$(cat own/study.yaml own/data/*.csv | sha256sum)" "$sums" "study and data are as they were"
run audit own/study.yaml -o same --bundle same
complains "cannot be the same file" "report and bundle in one file"
run audit own/study.yaml -o same --bundle ./same
complains "--bundle: './same' is written by --output too" "spelt otherwise"
ln own/data/patients.csv hard.csv
run audit own/study.yaml -o hard.csv
complains "'hard.csv' is a file that the audit reads" "nor is a hard link to it written over"

if [ "$(id -u)" = 0 ] && mkdir small && mount -t tmpfs -o size=64k tmpfs small 2> /dev/null; then
    echo old > small/report.html
    cp small/report.html small/bundle.json
    run audit own/study.yaml -o small/report.html
    exits 3 "a disk that fills behind the report"
    is "$(cat small/report.html)" old "the old report stays whole"
    run audit own/study.yaml --bundle small/bundle.json
    exits 3 "and behind the bundle"
    is "$(cat small/bundle.json)" old "the old bundle stays whole"
    is "$(ls small)" "$(printf 'bundle.json\nreport.html')" "nothing half-written is left"
    rm small/*
    echo old > small/bundle.json
    run audit own/study.yaml --csv small/csv --bundle small/bundle.json -o small/report.html
    exits 3 "a disk that fills where several outputs are wanted"
    grep -qF "written: nothing; not written, and as it was before: 'small/report.html', \
'small/bundle.json', " <<< "$err"
    check $? "what is not written is told" "$err"
    head -c 40000 /dev/zero > small/fill
    run audit own/study.yaml --csv small/csv --charts plenty
    exits 3 "a disk that fills among the tables"
    files=$(find small/csv -type f | wc -l)
    [ "$files" -gt 0 ]
    check $? "some tables are there" "$files"
    grep -qF "written: $files of " <<< "$err"
    check $? "they are counted" "$err"
    [ ! -e plenty ]
    check $? "the pictures are not there" "$(ls)"
    umount small
else
    skip "a disk that fills" "mounting a small file system is not allowed here"
fi
"$UNKNOT" audit own/study.yaml --json > /dev/full 2> full.err
is $? 3 "a full disk behind stdout"
grep -q "could not be written" full.err
check $? "and says so" "$(cat full.err)"

# ---- the same bytes ----

for way in "--threads 1" "--threads 2" "--threads 8"; do
    # shellcheck disable=SC2086
    run audit own/study.yaml --json $way
    printf '%s\n' "$out" | cmp -s - own.json
    check $? "the same bundle with $way" "$err"
done
{ sed '/^groups:/,$d' own/study.yaml
    printf 'groups:\n  ethnicity:\n    column: ethnicity_code\n    codes: nhs-ethnicity-2001\n'
    printf '    detail: [5]\n    not_recorded: [Z, "99", ""]\n'
    printf 'outcomes:\n  wait:\n    from: referral_date\n    to: first_session_date\n'
    printf '    known_until: 2025-03-31\n    better: less\n    matters: 7 days\n'
} > own/engines.yaml
for engine in small duckdb; do
    run audit own/engines.yaml --json --engine $engine
    exits 0 "with the $engine engine"
    printf '%s' "$out" > $engine.json
done
cmp small.json duckdb.json
is $? 0 "look-ups, codes and waits are the same bytes from both engines"
LC_ALL=tr_TR.UTF-8 "$UNKNOT" audit own/study.yaml --json | cmp -s - own.json
check $? "and where i is not I" ""
(cd own && "$UNKNOT" audit study.yaml --json) | cmp -s - own.json
check $? "and from the study's own folder" ""
head -n 1 own/data/referrals.csv > shuffled.csv
tail -n +2 own/data/referrals.csv | sort -t, -k3,3 -k2,2r >> shuffled.csv
mv shuffled.csv own/data/referrals.csv
run audit own/study.yaml --json
is "$(json 'answer["audit"]["findings"] == json.load(open("own.json"))["audit"]["findings"]')" \
    True "the order of rows changes no finding"
run audit
complains "unknot audit study.yaml" "no study: how to write it"
run audit own/study.yaml --sheet x
complains "'--sheet' belongs in the study" "what belongs to a file stands in the study"
run audit own/study.yaml --protect nhs
complains "nhs" "a rule that is not there"
finish
