#!/usr/bin/env bash
# What is built into the made-up hospital is found, and nothing in its twin: two seeds of each here,
# 200 in tools/check_all.sh planted.
. "$(dirname "$0")/tap.bash"

python3 "$ROOT/tests/cli/planted.py" "$UNKNOT" "$ROOT/examples/hospital/study.yaml" 1 2 \
    > planted 2> planted.err
is "$?: $(cat planted.err)" "0: " "two hospitals and two twins"
while read -r line; do
    check "$([ "${line%% *}" = ok ] && echo 0 || echo 1)" "${line#*ok }"
done < planted
is "$(grep -c "of 2 hospitals" planted)" 8 "eight knots were looked for"
finish
