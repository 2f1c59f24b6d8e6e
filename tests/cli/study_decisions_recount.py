#!/usr/bin/env python3
"""Counts again, from the rows, who was called at home of those whom a score flags, and of those
whom it does not.

    study_decisions_recount.py ROWS BUNDLE      the bundle of the unprotected audit
"""
import csv
import json
import sys

from study_scores_recount import Compared, counts_of, katz, newcombe, wilson

FLAG = 0.25


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["called"] and row["risk"]]
    with open(sys.argv[2], encoding="utf-8") as file:
        findings = json.load(file)["audit"]["findings"]
    out = Compared()
    for finding in findings:
        if finding["check"] not in ("accepted", "overruled"):
            continue
        flagged = finding["check"] == "accepted"
        counts, everyone = counts_of(
            [row for row in rows if (float(row["risk"]) >= FLAG) == flagged],
            finding["dimension"], lambda row: row["called"] == "1")
        part = finding["parts"][0]
        out.interval(f"{finding['id']}, everyone", part["overall"], wilson(*everyone))
        for group in part["base"]["groups"]:
            level = group.get("level", "")
            where = f"{finding['id']}, {level}"
            own = counts.pop(level)
            rest = (everyone[0] - own[0], everyone[1] - own[1])
            out.same(f"{where}, decided", group["total"], own[0])
            out.same(f"{where}, people", group["people"], own[1])
            out.interval(where, group["estimate"], wilson(*own))
            out.interval(f"{where}, difference", group["difference"], newcombe(own, rest))
            out.interval(f"{where}, ratio", group["ratio"], katz(own, rest))
        for level in counts:
            out.same(f"{finding['id']}, {level}: no such group", 0, 1)
    print(f"{out.count} numbers, {out.wrong} differ")
    return 1 if out.wrong or not out.count else 0


if __name__ == "__main__":
    sys.exit(main())
