# Test Anything Protocol for shell tests; sourced, not run. The program under test is $UNKNOT.
set -u
unset UNKNOT_DUCKDB NO_COLOR COLUMNS
ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
UNKNOT=${UNKNOT:-$ROOT/build/dev/unknot}
SHARED=${UNKNOT_SHARED:-$ROOT/../shared}
WORK=$(mktemp -d)
trap 'rm -rf "$WORK"' EXIT
cd "$WORK" || exit 1
count=0
failures=0

# run WORDS...: runs the program; leaves out, err (texts) and code.
run() {
    "$UNKNOT" "$@" > "$WORK/.out" 2> "$WORK/.err" < /dev/null
    code=$?
    out=$(cat "$WORK/.out")
    err=$(cat "$WORK/.err")
}

check() { # check STATUS NAME DETAIL
    count=$((count + 1))
    if [ "$1" -eq 0 ]; then
        echo "ok $count - $2"
    else
        failures=$((failures + 1))
        echo "not ok $count - $2"
        printf '%s\n' "$3" | sed 's/^/# /'
    fi
}

is() { [ "$1" = "$2" ]; check $? "$3" "got: $1
want: $2"; }
exits() { [ "$code" -eq "$1" ]; check $? "$2" "exit code $code, not $1
$out
$err"; }
says() { # says PART NAME: stdout holds it
    case "$out" in *"$1"*) check 0 "$2" ;; *) check 1 "$2" "stdout lacks: $1
$out
$err" ;; esac
}
says_not() { case "$out$err" in *"$1"*) check 1 "$2" "should not say: $1" ;; *) check 0 "$2" ;; esac; }
complains() { # complains PART NAME: stderr holds it, stdout is empty, exit code 2
    case "$err" in
    *"$1"*) if [ "$code" -eq 2 ] && [ -z "$out" ]; then check 0 "$2"; else
        check 1 "$2" "exit code $code; stdout: $out"; fi ;;
    *) check 1 "$2" "stderr lacks: $1
exit code $code
$err" ;;
    esac
}
skip() { count=$((count + 1)); echo "ok $count - $1 # SKIP $2"; }
finish() { echo "1..$count"; [ "$failures" -eq 0 ]; }

# json EXPRESSION: evaluates Python over the answer in $out, named `answer`.
json() {
    printf '%s' "$out" | python3 -c "
import json, sys
answer = json.load(sys.stdin)
def group(level, dimension=0):
    return [g for g in answer['dimensions'][dimension]['groups'] if g['level'] == level][0]
def measure(name, dimension=0):
    return [m for m in answer['dimensions'][dimension]['measures'] if m['id'] == name][0]
print($1)"
}

# found CHECK GROUPING FIELD: of the first such finding of the bundle in $out
found() {
    json "[f for f in answer['audit']['findings']
           if f['check'] == '$1' and f['dimension'] == '$2'][0]$3"
}
