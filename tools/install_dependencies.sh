#!/bin/sh
# Installs what is missing to build, to test, or to run every check, on Debian 12.
#
#   tools/install_dependencies.sh build       what `make demo` needs
#   tools/install_dependencies.sh test        and what `make test` needs
#   tools/install_dependencies.sh check-all   and what `make check-all` needs
#
# Debian packages by name; the engine's library comes from tools/get_duckdb.sh. When nothing is
# missing this asks dpkg once and ends. Needs root or sudo only when something is missing.
set -eu

# --- The lists: one package a line, with why it is needed --------------------------------------
BUILD_PACKAGES="
    gcc                             the C compiler
    g++                             one C++ file, measure/special.cc, stands on Boost.Math
    libc6-dev                       the C library's headers
    make                            the few commands of the Makefile
    meson                           the build
    ninja-build                     runs it
    pkg-config                      finds the libraries below
    python3                         tools that write tables at build time (meson needs it too)
    python3-yaml                    reads the catalogue at build time
    libboost-math-dev               distributions and special functions
    libzip-dev                      .xlsx is a zip
    libexpat1-dev                   .xlsx holds XML
    libsqlite3-dev                  the store of the commons
    libmicrohttpd-dev               its web server speaks HTTP
    libsodium-dev                   its hashes, its passwords, its randomness
    libmd4c-dev                     what people write there is Markdown
    libidn2-dev                     whether a link's host is what it looks like
    libseccomp-dev                  its server may ask the system for a few things only
    libfyaml-dev                    study files, with line and column of every value
    unixodbc-dev                    headers for tables of databases; the library is not linked
    ca-certificates                 npm fetches over TLS
"
TEST_PACKAGES="
    git                             rules look at the files that are tracked
    perl                            prove, which runs the tests
    clang                           the second compiler, and the one for WebAssembly
    lld                             links WebAssembly
    wasi-libc                       C library for wasm32-wasi
    libclang-rt-14-dev-wasm32       clang's runtime there
    libc++-14-dev-wasm32            C++ library there, for special.cc
    libc++abi-14-dev-wasm32         its lower half
    clang-format                    the format of the code
    binutils                        nm and readelf, for symbols and linked libraries
    strace                          no file is created but the one asked for
    libsqliteodbc                   a database to read from, and a driver for it
    locales                         a Turkish locale must change nothing
"
CHECK_ALL_PACKAGES="
    libclang-rt-14-dev              libFuzzer and the sanitizers of clang
    clang-tidy                      names, sizes and usual slips
    cppcheck                        a second opinion on the same
    gcovr                           coverage, with floors
    gcc-mingw-w64-x86-64            the pure rooms compile for Windows
    g++-mingw-w64-x86-64            special.cc too
    r-base-core                     repeats the references made by R
    r-cran-survival                 those of waits
    r-cran-survey                   those of surveys
    python3-mpmath                  repeats the references made at 60 digits
"
# -----------------------------------------------------------------------------------------------

stage=${1:-build}
case $stage in
    build) lists=$BUILD_PACKAGES ;;
    test) lists=$BUILD_PACKAGES$TEST_PACKAGES ;;
    check-all) lists=$BUILD_PACKAGES$TEST_PACKAGES$CHECK_ALL_PACKAGES ;;
    *) echo "install_dependencies: unknown stage '$stage'; say build, test or check-all" >&2
       exit 2 ;;
esac

# The first word of each line.
packages=$(printf '%s\n' "$lists" | awk 'NF { print $1 }')

# npm may have come with another Node.js than Debian's: the command counts, not the package.
command -v npm > /dev/null 2>&1 || [ -f "$(dirname "$0")/../third_party/duckdb/libduckdb.so" ] ||
    packages="$packages npm"

if ! command -v dpkg-query > /dev/null 2>&1; then
    echo "install_dependencies: this is not Debian; install what these packages hold yourself:" >&2
    printf '%s\n' "$lists" >&2
    exit 0
fi

# shellcheck disable=SC2086  # a list of words is meant
installed=$(dpkg-query -W -f='${db:Status-Status} ${Package}\n' $packages 2> /dev/null |
    awk '$1 == "installed" { print $2 }') || true
missing=""
for package in $packages; do
    case "
$installed
" in
        *"
$package
"*) ;;
        *) missing="$missing $package" ;;
    esac
done

[ -n "$missing" ] || exit 0

echo "installing for '$stage':$missing"
as_root=""
if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo > /dev/null 2>&1; then
        echo "install_dependencies: not root and no sudo; as root, run: apt-get install$missing" >&2
        exit 3
    fi
    as_root="sudo"
fi
log=$(mktemp)
trap 'rm -f "$log"' EXIT
if ! $as_root apt-get -q update > "$log" 2>&1; then
    tail -n 20 "$log" >&2
    echo "install_dependencies: apt-get update failed; see above" >&2
    exit 3
fi
# shellcheck disable=SC2086
if ! $as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y --no-install-recommends install \
        $missing > "$log" 2>&1 < /dev/null; then
    tail -n 20 "$log" >&2
    echo "install_dependencies: apt-get install failed; see above" >&2
    exit 3
fi
