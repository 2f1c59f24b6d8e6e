#!/usr/bin/env bash
# The program needs no network, and Ctrl-C ends it cleanly. That no file is made but the answer, and
# that kill -9 leaves nothing, is what tests/house/created_files.sh tries.
. "$(dirname "$0")/tap.bash"

python3 - > people.csv << 'P'
import random
random.seed(1)
print("id,sex,ward,age,seen")
for i in range(20000):
    print("%d,%s,%s,%d,%d" % (i // 2, random.choice("FM"), random.choice("ABCDE"),
                              random.randint(0, 99), random.random() < 0.4))
P
if unshare -n true 2> /dev/null; then
    unshare -n "$UNKNOT" gap people.csv --outcome "seen = 1" --by sex --engine duckdb > offline.txt
    is $? 0 "it answers without a network"
else
    skip "it answers without a network" "network namespaces are not allowed here"
fi

python3 - > many.csv << 'P'
rows = "".join("%d,%s,%d\n" % (i, "FM"[i % 2], i % 3 == 0) for i in range(100000))
print("id,sex,seen")
for i in range(60):
    print(rows, end="")
P
# a background job of a shell without job control ignores SIGINT, so Python starts it
python3 - "$UNKNOT" << 'P'
import signal, subprocess, sys, time
child = subprocess.Popen([sys.argv[1], "gap", "many.csv", "--engine", "duckdb",
                          "--outcome", "seen = 1",
                          "--by", "sex,id", "-o", "stopped.txt"],
                         stderr=subprocess.PIPE, stdout=subprocess.PIPE,
                         preexec_fn=lambda: signal.signal(signal.SIGINT,
                                                           signal.default_int_handler))
def listens():
    with open(f"/proc/{child.pid}/status") as status:
        caught = next(line for line in status if line.startswith("SigCgt"))
    return int(caught.split()[1], 16) >> (signal.SIGINT - 1) & 1
until = time.time() + 20
while child.poll() is None and not listens() and time.time() < until:
    time.sleep(0.01)
time.sleep(0.3)
early = child.poll() is not None
child.send_signal(signal.SIGINT)
started = time.time()
err = child.communicate(timeout=20)[1].decode()
ok = early or (child.returncode == 3 and "interrupted" in err)
print(("" if ok else "not ") + "interrupted", child.returncode, err.strip()[:200],
      file=open("stop.txt", "w"))
P
case "$(cat stop.txt)" in interrupted*) check 0 "Ctrl-C ends the reading and says so" ;;
*) check 1 "Ctrl-C ends the reading and says so" "$(cat stop.txt)" ;; esac
[ ! -e stopped.txt ]
check $? "Ctrl-C leaves no answer" ""
finish
