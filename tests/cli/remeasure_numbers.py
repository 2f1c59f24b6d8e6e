"""What `unknot remeasure --json` must hold, worked out a second time.

counts THEN.csv NOW.csv ANSWER: from exact published counts: Wilson (1927) for each share, Newcombe
(1998) for a gap, and for the change of a gap or share the same distances once more (MOVER, Zou and
Donner 2008). Nothing of the program is used.
shown THEN.json NOW.json ANSWER: every number of then and now stands in the bundle that it is of;
every change is that of the two shown numbers, rounded outward to the digits of the coarser one.
page PAGE.html THEN.json ANSWER: every cell of the page's tables of numbers is the answer's number,
to the digits that the cell has; and each comparable finding has its table.
Prints what is wrong, else the number of values looked at.
"""

import csv
import html
import json
import math
import re
import sys
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

Z = 1.959963984540054  # the 97.5th centile of the normal distribution
wrong = []
seen = 0


def wilson(events, people):
    p = events / people
    middle = (p + Z * Z / (2 * people)) / (1 + Z * Z / people)
    half = Z / (1 + Z * Z / people) * math.sqrt(p * (1 - p) / people + Z * Z / (4 * people**2))
    return p, middle - half, middle + half


def less(one, zero):
    """one - zero, of independent estimates with their limits"""
    difference = one[0] - zero[0]
    return (difference, difference - math.hypot(one[0] - one[1], zero[2] - zero[0]),
            difference + math.hypot(one[2] - one[0], zero[0] - zero[1]))


def near(what, got, want):
    global seen
    for key, value in zip(("estimate", "low", "high"), want):
        seen += 1
        if got[key] is None or abs(got[key] - value) > 1e-12:
            wrong.append(f"{what}: {key} is {got[key]}, not {value}")


def read_counts(path):
    counts = {}
    for row in csv.DictReader(open(path, encoding="utf-8")):
        for outcome in row:
            if outcome not in ("year", "sex", "visits"):
                counts[outcome, row["sex"]] = (int(row[outcome]), int(row["visits"]))
    return counts


def check_counts(then_path, now_path, answer):
    tables = read_counts(then_path), read_counts(now_path)
    for item in answer["findings"]:
        if not item["comparable"]:
            continue
        outcome = item["subject"].replace(" ", "_")
        levels = [level for o, level in tables[0] if o == outcome]
        share, gap, average = [], [], []
        for table in tables:
            of = {level: table[outcome, level] for level in levels}
            share.append({level: wilson(*of[level]) for level in levels})
            others = {level: tuple(sum(of[o][i] for o in levels if o != level) for i in (0, 1))
                      for level in levels}
            gap.append({level: less(share[-1][level], wilson(*others[level])) for level in levels})
            average.append(wilson(*(sum(of[o][i] for o in levels) for i in (0, 1))))
        near(f"{outcome}: everyone", item["average"]["change"], less(average[1], average[0]))
        for group in item["groups"]:
            level = group["level"]
            for key, values in (("estimate", share), ("gap", gap)):
                near(f"{outcome}: {level}: {key} then", group[key]["then"], values[0][level])
                near(f"{outcome}: {level}: {key} now", group[key]["now"], values[1][level])
                near(f"{outcome}: {level}: {key} change", group[key]["change"],
                     less(values[1][level], values[0][level]))


def number(value):
    """(value, decimals) of a number of a bundle; None where it is hidden or undefined"""
    if not isinstance(value, list):
        return None
    return value[0], value[1] if len(value) > 1 else None


def same(what, got, interval):
    global seen
    for key in ("estimate", "low", "high"):
        own = number((interval or {}).get(key))
        seen += 1
        if got[key] != (own[0] if own else None):
            wrong.append(f"{what}: {key} is {got[key]}, shown was {own}")


def rounded(value, decimals, way):
    if decimals is None:
        return value
    step = Decimal(1).scaleb(-decimals)
    exact = Decimal(repr(value)).quantize(Decimal(1).scaleb(-decimals - 9), ROUND_HALF_UP)
    return float((exact / step).to_integral_value(way) * step)


def changed(what, got, then, now):
    """by the two intervals as they stand in the bundles"""
    global seen
    ends = [[number((i or {}).get(k)) for k in ("estimate", "low", "high")] for i in (now, then)]
    if any(e is None for one in ends for e in one):
        if got["low"] is not None and got["high"] is not None:
            wrong.append(f"{what}: a change of what was not shown: {got}")
        return
    want = less([e[0] for e in ends[0]], [e[0] for e in ends[1]])
    held = [one[0][1] for one in ends]
    decimals = None if None in held else min(held)
    ways = ROUND_HALF_UP, ROUND_FLOOR, ROUND_CEILING
    for key, value, way in zip(("estimate", "low", "high"), want, ways):
        seen += 1
        if abs(got[key] - rounded(value, decimals, way)) > 1e-12:
            wrong.append(f"{what}: {key} of the change is {got[key]}, not {value} ({decimals})")


def part_of(audit, finding_id, period, step):
    finding = [f for f in audit["findings"] if f["id"] == finding_id][0]
    part = finding["parts"][finding["judged"] if finding["check"] == "pathway" else -1]
    if finding["check"] == "pathway" and step is not None:
        part = [p for p in finding["parts"] if p.get("label") == step][0]
    if part["base"].get("period") != period:
        wrong.append(f"{finding_id}: of the period {part['base'].get('period')}, not {period}")
    return finding, part


def check_shown(then_path, now_path, answer):
    audits = [json.load(open(p, encoding="utf-8"))["audit"] for p in (then_path, now_path)]
    for item in answer["findings"]:
        if not item["comparable"]:
            continue
        finding, then = part_of(audits[0], item["then_id"], item["then_period"], None)
        _, now = part_of(audits[1], item["now_id"], item["now_period"], then.get("label"))
        what = item["now_id"]
        groups = [{(g["level"] if "level" in g else "", g.get("recorded", False)): g
                   for g in part["base"]["groups"]} for part in (then, now)]
        for group in item["groups"]:
            key = group["level"], group["recorded"]
            old, new = (table.get(key, {}) for table in groups)
            for name, own in (("estimate", "estimate"), ("gap", "difference")):
                where = f"{what}: {key[0]}: {name}"
                same(where, group[name]["then"], old.get(own))
                same(where, group[name]["now"], new.get(own))
                changed(where, group[name]["change"], old.get(own), new.get(own))
        same(what, item["average"]["then"], then.get("overall"))
        same(what, item["average"]["now"], now.get("overall"))
        changed(what, item["average"]["change"], then.get("overall"), now.get("overall"))


def cell(what, text, value, scale):
    """a number in words: "4.2 fewer", "12", "none" """
    global seen
    seen += 1
    if value is None:
        if text not in ("none", "hidden", ""):
            wrong.append(f"{what}: {text}, and there is no such number")
        return
    match = re.fullmatch(r"(-?[\d,]+(?:\.(\d+))?)( more| fewer| less)?|no difference", text)
    if match is None:
        wrong.append(f"{what}: {text!r} is no number; {value}")
        return
    got = float(match[1].replace(",", "")) if match[1] else 0.0
    got = -got if match[3] in (" fewer", " less") else got
    if abs(got - scale * value) > 0.5 * 10.0 ** -len(match[2] or "") + 1e-9:
        wrong.append(f"{what}: {text}, and the number is {scale * value}")


def check_range(what, text, move, scale):
    ends = move["change"]["low"], move["change"]["high"]
    if None in ends:
        if text:
            wrong.append(f"{what}: {text!r} of no interval")
        return
    for part, value in zip(text.split(" to "), ends, strict=True):
        cell(what, part, value, scale)


def check_page(path, _, answer):
    page = open(path, encoding="utf-8").read()
    tables = re.findall(r"<table><caption>.*?</table>", page, re.S)
    items = [item for item in answer["findings"] if item["comparable"]]
    if len(tables) != len(items):
        wrong.append(f"{len(tables)} tables of {len(items)} findings")
    for table, item in zip(tables, items):
        scale = 100 if "Of 100, and" in table else 1
        rows = [[html.unescape(re.sub("<[^>]+>", "", c)) for c in
                 re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S)]
                for row in re.findall(r"<tr><th scope=\"row\">.*?</tr>", table, re.S)]
        if len(rows) != len(item["groups"]) + 1:
            wrong.append(f"{item['now_id']}: {len(rows)} rows")
        for row, group in zip(rows, item["groups"]):
            what = f"{item['now_id']}: {row[0]}"
            cell(what, row[1], group["estimate"]["then"]["estimate"], scale)
            cell(what, row[2], group["estimate"]["now"]["estimate"], scale)
            cell(what, row[3], group["gap"]["then"]["estimate"], scale)
            cell(what, row[4], group["gap"]["now"]["estimate"], scale)
            cell(what, row[5], group["gap"]["change"]["estimate"], scale)
            check_range(what, row[6], group["gap"], scale)
        cell(item["now_id"], rows[-1][1], item["average"]["then"]["estimate"], scale)
        cell(item["now_id"], rows[-1][2], item["average"]["now"]["estimate"], scale)
        cell(item["now_id"], rows[-1][5], item["average"]["change"]["estimate"], scale)
        check_range(item["now_id"], rows[-1][6], item["average"], scale)


with open(sys.argv[4], encoding="utf-8") as file:
    answer = json.load(file)
CHECKS = {"counts": check_counts, "shown": check_shown, "page": check_page}
CHECKS[sys.argv[1]](sys.argv[2], sys.argv[3], answer)
print("\n".join(wrong[:5]) if wrong else f"{seen} values")
