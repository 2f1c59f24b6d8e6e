#!/usr/bin/env python3
"""Writes funnel.tsv beside this file: limits that chance keeps a group's share in.

    make_funnel.py

In 60 digits, with mpmath, from the definition: the share of a group one of whose Wilson limits is
the share of everyone, found by bisection of those limits, not by the formula that the library
has."""
import random

import mpmath
from mpmath import mpf

from make_mpmath import Table, normal_quantile

mpmath.mp.dps = 60
NAN = mpf("nan")


def wilson(p, n, z):
    middle = (p + z ** 2 / (2 * n)) / (1 + z ** 2 / n)
    half = z / (1 + z ** 2 / n) * mpmath.sqrt(p * (1 - p) / n + z ** 2 / (4 * n ** 2))
    return middle - half, middle + half


def share_whose(limit, p0, n, z):
    """Both limits rise with the share. Out of reach: the end of the shares that is nearest."""
    low, high = mpf(0), mpf(1)
    if wilson(low, n, z)[limit] >= p0:
        return low
    if wilson(high, n, z)[limit] <= p0:
        return high
    for _ in range(220):
        middle = (low + high) / 2
        if wilson(middle, n, z)[limit] < p0:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def limits(p0, n, confidence):
    p0, n, z = mpf(p0), mpf(n), normal_quantile((1 + mpf(confidence)) / 2)
    if p0 in (0, 1):
        return [p0, 0, p0, p0]
    return [p0, mpmath.sqrt(p0 * (1 - p0) / n), share_whose(1, p0, n, z), share_whose(0, p0, n, z)]


def main():
    chance = random.Random(20261130)
    table = Table("funnel.tsv", "make_funnel.py")
    cases = [(0.0, 40.0, 0.95), (1.0, 40.0, 0.95), (0.5, 1.0, 0.95), (0.5, 1.0, 0.998),
             (0.02, 10.0, 0.95), (0.98, 10.0, 0.998), (0.3, 0.0, 0.95), (0.3, -1.0, 0.95),
             (1.2, 30.0, 0.95), (-0.1, 30.0, 0.95), (0.3, 30.0, 1.0), (0.3, 30.0, 0.0)]
    while len(cases) < 100:
        cases.append((chance.uniform(0.001, 0.999), float(round(10 ** chance.uniform(0, 6))),
                      chance.choice((0.9, 0.95, 0.998))))
    for p0, n, confidence in cases:
        inside = 0 <= p0 <= 1 and n > 0 and 0 < confidence < 1
        table.row("funnel", "uk_funnel_limits", [p0, n, confidence],
                  limits(p0, n, confidence) if inside else [NAN] * 4, "abs:1e-14")
    table.write()


if __name__ == "__main__":
    main()
