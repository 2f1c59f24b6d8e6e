#!/usr/bin/env bash
# unknot audit: what people said stands beside what the data say, in the report, in the bundle and
# on the terminal: who had a say and how much, who answered what, what will be done, who was told.
. "$(dirname "$0")/tap.bash"

{
    echo 'sex,seen'
    for i in {1..400}; do
        echo "F,$((i % 10 < 3))"
        echo "M,$((i % 10 < 8))"
    done
} > rows.csv
cat > study.yaml << 'S'
unknot: 1
title: Seen
owner: a clinic
can_change: evening hours
voice:
  - who: a forum of 9 people
    say: worked together
    date: 2025-02-11
    stages: [frame, use]
    paid: true
    changed: Asked for sex as a group.
  - who: readers of a leaflet
    say: told
    paid: false
  - who: the booking team
    say: asked
advisers:
  - {field: statistics, interests: none declared, advised: pool two years, changed: the periods}
data:
  rows:
    file: rows.csv
    row: visit
    source: A clinic, <b>its</b> register
    licence: Open Government Licence v3.0
groups:
  sex:
    column: sex
outcomes:
  seen:
    is: seen = 1
    better: more
    matters: 5 per 100
answers:
  formula-misses-need:
    by: a forum
    people: 9
    date: 2025-03-01
    says: fine
    words: "It works for us. <b>Mostly</b>"
  proxy-for-need:
    - {by: a forum, says: problem}
    - {by: the booking team, says: fine}
  buyer-cannot-ask:
    by: a forum
    says: problem
actions:
  - knot: proxy-for-need
    do: Ask what people need
    owner: service lead
    due: 2025-09-01
    remeasure: 2026-03-01
given_back: {to: everyone who was asked, date: 2025-06-01, how: a letter}
S
run audit study.yaml --json
exits 0 "an audit with people in it"
said() { # said KNOT: the data say, people say, whether they disagree
    json "[(own['data'], own['people'], own.get('disagree', False))
           for own in answer['audit']['knots'] if own['id'] == '$1'][0]"
}
is "$(json '[(own["say"], own.get("paid")) for own in answer["audit"]["study"]["voices"]]')" \
    "[('worked together', 'yes'), ('told', 'no'), ('asked', None)]" \
    "who had a say, and how much; that nobody said whether they were paid is not a no"
is "$(json 'answer["audit"]["study"]["voices"][0]["stages"]')" "['frame', 'use']" "on which stops"
is "$(json 'answer["audit"]["study"]["advisers"][0]["advised"]')" "pool two years" \
    "what was advised"
is "$(json 'answer["audit"]["study"]["answers"][0]["by"]')" "a forum (9 people)" \
    "who answered, and how many they were"
is "$(said buyer-cannot-ask)" "('unseen', 'problem', True)" \
    "a problem that the data do not look at: they disagree, and it stands"
is "$(said proxy-for-need | cut -d, -f2)" " 'problem'" "what one calls a problem is one"
is "$(json '[own["what"] for own in answer["audit"]["study"]["actions"]]')" \
    "['Ask what people need']" "what will be done"
is "$(json 'answer["audit"]["study"]["given_to"]')" "everyone who was asked" "who was told"
is "$(json '[(own["source"], own["licence"]) for own in answer["audit"]["study"]["data"]]')" \
    "[('A clinic, <b>its</b> register', 'Open Government Licence v3.0')]" \
    "who gave the data, and on which terms"

run audit study.yaml -o report.html
exits 0 "its report"
out=$(printf '%s' "$out" | tr -s ' \n' ' ')
says "People say it is a problem; nothing in these data speaks to it." \
    "the terminal says where they disagree, and how"
says_not "it depends" "two answers are not made one"
out=$(cat report.html)
says "a problem; others: not a problem" "both answers stand"
says "a forum (9 people)" "the report says who answered"
says "It works for us. &lt;b&gt;Mostly&lt;/b&gt;" "in their words, as they came"
says "Ask what people need" "what will be done"
says "everyone who was asked" "and who was told"
says "pool two years" "and what was advised"
says "rows: licence</th><td class=\"t\"><code>Open Government Licence v3.0" "the licence"
says "rows: source</th><td class=\"t\"><code>A clinic, &lt;b&gt;its&lt;/b&gt; register" "the source"
for view in public meeting; do
    run audit study.yaml -o "$view.html" --view "$view"
    exits 0 "$view"
    grep -q "Source: A clinic, .* register. Licence: Open Government Licence v3.0." "$view.html"
    check $? "the $view view has whose data they are" "$(grep -o 'Source: .*' "$view.html")"
    grep -q "People say: <b>a problem; others: not a problem</b>" "$view.html"
    check $? "the $view view has what people say"
done
finish
