#!/usr/bin/env bash
# A table of several files: read as one, each mistake told with its own file and line.
. "$(dirname "$0")/tap.bash"

mkdir data
{
    echo 'id,sex,seen'
    for i in {1..12}; do
        echo "$i,$([ $((i % 2)) -eq 0 ] && echo F || echo M),$((i % 3 == 0))"
    done
} > data/whole.csv
part() { # part FROM TO: the head and those rows
    head -1 data/whole.csv
    sed -n "$(($1 + 1)),$(($2 + 1))p" data/whole.csv
}
part 1 4 > data/visits-2023-1.csv
part 5 9 | sed 's/$/\r/' > data/visits-2023-2.csv # lines end in CR LF
part 10 12 | head -c -1 > data/visits-2024-1.csv # no line end at the end
part 1 2 > data/.visits-hidden.csv
cat > study.yaml << 'S'
unknot: 1
title: Seen
data:
  visits:
    file: data/visits-*.csv
    row: visit
    person: id
groups:
  sex:
    column: sex
outcomes:
  seen:
    is: seen = 1
    better: more
protect: none
S
sed 's/visits-\*/whole/' study.yaml > whole.yaml
run audit whole.yaml --csv one --engine small
exits 0 "an audit of one file"
for engine in small duckdb; do
    rm -rf several
    run audit study.yaml --csv several --engine "$engine"
    exits 0 "an audit of three files, $engine"
    is "$(diff -r one several 2>&1)" "" "counts what an audit of all rows in one does, $engine"
done
run audit study.yaml --json
is "$(json "answer['audit']['study']['data'][0]['file']")" "visits-*.csv (3 files)" \
    "the report names the pattern and how many files"
is "$(json "answer['audit']['study']['data'][0]['hash']")" \
    "$(cat data/visits-20*.csv | sha256sum | cut -d' ' -f1)" "its hash is of all of them in order"
sed 's|file: .*|file: [data/visits-2024-1.csv, "data/visits-2023-?.csv"]|' study.yaml > list.yaml
run audit list.yaml --csv listed
exits 0 "a list with a pattern in it"
is "$(diff -r one listed 2>&1)" "" "counts the same"
run audit list.yaml --json
is "$(json "answer['audit']['study']['data'][0]['file']")" \
    "visits-2024-1.csv, visits-2023-?.csv (3 files)" "and is named so"

# ---- mistakes of the list ----
try() { # try FILE-LINE: checks the study with that instead
    sed "s|file: .*|file: $1|" study.yaml > tried.yaml
    run check tried.yaml
}
try 'data/vists-*.csv'
complains "tried.yaml:5:11: no file of folder 'data/' fits 'vists-*.csv'; it holds '" \
    "a pattern that no file fits"
exits 2 "is a mistake"
try 'dat/visits-*.csv'
complains "no file fits 'visits-*.csv': folder 'dat/' is not there, or holds none" \
    "so is one in a folder that is not there"
try '"dat?/visits-2024-1.csv"'
complains "'dat?/visits-2024-1.csv' has a pattern in the name of a folder" "or of folders"
try '[data/visits-2023-1.csv, data/visits-*.csv]'
complains "'data/visits-2023-1.csv' is named twice, by 'data/visits-2023-1.csv' and by 'data/visi" \
    "a file that a name and a pattern stand for"
try '[data/visits-2023-1.csv, data/../data/visits-2023-1.csv]'
complains "is named twice, by 'data/visits-2023-1.csv' and by 'data/../data/visits-2023-1.csv'" \
    "one file by two paths"
try '[data/visits-2023-1.csv, data/gone.csv]'
complains "tried.yaml:5:36: file 'data/gone.csv': there is no such file" \
    "one of a list that is not there"

# ---- mistakes of the files ----
more() { # more TEXT: one more file of that text
    printf '%b' "$1" > data/visits-2025-1.csv
    run check study.yaml
}
more 'id,sex\n13,F\n'
complains "visits-2025-1.csv:1: there is no column 'seen', which 'data/visits-2023-1.csv' has;" \
    "a column that is missing in one"
more 'id,sex,seen,more\n13,F,1,x\n'
complains "visits-2023-1.csv:1: there is no column 'more', which 'data/visits-2025-1.csv' has;" \
    "one that others do not have"
more 'id,seen,sex\n13,1,F\n'
complains "visits-2025-1.csv:1: column 2 is 'seen' here and 'sex' in 'data/visits-2023-1.csv'" \
    "another order"
rm data/visits-2025-1.csv
printf 'id\tsex\tseen\n13\tF\t1\n' > data/late.tsv
try '[data/visits-2023-1.csv, data/late.tsv]'
complains "data/late.tsv:1: its cells are parted otherwise than those of 'data/visits-2023-1.csv'" \
    "another delimiter"
more '{"id": 1}\n{"id": 2}\n'
complains "data/visits-2025-1.csv: it is a file of JSON lines, and 'data/visits-2023-1.csv' is" \
    "another kind of file"
for engine in small duckdb; do
    more 'id,sex,seen\n13,F,1\n14,F,1,x\n'
    run audit study.yaml --engine "$engine" -o r.html
    complains "data/visits-2025-1.csv:3: " "a ragged row, with its file and line there, $engine"
    more 'id,sex,seen\n13,F,1\n14,M,maybe\n'
    run audit study.yaml --engine "$engine" -o r.html
    complains "data/visits-2025-1.csv:3: " "a cell that is no number, $engine"
    exits 2 "both are mistakes, $engine"
done
rm data/visits-2025-1.csv

# A long table whose second file says again what the first did.
printf 'sex,name,value\nF,seen,4\nF,all,9\nM,seen,5\nM,all,9\n' > long-1.csv
printf 'sex,name,value\nX,seen,4\nX,all,8\nM,seen,5\n' > long-2.csv
cat > long.yaml << 'S'
unknot: 1
title: Seen
data:
  counts:
    file: long-*.csv
    row: visit
    status: published
    spread: {names: name, values: value}
groups:
  sex:
    column: sex
outcomes:
  seen:
    events: seen
    out_of: all
    better: more
S
run audit long.yaml -o r.html
complains "long-2.csv:4: a second row gives 'seen' for what line 4 of 'long-1.csv' gave it" \
    "both places of what is said twice"
sed -i '$d' long-2.csv
run audit long.yaml --csv long
exits 0 "a long table of two files"
out=$(cat long/gap-seen-by-sex.csv)
says $'\nX,1,8,4,0.5,' "rows of the second"
says $'\nM,1,9,5,' "and of the first"


mkdir data/visits-old.csv
run audit study.yaml --json
exits 0 "a folder whose name fits is no file of the table"
is "$(json 'answer["audit"]["study"]["data"][0]["rows"]')" "[12]" \
    "and the rows are all of the files'"
rmdir data/visits-old.csv

# ---- people's data are never written over ----

cp data/visits-2023-1.csv before.csv
for option in -o --bundle; do
    run audit study.yaml $option data/visits-2023-1.csv
    complains "'data/visits-2023-1.csv' is a file that the audit reads" \
        "$option: a file that the pattern stands for is not written over"
done
cmp -s before.csv data/visits-2023-1.csv
check $? "and is as it was"
finish
