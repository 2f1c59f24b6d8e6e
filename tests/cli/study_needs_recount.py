#!/usr/bin/env python3
"""Counts again, from the rows, whom the hospital's score flags of those in most need, and for how
many "urgent" hangs on which of the study's two rules is used.

    study_needs_recount.py ROWS BUNDLE      the bundle of the unprotected audit
"""
import csv
import json
import sys

from study_scores_recount import katz, newcombe, wilson

COLUMN = {"language": "language", "deprivation": "deprivation_fifth", "ethnicity": "ethnicity",
          "site": "site", "sex": "sex"}
FLAG = 0.35
METRES = 300


def high_need(rows):
    """From the highest down until a tenth is in, with ties."""
    needs = sorted((int(row["conditions"]) for row in rows), reverse=True)
    return needs[-(-len(needs) // 10) - 1]


def asked(rows, check):
    """(row, counted) of whom a finding is."""
    if check == "need":
        line = high_need(rows)
        return [(row, float(row["risk_score"]) >= FLAG) for row in rows
                if int(row["conditions"]) >= line]
    walked = [(row, row["walked_metres"]) for row in rows]
    return [(row, (metres != "" and int(metres) < METRES) != (metres == "" or int(metres) < METRES))
            for row, metres in walked]


def counts(pairs):
    return sum(counted for _, counted in pairs), len(pairs)


def compare(rows, finding):
    """Numbers looked at, and those that differ."""
    pairs = asked(rows, finding["check"])
    column, count, wrong = COLUMN[finding["dimension"]], 0, []
    for group in finding["parts"][0]["base"]["groups"]:
        level = group.get("level", "").removeprefix("Quintile ")
        own = [pair for pair in pairs if pair[0][column] == level]
        rest = [pair for pair in pairs if pair[0][column] != level]
        wanted = {("total",): counts(own)[0], ("people",): counts(own)[1]}
        for name, interval in (("estimate", wilson(*counts(own))),
                               ("difference", newcombe(counts(own), counts(rest))),
                               ("ratio", katz(counts(own), counts(rest)))):
            # an outcome's limits allow for people who come again, which measure tests hold
            ends = ("estimate", "low", "high") if finding["check"] == "need" else ("estimate",)
            wanted.update({(name, end): value for end, value in zip(ends, interval)})
        for path, value in wanted.items():
            told = group
            for key in path:
                told = told[key]
            count += 1
            if abs(told[0] - value) > 1e-12 * max(1, abs(value)):
                wrong.append(f"{finding['id']}, {level}: {path} {told[0]}, counted {value}")
    return count, wrong


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    with open(sys.argv[2], encoding="utf-8") as file:
        findings = json.load(file)["audit"]["findings"]
    count, wrong = 0, []
    for finding in findings:
        if finding["check"] in ("need", "assumptions"):
            more, differ = compare(rows, finding)
            count, wrong = count + more, wrong + differ
    for line in wrong:
        print(line)
    print(f"{count} numbers, {len(wrong)} differ")
    return 1 if wrong or not count else 0


if __name__ == "__main__":
    sys.exit(main())
