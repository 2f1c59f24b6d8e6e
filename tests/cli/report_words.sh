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

finish
