#!/bin/sh
# Every C and C++ file is as clang-format 14 with .clang-format leaves it.
set -eu
cd "$(dirname "$0")/../.."
files=$(git ls-files --cached --others --exclude-standard '*.c' '*.h' '*.cc' 2> /dev/null ||
    find src tests tools -name '*.[ch]' -o -name '*.cc')
format=$(command -v clang-format-14 || command -v clang-format)
echo 1..1
# shellcheck disable=SC2086  # no path of the project has a blank
if found=$(ls $files 2> /dev/null | xargs "$format" --dry-run -Werror 2>&1); then
    echo "ok 1 - every file is in the format"
else
    echo "not ok 1 - every file is in the format"
    printf '%s\n' "$found" | grep ': error:' | cut -d: -f1 | sort | uniq -c |
        sed 's/^ *\([0-9]*\) \(.*\)/# \2: \1 places; run clang-format -i \2/'
fi
