#!/usr/bin/env bash
# unknot explain: the list of measures, the cards of one, both for machines, and mistakes.
. "$(dirname "$0")/tap.bash"

run explain
exits 0 "the list is an answer"
rows=$(grep -c '^MEASURE(' "$ROOT/src/measure/measures.def")
says "$rows measures, by what they are of." "it says how many there are"
says "Shares of one group" "by family"
is "$(printf '%s\n' "$out" | grep -c '^  - [a-z0-9-]*: ')" "$rows" "every measure is in the list"

run explain wilson
exits 0 "one card is an answer"
says "wilson · Shares of one group" "with its family"
for part in "what it means" "what it needs" "how it is computed, and where that is from"; do
    says "$part" "a card says: $part"
done
says "Wilson 1927" "and the source"
says_not "wilson-effective" "an id is one measure"
run explain sii
says "sii-logit" "an index has a card for each way to it: one"
says "sii-linear" "and the other"

run explain --json
exits 0 "the list for machines"
is "$(json "len(answer['measures'])")" "$rows" "holds every measure"
is "$(json "[m['id'] for m in answer['measures'] if not all(m[k] for k in
    ('name', 'family', 'meaning', 'needs', 'method'))]")" "[]" "whole"
is "$(json "[m['id'] for m in answer['measures'] if m['family'].isupper()]")" "[]" \
    "and each family has words, from src/measure/families.def"
is "$(json "[m['id'] for m in answer['measures'] if
    f\"\n### {m['id']}: {m['name']}\n\" not in open('$ROOT/docs/methods.md').read()]")" "[]" \
    "docs/methods.md has each; else run tools/methods_page.py"
run explain katz --json
is "$(json "[m['id'] for m in answer['measures']]")" "['katz']" "one for machines"

run explain wilsn
complains "did you mean 'wilson'?" "a slip of the pen"
run explain nothing-like-it
complains "'unknot explain' lists them" "an id that is not there"
run explain ""
complains "the id is empty" "no id in quotes"
run explain wilson katz
complains "one measure at a time" "two ids"
finish
