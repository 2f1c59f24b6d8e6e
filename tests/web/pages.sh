#!/bin/sh
# The pages of an audit in a browser (axe-core, no sideways scroll, two sheets of paper) and before
# the validator; skipped where the tools are absent. To have them: npm ci --prefix tests/web
set -eu
cd "$(dirname "$0")/../.."
build=${UNKNOT_BUILD:-build/dev}
modules=tests/web/node_modules
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

skip() { echo "1..0 # SKIP $1"; exit 0; }

[ -d "$modules/axe-core" ] && [ -d "$modules/playwright-core" ] ||
    skip "no axe-core or playwright-core: npm ci --prefix tests/web"
command -v node > /dev/null || skip "no node"
CHROMIUM=${CHROMIUM:-$(command -v chromium || true)}
[ -n "$CHROMIUM" ] || skip "no chromium"
export CHROMIUM
"$build/tests/unit/report/report_pages" "$work" > "$work/pages.tap"
page() { # STUDY VIEW
    "$build/unknot" audit "examples/$1/study.yaml" --view "$2" -o "$work/$1-$2.html" \
        > "$work/$1.out"
}
for study in talking-therapies northside forum-survey; do
    for view in full public meeting board nhs-13sa; do page "$study" "$view"; done
done
for study in readmission-score hospital; do page "$study" full; done
for view in gripp2 tripod-ai standing-together nice-esf; do page northside "$view"; done

# One year and the next, measured again.
cp -r examples/northside "$work/north"
for year in 2023 2024; do
    next=$((year + 1))
    sed -e "s/keep: .*/keep: referral_date between $year-04-01 and $next-03-31 and reached = 1/" \
        -e "s/known_until: 2025/known_until: $next/" "$work/north/study.yaml" \
        > "$work/north/$year.yaml"
    "$build/unknot" audit "$work/north/$year.yaml" --bundle "$work/$year.json" \
        > "$work/north.out"
done
"$build/unknot" remeasure "$work/2023.json" "$work/2024.json" -o "$work/north-remeasured.html" \
    > "$work/north.out"

vnu() { java -jar "$modules/vnu-jar/build/dist/vnu.jar" --errors-only "$@"; }

valid() { # what vnu finds, but for three things of CSS that it does not know yet
    unknown='.*(subgrid|details-content|paint-order).*'
    vnu --filterpattern "$unknown" "$work"/*.html > "$work/vnu.txt" 2>&1 && return 0
    sed 's/^/# /' "$work/vnu.txt"
    return 1
}

status=0
if ! command -v java > /dev/null || [ ! -f "$modules/vnu-jar/build/dist/vnu.jar" ]; then
    echo "ok 1 - pages are valid # SKIP no java or vnu-jar"
elif valid; then
    echo "ok 1 - pages are valid"
else
    echo "not ok 1 - pages are valid"
    status=1
fi
node tests/web/pages.mjs "$work" || status=1
exit $status
