#!/usr/bin/env bash
# The studies in examples/: their data are what their README says, and no study has a mistake.
. "$(dirname "$0")/tap.bash"

examples=$ROOT/examples

# no_mistakes STUDY WHAT: nor a word of warning
no_mistakes() {
    run check "$examples/$1/study.yaml"
    exits 0 "$1: a study without mistakes"
    says "$2" "$1: what is in it"
    is "$err" "" "$1: and nothing to warn of"
}

no_mistakes talking-therapies "tables 1, groups 3, outcomes 3, pathways 1"

# the published figures, transcribed again from where they were taken
table=$examples/talking-therapies/england.csv
published=$SHARED/data/nhs_talking_therapies/england_all_years.csv
if [ -r "$published" ]; then
    "$ROOT/tools/talking_therapies.py" "$published" > again.csv
    is $? 0 "the published table can be transcribed"
    cmp again.csv "$table"
    is $? 0 "and gives the file that is here, byte for byte"
else
    skip "the published table can be transcribed" "$published is not here"
    skip "and gives the file that is here, byte for byte" "$published is not here"
fi
head='reporting_period,variable_type,variable_a,variable_b,measure_name,measure_statistic,value'
row='2024-25,Gender,Female,NULL'
printf '%s\n%s,referrals_received,count,*\n' "$head" "$row" > hidden.csv
"$ROOT/tools/talking_therapies.py" hidden.csv > hidden.out 2> hidden.err
is "$?: $(cut -d' ' -f4- hidden.err)" "1: 'referrals_received' is '*', which is no count" \
    "a number kept back stops the transcription"
printf '%s\n%s,referrals_received,count,9\n' "$head" "$row" > short.csv
"$ROOT/tools/talking_therapies.py" short.csv > short.out 2> short.err
is "$?: $(cut -d' ' -f4- short.err)" \
    "1: the file has no finished_course_treatment, at_caseness, recovery" \
    "and so does one that is missing"

# Parts add up to what is published of the whole: referrals and recoveries of England in 2024-25.
for column in deprivation gender; do
    is "$(awk -F, -v name=$column 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i }
            $at["year"] == "2024-25" && $at[name] != "" { r += $at["referred"]
            k += $at["recovered"] }
            END { print r, k }' "$table")" "1813432 321061" \
        "$column adds up to England as published"
done
# recovery WHOM: per 100, the most and the least deprived tenth, 2017-18 and 2024-25
recovery() {
    run gap "$table" --events recovered --out-of "$1" --by deprivation --time year --published \
        --json --where "known(deprivation) and year in ('2017-18', '2024-25')"
    json '[round(100 * [g for g in d["groups"] if g["level"] == l][0]["estimate"], 1)
          for d in answer["dimensions"] for l in ("10 Most deprived", "01 Least deprived")]'
}
is "$(recovery at_caseness)" "[41.1, 58.1, 42.8, 56.3]" "recovered per 100 who finished"
is "$(recovery referred)" "[12.1, 24.2, 12.1, 23.7]" "recovered per 100 referred"
finish
