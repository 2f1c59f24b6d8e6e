#!/usr/bin/env python3
"""Counts again, from the rows, how well what a score is made from tells who is in which group:
pairs of one person of a group and one of everyone else, one by one, equal values one half;
DeLong's variance from how many of the other side each person passes.

    study_proxies_recount.py ROWS BUNDLE [shown]

BUNDLE is that of the unprotected audit. With `shown`, of the protected one: which numbers may be
there, and that those are on a grid that one person's absence moves by half a step at most.
"""
import csv
import json
import math
import sys
from collections import Counter
from statistics import NormalDist, variance

from study_scores_recount import Compared

Z = NormalDist().inv_cdf(0.975)
FEW, VALUES_LEAST = 7, 10


def passed(values, others):
    """For each value the share of the others that it passes."""
    counts = Counter(others)
    steps = sorted(counts)
    return {value: (sum(counts[step] for step in steps if step < value)
                    + counts.get(value, 0) / 2) / len(others) for value in set(values)}


def pairs(own, others):
    """Estimate, se and limits on the logit."""
    over = passed(own, others)
    under = passed(others, own)
    area = sum(over[value] for value in own) / len(own)
    se = math.sqrt(variance([over[value] for value in own]) / len(own)
                   + variance([1 - under[value] for value in others]) / len(others))
    half = Z * se / (area * (1 - area))
    middle = math.log(area / (1 - area))
    return area, se, 1 / (1 + math.exp(half - middle)), 1 / (1 + math.exp(-half - middle))


def may_be_shown(own, others):
    if min(len(own), len(others)) <= FEW:
        return False
    if min(len(set(own)), len(set(others))) >= VALUES_LEAST:
        return True
    return min(side.count(value) for side in (own, others)
               for value in set(own) | set(others)) > FEW


def sides_of(known, level):
    return ([value for own, value in known if own == level],
            [value for own, value in known if own != level])


def step_of(own, others):
    """The grid: of 0.01, 0.02, 0.05 ... the first that is twice what one person's absence moves, of
    the estimate, its error and its limits."""
    own, others = sorted(own), sorted(others)
    all_of_them = pairs(own, others)
    without = [pairs(side, others) for side in (own[1:], own[:-1])]
    without += [pairs(own, side) for side in (others[1:], others[:-1])]
    influence = max(abs(a - b) for some in without for a, b in zip(some, all_of_them, strict=True))
    return next(step for step in (0.01, 0.02, 0.05, 0.1, 0.2, 0.5) if step >= 2 * influence)


def shown_of(known):
    """The groups that may be shown. One hidden alone would follow from the others."""
    sizes = Counter(level for level, _ in known)
    shown = {level for level in sizes if may_be_shown(*sides_of(known, level))}
    return shown - {min(shown, key=sizes.get)} if len(shown) == len(sizes) - 1 else shown


def check_shown(out, where, group, may, own, others):
    is_there = "hidden" not in group["estimate"]["estimate"]
    out.same(f"{where}, shown", [int(is_there)], int(may))
    if not is_there:
        return 0
    value, step = group["estimate"]["estimate"][0], step_of(own, others)
    out.same(f"{where}, on the grid of {step}", [value], round(pairs(own, others)[0] / step) * step)
    out.same(f"{where}, gap", group["difference"]["estimate"], value - 0.5)
    return 1


def check_exact(out, where, group, own, others):
    area, se, low, high = pairs(own, others)
    out.same(f"{where}, people", group["people"], len(own))
    out.same(f"{where}, se", group["estimate"]["se"], se)
    out.interval(where, group["estimate"], (area, low, high))
    out.interval(f"{where}, gap", group["difference"], (area - 0.5, low - 0.5, high - 0.5))


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    with open(sys.argv[2], encoding="utf-8") as file:
        findings = json.load(file)["audit"]["findings"]
    protected = len(sys.argv) > 3
    out = Compared()
    there = 0
    for finding in findings:
        if finding["check"] != "proxies":
            continue
        column, dimension = finding["subject"], finding["dimension"]
        known = [(row[dimension], float(row[column])) for row in rows if row[column]]
        levels = {level for level, _ in known}
        shown = shown_of(known) if protected else levels
        for group in finding["parts"][0]["base"]["groups"]:
            level = group.get("level", "")
            levels.remove(level)
            sides = sides_of(known, level)
            where = f"{finding['id']}, {level}"
            if protected:
                there += check_shown(out, where, group, level in shown, *sides)
            else:
                check_exact(out, where, group, *sides)
        out.same(f"{finding['id']}, groups left", [len(levels)], 0)
    print(f"{out.count} numbers, {out.wrong} differ" + (f", {there} shown" if protected else ""))
    return 1 if out.wrong or not out.count else 0


if __name__ == "__main__":
    sys.exit(main())
