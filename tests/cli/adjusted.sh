#!/usr/bin/env bash
# gap --adjust: beside the plain numbers those of people alike in some columns, by a logistic model
# and marginal standardisation; worked out again row by row in adjusted_truth.py.
. "$(dirname "$0")/tap.bash"
truth=$ROOT/tests/cli/adjusted_truth.py

python3 "$truth" make people.csv
seen="seen = 1"
for engine in small duckdb; do
    run gap people.csv --outcome "$seen" --by group --adjust age,sex --protect none --json \
        --engine $engine
    exits 0 "adjusted rates ($engine)"
    printf '%s' "$out" > "$engine.json"
    is "$(python3 "$truth" check people.csv "$engine.json" age,sex)" "12 numbers" \
        "rates, differences and ratios as the definitions say ($engine)"
done
cmp -s small.json duckdb.json
check $? "the same bytes from either engine" "they differ"
(head -1 people.csv; tail -n +2 people.csv | sort -t, -k4,4r -k2,2) > sorted.csv
run gap sorted.csv --outcome "$seen" --by group --adjust sex --adjust age --protect none --json
is "$(json "[g['adjusted'] for g in answer['dimensions'][0]['groups']] and 'ok'")" ok "rows sorted"
is "$(printf '%s' "$out" | sed 's/sorted.csv/people.csv/' | tr -d ' \n' |
    sed 's/\["sex","age"\]/["age","sex"]/; s/whosesexorage/whoseageorsex/' |
    sed 's/0\.\([0-9]\{9\}\)[0-9]*/0.\1/g')" \
    "$(tr -d ' \n' < small.json | sed 's/0\.\([0-9]\{9\}\)[0-9]*/0.\1/g')" \
    "rows and columns in another order: the same numbers to nine digits"
run gap people.csv --outcome "$seen" --by group --adjust age --time year --protect none --json
printf '%s' "$out" > years.json
is "$(python3 "$truth" check people.csv years.json age)" "24 numbers" "each period by itself"

# ---- what it says ----

run gap people.csv --outcome "$seen" --by group,sex --adjust age,sex
says "Among people alike in age and sex, of every 100 in 'A'" "one row in a whole sentence"
says "adjusting hides as well as" "and how to read it"
says "people whose age or sex is not recorded count as alike in that" \
    "who is not recorded is a level, and that is said"
says "Among people alike in age, of every 100 in 'F'" "sexes are adjusted for age alone"
run gap people.csv --outcome "$seen" --by sex --adjust sex --json
says "not adjusted: the groups are what would be adjusted for" "nothing left to adjust for"
says_not '"adjusted"' "and no adjusted number"
run gap people.csv --outcome "$seen" --by group --json
says_not "adjusted" "not asked for, not there"

# the numbers of the groups stay as they are without adjusting
run gap people.csv --outcome "$seen" --by group --json
printf '%s' "$out" > plain.json
run gap people.csv --outcome "$seen" --by group --adjust age,sex --json
printf '%s' "$out" > protected.json
is "$(python3 -c "
import json
plain, both = (json.load(open(name)) for name in ('plain.json', 'protected.json'))
table = both['dimensions'][0]
del table['adjusted_for']
for group in table['groups']:
    del group['adjusted']
table['notes'] = [n for n in table['notes'] if 'alike' not in n]
print(plain == both)")" True "adjusted fields come beside, nothing else changes"
is "$(python3 -c "
import json
exact, shown = (json.load(open(name))['dimensions'][0]['groups']
                for name in ('small.json', 'protected.json'))
print(max(abs(a['adjusted']['difference']['estimate'] - b['adjusted']['difference']['estimate'])
          for a, b in zip(exact, shown)) < 0.05)")" True "protected ones are near the exact ones"

# ---- what has no answer ----

awk -F, -v OFS=, 'NR == 1 { print $0, "again", "id" } NR > 1 { print $0, $1, NR }' people.csv \
    > again.csv
run gap again.csv --outcome "$seen" --by group --adjust again --protect none --json
is "$(json "group('A')['adjusted']['estimate']")" None "a column that is the group again: null"
says "this group cannot be told from what is adjusted for" "with the reason"
run gap again.csv --outcome "$seen" --by group --adjust id --protect none --json
exits 0 "a column that differs in every row"
is "$(json "abs(group('A')['adjusted']['difference']['estimate'] -
    group('A')['difference']['estimate']) < 1e-9")" True \
    "is one level, since nobody is alike in it"
{
    echo group,band,seen
    for i in $(seq 220); do
        for _ in 1 2 3 4 5; do echo "A,$i,1"; echo "B,$i,0"; done
    done
} > bands.csv
run gap bands.csv --outcome "$seen" --by group --adjust band --protect none
says "too many different values to adjust for; put them into bands" "over 200 levels"

# ---- mistakes ----

run gap people.csv --outcome "$seen" --by group --adjust agee
complains "did you mean 'age'?" "a column that is not there"
run gap people.csv --outcome "$seen" --by group --adjust age --adjust sex,age
complains "'age' is named twice" "a column named twice"
run gap people.csv --outcome "$seen" --by group --adjust year --time year
complains "'year' is the column of --time" "the column of the periods"
run gap people.csv --amount seen --by group --adjust age
complains "'--adjust' cannot go with '--amount' (a share is adjusted, a mean not yet)" "a mean"
for other in person weight strata cluster; do
    run gap people.csv --outcome "$seen" --by group --adjust age "--$other" year
    complains "'--adjust' cannot go with '--$other'" "not together with --$other"
done
run gap people.csv --events seen --out-of year --by group --adjust age
complains "published counts do not say who is alike in what" "published counts"
finish
