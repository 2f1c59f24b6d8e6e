#!/bin/sh
# docs/methods.md is what src/measure/measures.def says; after a change of that, or a rebase over
# one, run tools/methods_page.py and commit the page.
set -eu
cd "$(dirname "$0")/../.."
echo 1..2
if found=$(python3 tools/methods_page.py --check 2>&1); then
    echo "ok 1 - docs/methods.md is up to date"
else
    echo "not ok 1 - docs/methods.md is up to date"
    printf '%s\n' "$found" | sed 's/^/# /'
fi
# the check can fail: one row changed in a copy is noticed
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
mkdir -p "$copy/src/measure" "$copy/docs"
cp src/measure/*.def "$copy/src/measure/"
cp docs/methods.md "$copy/docs/"
sed -i 's/Student (1908)\|Student 1908/Student 1909/' "$copy/src/measure/measures.def"
tool=$PWD/tools/methods_page.py
if (cd "$copy" && python3 "$tool" --check > /dev/null); then
    echo "not ok 2 - a page that is behind is noticed"
else
    echo "ok 2 - a page that is behind is noticed"
fi
