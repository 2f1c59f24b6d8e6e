#!/bin/sh
# What `make demo` shows once the program is built: a real question, real published figures, first
# as two tables, then as a whole audit with its report; then an example commons, which a terminal
# goes on to serve until Ctrl-C.
set -eu
cd "$(dirname "$0")/.."
UNKNOT=${UNKNOT:-build/release/unknot}
export UNKNOT
examples/demo.sh
echo
mkdir -p build/demo
"$UNKNOT" audit examples/talking-therapies/study.yaml -o build/demo/report.html
"$UNKNOT" commons init build/demo/commons --demo > build/demo/commons.log || {
    cat build/demo/commons.log
    exit 1
}
echo
echo "The report: file://$PWD/build/demo/report.html"
if [ -t 1 ]; then
    echo "An example commons, with made-up entries, is served here until you press Ctrl-C:"
    exec "$UNKNOT" commons serve build/demo/commons --port 0
fi
echo "An example commons, with made-up entries: $UNKNOT commons serve build/demo/commons --port 0"
