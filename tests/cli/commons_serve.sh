#!/usr/bin/env bash
# unknot commons serve: pages, forms and what is refused, asked over sockets by Python's own client;
# kill -9, a stop in the middle, sockets that drip. SLOW=1 lets more of those drip, for longer.
. "$(dirname "$0")/tap.bash"

# held WHAT [MORE]: every check of that part of commons_serve.py
held() {
    local code what detail
    while IFS=$'\t' read -r code what detail; do
        check "$code" "$what" "$detail"
    done < "$WORK/.held"
}
ask() {
    rm -rf here
    "$UNKNOT" commons init here > .init
    python3 "$ROOT/tests/cli/commons_serve.py" "$UNKNOT" here "$@" > .held 2> .said
    [ $? -eq 0 ]; check $? "the part '$1' ran to its end" "$(tail -5 .said)"
    held
}

run commons serve
complains "write 'unknot commons serve DIR" "nothing named"
run commons serve nowhere
complains "there is no commons in 'nowhere'" "a commons that is not there"
"$UNKNOT" commons init one > .init
is "$(stat -c %a one/commons.key)" 400 "the key is for its owner alone"
key=$(cat one/commons.key)
"$UNKNOT" commons init one > .init
is "$(cat one/commons.key)" "$key" "and stays when the commons is brought up to date"
run commons serve one --port 70000
complains "a number from 0 to 65535" "what is no port"
run commons serve one --port 0 --address https://a.example/
complains "this is no address of a site" "what is no address"
chmod 440 one/commons.key
run commons serve one --port 0
complains "others may read the key" "a key that is open to others"
chmod 600 one/commons.key && echo x > one/commons.key
run commons serve one --port 0
complains "this is no key" "a broken key"
rm one/commons.key
run commons serve one --port 0
complains "the key of this commons is missing" "a key that is gone"
run commons selftest sandbox
case "$code" in 0) check 0 "the sandbox holds" ;; *) check 1 "the sandbox holds" "$out$err" ;; esac
says "opening a network socket: refused" "no socket can be opened"
says "running a program: refused" "no program can be run"
says "writing in its own folder: done" "what it needs, it can"
run commons selftest everything
complains "write 'unknot commons selftest sandbox'" "a test that is not there"
cp "$UNKNOT" alone && err=$(./alone commons init x 2>&1); code=$?
case "$code:$err" in 3:*"the program 'unknot-site', which this command needs"*)
    check 0 "unknot-site is missing" ;; *) check 1 "unknot-site is missing" "$code $err" ;; esac

if ! python3 -c 'import socket
with socket.create_server(("127.0.0.1", 0)) as one: socket.create_connection(one.getsockname())' \
    2> .said; then
    skip "a commons is served" "there is no network here, not even within this machine"
    finish
    exit
fi
ask odd
ask people
ask rates
ask stop
ask kills
ask full
if [ "${SLOW:-0}" = 1 ]; then ask drip 2100 40; else ask drip; fi
finish
