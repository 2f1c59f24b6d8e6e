#!/usr/bin/env python3
"""Counts again, from the rows of a made-up study, by when nine in ten had been seen, how many by
which day, and whether the waits of all groups can be alike.

    study_waits_recount.py make               writes waits.csv, always the same
    study_waits_recount.py BUNDLE [shown]     of the unprotected audit, beside that file; `shown`:
                                              of a protected one, whose numbers must be safe
"""
import csv
import datetime
import json
import math
import random
import sys

from recount_waits import centile, seen_by

FIRST, LAST = datetime.date(2024, 1, 1), datetime.date(2024, 12, 31)
# of the default rule for tables beside others: what it hides, and to which it rounds
HIDES, BASE = 9, 10
CHANCES = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1)


def make():
    dice = random.Random(20243)
    with open("waits.csv", "w", encoding="ascii") as file:
        file.write("area,side,asked,seen\n")
        for _ in range(2600):
            area = dice.choices(["North", "South", "West", "Isle"], [12, 9, 6, 0.2])[0]
            asked = FIRST + datetime.timedelta(days=dice.randrange(330))
            slow = {"North": 1.0, "South": 1.5, "West": 1.1, "Isle": 1.0}[area]
            seen = asked + datetime.timedelta(days=int(dice.expovariate(1 / 30) * slow))
            file.write(f"{area},{dice.choice(['left', 'right'])},{asked},"
                       f"{seen if seen <= LAST else ''}\n")


def read():
    with open("waits.csv", encoding="ascii", newline="") as file:
        return list(csv.DictReader(file))


def wait(row):
    asked = datetime.date.fromisoformat(row["asked"])
    seen = datetime.date.fromisoformat(row["seen"]) if row["seen"] else LAST
    return (seen - asked).days, row["seen"] != ""


def solve(matrix, vector):
    """Gauss, with the largest pivot."""
    rows = [own[:] + [end] for own, end in zip(matrix, vector, strict=True)]
    for i in range(len(rows)):
        best = max(range(i, len(rows)), key=lambda k: abs(rows[k][i]))
        rows[i], rows[best] = rows[best], rows[i]
        for k in range(i + 1, len(rows)):
            times = rows[k][i] / rows[i][i]
            rows[k] = [a - times * b for a, b in zip(rows[k], rows[i], strict=True)]
    out = [0.0] * len(rows)
    for i in reversed(range(len(rows))):
        rest = sum(rows[i][k] * out[k] for k in range(i + 1, len(rows)))
        out[i] = (rows[i][-1] - rest) / rows[i][i]
    return out


def upper(x, df):
    """Chance of a chi-squared as large: whole df, by its recurrence."""
    if df == 1:
        return math.erfc(math.sqrt(x / 2))
    if df == 2:
        return math.exp(-x / 2)
    return upper(x, df - 2) + math.exp((df / 2 - 1) * math.log(x / 2) - x / 2
                                       - math.lgamma(df / 2))


def log_rank(waits):
    """Mantel's, over groups; expected ends and their hypergeometric covariance."""
    groups = list(waits.values())
    count = len(groups) - 1
    more, spread = [0.0] * count, [[0.0] * count for _ in range(count)]
    for day in sorted({own for group in groups for own, done in group if done}):
        ended = [sum(own == (day, True) for own in group) for group in groups]
        there = [sum(own >= day for own, _ in group) for group in groups]
        d, n = sum(ended), sum(there)
        for g in range(count):
            more[g] += ended[g] - d * there[g] / n
            for h in range(count):
                if n > 1:
                    spread[g][h] += (d * (n - d) / (n - 1) * there[g] / n
                                     * ((g == h) - there[h] / n))
    statistic = sum(a * b for a, b in zip(more, solve(spread, more), strict=True))
    return upper(statistic, count)


class Compared:
    def __init__(self):
        self.count = self.wrong = 0

    def true(self, where, holds):
        self.count += 1
        if not holds:
            self.wrong += 1
            print(where)

    def same(self, where, told, wanted, within=1e-12):
        value = told[0] if isinstance(told, list) else told
        same = value == wanted if None in (value, wanted) else abs(value - wanted) <= within
        self.true(f"{where}: {value}, counted {wanted}", same)


def compare_exact(out, where, group, extra, own):
    out.same(f"{where}, people", group["people"], len(own))
    out.same(f"{where}, nine in ten", extra["ninetieth"].get("estimate"), centile(own, 90))
    for point in extra["curve"]:
        out.same(f"{where}, by day {point['day']}", point["seen"]["estimate"],
                 seen_by(own, point["day"]), 1e-11)


def compare_shown(out, where, extra, own):
    """More than the rule hides between two points and after the last; whole steps of people."""
    before = -1
    for point in extra.get("curve", []):
        day, share = point["day"], point["seen"]["estimate"][0]
        out.true(f"{where}: few ends until day {day}",
                 sum(done and before < on <= day for on, done in own) > HIDES)
        out.true(f"{where}: few are left after day {day}", sum(on > day for on, _ in own) > HIDES)
        exact = seen_by(own, day)
        out.true(f"{where}, by day {day}: {share} beside {exact}",
                 abs(share - exact) <= BASE / 2 / len(own) * 1.1 + 0.001)
        out.true(f"{where}, by day {day}: limits",
                 point["seen"]["low"][0] <= exact <= point["seen"]["high"][0])
        before = day
    late = extra["ninetieth"].get("estimate")
    if isinstance(late, list):
        out.true(f"{where}: few to tell nine in ten of", len(own) >= 100)


def main():
    if sys.argv[1] == "make":
        make()
        return 0
    with open(sys.argv[1], encoding="utf-8") as file:
        findings = json.load(file)["audit"]["findings"]
    out, rows, shown = Compared(), read(), sys.argv[2:] == ["shown"]
    for finding in (own for own in findings if own["check"] == "waits"):
        part, waits = finding["parts"][0], {}
        for row in rows:
            waits.setdefault(row[finding["dimension"]], []).append(wait(row))
        for group, extra in zip(part["base"]["groups"], part["extras"], strict=True):
            where, own = f"{finding['id']}, {group['level']}", waits[group["level"]]
            if shown:
                compare_shown(out, where, extra, own)
            else:
                compare_exact(out, where, group, extra, own)
        tested = {group["level"]: waits[group["level"]] for group in part["base"]["groups"]
                  if sum(done for _, done in waits[group["level"]]) >= 10
                  and "hidden" not in group["estimate"]["estimate"]}
        chance = log_rank(tested)
        out.same(f"{finding['id']}, groups tested", part["log_rank_groups"], len(tested))
        if shown:
            chance = min(own for own in CHANCES if own >= chance)
        out.same(f"{finding['id']}, log-rank", part["log_rank"], chance, 1e-9)
    print(f"{out.count} numbers, {out.wrong} differ")
    return 1 if out.wrong or out.count == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
