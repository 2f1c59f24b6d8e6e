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

from make_mpmath import INF, NAN, Table, bracket, critical, mover, solve, wilson_effective

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
        table.row("delong", "uk_auc" + kind, words, logit,
                  "rel:1e-12,rel:1e-12,rel:1e-11,rel:1e-11")
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


# ---- means and ratios ----

def linearised(residuals, weights, persons):
    """(square root of m/(m-1) sum of squares over persons, m); None for one person."""
    sums = {}
    for r, w, person in zip(residuals, weights, persons):
        sums[person] = sums.get(person, mpf(0)) + w * r
    m = len(sums)
    return (mpmath.sqrt(mpf(m) / (m - 1) * sum(s * s for s in sums.values())) if m > 1 else None), m


def mean_values(values, weights, persons, level):
    total = sum(mpf(w) for w in weights)
    mean = sum(w * v for w, v in zip(weights, values)) / total
    spread, m = linearised([v - mean for v in values], weights, persons)
    se, t = spread / total, critical(level, m - 1)
    return mean, se, mean - t * se, mean + t * se


def benefit_values(scores, events, weights, persons, level, robust):
    """True flags less false ones at their price, from two shares and how they move together."""
    odds, total = mpf(0.3) / (1 - mpf(0.3)), sum(mpf(w) for w in weights)
    values = [[int(s >= 0.3 and e == kind) for s, e in zip(scores, events)] for kind in (1, 0)]
    shares = [sum(w * v for w, v in zip(weights, column)) / total for column in values]
    sums = {}
    for w, person, one, other in zip(weights, persons, *values):
        before = sums.get(person, (mpf(0), mpf(0)))
        sums[person] = (before[0] + w * (one - shares[0]), before[1] + w * (other - shares[1]))
    m = len(sums)
    factor, df = (mpf(m) / (m - 1), m - 1) if robust else (mpf(1), INF)
    square = [[factor * sum(s[j] * s[k] for s in sums.values()) / total ** 2 for k in (0, 1)]
              for j in (0, 1)]
    se = [mpmath.sqrt(square[j][j]) for j in (0, 1)]
    parts = [wilson_effective(shares[j], se[j], m, df, level) for j in (0, 1)]
    paid = [odds * value for value in parts[1]]
    r = square[0][1] / se[0] / se[1] if se[0] and se[1] else mpf(0)
    return mover(parts[0], paid, max(-1, min(1, r)))


def mean_rows(table, rows, chance):
    scores, events = [mpf(s) for s in rows[0]], rows[1]
    squares = [(s - e) ** 2 for s, e in zip(scores, events)]
    for kind in KINDS:
        words, weights, persons = of_kind(rows, kind)
        level = chance.choice(LEVELS)
        table.row("brier", "uk_brier" + kind, words + [level],
                  mean_values(squares, weights, persons, level),
                  "rel:1e-14,rel:1e-12,abs:1e-12,abs:1e-12")
        table.row("net-benefit", "uk_net_benefit_at" + kind, words + [level],
                  benefit_values(scores, events, weights, persons, level, kind != ""),
                  "abs:1e-14,abs:1e-14,abs:1e-12,abs:1e-12")
        observed = sum(mpf(w) * e for w, e in zip(weights, events))
        ratio = observed / sum(w * s for w, s in zip(weights, scores))
        spread, m = linearised([e - ratio * s for s, e in zip(scores, events)], weights, persons)
        se, t = spread / observed, critical(level, m - 1)
        table.row("oe", "uk_oe" + kind, words + [level],
                  (ratio, se, ratio * mpmath.exp(-t * se), ratio * mpmath.exp(t * se)),
                  "rel:1e-14,rel:1e-12,rel:1e-11,rel:1e-11")
    tp, fp = (sum(1 for s, e in zip(scores, events) if s >= 0.3 and e == kind) for kind in (1, 0))
    level = chance.choice(LEVELS)
    table.row("net-benefit", "uk_net_benefit_counts", [tp, fp, len(scores), 0.3, level],
              benefit_values(scores, events, [1] * len(scores), range(len(scores)), level, False),
              "abs:1e-14,rel:1e-12,abs:1e-12,abs:1e-12")


def poisson_rows(table, chance):
    """Limits of a Poisson mean: where the tail sum of its chances is (1 - level)/2."""
    for observed in (0, 1, 4, 17, 139, 1054):
        level, expected = chance.choice(LEVELS), chance.uniform(0.5, 1.5) * (observed + 1)
        tail = (1 - mpf(level)) / 2

        def more(mean, count):
            return 1 - mpmath.fsum(mpmath.exp(k * mpmath.log(mean) - mean - mpmath.loggamma(k + 1))
                                   for k in range(count + 1))

        def mean_with(count, chance_of_more):
            def rise(mean):
                return mpmath.exp(count * mpmath.log(mean) - mean - mpmath.loggamma(count + 1))

            guess = bracket(lambda mean: more(mean, count), chance_of_more, mpf("1e-9"),
                            mpf(3 * count + 60))
            return solve(lambda mean: more(mean, count) - chance_of_more, rise, guess)

        high = mean_with(observed, 1 - tail)
        low = mean_with(observed - 1, tail) if observed else mpf(0)
        e = mpf(expected)
        table.row("oe-poisson", "uk_oe_poisson", [observed, expected, level],
                  (observed / e, 1 / mpmath.sqrt(observed) if observed else NAN, low / e, high / e),
                  "ulp:2,ulp:2,ulp:256,ulp:256")


# ---- logistic models ----

def expit(x):
    return 1 / (1 + mpmath.exp(-x))


def newton(x, events, weights, start, free):
    """The coefficients (1, x) with the first `free` of them fitted, the rest as they start, and the
    inverse information."""
    beta = [mpf(b) for b in start]
    for _ in range(200):
        p = [expit(beta[0] + beta[1] * v) for v in x]
        design = [[mpf(1), v][:free] for v in x]
        gradient = mpmath.matrix([sum(w * (e - q) * row[j] for w, e, q, row
                                      in zip(weights, events, p, design)) for j in range(free)])
        information = mpmath.matrix(free)
        for w, q, row in zip(weights, p, design):
            for j in range(free):
                for k in range(free):
                    information[j, k] += w * q * (1 - q) * row[j] * row[k]
        inverse = information ** -1
        step = inverse * gradient
        size = max(abs(s) for s in step)
        for j in range(free):
            beta[j] += step[j] * min(1, 1 / size) if size else 0
        if size < mpf(10) ** -45:
            return beta, inverse
    raise ValueError("no convergence")


def model_variance(x, events, weights, persons, beta, inverse, robust):
    """The covariance of the coefficients; df of their limits."""
    free = inverse.rows
    if not robust:
        return inverse, INF
    sums = {}
    for v, e, w, person in zip(x, events, weights, persons):
        r = w * (e - expit(beta[0] + beta[1] * v))
        before = sums.get(person, [mpf(0)] * free)
        sums[person] = [b + r * d for b, d in zip(before, (1, v))]
    m, meat = len(sums), mpmath.matrix(free)
    for s in sums.values():
        for j in range(free):
            for k in range(free):
                meat[j, k] += mpf(m) / (m - 1) * s[j] * s[k]
    return inverse * meat * inverse, m - 1


def parted(scores, events):
    sick = [s for s, e in zip(scores, events) if e]
    well = [s for s, e in zip(scores, events) if not e]
    return max(well) <= min(sick) or max(sick) <= min(well)


def calibration_rows(table, rows, chance):
    scores, events = rows[:2]
    x = [mpmath.log(mpf(s) / (1 - mpf(s))) for s in scores]
    for kind in KINDS:
        words, weights, persons = of_kind(rows, kind)
        level = chance.choice(LEVELS)
        fits = [("calibration-intercept", "uk_calibration_intercept", 0, (0, 1), 1)]
        if not parted(scores, events):
            fits += [("calibration-slope", "uk_calibration_line_slope", 1, (0, 0), 2),
                     ("calibration-slope", "uk_calibration_line_intercept", 0, (0, 0), 2)]
        for measure, function, which, start, free in fits:
            beta, inverse = newton(x, events, weights, start, free)
            covariance, df = model_variance(x, events, weights, persons, beta, inverse, kind != "")
            se, t = mpmath.sqrt(covariance[which, which]), critical(level, df)
            estimate = beta[which]
            table.row(measure, function + kind, words + [level],
                      (estimate, se, estimate - t * se, estimate + t * se),
                      "abs:1e-12,rel:1e-11,abs:1e-10,abs:1e-10")


# ---- local parabolas ----

def cut_at(s, first, last):
    """The row nearest to the middle that is not like the next, right first."""
    middle = first + (last - first) // 2
    cuts = [i for i in range(first, last) if s[i] != s[i + 1]]
    return min(cuts, key=lambda i: (abs(i - middle), -i)) if cuts else None


def knots(s):
    wide = max(s[-1] - s[0], mpf("1e-3") * s[-1])
    found, cells = [s[0] - wide / 200, s[-1] + wide / 200], [(0, len(s) - 1)]
    while cells:
        first, last = cells.pop()
        if last - first + 1 <= max(1, len(s) * 3 // 20):
            continue
        row = cut_at(s, first, last)
        if row is not None:
            found.append(s[row])
            cells += [(first, row), (row + 1, last)]
    return sorted(found)


def parabola(s, events, weights, knot):
    """Height and slope at the knot: normal equations of 1, x, x^2 about it."""
    near = sorted(range(len(s)), key=lambda i: abs(s[i] - knot))[:len(s) * 3 // 4]
    far = max(abs(s[i] - knot) for i in near)
    left, right = mpmath.matrix(3), mpmath.matrix(3, 1)
    for i in near:
        w = weights[i] * (1 - (abs(s[i] - knot) / far) ** 3) ** 3
        for j in range(3):
            right[j] += w * events[i] * (s[i] - knot) ** j
            for k in range(3):
                left[j, k] += w * (s[i] - knot) ** (j + k)
    found = mpmath.lu_solve(left, right)
    return found[0], found[1]


def hermite(a, b, one, two, x):
    """The cubic with two heights and slopes, by its divided differences."""
    (y0, d0), (y1, d1), h = one, two, b - a
    chord = (y1 - y0) / h
    second, third = (chord - d0) / h, (d0 + d1 - 2 * chord) / h ** 2
    return y0 + (x - a) * (d0 + (x - a) * (second + (x - b) * third))


def ici_rows(table, rows, chance):
    scores, events = [mpf(x) for x in rows[0]], rows[1]
    if len(set(scores)) < len(scores) or len(scores) < 15:
        return
    for kind in KINDS[:2]:
        words, weights, _ = of_kind(rows, kind)
        at = knots(scores)
        fits = [parabola(scores, events, weights, knot) for knot in at]
        off = []
        for x in scores:
            k = max(i for i in range(len(at) - 1) if at[i] <= x)
            off.append(abs(hermite(at[k], at[k + 1], fits[k], fits[k + 1], x) - x))
        total = sum(mpf(w) for w in weights)
        order, far = sorted(off), [NAN, NAN]
        if kind == "":
            for q, share in enumerate((mpf(0.5), mpf(0.9))):
                place = share * (len(off) - 1)
                low = int(mpmath.floor(place))
                far[q] = order[low] + (place - low) * (order[low + 1] - order[low])
        table.row("ici", "uk_calibration_errors" + kind, words + [chance.choice(LEVELS)],
                  [sum(w * o for w, o in zip(weights, off)) / total] + far + [order[-1]],
                  "abs:1e-10")


def main():
    chance = random.Random(20261130)
    table = Table("scores.tsv", "make_scores.py")
    for case in range(12):
        rows = draw_rows(chance, case)
        auc_rows(table, rows, chance)
        rate_rows(table, rows, chance)
        mean_rows(table, rows, chance)
        calibration_rows(table, rows, chance)
        ici_rows(table, rows, chance)
    poisson_rows(table, chance)
    # wholly apart, either way round; one event alone
    for events in ([0, 0, 0, 1, 1], [1, 1, 0, 0, 0], [0, 0, 1, 0, 0]):
        auc_rows(table, ([0.1, 0.2, 0.3, 0.4, 0.5], events, [1.0, 0.5, 1.0, 2.0, 1.0],
                         [0, 1, 2, 3, 4]), chance)
    table.write()


if __name__ == "__main__":
    main()
