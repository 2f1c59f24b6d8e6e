"""Works the needs of `unknot score --need` out again: CSV ANSWER PERSON WEIGHT, names of columns or
- for none. The model of need is solved whole, with a column for each bin, and flags are raised from
sorted scores. Prints what is missed, and last "met"."""
import csv
import json
import math
import sys

from worked_again import hold, missed, solve, tell

path, answer_path, person_column, weight_column = sys.argv[1:5]
CUT = 0.4
BINS = 20


class Row:
    def __init__(self, number, line):
        self.group, self.score, self.need = line["group"], float(line["score"]), float(line["need"])
        self.weight = 1.0 if weight_column == "-" else float(line[weight_column])
        self.person = number if person_column == "-" else line[person_column]


everyone = [Row(i, line) for i, line in enumerate(csv.DictReader(open(path, encoding="utf-8")))
            if line["need"] != ""]
whole = math.fsum(r.weight for r in everyone)
for row in everyone:
    below = math.fsum(r.weight for r in everyone if r.score < row.score)
    here = math.fsum(r.weight for r in everyone if r.score == row.score)
    row.bin = min(int(BINS * (below + here / 2) / whole), BINS - 1)
# from the highest need down, ties together, until a tenth of everyone is in
high = next(v for v in sorted({r.need for r in everyone}, reverse=True)
            if math.fsum(r.weight for r in everyone if r.need >= v) >= 0.1 * whole)


def difference(level):
    used = sorted({r.bin for r in everyone})
    k = len(used) + 1

    def columns(r):
        return [float(r.group == level)] + [float(r.bin == b) for b in used]

    left = [[math.fsum(r.weight * columns(r)[i] * columns(r)[j] for r in everyone)
             for j in range(k)] for i in range(k)]
    right = [[math.fsum(r.weight * columns(r)[i] * r.need for r in everyone)] for i in range(k)]
    beta = [x[0] for x in solve(left, right)]
    inverse = solve(left, [[float(i == j) for j in range(k)] for i in range(k)])
    pulls = {}
    for r in everyone:
        x = columns(r)
        e = r.need - sum(b * v for b, v in zip(beta, x))
        pulls[r.person] = pulls.get(r.person, 0.0) + r.weight * e * sum(
            a * v for a, v in zip(inverse[0], x))
    n, m = len(everyone), len(pulls)
    variance = sum(v * v for v in pulls.values()) * m / (m - 1) * (n - 1) / (n - k)
    return beta[0], math.sqrt(variance)


def mean_and_error(rows, value, weight):
    """A weighted mean and its error between persons."""
    total = math.fsum(weight(r) for r in rows)
    mean = math.fsum(weight(r) * value(r) for r in rows) / total
    sums = {}
    for r in rows:
        if weight(r) > 0:
            sums[r.person] = sums.get(r.person, 0.0) + weight(r) * (value(r) - mean)
    m = len(sums)
    squares = sum(v * v for v in sums.values())
    return mean, math.sqrt(m / (m - 1) * squares) / total if m > 1 else None


answer = json.load(open(answer_path, encoding="utf-8"))
hold("high need begins", answer["need"]["high_from"], high)
for group in answer["dimensions"][0]["groups"]:
    level = group["level"]
    rows = [r for r in everyone if level is None or r.group == level]
    need = group["need"]
    hold(f"{level} n", need["n"], len(rows))
    hold(f"{level} high", need["high"], sum(r.need >= high for r in rows))
    mean, se = mean_and_error(rows, lambda r: r.need, lambda r: r.weight)
    hold(f"{level} mean", need["mean"]["estimate"], mean)
    hold(f"{level} mean's error", need["mean"]["se"], se)
    if level is not None:
        estimate, se = difference(level)
        hold(f"{level} at equal score", need["at_equal_score"]["estimate"], estimate)
        hold(f"{level} its error", need["at_equal_score"]["se"], se)
    for tenth in need["by_score"]:
        part = [r for r in rows if r.bin // 2 == tenth["tenth"] - 1]
        if part and sum(r.weight for r in part) > 0:
            want, se = mean_and_error(part, lambda r: r.need, lambda r: r.weight)
            hold(f"{level} tenth {tenth['tenth']}", tenth["estimate"], want)
            if se is not None:
                hold(f"{level} tenth {tenth['tenth']}'s error", tenth["se"], se)
        elif tenth["estimate"] is not None:
            missed.append(f"{level} tenth {tenth['tenth']} has nobody")
    for reach in need["reach"]:
        def flagged(r):
            return float(r.score >= CUT if reach["capacity"] is None
                         else r.bin >= BINS - round(BINS * reach["capacity"]))
        where = f"{level} at {reach['capacity']}"
        want, se = mean_and_error(rows, flagged, lambda r: r.weight)
        hold(f"{where} flagged", reach["flagged"]["estimate"], want)
        hold(f"{where} flagged's error", reach["flagged"]["se"], se, 2e-2 if
             (person_column, weight_column) == ("-", "-") else 1e-9)
        want, _ = mean_and_error([r for r in rows if r.need >= high], lambda r: 1 - flagged(r),
                                 lambda r: r.weight)
        hold(f"{where} missed", reach["high_missed"]["estimate"], want)
        want, se = mean_and_error(rows, flagged, lambda r: r.weight * r.need)
        hold(f"{where} reached", reach["need_reached"]["estimate"], want)
        hold(f"{where} reached's error", reach["need_reached"]["se"], se)
tell()
