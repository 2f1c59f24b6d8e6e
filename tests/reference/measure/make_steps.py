#!/usr/bin/env python3
"""Writes steps.tsv beside this file: how much of a gap at the end of a path each step carries.

    make_steps.py

In 60 digits, with mpmath. The parts by the definition itself: every order in which one group's
rates can take the place of the other's, one after the other; what a step then adds, averaged.
Derivatives by setting a rate to 1 and to 0: parts and gap are straight lines in each rate. Neither
is how the library works them out."""
import itertools
import random

import mpmath
from mpmath import mpf

from make_mpmath import Table

mpmath.mp.dps = 60


def gap(one, zero):
    return mpmath.fprod(one) - mpmath.fprod(zero)


def part(one, zero, which):
    orders = list(itertools.permutations(range(len(one))))
    total = mpf(0)
    for order in orders:
        rates = list(zero)
        for step in order:
            before = mpmath.fprod(rates)
            rates[step] = one[step]
            if step == which:
                total += mpmath.fprod(rates) - before
    return total / len(orders)


def with_spread(function, one, zero):
    """Estimate, se and limits of function(rates of one, rates of zero); intervals as lists."""
    rates = [[mpf(i[0]) for i in group] for group in (one, zero)]
    estimate = function(*rates)
    below, above, variance = mpf(0), mpf(0), mpf(0)
    for g, group in enumerate((one, zero)):
        for step, (rate, se, low, high) in enumerate(group):
            ends = []
            for end in (0, 1):
                other = [list(r) for r in rates]
                other[g][step] = mpf(end)
                ends.append(function(*other))
            slope = ends[1] - ends[0]
            down, up = slope * (mpf(rate) - mpf(low)), slope * (mpf(high) - mpf(rate))
            below += (down if slope >= 0 else up) ** 2
            above += (up if slope >= 0 else down) ** 2
            variance += (slope * mpf(se)) ** 2
    return (estimate, mpmath.sqrt(variance), max(estimate - mpmath.sqrt(below), mpf(-1)),
            min(estimate + mpmath.sqrt(above), mpf(1)))


def rate(chance):
    value = chance.choice((0.0, 1.0) + (chance.uniform(0, 1),) * 6)
    return [value, chance.uniform(0.001, 0.1), max(value - chance.uniform(0.001, 0.2), 0.0),
            min(value + chance.uniform(0.001, 0.2), 1.0)]


def main():
    chance = random.Random(20261130)
    table = Table("steps.tsv", "make_steps.py")
    for case in range(30):
        count = 1 + case % 6
        one, zero = ([rate(chance) for _ in range(count)] for _ in range(2))
        if case % 5 == 4:
            zero[0] = list(one[0])
        numbers = [v for pair in zip(one, zero) for interval in pair for v in interval]
        table.row("path-difference", "uk_path_difference", [count] + numbers,
                  with_spread(gap, one, zero), "abs:1e-15")
        for which in range(count):
            table.row("step-share", "uk_step_share", [count, which] + numbers,
                      with_spread(lambda a, b, w=which: part(a, b, w), one, zero), "abs:1e-15")
    table.write()


if __name__ == "__main__":
    main()
