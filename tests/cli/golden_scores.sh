#!/usr/bin/env bash
# Numbers of two real scores that other programs worked out, met by the whole program: from a file
# on disk to JSON, with both engines.
. "$(dirname "$0")/tap.bash"

golden="$SHARED/golden/scores"
if [ ! -d "$golden" ]; then
    echo "1..0 # SKIP the figures for comparison are not here (UNKNOT_SHARED, ../shared)"
    exit 0
fi
diabetes="$SHARED/data/diabetes130/diabetes_audit.csv"
heart="$SHARED/data/uci_heart/heart_audit.csv"

# meets WHAT NAME: every reference value is met by the answers in heart.json or diabetes.json
meets() {
    result=$(python3 "$ROOT/tests/cli/golden_scores.py" "$1" "$golden" "$WORK" "$2")
    is "${result##*$'\n'}" "met" "$2: $3
$(printf '%s' "$result" | head -5)"
}

run score "$heart" --score score --outcome "y = 1" --flag "pred = 1" --by sex,age_band \
    --protect none --json
exits 0 "the heart score is answered"
cp "$WORK/.out" heart.json
run score "$diabetes" --score score --outcome "y = 1" --flag "pred = 1" \
    --by race,gender,age_band,payer --protect none --json
exits 0 "the readmission score is answered"
cp "$WORK/.out" diabetes.json
for set in heart diabetes; do
    meets rates "$set" "rates and Wilson's intervals to 1e-12"
    meets undefined "$set" "a rate of nobody is null with a note, never 0"
    meets auc "$set" "area under the curve, its variance and limits to 1e-10"
done

# the flag's own cut-off is what the net benefit is at
for cut in 0.05 0.1 0.15 0.2; do
    run score "$heart" --score score --outcome "y = 1" --flag "score >= $cut" --by sex,age_band \
        --protect none --json
    cp "$WORK/.out" "heart_$cut.json"
    run score "$diabetes" --score score --outcome "y = 1" --flag "score >= $cut" \
        --by race,gender,age_band,payer --protect none --json
    cp "$WORK/.out" "diabetes_$cut.json"
done
for set in heart diabetes; do
    meets calibration "$set" "calibration to 1e-6, observed over expected to 1e-9, Brier to 1e-12"
    meets ici "$set" "the mean distance of the score from what came to 3e-3"
    meets benefit "$set" "net benefit at four cut-offs to 1e-12"
done

# the same bytes from either engine, for any number of threads and order of rows
run score "$heart" --score score --outcome "y = 1" --flag "pred = 1" --by sex,age_band --json
cp "$WORK/.out" small.json
run score "$heart" --score score --outcome "y = 1" --flag "pred = 1" --by sex,age_band --json \
    --engine duckdb --threads 2
if [ "$code" -eq 0 ]; then
    is "$(cmp "$WORK/.out" small.json && echo same)" "same" "either engine gives the same bytes"
else
    skip "either engine gives the same bytes" "DuckDB is not here"
fi
(head -1 "$heart"; tail -n +2 "$heart" | sort -t, -k5,5 -r) > heart_audit.csv
(cd "$(dirname "$heart")" && "$UNKNOT" score heart_audit.csv --score score --outcome "y = 1" \
    --flag "pred = 1" --by sex,age_band --json) > in_place.json
run score heart_audit.csv --score score --outcome "y = 1" --flag "pred = 1" --by sex,age_band --json
is "$(cmp "$WORK/.out" in_place.json && echo same)" "same" "the order of rows changes nothing"
finish
