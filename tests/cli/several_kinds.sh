#!/usr/bin/env bash
# A table of several Excel, Parquet or JSON files counts what one file of all its rows does.
. "$(dirname "$0")/tap.bash"

LIBRARY=$ROOT/third_party/duckdb/libduckdb.so
{
    echo 'id,sex,seen,day'
    for i in {1..12}; do
        sex=$([ $((i % 2)) -eq 0 ] && echo F || echo M)
        echo "$i,$sex,$((i % 3 == 0)),2024-04-0$((i % 5 + 1))"
    done
} > whole.csv
cat > study.yaml << 'S'
unknot: 1
title: Seen
data:
  visits:
    file: FILES
    row: visit
    person: id
    keep: day >= 2024-04-02
groups:
  sex:
    column: sex
outcomes:
  seen:
    is: seen = 1
    better: more
protect: none
S
of() { sed "s|FILES|$1|" study.yaml > "$2.yaml"; }
of whole.csv whole
run audit whole.yaml --csv one
exits 0 "an audit of one file"
same() { # same PATTERN NAME: the audit of those files has the tables of the whole
    of "$1" tried
    rm -rf tried
    run audit tried.yaml --csv tried
    exits 0 "$2: read"
    is "$(diff -r one tried 2>&1)" "" "$2: the same tables"
}

# ---- Excel ----
sheets() { # sheets FILE FROM TO [HEADS]: rows of whole.csv as a workbook
    PYTHONPATH=$ROOT/tests/cli python3 - "$@" << 'P'
import csv
import sys
import make_xlsx
path, first, last = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
rows = list(csv.reader(open("whole.csv")))
heads = sys.argv[4].split(",") if len(sys.argv) > 4 else rows[0]
cells = [[row[rows[0].index(head)] for head in heads] for row in rows[first:last + 1]]
make_xlsx.write(path, {"S": [heads] + cells})
P
}
sheets book-1.xlsx 1 5
sheets book-2.xlsx 6 9
sheets book-3.xlsx 10 12
same 'book-\*.xlsx' "Excel files"
sheets book-3.xlsx 10 12 id,seen,sex,day
run audit tried.yaml --csv tried
complains "book-3.xlsx:1: column 2 is 'seen' here and 'sex' in 'book-1.xlsx'" "another order"
sheets book-3.xlsx 10 12 id,sex
run audit tried.yaml --csv tried
complains "book-3.xlsx:1: there is no column 'seen', which 'book-1.xlsx' has" "columns that lack"
sheets book-3.xlsx 10 12
PYTHONPATH=$ROOT/tests/cli python3 -c 'import make_xlsx
make_xlsx.write("book-2.xlsx",
                {"S": [["id", "sex", "seen", "day"], ["6", "F", "maybe", "2024-04-02"]]})'
run audit tried.yaml --csv tried
complains "book-2.xlsx:2: " "a cell that is no number: its file and its row there"
sheets book-2.xlsx 6 9
cp whole.csv book-4.csv
of '[book-1.xlsx, book-4.csv]' tried
run check tried.yaml
complains "book-4.csv: it is a text file, and 'book-1.xlsx' is an Excel file; files" \
    "files of two kinds"

# ---- JSON lines ----
objects() { # objects FILE FROM TO
    python3 - "$@" << 'P'
import csv
import json
import sys
rows = list(csv.DictReader(open("whole.csv")))[int(sys.argv[2]) - 1:int(sys.argv[3])]
open(sys.argv[1], "w").write("".join(json.dumps(row) + "\n" for row in rows))
P
}
if [ ! -e "$LIBRARY" ]; then
    skip "Parquet and JSON lines: DuckDB is not there"
    finish
fi
objects part-1.jsonl 1 5
objects part-2.jsonl 6 12
same 'part-\*.jsonl' "files of JSON lines"
printf '{"id": 13\n' >> part-2.jsonl
run audit tried.yaml --csv tried
complains "part-2.jsonl:8: this is not one JSON object" "a broken line: its file and its line there"

# ---- Parquet ----
rows() { # rows FILE FROM TO [COLUMNS]: typed, from the rows of whole.csv
    python3 "$ROOT/tests/cli/make_parquet.py" "$LIBRARY" \
        "SELECT ${4:-*} FROM read_csv('whole.csv') WHERE id BETWEEN $2 AND $3" "$1"
}
rows part-1.parquet 1 5
rows part-2.parquet 6 9
rows part-3.parquet 10 12
same 'part-\*.parquet' "Parquet files"
rows part-2.parquet 6 9 "day, seen::DOUBLE AS seen, sex, id::INTEGER AS id"
same 'part-\*.parquet' "Parquet files with numbers of other types, and another order"
rows part-2.parquet 6 9 "day, sex, id"
run audit tried.yaml --csv tried
complains "part-2.parquet: there is no column 'seen', which 'part-1.parquet' has" \
    "a column that lacks"
rows part-2.parquet 6 9 "*, 1 AS more"
run check tried.yaml
complains "part-1.parquet: there is no column 'more', which 'part-2.parquet' has" "one too many"
rows part-2.parquet 6 9 "id, sex, seen::VARCHAR AS seen, day"
run check tried.yaml
complains "part-2.parquet: column 'seen' holds values of another type than in 'part-1.parquet'" \
    "text where others have numbers"
head -c 200 part-3.parquet > part-2.parquet
run audit tried.yaml --csv tried
complains "part-2.parquet: " "a file that was cut is named"
exits 2 "and is a mistake of the file"
finish
