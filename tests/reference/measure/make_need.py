#!/usr/bin/env python3
"""Writes need.tsv: need at equal score with mpmath at 60 digits.

    python3 tests/reference/measure/make_need.py          in the project's root

The linear model is solved whole, a column for each bin, and its sandwich is made from full
matrices: none of it in the arrangement of src/measure. Columns as make_mpmath.py says.
"""
import random

import mpmath
from mpmath import mpf

from make_mpmath import NAN, Table, critical

LEVELS = (0.9, 0.95, 0.99)


def draw(chance):
    n = chance.choice((9, 16, 28))
    bins = chance.choice((2, 3, 5))
    need = [chance.choice((0, 1, 2, 5)) if chance.random() < 0.5 else chance.uniform(0, 4)
            for _ in range(n)]
    return {"n": n, "bins": bins, "need": [float(z) for z in need],
            "bin": [chance.randrange(bins) for _ in range(n)],
            "member": [int(chance.random() < 0.4) for _ in range(n)],
            "weight": [chance.choice((0.5, 1.0, 1.75, 3.25)) for _ in range(n)],
            "person": [chance.randrange(max(3, n // 3)) for _ in range(n)]}


def difference(rows, weights, persons):
    """Estimate, error and df; None where no bin has both."""
    used = sorted({b for b in rows["bin"]})
    sides = [{rows["member"][i] for i in range(rows["n"]) if rows["bin"][i] == b} for b in used]
    if not any(len(side) == 2 for side in sides):
        return None
    n, k = rows["n"], len(used) + 1
    x = mpmath.matrix(n, k)
    for i in range(n):
        x[i, 0] = rows["member"][i]
        x[i, 1 + used.index(rows["bin"][i])] = 1
    z = mpmath.matrix([mpf(v) for v in rows["need"]])
    w = mpmath.diag([mpf(v) for v in weights])
    bread = (x.T * w * x) ** -1
    beta = bread * x.T * w * z
    residual = z - x * beta
    meat = mpmath.zeros(k)
    names = sorted(set(persons))
    for name in names:
        score = mpmath.zeros(k, 1)
        for i in range(n):
            if persons[i] == name:
                score += mpf(weights[i]) * residual[i] * x[i, :].T
        meat += score * score.T
    m = len(names)
    if m < 2 or n <= k:
        return beta[0], NAN, NAN
    variance = (bread * meat * bread)[0, 0] * m / (m - 1) * (mpf(n) - 1) / (n - k)
    return beta[0], mpmath.sqrt(variance), m - 1


def main():
    chance = random.Random(20261201)
    table = Table("need.tsv", "make_need.py")
    for _ in range(16):
        rows = draw(chance)
        for kind in ("", "+weights", "+persons", "+both"):
            weights = rows["weight"] if kind in ("+weights", "+both") else [1] * rows["n"]
            persons = rows["person"] if kind in ("+persons", "+both") else list(range(rows["n"]))
            words = [rows["n"], rows["bins"]] + rows["need"] + rows["bin"] + rows["member"]
            words += rows["weight"] if kind in ("+weights", "+both") else []
            words += rows["person"] if kind in ("+persons", "+both") else []
            level = chance.choice(LEVELS)
            found = difference(rows, weights, persons)
            if found is None:
                values = [NAN] * 4
            else:
                estimate, se, df = found
                half = NAN if mpmath.isnan(se) else critical(level, df) * se
                values = [estimate, se, estimate - half, estimate + half]
            table.row("need-difference", "uk_need_difference" + kind, words + [level], values,
                      "abs:1e-12,rel:1e-10,abs:1e-9,abs:1e-9")
    table.write()


if __name__ == "__main__":
    main()
