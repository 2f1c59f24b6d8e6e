#!/usr/bin/env bash
# A study whose table stands in a database: an SQLite one, through unixODBC and its driver.
. "$(dirname "$0")/tap.bash"

driver=$(ls /usr/lib/*/odbc/libsqlite3odbc.so 2> /dev/null | head -1)
if [ -z "$driver" ]; then
    echo "1..0 # SKIP the SQLite driver of ODBC is not installed (libsqliteodbc)"
    exit 0
fi
export ODBCSYSINI=$PWD ODBCINI=$PWD/odbc.ini
# the driver keeps some of its own memory for good; the program's is of an arena
export ASAN_OPTIONS=${ASAN_OPTIONS:+$ASAN_OPTIONS:}detect_leaks=0
printf '[SQLite3]\nDriver=%s\n[Gone]\nDriver=/nowhere/libgone.so\n' "$driver" > odbcinst.ini
printf '[warehouse]\nDriver=SQLite3\nDatabase=%s/data/w.db\n[gone]\nDriver=Gone\n' "$PWD" > odbc.ini

mkdir data
python3 - << 'P'
import csv, random, sqlite3

random.seed(1)
SEXES = ["F", "M", "Zoë", "", 'the "other"', "a, b", "雪 \U0001f600", " F ", "O'Hara\nline", "NA"]
visits = [["id", "sex", "came on", "seen", 'say "so"', "score", "area", "notes"]]
for i in range(400):
    visits.append([str(i // 2), SEXES[i * i % 7 if i % 3 else random.randrange(len(SEXES))],
                   f"2024-{1 + i % 12:02}-{1 + i % 28:02}", str(random.randrange(2)),
                   random.choice(["x", "y", ""]), random.choice(["0.5", "-3", "1e3", ""]),
                   f"E0{i % 9}", "n" * (9000 if i == 7 else i % 5)])
areas = [["area", "tenth"]] + [[f"E0{i}", str(1 + i)] for i in range(8)]

base = sqlite3.connect("data/w.db")
for name, rows in [("visits", visits), ("areas", areas)]:
    with open(f"data/{name}.csv", "w", newline="", encoding="utf-8") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)
    heads = [h.replace('"', '""') for h in rows[0]]
    base.execute(f"create table {name} (" + ", ".join(f'"{h}" text' for h in heads) + ")")
    marks = ", ".join("?" * len(heads))
    base.executemany(f"insert into {name} values ({marks})",
                     [[cell if cell else None for cell in row] for row in rows[1:]])
base.execute("create view backwards as select * from visits order by rowid desc")
base.execute("create table empty (id, sex, seen)")
base.execute("create table \"a.b\" (sex, seen)")
base.execute("create table kinds (sex text, seen bit, day date, cost real)")
base.executemany("insert into \"a.b\" values (?, ?)", [("F", 1), ("M", 0)] * 20)
base.executemany("insert into kinds values (?, ?, ?, ?)",
                 [("F", 1, "2024-04-01", 0.25), ("M", "true", "2024-04-02", 1e-7),
                  ("M", "false", None, 1234567.5)] * 10)
base.commit()
P
warns() { # warns PART NAME: stderr holds it, whatever the exit code
    case "$err" in *"$1"*) check 0 "$2" ;; *) check 1 "$2" "stderr lacks: $1
$err" ;; esac
}
study() { # study FILE WHERE LOOK-UP: a study of a table that is there
    cat > "$1" << S
unknot: 1
title: Seen
data:
  visits:
    $2
    row: visit
    person: id
    date: came on
    keep: known(id) and [say "so"] != 'y'
    look_up:
      areas: {$3, by: area}
groups:
  sex:
    column: sex
  tenth:
    column: tenth
    worst_off_first: ascending
outcomes:
  seen:
    is: seen = 1
    better: more
    matters: 5 per 100
  score:
    amount: score
    better: less
periods: quarter
protect: none
S
}
database='odbc: "DSN=warehouse"
    table:'
study csv.yaml 'file: data/visits.csv' 'file: data/areas.csv'
study db.yaml "$database visits" 'table: areas'

# ---- the same answer as of files ----
run check db.yaml
exits 0 "a study of a database has no mistakes"
run audit csv.yaml --bundle csv.json -o csv.html --csv of-files
exits 0 "an audit of files"
run audit db.yaml --bundle db.json -o db.html --csv of-database
exits 0 "an audit of a database"
is "$(diff -r of-files of-database 2>&1)" "" "counts the same"
same() { # same ONE OTHER: the bundles but for what names the files
    python3 - "$1" "$2" << 'P'
import json, sys

def bare(path):
    bundle = json.load(open(path, encoding="utf-8"))
    study = bundle["audit"]["study"]
    for key in ("text", "hash", "file"):
        study.pop(key)
    for data in study["data"]:
        for file in [data] + data["look_ups"]:
            file.pop("file")
            file.pop("hash")
    bundle.pop("hash")
    return json.dumps(bundle)
print(bare(sys.argv[1]) == bare(sys.argv[2]))
P
}
is "$(same csv.json db.json)" True "the bundle is the same but for names and hashes of files"
run audit db.yaml --json
is "$(json "answer['audit']['study']['data'][0]['file']")" "visits (database)" \
    "it says that the table is of a database"
hash=$(json "answer['audit']['study']['data'][0]['hash']")
is "$(python3 - << 'P'
import csv, hashlib, io
rows = list(csv.reader(open("data/visits.csv", newline="", encoding="utf-8")))
def line(row):
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerow(row)
    return text.getvalue().encode()
named = [line(row[:7]) for row in rows]
print(hashlib.sha256(named[0] + b"".join(sorted(named[1:]))).hexdigest())
P
)" "$hash" "its hash is of the named columns as CSV, rows sorted; no other column is read"
study view.yaml "$database main.backwards" 'table: areas'
run audit view.yaml --json
exits 0 "a view is as good as a table, with its schema too"
is "$(json "answer['audit']['study']['data'][0]['hash']")" "$hash" \
    "and the order of rows changes no hash"
run audit db.yaml --explain
says ', "sex", "came on", "seen", "say ""so""", "score", "area" FROM "visits"' \
    "--explain prints the statement"
study mixed.yaml "$database visits" 'file: data/areas.csv'
run audit mixed.yaml --bundle mixed.json
exits 0 "a file looked up for a database"
is "$(same csv.json mixed.json)" True "the answer is the same"
study other.yaml 'file: data/visits.csv' 'odbc: DSN=warehouse, table: areas'
run audit other.yaml --bundle other.json
exits 0 "and a database for a file"
is "$(same csv.json other.json)" True "so is this one"
run audit db.yaml --engine duckdb
complains "a table of a database needs the small engine; leave out --engine duckdb" \
    "the other engine reads no database"

# ---- kinds of cells, names that need care ----
small() { # small TABLE OUTCOME: a study of that table
    cat > small.yaml << S
unknot: 1
title: Seen
data:
  t:
    odbc: DSN=warehouse
    table: $1
groups:
  sex:
    column: sex
outcomes:
  o:
    $2
protect: none
S
}
small kinds 'is: seen = 1'
run audit small.yaml --csv kinds
exits 0 "numbers, truths and dates of a database"
out=$(cat kinds/gap-o-by-sex.csv)
says $'\nF,1,10,10,' "truth is 1 and 0"
says $'\nM,1,20,10,' "in words too"
small kinds 'amount: cost'
run audit small.yaml --json
exits 0 "numbers as the driver writes them"
small "'\"a.b\"'" 'is: seen = 1'
run audit small.yaml --csv dotted
exits 0 "a table whose name holds a dot, in quotes"

# ---- what is wrong ----
small empty 'is: seen = 1'
run check small.yaml
exits 0 "check asks for column names alone"
run audit small.yaml
complains "small.yaml:6:12: the table has columns and no rows; is it the right one?" \
    "an empty table"
small vists 'is: seen = 1'
run check small.yaml
complains "small.yaml:6:12: there is no table 'vists' in this database; did you mean 'visits'?" \
    "a table that is not there"
small "'x\" ; drop table visits; --'" 'is: seen = 1'
run check small.yaml
complains "is no table's name; write one to three names with dots between them" \
    "statements are no name"
small "'\"visits\"\"; drop table visits; --\"'" 'is: seen = 1'
run audit small.yaml
complains "there is no table 'visits\"; drop table visits; --' in this database" \
    "nor in quotes"
small a.b.c.d 'is: seen = 1'
run check small.yaml
complains "'a.b.c.d' is no table's name" "too many names"
small visits 'is: seenn = 1'
run check small.yaml
complains "small.yaml:12:9: unknown column 'seenn' in 'visits'; did you mean 'seen'?" \
    "a column that is not there"
small visits 'amount: sex'
run audit small.yaml
complains "visits:2: " "a cell that is no number, with its row"
run audit db.yaml --json
is "$(json "answer['audit']['study']['data'][0]['hash']")" "$hash" "the table is as it was"

try() { # try CONNECTION: checks with that instead
    small visits 'is: seen = 1'
    sed -i "s|odbc: .*|odbc: $1|" small.yaml
    run check small.yaml
}
try DSN=warehose
complains "small.yaml:5:11: no data source of that name is known" "a data source that is not there"
is "$(grep -c 'no data source' <<< "$err")" 1 "is told once"
try DSN=gone
is "$code" 3 "a driver that is not there is the machine's affair"
warns "its driver cannot be opened; install it" "and says what to install"
UNKNOT_ODBC=/nowhere/libodbc.so try DSN=warehouse
is "$code" 3 "no driver manager either"
warns "databases are read through unixODBC, which cannot be opened" "and says which package"
run audit db.yaml --memory 70MB
exits 0 "memory that is enough"
python3 - << 'P'
import sqlite3
base = sqlite3.connect("data/w.db")
base.execute("create table large (sex, seen, text)")
base.executemany("insert into large values ('F', 1, ?)", [("x" * 100000,)] * 700)
base.commit()
P
small large 'is: seen = 1 and known(text)'
run audit small.yaml --memory 70MB
is "$code" 4 "memory that is not"
warns "the table takes more memory than the 70 MB that --memory allows" "and says so"

run audit small.yaml --memory 200MB
exits 0 "allowed more, it is read"

# ---- a connection is a secret ----
secret() { # secret NAME: neither in what was said nor written
    says_not hunter2 "$1: no password"
    says_not anna "$1: no user"
}
try '"Driver=SQLite3;Database=nowhere/x.db;UID=anna;PWD=hunter2"'
is "$code" 3 "a database that cannot be reached"
secret "in its message"
warns "note: small.yaml:5:12: 'odbc' holds a password" "and a warning beside it"
sed 's|odbc: .*|file: DSN=warehouse;UID=anna;PWD=hunter2|; /table:/d' small.yaml > file.yaml
run check file.yaml
complains "file.yaml:5:11: this is a connection to a database and no file" \
    "a connection in the place of a file"
secret "in its message"
for connection in 'DSN=warehouse;UID=anna;PWD=hunter2' '"DSN=warehouse;UID=anna;PWD=hunter2"' \
    "'DSN=warehouse; pwd = {hunter2;x}; uid=anna' # PWD=hunter2;UID=anna"; do
    sed "s|odbc: .*|odbc: $connection|" db.yaml > secret.yaml
    run audit secret.yaml --bundle secret.json -o secret.html --json
    exits 0 "an audit with a password in its study"
    secret "on the terminal"
    grep -q -e hunter2 -e anna secret.json secret.html
    is "$?" 1 "nor in report and bundle"
    is "$(json "'odbc: \"not shown\"' in answer['audit']['study']['text']")" True \
        "where 'not shown' stands in its place"
    is "$(json "answer['audit']['study']['hash']")" "$(printf '%s' "$out" | python3 -c "
import hashlib, json, sys
print(hashlib.sha256(json.load(sys.stdin)['audit']['study']['text'].encode()).hexdigest())")" \
        "and the hash is of that"
    run audit secret.yaml --explain
    secret "in --explain"
done
printf 'odbc: |\n      DSN=warehouse;UID=anna;\n      PWD=hunter2\n' > several
sed -e '/odbc: /{r several
d}' db.yaml | sed 's/^odbc/    odbc/' > several.yaml
run check several.yaml
complains "goes on over several lines; write it on one line" "a connection in several lines"
secret "in its message"
finish
