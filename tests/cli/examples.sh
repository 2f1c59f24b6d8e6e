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

no_mistakes northside "tables 2, groups 7, outcomes 3, pathways 1"

# made up, made again, and marked as made up wherever a part of it may go
data=$examples/northside/data
mkdir again
"$ROOT/tools/northside.py" again
is $? 0 "northside can be made again"
is "$(diff -rq again "$data")" "" "and gives the files that are here, byte for byte"
is "$(tail -qn +2 "$data/referrals.csv" "$data/patients.csv" | grep -vc '^made-up-[0-9]')" 0 \
    "everybody's id says that they are made up"
is "$(tail -n +2 "$data/imd-by-lsoa.csv" | grep -vc '^MADEUP[0-9]')" 0 "every neighbourhood's too"
is "$(tail -n +2 "$data/residents.csv" | grep -vc '^Northside (made up),')" 0 "and the place"
is "$(grep -c '^made_up: true$\|^title: "Made up: ' "$examples/northside/study.yaml")" 2 \
    "the study says so, and its title"
is "$(cat "$data"/*.csv | wc -c | awk '{ print ($1 < 1000000) }')" 1 "all in less than a megabyte"
no_mistakes forum-survey "tables 1, groups 4, outcomes 3, pathways 0"
book=$examples/forum-survey/replies.xlsx
"$ROOT/tools/forum_survey.py" again.xlsx
is $? 0 "the forum's replies can be made again"
cmp again.xlsx "$book"
is $? 0 "and give the file that is here, byte for byte"
# counted here without the program: what is built in is large, and the replies are few
python3 - "$book" > counted << 'P'
import collections
import re
import sys
import zipfile

sheet = zipfile.ZipFile(sys.argv[1]).read("xl/worksheets/sheet1.xml").decode()
rows = [dict(re.findall(r'<c r="([A-Z])\d+"[^>]*>(?:<is><t>|<v>)([^<]*)', row))
        for row in re.findall(r"<row .*?</row>", sheet)][2:]
answers = collections.Counter((row["E"], row["F"]) for row in rows if "F" in row)
for talk in ("by voice, in English", "with a relay or an interpreter"):
    print(answers[talk, "yes"], "of", answers[talk, "yes"] + answers[talk, "no"])
print(len(rows), sum(row["A"].startswith("made-up-") for row in rows))
P
is "$(tr '\n' , < counted)" "32 of 39,11 of 20,64 64," "what the README tells of is in the replies"
run audit "$examples/forum-survey/study.yaml" --json
json '[(v, sum(f["verdict"]["say"] == v for f in answer["audit"]["findings"]
         if f["check"] == "gap")) for v in ("found", "none", "unclear")]' > verdicts
is "$(cat verdicts)" "[('found', 0), ('none', 0), ('unclear', 12)]" \
    "64 replies cannot tell yet, whichever way they are asked"
run audit "$examples/forum-survey/study.yaml" -o forum.html
says "cannot tell yet" "and the report says so"
grep -q "would settle it" forum.html
is $? 0 "and about how many replies would tell"

no_mistakes readmission-score "tables 1, groups 2, outcomes 1, pathways 0"
"$ROOT/tools/readmission_score.py" patients.csv
is $? 0 "the patients of the readmission score can be made again"
cmp patients.csv "$examples/readmission-score/patients.csv"
is $? 0 "and are those that are here, byte for byte"
is "$(grep -c '^made_up: true$\|^title: "Made up: ' "$examples/readmission-score/study.yaml")" 2 \
    "the study says that they are made up"

no_mistakes hospital "tables 1, groups 5, outcomes 3, pathways 1"
"$ROOT/tools/hospital.py" hospital
is $? 0 "the hospital can be made again"
is "$(diff -rq hospital "$examples/hospital/data")" "" "and its rows are those that are here"
is "$(grep -c '^made_up: true$\|^title: "Made up: ' "$examples/hospital/study.yaml")" 2 \
    "the study says that they are made up"
is "$(tail -qn +2 hospital/*.csv | grep -vc '^made-up-[0-9]')" 0 "and so does everybody's id"

# what people said is never made up: the keys are there, with nothing behind or below them
for study in northside talking-therapies forum-survey readmission-score hospital; do
    is "$(grep -A1 -E '^(voice|answers):' "$examples/$study/study.yaml" | grep -cE '^  +')" 0 \
        "$study: no voice and no answer is made up"
done

# The gaps that the README tells of are in the rows, worked out here without the program.
python3 - "$data" > gaps << 'P'
import csv, datetime, sys


def table(name):
    with open(f"{sys.argv[1]}/{name}", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def per_100(rows, test):
    rows = list(rows)
    return round(100 * sum(map(test, rows)) / len(rows))


def seen(row):
    first = row["first_session_date"]
    day = datetime.date.fromisoformat
    return first != "" and (day(first) - day(row["referral_date"])).days <= 42


tenths = {row["lsoa"]: int(row["imd_decile"]) for row in table("imd-by-lsoa.csv")}
people = {row["person_id"]: row for row in table("patients.csv")}
all_rows = [{**row, **people[row["person_id"]]} for row in table("referrals.csv")
            if row["person_id"] in people]
told = [row for row in all_rows if row["reached"] == "1" and row["referral_date"] <= "2025-02-17"]
english = [row for row in told if row["preferred_language"] == "English"]
others = [row for row in told if row["preferred_language"] not in ("English", "")]
assessed = [row for row in told if row["assessed_date"] and row["lsoa"] in tenths]
print("seen", per_100(english, seen) - per_100(others, seen) >= 20)
print("reached", per_100((row for row in all_rows if row["preferred_language"] == "English"),
                         lambda row: row["reached"] == "1")
      - per_100((row for row in all_rows if row["preferred_language"] not in ("English", "")),
                lambda row: row["reached"] == "1") >= 5)
for name, rows in (("english", english), ("others", others)):
    then = per_100((row for row in rows if row["referral_date"] < "2024-04-01"), seen)
    now = per_100((row for row in rows if row["referral_date"] >= "2024-04-01"), seen)
    print(name, "sooner" if now - then >= 5 else "no sooner")
print("leak", per_100((row for row in assessed if tenths[row["lsoa"]] > 3),
                      lambda row: row["first_session_date"] != "")
      - per_100((row for row in assessed if tenths[row["lsoa"]] <= 3),
                lambda row: row["first_session_date"] != "") >= 8)
written = {clinic: per_100((row for row in all_rows if row["clinic"] == clinic),
                           lambda row: row["ethnicity_code"] not in ("", "99", "Z"))
           for clinic in ("Harbour", "Hillside", "Market Square")}
print("ethnicity", min(written["Hillside"], written["Market Square"]) - written["Harbour"] >= 10)
print("small", sum(row["preferred_language"] == "British Sign Language" for row in told) < 30)
P
is "$(tr '\n' ',' < gaps)" \
    "seen True,reached True,english sooner,others no sooner,leak True,ethnicity True,small True," \
    "the gaps that are built in are there"
# the README's first picture is what the program draws
run audit "$ROOT/examples/talking-therapies/study.yaml" --charts drawn
exits 0 "the audit of published counts draws its pictures"
cmp -s drawn/the-finding.svg "$ROOT/docs/pictures/talking-therapies.svg"
check $? "the first of them is the README's" \
    "draw it again: unknot audit STUDY --charts DIR makes DIR/the-finding.svg"
finish
