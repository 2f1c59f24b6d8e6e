#!/usr/bin/env bash
# What is said in words of small studies whose answer is known: which step, which group, which way.
. "$(dirname "$0")/tap.bash"

# Several rows of one kind: N times LINE.
times() { yes "$2" | head -n "$1"; }

study() { # study FILE MORE...: one table of rows in FILE.csv, grouped by g; the rest is given
    printf 'unknot: 1\ntitle: t\ndata:\n  t:\n    file: %s.csv\n    row: referral\n' "$1"
    printf '%s\n' "${@:2}"
}

summary() { # summary FILE [OPTIONS...]: "in one minute" on one line in $out
    run audit "$1.yaml" -o "$1.html" --bundle "$1.json" "${@:2}"
    exits 0 "$1: a report"
    out=$(printf '%s' "$out" | tr -s ' \n' ' ')
}

# Two of every five reach 'assessed' in both groups; at 'finished' B is left behind.
{
    echo g,assessed,finished
    for g in A B; do times 1800 $g,0,0; done
    times 1080 A,1,1; times 120 A,1,0
    times 720 B,1,1; times 480 B,1,0
} > steps.csv
study steps 'matters: 5 per 100' 'groups: {g: {column: g}}' 'pathways:' '  way:' \
    '    referred: known(g)' '    assessed: assessed = 1' '    finished: finished = 1' > steps.yaml
summary steps
says "60 through to “finished”" "the step that the verdict is of is told"
says "everyone else: 90" "with the numbers of that step"
says_not "through to “assessed”" "and not the step that most people leave at"
grep -q "The service sees fewer through to “finished” in “B”, and more in “A”" steps.html
check $? "so does the title" "$(grep -o '<h2 id="h-key">[^<]*' steps.html)"

outcome='outcomes:
  ok:
    is: ok = 1
    better: more
    matters: 5 per 100'

# A was ahead by 10 and is now behind by 9: all periods together show nothing.
{
    echo year,g,ok
    times 1200 2023,A,1; times 800 2023,A,0; times 1000 2023,B,1; times 1000 2023,B,0
    times 820 2024,A,1; times 1180 2024,A,0; times 1000 2024,B,1; times 1000 2024,B,0
} > turn.csv
study turn '    period: year' 'groups: {g: {column: g}}' "$outcome" > turn.yaml
summary turn
says "In “2024”, of every 100 referrals in the “g” group “A”, the service counted 41 as “ok”." \
    "the gap as it is now, with its groups, comes first"
says "changed sides: in “2023” it was 10 in 100 more for “A”, now 9 fewer." \
    "who was ahead, and who is"
says "By “g”, no group was found to differ in “ok” by as much as matters." \
    "the outcome and the grouping"
says "This is of all periods together; in the latest alone: gap found." \
    "and what they hide"
grep -q "9 in 100 fewer as “ok” in “A” than among everyone else; in “2023” it was 10 more<" \
    turn.html
check $? "the title tells the turn" "$(grep -o '<h2 id="h-key">[^<]*' turn.html)"

# A was ahead by 1, which does not matter, and is now behind by 9; and the other way round.
{
    echo year,g,ok
    times 1020 2023,A,1; times 980 2023,A,0; times 1000 2023,B,1; times 1000 2023,B,0
    times 820 2024,A,1; times 1180 2024,A,0; times 1000 2024,B,1; times 1000 2024,B,0
} > opens.csv
study opens '    period: year' 'groups: {g: {column: g}}' "$outcome" > opens.yaml
summary opens
says "opened: in “2023” it was 1 in 100 more for “A”, now 9 fewer." "a gap that was none opens"
sed 's/^2023/2025/' opens.csv > falls.csv
study falls '    period: year' 'groups: {g: {column: g}}' "$outcome" > falls.yaml
summary falls
says "fell to less than matters: in “2024” it was 9 in 100 fewer for “A”, now 1 more." \
    "and one that is hardly any now has no other side"

# The same gap in both years.
{
    echo year,g,ok
    for year in 2023 2024; do
        times 600 $year,A,1; times 1400 $year,A,0; times 1200 $year,B,1; times 800 $year,B,0
    done
} > same.csv
study same '    period: year' 'groups: {g: {column: g}}' "$outcome" > same.yaml
summary same
says "The gap between “A” and everyone else stayed at about 30 in 100." \
    "a gap that is the same stayed"
says "the service’s count stayed at about 45.0 in 100." "and so did the average"

# years NAME NOW: of 100 000 of A 50 in 100 in 2023, NOW thousands in 2024; of B 60 in both.
years() {
    {
        echo year,g,people,ok
        printf '%s\n' 2023,A,50000,1 2023,A,50000,0 2023,B,60000,1 2023,B,40000,0
        printf '%s\n' "2024,A,$2000,1" "2024,A,$((100 - $2))000,0" 2024,B,60000,1 2024,B,40000,0
    } > "$1.csv"
    study "$1" '    period: year' '    count: people' 'groups: {g: {column: g}}' "$outcome" \
        > "$1.yaml"
    summary "$1" --protect none
}
# Sure to have moved, and by less than the 5 that matter; then by more; then not sure of any way.
years little 52
says "everyone else narrowed by less than matters: from 10.0 to 8.0 in 100." "it narrowed a little"
says "How sure that it moved: very." "and that it moved is sure"
years much 57
says "everyone else narrowed: from 10.0 to 3.0 in 100." "it narrowed by more than that"
years away 48
says "everyone else widened by less than matters: from 10.0 to 12.0 in 100." "it widened a little"
sed -i 's/2024,A,52000,1/2024,A,50200,1/; s/2024,A,48000,0/2024,A,49800,0/' little.csv
summary little --protect none
says "everyone else hardly moved: from 10.0 to 9.8 in 100." "it hardly moved"
says "How sure that it moved by less than matters: very. The gap is now between" \
    "how sure that is"

# One level alone: nothing to compare with, though it was said which gap matters.
{ echo g,ok; times 130 A,1; times 270 A,0; } > one.csv
study one 'groups: {g: {column: g}}' "$outcome" > one.yaml
summary one
says "No two groups could be compared, so nothing is judged." "a margin and one level"
says_not "Nobody said which gap matters" "somebody said which gap matters"

# Every wait is hidden; and a group of which fewer than half ever came.
wait='outcomes:
  wait: {from: came, to: seen, known_until: 2025-01-01, better: less, matters: 7 days}'
{
    echo g,came,seen
    for g in A B C; do times 15 $g,2024-01-01,2024-03-01; done
} > few.csv
study few 'groups: {g: {column: g}}' "$wait" > few.yaml
summary few
says "is hidden in every group" "hidden is not unreached"
says_not "half of no shown group" "nothing is claimed of what is hidden"
{
    echo g,came,seen
    for d in 01 05 09 13 17 21 25; do
        times 60 A,2024-01-01,2024-02-$d; times 60 C,2024-01-01,2024-04-$d
    done
    times 60 A,2024-01-01,; times 60 C,2024-01-01,
    times 40 B,2024-01-01,2024-02-11; times 160 B,2024-01-01,
} > late.csv
study late 'groups: {g: {column: g}}' "$wait" > late.yaml
summary late
says "Fewer than half of “B” had come to the end when counting stopped." \
    "who never came to the half"
says "For half of everyone else:" "a wait beside the others'"
grep -q "; longer than was counted in 1 group" late.html
check $? "the title has them too" "$(grep -o '<h2 id="h-key">[^<]*' late.html)"

# Amounts carry their unit; a total rounded to hundreds is read back.
{
    echo g,minutes
    for m in 20 22 25 28; do times 300 A,$m; times 300 B,4$m; done
} > amount.csv
study amount 'groups: {g: {column: g}}' \
    'outcomes: {travel: {amount: minutes, better: less, matters: 10 minutes}}' > amount.yaml
summary amount
says "minutes. For everyone else: " "an amount with its unit"
grep -q "The gap that matters: 10 minutes\." amount.html
check $? "so has the margin" "$(grep -o 'gap that matters: [^.]*' amount.html | head -n 3)"
"$(dirname "$UNKNOT")/tests/unit/report/report_sentences" amount.json > read.tap
grep -q "^ok .*amount.json is read" read.tap
check $? "the bundle is read back" "$(grep -o '"total":[^]]*]' amount.json | sort -u | head -n 5)"

# Whom a share is of has a name where the study gives it one; else its condition stands.
{
    echo id,g,finished,well,seen,came
    for g in A B; do
        times 100 1,$g,1,1,1,2024-01-05; times 100 1,$g,1,0,1,2024-01-05
        times 200 1,$g,0,0,0,2024-01-05
    done
} > whom.csv
study whom 'groups: {g: {column: g}}' 'pathways:' '  way:' '    referred: id' \
    '    finished: finished = 1' \
    'outcomes:' '  after:' '    is: well = 1' '    among: finished = 1' \
    '  here:' '    is: well = 1' '    among: seen = 1' \
    '  seen_first:' '    is: seen = 1' > whom.yaml
summary whom
says "Of every 100 referrals that reached “finished”" "a step that has the same condition"
says "Of every 100 referrals counted as “seen first”" "an outcome that has it"
says_not "finished = 1" "no condition where there is a name"
says "in the table by “g”, the service counted 50 as “after”" "which table the number is of"
grep -q '“seen_first”' whom.html
check $(($? == 0)) "names are written without dashes"
study where 'groups: {g: {column: g}}' 'outcomes:' '  after:' '    is: well = 1' \
    '    among: finished = 1' > where.yaml
cp whom.csv where.csv
summary where
says "Of every 100 referrals where “finished = 1”" "a condition that nothing else has"

# An outcome of few words goes by them, one of many by its name.
study few_words 'groups: {g: {column: g}}' 'outcomes:' '  ok2:' '    is: well = 1' \
    '    means: feels well again' '  ok3:' '    is: well = 1' \
    '    means: feels well again, as they said when somebody asked them at the end' '  ok4:' \
    '    is: well = 1' '    chosen_by: the forum' \
    '    means: better than before; by what they said when asked at the end' > few_words.yaml
cp whom.csv few_words.csv
summary few_words
says "as “feels well again”" "few words are said"
says "as “ok3”" "of many the name"
says "as “better than before”" "those before a semicolon, whatever follows"
says "“better than before” as the forum chose it." "also where it is told who chose it"

# Tenths are said in words, in the direction that the study declares; tables keep their labels.
{
    echo imd,ok
    for tenth in 01 02 03 04 05 06 07 08 09; do times 500 $tenth,1; times 500 $tenth,0; done
    times 300 "10 Most deprived,1"; times 700 "10 Most deprived,0"
} > tenths.csv
# tenths FILE LINES...: of the group by tenths
tenths() {
    study "$1" 'groups:' '  imd:' '    column: imd' "${@:2}" "$outcome" > "$1.yaml"
    cp tenths.csv "$1.csv"
    summary "$1"
}
tenths down '    codes: imd-decile' '    edition: England 2019' \
    '    worst_off_first: descending'
says "Of every 100 referrals in the most deprived tenth, the service counted 30" "said in words"
grep -q 'imd (England 2019)' down.html
check $? "a group says which index it is of" "$(grep -o 'imd[^<]\{0,30\}' down.html | head -n 3)"
grep -q '<th scope="row">10 Most deprived' down.html
check $? "a table keeps the label" "$(grep -o '<th scope="row">[^<]*' down.html | head -n 12)"
tenths up '    codes: imd-decile' '    worst_off_first: ascending'
says "in the “imd” group “10 Most deprived”" "no words where label and study tell other directions"
says_not "tenth " "of none of the groups"
tenths unsaid '    worst_off_first: descending'
says "in the “imd” group “10 Most deprived”" "no words without a code list"
tenths no_order '    codes: imd-decile'
says "in the “imd” group “10 Most deprived”" "nor without an order that the study declares"

# Most answers are blank: the share is of those that are not. A few blanks are told in a note.
{
    echo g,smokes
    for g in A B; do times 100 $g,1; times 100 $g,0; times 600 $g,; done
} > blank.csv
study blank 'groups: {g: {column: g}}' 'outcomes:' '  smokes:' '    is: smokes = 1' > blank.yaml
summary blank
says "Of every 100 referrals whose answer is known" "many blanks are said"
{
    echo g,smokes
    for g in A B; do times 200 $g,1; times 200 $g,0; times 10 $g,; done
} > filled.csv
study filled 'groups: {g: {column: g}}' 'outcomes:' '  smokes:' '    is: smokes = 1' > filled.yaml
summary filled
says_not "whose answer is known" "a few are not"

# Dates out of order are no wait: the dates are told of, not the wait.
{
    echo g,came,seen
    for g in A B; do times 300 $g,2024-01-01,2024-01-09; times 100 $g,2024-01-09,2024-01-01; done
} > turned.csv
study turned 'groups: {g: {column: g}}' "${wait/wait:/w:}" > turned.yaml
summary turned
grep -q 'dates of w in order' turned.html
check $? "what is counted are dates in order" "$(grep -o 'writes down[^<]*' turned.html)"

# Names of the study are words in what is counted, also where more words stand beside them.
study names 'groups: {g: {column: g}}' 'pathways:' '  way_of_care:' '    came_in: came' \
    '    seen_first: seen' > names.yaml
cp turned.csv names.csv
summary names
grep -q 'way of care with its dates in order' names.html
check $? "of a pathway, whose dates are in order" "$(grep -o 'way.of.care[^<]*' names.html)"
[ "$(grep -c '“[^”]*way_of_care[^”]*”' names.html)" = 0 ]
check $? "and its key nowhere in a sentence" "$(grep -o '“[^”]*way_of_care[^”]*”' names.html)"

# What could not be told of several groupings is one line of them.
{
    echo a,b,ok
    for g in A B; do times 30 $g,$g,1; times 30 $g,$g,0; done
} > little.csv
study little 'groups: {a: {column: a}, b: {column: b}}' "$outcome" > little.yaml
summary little
grep -q 'Too little to tell by a and b<' little.html
check $? "the groupings in one line" "$(grep -o '[^>]* by a[^<]*' little.html | head -n 5)"

# The sheets say first where data and people disagree, though their finding is of another knot.
sed 's/^\(.\),/\1,\1,/; 1s/^g,g,/g,ethnicity,/' steps.csv > about.csv
both='{g: {column: g}, ethnicity: {column: ethnicity}}'
sed "s/steps.csv/about.csv/; s/^groups: .*/groups: $both/" steps.yaml > about.yaml
printf 'answers:\n  %s: {by: us, says: problem}\n' ethnicity-missing >> about.yaml
run audit about.yaml -o about.html --view meeting
exits 0 "a sheet"
grep -q '^<p>A knot: .*On “Ethnicity missing”:' about.html
check $? "a knot where people say otherwise comes first, by its name" \
    "$(grep -o 'A knot: [^<]*' about.html)"

finish
