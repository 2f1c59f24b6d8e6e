#!/usr/bin/env bash
# unknot remeasure: two bundles of one study. Numbers against a second reckoning from the counts and
# from the bundles; definitions that changed stop what they are about; every mistake has a sentence.
. "$(dirname "$0")/tap.bash"

numbers=$ROOT/tests/cli/remeasure_numbers.py
study() { # study DIR YEAR: published counts of one year, one outcome for each way to move
    mkdir -p "$1"
    cat > "$1/study.yaml" <<'Y'
unknot: 1
title: Seen in time
question: Are as many women seen in time as men?
owner: A clinic
data:
  visits:
    file: visits.csv
    row: visit
    period: year
    status: published
groups:
  sex:
    column: sex
matters: 5 per 100
outcomes:
  narrows: {events: narrows, out_of: visits, better: more, matters: 5 per 100}
  widens: {events: widens, out_of: visits, better: less, matters: 5 per 100}
  turns: {events: turns, out_of: visits, better: more, matters: 5 per 100}
  holds: {events: holds, out_of: visits, better: neither, matters: 5 per 100}
  unclear: {events: unclear, out_of: visits, better: more, matters: 1 per 100}
actions:
  - knot: queue-order
    do: Ring back in the evening
    owner: Service lead
    due: 2024-01-31
    remeasure: 2025-01-31
answers:
Y
    {
        echo "year,sex,visits,narrows,widens,turns,holds,unclear"
        case $2 in
        2023) echo "2023,Women,10000,4000,3000,4000,5000,5010"
            echo "2023,Men,9000,4500,2600,4500,4480,4490" ;;
        2024) echo "2024,Women,10500,5000,4000,5300,5250,5200"
            echo "2024,Men,9200,4500,2700,4000,4570,4560" ;;
        esac
    } > "$1/visits.csv"
}
bundle() { run audit "$1/study.yaml" --bundle "$1.json"; exits 0 "a bundle: $1"; }
study then 2023
study now 2024
bundle then
bundle now

run remeasure then.json now.json --json
exits 0 "then and now are compared"
printf '%s' "$out" > answer.json
is "$(python3 "$numbers" counts then/visits.csv now/visits.csv answer.json)" "195 values" \
    "every number is that of a second reckoning from the counts"
is "$(python3 "$numbers" shown then.json now.json answer.json)" "225 values" \
    "and every number stands in its bundle, or is worked out from these"
python3 - <<'P'
import json
answer = json.load(open("answer.json"))
answer["findings"][0]["groups"][0]["gap"]["change"]["low"] += 1e-9
json.dump(answer, open("bent.json", "w"))
P
for against in "counts then/visits.csv now/visits.csv" "shown then.json now.json"; do
    # shellcheck disable=SC2086
    case "$(python3 "$numbers" $against bent.json)" in
    *"low"*) check 0 "a number that is bent is met: ${against%% *}" ;;
    *) check 1 "a number that is bent is met: ${against%% *}" "" ;;
    esac
done
moved() {
    json "[(f['average_moved'], f['told']['moved'], f['told']['level'])
        for f in answer['findings'] if f['subject'] == '$1'][0]"
}
is "$(moved narrows)" "('up', 'narrower', 'Women')" "a gap that narrowed, a number that rose"
is "$(moved widens)" "('up', 'wider', 'Women')" "a gap that widened"
is "$(moved turns)" "('up', 'turned', 'Women')" "a gap that changed sides"
is "$(moved holds)" "('unclear', 'held', 'Men')" "a gap that held within what matters"
is "$(moved unclear)" "('unclear', 'unclear', 'Men')" "a change that cannot be told"
is "$(json "[f['better'] for f in answer['findings'] if f['subject'] == 'holds']")" "[None]" \
    "where neither way is better, none is said"
actions=$(json "[list(a.values()) for a in answer['actions_then']]")
is "$actions" "[['queue-order', 'Ring back in the evening', 'Service lead', '2024-01-31', \
'2025-01-31', None]]" \
    "the actions of the earlier study; whether they were done is not known"

run remeasure then.json now.json --bundle kept.json
exits 0 "the answer for people"
is "$(cat kept.json)" "$(cat answer.json)" "--bundle writes what --json prints"
says "The definitions are the same in both." "the definitions are compared first"
flat=$(printf '%s' "$out" | tr '\n' ' ' | tr -s ' ')
says_flat() { case "$flat" in *"$1"*) check 0 "$2" ;; *) check 1 "$2" "lacks: $1
$flat" ;; esac; }
says_flat "The gap to everyone else narrowed: then 10.0, now 1.3 in 100 fewer." "the gap then, now"
says_flat "the service counted 47.6 as “narrows” in “2024”" "the service is the subject"
says_flat "rose from 44.7 to 48.2 in 100, which is better." "more was better"
says_flat "rose from 29.5 to 34.0 in 100, which is worse." "less was better"
says_flat "changed sides: then 10.0 in 100 fewer, now 7.0 more." "who had less has more"
says_flat "Whether they were done is in no bundle: ask their owners." "nobody is said to have acted"
says_flat "A gap that moved does not say why" "no cause is claimed"

# definitions: what changed is named; it stops what it is about, and nothing else
change() { # change SED NAME: the later study with one line changed
    study "$2" 2024
    sed -i "$1" "$2/study.yaml"
    bundle "$2"
    run remeasure then.json "$2.json" --json
}
stopped() { json "sorted(f['subject'] for f in answer['findings'] if not f['comparable'])"; }
why() { json "[f['why'] for f in answer['findings'] if not f['comparable']][0]"; }
difference() { json "[tuple(d.values()) for d in answer['differences']]"; }
change 's/events: narrows, out_of/events: turns, out_of/' tested
exits 0 "one outcome with another test is no stop of everything"
is "$(stopped)" "['narrows']" "it alone cannot be compared"
is "$(why)" "which column counts them (events) changed for “narrows”" "and why"
is "$(difference)" \
    "[('outcome', 'narrows', 'which column counts them (events)', 'narrows', 'turns', True)]" \
    "what it was then and now"
change 's/widens, out_of: visits, better: less/widens, out_of: visits, better: more/' direction
is "$(stopped)|$(why)" "['widens']|which way is better (better) changed for “widens”" \
    "which way is better"
change '/narrows/s/matters: 5/matters: 8/' margin
is "$(stopped)|$(difference)" "[]|[('outcome', 'narrows', 'the gap that matters (matters)', \
'5 per 100', '8 per 100', False)]" "another margin is said, and stops no number"
is "$(json "[f['subject'] for f in answer['findings'] if not f['same_margin']]")" "['narrows']" \
    "of which outcome"
run remeasure then.json margin.json
says "so nothing is judged." "and nothing is judged by two margins"
change 's/    column: sex/    column: sex\n    compare_with: Men\n    because: asked for/' reference
complains "who each group is compared with (compare_with) changed for sex: from '' to 'Men'; \
measure again as it was, or begin a new row of measurements" "nothing comparable: what changed"
complains "nothing in these two bundles can be compared" "and that it stops everything"
change 's/row: visit/row: person/' rows
complains "what one row is (row) changed for visits: from 'visit' to 'person'" "another row"
change 's/^title:.*/title: Costs/; s/^question:.*/question: What does it cost?/' asked
exits 0 "another title and question, the same definitions"
is "$(json "[d['what'] for d in answer['differences']]")" "['the question (question)']" \
    "the question is a difference that is told"
says_not "nothing can" "and compared"
case "$err" in *"look whether this is the same study"*) check 0 "with a warning" ;;
*) check 1 "with a warning" "$err" ;; esac
run audit "$ROOT/examples/talking-therapies/study.yaml" --bundle other.json
run remeasure then.json other.json
complains "nothing can be compared: these are two different studies, 'Seen in time' and 'Who is" \
    "two different studies"

# several periods in the later file: its latest is compared
study both 2024
tail -n +2 then/visits.csv >> both/visits.csv
bundle both
run remeasure then.json both.json --json
exits 0 "a later file that still holds the earlier period"
is "$(json "[(f['then_period'], f['now_period']) for f in answer['findings']]")" \
    "$(python3 -c "print([('2023', '2024')] * 5)")" "each period by itself"
printf '%s' "$out" > both.answer
is "$(python3 "$numbers" counts then/visits.csv now/visits.csv both.answer)" "195 values" \
    "the numbers of the latest alone"

# mistakes
run remeasure now.json then.json
complains "now.json: the older bundle comes first: this one tells of '2024', and 'then.json' of \
'2023'; write unknot remeasure then.json now.json" "the later one first"
run remeasure now.json both.json
complains "both tell of the period “2024”" "one period is not measured twice"
cp then.json copy.json
for same in then.json copy.json; do
    run remeasure then.json "$same"
    complains "both bundles are the same, so nothing can have changed" "the same twice: $same"
done
sed 's/"title":"Seen in time"/"title":"Seen in Time"/' now.json > edited.json
run remeasure then.json edited.json
complains "edited.json: this bundle was changed after it was written" "an edited bundle"
head -c 3000 now.json > cut.json
run remeasure then.json cut.json
complains "it was cut off" "a truncated bundle"
sed 's/"unknot_bundle":1/"unknot_bundle":2/' now.json > newer.json
run remeasure then.json newer.json
complains "was written by a newer unknot" "a bundle of a newer version"
run remeasure then.json then/visits.csv
complains "this is no JSON" "not a bundle: a table"
echo '{"a":1}' > plain.json
run remeasure then.json plain.json
complains "this is JSON, but no bundle of unknot" "not a bundle: other JSON"
run remeasure then.json nowhere.json
complains "there is no file 'nowhere.json'" "a missing file"
run remeasure then.json .
complains "'.' is a folder" "a folder"
head -c 33554433 /dev/zero > huge.json
run remeasure then.json huge.json
[ "$code" -eq 4 ]
check $? "a huge file is refused by its size" "$code $err"
run remeasure then.json
complains "give two bundles, the earlier one first" "one bundle alone"
before=$(sha256sum then.json)
run remeasure then.json now.json --bundle then.json
complains "'then.json' is one of the two bundles" "nothing that is read is written over"
is "$(sha256sum then.json)" "$before" "and it is as it was"

# rows of people, protected: what was hidden on either side is said and not guessed
python3 - <<'P'
import random
random.seed(5)
for folder, year, few in (("rows_then", 2023, 6), ("rows_now", 2024, 40)):
    import os
    os.makedirs(folder)
    sizes = {"A": 900, "B": 300, "C": few}
    with open(f"{folder}/visits.csv", "w") as file:
        file.write("id,day,group,seen\n")
        row = 0
        for name, size in sizes.items():
            for i in range(size):
                row += 1
                seen = int(random.random() < {"A": .6, "B": .45, "C": .5}[name])
                file.write(f"p{row},{year}-0{random.randint(1, 9)}-15,{name},{seen}\n")
    with open(f"{folder}/study.yaml", "w") as file:
        file.write(f"""unknot: 1
title: Seen
question: Is everyone seen?
data:
  visits:
    file: visits.csv
    row: visit
    person: id
    date: day
    keep: day between {year}-01-01 and {year}-12-31
groups:
  group:
    column: group
outcomes:
  seen:
    is: seen = 1
    better: more
    matters: 5 per 100
periods: year
""")
P
bundle rows_then
bundle rows_now
run remeasure rows_then.json rows_now.json --json
exits 0 "rows of people"
is "$(difference)" "[('table', 'visits', 'the dates of the rows that are kept (keep)', \
'day between 2023-01-01 and 2023-12-31', 'day between 2024-01-01 and 2024-12-31', False)]" \
    "other dates are told, and are no other definition"
printf '%s' "$out" > rows.answer
case "$(python3 "$numbers" shown rows_then.json rows_now.json rows.answer)" in
*values) check 0 "every number is worked out from what was shown" ;;
*) check 1 "every number is worked out from what was shown" \
    "$(python3 "$numbers" shown rows_then.json rows_now.json rows.answer)" ;;
esac
hidden=$(json "[(g['gap']['change']['estimate'], g['moved'], g['why'])
    for f in answer['findings'] if f['now_id'].startswith('gap-')
    for g in f['groups'] if g['level'] == 'C']")
is "$hidden" \
    "[(None, 'not_known', 'hidden then, to protect people')]" "a hidden group is said, not guessed"
sed -i "s/seen = 1/seen = 1 and known(day)/" rows_now/study.yaml
bundle rows_now
run remeasure rows_then.json rows_now.json
case "$(printf '%s' "$out" | tr '\n' ' ' | tr -s ' ')" in
*"who has it (is), for the outcome “seen”: cannot be compared. Then: seen = 1. Now: seen = 1 and "*)
    check 0 "another condition" ;;
*) check 1 "another condition" "$out" ;;
esac
sed -i "s/seen = 1 and known(day)/( seen  =  1 )/; s/2024-12-31/2024-11-30/" rows_now/study.yaml
bundle rows_now
run remeasure rows_then.json rows_now.json
exits 0 "the same condition, written otherwise"

# both examples: every number stands in its bundle or comes from these
cp -r "$ROOT/examples/talking-therapies" early
grep -E '^(year|201[789])' "$ROOT/examples/talking-therapies/england.csv" > early/england.csv
bundle early
run remeasure early.json other.json --json
exits 0 "talking therapies, 2019-20 and 2024-25"
printf '%s' "$out" > tt.answer
case "$(python3 "$numbers" shown early.json other.json tt.answer)" in
*values) check 0 "every number stands in its bundle, or is worked out from these" ;;
*) check 1 "every number stands in its bundle" \
    "$(python3 "$numbers" shown early.json other.json tt.answer)" ;;
esac
story=$(json "[(f['average_moved'], f['told']['moved']) for f in answer['findings']
    if f['dimension'] == 'deprivation' and f['subject'] in ('recovered', 'recovered of referred')]")
is "$story" "[('down', 'narrower'), ('up', 'wider')]" \
    "the headline gap narrows, that over the whole pathway widens"
cp -r "$ROOT/examples/northside" north
sed -e 's/keep: .*/keep: referral_date between 2023-04-01 and 2024-03-31 and reached = 1/' \
    -e 's/known_until: 2025/known_until: 2024/' north/study.yaml > north/then.yaml
sed 's/keep: .*/keep: referral_date between 2024-04-01 and 2025-03-31 and reached = 1/' \
    north/study.yaml > north/now.yaml
for part in then now; do
    run audit north/$part.yaml --bundle north_$part.json
done
run remeasure north_then.json north_now.json --json
exits 0 "northside, one year and the next"
printf '%s' "$out" > north.answer
case "$(python3 "$numbers" shown north_then.json north_now.json north.answer)" in
*values) check 0 "every number of 90 protected findings too" ;;
*) check 1 "every number of 90 protected findings too" \
    "$(python3 "$numbers" shown north_then.json north_now.json north.answer)" ;;
esac
is "$(json "len(answer['only_then']), len(answer['only_now'])")" "0 0" \
    "no question is asked in one of them alone"

# the page: its numbers are the answer's, no forbidden word, short sentences, one file
cat > listed.py <<'P'
import json, re, sys
entries = re.findall(r'- words: (\[.*?\])\n.*?\n    where: (\w+)\n', open(sys.argv[1]).read(), re.S)
print("\n".join(word for words, where in entries if where == "everywhere"
                for word in json.loads(words)))
P
cat > words.py <<'P'
import html, re, sys
page = open(sys.argv[1], encoding="utf-8").read()
part = re.search(r'<ol class="said">(.*?)</ol>', page, re.S).group(1)
plain = [html.unescape(re.sub("<[^>]+>", "", p))
         for p in re.findall(r"<p[^>]*>(.*?)</p>", part, re.S)]
plain = [re.sub("“[^”]*”", "label", p).replace("made up", "") for p in plain]
sentences = [s for p in plain for s in re.split(r"(?<=[.:]) ", p.strip()) if s.strip(" .")]
text = re.sub(r"<style\b.*?</style>|<[^>]+>", " ", page, flags=re.S)
bad = [w for w in sys.argv[2:]
       if re.search(rf"\b{re.escape(w)}\b", text, 0 if w.isupper() else re.I)]
print(sum(len(s.split()) for s in sentences) <= 20 * len(sentences) > 0, bad,
      re.findall(r"<script|https?://[^ <]*\.(?:js|css)", page))
P
mapfile -t forbidden < <(python3 listed.py "$ROOT/catalogue/text/words.yaml")
[ "${#forbidden[@]}" -ge 5 ]
check $? "the list of forbidden words is read" "${forbidden[*]}"
page() { # page THEN NOW ANSWER
    run remeasure "$1" "$2" -o page.html
    exits 0 "a page of $1 and $2"
    got=$(python3 "$numbers" page page.html "$1" "$3")
    case "$got" in
    *values) check 0 "each cell of its tables is the answer's number: $got" ;;
    *) check 1 "each cell of its tables is the answer's number" "$got" ;;
    esac
    is "$(python3 words.py page.html "${forbidden[@]}")" "True [] []" \
        "at most 20 words a sentence, no forbidden word, no script"
}
page then.json now.json answer.json
grep -q '<h2 id="h-both">' page.html && grep -q 'Done?' page.html
check $? "average beside gap, and actions" ""
sed 's/<td>-\?4[0-9.]*<\/td>/<td>99<\/td>/' page.html > bent.html
case "$(python3 "$numbers" page bent.html then.json answer.json)" in
*"99, and the number is"*) check 0 "a cell that is bent is met" ;;
*) check 1 "a cell that is bent is met" "" ;;
esac
page early.json other.json tt.answer
page north_then.json north_now.json north.answer
[ "$(wc -c < page.html)" -lt 1500000 ]
check $? "under 1.5 MB with 90 findings" "$(wc -c < page.html)"
before=$(sha256sum then.json)
run remeasure then.json now.json -o then.json
complains "'then.json' is one of the two bundles" "the page takes no bundle's place"
run remeasure then.json now.json -o one --bundle one
complains "--bundle: --output writes this file too" "nor that of the other answer"
is "$(sha256sum then.json)" "$before" "and the bundle is as it was"
finish
