#!/usr/bin/env python3
"""Writes adjusted.tsv: rates standardised over a logistic model with mpmath at 60 digits.

    python3 tests/reference/measure/make_adjusted.py        in the project's root

A dense design matrix and Newton's method to the last digit; levels of which nobody or everybody has
the outcome are left out of it by hand, as their fitted rates of 0 and 1 are known. Columns as
make_mpmath.py says.
"""
import itertools
import random

import mpmath
from mpmath import mpf

from make_mpmath import INF, Table, critical, log_interval, mover, wilson_effective

SHAPES = ((2,), (2, 2), (2, 3), (2, 3, 2), (3, 2), (2, 5))


def design(levels, shape, base=None):
    """1, then a column for each level from 1 on of the factors from 1 on, last those of factor 0."""
    levels = (base,) + levels[1:] if base is not None else levels
    row = [1]
    for factor in list(range(1, len(shape))) + [0]:
        row += [int(levels[factor] == level) for level in range(1, shape[factor])]
    return row


def matrix_sum(terms, size):
    total = mpmath.zeros(size)
    for weight, row in terms:
        for i in range(size):
            for j in range(size):
                total[i, j] += weight * row[i] * row[j]
    return total


def expit(x):
    return 1 / (1 + mpmath.exp(-x))


def fit(cells, shape):
    """Coefficients and their covariance; only of columns that somebody has."""
    rows = [(design(levels, shape), n, y) for levels, n, y in cells if n > 0]
    used = [j for j in range(len(rows[0][0])) if any(row[j] for row, _, _ in rows)]
    beta = mpmath.zeros(len(used), 1)
    for _ in range(100):
        score, terms = mpmath.zeros(len(used), 1), []
        for row, n, y in rows:
            x = [row[j] for j in used]
            p = expit(sum(x[i] * beta[i] for i in range(len(used))))
            for i in range(len(used)):
                score[i] += x[i] * (y - n * p)
            terms.append((n * p * (1 - p), x))
        inverse = matrix_sum(terms, len(used)) ** -1
        step = inverse * score
        beta += step
        if max(abs(v) for v in step) < mpf(10) ** -50:
            return used, beta, inverse
    raise ValueError("no maximum")


def standardised(cells, fixed, shape, level):
    used, beta, _ = fit(cells, shape)
    everyone = sum(n for _, n, _ in cells + fixed)
    rate, by = mpf(0), mpmath.zeros(len(used), 1)
    for levels, n, _ in cells:
        row = design(levels, shape, level)
        x = [row[j] for j in used]
        p = expit(sum(x[i] * beta[i] for i in range(len(used))))
        rate += n * p / everyone
        for i in range(len(used)):
            by[i] += n * p * (1 - p) * x[i] / everyone
    return rate + sum(mpf(n) for _, n, y in fixed if y > 0) / everyone, by


def write_case(table, shape, cells, fixed, one, zero, level):
    covariance = fit(cells, shape)[2]
    (r1, g1), (r0, g0) = (standardised(cells, fixed, shape, k) for k in (one, zero))
    v1, v0, v10 = ((a.T * covariance * b)[0] for a, b in ((g1, g1), (g0, g0), (g1, g0)))
    s1, s0 = mpmath.sqrt(v1), mpmath.sqrt(v0)
    people = [sum(n for levels, n, _ in cells + fixed if levels[0] == k) for k in (one, zero)]
    first = wilson_effective(r1, s1, people[0], INF, level)
    other = wilson_effective(r0, s0, people[1], INF, level)
    call = [len(shape), *shape, len(cells + fixed)]
    for levels, n, y in sorted(cells + fixed):
        call += [*levels, n, y]
    table.row("standardised", "uk_standardised_rate", call + [one, level], first, "abs:1e-9")
    table.row("standardised-difference", "uk_standardised_difference", call + [one, zero, level],
              mover(first, other, v10 / s1 / s0), "abs:1e-9")
    se = mpmath.sqrt(v1 / r1 ** 2 + v0 / r0 ** 2 - 2 * v10 / r1 / r0)
    table.row("standardised-ratio", "uk_standardised_ratio", call + [one, zero, level],
              log_interval(r1 / r0, se, critical(level)), "rel:1e-8")


def draw(chance, shape, size):
    """Cells in which every level has people with the outcome and without, and no cell is all of
    one kind: then there is a maximum."""
    cells = []
    for levels in itertools.product(*(range(k) for k in shape)):
        n = 2 + int(chance.expovariate(1 / size))
        cells.append((levels, n, chance.randint(1, n - 1)))
    return cells


def main():
    chance = random.Random(20261130)
    table = Table("adjusted.tsv", "make_adjusted.py")
    for case in range(18):
        shape = SHAPES[case % len(SHAPES)]
        cells = draw(chance, shape, (15, 80, 3000)[case // len(SHAPES)])
        write_case(table, shape, cells, [], 1, 0, (0.9, 0.95, 0.99)[case % 3])
    # a level of which nobody has the outcome, and one of which everybody has
    for kind in (0, 1):
        cells = draw(chance, (2, 4), 40)
        fixed = [(levels, n, kind * n) for levels, n, _ in cells if levels[1] == 2]
        cells = [cell for cell in cells if cell[0][1] != 2]
        write_case(table, (2, 4), cells, fixed, 1, 0, 0.95)
    # nobody of one group at a level
    cells = [cell for cell in draw(chance, (2, 3, 2), 50) if cell[0][:2] != (1, 2)]
    write_case(table, (2, 3, 2), cells, [], 1, 0, 0.95)
    write_case(table, (2, 3, 2), cells, [], 0, 1, 0.95)
    table.write()


if __name__ == "__main__":
    main()
