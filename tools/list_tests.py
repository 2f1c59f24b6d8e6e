#!/usr/bin/env python3
"""Prints the tests of a build folder, one a line: the programs that the build names under
tests/unit and tests/fuzz, and the scripts tests/cli/*.sh, tests/house/*.sh and tests/web/*.sh.
How often intervals hold the truth (measure_coverage*) takes minutes: a step of check-all."""
import glob
import json
import os
import subprocess
import sys


def programs(build):
    targets = json.loads(subprocess.run(["meson", "introspect", build, "--targets"], check=True,
                                        capture_output=True, text=True).stdout)
    for target in targets:
        where = os.path.relpath(target["defined_in"])
        if target["type"] == "executable" and where.startswith(("tests/unit", "tests/fuzz")) \
                and not target["name"].startswith(("make_", "fuzz_", "measure_coverage")):
            yield os.path.relpath(target["filename"][0])


def main():
    build = sys.argv[1] if len(sys.argv) > 1 else "build/dev"
    # the longest first: a runner with two jobs then ends sooner
    scripts = [sorted(glob.glob(f"tests/{folder}/*.sh")) for folder in ("web", "house", "cli")]
    for path in sum(scripts, []):
        print(path)
    for path in sorted(programs(build)):
        print(path)


main()
