#!/bin/sh
# Brings libduckdb.so and duckdb.h into FOLDER (default third_party/duckdb), pinned by SHA-256.
#
#   tools/get_duckdb.sh [FOLDER]
#
# Both come out of packages of the npm registry, unpacked and never installed, so none of their
# scripts runs. Nothing is fetched when both are there with the right hashes. There is no npm
# package with a 1.5 header: 1.4.4's declares nothing that library 1.5.6 lacks.
set -eu

LIBRARY_PACKAGE=@duckdb/node-bindings-linux-x64@1.5.6-r.1
LIBRARY_MEMBER=package/libduckdb.so
LIBRARY_SHA256=3f4962cdd266eab2b479a5b5a4a6d063d279b2954ae814ed00385d553b747633
HEADER_PACKAGE=duckdb@1.4.4
HEADER_MEMBER=package/src/duckdb/src/include/duckdb.h
HEADER_SHA256=cbe6a827284375c5a646b8f27dbd3a00808ce8738b5bbb49c190cb1e08540281
LICENCE_MEMBER=package/LICENSE

say() { echo "get_duckdb: $*" >&2; }

# right SHA256 FILE
right() { [ -f "$2" ] && echo "$1  $2" | sha256sum --check --status -; }

folder=${1:-$(dirname "$0")/../third_party/duckdb}
want_library=yes
if [ "$(uname -m)" != x86_64 ]; then
    want_library=no
    say "on $(uname -m) this was not tried: only the header is fetched, and without the library" \
        "the program reads what its own small reader can"
fi

if right "$HEADER_SHA256" "$folder/duckdb.h" &&
    { [ $want_library = no ] || right "$LIBRARY_SHA256" "$folder/libduckdb.so"; }; then
    exit 0
fi
if ! command -v npm > /dev/null 2>&1; then
    say "npm is missing; run tools/install_dependencies.sh build"
    exit 3
fi

mkdir -p "$folder"
folder=$(cd "$folder" && pwd)
# Beside the target, so that the last step is a rename.
aside=$(mktemp -d "$folder/.fetching.XXXXXX")
trap 'rm -rf "$aside"' EXIT
trap 'exit 3' INT TERM HUP

# fetch PACKAGE MEMBER SHA256 NAME: one file out of one package, checked.
fetch() {
    echo "fetching $1 from the npm registry"
    mkdir -p "$aside/package"
    if ! (cd "$aside/package" && npm pack --loglevel=error --ignore-scripts \
            --no-update-notifier "$1" > ../npm.log 2>&1 < /dev/null); then
        tail -n 5 "$aside/npm.log" >&2
        say "could not fetch $1; is the npm registry reachable?"
        exit 3
    fi
    tar -xzf "$aside/package"/*.tgz -C "$aside/package" "$2"
    if ! right "$3" "$aside/package/$2"; then
        say "$1: $2 has another SHA-256 than the one pinned here; nothing was kept"
        exit 3
    fi
    mv "$aside/package/$2" "$aside/$4"
}

fetch "$HEADER_PACKAGE" "$HEADER_MEMBER" "$HEADER_SHA256" duckdb.h
tar -xzf "$aside/package"/*.tgz -C "$aside" --strip-components=1 "$LICENCE_MEMBER"
rm -rf "$aside/package"
if [ $want_library = yes ]; then
    fetch "$LIBRARY_PACKAGE" "$LIBRARY_MEMBER" "$LIBRARY_SHA256" libduckdb.so
    chmod 644 "$aside/libduckdb.so"
fi
for name in LICENSE duckdb.h libduckdb.so; do
    [ ! -f "$aside/$name" ] || mv "$aside/$name" "$folder/$name"
done
