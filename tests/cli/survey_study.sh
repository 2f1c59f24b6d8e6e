#!/usr/bin/env bash
# A survey's design under a table of a study: outcomes are those of gap --weight --strata --cluster,
# which tests/cli/survey.sh holds to definitions and to R; `keep` and `among` are domains; what the
# design does not reach says so.
. "$(dirname "$0")/tap.bash"
same=$ROOT/tests/cli/survey_study.py

python3 "$ROOT/tests/cli/survey_truth.py" make made.csv
cat > study.yaml <<'Y'
unknot: 1
title: A made-up survey
data:
  people:
    file: made.csv
    row: person
    keep: age < 40
    design: {weight: weight, strata: stratum, cluster: cluster}
groups:
  q:
    column: q
    worst_off_first: ascending
outcomes:
  well:
    is: y = 1
    among: age >= 25
    better: more
    matters: 5 per 100
  spent:
    amount: amount
    better: neither
scores:
  risk:
    column: amount
    flag: amount >= 110
    outcome: y = 1
pathways:
  path:
    asked: age > 0
    answered: y = 1
Y
design="--weight weight --strata stratum --cluster cluster"
asked="--by q --order q=ascending $design --json"
well="gap made.csv --where (age<40)and(age>=25) --better more --outcome"
for protect in "--protect none" ""; do
    # shellcheck disable=SC2086
    run $well "y = 1" $asked $protect
    printf '%s' "$out" > well.json
    # shellcheck disable=SC2086
    run gap made.csv --where "age < 40" --amount amount $asked $protect
    printf '%s' "$out" > spent.json
    for engine in small duckdb; do
        # shellcheck disable=SC2086
        run audit study.yaml --json --engine $engine $protect
        exits 0 "an audit of a survey ($engine $protect)"
        printf '%s' "$out" > "audit.$engine.json"
        is "$(python3 "$same" "audit.$engine.json" gap-well-by-q well.json \
            gap-spent-by-q spent.json)" "152 numbers" \
            "its numbers are those of gap ($engine $protect)"
    done
    cmp -s audit.small.json audit.duckdb.json
    check $? "the same bytes from either engine $protect" "they differ"
done
is "$(json '[f["id"] for f in answer["audit"]["findings"]
    if not f["parts"][0]["base"].get("weighted")
    and not any("counted here as they are in the file" in n for n in f["notes"])]')" "[]" \
    "what is counted by rows says so"
is "$(json 'sorted(u["what"] for u in answer["audit"]["unseen"] if "survey" in u["needed"])')" \
    "['The score “risk”', 'Where people leave the path “path”']" "what is not weighted is not shown"
is "$(json '[f["check"] for f in answer["audit"]["findings"]
    if f["check"] in ("pathway", "missed", "calibration")]')" "[]" "nor as a finding"

run knots --json
printf '%s' "$out" > knots.json
run audit study.yaml -o report.html
exits 0 "its report"
python3 "$ROOT/tests/cli/report_walk.py" audit.small.json knots.json report.html > walked 2>&1
check $? "every number of its report is the bundle's" "$(head -n 20 walked)"
design=$(awk -F, 'NR > 1 && $5 < 40 && $3 > 0 && $7 != "" && !seen[$1, $2]++' made.csv | wc -l)
grep -q "$design clusters in 14 strata" report.html
check $? "the report tells the design" "no $design clusters in it"
run audit study.yaml --explain --engine duckdb
says "IS NOT NULL" "the questions that are told leave out who has no design"

# ---- a domain, whoever is in it ----

awk -F, 'NR == 1 || $5 < 40' made.csv > cut.csv
sed 's/made.csv/cut.csv/; /keep:/d' study.yaml > cut.yaml
run audit cut.yaml --json --protect none
ours='[[g["estimate"][k][0] for g in answer["audit"]["findings"][-1]["parts"][0]["base"]["groups"]]
    for k in ("estimate", "se")]'
cut=$(json "$ours")
run audit study.yaml --json --protect none
is "$(json "$ours[0] == $cut[0] and $ours[1] != $cut[1]")" True \
    "who is left out by keep is still of the survey: other standard errors of the same means"

# ---- persons, periods, waits, populations ----

awk -F, -v OFS=, 'NR == 1 { print "id,year,from,to," $0; next }
    { print "p" int(NR / 2), 2020 + NR % 2, "2024-01-01", "2024-02-0" NR % 9 + 1, $0 }' made.csv \
    > persons.csv
sed 's/made.csv/persons.csv/; s/weight: weight, strata: stratum, cluster: cluster/weight: weight/
    s/    keep:.*/    person: id\n    period: year/; /^scores/,$d' study.yaml > persons.yaml
cat >> persons.yaml <<'Y'
  wait: {from: from, to: to, known_until: 2024-03-01, better: less}
adjust: q
Y
run gap persons.csv --outcome "y = 1" --where "age >= 25" --by q --order q=ascending --person id \
    --weight weight --better more --json --protect none
printf '%s' "$out" > well.json
run audit persons.yaml --json --protect none
is "$(python3 "$same" <(printf '%s' "$out") gap-well-by-q well.json)" "76 numbers" \
    "weights of persons: those of gap --weight --person"
is "$(json 'sorted(u["what"] for u in answer["audit"]["unseen"] if "survey" in u["needed"])')" \
    "['How long people wait for “wait”']" "waits are not weighted yet, and not shown without"
is "$(json '[len(f["parts"]) for f in answer["audit"]["findings"]
    if f["id"] == "change-well-by-q" and all(p["base"]["weighted"] for p in f["parts"])]')" "[2]" \
    "each period has its weights"

# ---- as published ----

file=$SHARED/data/nhanes/nhanes_2009_2012_individual.csv
if [ -r "$file" ]; then
    cat > nhanes.yaml <<Y
unknot: 1
title: NHANES
data:
  people:
    file: $file
    row: person
    keep: Age >= 60 and Race1 = 'Mexican'
    design: {weight: WTMEC2YR, strata: SDMVSTRA, cluster: SDMVPSU}
groups:
  gender: {column: Gender}
outcomes:
  cholesterol: {amount: TotChol, better: less}
Y
    run audit nhanes.yaml --json --protect none
    # svymean of subset(svydesign(~SDMVPSU, strata = ~SDMVSTRA, weights = ~WTMEC2YR, nest = TRUE))
    is "$(json '[abs(g["estimate"][k][0] - want) <= 1e-9 * want for g, pair in zip(
        answer["audit"]["findings"][-1]["parts"][0]["base"]["groups"],
        ((5.11958907601125, 0.0568211037578657), (4.92082552380622, 0.0583430857371706)))
        for k, want in zip(("estimate", "se"), pair)]')" "[True, True, True, True]" \
        "NHANES: means in a domain, as R's survey has them"
else
    skip "NHANES" "$file is not here"
fi
finish
