#!/usr/bin/env python3
"""Writes gap.tsv: small tables and what check_gap must find in them, with mpmath at 60 digits.

    python3 tests/reference/check/make_gap.py

run in the project's root. Everyone else is counted by going through all other groups; clustered
variances come from the residuals of each person, row by row; influences from taking away each
person in turn and fitting again.
"""
import os
import random
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "measure"))
import make_mpmath as m  # noqa: E402
from mpmath import mpf, sqrt  # noqa: E402

LEVEL = 0.95
LINES = ["# Made by make_gap.py: mpmath %s, 60 digits." % m.mpmath.__version__,
         "# scenario name form order reference | count level people events | amount level value |",
         "# row level person value weight | expect level what estimate se low high"]


def line(*fields):
    LINES.append("\t".join(str(f) for f in fields))


def expect(level, what, values):
    line("expect", level, what, *(m.number(v) for v in values))


def shares(name, groups, order="-", reference="-"):
    line("scenario", name, "share", order, reference)
    for level, people, events in groups:
        line("count", level, people, events)
    for level, people, events in groups:
        expect(level, "estimate", m.wilson_counts(events, people, LEVEL))
        if level == reference:
            continue
        others = [g for g in groups if (g[0] == reference if reference != "-" else g[0] != level)]
        n0, x0 = sum(g[1] for g in others), sum(g[2] for g in others)
        expect(level, "difference", m.newcombe(events, people, x0, n0, LEVEL))
        expect(level, "ratio", m.katz(events, people, x0, n0, LEVEL))
    if order != "-":
        ordered = [g for g in groups if g[0] != "Unknown"]
        if order == "descending":
            ordered = ordered[::-1]
        indices(ordered)


METHODS = {"sii-logit": "sii", "rii-logit": "rii", "aci": "aci", "rci": "rci"}


def fit(groups):
    p = [mpf(x) / n for _, n, x in groups]
    variance = m.mpmath.diag([v * (1 - v) / n for v, (_, n, _) in zip(p, groups)])
    rows = m.slope_rows(p, variance, [mpf(n) for _, n, _ in groups], LEVEL)
    return {METHODS[i]: v for i, _, v, _ in rows if i in METHODS}


def indices(groups):
    whole = fit(groups)
    for name, values in whole.items():
        expect("-", name, values)
    most = dict.fromkeys(whole, mpf(0))
    for j, (level, n, x) in enumerate(groups):
        for had in (0, 1):
            if (x if had else n - x) == 0:
                continue
            less = list(groups)
            less[j] = (level, n - 1, x - had)
            for name, values in fit([g for g in less if g[1] > 0]).items():
                most[name] = max([most[name]] +
                                 [abs(a - b) for a, b in zip(values, whole[name])])
    for name, value in most.items():
        expect("-", "influence-" + name, (value,) + (None,) * 3)


def mean_and_se(values):
    n = mpf(len(values))
    mean = sum(values) / n
    return mean, sqrt(sum((v - mean) ** 2 for v in values) / (n - 1) / n)


def amounts(name, groups):
    line("scenario", name, "amount", "-", "-")
    exact = {level: [mpf(v) for v in values] for level, values in groups.items()}
    for level, values in groups.items():
        for v in values:
            line("amount", level, v)
    for level, values in exact.items():
        others = [v for other, vs in exact.items() if other != level for v in vs]
        m1, s1 = mean_and_se(values)
        m0, s0 = mean_and_se(others)
        t = m.critical(LEVEL, len(values) - 1)
        expect(level, "estimate", (m1, s1, m1 - t * s1, m1 + t * s1))
        df = m.welch_df(s1, len(values), s0, len(others))
        expect(level, "difference", m.normal_difference(m1, s1, m0, s0, 0, df, LEVEL))
        df = m.welch_df(s1 / m1, len(values), s0 / m0, len(others))
        expect(level, "ratio", m.log_ratio(m1, s1, m0, s0, 0, df, LEVEL))


def residuals(rows, keep, persons):
    """Mean of the rows kept, and each person's share of its error."""
    weight = sum(w for level, _, _, w in rows if keep(level))
    mean = sum(w * v for level, _, v, w in rows if keep(level)) / weight
    error = dict.fromkeys(persons, mpf(0))
    for level, person, v, w in rows:
        if keep(level):
            error[person] += w * (v - mean) / weight
    return mean, [error[p] for p in persons]


def covariance(one, zero):
    units = mpf(len(one))
    return units / (units - 1) * sum(a * b for a, b in zip(one, zero))


def clustered(name, rows):
    form = "persons" if all(w == 1 for *_, w in rows) else "weighted"
    line("scenario", name, form, "-", "-")
    for row in rows:
        line("row", *row)
    rows = [(level, person, mpf(v), mpf(w)) for level, person, v, w in rows]
    persons = sorted({r[1] for r in rows})
    df = float(len(persons) - 1)

    def interval(keep):
        mean, error = residuals(rows, keep, persons)
        units = len({r[1] for r in rows if keep(r[0])})
        return m.wilson_effective(mean, sqrt(covariance(error, error)), units, df, LEVEL), error
    for level in sorted({r[0] for r in rows}):
        one, error1 = interval(lambda other: other == level)
        zero, error0 = interval(lambda other: other != level)
        both = covariance(error1, error0)
        expect(level, "estimate", one)
        expect(level, "difference", m.mover(one, zero, both / (one[1] * zero[1])))
        expect(level, "ratio", m.log_ratio(one[0], one[1], zero[0], zero[1], both, df, LEVEL))


def random_rows(chance, weighted):
    rows = []
    for person in range(120):
        for _ in range(chance.choice((1, 1, 1, 2, 3, 6))):
            weight = round(chance.uniform(0.5, 3), 3) if weighted else 1
            rows.append((chance.choice("AABC"), person, int(chance.random() < 0.3), weight))
    return rows


def main():
    chance = random.Random(20261121)
    groups = [("Asian", 402, 139), ("Black", 1203, 377), ("Mixed", 61, 15), ("Unknown", 306, 102),
              ("White", 25013, 9876)]
    shares("everyone else", groups)
    shares("reference", groups, reference="White")
    tenths = [(str(i), 900 + 37 * i, 200 + 23 * i + i * i) for i in range(1, 11)]
    shares("ascending", tenths + [("Unknown", 77, 31)], order="ascending")
    shares("descending", tenths, order="descending")
    shares("large", [("a", 3000000017, 1234567891), ("b", 2000000011, 987654321)])
    amounts("days", {"a": [3, 4, 5, 6, 9, 12, 2.5], "b": [1, 1, 2, 8, 30.25], "c": [7, 6, 7.125]})
    amounts("far from 0", {"a": [1e12 + i for i in (0.25, 1, 2, 4, 4.5)],
                           "b": [1e12 + i for i in (3, 3.5, 5, 8)]})
    clustered("persons", random_rows(chance, False))
    clustered("weighted", random_rows(chance, True))
    with open(os.path.join(HERE, "gap.tsv"), "w", encoding="utf-8") as file:
        file.write("\n".join(LINES) + "\n")


if __name__ == "__main__":
    main()
