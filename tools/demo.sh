#!/bin/sh
# What `make demo` shows once the program is built: a real question, real published figures.
set -eu
cd "$(dirname "$0")/.."
if [ -x examples/demo.sh ]; then
    UNKNOT=${UNKNOT:-build/release/unknot}
    export UNKNOT
    exec examples/demo.sh
fi
echo "the program is built; the example it answers is not there yet"
