#!/usr/bin/env bash
# Real files as published. Expected values were worked out apart from the program: by hand from the
# file's own rows, or with tests/reference (the program that made them is named there).
. "$(dirname "$0")/tap.bash"

file=$SHARED/data/nhs_talking_therapies/england_all_years.csv
if [ -r "$file" ]; then
    where="measure_statistic = 'count' and variable_type = 'Indices of Deprivation Decile'"
    for engine in small duckdb; do
        run gap "$file" --engine $engine --spread measure_name=value --where "$where" \
            --events recovery --out-of at_caseness --by variable_a --time reporting_period \
            --published --json
        exits 0 "talking therapies, as published ($engine)"
        is "$(json '[round(100 * [g for g in d["groups"] if g["level"] == l][0]["estimate"], 1)
                     for d in answer["dimensions"] if d["period"] in ("2017-18", "2024-25")
                     for l in ("10 Most deprived", "01 Least deprived")]')" \
            "[41.1, 58.1, 42.8, 56.3]" \
            "recovered per 100 who finished, most and least deprived ($engine)"
        is "$(json '[d["period"] for d in answer["dimensions"]][::7]')" "['2017-18', '2024-25']" \
            "one table a year, the oldest first ($engine)"
        is "$(json 'answer["dimensions"][0]["groups"][0]["level"]')" "10 Most deprived" \
            "the labels tell the order, worst off first ($engine)"
        is "$(json '[g["recorded"] for g in answer["dimensions"][0]["groups"]].count(False)')" 1 \
            "the not recorded are a row of their own ($engine)"
    done
    run gap "$file" --spread measure_name=value --where "$where" --events recovery \
        --out-of referrals_received --by variable_a --time reporting_period --published --json
    is "$(json '[round(100 * [g for g in d["groups"] if g["level"] == l][0]["estimate"], 1)
                 for d in answer["dimensions"] if d["period"] in ("2017-18", "2024-25")
                 for l in ("10 Most deprived", "01 Least deprived")]')" \
        "[12.1, 24.2, 12.1, 23.7]" "recovered per 100 referred"
    run gap "$file" --spread measure_name=value --published --by variable_a --events recovery \
        --out-of referrals_received --where "measure_statistic = 'count' and variable_type = \
'Ethnic Group' and variable_b = 'All' and reporting_period = '2024-25'"
    says "161,014" "161,014 referrals of unknown ethnicity are named"
else
    skip "talking therapies" "$file is not here"
fi

file=$SHARED/data/nhanes/nhanes_2009_2012_individual.csv
if [ -r "$file" ]; then
    want=$(python3 - "$file" << 'P'
import csv, sys
n = k = 0
for row in csv.DictReader(open(sys.argv[1])):
    if row["Race1"] == "Mexican" and row["Diabetes"] in ("Yes", "No"):
        n += 1
        k += row["Diabetes"] == "Yes"
print((n, k, k / n))
P
)
    run gap "$file" --outcome "Diabetes = 'Yes'" --by Race1 --protect none --json
    is "$(json 'tuple(group("Mexican")[key] for key in ("n", "events", "estimate"))')" \
        "$want" "NHANES: diabetes by race, unknown outcomes left out"
else
    skip "NHANES" "$file is not here"
fi

file=$SHARED/data/diabetes130/diabetes_audit.csv
if [ -r "$file" ]; then
    run gap "$file" --outcome "y = 1" --by race --protect none --json
    says "patient_nbr" "diabetes: repeated people are noticed"
    is "$(json 'answer["rows"]')" 50882 "diabetes: all rows are read"
    independent=$(json 'group("Caucasian")["high"] - group("Caucasian")["low"]')
    run gap "$file" --outcome "y = 1" --by race --person patient_nbr --protect none --json
    clustered=$(json 'group("Caucasian")["high"] - group("Caucasian")["low"]')
    is "$(python3 -c "print($clustered > $independent)")" True "by person the interval is wider"
    is "$(json 'group("Caucasian")["method"]')" "wilson-effective" "and its method is named"
else
    skip "diabetes" "$file is not here"
fi
finish
