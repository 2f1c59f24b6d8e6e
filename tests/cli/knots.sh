#!/usr/bin/env bash
# unknot knots: the list, one entry, both for machines, and ids that are not there.
. "$(dirname "$0")/tap.bash"

run knots
exits 0 "the list is an answer"
says "A knot is a place where care or data can" "the list says what a knot is"
says "What is written down (record)" "it goes by stage, with its name and id"
says "Reviewed by people they are about: nobody yet." "it says that nobody reviewed it"
for stage in frame reach record join model prove use watch; do
    says "($stage)" "the list has stage $stage"
done
listed=$(printf '%s\n' "$out" | grep -cE '^  [a-z0-9]+(-[a-z0-9]+)+$')
files=$(cat "$ROOT"/catalogue/knots/*.yaml | grep -c '^  - id: ')
is "$listed" "$files" "every knot of the catalogue is in the list"
is "$(printf '%s\n' "$out" | awk 'length($0) > 84' | wc -l)" "0" "no line is wider than the screen"

run knots queue-order
exits 0 "one entry is an answer"
for part in "how it makes inequality" "what is known" "how to see it" "whom to ask" "what helps" \
    "checks that can speak to it" "it may make these worse" "sources, and how each is known"; do
    says "$part" "an entry says: $part"
done
says "reviewed by: nobody it is about yet" "an entry says who reviewed it"
says "[seen]" "sources carry their mark"
says "what others ask for, in our words" "an entry has recommendations"
says "For those who lead planned care: Make the case" "with whom they are for"
says "ways of working on it with the people affected" "and ways of working on it"
run knots miscalibrated-for-group
says "(QRISK2) and 0.43 (Framingham)" "a figure is there"
says "[1]" "with the number of its source"
run knots buyer-cannot-ask
says "(As reported elsewhere.)" "a second-hand fact says so"
run knots stigma-in-notes
says "[not opened]" "a source that was not opened says so"
says_not "what is known" "and no fact stands on it"

run knots --json
exits 0 "the list for machines"
is "$(json "len(answer['knots'])")" "$files" "holds every knot"
is "$(json "[s['id'] for s in answer['stages']]")" \
    "['frame', 'reach', 'record', 'join', 'model', 'prove', 'use', 'watch']" "and the stages"
is "$(json "sorted({l for k in answer['knots'] for l in k['pulls_on']} -
    {k['id'] for k in answer['knots']})")" "[]" "every link leads to a knot"
is "$(json "[f['source'] for k in answer['knots'] for f in k['facts']
    if {s['id']: s['mark'] for s in k['sources']}[f['source']] == 'unseen']")" "[]" \
    "no fact rests on a source that was not seen"
is "$(json "len({r['id'] for k in answer['knots'] for r in k['recommendations']})")" 26 \
    "every recommendation answers a knot"
is "$(json "sorted({r['id'] for k in answer['knots'] for r in k['recommendations'] if
    all(s['mark'] == 'unseen' for s in r['sources']) or not r['reviewed_by'] or not r['for']})")" \
    "[]" "none rests on nothing seen, and each says who reviewed it and whom it is for"
run knots pathway-leak --json
is "$(json "[k['id'] for k in answer['knots']]")" "['pathway-leak']" "one entry for machines"
is "$(json "answer['knots'][0]['stage']")" "use" "with its stage"

run knots queue-ordr
complains "did you mean 'queue-order'?" "a slip of the pen"
run knots ethnicity
complains "did you mean 'ethnicity-missing' or 'ethnicity-unstable'?" "a part of an id"
run knots nothing-like-it
complains "no knot is called 'nothing-like-it'; 'unknot knots' lists them" "an id that is not there"
run knots $'a\e[31mb'
complains "no knot is called 'a\x1b[31mb'" "control characters are shown, not sent"
run knots pathway-leak queue-order
complains "one knot at a time" "two ids"
run knots --outcome x
complains "'--outcome'" "an option of another command"
finish
