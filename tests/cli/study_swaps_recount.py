#!/usr/bin/env python3
"""Counts again, from the rows, of how many texts a program said something in the words of each
group, and of how many it said another thing in those of the group compared with.

    study_swaps_recount.py BUNDLE      the bundle of the unprotected audit; texts.csv, records.csv
"""
import csv
import json
import sys
from statistics import NormalDist

from study_scores_recount import Compared, wilson

SWAPS = {"name": ("texts.csv", "text", lambda row: row["needs"] and int(row["needs"]) >= 3, "man"),
         "origin": ("records.csv", "record",
                    lambda row: row["urgent"] and row["urgent"] == "1", "British")}


def versions(path, pair, group, said):
    """Of each text what was said by group, of those texts that have an answer for every group."""
    texts, groups = {}, set()
    with open(path, encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row[group]:
                groups.add(row[group])
                texts.setdefault(row[pair], {})[row[group]] = said(row)
    whole = [text for text in texts.values()
             if set(text) == groups and "" not in text.values()]
    return whole, sorted(groups), len(texts) - len(whole)


def likeliest(b, c, n, d):
    """The share c/n that is most likely where b/n is d more: where the likelihood stops rising."""
    low, high = max(0.0, -d), (1 - d) / 2
    for _ in range(200):
        q = (low + high) / 2
        slope = (c / q if c else 0) + (b / (q + d) if b else 0) - 2 * (n - b - c) / (1 - 2 * q - d)
        low, high = (q, high) if slope > 0 else (low, q)
    return low


def tango(b, c, n):
    z2 = NormalDist().inv_cdf(0.975) ** 2

    def limit(end):
        inside, outside = (b - c) / n, end
        for _ in range(200):
            d = (inside + outside) / 2
            variance = n * (2 * likeliest(b, c, n, d) + d - d * d)
            far = (b - c - n * d) ** 2 > z2 * variance
            inside, outside = (inside, d) if far else (d, outside)
        return inside
    return (b - c) / n, limit(-1.0), limit(1.0)


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        findings = json.load(file)["audit"]["findings"]
    out = Compared()
    for finding in findings:
        if finding["check"] != "swap":
            continue
        path, pair, said, reference = SWAPS[finding["dimension"]]
        whole, groups, partial = versions(path, pair, finding["dimension"], said)
        base = finding["parts"][0]["base"]
        out.same(f"{finding['id']}, groups", len(base["groups"]), len(groups))
        notes = [note for note in base.get("notes", []) if "left out" in note]
        out.same(f"{finding['id']}, left out", int(notes[0].split()[0]) if notes else 0, partial)
        for own in base["groups"]:
            level = own["level"]
            where = f"{finding['id']}, {level}"
            yes = sum(text[level] for text in whole)
            out.same(f"{where}, texts", own["people"], len(whole))
            out.same(f"{where}, said", own["total"], yes)
            out.interval(where, own["estimate"], wilson(yes, len(whole)))
            if level != reference:
                alone = sum(text[level] and not text[reference] for text in whole)
                other = sum(text[reference] and not text[level] for text in whole)
                out.interval(f"{where}, difference", own["difference"],
                             tango(alone, other, len(whole)))
    print(f"{out.count} numbers, {out.wrong} differ")
    return 1 if out.wrong or not out.count else 0


if __name__ == "__main__":
    sys.exit(main())
