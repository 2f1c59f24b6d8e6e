#!/bin/sh
# What `make demo` shows once the program is built: a real question, real published figures, first
# as two tables, then as a whole audit with its report.
set -eu
cd "$(dirname "$0")/.."
UNKNOT=${UNKNOT:-build/release/unknot}
export UNKNOT
examples/demo.sh
echo
mkdir -p build/demo
"$UNKNOT" audit examples/talking-therapies/study.yaml -o build/demo/report.html
