#!/usr/bin/env bash
# The program leaves nothing behind and needs no network: no file is ever created outside the output
# path, a killed reading leaves nothing, Ctrl-C ends it cleanly, and it answers without a network.
. "$(dirname "$0")/tap.bash"

python3 - > people.csv << 'P'
import random
random.seed(1)
print("id,sex,ward,age,seen")
for i in range(20000):
    print("%d,%s,%s,%d,%d" % (i // 2, random.choice("FM"), random.choice("ABCDE"),
                              random.randint(0, 99), random.random() < 0.4))
P
if command -v strace > /dev/null; then
    for engine in small duckdb; do
        mkdir -p empty && (cd empty && strace -f -qq -e trace=%file,ftruncate -o ../trace \
            "$UNKNOT" gap ../people.csv --engine $engine --outcome "seen = 1" --by sex,ward \
            -o ../answer.txt > ../strace.out 2>&1)
        is $? 0 "the program runs under strace ($engine)"
        made=$(grep -E 'O_CREAT|O_WRONLY|O_RDWR|mkdir|rename|unlink|symlink|link\(' trace |
            grep -vE ' = -1 |/dev/(null|tty)|/proc/|/sys/' | grep -v 'answer\.txt')
        is "$made" "" "no file but the answer is made, changed or removed ($engine)"
        is "$(ls -A empty)" "" "nothing appears in the current folder ($engine)"
    done
else
    skip "no file is made outside the output path" "strace is not installed"
fi
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
mkdir quiet
for engine in small duckdb; do
    limit=""; [ $engine = small ] && head -n 900000 many.csv > part.csv && limit=part.csv
    (cd quiet && exec "$UNKNOT" gap "../${limit:-many.csv}" --engine $engine --outcome "seen = 1" \
        --by sex,id -o ../killed.txt) > /dev/null 2>&1 &
    sleep 0.15
    kill -9 $! 2> /dev/null
    wait $! 2> /dev/null
    is "$(ls -A quiet)" "" "a killed reading leaves nothing in its folder ($engine)"
    is "$(ls -A . | grep -c 'killed')" 0 "and no half-written answer ($engine)"
done
# a background job of a shell without job control ignores SIGINT, so Python starts it
python3 - "$UNKNOT" << 'P'
import signal, subprocess, sys, time
child = subprocess.Popen([sys.argv[1], "gap", "many.csv", "--engine", "duckdb", "--outcome", "seen = 1",
                          "--by", "sex,id", "-o", "stopped.txt"],
                         stderr=subprocess.PIPE, stdout=subprocess.PIPE,
                         preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler))
time.sleep(0.3)
early = child.poll() is not None
child.send_signal(signal.SIGINT)
started = time.time()
err = child.communicate(timeout=20)[1].decode()
ok = early or (child.returncode == 3 and "interrupted" in err)
print(("" if ok else "not ") + "interrupted", child.returncode, err.strip()[:200], file=open("stop.txt", "w"))
P
case "$(cat stop.txt)" in interrupted*) check 0 "Ctrl-C ends the reading and says so" ;;
*) check 1 "Ctrl-C ends the reading and says so" "$(cat stop.txt)" ;; esac
[ ! -e stopped.txt ]
check $? "Ctrl-C leaves no answer" ""
finish
