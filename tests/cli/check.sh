#!/usr/bin/env bash
# unknot check: every mistake of a study in one run, with its place and remedy; nothing is computed.
. "$(dirname "$0")/tap.bash"

printf 'id,sex,age,seen\n1,F,30,1\n2,M,40,0\n3,F,50,1\n' > people.csv
cat > good.yaml << 'S'
unknot: 1
title: Seen in time
question: Is everyone seen, whoever they are?
data: people.csv
groups:
  sex:
    column: sex
outcomes:
  seen:
    is: seen = 1
    better: more
    matters: 5 per 100
S
run check good.yaml
exits 0 "a study without mistakes"
says "no mistakes; tables 1, groups 1, outcomes 1, pathways 0" "and what is in it"
mkdir elsewhere && cp people.csv good.yaml elsewhere/
run check elsewhere/good.yaml
exits 0 "files are looked for beside the study"

sed -e 's/title/titel/' -e 's/column: sex/column: sexx/' -e 's/seen = 1/seeen = 1/' \
    -e 's/5 per 100/5/' good.yaml > bad.yaml
run check bad.yaml
complains "bad.yaml:2:1: unknown key 'titel'; did you mean 'title'?" "an unknown key"
complains "bad.yaml:7:13: unknown column 'sexx' in 'people.csv'; did you mean 'sex'?" \
    "in the same run an unknown column"
complains "bad.yaml:10:9: " "and a condition that names none"
complains "bad.yaml:12:14: " "and a gap that matters without its unit"

printf 'unknot: 1\ntitle: x\ndata: missing.csv\n' > lost.yaml
run check lost.yaml
complains "missing.csv" "a file that is not there"
printf 'unknot: 1\n\ttitle: x\n' > tabs.yaml
run check tabs.yaml
complains "tabs.yaml:2:1" "a tab"
printf 'a: &a [x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a]\nc: [*b,*b,*b]\n' > laughs.yaml
run check laughs.yaml
complains "laughs.yaml:1:" "aliases are refused"
head -c 2000000 /dev/zero | tr '\0' 'a' > large.yaml
run check large.yaml
[ "$code" -eq 4 ] || [ "$code" -eq 2 ]
check $? "a file that is too large is refused" "exit code $code: $err"
run check .
complains "folder" "a folder"
run check good.yaml --json
exits 0 "the same for machines"
is "$(echo "$out" | python3 -c 'import json, sys; print(json.load(sys.stdin)["kind"])' 2>&1)" \
    check "is JSON that says what it is"
run check nowhere.yaml
complains "nowhere.yaml" "a study that is not there"
run check
complains "unknot check study.yaml" "no study: how to write it"
finish
