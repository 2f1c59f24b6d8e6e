#!/usr/bin/env bash
# What a person may get wrong in a study that is audited: one sentence with place and remedy, and
# nothing computed; what is no mistake but wants saying is said.
. "$(dirname "$0")/tap.bash"

python3 - << 'P'
with open("v.csv", "w") as file:
    file.write("id,sex,asked,seen,ok\n")
    for i in range(240):
        month = f"2024-0{1 + i % 3}"
        file.write(f"{i % 180},{'FM'[i % 2]},{month}-01,{month}-{2 + i % 20:02d},"
                   f"{int(i % 3 == 0)}\n")
with open("p.csv", "w") as file:
    file.write("id,area\n" + "".join(f"{i},{'NS'[i % 2]}\n" for i in range(140)))
P
cat > good.yaml << 'Y'
unknot: 1
title: Seen in time
data:
  visits:
    file: v.csv
    row: visit
    look_up:
      people: {file: p.csv, by: id}
groups:
  sex:
    column: sex
  area:
    column: area
outcomes:
  ok:
    is: ok = 1
    better: more
    matters: 5 per 100
Y
run audit good.yaml --json --protect none
exits 0 "a study without mistakes"
is "$(json '[(g.get("level", ""), g["people"][0], g["total"][0])
    for f in answer["audit"]["findings"] if f["id"] == "rows-lost-not-found-in-people-by-sex"
    for g in f["parts"][0]["base"]["groups"]]')" "[('F', 120, 20), ('M', 120, 20)]" \
    "whom a look-up lacks is counted by group"

# mistake SED PART NAME: the study so changed is refused with these words, and writes nothing
mistake() {
    sed "$1" good.yaml > bad.yaml
    run audit bad.yaml -o bad.html
    complains "$2" "$3"
    [ ! -e bad.html ]
    check $? "$3: no report" "$(ls)"
}
mistake 's/^  sex:/\tsex:/' "bad.yaml:10:1: a tab indents this line; use spaces" "a tab"
mistake 's/^title.*/&\ntitle: again/' "bad.yaml:3:1: key 'title' stands twice" "a key twice"
mistake 's/^title/titel/' "bad.yaml:2:1: unknown key 'titel'; did you mean 'title'?" "unknown key"
mistake 's/column: sex/column: \&a sex/' "an anchor (&) stands here" "an anchor"
mistake 's/column: area/column: *a/' "an alias (*) stands here; write out" "an alias"
mistake 's/column: sex/column: !!str sex/' "bad.yaml:11:13: a tag" "a tag"
mistake 's/column: sex/column:/' "'column' of group 'sex' is empty; fill it in" "an empty value"
mistake 's/5 per 100/5/' "say the unit: 5 per 100, 14 days" "a margin without its unit"
mistake 's/^groups:/  again:\n    file: v.csv\n    row: visit\n&/' \
    "file 'v.csv' is named twice, the first in line 5" "one file named twice"
mistake '/^  ok:/,$d' "'outcomes' is empty" "nothing under outcomes"
sed '/^  ok:/,$d' good.yaml > braces.yaml
echo '  ok: {is: ok = 1, better: more}' >> braces.yaml
run audit braces.yaml
complains "stands inside braces" "a condition inside braces"
says_not "unknown column" "and nothing else is made of it"
printf 'a: &a [x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a]\nc: [*b,*b,*b,*b]\n' > bomb.yaml
run audit bomb.yaml
complains "an anchor (&) stands here" "a bomb of aliases"
truncate -s 100M large.yaml
run audit large.yaml
complains "more than 1 MiB" "a study of 100 MB is refused unread"
printf 'id,area\n1,N\n1,S\n2,N\n2,N\n3,S\n' > p2.csv
mistake 's/p.csv/p2.csv/' "'1' (lines 2 and 3), '2' (lines 4 and 5)" "a look-up with repeated keys"

sed 's/^title.*/&\ncan_change: ask Dr Ann Jones, ann@example.org/' good.yaml > named.yaml
run audit named.yaml --bundle named.json
exits 0 "a person named in a study is no mistake"
case "$err" in *"seems to name a person"*"; name a role"*) true ;; *) false ;; esac
check $? "the name is warned of" "$err"
case "$err" in *"e-mail address"*) true ;; *) false ;; esac
check $? "and the address" "$err"
sed 's/^title.*/&\nowner: Dr Ann Jones, ann@example.org\ncontact: audit@example.org/' \
    good.yaml > owned.yaml
run audit owned.yaml --bundle owned.json
case "$err" in *"owned.yaml:3:8: 'owner' holds an e-mail address"*) true ;; *) false ;; esac
check $? "an address of the owner is warned of" "$err"
case "$err" in *"owned.yaml:3:8: 'owner' seems to name a person"*) true ;; *) false ;; esac
check $? "and the owner's name: a role would do" "$err"
case "$err" in *"'contact'"*"'contact'"*|*":4:"*) false ;; *) true ;; esac
check $? "an address to reach them at is no mistake" "$err"

# what only the rows tell is told in the words of a study, by either engine
printf 'sex,n,cost\nF,1,5\nM,1.5,6\nM,,x\nF,-2,7\n' > counted.csv
cat > counted.yaml << 'Y'
unknot: 1
title: Counted
data:
  d:
    file: counted.csv
    count: n
groups:
  sex:
    column: sex
outcomes:
  cost:
    amount: cost
    better: more
Y
for engine in small duckdb; do
    if [ "$engine" = duckdb ] && [ -z "${UNKNOT_DUCKDB:-}" ] \
        && [ ! -f "$ROOT/third_party/duckdb/libduckdb.so" ]; then
        skip "duckdb speaks of a study's keys" "DuckDB is not there"
        continue
    fi
    run audit counted.yaml --engine "$engine"
    complains "counted.csv:3: '1.5' in column 'n' is not a whole number, and 'count:' says" \
        "$engine: the key and not an option"
    complains "counted.csv:4: column 'n' is blank or marked missing in 1 row, and 'count:' needs \
it in each; leave such rows out with keep: known(n)" "$engine: keep, where gap has --where"
    case "$err" in *--*) false ;; *) true ;; esac
    check $? "$engine: no option of gap is named" "$err"
done
# questions instead of an answer
sed 's/count: n/keep: n = 1/' counted.yaml > asked.yaml
run audit asked.yaml --explain
exits 0 "the questions of an audit"
says "d: cost, of rows with n = 1" "what is asked, and of which rows"
says "counts by 'sex'" "and how it is counted"
is "$(printf '%s' "$out" | grep -c '^-- d: ')" \
    "$(printf '%s' "$out" | grep -c '^-- engine small')" \
    "each with the engine that reads"
is "$(printf '%s' "$out" | grep -vc '^-- ')" 0 "and no line of it is taken for a statement"
run audit asked.yaml --explain -o asked.html
complains "--explain: questions are printed and no answer is written; leave out --output" \
    "no report beside questions"
run audit asked.yaml --explain --view public
complains "--explain: questions are printed and no answer is written; leave out --view" \
    "no view of questions"
says_not "add -o" "and nothing to add, which would be refused in turn"

# keys and values of a file that DuckDB does not read itself stand in its statement, unseen
if [ -z "${UNKNOT_DUCKDB:-}" ] && [ ! -f "$ROOT/third_party/duckdb/libduckdb.so" ]; then
    skip "looked-up rows in questions" "DuckDB is not there"
else
    PYTHONPATH="$ROOT/tests/cli" PYTHONDONTWRITEBYTECODE=1 python3 - << 'P'
import make_xlsx
rows = [("id", "area")] + [(f"key-{i}", f"area-{'NS'[i % 2]}") for i in range(180)]
text = "".join(",".join(row) + "\n" for row in rows)
make_xlsx.write("l.xlsx", {"L": rows})
with open("l16.csv", "w", encoding="utf-16", newline="") as file:
    file.write(text)
with open("lcr.csv", "w", newline="") as file:
    file.write(text.replace("\n", "\r"))
with open("l8.csv", "w") as file:
    file.write(text)
with open("k.csv", "w") as file:
    file.write("id,sex,ok\n" + "".join(f"key-{i % 200},{'FM'[i % 2]},{int(i % 3 == 0)}\n"
                                       for i in range(240)))
with open("k.jsonl", "w") as file:
    for i in range(240):
        file.write(f'{{"id":"key-{i % 200}","sex":"{"FM"[i % 2]}","ok":{int(i % 3 == 0)}}}\n')
P
    sed 's/v.csv/k.csv/; s/row: visit/&\n    person: id/' good.yaml > looked.yaml
    for file in l.xlsx l16.csv lcr.csv; do
        sed "s/p.csv/$file/" looked.yaml > s.yaml
        set -- --engine duckdb
        if [ "$file" = l.xlsx ]; then
            # beside a workbook DuckDB may not be named; JSON lines are read by it alone
            sed -i 's/k.csv/k.jsonl/' s.yaml
            set --
        fi
        run audit s.yaml --explain "$@"
        exits 0 "questions of a study that looks people up in $file"
        says "-- the rows of '$file', handed over and not shown" "which says so in their place"
        says "LEFT JOIN (SELECT * FROM handed_over" "by a name"
        says_not "key-" "without any key of it"
        says_not "area-" "and any value"
        is "$(printf '%s' "$out" | grep -c '^-- engine duckdb')" \
            "$(printf '%s' "$out" | grep -c '^-- visits: ')" "each question has its comment"
    done
    sed "s/p.csv/l8.csv/" looked.yaml > s.yaml
    run audit s.yaml --explain --engine duckdb
    says "LEFT JOIN (SELECT \"derived" "a file that DuckDB reads itself is read there"
    says_not "handed_over" "and nothing of it is handed over"
fi
printf 'Title\nsex;n;cost\nF;1;5\n' > counted.csv
run audit counted.yaml
complains "counted.csv:1: the cells are not separated by ','; add delimiter: ';' and skip: 1" \
    "how a file is read is said in keys too"
sed -i "s/count: n/encoding: klingon/" counted.yaml
run audit counted.yaml
complains "counted.yaml:4:3: encoding: unknown encoding 'klingon'" "with the table's place"

printf 'id,sex,asked,seen,ok\n1,F,,,1\n2,M,,,0\n3,F,,,1\n' > few.csv
sed 's/v.csv/few.csv/' good.yaml > few.yaml
run audit few.yaml
exits 0 "three people: an answer all the same"
case "$err" in *"nothing is left to show"*"Pool what can be pooled"*) true ;; *) false ;; esac
check $? "which says that nothing is left to show, and what would help" "$err"
run audit few.yaml -o few.html
grep -q "a hidden number of [a-z]*" few.html
check $? "the report does not tell how many rows there are"
run audit few.yaml --protect none
case "$err" in *"nothing is left"*) false ;; *) true ;; esac
check $? "not where all is shown" "$err"

# ---- files ----
mistake() { # mistake NAME WORDS: the study of stdin; all that is told of it
    { printf 'unknot: 1\ntitle: T\n'; cat; printf 'groups: {sex: {column: sex}}\n'; } > wrong.yaml
    run check wrong.yaml
    is "$err" "$2" "$1"
}
mkdir -p near
cp v.csv q.csv
mistake "one file by several names is told at the second, and which was the first" \
    "wrong.yaml:5:13: file './v.csv' is named twice, the first as 'v.csv' in line 4; name it once
wrong.yaml:5:42: file 'near/../v.csv' looks itself up: it is './v.csv' in line 5; \
name the other file
wrong.yaml:6:66: file './p.csv' is looked up twice, the first as 'p.csv' in line 6; \
name it once" << 'Y'
data:
  a: {file: v.csv}
  d: {file: ./v.csv, look_up: {s: {file: near/../v.csv, by: id}}}
  e: {file: q.csv, look_up: {s: {file: p.csv, by: id}, t: {file: ./p.csv, by: id}}}
Y
mistake "a condition in braces breaks, and the file beside it is still named" \
    "wrong.yaml:3:25: 'keep' of table 't' stands inside braces, where commas and colons end it; \
write it on a line of its own" << 'Y'
data: {t: {file: v.csv, keep: sex = "F, M"}}
Y
mistake "a file that is not there, where the study names it; a delimiter is told once" \
    "wrong.yaml:4:13: file 'vv.csv': there is no such file; did you mean 'v.csv'?
wrong.yaml:4:33: 'delimiter' of table 'v' is ';;'; write one character in quotes, or tab
wrong.yaml:5:40: file 'near': this is a folder; name a file in it" << 'Y'
data:
  v: {file: vv.csv, delimiter: ";;"}
  p: {file: p.csv, look_up: {s: {file: near, by: id}}}
Y

# ---- people ----
sed '/look_up/,/people:/d; /area/d; s/file: v.csv/file: once.csv\n    person: id/' good.yaml \
    > once.yaml
awk -F, 'NR == 1 || !seen[$1]++' v.csv > once.csv
run audit once.yaml -o once.html
exits 0 "a table in which nobody has two rows"
grep -q "rows repeat people" once.html
is $? 1 "does not say that rows repeat people"
sed 's/once.csv/v.csv/' once.yaml > again.yaml
run audit again.yaml -o again.html
grep -q "rows repeat people" again.html
check $? "where they do it says so" "$(cat .err)"

# ---- steps ----
sed 's/seen,ok/seen,came/; s/,1$/,Y/; s/,0$/,N/' v.csv > came.csv
printf 'unknot: 1\ntitle: T\ndata: came.csv\ngroups: {sex: {column: sex}}\nmatters: 5 per 100\n%s' \
    'pathways: {p: {asked: asked, attended: came}}' > came.yaml
run audit came.yaml
complains "came.yaml:6:12: a step of pathway 'p' that is a column's name is reached on a date; \
write a step that has none, only Y and N perhaps, as a test: attended: seen = 'Y'" \
    "a step that holds no dates: the remedy"

# ---- engines ----
if [ -n "${UNKNOT_DUCKDB:-}" ] || [ -f "$ROOT/third_party/duckdb/libduckdb.so" ]; then
    python3 "$ROOT/tests/cli/make_xlsx.py" .
    for i in $(seq 60); do echo "$([ $((i % 3)) -eq 0 ] && echo A || echo B),$((i % 2))"; done \
        | sed '1i ward,ok' > w.csv
    printf 'unknot: 1\ntitle: T\ndata:\n  t:\n    file: w.csv\n    look_up:\n      s: %s\n%s' \
        '{file: once.xlsx, by: ward}' \
        'groups: {kind: {column: kind}}
outcomes:
  ok:
    is: ok = 1' > sheet.yaml
    run audit sheet.yaml --engine duckdb
    exits 0 "a workbook is looked up for DuckDB too"
else
    skip "a workbook is looked up for DuckDB too" "DuckDB is not there"
fi
finish
