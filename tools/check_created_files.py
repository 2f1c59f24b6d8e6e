#!/usr/bin/env python3
"""Runs the program under strace and kill -9: nothing is created but the output that was asked for.

    tools/check_created_files.py [PROGRAM]          default build/release/unknot
"""
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

import tap

QUESTION = ["--outcome", "y = 1", "--by", "g"]
CALLS = ("open,openat,creat,mkdir,mkdirat,rename,renameat,renameat2,link,linkat,symlink,symlinkat,"
         "mknod,mknodat,truncate,memfd_create,socket,connect")
PLACES = ("/dev/null", "/dev/tty")
ROWS_TO_KILL = {"small": 900_000, "duckdb": 5_000_000}


def touched(log):
    """What a trace says was created, changed or connected to: (call, path)."""
    for line in log.splitlines():
        match = re.match(r"(?:\d+ +)?(\w+)\((.*)", line)
        if not match or re.search(r"= -1 E", line):
            continue
        call, rest = match.groups()
        if "O_TMPFILE" in rest:
            continue  # a file without a name, gone with the program unless it is linked
        paths = re.findall(r'"((?:[^"\\]|\\.)*)"', rest)
        if call == "linkat":
            paths = paths[1:]
        if call in ("open", "openat") and not re.search(r"O_(CREAT|WRONLY|RDWR|TRUNC)", rest):
            continue
        for path in paths or [rest]:
            yield call, path


def run_traced(program, arguments, folder):
    """The files that one run touched, its exit code, and what is left in its folder and home."""
    home, work = os.path.join(folder, "home"), os.path.join(folder, "work")
    os.makedirs(home)
    os.makedirs(work)
    log = os.path.join(folder, "log")
    environment = {"PATH": os.environ["PATH"], "HOME": home, "TMPDIR": os.path.join(folder, "tmp")}
    done = subprocess.run(["strace", "-f", "-qq", "-s", "4096", "-e", "trace=" + CALLS, "-o", log,
                           program, *arguments], cwd=work, env=environment,
                          stdin=subprocess.DEVNULL, capture_output=True, text=True)
    with open(log, encoding="utf-8", errors="replace") as file:
        return list(touched(file.read())), done, sorted(os.listdir(home) + os.listdir(work))


def check_run(program, data, extra, output):
    """One command; with `output`, that file and the one aside of it may be made."""
    with tempfile.TemporaryDirectory() as folder:
        arguments = ["gap", data, *QUESTION, *extra]
        if output:
            arguments += ["--output", output]
        made, done, left = run_traced(program, arguments, folder)
        findings = [] if done.returncode == 0 else [f"exit {done.returncode}: {done.stderr[:500]}"]
        for call, path in made:
            name = os.path.basename(path)
            if path not in PLACES and not (output and output in name):
                findings.append(f"{call} {path}")
        findings += [f"left behind: {name}" for name in left if name != output]
        if output and output not in left:
            findings.append(f"{output} was not written")
        tap.ok("only what was asked for is created: gap " + " ".join(extra) +
               (" --output" if output else ""), findings)


def check_kill(program, engine):
    """kill -9 in the middle of reading leaves no file anywhere the program could have put one."""
    with tempfile.TemporaryDirectory() as folder:
        home, work = os.path.join(folder, "home"), os.path.join(folder, "work")
        os.makedirs(home)
        os.makedirs(work)
        data = os.path.join(folder, "many.csv")
        with open(data, "w", encoding="ascii") as file:
            file.write("y,g\n")
            block = "".join(f"{i % 2},group {i % 7}\n" for i in range(10_000))
            for _ in range(ROWS_TO_KILL[engine] // 10_000):
                file.write(block)
        process = subprocess.Popen([program, "gap", data, *QUESTION, "--engine", engine,
                                    "--output", "answer"], cwd=work,
                                   env={"PATH": os.environ["PATH"], "HOME": home, "TMPDIR": work},
                                   stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                   stderr=subprocess.DEVNULL)
        time.sleep(0.1)
        running = process.poll() is None
        process.send_signal(signal.SIGKILL)
        process.wait()
        if not running:
            tap.skip(f"kill -9 leaves nothing ({engine})", "the answer came before the kill")
            return
        tap.ok(f"kill -9 while reading leaves nothing ({engine})",
               os.listdir(home) + os.listdir(work))


def main():
    program = os.path.abspath(sys.argv[1] if len(sys.argv) > 1 else "build/release/unknot")
    if not os.path.exists(program):
        tap.skip("only what was asked for is created", f"{program} is not built")
        return tap.done()
    tried = shutil.which("strace") and subprocess.run(["strace", "-o", "/dev/null", "true"],
                                                      capture_output=True).returncode == 0
    if not tried:
        tap.skip("only what was asked for is created", "strace is missing or not permitted here")
        return tap.done()
    with tempfile.TemporaryDirectory() as folder:
        data = os.path.join(folder, "people.csv")
        with open(data, "w", encoding="ascii") as file:
            file.write("y,g\n" + "".join(f"{i % 3 % 2},group {i % 5}\n" for i in range(5000)))
        for engine in ("small", "duckdb"):
            check_run(program, data, ["--engine", engine], None)
            check_run(program, data, ["--engine", engine, "--json"], "answer.json")
    for engine in ("small", "duckdb"):
        check_kill(program, engine)
    return tap.done()


if __name__ == "__main__":
    sys.exit(main())
