#!/usr/bin/env bash
# unknot methods: the list, what fits and what stands in the way, one card, both for machines, and
# mistakes.
. "$(dirname "$0")/tap.bash"

run methods
exits 0 "the list is an answer"
says "32 ways of working with the people affected." "it says how many there are"
says "Reviewed by people they are about: nobody yet." "it says that nobody reviewed them"
says "If nothing can, do not" "it says when to run none"
says "Sizes, times and costs are judgements of the writers." "it says where sizes come from"
listed=$(printf '%s\n' "$out" | grep -cE '^  [a-z0-9]+(-[a-z0-9]+)*$')
files=$(cat "$ROOT"/catalogue/techniques/*.yaml | grep -c '^  - id: ')
is "$listed" "$files" "every technique of the catalogue is in the list"
is "$(printf '%s\n' "$out" | PYTHONUTF8=1 python3 -c "import sys
print(sum(len(line) > 81 for line in sys.stdin))")" 0 "no line is wider than the screen"

run methods --stage reach --people 8 --budget low
exits 0 "conditions are an answer"
says "3 of 32 ways of working with the people affected fit" "it says how many fit"
says "question-wording-clinic" "those that fit are there"
says_not "citizens-jury" "those that do not are not"
run methods --people 40
says "nominal-group" "several tables can work side by side"
says_not "co-analysis-workshop" "a group that stays one does not grow"
run methods --say collaborate
says "experience-based-co-design" "the spectrum's own word for a level is understood"
says_not "engagement-studio" "and less say than asked for does not fit"
run methods --budget high
says "32 of 32" "a high budget pays for any"
run methods --knot pathway-leak
says "journey-mapping" "by knot"

run methods --stage join --budget low --say decided
exits 0 "that none fits is an answer"
says "None of 32 ways" "it says so"
says "Without --budget low, 2 would fit." "and which condition to give up"
says_not "Without --stage" "and not one that would not help"
run methods --knot stigma-in-notes --people 500 --budget low --say decided
says "No one of these alone stands in the way" "where one is not enough it says so"
says "--people 500 by itself: " "and what each leaves by itself"

run methods citizens-jury
exits 0 "one card is an answer"
for part in "what it is" "how much say it gives" "how many people" "how long" "what it costs" \
    "what people may need to take part" "tips" "not when" "knots it can speak to" \
    "sources, and how each is known" "reviewed by: nobody it is about yet"; do
    says "$part" "a card says: $part"
done
says "over £25,000" "with the cost in money"
run methods record-reading-session
says "is a proposal of ours" "what is ours alone is said"
says "[not opened]" "a source that was not opened says so"
run methods group-model-building
says "23 reported that it had an effect" "a figure is there"
says "what is known" "as a fact with its source"

run methods --json
exits 0 "the list for machines"
is "$(json "len(answer['techniques'])")" "$files" "holds every technique"
run knots --json
printf '%s' "$out" > knots.json
run methods --json
is "$(json "sorted({k for t in answer['techniques'] for k in t['knots']} -
    {k['id'] for k in json.load(open('knots.json'))['knots']})")" "[]" "every link leads to a knot"
is "$(json "[t['id'] for t in answer['techniques'] if not t['reviewed_by'] or
    not t['sources'] or {s['mark'] for s in t['sources']} - {'seen', 'retold', 'unseen'}]")" "[]" \
    "every card has sources, each with a mark, and says who reviewed it"
is "$(json "[f['source'] for t in answer['techniques'] for f in t['facts']
    if {s['id']: s['mark'] for s in t['sources']}[f['source']] == 'unseen']")" "[]" \
    "no fact rests on a source that was not seen"
is "$(json "[[t['id'], k] for k in json.load(open('knots.json'))['knots'] for t in
    answer['techniques'] if (t['id'] in k['techniques']) != (k['id'] in t['knots'])]")" "[]" \
    "knots and techniques name each other"
run methods --stage join --budget low --say decided --json
is "$(json "answer")" "{'techniques': [], 'without': {'stage': 0, 'budget': 2, 'say': 0}}" \
    "what stands in the way, for machines"
run methods go-along --json
is "$(json "[t['id'] for t in answer['techniques']]")" "['go-along']" "one card for machines"

# the help names the amounts of the catalogue
amounts=$(sed -n 's/.*{id: \(low\|middle\), name: "\(.*\)"}/\1 \2/p' "$ROOT/catalogue/costs.yaml" |
    tr '\n' ' ')
is "$amounts" "low under £1,000 middle £1,000 to £5,000 " "the bands are those that --help names"
run methods --help
says "low is under £1,000" "the help says what low is"

run methods citizen-jury
complains "did you mean 'citizens-jury'?" "a slip of the pen"
run methods mats
complains "did you mean 'talking-mats'?" "a part of an id"
run methods nothing-like-it
complains "'unknot methods' lists them" "an id that is not there"
run methods --stage reech
complains "--stage: no stage is called 'reech'; did you mean 'reach'?" "a slip in a stage"
run methods --stage everywhere
complains "write frame, reach, record" "a stage that is none"
run methods --stage voice
complains "'voice' runs through every stage" "the thread is no stage"
for people in 0 -3 1.5 many 99999999999999999999; do
    run methods --people $people
    complains "--people: '$people' is no number of people" "$people people"
done
run methods --budget highest
complains "no budget is called 'highest'" "a band that is no budget"
run methods --say desided
complains "did you mean 'decided'?" "a slip in a level of say"
run methods --knot queue-ordr
complains "--knot: no knot is called 'queue-ordr'; did you mean 'queue-order'?" "a slip in a knot"
run methods --stage x --people y
complains "--stage: " "every mistake is told: the first"
complains "--people: " "and the second"
run methods go-along world-cafe
complains "one way at a time" "two ids"
run methods go-along --people 3
complains "an id and conditions are given" "an id and a condition"
finish
