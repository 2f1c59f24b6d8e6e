#!/usr/bin/env bash
# Where answers go: whole or not at all; nothing else is ever written; Ctrl-C and kill leave
# nothing.
. "$(dirname "$0")/tap.bash"

printf 'sex,seen\nF,1\nM,0\nF,1\nM,1\n' > people.csv
gap() { run gap people.csv --outcome "seen = 1" --by sex --protect none "$@"; }
gap -o answer.txt
exits 0 "an answer into a file"
is "$out" "" "then nothing is on stdout"
grep -q unprotected answer.txt
check $? "the file says that it is unprotected" "$(cat answer.txt)"
before=$(cat answer.txt)
gap --output no/such/folder/answer.txt
exits 3 "a folder that is not there"
rows=$(cat people.csv)
gap --output ./people.csv
complains "'./people.csv' is the file that is read" "the data themselves are never written over"
ln -s people.csv link.csv
gap --output link.csv
complains "'link.csv' is the file that is read" "nor through a link"
is "$(cat people.csv)" "$rows" "they are as they were"
mkdir folder
gap --output folder
[ "$code" -ne 0 ]
check $? "an output that is a folder" "$out"
"$UNKNOT" gap people.csv --outcome "seen = 1" --by sex --protect none > /dev/full 2> full.err
is $? 3 "a full disk behind stdout is a failure"
grep -q "could not be written" full.err
check $? "and says so" "$(cat full.err)"
if [ "$(id -u)" = 0 ] && mkdir small && mount -t tmpfs -o size=16k tmpfs small 2> /dev/null; then
    cp answer.txt small/answer.txt
    head -c 20000 /dev/zero > small/fill 2> /dev/null
    gap --output small/answer.txt
    exits 3 "a full disk behind a file"
    is "$(cat small/answer.txt)" "$before" "the old file stays whole"
    is "$(ls small)" "$(printf 'answer.txt\nfill')" "and nothing half-written is left"
    umount small
else
    skip "a full disk behind a file" "mounting a small file system is not allowed here"
fi
# what a killed run left beside an output; of the living, and what only looks like it, nothing
sleep 0 & dead=$!
wait $dead
mkdir tidied
mine=.unknot-$dead-1a2b3c.part
for name in "$mine" ".unknot-$$-1a2b3c.part" ".unknot-$dead-1A2B3C.part" ".unknot-$dead-.part" \
    ".unknot-0$dead-1a.part" ".unknot-$dead-1a.part.csv" ".unknot-$dead.part" \
    "unknot-$dead-1a.part" ".unknot-$dead-2a.part" ".unknot--1-1a.part"; do
    echo kept > "tidied/$name"
done
mkdir "tidied/.unknot-$dead-3a.part"
exec 9< "tidied/.unknot-$dead-2a.part"
flock 9 # as one that is written on another machine
find tidied -mindepth 1 | sort > before.list
gap --output tidied/answer.txt
exits 0 "an answer beside what was left"
find tidied -mindepth 1 | sort > after.list
exec 9<&-
is "$(diff before.list after.list | grep '^[<>]')" "< tidied/$mine
> tidied/answer.txt" "the dead run's file is gone, all others are there"
limit=$(ulimit -f 0
    "$UNKNOT" gap people.csv --outcome "seen = 1" --by sex -o limited.txt 2>&1)
is $? 3 "a limit on the size of files is a failure"
is "$(echo "$limit" | grep limited.txt)" \
    "limited.txt: cannot be written: larger than a file may be there; choose another place" \
    "and says so" # a build that counts coverage has its own words for the limit beside them
[ ! -e limited.txt ]
check $? "and leaves no file" ""
run gap people.csv --outcome "seen = 1" --by sex
says_not $'\x1b[' "no colour where there is no terminal"
is "$err" "" "no progress line where there is no terminal"

# the table fits the window it is told of
printf 'sex,seen\n' > narrow.csv
for i in $(seq 300); do
    printf 'Women and girls,%d\nMen and boys,%d\n' $((i % 2)) $((i % 3 == 0))
done >> narrow.csv
for columns in 40 60 80; do
    COLUMNS=$columns run gap narrow.csv --outcome "seen = 1" --by sex
    widest=$(printf '%s\n' "$out" |
        awk '{ if (length($0) > most) most = length($0) } END { print most }')
    [ "$code" -eq 0 ] && [ "$widest" -le "$columns" ]
    check $? "COLUMNS=$columns: no line is wider" "exit code $code, widest $widest
$out"
done
COLUMNS=nonsense run gap narrow.csv --outcome "seen = 1" --by sex
says "group " "COLUMNS that is no number is passed over"
finish
