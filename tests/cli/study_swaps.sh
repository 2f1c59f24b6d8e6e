#!/usr/bin/env bash
# The same words, another name: what a program says of texts that were put in once with the words of
# each group; counted again from the rows, protected, reported, remeasured, and what can be wrong.
. "$(dirname "$0")/tap.bash"

here=$ROOT/tests/cli
"$here/study_swaps_rows.py"

run audit study.yaml --json --protect none
exits 0 "pairs of a program's answers"
printf '%s' "$out" > exact.json
"$here/study_swaps_recount.py" exact.json > recount.out
is "$?: $(tail -n 1 recount.out)" "0: 38 numbers, 0 differ" "its numbers are those of the rows"
cp texts.csv kept.csv
sed -i '2,40s/,3$/,2/' texts.csv
"$here/study_swaps_recount.py" exact.json > recount.out
is $? 1 "other answers give other numbers"
mv kept.csv texts.csv
run audit study.yaml --json --protect none --engine duckdb
printf '%s' "$out" > duck.json
cmp exact.json duck.json
is $? 0 "the same from the other engine, byte for byte"

run audit study.yaml --json -o report.html --csv csv --bundle bundle.json
exits 0 "protected, and a report"
printf '%s' "$out" > shown.json
is "$(found swap name "['verdict']['found']")" "[{'level': 'woman'}]" "of whose texts more is said"
is "$(found swap origin "['verdict']['say']")" "unclear" "and where that cannot be told"
is "$(found swap name "['knots']")" "['language-model-unequal']" "which knot that is of"
knot="k['id'] == 'language-model-unequal'"
is "$(json "[k['data'] for k in answer['audit']['knots'] if $knot]")" "['found']" \
    "and what the data say of it"
is "$(found swap origin "['parts'][0]['base']['compared_with']")" British "the study says with whom"
is "$(found swap name "['parts'][0]['base']['groups'][0]['difference']['note']")" \
    "the group compared with" "of two groups, with the first"
grep -q "program says “names three needs or more” for more of the same texts in “woman”" report.html
is $? 0 "its title says so"
grep -q "the same texts put in twice, unchanged, would tell" report.html
is $? 0 "with another explanation"
is "$(cut -d, -f1 csv/swap-urgent-by-origin.csv | tr '\n' ' ')" \
    "group British Nigerian Polish " \
    "it has a table"
run knots --json
printf '%s' "$out" > knots.json
"$here/report_walk.py" shown.json knots.json report.html > walked 2>&1
check $? "every number of the report is one of the bundle" "$(head -n 5 walked)"

# no text that changed, or six of them: what is shown is the same
few() { # few NUMBER NAME: 200 texts, of which so many change to each side
    awk -v n="$1" 'BEGIN { print "text,name,needs"
        for (i = 1; i <= 200; i++) {
            first = i <= 100 ? 3 : 1
            second = i <= n || i > 200 - n ? 4 - first : first
            print i ",man," first; print i ",woman," second } }' > few.csv
    sed 's/file: texts.csv/file: few.csv/' study.yaml > "few$1.yaml"
    run audit "few$1.yaml" --json
    found swap name "['parts']"
}
none=$(few 0)
is "$(few 3)" "$none" "six texts that change, and none: nothing tells which"
is "$([ "$(few 30)" = "$none" ] && echo alike)" "" "sixty do"
few 0 > /dev/null
run audit few0.yaml --json
is "$(found swap name "['verdict']['say']")" none "no text changed: no gap"
is "$(found swap name "['parts'][0]['base']['groups'][1]['difference']['high']")" "[0.06, 2]" \
    "with an interval, which has a width"
awk -F, 'NR == 1 || $1 <= 5 || $1 > 100' few.csv > rare.csv
sed 's/file: texts.csv/file: rare.csv/' study.yaml > rare.yaml
run audit rare.yaml --json
is "$(found swap name "['parts'][0]['base']['groups'][1]['total']")" "{'hidden': [0, 9]}" \
    "of few texts it is hidden of how many"

sed '2,300d' texts.csv > later.csv
grep -v '^r1' records.csv > after.csv
sed 's/: texts.csv/: later.csv/; s/: records.csv/: after.csv/' study.yaml > later.yaml
run audit later.yaml --bundle later.json
run remeasure bundle.json later.json
exits 0 "bundles are read back and held beside each other"
told=$(printf '%s' "$out" | tr -s '\n ' ' ')
is "$(echo "$told" | grep -c "the service’s program says “urgent” for 47 now")" 1 \
    "and what was said too"
sed 's/urgent = 1/urgent = 0/' later.yaml > other.yaml
run audit other.yaml --bundle other.json
run remeasure bundle.json other.json
told=$(printf '%s' "$out" | tr -s '\n ' ' ')
is "$(echo "$told" | grep -c "(outcome), for the swap “urgent”: cannot be compared")" 1 \
    "another outcome is told"

# what can be wrong
wrong() { # wrong SED PART NAME
    sed "$1" study.yaml > wrong.yaml
    run audit wrong.yaml
    complains "$2" "$3"
}
wrong 's/pair: text/pair: texst/' "wrong.yaml:19:11: unknown column 'texst' in 'texts.csv'; did \
you mean 'text'" "a column that is not there"
wrong 's/group: name/group: nmae/' "wrong.yaml:20:12: no group 'nmae' is declared" \
    "a group that is not declared"
wrong 's/pair: text/pair: name/' "'pair' of swap 'three needs or more' is the column 'name' of its \
group 'name'; name the column that says which text a row is of" "the group's own column"
wrong 's/group: name/group: origin/' "group 'origin' of swap 'three needs or more' is of another \
table than its texts, which are in 'texts'; name a group with 'in: texts'" "a group elsewhere"
wrong "s/needs >= 3/name = 'man'/" "'outcome' of swap 'three needs or more' asks about the words \
that were put in, group 'name'; write what the program said" "an outcome that is the group"
wrong 's/file: texts.csv/file: texts.csv\n    count: needs/' "needs a row for each text and each \
group's words, and a row of table 'texts' stands for several" "counts"
wrong '/compare_with/d; /because/d' "group 'origin' of swap 'urgent' has 3 kinds of words, and \
none to compare the others with; name it in the group, as compare_with" "nobody to compare with"
sed -n '2p' texts.csv >> texts.csv
run audit study.yaml
complains "study.yaml:19:11: 1 of the texts of swap 'three needs or more' have two rows or \
more with the same 'text' and the words of one 'name' group; keep one of them" \
    "a text that is there twice"
awk -F, '$2 != "woman"' texts.csv > men.csv
sed 's/file: texts.csv/file: men.csv/' study.yaml > men.yaml
run audit men.yaml --json
is "$(json "[u['needed'] for u in answer['audit']['unseen'] if 'three needs' in u['what']]")" \
    "['rows of the same text, by the column that pair names, with the words of two groups or \
more']" \
    "without pairs, that is said"
finish
