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
for study in talking-therapies northside; do
    for view in full public meeting; do
        "$build/unknot" audit "examples/$study/study.yaml" --view "$view" \
            -o "$work/$study-$view.html" > "$work/$study.out"
    done
done

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
