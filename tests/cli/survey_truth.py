"""A made-up survey, and what a survey statistician's definitions give for it.

    survey_truth.py make FILE             writes the survey (always the same)
    survey_truth.py check FILE ANSWER [WHERE]
        holds an answer of 'unknot gap ... --amount amount --by q --json' against sums over rows:
        weighted means and their standard errors by residuals, stratum by stratum; the interval of
        each group's difference from everyone else in units of the group's own; the indices, whose
        standard errors are held to deleting one cluster at a time. WHERE is 'young' or absent.
"""
import csv
import json
import math
import random
import sys

Q = ["1", "2", "3", "4", "5"]


def make(path):
    chance = random.Random(41)
    with open(path, "w", newline="") as out:
        write = csv.writer(out)
        write.writerow(["stratum", "cluster", "weight", "q", "age", "y", "amount"])
        for stratum in range(14):
            for cluster in range(chance.choice((2, 3, 4))):
                lean = chance.gauss(0, 6)
                rich = chance.random()
                for _ in range(chance.randint(25, 45)):
                    q = min(5, max(1, round(chance.gauss(1.5 + 3 * rich, 1.2))))
                    # nobody of some clusters is young
                    age = chance.randint(50 if (stratum + cluster) % 4 == 0 else 18, 90)
                    amount = 100 + 4 * q + lean + chance.gauss(0, 12)
                    write.writerow(["s%d" % stratum, cluster + 1,
                                    chance.choice((0, 0.5, 1.25, 3, 4.5)), q, age,
                                    int(chance.random() < 0.2 + 0.08 * q + lean / 60),
                                    "" if chance.random() < 0.03 else "%.3f" % amount])


def read(path, where):
    """Rows as (stratum, cluster, weight, q, amount or None outside the domain)."""
    rows = []
    for row in csv.DictReader(open(path)):
        inside = row["amount"] != "" and (where != "young" or int(row["age"]) < 40)
        rows.append((row["stratum"], row["cluster"], float(row["weight"]), row["q"],
                     float(row["amount"]) if inside else None))
    return rows


def standard_error(rows, added):
    """Of the sum of `added`: clusters of the whole survey, about the mean of their stratum."""
    totals = {}
    for row, value in zip(rows, added):
        totals.setdefault(row[0], {}).setdefault(row[1], 0.0)
        totals[row[0]][row[1]] += value
    variance = 0.0
    for clusters in totals.values():
        m = len(clusters)
        mean = sum(clusters.values()) / m
        variance += m / (m - 1) * sum((t - mean) ** 2 for t in clusters.values())
    return math.sqrt(variance)


def mean_and_residuals(rows, chosen):
    ours = [r[4] is not None and chosen(r) for r in rows]
    weight = sum(r[2] for r, own in zip(rows, ours) if own)
    mean = sum(r[2] * r[4] for r, own in zip(rows, ours) if own) / weight
    return mean, [r[2] * (r[4] - mean) / weight if own else 0.0 for r, own in zip(rows, ours)]


def indices(rows, weight_of):
    """sii, ln rii, aci, rci of the amounts, weights being weight_of(row) times their own."""
    n = dict.fromkeys(Q, 0.0)
    k = dict.fromkeys(Q, 0.0)
    for row in rows:
        if row[4] is not None:
            n[row[3]] += row[2] * weight_of(row)
            k[row[3]] += row[2] * weight_of(row) * row[4]
    total = sum(n.values())
    mean = sum(k.values()) / total
    rank, before = {}, 0.0
    for q in Q:
        rank[q] = (before + n[q] / 2) / total - 0.5
        before += n[q]
    both = sum(rank[q] * (k[q] - mean * n[q]) for q in Q) / total
    slope = both / (sum(n[q] * rank[q] ** 2 for q in Q) / total)
    return [slope, math.log((mean + slope / 2) / (mean - slope / 2)), 2 * both, 2 * both / mean]


def by_deletion(rows):
    clusters = {}
    for row in rows:
        clusters.setdefault(row[0], set()).add(row[1])
    whole = indices(rows, lambda row: 1.0)
    variance = [0.0] * 4
    for stratum, names in clusters.items():
        m = len(names)
        for name in names:
            one = indices(rows, lambda row: 1.0 if row[0] != stratum
                          else 0.0 if row[1] == name else m / (m - 1))
            variance = [v + (m - 1) / m * (a - b) ** 2 for v, a, b in zip(variance, one, whole)]
    return whole, [math.sqrt(v) for v in variance]


def near(name, got, want, relative):
    if got is None or not abs(got - want) <= relative * abs(want):
        print("%s: %r, not %r" % (name, got, want))


def check(path, answer, where):
    rows = read(path, where)
    table = json.load(open(answer))["dimensions"][0]
    for group in table["groups"]:
        q = group["level"]
        mean, added = mean_and_residuals(rows, lambda row: row[3] == q)
        other, from_it = mean_and_residuals(rows, lambda row: row[3] != q)
        se = standard_error(rows, added)
        apart = standard_error(rows, [a - b for a, b in zip(added, from_it)])
        near(q, group["estimate"], mean, 1e-12)
        near(q + " se", group["se"], se, 1e-10)
        difference = group["difference"]
        near(q + " difference", difference["estimate"], mean - other, 1e-10)
        near(q + " difference's interval", (difference["high"] - difference["low"])
             / (group["high"] - group["low"]), apart / se, 1e-8)
    whole, errors = by_deletion(rows)
    for measure, value, error in zip(table["measures"], whole, errors):
        near(measure["id"], measure["estimate"],
             math.exp(value) if measure["id"] == "rii" else value, 1e-10)
        near(measure["id"] + " se", measure["se"], error, 0.1)
    inside = [r for r in rows if r[4] is not None and r[2] > 0]
    strata = len({r[0] for r in inside})
    clusters = len({r[:2] for r in inside})
    if table["design"] != {"strata": strata, "clusters": clusters, "df": clusters - strata}:
        print("design:", table["design"], strata, clusters)
    print(len(table["groups"]), "groups,", len(table["measures"]), "measures")


if sys.argv[1] == "make":
    make(sys.argv[2])
else:
    check(sys.argv[2], sys.argv[3], sys.argv[4] if len(sys.argv) > 4 else "")
