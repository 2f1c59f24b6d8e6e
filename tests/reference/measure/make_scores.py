#!/usr/bin/env python3
"""Writes scores.tsv: the estimators for score audits with mpmath at 60 digits.

    python3 tests/reference/measure/make_scores.py        in the project's root

Pairs are gone through one by one, sums over persons are made from lists: none of it in the
arrangement of src/measure. Columns as make_mpmath.py says.
"""
import random
from fractions import Fraction

import mpmath
from mpmath import mpf

from make_mpmath import INF, NAN, Table, critical, wilson_effective

LEVELS = (0.9, 0.95, 0.99)
RATES = ("selection_rate", "prevalence", "tpr", "fnr", "fpr", "tnr", "ppv", "fdr", "npv", "for",
         "accuracy")


def exact(fraction):
    return mpf(fraction.numerator) / fraction.denominator


# ---- rows ----

def draw_rows(chance, case):
    """Scores ascending, events, weights, persons; many ties in every third case."""
    n = chance.choice((8, 15, 30))
    while True:
        scores = sorted(chance.choice((0.1, 0.25, 0.5, 0.7)) if case % 3 == 0
                        else chance.uniform(0.02, 0.98) for _ in range(n))
        events = [int(chance.random() < (s if case % 4 else 1 - s)) for s in scores]
        if 2 <= sum(events) <= n - 2:
            break
    weights = [chance.choice((0.5, 1.0, 1.75, 3.25)) for _ in range(n)]
    persons = [chance.randrange(max(3, n // 3)) for _ in range(n)]
    return scores, events, weights, persons


KINDS = ("", "+weights", "+persons", "+both")


def of_kind(rows, kind):
    """The words of a row, and its weights and persons as that kind of call has them."""
    scores, events, weights, persons = rows
    words = [len(scores)] + scores + events
    words += weights if kind in ("+weights", "+both") else []
    words += persons if kind in ("+persons", "+both") else []
    return (words, weights if kind in ("+weights", "+both") else [1] * len(scores),
            persons if kind in ("+persons", "+both") else list(range(len(scores))))


# ---- area under the curve ----

def area(rows, kind):
    """A and its variance; None for a class with fewer than two persons."""
    scores, events = rows[:2]
    _, weights, persons = of_kind(rows, kind)
    weights = [Fraction(w) for w in weights]
    sick = [i for i, e in enumerate(events) if e]
    well = [i for i, e in enumerate(events) if not e]
    sick_total, well_total = (sum(weights[i] for i in part) for part in (sick, well))

    def passes(i, j):
        return Fraction((scores[i] > scores[j]) - (scores[i] < scores[j]) + 1, 2)

    a = (sum(weights[i] * weights[j] * passes(i, j) for i in sick for j in well)
         / (sick_total * well_total))
    sums = [{}, {}]
    for i in sick:
        v = sum(weights[j] * passes(i, j) for j in well) / well_total
        sums[0][persons[i]] = sums[0].get(persons[i], 0) + weights[i] * (v - a)
    for j in well:
        v = sum(weights[i] * passes(i, j) for i in sick) / sick_total
        sums[1][persons[j]] = sums[1].get(persons[j], 0) + weights[j] * (v - a)
    if min(len(sums[0]), len(sums[1])) < 2:
        return a, None
    parts = [Fraction(len(s), len(s) - 1) * sum(x * x for x in s.values()) for s in sums]
    everyone = len(set(sums[0]) | set(sums[1]))
    shared = sum(sums[0][p] * sums[1][p] for p in set(sums[0]) & set(sums[1]))
    return a, (parts[0] / sick_total ** 2 + parts[1] / well_total ** 2
               + 2 * Fraction(everyone, everyone - 1) * shared / (sick_total * well_total))


def auc_values(rows, kind, level):
    a, variance = area(rows, kind)
    a = exact(a)
    if variance is None:
        return [a, NAN, NAN, NAN], [a, NAN, NAN, NAN]
    se, z = mpmath.sqrt(max(exact(variance), 0)), critical(level, INF)
    plain = [a, se, max(a - z * se, 0), min(a + z * se, 1)]
    if a in (0, 1):
        return [a, se, NAN, NAN], plain
    logit = mpmath.log(a / (1 - a))
    limits = [1 / (1 + mpmath.exp(-(logit + sign * z * se / (a * (1 - a))))) for sign in (-1, 1)]
    return [a, se] + limits, plain


def auc_rows(table, rows, chance):
    for kind in KINDS:
        level = chance.choice(LEVELS)
        words = of_kind(rows, kind)[0] + [level]
        logit, plain = auc_values(rows, kind, level)
        table.row("delong", "uk_auc" + kind, words, logit, "rel:1e-12,rel:1e-12,rel:1e-11,rel:1e-11")
        table.row("delong-plain", "uk_auc_plain" + kind, words, plain,
                  "rel:1e-12,rel:1e-12,abs:1e-12,abs:1e-12")


# ---- rates at a flag ----

def rate_parts(name, flag, event):
    """(counted, out of whom) for one row."""
    every = {"selection_rate": (flag, True), "prevalence": (event, True),
             "tpr": (flag, event), "fnr": (not flag, event), "fpr": (flag, not event),
             "tnr": (not flag, not event), "ppv": (event, flag), "fdr": (not event, flag),
             "npv": (not event, not flag), "for": (event, not flag),
             "accuracy": (flag == event, True)}
    counted, out_of = every[name]
    return bool(counted and out_of), bool(out_of)


def rate_rows(table, rows, chance):
    scores, events, _, persons = rows
    flags = [int(s >= 0.5) for s in scores]
    words = of_kind(rows, "+persons")[0] + flags
    for rate, name in enumerate(RATES):
        level = chance.choice(LEVELS)
        sums, k, n = {}, 0, 0
        for flag, event in zip(flags, events):
            counted, out_of = rate_parts(name, bool(flag), bool(event))
            k, n = k + counted, n + out_of
        if n == 0:
            continue
        p = Fraction(k, n)
        for flag, event, person in zip(flags, events, persons):
            counted, out_of = rate_parts(name, bool(flag), bool(event))
            if out_of:
                sums[person] = sums.get(person, 0) + counted - p
        m = len(sums)
        values = [exact(p), NAN, NAN, NAN]
        if m > 1:
            se = mpmath.sqrt(exact(Fraction(m, m - 1) * sum(s * s for s in sums.values()))) / n
            values = wilson_effective(exact(p), se, m, m - 1, level)
        table.row("flag-rate", "uk_flag_rate_persons", words + [rate, level], values,
                  "abs:1e-14,rel:1e-12,abs:1e-10,abs:1e-10")


def main():
    chance = random.Random(20261130)
    table = Table("scores.tsv", "make_scores.py")
    for case in range(24):
        rows = draw_rows(chance, case)
        auc_rows(table, rows, chance)
        rate_rows(table, rows, chance)
    # wholly apart, either way round; one event alone
    for events in ([0, 0, 0, 1, 1], [1, 1, 0, 0, 0], [0, 0, 1, 0, 0]):
        auc_rows(table, ([0.1, 0.2, 0.3, 0.4, 0.5], events, [1.0, 0.5, 1.0, 2.0, 1.0],
                         [0, 1, 2, 3, 4]), chance)
    table.write()


if __name__ == "__main__":
    main()
