#!/usr/bin/env python3
"""Counts a made-up score again, straight from its rows, beside the bundle of an unprotected audit.

    study_scores_recount.py PATIENTS.csv BUNDLE.json CUTOFF

Formulas are written out here from where they were published: Wilson (1927) for a share, Newcombe
(1998, method 10) for a difference, Katz and others (1978) for a ratio. Prints what differs and how
many numbers were compared; exit code 1 where any differ.
"""
import csv
import json
import math
import sys

Z = 1.959963984540054
CLOSE = 1e-12


def wilson(events, people):
    share = events / people
    middle = (share + Z * Z / (2 * people)) / (1 + Z * Z / people)
    half = Z / (1 + Z * Z / people) * math.sqrt(share * (1 - share) / people +
                                                Z * Z / (4 * people * people))
    return share, max(0.0, middle - half), min(1.0, middle + half)


def newcombe(one, zero):
    (p1, l1, u1), (p0, l0, u0) = wilson(*one), wilson(*zero)
    return (p1 - p0, p1 - p0 - math.hypot(p1 - l1, u0 - p0),
            p1 - p0 + math.hypot(u1 - p1, p0 - l0))


def katz(one, zero):
    (a, m), (b, n) = one, zero
    se = math.sqrt(1 / a - 1 / m + 1 / b - 1 / n)
    return a / m * n / b, a / m * n / b * math.exp(-Z * se), a / m * n / b * math.exp(Z * se)


class Compared:
    def __init__(self):
        self.count = 0
        self.wrong = 0

    def same(self, where, shown, expected):
        self.count += 1
        value = shown[0] if isinstance(shown, list) else shown
        if value is None or abs(value - expected) > CLOSE * max(1, abs(expected)):
            self.wrong += 1
            print(f"{where}: {value}, counted {expected}")

    def interval(self, where, shown, expected):
        for end, value in zip(("estimate", "low", "high"), expected, strict=True):
            self.same(f"{where}, {end}", shown.get(end), value)


def rows_of(path):
    with open(path, encoding="ascii", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["risk"] and row["back_in_30_days"]]
    return [{**row, "score": float(row["risk"]), "back": row["back_in_30_days"] == "1"}
            for row in rows]


def counts_of(rows, dimension, yes):
    """{group: [yes, all]} and everyone's."""
    out, everyone = {}, [0, 0]
    for row in rows:
        for own in (out.setdefault(row[dimension], [0, 0]), everyone):
            own[0] += yes(row)
            own[1] += 1
    return out, everyone


def compare_errors(out, finding, rows, cutoff):
    counts, everyone = counts_of(rows, finding["dimension"], lambda row: row["score"] >= cutoff)
    part = finding["parts"][0]
    out.interval(f"{finding['id']}, everyone", part["overall"], wilson(*everyone))
    for group in part["base"]["groups"]:
        level = group.get("level", "")
        own = counts.pop(level)
        rest = (everyone[0] - own[0], everyone[1] - own[1])
        where = f"{finding['id']}, {level or 'blank'}"
        out.same(f"{where}, people", group["people"], own[1])
        out.same(f"{where}, flagged", group["total"], own[0])
        out.interval(f"{where}, share", group["estimate"], wilson(*own))
        out.interval(f"{where}, difference", group["difference"], newcombe(own, rest))
        out.interval(f"{where}, ratio", group["ratio"], katz(own, rest))
    out.same(f"{finding['id']}, groups that are not there", len(counts), 0)


def worth(right, wrong, people, cutoff):
    """Net benefit: Wilson's intervals of both shares, joined as those of one multinomial draw."""
    price = cutoff / (1 - cutoff)
    (p, p_low, p_high), (q, q_low, q_high) = (wilson(own, people) for own in (right, wrong))
    apart = (1 - p) * (1 - q)
    together = -math.sqrt(p * q / apart) if apart > 0 else 0.0
    down, up = (p - p_low, price * (q_high - q)), (p_high - p, price * (q - q_low))
    value = p - price * q
    reach = [math.sqrt(a * a + b * b - 2 * together * a * b) for a, b in (down, up)]
    return value, value - reach[0], value + reach[1]


def compare_worth(out, finding, rows, cutoff):
    part = finding["parts"][0]
    out.same(f"{finding['id']}, cut-off", part["cutoff"], cutoff)
    for group, extra in zip(part["base"]["groups"], part["extras"], strict=True):
        own = [row for row in rows if row[finding["dimension"]] == group.get("level", "")]
        where = f"{finding['id']}, {group.get('level') or 'blank'}, worth"
        ill = sum(row["back"] for row in own)
        flags = [row["back"] for row in own if row["score"] >= cutoff]
        out.interval(where, extra["benefit"],
                     worth(sum(flags), len(flags) - sum(flags), len(own), cutoff))
        out.interval(f"{where} of all", extra["benefit_all"],
                     worth(ill, len(own) - ill, len(own), cutoff))


def compare_calibration(out, finding, rows):
    counts, everyone = counts_of(rows, finding["dimension"], lambda row: row["back"])
    part = finding["parts"][0]
    out.interval(f"{finding['id']}, everyone", part["overall"], wilson(*everyone))
    for group, extra in zip(part["base"]["groups"], part["extras"], strict=True):
        level = group.get("level", "")
        own = counts.pop(level)
        scores = [row["score"] for row in rows if row[finding["dimension"]] == level]
        expected = math.fsum(scores) / len(scores)
        where = f"{finding['id']}, {level or 'blank'}"
        out.same(f"{where}, people", group["people"], own[1])
        out.same(f"{where}, happened", group["total"], own[0])
        out.interval(f"{where}, share", group["estimate"], wilson(*own))
        out.same(f"{where}, expected", extra["reference"]["estimate"], expected)
        out.interval(f"{where}, difference", group["difference"],
                     [end - expected for end in wilson(*own)])
    out.same(f"{finding['id']}, groups that are not there", len(counts), 0)


def main():
    rows, cutoff, out = rows_of(sys.argv[1]), float(sys.argv[3]), Compared()
    with open(sys.argv[2], encoding="utf-8") as file:
        findings = json.load(file)["audit"]["findings"]
    for finding in findings:
        if finding["check"] == "missed":
            compare_errors(out, finding, [row for row in rows if row["back"]], cutoff)
            compare_worth(out, finding, rows, cutoff)
        elif finding["check"] == "flagged_without":
            compare_errors(out, finding, [row for row in rows if not row["back"]], cutoff)
        elif finding["check"] == "calibration":
            compare_calibration(out, finding, rows)
    print(f"{out.count} numbers, {out.wrong} differ")
    return 1 if out.wrong > 0 or out.count == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
