"""Groups compared among people alike in age and sex, by definition: row by row, in plain Python.

    adjusted_truth.py make FILE                     people of two to five groups, unlike in age
    adjusted_truth.py check FILE ANSWER COLUMNS     the numbers of an unprotected answer
"""
import csv
import json
import math
import random
import sys

from worked_again import solve

Z = 1.959963984540054


def make(path):
    chance = random.Random(20261130)
    with open(path, "w", newline="") as out:
        rows = csv.writer(out, lineterminator="\n")
        rows.writerow(["group", "age", "sex", "year", "seen"])
        for _ in range(1800):
            group = chance.choices("ABCD", [50, 25, 15, 10])[0]
            age = chance.choices(["18-34", "35-64", "65+", ""],
                                 [2, 3, 4, 0.4] if group == "A" else [5, 3, 1, 0.4])[0]
            sex = chance.choice("FM")
            x = {"18-34": -1.1, "35-64": -0.3, "65+": 0.6, "": -0.2}[age]
            x += (0.3 if sex == "F" else 0) - (0.5 if group == "C" else 0)
            rows.writerow([group, age, sex, chance.choice(["2023", "2024"]),
                           int(chance.random() < 1 / (1 + math.exp(-x)))])


def solved(matrix, right):
    return [row[0] for row in solve(matrix, [[x] for x in right])]


def expit(x):
    return 1 / (1 + math.exp(-x))


def times(vector, other):
    return sum(a * b for a, b in zip(vector, other))


def fit(design, seen):
    size = len(design[0])
    beta = [0.0] * size
    for _ in range(30):
        rates = [expit(times(x, beta)) for x in design]
        score = [sum(x[i] * (y - p) for x, y, p in zip(design, seen, rates)) for i in range(size)]
        information = [[sum(x[i] * x[j] * p * (1 - p) for x, p in zip(design, rates))
                        for j in range(size)] for i in range(size)]
        beta = [b + s for b, s in zip(beta, solved(information, score))]
    return beta, information


def wilson(p, variance, people):
    size = p * (1 - p) / variance
    middle = (p + Z * Z / 2 / size) / (1 + Z * Z / size)
    half = Z / (1 + Z * Z / size) * math.sqrt(p * (1 - p) / size + Z * Z / 4 / size / size)
    return middle - half, middle + half


def adjusted(people, group, columns):
    """Rate of the group, difference and ratio against everyone else, each with its interval."""
    levels = [(c, v) for c in columns for v in sorted({row[c] for row in people})[1:]]

    def row_of(row, own):
        return [1.0, float(own)] + [float(row[c] == v) for c, v in levels]
    design = [row_of(row, row["group"] == group) for row in people]
    beta, information = fit(design, [int(row["seen"]) for row in people])
    rates, gradients = [], []
    for own in (1, 0):
        rows = [row_of(row, own) for row in people]
        p = [expit(times(x, beta)) for x in rows]
        rates.append(sum(p) / len(p))
        gradients.append([sum(q * (1 - q) * x[i] for q, x in zip(p, rows)) / len(p)
                          for i in range(len(beta))])
    moved = [solved(information, g) for g in gradients]
    variance = [times(g, m) for g, m in zip(gradients, moved)]
    covariance = times(gradients[0], moved[1])
    size = [sum(row["group"] == group for row in people)]
    size.append(len(people) - size[0])
    limits = [wilson(r, v, n) for r, v, n in zip(rates, variance, size)]
    r = covariance / math.sqrt(variance[0] * variance[1])
    a, b = rates[0] - limits[0][0], limits[1][1] - rates[1]
    c, d = limits[0][1] - rates[0], rates[1] - limits[1][0]
    gap, ratio = rates[0] - rates[1], rates[0] / rates[1]
    se = math.sqrt(variance[0] / rates[0] ** 2 + variance[1] / rates[1] ** 2
                   - 2 * covariance / rates[0] / rates[1])
    return ((rates[0], *limits[0]),
            (gap, gap - math.sqrt(a * a - 2 * r * a * b + b * b),
             gap + math.sqrt(c * c - 2 * r * c * d + d * d)),
            (ratio, ratio * math.exp(-Z * se), ratio * math.exp(Z * se)))


def three(number):
    return number["estimate"], number["low"], number["high"]


def check(path, answer, columns):
    people = list(csv.DictReader(open(path, newline="")))
    met = 0
    for table in json.load(open(answer))["dimensions"]:
        those = [row for row in people if table.get("period") in (None, row["year"])]
        if table["adjusted_for"] != columns:
            print("adjusted for", table["adjusted_for"])
        for group in table["groups"]:
            got = group["adjusted"]
            wanted = adjusted(those, group["level"], columns)
            for name, one, want in zip(("rate", "difference", "ratio"),
                                       (three(got), three(got["difference"]),
                                        three(got["ratio"])), wanted):
                if any(abs(a - b) > 1e-8 for a, b in zip(one, want)):
                    print(group["level"], name, one, want)
                met += 1
    print(met, "numbers")


if sys.argv[1] == "make":
    make(sys.argv[2])
else:
    check(sys.argv[2], sys.argv[3], sys.argv[4].split(","))
