#!/usr/bin/env python3
"""Every header of src/ alone, included twice, by gcc and clang; the installed ones by C++ too."""
import concurrent.futures
import os
import subprocess
import sys

import tap

FLAGS = ["-fsyntax-only", "-Wall", "-Wextra", "-Wpedantic", "-Werror", "-Isrc",
         "-isystem", "third_party/duckdb", "-x"]


def compile_alone(compiler, language, header):
    """What the compiler says against a header included twice; nothing when all is well."""
    source = f'#include "{header}"\n#include "{header}"\ntypedef int NotEmpty;\n'
    done = subprocess.run([compiler, *FLAGS, language,
                           "-std=c17" if language == "c" else "-std=c++17", "-"],
                          input=source, capture_output=True, text=True)
    return [] if done.returncode == 0 else [f"{compiler}: {header}: {done.stderr[:1500]}"]


def main():
    headers = [p for p in tap.project_files() if p.startswith("src/") and p.endswith(".h")]
    # the language that a header speaks: the shim for C++ alone, the library's public ones for both
    jobs = [(compiler, "c", h) for compiler in ("gcc", "clang") for h in headers]
    jobs += [(compiler, "c++", h) for compiler in ("g++", "clang++") for h in headers
             if h.startswith("src/measure/uk_")]
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        findings = [f for found in pool.map(lambda job: compile_alone(*job), jobs) for f in found]
    tap.ok(f"{len(headers)} headers compile alone and twice, in gcc and clang", findings)
    return tap.done()


if __name__ == "__main__":
    sys.exit(main())
