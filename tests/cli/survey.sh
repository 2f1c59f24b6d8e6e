#!/usr/bin/env bash
# gap --weight --strata --cluster: Taylor linearisation over clusters in strata. Values for files as
# published were worked out with R 4.2.2 and its survey package 4.1-1 (svydesign with nest = TRUE,
# svyby of svymean, svyglm on the weighted ranks).
. "$(dirname "$0")/tap.bash"
truth=$ROOT/tests/cli/survey_truth.py

# near EXPRESSION WANT RELATIVE NAME: numbers of the answer, each beside its own.
near() {
    is "$(json "[abs(a - b) <= $3 * abs(b) for a, b in zip($1, $2)] == [True] * len($2)")" True "$4"
}

# ---- a made-up survey, against the definitions ----

python3 "$truth" make made.csv
design="--weight weight --strata stratum --cluster cluster"
for engine in small duckdb; do
    # shellcheck disable=SC2086
    run gap made.csv --amount amount --by q --order q=ascending $design --protect none --json \
        --engine $engine
    exits 0 "means of a survey ($engine)"
    printf '%s' "$out" > "$engine.json"
    is "$(python3 "$truth" check made.csv "$engine.json")" "5 groups, 4 measures" \
        "means, differences and indices as the definitions say ($engine)"
    # shellcheck disable=SC2086
    run gap made.csv --amount amount --by q --order q=ascending $design --protect none --json \
        --engine $engine --where "age < 40"
    printf '%s' "$out" > "young.$engine.json"
    is "$(python3 "$truth" check made.csv "young.$engine.json" young)" "5 groups, 4 measures" \
        "a condition is a domain: clusters without anybody count ($engine)"
done
cmp -s small.json duckdb.json && cmp -s young.small.json young.duckdb.json
check $? "the same bytes from either engine" "they differ"

(head -1 made.csv; tail -n +2 made.csv | sort -t, -k6,6 -k4,4r -k7,7) > sorted.csv
# shellcheck disable=SC2086
run gap sorted.csv --amount amount --by q --order q=ascending $design --protect none --json
is "$(printf '%s' "$out" | sed 's/sorted.csv/made.csv/')" "$(cat small.json)" \
    "the same bytes from rows in another order"
sed '1!s/^s\([0-9]*\),\([0-9]*\),/s\1,s\1 house \2,/' made.csv > unique.csv
# shellcheck disable=SC2086
run gap unique.csv --amount amount --by q --order q=ascending $design --protect none --json
is "$(printf '%s' "$out" | sed 's/unique.csv/made.csv/')" "$(cat small.json)" \
    "cluster names that repeat in strata are other clusters"

# ---- what weights that are all alike must not tell ----

# people WITH WITHOUT: a file of three groups, the first with such numbers
people() {
    echo "g,y,one,own"
    for _ in $(seq "$1"); do echo A,1,1,; done
    for _ in $(seq "$2"); do echo A,0,1,; done
    for _ in $(seq 200); do echo B,1,1,; echo C,0,1,; echo C,1,1,; done
    for _ in $(seq 150); do echo B,0,1,; done
}
# 28 of 88 and 32 of 92 are both about 30 of 90
people 28 60 | awk -F, -v OFS=, 'NR > 1 { $4 = NR } { print }' > few.csv
people 32 60 | awk -F, -v OFS=, 'NR > 1 { $4 = NR } { print }' > many.csv
for alike in "--weight one" "--cluster own" "--weight one --cluster own"; do
    for file in few many; do
        # shellcheck disable=SC2086
        run gap $file.csv --outcome "y = 1" --by g $alike --json
        json '[group("A")[k] for k in ("n", "events", "estimate", "se", "low", "high")]' \
            > $file.shown
    done
    is "$(cat few.shown)" "$(cat many.shown)" \
        "of numbers that are shown alike nothing is shown apart ($alike)"
    is "$(json '0.32 <= group("A")["estimate"] <= 0.35')" True "and they are shown ($alike)"
done
run gap few.csv --amount y --by g --weight one --json
is "$(json 'group("A")["note"]')" \
    "hidden: an amount that has two values is a count; ask with --outcome" \
    "a weighted mean of 0 and 1 would be the same count"

# shellcheck disable=SC2086
run gap made.csv --outcome "y = 1" --by q --order q=ascending $design --json
says "40 clusters in 14 strata, 26 degrees of freedom, standard errors by Taylor" \
    "the design is told, protected too"
says "estimates are weighted" "and that estimates are"
# shellcheck disable=SC2086
run gap made.csv --outcome "y = 1" --by q --order q=ascending $design --protect none --json
is "$(json '[group("1")["method"]] + [m["method"] for m in answer["dimensions"][0]["measures"]]')" \
    "['wilson-effective', 'sii-logit-survey', 'rii-logit-survey', 'aci-survey', 'rci-survey']" \
    "methods are named"
run gap made.csv --amount amount --by q --strata stratum --cluster cluster --protect none --json
is "$(json 'answer["dimensions"][0]["design"]["df"]')" 26 "a design without weights"
run gap made.csv --amount amount --by q --weight weight --strata stratum --json
says "rows in 14 strata" "strata without clusters: rows are what was drawn"
run gap made.csv --amount amount --by q --weight weight --cluster cluster --explain \
    --engine duckdb
says "IS NOT NULL" "the statement leaves out who has no design"

# ---- what is missing or wrong ----

awk -F, -v OFS=, 'NR > 1 && NR % 50 == 0 { $3 = "" } NR > 1 && NR % 77 == 0 { $1 = "NA" }
    { print }' made.csv > holes.csv
rows=$(python3 -c "print('{:,}'.format($(wc -l < made.csv) - 1))")
without=$(awk -F, 'NR > 1 && ($3 == "" || $1 == "NA")' holes.csv | wc -l)
awk -F, 'NR == 1 || ($3 != "" && $1 != "NA")' holes.csv > whole.csv
for engine in small duckdb; do
    # shellcheck disable=SC2086
    run gap holes.csv --amount amount --by q $design --protect none --json --engine $engine
    says "$without of $rows rows have no weight, stratum or cluster and are left out" \
        "rows without a design are counted and said ($engine)"
    ours=$(json '[g["se"] for g in answer["dimensions"][0]["groups"]]')
    # shellcheck disable=SC2086
    run gap whole.csv --amount amount --by q $design --protect none --json --engine $engine
    is "$ours" "$(json '[g["se"] for g in answer["dimensions"][0]["groups"]]')" \
        "as if the file had not had them ($engine)"
    awk -F, -v OFS=, 'NR == 3 { $3 = -1 } { print }' made.csv > minus.csv
    # shellcheck disable=SC2086
    run gap minus.csv --amount amount --by q $design --engine $engine
    complains "'-1' in column 'weight' is below 0" "a weight below 0 is refused ($engine)"
done
run gap made.csv --amount amount --by q --weight weight --strata stratum --cluster stratum
complains "'stratum' is the column of --strata too" "one column is not both"
run gap made.csv --events y --out-of weight --by q --strata stratum
complains "'--strata' is for rows about people" "published counts have no design"
run gap made.csv --amount amount --by q --weight weight --cluster house
complains "house" "an unknown column is named"

# ---- strata of one cluster ----

awk -F, 'NR == 1 || $1 != "s3" || $2 == 1' made.csv > lonely.csv
# shellcheck disable=SC2086
run gap lonely.csv --amount amount --by q $design --protect none --json
says "1 stratum has only one cluster" "a lonely cluster is said"
awk -F, 'NR == 1 || $2 == 1' made.csv > single.csv
# shellcheck disable=SC2086
run gap single.csv --amount amount --by q $design --protect none --json
is "$(json 'answer["dimensions"][0]["design"]["df"], group("2")["low"], group("2")["se"] > 0')" \
    "0 None True" "one cluster in every stratum: no interval"
# shellcheck disable=SC2086
run gap single.csv --outcome "y = 1" --by q $design --protect none --json
is "$(json 'group("2")["estimate"] > 0, group("2")["low"]')" "True None" "nor of shares"

# ---- as published ----

file=$SHARED/data/nhanes/nhanes_2009_2012_individual.csv
survey="--strata SDMVSTRA --cluster SDMVPSU --protect none --json"
estimates='[g["estimate"] for g in answer["dimensions"][0]["groups"]]'
errors='[g["se"] for g in answer["dimensions"][0]["groups"]]'
if [ -r "$file" ]; then
    for engine in small duckdb; do
        # shellcheck disable=SC2086
        run gap "$file" --outcome "Diabetes = 'Yes'" --by Race1 --weight WTINT2YR $survey \
            --engine $engine
        near "$estimates" "[0.107469428076733, 0.0738054402021913, 0.0675814117790274,
            0.0943817890563352, 0.0752994761322984]" 1e-12 "NHANES: shares by race ($engine)"
        near "$errors" "[0.00657189473399322, 0.00707843243165919, 0.00619505522498518,
            0.0119768719126551, 0.00415627201570254]" 1e-9 "their standard errors ($engine)"
        # shellcheck disable=SC2086
        run gap "$file" --amount TotChol --by Gender --weight WTMEC2YR $survey --engine $engine \
            --where "Age >= 60 and Race1 = 'Mexican'"
        near "$estimates" "[5.11958907601125, 4.92082552380622]" 1e-12 \
            "NHANES: means in a domain ($engine)"
        near "$errors" "[0.0568211037578657, 0.0583430857371706]" 1e-9 \
            "their standard errors, empty clusters counted ($engine)"
        is "$(json 'answer["dimensions"][0]["design"]["df"]')" 16 "its degrees of freedom ($engine)"
    done
    run gap "$file" --outcome "Diabetes = 'Yes'" --by Gender --weight WTINT2YR --protect none \
        --json --where "Age >= 40"
    near "$estimates + $errors" "[0.145423317811557, 0.167139726199813, 0.00697011971303417,
        0.0080375242225973]" 1e-9 "NHANES: weights alone"
    # shellcheck disable=SC2086
    run gap "${file%/*}/survey_pkg_nhanes_2009_2010_chol.csv" --outcome "HI_CHOL = 1" --by agecat \
        --weight WTMEC2YR $survey
    near "$estimates + $errors" "[0.00866026731120358, 0.0788913924557004, 0.178493821379872,
        0.155297282630674, 0.00266689927998004, 0.00906923292599253, 0.0109846926355664,
        0.0125681048933549]" 1e-9 "high cholesterol by age"
else
    skip "NHANES" "$file is not here"
fi
file=$SHARED/data/healthequal/input_IndividualSample.csv
if [ -r "$file" ]; then
    run gap "$file" --outcome "sba = 1" --by subgroup_order --order subgroup_order=ascending \
        --weight weight --strata strata --cluster psu --protect none --json
    near "$errors" "[0.0145636820029899, 0.0118778261475362, 0.00814006281983933,
        0.00798185617651063, 0.00454315758769252]" 1e-9 "births by wealth: standard errors"
    near '[measure(m)[k] for m in ("sii", "rii", "aci", "rci") for k in ("estimate", "se")]' \
        "[0.494143712853522, 0.0175330072277118, 2.03810678224296, 0.0350377332493911,
          0.0780135335230809, 0.0029505663431134, 0.0972379216527016, 0.00420012240006598]" 1e-7 \
        "their indices, as svyglm has them"
else
    skip "births" "$file is not here"
fi
finish
