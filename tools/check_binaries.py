#!/usr/bin/env python3
"""What the built program and its rooms hold: symbols, linked libraries and their licences, sockets,
hardening, variables that change.

    tools/check_binaries.py [BUILD]                 default build/release
"""
import glob
import os
import re
import subprocess
import sys

import tap

# Variables outside functions that may change, with the reason.
MAY_CHANGE = {
    "os_signal.c": "the flag that Ctrl-C sets must be reachable from a signal",
    "os_file.c": "the flag that Ctrl-C sets must be reachable from a signal",
}
SOCKETS = {"socket", "connect", "bind", "listen", "accept", "accept4", "getaddrinfo", "sendto",
           "gethostbyname", "recvfrom", "socketpair", "res_query"}


def output(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def foreign_symbols(listing):
    """Global symbols of `nm -g --defined-only` that lack our prefix; what C++ mangles is hidden."""
    for line in listing.splitlines():
        match = re.match(r"[0-9a-f]+ (\w) (\S+)$", line.strip())
        if match and match.group(1) not in "WVuw" and \
                not match.group(2).startswith(("uk_", "_Z", "DW.ref.")):
            yield f"{match.group(2)} does not begin with uk_"


def changing_variables(listing):
    """Symbols in writable sections of `objdump -t`, where a file of ours may not have any."""
    source = ""
    for line in listing.splitlines():
        match = re.match(r"(\S+)\.o:\s+file format", line)
        if match:
            source = match.group(1)
        # tables of constant pointers live in .data.rel.ro, which is read-only once loaded
        match = re.match(r"[0-9a-f]+ .{7} (\.t?(?:data|bss)(?!\.rel\.ro)\S*)\s+[0-9a-f]+ (.*)$",
                         line)
        if match and not match.group(2).startswith(".") and not source.endswith(".cc") and \
                os.path.basename(source) not in MAY_CHANGE:
            yield f"{source}: {match.group(2)} in {match.group(1)}"


def licences(text):
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return {row[0]: row[1] for row in rows}


def unlicensed(names, known):
    """Libraries that tools/licences.tsv does not name, or that are GPL without an exception."""
    for name in sorted(names):
        if name not in known:
            yield f"{name} is not in tools/licences.tsv"
        elif re.search(r"(?<!L)A?GPL", known[name]) and "exception" not in known[name]:
            yield f"{name} is {known[name]}"


def needed(path):
    return set(re.findall(r"\(NEEDED\)\s+Shared library: \[(.*?)\]", output("readelf", "-d", path)))


def brought_in(program):
    """Every library that the loader would map, through others too."""
    names = set()
    for line in output("ldd", program).splitlines():
        name = os.path.basename(line.split()[0])
        if not name.startswith("linux-"):
            names.add(name)
    return names


def missing_hardening(program):
    header = output("readelf", "-h", "-l", "-d", "-W", program)
    if not re.search(r"Type:\s+DYN", header):
        yield "not position independent"
    if "GNU_RELRO" not in header or not re.search(r"BIND_NOW|Flags:.*NOW", header):
        yield "no full RELRO"
    if re.search(r"GNU_STACK.*RWE", header):
        yield "the stack can be executed"
    if re.search(r"RPATH|RUNPATH", header):
        yield "it looks for libraries in a folder of its own (RUNPATH)"
    if "__stack_chk_fail" not in output("nm", "-D", program):
        yield "no stack protector"


def check_program(program, known, may_open_sockets):
    names = brought_in(program)
    name = os.path.basename(program)
    tap.ok(f"the licences of all {len(names)} libraries that {name} links are known, none is GPL",
           unlicensed(names, known))
    imported = {s.split("@")[0] for s in re.findall(r" U (\S+)", output("nm", "-D", program))}
    if not may_open_sockets:
        tap.ok(f"{name} links nothing that opens a socket", sorted(imported & SOCKETS) +
               sorted(names & {"libmicrohttpd.so.12", "libsqlite3.so.0"}))
    tap.ok(f"{name} is hardened", missing_hardening(program))
    tap.ok(f"{name} exports nothing", [
        line for line in output("nm", "-D", "--defined-only", program).splitlines()
        if not re.search(r" [BDVWuA] |_IO_stdin_used|_ZT|_ZS", line)])


def main():
    build = sys.argv[1] if len(sys.argv) > 1 else "build/release"
    with open("tools/licences.tsv", encoding="utf-8") as file:
        known = licences(file.read())
    library = f"{build}/src/measure/libunknot-measure.a"
    tap.ok("every global symbol of libunknot-measure begins with uk_",
           foreign_symbols(output("nm", "-g", "--defined-only", library)))
    rooms = sorted(glob.glob(f"{build}/src/**/*.a", recursive=True))
    tap.ok(f"no variable outside a function changes ({len(rooms)} rooms)",
           [f for room in rooms for f in changing_variables(output("objdump", "-t", room))])
    engine = "third_party/duckdb/libduckdb.so"
    if os.path.exists(engine):
        tap.ok("what the engine's library needs is licensed too", unlicensed(needed(engine), known))
    if os.path.exists(f"{build}/unknot"):
        check_program(f"{build}/unknot", known, False)
    if os.path.exists(f"{build}/unknot-site"):
        check_program(f"{build}/unknot-site", known, True)
    return tap.done()


if __name__ == "__main__":
    sys.exit(main())
