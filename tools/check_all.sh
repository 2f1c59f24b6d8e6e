#!/bin/sh
# The second tier: everything that takes too long for every change.
#
#   tools/check_all.sh                 every step, each with its time; the last line counts them
#   tools/check_all.sh STEP...         these alone, with all they print
#
# Logs are in build/check/STEP.log. A step is a function below; its comment says what it shows.
set -eu
cd "$(dirname "$0")/.."

STEPS="suite analyzer clang_tidy cppcheck coverage clang_sanitizers fuzzing windows reproducible
    no_network created_files memory planted intervals
    references slow_sockets"

# Seconds for each fuzz target.
FUZZ_SECONDS=${FUZZ_SECONDS:-60}

# The C sources of the rooms, for tools that take a list.
sources() { git ls-files 'src/*.c' 2> /dev/null || find src -name '*.c' | sort; }

# setup FOLDER [meson options]: once.
setup() { [ -f "$1/build.ninja" ] || tools/set_up.sh "$@"; }

# Everything that `make test` runs.
suite() { make --no-print-directory test; }

# gcc's analyser over the rooms: leaks, null pointers and uses after free on any path are errors.
analyzer() {
    CC=gcc CXX=g++ setup build/analyzer -Dwerror=true -Dc_args=-fanalyzer
    ninja -k 0 -C build/analyzer unknot unknot-site
}

# The second compiler, whose warnings are errors, over everything; then names, sizes and usual slips
# (.clang-tidy).
clang_tidy() {
    CC=clang CXX=clang++ setup build/clang -Dwerror=true
    ninja --quiet -C build/clang
    run-clang-tidy -quiet -p build/clang '/src/.*\.c$'
}

# A second opinion, by another tool.
cppcheck() {
    # shellcheck disable=SC2046  # no path of the project has a blank
    command cppcheck --std=c11 --enable=warning,performance,portability --inline-suppr --quiet \
        --error-exitcode=1 -D__GNUC__=12 -Isrc -Isrc/measure --suppress=missingInclude $(sources)
}

# floor FOLDER LINES BRANCHES: the share of lines and branches of one room that tests run.
floor() {
    [ -d "$1" ] || return 0
    printf '%-18s floor: %s %% of lines, %s %% of branches\n' "$1" "$2" "$3"
    gcovr --root . --filter "$1/" --print-summary --add-tracefile build/coverage/all.json \
        --fail-under-line "$2" --fail-under-branch "$3"
}

# How much of each room the tests run. The estimators are held to all lines, the protection to
# nearly all.
coverage() {
    CC=gcc CXX=g++ setup build/coverage -Db_coverage=true -Doptimization=0
    ninja --quiet -C build/coverage
    find build/coverage -name '*.gcda' -delete
    tools/run_tests.sh build/coverage
    # the counts are read once, and looked at room by room
    gcovr --root . --filter src/ --exclude '.*\.cc$' --exclude-unreachable-branches \
        --exclude-throw-branches --exclude-branches-by-pattern '.*\bassert\(.*' \
        --json -o build/coverage/all.json build/coverage
    held=yes
    floor src/measure 100 90 || held=no
    floor src/disclosure 96 85 || held=no
    for room in base study tally engine profile check audit report site cli; do
        floor "src/$room" 85 0 || held=no
    done
    [ $held = yes ]
}

# The tests once more under clang's sanitizers, which see other things than gcc's. libstdc++ is
# linked so that its sanitizer knows the exceptions that DuckDB throws inside itself.
clang_sanitizers() {
    CC=clang CXX=clang++ setup build/clang-san -Db_sanitize=address,undefined -Db_lundef=false \
        "-Dc_link_args=-Wl,--push-state,--no-as-needed -lstdc++ -Wl,--pop-state"
    ninja --quiet -C build/clang-san
    tools/run_tests.sh build/clang-san
}

# New inputs for every fuzz target.
fuzzing() { tools/fuzz.sh "$FUZZ_SECONDS"; }

# The pure rooms compile for Windows.
windows() { tools/check_pure.py mingw; }

# Two builds in folders of different names give the same program.
reproducible() {
    one=$(mktemp -d)
    other=$(mktemp -d)/a/folder/of/another/length
    mkdir -p "$other"
    for copy in "$one" "$other"; do
        { git ls-files --cached --others --exclude-standard 2> /dev/null || find . -type f; } |
            tar -cf - -T - | tar -xf - -C "$copy"
        mkdir -p "$copy/third_party"
        ln -s "$PWD/third_party/duckdb" "$copy/third_party/duckdb"
        (cd "$copy" && CCACHE_DISABLE=1 make --no-print-directory build)
    done
    (cd "$one/build/release" && sha256sum unknot)
    (cd "$other/build/release" && sha256sum unknot)
    cmp "$one/build/release/unknot" "$other/build/release/unknot"
    rm -rf "$one" "${other%/a/folder/of/another/length}"
}

# The whole suite where there is no network at all, not even loopback.
no_network() {
    alone="unshare -n"
    [ "$(id -u)" -eq 0 ] || alone="unshare -rn"
    make --no-print-directory build build/dev/build.ninja
    ninja --quiet -C build/dev
    # it really is another network than ours
    [ "$($alone readlink /proc/self/ns/net)" != "$(readlink /proc/self/ns/net)" ]
    $alone tools/run_tests.sh build/dev
}

# Under strace, and killed while reading.
created_files() {
    make --no-print-directory build
    tools/check_created_files.py build/release/unknot
}

# Whole commands with every 64 bytes of memory from nothing to enough.
memory() {
    make --no-print-directory build/dev/build.ninja
    ninja --quiet -C build/dev tests/unit/cli/cli_memory_sweep
    build/dev/tests/unit/cli/cli_memory_sweep 64
}

# 200 made-up hospitals with eight knots built in, and 200 without.
planted() {
    make --no-print-directory build
    tests/cli/planted.py build/release/unknot examples/hospital/study.yaml 1 200
}

# How often each interval holds the truth: docs/coverage.md is what they print.
intervals() {
    setup build/intervals -Doptimization=2 -Ddebug=false
    for source in tests/unit/measure/measure_coverage*.c; do
        test=tests/unit/measure/$(basename "$source" .c)
        ninja --quiet -C build/intervals "$test"
        "build/intervals/$test"
    done
}

# 2,100 sockets that drip a byte at a time and come back, for 40 seconds: others are served.
slow_sockets() {
    make --no-print-directory build build/dev/build.ninja
    ninja --quiet -C build/dev unknot unknot-site
    SLOW=1 tests/cli/commons_serve.sh
}

# The programs that made the reference values are run again, and give the same bytes.
references() {
    again=$(mktemp -d)
    cp -r tests/reference "$again/"
    python=/usr/bin/python3 # Debian's, which has the packages that were installed by name
    [ -x $python ] || python=python3
    for script in $(find "$again/reference" -name 'make_*.py' -o -name 'make_*.R' | sort); do
        echo "running ${script#"$again/"}"
        case $script in
            *.py) $python -B "$script" > /dev/null ;;
            *.R) Rscript --vanilla "$script" > /dev/null ;;
        esac
    done
    diff -r -x __pycache__ tests/reference "$again/reference"
    if [ -d ../shared/data ]; then
        echo "running engine/count_real_files.py"
        $python -B tests/reference/engine/count_real_files.py ../shared/data |
            clang-format --assume-filename=small_values.h > "$again/small_values.h"
        diff tests/unit/engine/small_values.h "$again/small_values.h"
    fi
    rm -rf "$again"
}

# --- the runner --------------------------------------------------------------------------------

if [ "${1:-}" = --step ]; then
    "$2"
    exit 0
fi

steps=${*:-$STEPS}
for step in $steps; do
    case " $(echo $STEPS) " in
        *" $step "*) ;;
        *) echo "check_all: no step '$step'; there are: $(echo $STEPS)" >&2
           exit 2 ;;
    esac
done

mkdir -p build/check
passed=0
broken=""
for step in $steps; do
    started=$(date +%s)
    printf '%-18s ' "$step"
    verdict=0
    if [ $# -gt 0 ]; then
        echo
        "$0" --step "$step" || verdict=$?
    else
        "$0" --step "$step" > "build/check/$step.log" 2>&1 || verdict=$?
    fi
    took=$(($(date +%s) - started))
    if [ "$verdict" -eq 0 ]; then
        passed=$((passed + 1))
        printf 'ok      %4d s\n' "$took"
    else
        broken="$broken $step"
        printf 'BROKEN  %4d s   build/check/%s.log\n' "$took" "$step"
        [ $# -gt 0 ] || tail -n 25 "build/check/$step.log" | sed 's/^/    /'
    fi
done

if [ -n "$broken" ]; then
    echo "check-all: $passed steps passed, broken:$broken"
    exit 1
fi
echo "check-all: all $passed steps passed"
