#!/usr/bin/env python3
"""Compiles the pure rooms of src/LAYERS for another machine: wasm32-wasi, or Windows by mingw-w64.

    tools/check_pure.py [wasm|mingw]
"""
import concurrent.futures
import fnmatch
import os
import re
import subprocess
import sys
import tempfile

import check_layers
import c_source
import tap

COMMON = ["-O1", "-Wall", "-Wextra", "-Werror", "-ffp-contract=off", "-Isrc", "-c"]
# Boost names threads and exceptions that are not there; wasm_shim.h says how that is met
WASM = ["--target=wasm32-wasi"]
WASM_CXX = ["-std=c++17", "-fno-exceptions", "-fno-rtti", "-DBOOST_NO_EXCEPTIONS",
            "-DBOOST_EXCEPTION_DISABLE", "-DBOOST_DISABLE_THREADS", "-DBOOST_SP_DISABLE_THREADS",
            "-idirafter", "/usr/include", "-include", "src/measure/wasm_shim.h"]
MINGW_CXX = ["-std=c++17", "-idirafter", "/usr/include"]
TARGETS = {
    "wasm": (["clang", *WASM, "-std=c17"], ["clang++", *WASM, *WASM_CXX]),
    "mingw": (["x86_64-w64-mingw32-gcc", "-std=c17", "-D__USE_MINGW_ANSI_STDIO=1"],
              ["x86_64-w64-mingw32-g++", *MINGW_CXX]),
}


def pure_files(layers, paths):
    """(folder, its files that must compile) for each pure folder that has any."""
    for folder, left_out in layers.pure:
        files = [p for p in paths if re.fullmatch(rf"src/{folder}/[^/]+\.(c|cc)", p) and
                 not any(fnmatch.fnmatch(p.rsplit("/", 1)[1], o) for o in left_out)]
        if files:
            yield folder, files


def compile_one(target, path, folder):
    command = TARGETS[target][path.endswith(".cc")]
    output = os.path.join(folder, path.replace("/", "_") + ".o")
    done = subprocess.run([*command, *COMMON, "-o", output, path], capture_output=True, text=True)
    return [] if done.returncode == 0 else [f"{path}: {done.stderr[:1500]}"]


def main():
    target = sys.argv[1] if len(sys.argv) > 1 else "wasm"
    layers = check_layers.Layers(c_source.read("src/LAYERS"))
    with tempfile.TemporaryDirectory() as folder, \
            concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for room, files in pure_files(layers, tap.project_files()):
            results = pool.map(lambda path: compile_one(target, path, folder), files)
            tap.ok(f"{room}: {len(files)} files compile for {target}",
                   [f for found in results for f in found])
    return tap.done()


if __name__ == "__main__":
    sys.exit(main())
