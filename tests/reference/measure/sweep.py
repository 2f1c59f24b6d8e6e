#!/usr/bin/env python3
"""The largest error of each function over random arguments, against mpmath at 60 digits.

    gcc -shared -fPIC -O2 -ffp-contract=off -I src/measure -o /tmp/uk.so src/measure/*.c -x c++ \\
        src/measure/special.cc -lm
    python3 tests/reference/measure/sweep.py /tmp/uk.so [rounds]

For the "Accuracy:" lines of the headers: they state what this finds, rounded up. Errors are in
units of the last place (ulp) of the exact value, at the arguments printed.
"""
import ctypes
import math
import random
import sys

import make_mpmath as exact
from mpmath import mpf


class Interval(ctypes.Structure):
    _fields_ = [(name, ctypes.c_double) for name in ("estimate", "se", "low", "high")]


def ulps(got, want):
    if want == 0 or not math.isfinite(got):
        return 0 if got == want else math.inf
    return float(abs(mpf(got) - want) / mpf(math.ulp(float(want))))


def bind(library, name, kinds, interval):
    function = getattr(library, name)
    function.argtypes = [ctypes.c_int64 if k == "n" else ctypes.c_double for k in kinds]
    function.restype = Interval if interval else ctypes.c_double
    return function


def sweep(library, rounds, chance, name, kinds, draw, formula, fields=None):
    function = bind(library, name, kinds, fields is not None)
    worst = {}
    for _ in range(rounds):
        arguments = draw(chance)
        got = function(*arguments)
        want = formula(*arguments)
        pairs = ([("", got, want)] if fields is None
                 else [(f, getattr(got, f), w) for f, w in zip(fields, want)])
        for field, g, w in pairs:
            if w is None or w != w:
                continue
            error = ulps(g, w)
            if error > worst.get(field, (-1,))[0]:
                worst[field] = (error, arguments)
    for field, (error, arguments) in worst.items():
        print("%-26s %-9s %12.1f ulp at %s" % (name, field, error, arguments), flush=True)


ALL = ("estimate", "se", "low", "high")


def shape(c, most=4):
    return 10 ** c.uniform(-0.3, most)


def counts(c, digits):
    n = int(10 ** c.uniform(0, digits))
    return (min(n, int(10 ** c.uniform(0, digits)) if c.random() < 0.5 else c.randint(0, n)), n)


def level(c):
    return c.choice((0.5, 0.8, 0.9, 0.95, 0.99, 0.998, 0.9999, c.uniform(0.5, 0.9999)))


def near_mean(c, a, b):
    """An argument at which the beta cdf is neither 0 nor 1."""
    m, s = a / (a + b), math.sqrt(a * b / (a + b + 1)) / (a + b)
    return min(0.999999, max(1e-6, m + c.uniform(-6, 4) * s))


def main():
    library = ctypes.CDLL(sys.argv[1])
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 400
    chance = random.Random(7)

    def run(*arguments):
        sweep(library, rounds, chance, *arguments)
    run("uk_normal_cdf", "d", lambda c: (c.uniform(-8, 8),), exact.normal_cdf)
    run("uk_normal_cdf", "d", lambda c: (c.uniform(-37, -8),), exact.normal_cdf)
    run("uk_normal_quantile", "d", lambda c: (10 ** c.uniform(-15, -0.31),),
        exact.normal_quantile)
    run("uk_normal_quantile", "d", lambda c: (c.uniform(0.4, 0.999),), exact.normal_quantile)
    run("uk_t_cdf", "dd", lambda c: (c.uniform(-8, 8), shape(c)), exact.t_cdf)
    run("uk_t_quantile", "dd", lambda c: (10 ** c.uniform(-4.3, -0.31), 10 ** c.uniform(0, 4)),
        exact.t_quantile)
    run("uk_gamma_quantile", "ddd", lambda c: (c.uniform(0.0005, 0.9995), shape(c, 3), 1.0),
        lambda p, a, s: exact.gamma_quantile(p, a))

    def beta_cdf_case(c):
        a, b = shape(c), shape(c)
        return near_mean(c, a, b), a, b
    run("uk_beta_cdf", "ddd", beta_cdf_case, exact.beta_cdf)

    def beta_case(c):
        return 10 ** c.uniform(-4, -0.001), shape(c), shape(c)
    run("uk_beta_quantile", "ddd", beta_case, exact.beta_quantile)
    run("uk_beta_quantile_upper", "ddd", beta_case,
        lambda q, a, b: exact.beta_quantile(1 - mpf(q), a, b))
    run("uk_wilson", "nnd", lambda c: counts(c, 12) + (level(c),), exact.wilson_counts, ALL)
    run("uk_clopper_pearson", "nnd", lambda c: counts(c, 4) + (level(c),), exact.clopper_pearson,
        ALL)
    run("uk_clopper_pearson", "nnd", lambda c: counts(c, 5.5) + (level(c),),
        exact.clopper_pearson, ALL)

    def effective_case(c, infinite):
        n = 10 ** c.uniform(0.5, 6)
        p = c.random() if c.random() < 0.5 else 10 ** c.uniform(-4, 0)
        se = math.sqrt(p * (1 - p) / n) * c.uniform(0.7, 3)
        return p, se, n, math.inf if infinite else 10 ** c.uniform(0, 3), level(c)
    run("uk_wilson_effective", "ddddd", lambda c: effective_case(c, True),
        exact.wilson_effective, ALL)
    run("uk_wilson_effective", "ddddd", lambda c: effective_case(c, False),
        exact.wilson_effective, ALL)
    run("uk_katz_ratio", "nnnnd", lambda c: counts(c, 6) + counts(c, 6) + (level(c),),
        exact.katz, ALL)

    def log_case(c):
        return (c.uniform(0.1, 5), c.uniform(0.001, 0.5), c.uniform(0.1, 5), c.uniform(0.001, 0.5),
                0.0, math.inf, level(c))
    run("uk_log_ratio", "ddddddd", log_case, exact.log_ratio, ALL)
    run("uk_welch_df", "dddd", lambda c: (10 ** c.uniform(-5, 5), c.uniform(1.1, 1e5),
                                          10 ** c.uniform(-5, 5), c.uniform(1.1, 1e5)),
        exact.welch_df)


if __name__ == "__main__":
    main()
