#!/usr/bin/env bash
# What `make demo` ends with: a report and an example commons; in a terminal it is served at once.
. "$(dirname "$0")/tap.bash"

out=$("$ROOT/tools/demo.sh" 2> demo.err)
code=$?
err=$(cat demo.err)
exits 0 "without a terminal the demonstration ends"
says "The report: file://" "it names the report"
says "commons serve build/demo/commons" "and the command that serves the commons"
# where it serves, the walls around it keep the sanitizer from looking for leaks at the end
ASAN_OPTIONS=detect_leaks=0 python3 - "$ROOT" > played 2>&1 << 'P'
import os, pty, re, signal, sys, time, urllib.request

child, terminal = pty.fork()
if child == 0:
    os.execv(sys.argv[1] + "/tools/demo.sh", ["demo.sh"])
said, end = b"", time.time() + 120
while b"/first/" not in said and time.time() < end:
    said += os.read(terminal, 4096)
address = re.search(rb"http://127\.0\.0\.1:\d+/", said).group().decode()
print(urllib.request.urlopen(address + "health").status)
print("Made up" in urllib.request.urlopen(address + "ask").read().decode())
os.kill(child, signal.SIGINT)
print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
P
is "$(cat played)" $'200\nTrue\n0' "in a terminal the commons is served until Ctrl-C"
finish
