#!/usr/bin/env bash
# unknot explain: the list of measures, the cards of one, both for machines, and mistakes.
. "$(dirname "$0")/tap.bash"

run explain
exits 0 "the list is an answer"
rows=$(grep -c '^MEASURE(' "$ROOT/src/measure/measures.def")
says "$rows measures, by what they are of." "it says how many there are"
says "Shares of one group" "by family"
is "$(printf '%s\n' "${out%%Code lists,*}" | grep -c '^  - [a-z0-9-]*: ')" "$rows" \
    "every measure is in the list"
is "$(printf '%s\n' "${out#*Code lists,}" | grep -o '^  - [a-z0-9-]*' | cut -c5- | sort | xargs)" \
    "$(grep -h '^id: \|^  - id: ' "$ROOT"/catalogue/codes/{n,c,imd}*.yaml \
        "$ROOT/catalogue/presets.yaml" | sed 's/.*id: //' | sort | xargs)" \
    "and every code list, and set of groups"

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


run explain ppv
exits 0 "a number of unknot score leads to what computes it"
says "ppv · a number of 'unknot score'" "which it says"
says "Of those whom the flag points out, the share with the outcome." "with its meaning"
says "flag-rate · Scores of one group" "and the card of one way"
run explain oe --json
is "$(json "[answer['of_score']['id']] + [m['id'] for m in answer['measures']]")" \
    "['oe', 'oe', 'oe-poisson']" "and for machines"
run explain --json
is "$(json "[i for ids in __import__('re').findall(r'(?:\"|OF_COUNTS \")([a-z -]+)\"(?:}|\n)',
    open('$ROOT/src/catalogue/score_metric.c').read()) for i in ids.split()
    if i not in [m['id'] for m in answer['measures']]]")" "[]" "each is computed by what is listed"
run explain wilsn
complains "did you mean 'wilson'?" "a slip of the pen"
run explain nothing-like-it
complains "'unknot explain' lists them" "an id that is not there"
run explain ""
complains "the id is empty" "no id in quotes"
run explain wilson katz
complains "one thing at a time" "two ids"

run explain nhs-ethnicity-2001
exits 0 "a code list has a card"
says "6: White; Mixed; Asian or Asian British; Black or Black British; Chinese;" \
    "with its groups at every detail"
says "  - Z: Not stated (asked, and chose not to say)" "what its codes mean"
says "what stands for what in census-ethnicity-2021" "what stands for what in another list"
says "another's account] Its six groups" "and how each source is known"
says "reviewed by: nobody it is about yet" "and who reviewed it"
run explain imd-decile
says "England 2019: English index of multiple deprivation" "lists of areas name the indices"
run explain census-ethnicity-2021 --json
is "$(json "[d['groups'] for d in answer['details']]")" "[5, 6, 18, 19]" "one for machines"
is "$(json "[p['code'] for p in answer['mappings'][0]['pairs'] if p['to'] is None and p['why']]")" \
    "['15', '16', '18']" "what has no place says why"
run explain core20plus5
says "  - Core20: the most deprived fifth: The postcode's area can tell it" "sets of groups too"
says "reviewed by: nobody it is about yet" "and who reviewed them"
run explain nhs-ethnicity-2002
complains "did you mean 'nhs-ethnicity-2001'" "a slip of the pen in a list"
finish
