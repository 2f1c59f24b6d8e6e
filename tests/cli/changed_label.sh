#!/usr/bin/env bash
# The example of a score whose label was changed: made again, audited before and after, remeasured.
. "$(dirname "$0")/tap.bash"

example=$ROOT/examples/changed-label
"$ROOT/tools/changed_label.py" again
is $? 0 "both years can be made again"
is "$(diff -rq again "$example/data")" "" "and are those that are here, byte for byte"
is "$(tail -qn +2 again/*.csv | grep -vc '^made-up-')" 0 "everybody's id says that they are made up"
for year in before after; do
    run check "$example/$year.yaml"
    exits 0 "$year: a study without mistakes"
    is "$err" "" "$year: and nothing to warn of"
    is "$(grep -c '^made_up: true$\|^title: "Made up: ' "$example/$year.yaml")" 2 \
        "$year: it says that it is made up"
    is "$(grep -A1 -E '^(voice|answers):' "$example/$year.yaml" | grep -cE '^  +')" 0 \
        "$year: no voice and no answer is made up"
    run audit "$example/$year.yaml" --bundle "$year.json"
    exits 0 "$year: audited"
done

# of those in most need, how many the score flags: counted here without the program
flagged() { # flagged YEAR: Black patients, everyone else
    awk -F, 'NR == 1 { next } { score[NR] = $4; need[NR] = $5; black[NR] = $2 == "Black"; at[$5]++ }
        END {
            for (from = 9; from > 0 && people + at[from] < (NR - 1) / 10; from--) people += at[from]
            for (i = 2; i <= NR; i++) if (need[i] >= from) {
                all[black[i]]++
                flags[black[i]] += score[i] >= 0.45
            }
            printf "%.0f %.0f\n", 100 * flags[1] / all[1], 100 * flags[0] / all[0]
        }' "$example/data/$1.csv"
}
is "$(flagged before), $(flagged after)" "19 81, 81 81" "what the README tells of is in the rows"

run remeasure before.json after.json --json
exits 0 "remeasured"
run remeasure before.json after.json -o page.html
exits 0 "a page"
text=$(printf '%s' "$out" | tr -s '\n ' ' ')
tells() { # tells PART NAME
    case "$text" in *"$1"*) check 0 "$2" ;; *) check 1 "$2" "lacks: $1
$text" ;; esac
}
tells "The definitions are the same in both." "the same was measured"
tells "in the highest tenth by “conditions” in the “ethnicity” group “Black”, the service’s score \
“risk” flagged 80 now. The gap to everyone else narrowed: then 63, now 1 in 100 fewer." \
    "the gap in need is narrower"
tells "flagged 33 now. The gap to everyone else can no longer be told from none: then 25 in 100 \
fewer, now 2 more." "a gap that went a little past none is not one on the other side"
tells "Proxy for need. The data say: then gap found, now cannot tell yet." \
    "what the data say of the knot"
tells "the score is made again, from the conditions that people live with" \
    "and what was to be done"
finish
