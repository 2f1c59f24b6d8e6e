#!/bin/sh
# Every page kind of the commons, filled with made-up data, in a browser and before the validator;
# skipped where the tools are absent. To have them: npm ci --prefix tests/web
# With a folder as argument, pictures of every page are put there.
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
"$build/tests/unit/site/commons_pages" "$work" > "$work/pages.tap"

valid() { # what vnu finds, but for properties that it does not know yet
    java -jar "$modules/vnu-jar/build/dist/vnu.jar" --errors-only --also-check-css \
        --filterpattern '.*(details-content|text-wrap).*' "$work"/*.html "$work/app.css" \
        > "$work/vnu.txt" 2>&1 && return 0
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
node tests/web/commons_pages.mjs "$work" ${1:+"$1"} || status=1
exit $status
