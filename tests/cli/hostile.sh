#!/usr/bin/env bash
# Names and labels made to do harm are shown as text and never run.
. "$(dirname "$0")/tap.bash"

printf '"a"";DROP TABLE x;--",seen,"new\nline"\nF,1,x\nM,0,y\nF,0,x\n' > names.csv
for engine in small duckdb; do
    run gap names.csv --engine $engine --outcome "seen = 1" --by 'a";DROP TABLE x;--' --protect none
    exits 0 "quotes and SQL in a column's name ($engine)"
done
printf 's,S,s #1,seen\na,b,c,1\na,b,d,0\n' > alike.csv
for column in s S "s #1"; do
    run gap alike.csv --engine duckdb --outcome "seen = 1" --by "$column" --json --protect none
    is "$code$err" "0" "columns s, S and 's #1' are three ('$column')"
    is "$(json 'group({"s": "a", "S": "b"}.get("'"$column"'", "c"))["n"]')" \
        "$([ "$column" = "s #1" ] && echo 1 || echo 2)" "and the one asked for is counted"
done
run gap names.csv --outcome "seen = 1" --by new
says_not $'new\nline' "a line end in a name is shown escaped"
printf 'group,seen\n\x1b[31mred,1\n\xe2\x80\xaeevil,0\nplain,1\n' > labels.csv
run gap labels.csv --outcome "seen = 1" --by group --protect none
exits 0 "terminal codes and direction marks in labels"
says_not $'\x1b[31m' "terminal codes are not sent to the terminal"
says_not $'\xe2\x80\xae' "direction marks are not sent to the terminal"
run gap labels.csv --outcome "seen = 1" --by group --protect none --json
is "$(json 'len(answer["dimensions"][0]["groups"])')" 3 "and JSON stays JSON"
run gap labels.csv --outcome "seen = 1) or 1=1 --" --by group
complains "--outcome" "SQL in a condition is a mistake in the condition"
{ printf 'group,seen\n'; head -c 5000000 /dev/zero | tr '\0' 'x'; printf ',1\nb,0\n'; } > long.csv
run gap long.csv --outcome "seen = 1" --by group --protect none
exits 0 "a label of 5 MB"
[ ${#out} -lt 20000 ]
check $? "is shown shortened" "${#out} bytes"
{ echo group,seen; for i in $(seq 1 10000); do echo "g$i,1"; done; } > many.csv
run gap many.csv --outcome "seen = 1" --by group
exits 0 "10,000 levels"
printf 'imd,seen\n10,1\n9,0\n2,1\n1,1\n10,1\n' > deciles.csv
run gap deciles.csv --outcome "seen = 1" --by imd --protect none --json --order imd=ascending
is "$(json '[g["level"] for g in answer["dimensions"][0]["groups"]]')" "['1', '2', '9', '10']" \
    "deciles are ordered by number, never as text"
run gap deciles.csv --outcome "seen = 1" --by imd --protect none --json
is "$(json 'answer["dimensions"][0]["measures"]')" "[]" \
    "an order that is not declared is not guessed"
finish
