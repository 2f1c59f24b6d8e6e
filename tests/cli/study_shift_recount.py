#!/usr/bin/env python3
"""Counts again, from the rows of a made-up study, who carries codes that disagree, how the mix of
people moved from the first period to the last, and how a score's flags did; and how both are
elsewhere than where the score was made.

    study_shift_recount.py make             writes visits.csv and scored.csv, always the same
    study_shift_recount.py BUNDLE           of the unprotected audit, beside those files

What study_shift.sh asks of the study is written out here a second time: groups, periods, rules.
"""
import collections
import csv
import json
import random
import sys

from study_scores_recount import newcombe, wilson

FIRST, LAST, FLAG, MADE_AT = "2022", "2024", 0.5, "North"
BLANK = ("", "Unknown")


def make():
    dice, sites = random.Random(20241), random.Random(20242)
    codes = ["Asian", "Black", "White"]
    with open("visits.csv", "w", encoding="ascii") as file:
        file.write("person,year,ethnicity\n")
        for person in range(900):
            own = dice.choices(codes, [3, 2, 7])[0]
            for _ in range(dice.choice([1, 1, 2, 2, 3, 4])):
                slip = {"Asian": 0.2, "Black": 0.12, "White": 0.03}[own]
                code = dice.choice(codes) if dice.random() < slip else own
                code = dice.choice(BLANK) if dice.random() < 0.1 else code
                year = dice.choices([FIRST, "2023", LAST], [4, 3, 3 + 3 * (own == "Asian")])[0]
                file.write(f"p{person},{year},{code}\n")
    with open("scored.csv", "w", encoding="ascii") as file:
        file.write("patient,year,sex,risk,ill,site\n")
        for patient in range(4000):
            year, sex = dice.choice([FIRST, LAST]), dice.choice(["female", "male", "male"])
            ill = dice.random() < 0.35
            late = 0.25 * (year == LAST and sex == "female")
            risk = min(1, max(0, dice.gauss(0.55 if ill else 0.35, 0.15) - late))
            known = "" if dice.random() < 0.02 else int(ill)
            south = 8 + 8 * (sex == "male")
            site = sites.choices([MADE_AT, "South", "East", ""], [12, south, 5, 1])[0]
            file.write(f"s{patient},{year},{sex},{risk:.3f},{known},{site}\n")


def read(path):
    with open(path, encoding="ascii", newline="") as file:
        return list(csv.DictReader(file))


def label(code):
    return "" if code == "" else code


def stability(rows):
    """(disagree, people) by most frequent code."""
    people = collections.defaultdict(list)
    for row in rows:
        if row["ethnicity"] not in BLANK:
            people[row["person"]].append(row["ethnicity"])
    out = collections.defaultdict(lambda: [0, 0])
    for codes in people.values():
        if len(codes) > 1:
            most = max(codes.count(code) for code in codes)
            own = min(code for code in codes if codes.count(code) == most)
            out[own][0] += len(set(codes)) > 1
            out[own][1] += 1
    return out


def year_of(row):
    return row["year"]


def side_of(row):
    """LAST elsewhere, FIRST where the score was made, and nothing where no place is named."""
    return {"": "", MADE_AT: FIRST}.get(row["site"], LAST)


def mix(rows, column, person, when=year_of):
    """(people of the group, of all groups) by period or place, and group."""
    seen = {(when(row), row[column], row[person]) for row in rows}
    own = collections.Counter((time, group) for time, group, _ in seen)
    whole = collections.Counter(time for time, _, _ in seen)
    return {key: (count, whole[key[0]]) for key, count in own.items()}


def flagged(rows, of_ill, when=year_of):
    out = collections.defaultdict(lambda: [0, 0])
    for row in rows:
        if not of_ill or row["ill"] == "1":
            out[when(row), row["sex"]][0] += float(row["risk"]) >= FLAG
            out[when(row), row["sex"]][1] += 1
    return out


class Compared:
    def __init__(self):
        self.count = self.wrong = 0

    def same(self, where, told, wanted):
        self.count += 1
        value = told[0] if isinstance(told, list) else told
        if value is None or abs(value - wanted) > 1e-12:
            self.wrong += 1
            print(f"{where}: {value}, counted {wanted}")

    def interval(self, where, told, wanted):
        for end, value in zip(("estimate", "low", "high"), wanted, strict=True):
            self.same(f"{where}, {end}", told.get(end), value)


def compare_stability(out, finding, rows):
    counted = stability(rows)
    everyone = [sum(own[i] for own in counted.values()) for i in (0, 1)]
    for group in finding["parts"][0]["base"]["groups"]:
        level = group.get("level", "")
        if level in BLANK:
            out.same(f"nobody of {level}", group["people"], 0)
            continue
        own = counted[level]
        where = f"{finding['id']}, {level}"
        out.same(f"{where}, people", group["people"], own[1])
        out.same(f"{where}, total", group["total"], own[0])
        out.interval(where, group["estimate"], wilson(*own))
        rest = (everyone[0] - own[0], everyone[1] - own[1])
        out.interval(f"{where}, gap", group["difference"], newcombe(own, rest))


def compare_shift(out, finding, counted):
    part = finding["parts"][0]
    for group, extra in zip(part["base"]["groups"], part["extras"], strict=True):
        level = group.get("level", "")
        now, then = counted[LAST, level], counted[FIRST, level]
        where = f"{finding['id']}, {level}"
        out.same(f"{where}, people", group["people"],
                 now[0] if finding["check"].endswith("_mix") else now[1])
        out.interval(where, group["estimate"], wilson(*now))
        out.interval(f"{where}, shift", group["difference"], newcombe(now, then))
        out.same(f"{where}, then", extra["reference"]["estimate"], then[0] / then[1])


def main():
    if sys.argv[1] == "make":
        make()
        return 0
    with open(sys.argv[1], encoding="utf-8") as file:
        findings = json.load(file)["audit"]["findings"]
    visits, scored, out = read("visits.csv"), read("scored.csv"), Compared()
    shifts = {("shift_mix", "ethnicity"): mix(visits, "ethnicity", "person"),
              ("shift_mix", "sex"): mix(scored, "sex", "patient"),
              ("shift_flagged", "sex"): flagged(scored, False),
              ("shift_missed", "sex"): flagged(scored, True),
              ("place_mix", "sex"): mix(scored, "sex", "patient", side_of),
              ("place_flagged", "sex"): flagged(scored, False, side_of),
              ("place_missed", "sex"): flagged(scored, True, side_of)}
    met = set()
    for finding in findings:
        kind = finding["check"], finding["dimension"]
        if finding["check"] == "stability":
            compare_stability(out, finding, visits)
            met.add(kind)
        elif kind in shifts:
            compare_shift(out, finding, shifts[kind])
            met.add(kind)
    for kind in sorted({*shifts, ("stability", "ethnicity")} - met):
        print(f"no finding of {kind}")
    missing = len(shifts) + 1 - len(met)
    print(f"{out.count} numbers, {out.wrong + missing} differ")
    return 1 if out.wrong or missing else 0


if __name__ == "__main__":
    sys.exit(main())
