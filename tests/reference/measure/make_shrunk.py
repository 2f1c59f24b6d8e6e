#!/usr/bin/env python3
"""Writes shrunk.tsv: shares of several groups drawn towards each other, with mpmath at 60 digits.

    python3 tests/reference/measure/make_shrunk.py          in the project's root

The likelihood is a product of ratios of whole beta functions; it is searched for its highest point
over a fine grid and from there by Newton's method on numerical derivatives. Limits come from the
whole posterior, added up with scipy over mean and size. None of it in the arrangement of
src/measure. Columns as make_mpmath.py says.
"""
import math
import random

import mpmath
import numpy as np
from mpmath import mpf
from scipy.special import betainc, betaln

from make_mpmath import NAN, Table

mpmath.mp.dps = 60


def log_beta(a, b):
    return mpmath.loggamma(a) + mpmath.loggamma(b) - mpmath.loggamma(a + b)


def likelihood(groups, mean, inverse):
    """Of the mean and 1 / size."""
    a, b = mean / inverse, (1 - mean) / inverse
    return sum(log_beta(x + a, n - x + b) - log_beta(a, b) for x, n in groups)


def highest(groups):
    """Mean and size of the highest point; size None: on the edge, where nothing but chance is."""
    x, n = (sum(mpf(g[i]) for g in groups) for i in (0, 1))
    p = x / n
    rise = sum(mpf(g[0]) * (g[0] - 1) / p + (g[1] - mpf(g[0])) * (g[1] - g[0] - 1) / (1 - p) -
               mpf(g[1]) * (g[1] - 1) for g in groups)
    with mpmath.workdps(15):
        best = max(((likelihood(groups, m, 1 / s), m, s)
                    for s in (mpf(10) ** (mpf(k) / 4) for k in range(-8, 25))
                    for m in (mpf(i) / 40 for i in range(1, 40))), key=lambda t: t[0])
    flat = x * mpmath.log(p) + (n - x) * mpmath.log(1 - p)
    if rise <= 0 and flat >= best[0]:
        return p, None
    # by the logit of the mean and the logarithm of 1 / size, which have no ends
    def by(u, v):
        return likelihood(groups, 1 / (1 + mpmath.exp(-u)), mpmath.exp(v))
    at = [mpmath.log(best[1] / (1 - best[1])), -mpmath.log(best[2])]
    for _ in range(100):
        g = mpmath.matrix([mpmath.diff(by, tuple(at), d) for d in ((1, 0), (0, 1))])
        h = mpmath.matrix([[mpmath.diff(by, tuple(at), d) for d in row]
                           for row in (((2, 0), (1, 1)), ((1, 1), (0, 2)))])
        step = mpmath.lu_solve(h, -g)
        if (step.T * g)[0] < 0:
            step = g / max(abs(g[0]), abs(g[1])) / 8
        length = max(abs(step[0]), abs(step[1]))
        step *= min(1, mpf(1) / 4 / length)
        at = [at[0] + step[0], at[1] + step[1]]
        if length < mpf(10) ** -20:
            return 1 / (1 + mpmath.exp(-at[0])), mpmath.exp(-at[1])
    raise ValueError("no highest point found")


def limits(group, groups, level):
    """Error and limits under the whole posterior of mean, size and share: sums over a fine grid of
    both, none of the approximations of src/measure. To six digits."""
    u = np.linspace(-9, 9, 721)  # logit of the mean, even in the mean itself
    v = np.linspace(-4, 17, 421)  # logarithm of the size
    mean, size = (1 / (1 + np.exp(-u)))[:, None], np.exp(v)[None, :]
    a, b = mean * size, (1 - mean) * size
    n0 = len(groups) / sum(1 / n for _, n in groups)
    height = np.log(mean * (1 - mean)) + np.log(size) - 2 * np.log(n0 + size)
    for x, n in groups:
        height = height + betaln(x + a, n - x + b) - betaln(a, b)
    weight = np.exp(height - height.max())
    weight /= weight.sum()
    keep = weight > 1e-9
    weight, a, b = weight[keep], (group[0] + a)[keep], (group[1] - group[0] + b)[keep]
    middle, all_of_it = a / (a + b), weight.sum()
    centre = (weight * middle).sum() / all_of_it
    own = middle * (1 - middle) / (a + b + 1)
    error = math.sqrt((weight * (own + (middle - centre) ** 2)).sum() / all_of_it)
    ends = []
    for part in ((1 - level) / 2, (1 + level) / 2):
        low, high = 0.0, 1.0
        while high - low > 1e-8:
            at = (low + high) / 2
            less = (weight * betainc(a, b, at)).sum() / all_of_it < part
            low, high = (at, high) if less else (low, at)
        ends.append(low)
    return [round(float(value), 6) for value in (error, *ends)]


def shrunk(group, groups, found, level):
    mean, size = found
    x, n = mpf(group[0]), mpf(group[1])
    estimate = mean if size is None else (x + mean * size) / (n + size)
    return [estimate] + limits(group, groups, level)


def main():
    chance = random.Random(20261130)
    table = Table("shrunk.tsv", "make_shrunk.py")
    for case in range(24):
        k = (3, 4, 6, 9, 12)[case % 5]
        size = (2, 8, 30, 200, 4000)[case // 5 % 5]
        mean = (0.5, 0.1, 0.85)[case % 3]
        groups = []
        for _ in range(k):
            n = chance.choice((4, 15, 60, 300, 2500))
            rate = chance.betavariate(mean * size, (1 - mean) * size)
            groups.append((sum(chance.random() < rate for _ in range(n)), n))
        if sum(x for x, _ in groups) in (0, sum(n for _, n in groups)):
            continue
        found = highest(groups)
        numbers = [k] + [x for x, _ in groups] + [n for _, n in groups]
        table.row("share-spread", "uk_share_spread", numbers,
                  [found[0], mpmath.inf if found[1] is None else found[1]],
                  "abs:1e-9,rel:1e-6,abs:0,abs:0")
        for which in range(min(k, 4)):
            level = (0.8, 0.95, 0.99)[which % 3]
            table.row("shrunk-share", "uk_shrunk_share", numbers + [which, level],
                      shrunk(groups[which], groups, found, level), "abs:1e-8,abs:1e-2,abs:4e-2,abs:4e-2")
    table.write()


if __name__ == "__main__":
    main()
