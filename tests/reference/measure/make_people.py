#!/usr/bin/env python3
"""Writes people.tsv beside this file: how many people it takes to tell two proportions apart.

    make_people.py

In 60 digits, with mpmath, from the definition: the size at which the test on both sides, whose
variance is that of two equal shares, finds the difference with the chance asked for; by bisection
of that chance, not by the formula that the library has."""
import random

import mpmath
from mpmath import mpf

from make_mpmath import Table, normal_cdf, normal_quantile

mpmath.mp.dps = 60


def power_of(n, p1, p0, z):
    """The chance to be beyond z standard errors of no difference, on the side where it lies."""
    mean = (p1 + p0) / 2
    null = mpmath.sqrt(2 * mean * (1 - mean) / n)
    true = mpmath.sqrt((p1 * (1 - p1) + p0 * (1 - p0)) / n)
    if true == 0:
        return mpf(1) if abs(p1 - p0) >= z * null else mpf(0)
    return normal_cdf((abs(p1 - p0) - z * null) / true)


def people(p1, p0, confidence, power):
    p1, p0, z = mpf(p1), mpf(p0), normal_quantile((1 + mpf(confidence)) / 2)
    low, high = mpf(10) ** -6, mpf(10) ** 12
    for _ in range(200):
        middle = mpmath.sqrt(low * high) if high / low > 2 else (low + high) / 2
        if power_of(middle, p1, p0, z) >= mpf(power):
            high = middle
        else:
            low = middle
    return high


def main():
    chance = random.Random(20261130)
    table = Table("people.tsv", "make_people.py")
    cases = [(0.0, 0.05, 0.95, 0.8), (1.0, 0.9, 0.95, 0.8), (0.0, 1.0, 0.95, 0.8),
             (0.5, 0.55, 0.95, 0.8), (0.55, 0.5, 0.95, 0.8), (0.3, 0.3, 0.95, 0.8),
             (1.1, 0.3, 0.95, 0.8), (0.2, -0.1, 0.95, 0.8), (0.2, 0.3, 0.95, 0.4),
             (0.2, 0.3, 0.95, 1.0), (0.2, 0.3, 1.0, 0.8), (0.2, 0.3, 0.95, 0.5)]
    while len(cases) < 120:
        cases.append((chance.uniform(0, 1), chance.uniform(0, 1),
                      chance.choice((0.9, 0.95, 0.99)), chance.choice((0.5, 0.8, 0.9, 0.95))))
    for p1, p0, confidence, power in cases:
        inside = (0 <= min(p1, p0) and max(p1, p0) <= 1 and p1 != p0 and 0.5 <= power < 1
                  and 0 < confidence < 1)
        value = people(p1, p0, confidence, power) if inside else mpf("nan")
        table.row("people-to-tell", "uk_people_to_tell", [p1, p0, confidence, power], [value],
                  "rel:1e-13")
    table.write()


if __name__ == "__main__":
    main()
