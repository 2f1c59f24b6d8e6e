#!/usr/bin/env python3
"""Writes more_waits.tsv: centiles of waits and the log-rank test from their definitions, curves and
sums as fractions, limits and p by mpmath with 60 digits.

    python3 tests/reference/measure/make_waits.py          in the project's root

Columns and tolerances as in make_mpmath.py."""
import random
import sys
from fractions import Fraction

import mpmath as mp

mp.mp.dps = 60
chance = random.Random(20261130)
PATH = "tests/reference/measure/more_waits.tsv"


def exact(value):
    return mp.mpf(value.numerator) / value.denominator


def number(value):
    return "nan" if value is None else "-" if value == "-" else repr(float(value))


def centile(days, of_100, level):
    """Days as (day, ended, censored); the estimate and the limits, None where not reached."""
    left, sought = Fraction(1), Fraction(100 - of_100, 100)
    waiting = sum(ended + censored for _, ended, censored in days)
    z = mp.sqrt(2) * mp.erfinv(mp.mpf(level))
    greenwood, tie, found, low, high = Fraction(0), None, None, None, None
    last = max(day for day, ended, censored in days if ended + censored)
    for day, ended, censored in days:
        if ended:
            left *= Fraction(waiting - ended, waiting)
            if ended < waiting:
                greenwood += Fraction(ended, waiting * (waiting - ended))
            if left == sought and tie is None:
                tie = day
            if left < sought and found is None:
                found = Fraction(day) if tie is None else Fraction(tie + day, 2)
            if 0 < left < 1:
                log = mp.log(exact(left))
                half = z * mp.sqrt(exact(greenwood)) / -log
                if low is None and mp.exp(log * mp.exp(half)) <= exact(sought):
                    low = day
                if high is None and mp.exp(log * mp.exp(-half)) <= exact(sought):
                    high = day
        waiting -= ended + censored
    if found is None and tie is not None:
        found = Fraction(tie + last, 2)
    return found, low, high


def log_rank(ended, censored):
    """By day and group: chi-squared, degrees of freedom, p."""
    groups = len(ended[0])
    waiting = [sum(row[g] for row in ended + censored) for g in range(groups)]
    apart, expected = [Fraction(0)] * groups, [Fraction(0)] * groups
    spread = [[Fraction(0)] * groups for _ in range(groups)]
    for ends, leaves in zip(ended, censored):
        n, d = sum(waiting), sum(ends)
        for g in range(groups if d else 0):
            expected[g] += Fraction(d * waiting[g], n)
            apart[g] += ends[g] - Fraction(d * waiting[g], n)
            for h in range(groups if n > 1 else 0):
                own = (g == h) - Fraction(waiting[h], n)
                spread[g][h] += Fraction(d * (n - d), n - 1) * Fraction(waiting[g], n) * own
        waiting = [w - a - b for w, a, b in zip(waiting, ends, leaves)]
    there = [g for g in range(groups) if expected[g] > 0][1:]
    matrix = mp.matrix([[exact(spread[g][h]) for h in there] for g in there])
    side = mp.matrix([exact(apart[g]) for g in there])
    statistic = (side.T * mp.lu_solve(matrix, side))[0]
    p = mp.gammainc(mp.mpf(len(there)) / 2, statistic / 2, regularized=True)
    return statistic, len(there), p


def main():
    lines = [f"# Made by make_waits.py: Python {sys.version_info[0]}.{sys.version_info[1]}, "
             f"mpmath {mp.__version__}, 60 digits.",
             "# id\tfunction\targuments\testimate\tse\tlow\thigh\ttolerance"]

    def row(measure, call, arguments, values, tolerance):
        lines.append("\t".join([measure, call, " ".join(map(repr, arguments)),
                                *map(number, values), tolerance]))

    for i in range(40):
        count = chance.choice((2, 5, 12, 30))
        day, days = -1, []
        for _ in range(count):
            day += chance.choice((1, 1, 4, 40))
            days.append((day, chance.choice((0, 1, 5, 100)), chance.choice((0, 0, 2))))
        if i % 4 == 0:  # nine of ten by the last day but one
            days = [(own, 0, 0) for own, _, _ in days[:-2]] + [(day + 1, 90, 0), (day + 2, 10, 0)]
        if sum(ended for _, ended, _ in days) == 0:
            continue
        level = chance.choice((0.9, 0.95, 0.99))
        for of_100 in (90, 10, 50):
            found, low, high = centile(days, of_100, level)
            row("kaplan-meier-centile", "uk_kaplan_meier_centile",
                [len(days), *(own[k] for k in range(3) for own in days), of_100, level],
                [found, None, low, high], "ulp:0")
    for i in range(30):
        count, groups = chance.choice((2, 6, 15)), chance.choice((2, 3, 5))
        most = chance.choice((2, 20, 300))
        ended = [[chance.randint(0, most) for _ in range(groups)] for _ in range(count)]
        censored = [[chance.choice((0, 0, 3)) for _ in range(groups)] for _ in range(count)]
        censored[-1] = [1 + own for own in censored[-1]]
        ended[0][0] += 1
        row("log-rank", "uk_log_rank", [count, groups, *sum(ended, []), *sum(censored, [])],
            [*log_rank(ended, censored), "-"], "rel:1e-10,abs:0,rel:1e-9,rel:1")
    with open(PATH, "w", encoding="utf-8") as out:
        out.write("\n".join(lines) + "\n")


main()
