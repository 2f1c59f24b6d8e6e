#!/usr/bin/env bash
# unknot score: a small score worked out by hand, what is protected, and every mistake.
. "$(dirname "$0")/tap.bash"

# rows N TEXT: the line N times
rows() { for _ in $(seq "$1"); do echo "$2"; done; }
{
    echo "group,score,y,call,constant,words,logit"
    rows 4 "A,0.8,1,1,3,high,2"; rows 1 "A,0.8,0,1,3,high,2"
    rows 3 "A,0.5,1,1,3,middle,0"; rows 2 "A,0.5,0,1,3,middle,0"
    rows 1 "A,0.2,1,0,3,low,-2"; rows 9 "A,0.2,0,0,3,low,-2"
    rows 1 "B,0.8,1,1,3,high,2"
    rows 1 "B,0.5,1,1,3,middle,0"; rows 2 "B,0.5,0,1,3,middle,0"
    rows 2 "B,0.2,1,0,3,low,-2"; rows 4 "B,0.2,0,0,3,low,-2"
    rows 1 ",0.5,1,1,3,middle,0"; rows 1 ",0.2,0,0,3,low,-2"
    rows 1 "A,,1,,3,,"; rows 1 "B,0.2,,0,3,low,-2"; rows 1 "C,0.2,0,0,3,low,-2"
} > people.csv

ask() { run score people.csv --score score --outcome "y = 1" --by group "$@"; }

# metric LEVEL ID PART: of the JSON answer; a level of - is everyone
metric() {
    json "[m['$3'] for g in answer['dimensions'][0]['groups'] for m in g['metrics']
           if g['level'] == (None if '$1' == '-' else '$1') and m['id'] == '$2'][0]"
}
# values NAME, then lines LEVEL ID PART EXPRESSION (of Python): all met to 1e-12; - is everyone
values() {
    is "$(python3 -c "
import json, sys
answer = json.load(open('$WORK/.out'))
groups = {g['level']: {m['id']: m for m in g['metrics']} for g in answer['dimensions'][0]['groups']}
for line in sys.stdin:
    level, metric, part, want = line.split(None, 3)
    got = groups[None if level == '-' else level][metric][part]
    if got is None or abs(got - eval(want)) > 1e-12:
        print(level, metric, part, got, 'not', want.strip())
")" "" "$1"
}

ask --flag "score >= 0.5" --protect none --json
exits 0 "a score is answered"
is "$(json "[g['level'] for g in answer['dimensions'][0]['groups']]")" "[None, 'A', 'B', 'C', '']" \
    "everyone comes first, the not recorded last"
is "$(json "[g['n'] for g in answer['dimensions'][0]['groups']]")" "[33, 20, 10, 1, 2]" \
    "people are those of whom all is known"
is "$(json "[g['events'] for g in answer['dimensions'][0]['groups']]")" "[13, 8, 4, 0, 1]" \
    "and so are events"
is "$(json "[g['left_out'] for g in answer['dimensions'][0]['groups']][:3]")" \
    "[{'outcome': 1, 'score': 1, 'flag': 0}, {'outcome': 0, 'score': 1, 'flag': 0}, \
{'outcome': 1, 'score': 0, 'flag': 0}]" \
    "who is left out is counted, in each group"
values "rates, with their intervals, and the rest, as worked out by hand" << 'V'
A selection_rate estimate 10/20
A prevalence estimate 8/20
A tpr estimate 7/8
A fnr estimate 1/8
A fpr estimate 3/12
A tnr estimate 9/12
A ppv estimate 7/10
A fdr estimate 3/10
A npv estimate 9/10
A for estimate 1/10
A accuracy estimate 16/20
B tpr estimate 2/4
- fnr estimate 3/13
A fnr low (lambda z: (2 + z*z - z*(z*z + 3.5)**0.5)/(2*(8 + z*z)))(1.959963984540054)
A auc estimate 80.5/96
B auc estimate 15/24
A oe estimate 8/8.5
B oe estimate 4/3.5
A brier estimate 3.05/20
B brier estimate 2.23/10
A net_benefit estimate 7/20 - 3/20
B net_benefit estimate 2/10 - 2/10
V
is "$(json "answer['cutoff']")" "0.5" "which is told"
is "$(metric C tpr estimate)" "None" "a rate of nobody is undefined"
is "$(metric C tpr note)" "undefined: nobody has the outcome" "and says why"
is "$(json "[m['id'] for m in answer['dimensions'][0]['groups'][0]['metrics']]" | tr -d "[],'")" \
    "selection_rate prevalence tpr fnr fpr tnr ppv fdr npv for accuracy auc oe cal_intercept \
cal_slope cal_slope_intercept ici brier net_benefit" "every metric has its place"
cp "$WORK/.out" exact.json
ask --flag "call = 1" --protect none --json
is "$(metric A tpr estimate)" "0.875" "a flag may be another column"
is "$(metric A net_benefit estimate)" "None" "which is no cut-off"
is "$(metric A net_benefit note)" "undefined: the flag is no cut-off on the score, so that it does \
not say what a false alarm may cost" "and net benefit says so"
ask --protect none --json
is "$(metric A fnr note)" "nobody said whom the score flags; add --flag" "without a flag: said"
values "and what needs none is there" << 'V'
A auc estimate 80.5/96
V
ask --flag "score >= 0.5" --published --json
is "$(json "answer['protection']")" "published" "published figures are not protected again"
values "they are exact" << 'V'
A tpr estimate 7/8
V
(head -1 people.csv; tail -n +2 people.csv | tac) > backwards.csv && cp people.csv kept.csv
cp backwards.csv people.csv
ask --flag "score >= 0.5" --protect none --json
is "$(cmp "$WORK/.out" exact.json && echo same)" "same" "the order of rows changes nothing"
cp kept.csv people.csv

# protection
ask --flag "score >= 0.5" --json
is "$(json "answer['protection']")" "unknot-default" "numbers are protected unless said otherwise"
is "$(metric A fnr estimate)" "None" "rates of a few are hidden"
is "$(metric A ppv estimate)" "None" "whichever number is small"
is "$(json "answer['dimensions'][0]['groups'][4]['n']")" "None" "small groups are hidden"
is "$(json "answer['dimensions'][0]['groups'][4]['suppressed']['n']")" "{'from': 0, 'to': 7}" \
    "with the range they are in"
is "$(json "[g['n'] for g in answer['dimensions'][0]['groups'][1:3]]")" "[20, 10]" \
    "larger ones are to the nearest 5"
ask --flag "score >= 0.5" --protect none
says "unprotected, do not share" "exact figures are marked"
says "missed" "people read whom the flag misses"
says "Of every 100 people in 'A' who had the outcome, 12.5" "in whole sentences"
says "not recorded:" "the not recorded are a group of their own"
says "1 people whose score is not known" "who has no score is said"

# Of a score that is 0 or 1 each number is a sum of the same four: tried one by one, only one number
# of false alarms gave what was shown, where the flag's own rates hid it.
{
    echo "group,score,y"
    rows 82 A,1,1; rows 4 A,1,0; rows 20 A,0,1; rows 189 A,0,0
} > two.csv
sed 's/,0,/,0.25,/; s/,1,/,0.75,/' two.csv > two_chances.csv
for file in two two_chances; do
    run score $file.csv --score score --outcome "y = 1" --by group --json
    is "$(json "[m['id'] for g in answer['dimensions'][0]['groups'] for m in g['metrics']
        if m['estimate'] is not None and m['id'] != 'prevalence']")" "[]" \
        "of two scores nothing is shown that would tell how many have each ($file)"
    is "$(metric A auc note)" "hidden: so few different scores are here that it would tell how \
many people have each" "and it says so"
done
{ echo "group,score,y"; for i in $(seq 10); do rows 12 "A,0.$((i + 10)),0"
    rows "$i" "A,0.$((i + 10)),1"; done; } > ten.csv
run score ten.csv --score score --outcome "y = 1" --by group --json
is "$(json "[m['id'] for m in answer['dimensions'][0]['groups'][1]['metrics']
    if m['estimate'] is not None and m['id'] in ('auc', 'oe')]")" "['auc', 'oe']" \
    "of ten scores it is shown"

# Of B at most 17 people: that 8 were flagged in vain and 8 rightly let alone leaves one at most
# with the outcome. Which numbers are small must not be told by why the others are hidden.
{
    echo "group,score,y"
    rows 12 A,0.75,1; rows 10 A,0.75,0; rows 9 A,0.25,1; rows 33 A,0.25,0
    rows 1 B,0.75,1; rows 8 B,0.75,0; rows 8 B,0.25,0
} > reasons.csv
run score reasons.csv --score score --outcome "y = 1" --by group --flag "score >= 0.5" --json
is "$(json "sorted({m['note'] for m in answer['dimensions'][0]['groups'][2]['metrics'][:11]})")" \
    "['hidden: beside other numbers it would tell a small one']" \
    "numbers that are hidden beside others do not tell which of them is small"

# mistakes
ask --flag "nothing >= 0.5"
complains "unknown column 'nothing'" "a flag of an unknown column"
ask --flag "call = 7"
complains "7" "a flag that compares with what never occurs"
run score people.csv --score words --outcome "y = 1" --by group
complains "'high' in column 'words' is not a number" "a score of words"
run score people.csv --score constant --outcome "y = 1" --by group
complains "'constant' is the same for everybody" "a score that is constant"
run score people.csv --score score --outcome "y >= 0" --by group
complains "everybody whose score is known has the outcome" "an outcome that all have"
run score people.csv --score score --outcome "y > 5" --by group
complains "nobody whose score is known has the outcome" "an outcome that nobody has"
run score people.csv --score score --outcome "y = 1 and score > 0.5" --by group
complains "the outcome asks about the score's own column 'score'" "a score held against itself"
run score people.csv --score scor --outcome "y = 1" --by group
complains "did you mean 'score'?" "a slip in the score's name"
run score people.csv --outcome "y = 1" --by group
complains "no score was named" "no score"
run score people.csv --score score --by group
complains "no outcome was named" "no outcome"
run score people.csv --score score --outcome "y = 1"
complains "no groups were named" "no groups"
run score --score score --outcome "y = 1" --by group
complains "no file is named" "no file"
head -1 people.csv > heads.csv
run score heads.csv --score score --outcome "y = 1" --by group
complains "no rows below" "a file without rows"
: > empty.csv
run score empty.csv --score score --outcome "y = 1" --by group
complains "empty.csv" "an empty file"
run score people.csv --score score --outcome "y = 1" --by constant --protect none
exits 0 "one group is no mistake"
says "only one group: nothing to compare" "but it is said"
run score people.csv --score logit --outcome "y = 1" --by group --protect none --json
exits 0 "a score that is no probability is answered"
values "where order is enough" << 'V'
A auc estimate 80.5/96
V
is "$(metric A oe estimate)" "None" "where it is not, there is no number"
ask --not-recorded group=Z
complains "no group 'Z'" "a not recorded label that does not occur"
ask --weight nothing
complains "unknown column 'nothing'" "a weight of an unknown column"
ask --protect strong
complains "no rule of protection 'strong'" "an unknown rule"
ask --output people.csv
complains "the answer would take its place" "data are not written over"
finish
