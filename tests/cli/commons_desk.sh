#!/usr/bin/env bash
# The desk of a commons and all around it: the first keeper, moderation, flags, second looks, words
# without a name, one's own things, leaving, and mail handed over; as people do it, over sockets.
. "$(dirname "$0")/tap.bash"

run commons work nowhere --once --folder .
complains "there is no commons in 'nowhere'" "a commons that is not there"
run commons work nowhere --folder missing
complains "this is no folder" "a folder that is not there"
run commons work nowhere --sendmail missing
complains "there is no such program" "a program that is not there"
run commons serve nowhere --once
complains "--once goes with 'unknot commons work' alone" "an option of another verb"

if ! python3 -c 'import socket
with socket.create_server(("127.0.0.1", 0)) as one: socket.create_connection(one.getsockname())' \
    2> .said; then
    skip "a commons is served" "there is no network here, not even within this machine"
    finish
    exit
fi
"$UNKNOT" commons init here > .init
mkdir scratch
python3 "$ROOT/tests/cli/commons_desk.py" "$UNKNOT" here "$PWD/scratch" > .held 2> .said
[ $? -eq 0 ]; check $? "the play ran to its end" "$(tail -5 .said)"
python3 "$ROOT/tests/cli/commons_desk.py" "$UNKNOT" here rates >> .held 2> .said
[ $? -eq 0 ]; check $? "the part on rates ran to its end" "$(tail -5 .said)"
while IFS=$'\t' read -r code what detail; do
    check "$code" "$what" "$detail"
done < .held
finish
