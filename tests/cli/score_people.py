"""Works the numbers of `unknot score` out again, where rows repeat people, belong together or carry
weights: CSV ANSWER UNIT PERSON WEIGHT, names of columns or - for none. Pair by pair and person by
person, from the definitions, with nothing but the standard library. Prints what is missed, and last
"met"."""
import csv
import json
import math
import sys

from worked_again import hold, tell

path, answer_path, unit_column, person_column, weight_column = sys.argv[1:6]
CUT = 0.4
z = 1.959963984540054


def t_quantile(df):
    """The 97.5th percentile of Student's t, its density integrated by Simpson's rule."""
    factor = math.exp(math.lgamma((df + 1) / 2) - math.lgamma(df / 2)) / math.sqrt(df * math.pi)

    def area(t, steps=4000):
        def density(x):
            return factor * (1 + x * x / df) ** (-(df + 1) / 2)
        h = t / steps
        inner = sum((4 if i % 2 else 2) * density(i * h) for i in range(1, steps))
        return (density(0) + inner + density(t)) * h / 3

    low, high = 0.0, 60.0
    for _ in range(70):
        middle = (low + high) / 2
        low, high = (middle, high) if area(middle) < 0.475 else (low, middle)
    return (low + high) / 2


QUANTILES = {}


def quantile(df):
    if df not in QUANTILES:
        QUANTILES[df] = t_quantile(df)
    return QUANTILES[df]


class Row:
    def __init__(self, number, line):
        self.group = line["group"]
        self.score = float(line["score"])
        self.event = int(line["y"])
        self.flag = int(self.score >= CUT)
        self.weight = 1.0 if weight_column == "-" else float(line[weight_column])
        self.unit = number if unit_column == "-" else line[unit_column]


def between(rows, value):
    """The variance of a sum of w value over units, and how many there are."""
    sums = {}
    for row in rows:
        sums[row.unit] = sums.get(row.unit, 0.0) + row.weight * value(row)
    m = len(sums)
    return m / (m - 1) * sum(v * v for v in sums.values()), m


def total(rows, value=lambda row: 1.0):
    return math.fsum(row.weight * value(row) for row in rows)


def wilson_effective(p, se, n, df):
    size = n if se == 0 or p in (0, 1) else p * (1 - p) / se ** 2
    size *= (z / quantile(df)) ** 2
    middle = (p + z * z / (2 * size)) / (1 + z * z / size)
    half = z / (1 + z * z / size) * math.sqrt(p * (1 - p) / size + z * z / (4 * size ** 2))
    return max(middle - half, 0), min(middle + half, 1)


def rate(rows, out_of, counts):
    rows = [row for row in rows if out_of(row)]
    p = total(rows, counts) / total(rows)
    variance, m = between(rows, lambda row: counts(row) - p)
    se = math.sqrt(variance) / total(rows)
    return p, se, *wilson_effective(p, se, m, m - 1)


RATES = {
    "selection_rate": (lambda r: True, lambda r: r.flag),
    "prevalence": (lambda r: True, lambda r: r.event),
    "tpr": (lambda r: r.event, lambda r: r.flag),
    "fnr": (lambda r: r.event, lambda r: 1 - r.flag),
    "fpr": (lambda r: not r.event, lambda r: r.flag),
    "ppv": (lambda r: r.flag, lambda r: r.event),
    "for": (lambda r: not r.flag, lambda r: r.event),
    "accuracy": (lambda r: True, lambda r: int(r.flag == r.event)),
}


def auc(rows):
    """Obuchowski (1997), through all pairs."""
    events = [r for r in rows if r.event]
    others = [r for r in rows if not r.event]

    def passes(a, b):
        return 1.0 if a.score > b.score else 0.5 if a.score == b.score else 0.0

    p, n = total(events), total(others)
    area = sum(a.weight * b.weight * passes(a, b) for a in events for b in others) / p / n
    of_event, of_other = {}, {}
    for a in events:
        share = total(others, lambda b: passes(a, b)) / n - area
        of_event[a.unit] = of_event.get(a.unit, 0.0) + a.weight * share
    for b in others:
        share = total(events, lambda a: passes(a, b)) / p - area
        of_other[b.unit] = of_other.get(b.unit, 0.0) + b.weight * share
    i, j = len(of_event), len(of_other)
    variance = (i / (i - 1) * sum(v * v for v in of_event.values()) / p ** 2
                + j / (j - 1) * sum(v * v for v in of_other.values()) / n ** 2)
    if unit_column != "-":
        m = len(set(of_event) | set(of_other))
        both = sum(v * of_other.get(unit, 0.0) for unit, v in of_event.items())
        variance += 2 * m / (m - 1) * both / p / n
    se = math.sqrt(variance)
    return area, se, max(area - z * se, 0), min(area + z * se, 1)


def observed_over_expected(rows):
    ratio = total(rows, lambda r: r.event) / total(rows, lambda r: r.score)
    variance, m = between(rows, lambda r: r.event - ratio * r.score)
    se = math.sqrt(variance) / total(rows, lambda r: r.event)
    return (ratio, se, ratio * math.exp(-quantile(m - 1) * se),
            ratio * math.exp(quantile(m - 1) * se))


def brier(rows):
    mean = total(rows, lambda r: (r.score - r.event) ** 2) / total(rows)
    variance, m = between(rows, lambda r: (r.score - r.event) ** 2 - mean)
    se = math.sqrt(variance) / total(rows)
    return mean, se, mean - quantile(m - 1) * se, mean + quantile(m - 1) * se


def logit(p):
    return math.log(p / (1 - p))


def line(rows):
    """Intercept and slope of the logistic line, with the sandwich between units."""
    a, b = 0.0, 1.0
    for _ in range(60):
        def chance(r):
            return 1 / (1 + math.exp(-a - b * logit(r.score)))
        g = [total(rows, lambda r: r.event - chance(r)),
             total(rows, lambda r: (r.event - chance(r)) * logit(r.score))]
        h = [total(rows, lambda r: chance(r) * (1 - chance(r)) * logit(r.score) ** k)
             for k in (0, 1, 2)]
        d = h[0] * h[2] - h[1] ** 2
        a += (h[2] * g[0] - h[1] * g[1]) / d
        b += (h[0] * g[1] - h[1] * g[0]) / d

    def moved(by, r):
        x = logit(r.score)
        return (by[0] * (h[2] - h[1] * x) + by[1] * (h[0] * x - h[1])) / d * (r.event - chance(r))

    result = []
    for by, value in (((0, 1), b), ((1, 0), a)):
        variance, m = between(rows, lambda r: moved(by, r))
        se = math.sqrt(variance)
        result.append((value, se, value - quantile(m - 1) * se, value + quantile(m - 1) * se))
    return result


def in_the_large(rows):
    a = 0.0
    for _ in range(60):
        def chance(r):
            return 1 / (1 + math.exp(-a - logit(r.score)))
        spread = total(rows, lambda r: chance(r) * (1 - chance(r)))
        a += total(rows, lambda r: r.event - chance(r)) / spread
    variance, m = between(rows, lambda r: (r.event - chance(r)) / spread)
    se = math.sqrt(variance)
    return a, se, a - quantile(m - 1) * se, a + quantile(m - 1) * se


def benefit(rows):
    price = CUT / (1 - CUT)

    def value(r):
        return r.flag * (r.event - price * (1 - r.event))

    mean = total(rows, value) / total(rows)
    variance, _ = between(rows, lambda r: value(r) - mean)
    return mean, math.sqrt(variance) / total(rows)


rows = [Row(i, line_) for i, line_ in enumerate(csv.DictReader(open(path, encoding="utf-8")))]
answer = json.load(open(answer_path, encoding="utf-8"))
for group in answer["dimensions"][0]["groups"]:
    of = [r for r in rows if group["level"] is None or r.group == group["level"]]
    metrics = {m["id"]: m for m in group["metrics"]}
    hold(f"{group['level']} n", group["n"], len(of))
    hold(f"{group['level']} events", group["events"], sum(r.event for r in of))
    wanted = {name: rate(of, *what) for name, what in RATES.items()}
    wanted["auc"] = auc(of)
    wanted["oe"] = observed_over_expected(of)
    wanted["brier"] = brier(of)
    wanted["cal_slope"], wanted["cal_slope_intercept"] = line(of)
    wanted["cal_intercept"] = in_the_large(of)
    wanted["net_benefit"] = benefit(of)
    for name, parts in wanted.items():
        for part, want in zip(("estimate", "se", "low", "high"), parts):
            hold(f"{group['level']} {name} {part}", metrics[name][part], want)
tell()
