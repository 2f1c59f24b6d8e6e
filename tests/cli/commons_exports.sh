#!/usr/bin/env bash
# unknot commons: lists as tables and feeds, citations, history, the gap map, numbers, the map of
# the site, and evidence that is there already; asked by Python's own client and readers.
. "$(dirname "$0")/tap.bash"

if ! python3 -c 'import socket
with socket.create_server(("127.0.0.1", 0)) as one: socket.create_connection(one.getsockname())' \
    2> .said; then
    skip "a commons is served" "there is no network here, not even within this machine"
    finish
    exit
fi
"$UNKNOT" commons init here --demo > .init
python3 "$ROOT/tests/cli/commons_exports.py" "$UNKNOT" here > .held 2> .said
[ $? -eq 0 ]; check $? "all parts ran to their end" "$(tail -5 .said)"
while IFS=$'\t' read -r code what detail; do
    check "$code" "$what" "$detail"
done < .held
finish
