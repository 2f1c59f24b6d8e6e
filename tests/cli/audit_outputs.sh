#!/usr/bin/env bash
# What an audit writes never takes the place of what it reads, nor of its other answers, by whatever
# name or link; every file that is read is told with its hash.
. "$(dirname "$0")/tap.bash"

python3 - << 'P'
with open("v.csv", "w") as file:
    file.write("id,g,ok\n")
    for i in range(240):
        file.write(f"{i},{'FM'[i % 2]},{int(i % 3 == 0)}\n")
with open("p.csv", "w") as file:
    file.write("id,area\n" + "".join(f"{i},{'NS'[i % 2]}\n" for i in range(240)))
P
cat > study.yaml << 'Y'
unknot: 1
title: Written where
data:
  visits:
    file: v.csv
    row: visit
    look_up:
      people: {file: p.csv, by: id}
groups:
  g:
    column: g
  area:
    column: area
outcomes:
  o:
    is: ok = 1
    better: more
    matters: 5 per 100
Y
run audit study.yaml --csv tables --charts charts
exits 0 "tables and pictures"
table=$(cd tables && ls | grep '^gap-o' | head -n 1)
picture=$(cd charts && ls | head -n 1)

# every file that was read has its hash in the bundle, a look-up too; of protected data none leaves,
# by which somebody could test guesses about what is hidden
run audit study.yaml --json
is "$(json '[f["hash"] for d in answer["audit"]["study"]["data"] for f in [d] + d["look_ups"]
    if "hash" in f]')" "[]" "no hash of protected data in the bundle"
run audit study.yaml -o report.html --bundle b.json --csv hashes --charts drawn
exits 0 "all that leaves"
printf '%s%s' "$out" "$err" > hashes/said
for file in v.csv p.csv; do
    grep -rqsi "$(sha256sum < $file | cut -c1-16)" report.html b.json hashes drawn
    is $? 1 "nor in anything that leaves: $file"
done
rm -r hashes drawn
run audit study.yaml --json --protect none
is "$(json '[(f["name"], f["file"], f["hash"]) for d in answer["audit"]["study"]["data"]
    for f in [d] + d["look_ups"]]')" \
    "[('visits', 'v.csv', '$(sha256sum < v.csv | cut -c1-64)'), ('people', 'p.csv', \
'$(sha256sum < p.csv | cut -c1-64)')]" "the hash of every file"
printf '%s' "$out" > before.json
printf '\n' >> p.csv
run audit study.yaml --json --protect none
printf '%s' "$out" | cmp -s - before.json
is $? 1 "another look-up is another bundle"
run audit study.yaml -o report.html --protect none
grep -q "visits, looked up in people: p.csv.*$(sha256sum < p.csv | cut -c1-64)" report.html
check $? "and the report says which" "$(grep -o 'looked up in.\{60\}' report.html)"

# what should be looked at before it leaves is said before it does
sed 's/^title.*/&\n# asked by jane@example.org/' study.yaml > named.yaml
"$UNKNOT" audit named.yaml --bundle /dev/stderr 2>&1 > /dev/null | cat > order.out
is "$(head -n 1 order.out)" "note: named.yaml:3:12: an e-mail address stands here, and the \
study's text leaves with a report or bundle; only 'contact' should have one" "a warning comes first"
is "$(sed 1d order.out | cut -c1-18)" '{"unknot_bundle":1' "the bundle after it, and nothing again"

# safe OPTION PART NAME: refused, and every file of the folder is as it was
safe() {
    before=$(find . -type f ! -name '.out' ! -name '.err' | sort | xargs sha256sum)
    run audit "$study" $1
    complains "$2" "$3"
    is "$(find . -type f ! -name '.out' ! -name '.err' | sort | xargs sha256sum)" "$before" \
        "$3: nothing is written"
}
mkdir data looked linked hard mine
mv v.csv "data/$table"
sed "s|v.csv|data/$table|" study.yaml > data.yaml
study=data.yaml
safe "--csv data -o new.html" "--csv: 'data/$table' is a file that the audit reads, and the answer \
would take its place; name another folder" "a table over the data"
sed "s|v.csv|data/*.csv|" study.yaml > pattern.yaml
study=pattern.yaml
safe "--csv data" "'data/$table' is a file that the audit reads" "over a part of a pattern"
study=data.yaml
ln -s "../data/$table" "linked/$table"
safe "--csv linked" "'linked/$table' is a file that the audit reads" "through a symbolic link"
ln "data/$table" "hard/$table"
safe "--csv hard" "'hard/$table' is a file that the audit reads" "through a hard link"
cp p.csv "looked/$table"
sed "s|v.csv|data/$table|; s|p.csv|looked/$table|" study.yaml > looked.yaml
study=looked.yaml
safe "--csv looked" "'looked/$table' is a file that the audit reads" "over a look-up"
cp data.yaml "mine/$picture"
sed -i "s|data/|../data/|; s|p.csv|../p.csv|" "mine/$picture"
study=mine/$picture
safe "--charts mine" "--charts: 'mine/$picture' is a file that the audit reads" "over the study"
study=data.yaml
safe "--csv tables -o tables/$table" "--csv: 'tables/$table' is written by --output too" \
    "a table over the report"
mkdir new
safe "--charts ./new --bundle new/$picture" "'./new/$picture' is written by --bundle too" \
    "a picture over the bundle, where neither is yet"
run audit data.yaml -o -
complains "'--output -' names no file; write /dev/stdout" "a file named -"
run audit --help
says "(or -o FILE)" "the short option is told"
run audit data.yaml -o /dev/null --bundle /dev/null
exits 0 "nothing is lost by writing two answers to no file"
finish
