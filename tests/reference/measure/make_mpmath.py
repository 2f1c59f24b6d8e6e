#!/usr/bin/env python3
"""Writes the reference tables made with mpmath at 60 digits.

    python3 tests/reference/measure/make_mpmath.py

run in the project's root; writes special.tsv proportion.tsv contrast.tsv mean.tsv slope.tsv
clustered.tsv waits.tsv survey.tsv beside this file. Every formula is the textbook one, not the arrangement used in
src/measure. Arguments are taken as the exact doubles the C functions receive.
"""
import os
import random
import sys
from fractions import Fraction

import mpmath
from mpmath import mp, mpf

mp.dps = 60
HERE = os.path.dirname(os.path.abspath(__file__))
NAN = mpf("nan")
INF = float("inf")


def number(value):
    if value is None:
        return "-"
    return repr(float(value))


class Table:
    """First line: the program that made it. Then one row for each call. A field is a double to be
    met, nan, or - (the function has no such field). The tolerance is one for all fields, or four
    with commas: ulp:N, abs:X, rel:X or exact."""

    def __init__(self, name, maker="make_mpmath.py"):
        self.name = name
        self.lines = [
            "# Made by %s: Python %d.%d, mpmath %s, 60 digits."
            % (maker, sys.version_info[0], sys.version_info[1], mpmath.__version__),
            "# id\tfunction\targuments\testimate\tse\tlow\thigh\ttolerance",
        ]

    def row(self, measure, function, arguments, values, tolerance):
        values = list(values) + [None] * (4 - len(values))
        words = " ".join(str(a) if isinstance(a, int) else repr(a) for a in arguments)
        self.lines.append("\t".join([measure, function, words] + [number(v) for v in values]
                                    + [tolerance]))

    def write(self):
        with open(os.path.join(HERE, self.name), "w") as out:
            out.write("\n".join(self.lines) + "\n")


# ---- distributions ----

def normal_cdf(x):
    return mpmath.erfc(-mpf(x) / mpmath.sqrt(2)) / 2


def solve(function, derivative, guess):
    """Newton from a good double guess to 60 digits."""
    x = mpf(guess)
    for _ in range(60):
        change = function(x) / derivative(x)
        x -= change
        if abs(change) <= abs(x) * mpf(10) ** -45:
            return x
    raise ValueError("no convergence")


def bracket(cdf, p, low, high):
    """Double-size bisection for the start of Newton."""
    saved = mp.dps
    mp.dps = 20
    try:
        for _ in range(50):
            middle = (low + high) / 2
            if cdf(middle) < p:
                low = middle
            else:
                high = middle
    finally:
        mp.dps = saved
    return (low + high) / 2


def normal_quantile(p):
    p = mpf(p)
    guess = bracket(normal_cdf, p, mpf(-40), mpf(40))
    return solve(lambda x: normal_cdf(x) - p, mpmath.npdf, guess)


def t_cdf(t, df):
    t, df = mpf(t), mpf(df)
    tail = beta_cdf(df / (df + t * t), df / 2, mpf(1) / 2) / 2
    return tail if t < 0 else 1 - tail


def t_density(t, df):
    df = mpf(df)
    return ((1 + t * t / df) ** (-(df + 1) / 2)
            / (mpmath.sqrt(df) * mpmath.beta(df / 2, mpf(1) / 2)))


def t_quantile(p, df):
    p = mpf(p)
    if p == mpf(1) / 2:
        return mpf(0)
    if p > mpf(1) / 2:
        raise ValueError("ask for the lower tail")
    guess = bracket(lambda t: t_cdf(t, df), p, mpf(-40) if df > 3 else mpf(-10000), mpf(0))
    return solve(lambda t: t_cdf(t, df) - p, lambda t: t_density(t, df), guess)


def gamma_cdf(x, shape):
    return mpmath.gammainc(mpf(shape), 0, x, regularized=True)


def gamma_quantile(p, shape):
    p, shape = mpf(p), mpf(shape)
    guess = bracket(lambda x: gamma_cdf(x, shape), p, mpf(0), shape * 3 + 60)
    return solve(lambda x: gamma_cdf(x, shape) - p,
                 lambda x: x ** (shape - 1) * mpmath.exp(-x) / mpmath.gamma(shape), guess)


def beta_cdf(x, a, b):
    """A series of positive terms (Abramowitz & Stegun 26.5.4) from the end whose powers fall fast;
    40 more digits for what 1 - series loses in a far tail."""
    x, a, b = mpf(x), mpf(a), mpf(b)
    if x <= 0 or x >= 1:
        return mpf(0) if x <= 0 else mpf(1)
    with mpmath.workdps(mp.dps + 40):
        if x > mpf(1) / 2:
            return 1 - beta_series(1 - x, b, a)
        return beta_series(x, a, b)


def beta_series(x, a, b):
    term, total, i = mpf(1), mpf(1), 0
    while term > total * mpf(10) ** -(mp.dps + 5) or x * (a + b + i) > a + 1 + i:
        term *= x * (a + b + i) / (a + 1 + i)
        total += term
        i += 1
    return x ** a * (1 - x) ** b / (a * mpmath.beta(a, b)) * total


def beta_quantile(p, a, b):
    p, a, b = mpf(p), mpf(a), mpf(b)
    guess = bracket(lambda x: beta_cdf(x, a, b), p, mpf(0), mpf(1))
    return solve(lambda x: beta_cdf(x, a, b) - p,
                 lambda x: x ** (a - 1) * (1 - x) ** (b - 1) / mpmath.beta(a, b), guess)


def tail_of(confidence):
    return (1 - mpf(confidence)) / 2


CRITICAL = {}


def critical(confidence, df=INF):
    key = (confidence, df)
    if key not in CRITICAL:
        tail = tail_of(confidence)
        CRITICAL[key] = -(normal_quantile(tail) if df == INF else t_quantile(tail, df))
    return CRITICAL[key]


def write_special():
    table = Table("special.tsv")
    for x in (-8.0, -5.25, -1.959963984540054, -0.3, 0.0, 0.7, 1.0, 2.5, 5.0):
        table.row("special", "uk_normal_cdf", [x], [normal_cdf(x)], "ulp:8")
    for p in (1e-12, 1e-5, 0.001, 0.025, 0.1, 0.31, 0.6, 0.9, 0.975, 0.999):
        table.row("special", "uk_normal_quantile", [p], [normal_quantile(p)], "ulp:4")
    for df in (1.0, 2.0, 2.5, 5.0, 17.0, 40.3, 250.0, 10000.0):
        for t in (-6.0, -2.1, -0.4, 0.9, 3.3):
            table.row("special", "uk_t_cdf", [t, df], [t_cdf(t, df)], "ulp:256")
        for p in (0.0005, 0.005, 0.025, 0.05, 0.3):
            table.row("special", "uk_t_quantile", [p, df], [t_quantile(p, df)], "ulp:64")
    for df in (1.0, 2.0, 3.7, 10.0, 46.0, 300.0, 2000.0):
        for p in (0.005, 0.025, 0.5, 0.975, 0.999):
            table.row("special", "uk_chi_squared_quantile", [p, df],
                      [2 * gamma_quantile(p, mpf(df) / 2)], "ulp:64")
            table.row("special", "uk_gamma_quantile", [p, df, 1.7],
                      [mpf(1.7) * gamma_quantile(p, df)], "ulp:64")
    for a, b in ((1.0, 1.0), (1.0, 20.0), (3.0, 2.0), (81.0, 183.0), (81.5, 182.5), (0.5, 4.5),
                 (7.0, 1.0), (1200.0, 3400.0), (2.0, 9000.0), (9900.0, 40.0)):
        for x in (0.01, 0.2, 0.3, 0.65, 0.99):
            value = beta_cdf(mpf(x), a, b)
            if value > mpf(10) ** -30:
                table.row("special", "uk_beta_cdf", [x, a, b], [value],
                          "ulp:2048" if value > 1e-10 else "rel:1e-10")
        for p in (0.0005, 0.025, 0.4, 0.975):
            table.row("special", "uk_beta_quantile", [p, a, b], [beta_quantile(p, a, b)],
                      "ulp:256")
            table.row("special", "uk_beta_quantile_upper", [p, a, b],
                      [beta_quantile(1 - mpf(p), a, b)], "ulp:256")
    table.write()


# ---- proportions ----

def wilson(p, n, z):
    middle = p + z * z / (2 * n)
    half = z * mpmath.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    below = 1 + z * z / n
    return ((middle - half) / below if p > 0 else mpf(0),
            (middle + half) / below if p < 1 else mpf(1))


def binomial(x, n):
    p = mpf(x) / n
    return p, mpmath.sqrt(p * (1 - p) / n)


def wilson_counts(x, n, confidence):
    p, se = binomial(x, n)
    return (p, se) + wilson(p, mpf(n), critical(confidence))


def clopper_pearson(x, n, confidence):
    tail = tail_of(confidence)
    low = beta_quantile(tail, x, n - x + 1) if x > 0 else mpf(0)
    high = beta_quantile(1 - tail, x + 1, n - x) if x < n else mpf(1)
    return binomial(x, n) + (low, high)


def wilson_effective(p, se, n, df, confidence):
    p, se = mpf(p), mpf(se)
    size = p * (1 - p) / se ** 2 if se > 0 and 0 < p < 1 else mpf(n)
    z = critical(confidence)
    size *= (z / critical(confidence, df)) ** 2
    return (p, se) + wilson(p, size, z)


COUNTS = [(0, 1), (1, 1), (0, 10), (10, 10), (1, 10), (5, 10), (9, 10), (81, 263), (1, 31337),
          (31336, 31337), (15, 148), (0, 20), (1, 29), (123456, 987654321), (3, 1000000007),
          (4503599627370496, 9007199254740992)]
LEVELS = (0.5, 0.8, 0.9, 0.95, 0.99, 0.998, 0.9999)


def write_proportion(chance):
    table = Table("proportion.tsv")
    counts = list(COUNTS)
    for _ in range(120):
        n = int(10 ** chance.uniform(0, 9))
        counts.append((chance.randint(0, n), n))
        counts.append((min(n, int(10 ** chance.uniform(0, 3))), n))
    for x, n in counts:
        level = chance.choice(LEVELS)
        table.row("wilson", "uk_wilson", [x, n, level], wilson_counts(x, n, level), "ulp:8")
    for x, n in COUNTS[:13] + [(400, 10000), (9999, 10000), (5000, 9000)]:
        for level in (0.9, 0.95, 0.99):
            table.row("clopper-pearson", "uk_clopper_pearson", [x, n, level],
                      clopper_pearson(x, n, level), "ulp:256" if n <= 10000 else "rel:1e-11")
    for p, se, n, df in ((0.3, 0.02, 400.0, INF), (0.031, 0.0007, 50000.0, INF),
                         (0.97, 0.01, 300.0, INF), (0.0, 0.0, 35.0, INF), (1.0, 0.0, 35.0, INF),
                         (0.4, 0.0, 12.0, INF), (0.3, 0.02, 400.0, 399.0),
                         (0.25, 0.06, 31.0, 30.0), (0.0, 0.0, 12.0, 11.0), (1.0, 0.0, 8.0, 7.0),
                         (0.77, 0.1, 6.0, 5.0)):
        for level in (0.9, 0.95):
            table.row("wilson-effective", "uk_wilson_effective", [p, se, n, df, level],
                      wilson_effective(p, se, n, df, level), "ulp:16" if df == INF else "ulp:256")
    table.write()


# ---- contrasts ----

def mover(one, zero, correlation):
    r = mpf(correlation)
    (e1, s1, l1, u1), (e0, s0, l0, u0) = one, zero

    def joined(a, b):
        return mpmath.sqrt(a * a - 2 * r * a * b + b * b)
    return (e1 - e0, joined(s1, s0), e1 - e0 - joined(e1 - l1, u0 - e0),
            e1 - e0 + joined(u1 - e1, e0 - l0))


def newcombe(x1, n1, x0, n0, level):
    return mover(wilson_counts(x1, n1, level), wilson_counts(x0, n0, level), 0)


def log_interval(ratio, se, t):
    if not ratio > 0:
        return NAN, NAN, NAN, NAN
    return ratio, se, ratio * mpmath.exp(-t * se), ratio * mpmath.exp(t * se)


def katz(x1, n1, x0, n0, level):
    if x0 == 0:
        return NAN, NAN, NAN, NAN
    if x1 == 0:
        return mpf(0), NAN, NAN, NAN
    ratio = mpf(x1) * n0 / (mpf(n1) * x0)
    se = mpmath.sqrt(mpf(1) / x1 - mpf(1) / n1 + mpf(1) / x0 - mpf(1) / n0)
    return log_interval(ratio, se, critical(level))


def log_ratio(e1, s1, e0, s0, covariance, df, level):
    e1, s1, e0, s0, covariance = (mpf(v) for v in (e1, s1, e0, s0, covariance))
    se = mpmath.sqrt((s1 / e1) ** 2 + (s0 / e0) ** 2 - 2 * covariance / (e1 * e0))
    return log_interval(e1 / e0, se, critical(level, df))


def normal_difference(e1, s1, e0, s0, covariance, df, level):
    e1, s1, e0, s0, covariance = (mpf(v) for v in (e1, s1, e0, s0, covariance))
    se = mpmath.sqrt(s1 ** 2 + s0 ** 2 - 2 * covariance)
    t = critical(level, df)
    return e1 - e0, se, e1 - e0 - t * se, e1 - e0 + t * se


def welch_df(s1, n1, s0, n0):
    s1, n1, s0, n0 = (mpf(v) for v in (s1, n1, s0, n0))
    return (s1 ** 2 + s0 ** 2) ** 2 / (s1 ** 4 / (n1 - 1) + s0 ** 4 / (n0 - 1))


PAIRS = [(56, 70, 48, 80), (9, 10, 3, 10), (6, 7, 2, 7), (5, 56, 0, 29), (0, 10, 0, 20),
         (0, 10, 0, 10), (10, 10, 0, 20), (10, 10, 0, 10), (10, 10, 20, 20), (1, 5, 900, 1000)]


def write_contrast(chance):
    table = Table("contrast.tsv")
    pairs = list(PAIRS)
    for _ in range(80):
        n1, n0 = (int(10 ** chance.uniform(0, 7)) for _ in range(2))
        pairs.append((chance.randint(0, n1), n1, chance.randint(0, n0), n0))
    for pair in pairs:
        level = chance.choice(LEVELS[1:6])
        table.row("newcombe", "uk_newcombe_difference", list(pair) + [level],
                  newcombe(*pair, level), "abs:1e-15")
        table.row("katz", "uk_katz_ratio", list(pair) + [level], katz(*pair, level), "ulp:32")
    for _ in range(40):
        one, zero = [], []
        for interval in (one, zero):
            e = chance.uniform(0, 1)
            interval += [e, chance.uniform(0.01, 0.1), e - chance.uniform(0.01, 0.2),
                         e + chance.uniform(0.01, 0.2)]
        r = chance.choice((-1.0, -0.5, 0.0, 0.25, 0.9, chance.uniform(-1, 1)))
        table.row("mover", "uk_mover_difference", one + zero + [r],
                  mover([mpf(v) for v in one], [mpf(v) for v in zero], r), "abs:2e-15")
    for _ in range(40):
        e1, e0 = chance.uniform(0.1, 5), chance.uniform(0.1, 5)
        s1, s0 = e1 * chance.uniform(0.01, 0.4), e0 * chance.uniform(0.01, 0.4)
        covariance = chance.choice((0.0, chance.uniform(-0.8, 0.8) * s1 * s0))
        df = chance.choice((INF, 4.0, 29.0, 311.5))
        exact = df == INF and covariance == 0.0
        row = [e1, s1, e0, s0, covariance, df, chance.choice((0.9, 0.95, 0.99))]
        table.row("log-ratio", "uk_log_ratio", row, log_ratio(*row),
                  "ulp:32" if exact else "rel:1e-13")
        table.row("welch" if covariance == 0 else "normal-difference", "uk_normal_difference", row,
                  normal_difference(*row), "abs:1e-13")
        row = [s1, float(chance.randint(2, 400)), s0, float(chance.randint(2, 400))]
        table.row("welch", "uk_welch_df", row, [welch_df(*row)], "ulp:16")
    table.write()


def write_mean(chance):
    table = Table("mean.tsv")
    for _ in range(40):
        mean, sd, level = chance.uniform(-50, 50), chance.uniform(0.1, 20), chance.choice(LEVELS)
        n = float(chance.choice((2, 3, 8, 30, 31, 1000)))
        se = mpf(sd) / mpmath.sqrt(mpf(n))
        t = critical(level, n - 1)
        tolerance = "abs:1e-11" if n == 2.0 else "abs:1e-12"
        table.row("mean-t", "uk_mean_t", [mean, sd, n, level],
                  (mean, se, mean - t * se, mean + t * se), tolerance)
        df = chance.choice((INF, 3.0, 12.0, 77.5))
        t = critical(level, df)
        table.row("mean-clustered", "uk_estimate_t", [mean, sd, df, level],
                  (mean, sd, mean - t * mpf(sd), mean + t * mpf(sd)), "abs:1e-12")
    table.write()


# ---- ranked groups: by matrices, as a textbook of regression has them ----

def ridits(population):
    total, before, out = sum(population), mpf(0), []
    for n in population:
        out.append((before + n / 2) / total)
        before += n
    return out


def sandwich(design, bread, population, variance):
    """Covariance of the coefficients: bread (X'W V W X) bread."""
    w = mpmath.diag(population)
    return bread * (design.T * w * variance * w * design) * bread


def linear_fit(y, variance, population):
    design = mpmath.matrix([[1, r] for r in ridits(population)])
    bread = (design.T * mpmath.diag(population) * design) ** -1
    beta = bread * design.T * mpmath.diag(population) * mpmath.matrix(y)
    return beta, sandwich(design, bread, population, variance)


def expit(x):
    return 1 / (1 + mpmath.exp(-x))


def logit_fit(y, variance, population):
    design = mpmath.matrix([[1, r] for r in ridits(population)])
    beta = mpmath.matrix([0, 0])
    for _ in range(60):
        fitted = [expit(design[j, 0] * beta[0] + design[j, 1] * beta[1]) for j in range(len(y))]
        information = design.T * mpmath.diag([n * p * (1 - p) for n, p in zip(population, fitted)]
                                             ) * design
        score = design.T * mpmath.matrix([n * (v - p) for n, v, p in zip(population, y, fitted)])
        change = information ** -1 * score
        beta += change
        if mpmath.norm(change) < mpf(10) ** -40:
            return beta, sandwich(design, information ** -1, population, variance)
    raise ValueError("no convergence")


def delta(gradient, covariance):
    g = mpmath.matrix(gradient)
    return mpmath.sqrt((g.T * covariance * g)[0])


def slope_rows(y, variance, population, level):
    """(id, function, values, tolerance) for each index, tolerances as the headers state them."""
    z = critical(level)
    largest = max(abs(v) for v in y)

    def plain(value, se):
        return value, se, value - z * se, value + z * se

    def absolute(bound, values):
        """`bound` of the largest estimate in the value; the limits may be larger than it."""
        scale = bound * float(max([largest] + [abs(v) for v in values[2:]]))
        return "abs:%.3g,ulp:64,abs:%.3g,abs:%.3g" % (bound * float(largest), scale, scale)
    beta, v = linear_fit(y, variance, population)
    worst, best = beta[0], beta[0] + beta[1]
    values = plain(beta[1], delta([0, 1], v))
    yield "sii-linear", "uk_sii_linear", values, absolute(1e-13, values)
    values, tolerance = (NAN,) * 4, "rel:1e-12"
    if worst > 0 and best > 0:
        values = log_interval(best / worst, delta([1 / best - 1 / worst, 1 / best], v), z)
        # an end near 0 is a small difference of large numbers, and se stands in an exponent
        if min(worst, best) < largest / 20:
            tolerance = "rel:1e-8"
    yield "rii-linear", "uk_rii_linear", values, tolerance
    total = sum(population)
    share = [n / total for n in population]
    mean = sum(p * x for p, x in zip(share, y))
    rank = ridits(population)
    aci = 2 * sum(p * x * r for p, x, r in zip(share, y, rank)) - mean
    rci = aci / mean
    first = [2 * p * (r - mpf(1) / 2) for p, r in zip(share, rank)]
    second = [(f - rci * p) / mean for f, p in zip(first, share)]
    values = plain(aci, delta(first, variance))
    yield "aci", "uk_aci", values, absolute(1e-13, values)
    values = plain(rci, delta(second, variance))
    yield "rci", "uk_rci", values, "abs:%.3g,rel:1e-12,abs:%.3g,abs:%.3g" % (
        (1e-13 * float(largest / mean),) * 3)
    beta, v = logit_fit(y, variance, population)
    worst, best = expit(beta[0]), expit(beta[0] + beta[1])
    dworst, dbest = worst * (1 - worst), best * (1 - best)
    values = plain(best - worst, delta([dbest - dworst, dbest], v))
    yield "sii-logit", "uk_sii_logit", values, "abs:1e-13,rel:1e-11,abs:1e-13,abs:1e-13"
    yield "rii-logit", "uk_rii_logit", log_interval(
        best / worst, delta([dbest / best - dworst / worst, dbest / best], v), z), "rel:1e-11"


def joint_covariance(chance, k):
    """A Cholesky factor times its transpose, rounded to doubles."""
    factor = mpmath.matrix(k, k)
    for i in range(k):
        for j in range(i + 1):
            factor[i, j] = chance.uniform(-0.01, 0.02)
        factor[i, i] += mpf("0.02")
    product = factor * factor.T
    return [float(product[i, j]) for i in range(k) for j in range(k)]


def ranked_case(chance, case):
    k = chance.choice((2, 3, 5, 10))
    if case % 4 == 3:  # lopsided: sizes over five powers of ten
        population = [float(int(10 ** chance.uniform(1, 6))) for _ in range(k)]
    else:
        population = [float(chance.randint(50, 9000)) for _ in range(k)]
    top = chance.choice((0.95, 0.3, 0.002))
    y = [chance.uniform(top / 20, top) for _ in range(k)]
    if case % 3 == 0:
        y.sort(reverse=case % 2 == 0)
    return y, [v * chance.uniform(0.02, 0.2) for v in y], population


def write_slope(chance):
    table = Table("slope.tsv")
    for population in ([3.0], [1.0, 1.0], [5.0, 0.0, 2.0], [81.0, 263.0, 7.0, 1e9]):
        for j, value in enumerate(ridits([mpf(n) for n in population])):
            # k populations, which group
            table.row("ridit", "uk_ridits", [len(population)] + population + [j], [value], "ulp:4")
    for case in range(32):
        y, se, population = ranked_case(chance, case)
        k = len(y)
        variance = mpmath.diag([mpf(s) ** 2 for s in se])
        level = chance.choice((0.9, 0.95, 0.99))
        exact_y, exact_n = [mpf(v) for v in y], [mpf(n) for n in population]
        for measure, function, values, tolerance in slope_rows(exact_y, variance, exact_n, level):
            # k, k estimates, k standard errors, k populations, confidence
            table.row(measure, function, [k] + y + se + population + [level], values, tolerance)
        # the same with correlated groups: k, k estimates, k populations, k x k, confidence
        entries = joint_covariance(chance, k)
        joint = mpmath.matrix(k, k)
        for i in range(k):
            for j in range(k):
                joint[i, j] = mpf(entries[i * k + j])
        for measure, function, values, _ in slope_rows(exact_y, joint, exact_n, level):
            size = max(1.0, *[abs(float(v)) for v in values])
            table.row(measure, function + "+covariance", [k] + y + population + entries + [level],
                      values, "rel:1e-10,rel:1e-10,abs:%.3g,abs:%.3g" % ((1e-10 * size,) * 2))
    table.write()


# ---- persons with several rows ----

def write_clustered(chance):
    """Rows, not moments: the residuals are squared one unit at a time."""
    table = Table("clustered.tsv")
    for _ in range(20):
        units = chance.randint(5, 60)
        rows = [(unit, chance.randint(0, 1), chance.choice((1.0, 0.5, 2.25)), chance.random())
                for unit in range(units) for _ in range(chance.randint(1, 4))]
        n = [[mpf(0)] * units for _ in range(2)]
        k = [[mpf(0)] * units for _ in range(2)]
        for unit, group, weight, outcome in rows:
            n[group][unit] += mpf(weight)
            k[group][unit] += mpf(weight) * mpf(outcome)
        for g, h in ((0, 0), (0, 1), (1, 1)):
            means = [float(sum(k[i]) / sum(n[i])) for i in (g, h)]
            weights = [float(sum(n[i])) for i in (g, h)]
            moments = [float(sum(a * b for a, b in zip(x[g], y[h])))
                       for x, y in ((n, n), (n, k), (k, n), (k, k))]
            mean_g, mean_h = (sum(k[i]) / sum(n[i]) for i in (g, h))
            total = sum((k[g][u] - mean_g * n[g][u]) * (k[h][u] - mean_h * n[h][u])
                        for u in range(units))
            value = mpf(units) / (units - 1) * total / (sum(n[g]) * sum(n[h]))
            table.row("clustered", "uk_linearised_covariance",
                      moments + means + weights + [float(units)], [value], "abs:1e-15")
        s1, s0, share = chance.uniform(0.001, 2), chance.uniform(0.001, 2), chance.uniform(-1, 1)
        covariance = s1 * s0 * share
        table.row("mover", "uk_correlation", [covariance, s1, s0],
                  [mpf(covariance) / (mpf(s1) * mpf(s0))], "ulp:4")
    table.write()


# ---- waits: the curve in whole fractions ----

HALF = Fraction(1, 2)


def curve(days):
    """(day, S, Greenwood's sum or None where nobody is left) for each day with an end."""
    waiting, survival, greenwood = sum(e + c for _, e, c in days), Fraction(1), Fraction(0)
    for day, ended, censored in days:
        if ended:
            left = waiting - ended
            survival *= Fraction(left, waiting)
            greenwood = None if left == 0 else greenwood + Fraction(ended, waiting * left)
            yield day, survival, greenwood
        waiting -= ended + censored


def limits_of(survival, greenwood, level):
    """Limits of S on the scale log(-log S); None where that has no value."""
    if survival in (0, 1):
        return None
    s, v = mpf(survival.numerator) / survival.denominator, mpf(greenwood.numerator)
    scale = mpmath.log(-mpmath.log(s))
    error = mpmath.sqrt(v / greenwood.denominator) / abs(mpmath.log(s))
    z = critical(level, INF)
    return [mpmath.exp(-mpmath.exp(scale + sign * z * error)) for sign in (1, -1)]


def median_wait(days, level):
    steps = [(day, s, limits_of(s, v, level)) for day, s, v in curve(days)]
    reached = [day for day, s, _ in steps if s < HALF]
    ties = [day for day, s, _ in steps if s == HALF]
    if ties:
        after = reached or [max(day for day, ended, censored in days if ended + censored)]
        middle = mpf(ties[0] + after[0]) / 2
    else:
        middle = reached[0] if reached else NAN
    ends = [[day for day, _, both in steps if both and both[i] <= mpf(1) / 2] for i in (0, 1)]
    return [middle, NAN] + [found[0] if found else NAN for found in ends]


def share_ended(days, day, level):
    before = [step[1:] for step in curve(days) if step[0] <= day]
    survival, greenwood = before[-1] if before else (Fraction(1), Fraction(0))
    if survival > 0 and day > max(d for d, ended, censored in days if ended + censored):
        return [NAN] * 4
    ended = 1 - survival
    share = mpf(ended.numerator) / ended.denominator
    if greenwood is None:
        return [share, NAN, NAN, NAN]
    error = (1 - share) * mpmath.sqrt(mpf(greenwood.numerator) / greenwood.denominator)
    both = limits_of(survival, greenwood, level)
    return [share, error] + ([NAN] * 2 if both is None else [1 - both[1], 1 - both[0]])


def almost_half(chance):
    """a/b c/e that differs from 1/2 by less than a double can tell: 2 a c = b e + 1."""
    while True:
        b = chance.randrange(3 * 10 ** 8 + 1, 5 * 10 ** 8, 2)
        a = chance.randrange(b // 2 + 1, b)
        try:
            c = pow(2 * a, -1, b)
        except ValueError:
            continue
        e = (2 * a * c - 1) // b
        if 0 < c < e <= a:
            return [(3, b - a, a - e), (8, e - c, 0), (21, c, 0)]


def wait_case(chance, case):
    k = chance.choice((1, 2, 5, 9, 20))
    most = (3, 40, 10 ** 7)[case % 3]
    heavy = chance.choice((0, 1, 4))  # how often people are censored
    days, day = [], chance.choice((0, 0, 3))
    for _ in range(k):
        censored = chance.randint(0, most) if chance.randint(0, 4) < heavy else 0
        days.append((day, chance.randint(0, most), censored))
        day += chance.choice((1, 1, 7, 300))
    if sum(e + c for _, e, c in days) == 0:
        days[0] = (days[0][0], 1, 0)
    return days


def write_waits(chance):
    table = Table("waits.tsv")
    cases = [wait_case(chance, case) for case in range(60)]
    cases += [almost_half(chance) for _ in range(6)]
    # 1/2 exactly, over a stretch: to the next end, to the last day known, from the first day on
    cases += [[(2, 1, 0), (4, 0, 0), (5, 1, 1), (9, 1, 0)], [(1, 2, 3), (4, 1, 2), (11, 0, 0)],
              [(1, 2, 3), (4, 1, 1), (11, 0, 1)], [(2, 3, 2), (3, 1, 0), (6, 0, 1), (9, 2, 0)],
              [(0, 6, 5), (1, 3, 0), (8, 1, 6)], [(0, 5, 0), (30, 0, 5)],
              [(0, 5 * 10 ** 8, 0), (1, 1, 0), (2 ** 40, 0, 5 * 10 ** 8 - 1)]]
    for days in cases:
        level = chance.choice(LEVELS)
        words = [len(days)] + [n for column in zip(*days) for n in column]
        table.row("kaplan-meier-median", "uk_kaplan_meier_median", words + [level],
                  median_wait(days, level), "ulp:0")
        for day in sorted({chance.choice(days)[0], days[-1][0], chance.randint(0, days[-1][0] + 1)}):
            table.row("kaplan-meier-share", "uk_kaplan_meier_share", words + [float(day), level],
                      share_ended(days, day, level), "ulp:8,ulp:8,rel:1e-13,rel:1e-13")
    table.write()


# ---- a survey: strata, clusters in them, weights ----

def survey_people(chance, means):
    """(stratum, cluster, group, weight, outcome) for each person; clusters of some strata hold
    nobody, and one stratum may have a single cluster. Returns them and clusters by stratum."""
    k = chance.choice((2, 3, 5))
    people, clusters = [], []
    for stratum in range(chance.randint(2, 6)):
        clusters.append(chance.choice((1, 2, 2, 3, 5)) if stratum == 1 else chance.choice((2, 3, 5)))
        for cluster in range(clusters[-1]):
            lean = chance.uniform(-0.15, 0.15)
            for _ in range(chance.choice((0, 4, 9, 14))):
                group = chance.randrange(k)
                level = 0.3 + 0.3 * group / k + lean
                outcome = (chance.gauss(120 + 30 * level, 15) if means
                           else float(chance.random() < level))
                people.append((stratum, cluster, group, chance.choice((0.5, 1.0, 1.75, 3.25)),
                               outcome))
    return k, people, clusters


def survey_variance(people, clusters, value):
    """Of the total of `value`, a number for each person: each stratum's clusters about their mean,
    a lone cluster about 0, which is what all add up to."""
    variance = mpf(0)
    for stratum, count in enumerate(clusters):
        totals = [mpf(0)] * count
        for person, z in zip(people, value):
            if person[0] == stratum:
                totals[person[1]] += z
        if count == 1:
            variance += totals[0] ** 2
        else:
            middle = sum(totals) / count
            variance += mpf(count) / (count - 1) * sum((t - middle) ** 2 for t in totals)
    return variance


def survey_moments(k, people, clusters, centre):
    """What the functions are handed, each sum made in full and rounded once."""
    entries = []
    for g in range(k):
        for h in range(k):
            sums = [mpf(0)] * 4
            for stratum, count in enumerate(clusters):
                n = {i: [mpf(0)] * count for i in (g, h)}
                y = {i: [mpf(0)] * count for i in (g, h)}
                for _, cluster, group, weight, outcome in (p for p in people if p[0] == stratum):
                    if group in n:
                        n[group][cluster] += mpf(weight)
                        y[group][cluster] += mpf(weight) * (mpf(outcome) - mpf(centre))
                for at, (a, b) in enumerate(((n[g], n[h]), (n[g], y[h]), (y[g], n[h]),
                                             (y[g], y[h]))):
                    products = sum(u * v for u, v in zip(a, b))
                    sums[at] += (products if count == 1 else mpf(count) / (count - 1)
                                 * (products - sum(a) * sum(b) / count))
            entries += [float(v) for v in sums]
    return entries


def survey_fit(people, rank, means):
    """Weighted least squares or logistic regression of the people's outcomes on their ranks: the
    two ends' link, each person's fitted value and what the person adds to both coefficients."""
    design = mpmath.matrix([[1, rank[p[2]]] for p in people])
    weights = [mpf(p[3]) for p in people]
    outcome = [mpf(p[4]) for p in people]
    beta = mpmath.matrix([0, 0])
    for _ in range(80):
        fitted = [design[i, 0] * beta[0] + design[i, 1] * beta[1] for i in range(len(people))]
        if not means:
            fitted = [expit(x) for x in fitted]
        slope = [mpf(1) if means else f * (1 - f) for f in fitted]
        bread = mpmath.matrix(2, 2)
        score = mpmath.matrix([0, 0])
        for i, weight in enumerate(weights):
            for a in range(2):
                score[a] += weight * design[i, a] * (outcome[i] - fitted[i])
                for b in range(2):
                    bread[a, b] += weight * slope[i] * design[i, a] * design[i, b]
        change = bread ** -1 * score
        beta += change
        if mpmath.norm(change) < mpf(10) ** -40:
            inverse = bread ** -1
            added = [[weights[i] * (outcome[i] - fitted[i])
                      * sum(inverse[a, b] * design[i, b] for b in range(2)) for a in range(2)]
                     for i in range(len(people))]
            return beta, fitted, added
    raise ValueError("no convergence")


def survey_case(k, people, clusters, means):
    """(id, function, estimate, se, of a logarithm) for each index, one person at a time."""
    total = sum(mpf(p[3]) for p in people)
    rank = ridits([sum(mpf(p[3]) for p in people if p[2] == g) for g in range(k)])
    mean = sum(mpf(p[3]) * mpf(p[4]) for p in people) / total

    def error(by):
        return mpmath.sqrt(survey_variance(people, clusters, by))
    beta, _, added = survey_fit(people, rank, means)
    ends = [beta[0], beta[0] + beta[1]]
    slopes = [mpf(1), mpf(1)]
    if not means:
        ends = [expit(x) for x in ends]
        slopes = [e * (1 - e) for e in ends]
    move = [[slopes[0] * a[0], slopes[1] * (a[0] + a[1])] for a in added]
    name = "linear" if means else "logit"
    yield ("sii-%s-survey" % name, "uk_sii_survey_%s" % name, ends[1] - ends[0],
           error([m[1] - m[0] for m in move]), False)
    if min(ends) > 0:
        yield ("rii-%s-survey" % name, "uk_rii_survey_%s" % name, ends[1] / ends[0],
               error([m[1] / ends[1] - m[0] / ends[0] for m in move]), True)
    _, line, _ = survey_fit(people, rank, True)
    off = [rank[p[2]] - mpf(1) / 2 for p in people]
    aci = 2 * sum(mpf(p[3]) * (mpf(p[4]) - mean) * r for p, r in zip(people, off)) / total
    first = [2 * mpf(p[3]) * r * (mpf(p[4]) - f) / total for p, r, f in zip(people, off, line)]
    yield "aci-survey", "uk_aci_survey", aci, error(first), False
    rci = aci / mean
    second = [(v - rci * mpf(p[3]) * (mpf(p[4]) - mean) / total) / mean
              for v, p in zip(first, people)]
    yield "rci-survey", "uk_rci_survey", rci, error(second), False


def write_survey(chance):
    """People, not moments: what each person adds to an estimate is summed by cluster."""
    table = Table("survey.tsv")
    made = 0
    while made < 24:
        means = made % 2 == 1
        k, people, clusters = survey_people(chance, means)
        weights = [sum(mpf(p[3]) for p in people if p[2] == g) for g in range(k)]
        if min(weights) == 0 or not 0 < sum(p[4] > 0.5 for p in people) or (
                not means and all(p[4] for p in people)):
            continue
        made += 1
        values = [sum(mpf(p[3]) * mpf(p[4]) for p in people if p[2] == g) / weights[g]
                  for g in range(k)]
        centre = 0.0 if made % 3 == 0 else float(sum(n * y for n, y in zip(weights, values))
                                                 / sum(weights))
        moments = survey_moments(k, people, clusters, centre)
        level = chance.choice(LEVELS)
        df = float(sum(clusters) - len(clusters))
        t = -t_quantile((1 - mpf(level)) / 2, df)
        # k, k estimates, k weights, k x k x (nn, nk, kn, kk), centre, df, confidence
        arguments = ([k] + [float(v) for v in values] + [float(n) for n in weights] + moments
                     + [centre, df, level])
        for measure, function, value, se, logarithm in survey_case(k, people, clusters, means):
            limits = ([value * mpmath.exp(-t * se), value * mpmath.exp(t * se)] if logarithm
                      else [value - t * se, value + t * se])
            size = max(abs(float(value)), abs(float(se)), *[abs(float(v)) for v in limits])
            table.row(measure, function, arguments, [value, se] + limits,
                      "abs:%.3g,rel:1e-9,abs:%.3g,abs:%.3g" % ((1e-9 * size,) * 3))
        for g in range(k):
            for h in range(g, k):
                by_g = [mpf(p[3]) * (mpf(p[4]) - values[g]) / weights[g] * (p[2] == g)
                        for p in people]
                by_h = [mpf(p[3]) * (mpf(p[4]) - values[h]) / weights[h] * (p[2] == h)
                        for p in people]
                both = survey_variance(people, clusters, [a + b for a, b in zip(by_g, by_h)])
                value = (both - survey_variance(people, clusters, by_g)
                         - survey_variance(people, clusters, by_h)) / 2
                at = 4 * (g * k + h)
                size = abs(float(survey_variance(people, clusters, by_g))) + abs(
                    float(survey_variance(people, clusters, by_h)))
                table.row("clustered", "uk_survey_covariance", moments[at:at + 4]
                          + [float(values[g] - mpf(centre)), float(values[h] - mpf(centre)),
                             float(weights[g]), float(weights[h])], [value],
                          "abs:%.3g" % (1e-10 * size))
    table.write()


def main():
    chance = random.Random(20261121)
    write_special()
    write_proportion(chance)
    write_contrast(chance)
    write_mean(chance)
    write_slope(chance)
    write_clustered(chance)
    write_waits(chance)
    write_survey(random.Random(20261130))


if __name__ == "__main__":
    main()
