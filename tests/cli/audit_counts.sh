#!/usr/bin/env bash
# unknot audit: what it counts, by hand: rows that a condition loses, two groups at once.
. "$(dirname "$0")/tap.bash"

# The day is missing in 10 of the 20 women's rows, and too early in 5 of the 20 men's.
{
    echo 'sex,area,day,seen'
    for i in {1..20}; do
        area=$([ $((i % 2)) -eq 0 ] && echo north || echo south)
        echo "F,$area,$([ "$i" -le 10 ] || echo 2024-05-01),1"
        echo "M,$area,$([ "$i" -le 5 ] && echo 2023-01-01 || echo 2024-05-01),$((i % 2))"
    done
} > rows.csv
cat > study.yaml << 'S'
unknot: 1
title: Seen
data:
  rows:
    file: rows.csv
    row: visit
    keep: day >= 2024-01-01
groups:
  sex:
    column: sex
  area:
    column: area
combinations:
  - [sex, area]
matters: 5 per 100
outcomes:
  seen:
    is: seen = 1
    better: more
protect: none
S
for engine in small duckdb; do
    rm -rf tables
    run audit study.yaml --csv tables --engine "$engine"
    exits 0 "an audit of 40 rows, $engine"
    out=$(cat tables/rows-lost-*-by-sex.csv)
    says $'\nF,1,20,10,0.5' "a row without the day that keep asks for is lost too, $engine"
    says $'\nM,1,20,5,0.25' "as one of another year is, $engine"
    out=$(cat tables/gap-seen-by-sex-x-area.csv)
    says $'\nF · north,1,5,5,1' "of two groups at once each is named once, $engine"
    says $'\nM · south,1,7,7,1' "and their rows are those of both, $engine"
done
sed 's/row: visit/row: visit\n    person: id/' study.yaml > persons.yaml
awk -F, 'NR == 1 {print $0 ",id"; next} {print $0 "," NR}' rows.csv > with_id.csv
sed -i 's/rows.csv/with_id.csv/' persons.yaml
rm -rf tables
run audit persons.yaml --csv tables
out=$(cat tables/rows-lost-*-by-sex.csv)
says $'\nF,1,20,10,0.5' "of rows with persons too"

# Of the residents a third are of a group of whom nobody comes.
printf 'sex,residents\nF,1000\nM,1000\nX,1000\nNot known,50\nTotal,3050\n' > residents.csv
residents='  residents: {file: residents.csv, row: area, count: residents, status: published}'
sed -e '/keep:/d' -e "s/^groups:/$residents\n&/" study.yaml > population.yaml
echo 'population: {sex: residents}' >> population.yaml
rm -rf tables
run audit population.yaml --csv tables
exits 0 "an audit beside a population"
out=$(cat tables/representation-residents-by-sex.csv)
says $'\nX,1,0,' "a group of whom nobody is here is told"
says_not "Total" "a total of the population is no group"
says_not "Not known" "nor are those of no known group"

# A long table: 2 periods of 3 areas and of 2 sexes, each row of it two of the file's.
{
    echo 'year,kind,label,name,value'
    for year in 2023 2024; do
        for of in area,north area,south area,east sex,F sex,M; do
            printf '%s,%s,seen,40\n%s,%s,all,100\n' "$year" "$of" "$year" "$of"
        done
    done
} > long.csv
cat > long.yaml << 'S'
unknot: 1
title: Seen
data:
  counts:
    file: long.csv
    row: visit
    status: published
    period: year
    spread: {names: name, values: value}
groups:
  area:
    where: kind = 'area'
    column: label
  sex:
    where: kind = 'sex'
    column: label
outcomes:
  seen:
    events: seen
    out_of: all
    better: more
S
run audit long.yaml --json
rows=$(json "answer['audit']['study']['data'][0]['rows'][0]")
is "$rows" 10 "rows of all groups of a long table"

# 99 is no day, no outcome and no area: the same counts whoever reads the file.
awk -F, 'BEGIN {OFS = ","} NR > 1 && $3 == "2023-01-01" {$3 = "99"} NR == 2 {$2 = "99"; $4 = "99"}
         {print}' rows.csv > coded.csv
sed -e 's/rows.csv/coded.csv/' -e 's/    row: visit/&\n    missing: [NA, "99"]/' \
    -e '/^combinations/,/sex, area/d' study.yaml > markers.yaml
sed -e '/    keep:/d' markers.yaml > all_days.yaml
for engine in small duckdb; do
    rm -rf tables
    run audit all_days.yaml --csv tables --engine "$engine"
    exits 0 "an audit of a file with a marker of its own, $engine"
    out=$(cat tables/gap-seen-by-sex.csv)
    says $'\nF,1,19,19,1,' "what it marks is not known of one of the women, $engine"
    out=$(cat tables/gap-seen-by-area.csv)
    says $'\n99,0,0,0,' "its area is not recorded, a row of its own, $engine"
    rm -rf tables
    run audit markers.yaml --csv tables --engine "$engine"
    out=$(cat tables/rows-lost-*-by-sex.csv)
    says $'\nM,1,20,5,0.25' "rows whose day it marks are lost, $engine"
done
sed -e "s/seen = 1/seen != '99'/" markers.yaml > never.yaml
run check never.yaml
complains "'99' is missing in table 'rows', and what is missing equals nothing; ask with" \
    "nothing is equal to it"
exits 2 "which is a mistake"

# a knot of change goes by whether the gap widened, not by the gap that is there at the end
cat > then.yaml <<'S'
unknot: 1
title: then and now
data:
  years:
    file: then.csv
    row: person
    status: published
    period: year
groups:
  sex:
    column: sex
outcomes:
  well:
    events: well
    out_of: all
    better: more
    matters: 5 per 100
S
said() { # WELL of F then, of M then, of F now, of M now, of 100,000 each
    echo "year,sex,well,all" > then.csv
    printf '2020,F,%s,100000\n2020,M,%s,100000\n2021,F,%s,100000\n2021,M,%s,100000\n' "$@" \
        >> then.csv
    run audit then.yaml --json
    echo "$out" | python3 -c '
import json, sys
audit = json.load(sys.stdin)["audit"]
change = [f["verdict"] for f in audit["findings"] if f["check"] == "change"][0]
knot = [k["data"] for k in audit["knots"] if k["id"] == "average-up-gap-up"][0]
print(change["say"], change["change"], knot)'
}
is "$(said 50000 50000 70000 30000)" "found found found" "a gap that widened by more than matters"
is "$(said 70000 30000 70000 30000)" "found none none" "a gap that is there, and was: not widened"
is "$(said 70000 30000 52000 48000)" "none none none" "a gap that narrowed"
is "$(said 45000 55000 56000 44000)" "found none none" "on the other side of none, hardly wider"
is "$(said 52000 48000 55000 45400)" "found unclear unclear" \
    "widened, too little to tell by how much"
sed -i 's/    column: sex/&\n    compare_with: M\n    because: a test/' then.yaml
is "$(said 70000 30000 70000 30000)" "found none none" "beside a group that is compared with"
finish
