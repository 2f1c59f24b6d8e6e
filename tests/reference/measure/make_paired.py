#!/usr/bin/env python3
"""Writes paired.tsv beside this file: differences of two proportions of the same pairs.

    make_paired.py

In 60 digits, with mpmath, from the definition of a score interval: the likelihood of the pairs is
made as large as it can be where the difference is given, by bisection of its derivative, not by the
quadratic equation that the library has; the limits by bisection of the score statistic."""
import random

import mpmath
from mpmath import mpf

from make_mpmath import NAN, Table, critical

mpmath.mp.dps = 60
HALVINGS = 180


def halve(inside, outside, is_inside):
    for _ in range(HALVINGS):
        middle = (inside + outside) / 2
        if is_inside(middle):
            inside = middle
        else:
            outside = middle
    return inside


def likeliest(b, c, n, d):
    """Of all shares c/n that the second answer alone is yes, b/n being d more."""
    low, high = max(mpf(0), -d), (1 - d) / 2

    def rises(q):
        slope = -2 * (n - b - c) / (1 - 2 * q - d)
        return slope + (c / q if c else 0) + (b / (q + d) if b else 0) > 0
    return halve(low, high, rises)


def score(b, c, n, d):
    q = likeliest(b, c, n, d)
    variance = n * (2 * q + d - d * d)
    return (b - c - n * d) ** 2 / variance if variance > mpf(10) ** -40 else mpmath.inf


def paired(b, c, n, level):
    b, c, n = mpf(b), mpf(c), mpf(n)
    d, z2 = (b - c) / n, critical(level) ** 2
    se = mpmath.sqrt(b + c - (b - c) ** 2 / n) / n

    def limit(end):
        return mpf(end) if d == end else halve(d, mpf(end), lambda at: score(b, c, n, at) <= z2)
    return d, se, limit(-1), limit(1)


def main():
    chance = random.Random(20261201)
    table = Table("paired.tsv", "make_paired.py")
    cases = [(0, 0, 50, 0.95), (0, 0, 1, 0.95), (1, 0, 1, 0.95), (7, 0, 7, 0.9), (0, 7, 7, 0.9),
             (5, 5, 10, 0.99), (12, 2, 50, 0.95), (14, 0, 30, 0.95), (3, 0, 1000000, 0.95),
             (2.5, 7.5, 40, 0.95), (0, 0, 40, 0.8)]
    while len(cases) < 113:
        n = int(10 ** chance.uniform(0.5, 6))
        apart = chance.randint(0, n) if chance.random() < 0.5 else chance.randint(0, min(n, 20))
        b = chance.randint(0, apart)
        cases.append((b, apart - b, n, chance.choice((0.8, 0.9, 0.95, 0.99))))
    for case in cases:
        table.row("paired", "uk_paired_difference", list(case), paired(*case), "abs:1e-12")
    for case in [(-1, 0, 5, 0.95), (0, -1, 5, 0.95), (3, 3, 5, 0.95), (0, 0, 0, 0.95)]:
        table.row("paired", "uk_paired_difference", list(case), [NAN] * 4, "abs:1e-12")
    for level in (0.0, 1.0, 2.0):
        d, se, _, _ = paired(4, 2, 20, 0.95)
        table.row("paired", "uk_paired_difference", [4, 2, 20, level], [d, se, NAN, NAN],
                  "abs:1e-15")
    table.write()


if __name__ == "__main__":
    main()
