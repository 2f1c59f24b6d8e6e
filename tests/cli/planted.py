#!/usr/bin/env python3
"""Whether an audit finds what is built into the made-up hospital, and nothing in its twin without.

    planted.py UNKNOT STUDY FIRST COUNT      COUNT seeds from FIRST on; prints how often

Fails where a knot that was planted is found in fewer hospitals than 95 of 100 allows for, or one
in more twins than 5 of 100 allows for, by chance alone once in 1000.
"""
import json
import math
import os
import subprocess
import sys
import tempfile

# knot: the dimension that it is planted by
PLANTED = {"ethnicity-missing": "site", "pathway-leak": "language", "queue-order": "language",
           "proxy-for-need": "language", "miscalibrated-for-group": "deprivation",
           "silent-default": "sex", "linkage-error-unequal": "deprivation",
           "average-up-gap-up": "language"}
MAKER = os.path.join(os.path.dirname(__file__), "..", "..", "tools", "hospital.py")


def audit_of(unknot, study, folder):
    """The findings of a copy of the study that lies beside the data."""
    path = os.path.join(folder, "study.yaml")
    with open(study, encoding="utf-8") as file, open(path, "w", encoding="utf-8") as copy:
        copy.write(file.read())
    done = subprocess.run([unknot, "audit", path, "--json"], capture_output=True, text=True,
                          check=False)
    if done.returncode != 0:
        raise SystemExit(f"{folder}: {done.returncode}: {done.stderr[:500]}")
    return json.loads(done.stdout)["audit"]


def say_of(finding):
    change = finding["check"] == "change"
    return finding["verdict"]["change" if change else "say"]


def found_in(audit):
    """The knots found, each with the dimensions it was found by."""
    found = {}
    for finding in audit["findings"]:
        if say_of(finding) == "found":
            for knot in finding.get("knots", []):
                found.setdefault(knot, set()).add(finding["dimension"])
    told = {own["id"] for own in audit["knots"] if own["data"] == "found"}
    if told != set(found):
        raise SystemExit(f"knots told {sorted(told)}, findings found {sorted(found)}")
    return found


def look(unknot, study, seed, twin):
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, MAKER, os.path.join(folder, "data"), "--seed", str(seed)]
                       + (["--twin"] if twin else []), check=True)
        return found_in(audit_of(unknot, study, folder))


def least_of(count, share, once_in=1000):
    """The largest k with P(fewer than k of count) at most 1 in once_in, each with that share."""
    below = 0.0
    for k in range(count + 1):
        below += math.comb(count, k) * share ** k * (1 - share) ** (count - k)
        if below > 1 / once_in:
            return k
    return count


def main():
    unknot, study, first, count = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
    hits, false = dict.fromkeys(PLANTED, 0), {}
    for seed in range(first, first + count):
        planted, twin = (look(unknot, study, seed, own) for own in (False, True))
        for knot, dimension in PLANTED.items():
            hits[knot] += dimension in planted.get(knot, ())
        for knot in twin:
            false[knot] = false.get(knot, 0) + 1
    least, most = least_of(count, 0.95), count - least_of(count, 0.95)
    for knot, times in hits.items():
        print(f"{'ok' if times >= least else 'not ok'} {knot}: found in {times} of {count} "
              f"hospitals it is planted in (least {least})")
    for knot in sorted(set(PLANTED) | set(false)):
        times = false.get(knot, 0)
        print(f"{'ok' if times <= most else 'not ok'} {knot}: found in {times} of {count} twins "
              f"(most {most})")
    return 0 if min(hits.values()) >= least and max(false.values(), default=0) <= most else 1


if __name__ == "__main__":
    sys.exit(main())
