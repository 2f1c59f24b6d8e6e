#!/usr/bin/env python3
"""Of made-up waits, whether what is shown stands on enough persons.

    study_waits_few.py make     writes often.csv and leave.csv, always the same
    study_waits_few.py NAME     looks at NAME.json, the protected audit of NAME.csv

often: nobody still waits, and one person of North has all its long waits.
leave: most leave unseen on day 12, and the few that are left make the curve from then on.
"""
import csv
import datetime
import json
import math
import random
import statistics
import sys

FIRST = datetime.date(2024, 1, 1)
HIDES, BASE, BEYOND = 9, 10, 10
Z = statistics.NormalDist().inv_cdf(0.975)


def write(name, rows):
    with open(f"{name}.csv", "w", encoding="ascii") as file:
        file.write("person,area,asked,seen\n")
        for person, area, asked, days in rows:
            seen = asked + datetime.timedelta(days=days) if days is not None else ""
            file.write(f"{person},{area},{asked},{seen}\n")


def make():
    dice, often, leave = random.Random(5), [], []

    def day():
        return FIRST + datetime.timedelta(days=dice.randrange(200))

    for area in ("North", "South"):
        often += [(f"{area}{i}", area, day(), dice.randrange(1, 29)) for i in range(160)]
        leave += [(f"{area}{i}", area, day(), dice.randrange(1, 11)) for i in range(60)]
        leave += [(f"{area}{i}", area, datetime.date(2024, 12, 19), None) for i in range(60, 160)]
        leave += [(f"{area}{i}", area, day(), 20) for i in range(160, 170)]
        leave += [(f"{area}last", area, day(), 25)]
    often += [("Northlone", "North", day(), 60 + k) for k in range(14)]
    often += [(f"South{200 + i}", "South", day(), 60 + i % 14) for i in range(30)]
    write("often", often)
    write("leave", leave)


def read(name):
    waits = {}
    with open(f"{name}.csv", encoding="ascii", newline="") as file:
        for row in csv.DictReader(file):
            asked = datetime.date.fromisoformat(row["asked"])
            seen = datetime.date.fromisoformat(row["seen"] or "2024-12-31")
            own = ((seen - asked).days, row["seen"] != "", row["person"])
            waits.setdefault(row["area"], []).append(own)
    return waits


def longer(waits, day):
    return len({person for days, _, person in waits if days > day})


def limits(share, people):
    """On log(-log S), of people who were all seen to the end."""
    hazard = -math.log(1 - share)
    spread = Z * math.sqrt(share / ((1 - share) * people)) / hazard
    return 1 - math.exp(-hazard * math.exp(-spread)), 1 - math.exp(-hazard * math.exp(spread))


def faults(level, waits, extra):
    """What is wrong with one group's; also how many points were looked at."""
    points = [(point["day"], *(point["seen"][of][0] for of in ("estimate", "low", "high")))
              for point in extra.get("curve", [])]
    shares = [share for _, share, _, _ in points]
    if shares != sorted(shares) or any(not 0 < share < 1 for share in shares):
        yield f"{level}: not a line that climbs: {shares}"
    plain = len({person for _, _, person in waits}) == len(waits) and all(
        done for _, done, _ in waits)
    for day, share, low, high in points:
        if longer(waits, day) <= HIDES:
            yield f"{level}: {longer(waits, day)} persons are left after day {day}"
        exact = sum(done and days <= day for days, done, _ in waits) / len(waits)
        if plain and 0 < share < 1:
            people = math.floor(len(waits) / BASE + 0.5) * BASE
            down, up = limits(share, people)
            step = BASE / people
            if abs(share - exact) > step * 0.55 + 0.02:
                yield f"{level}, day {day}: {share} beside {exact}"
            if not (down - step - 0.002 <= low <= down and up <= high <= up + step + 0.002):
                yield f"{level}, day {day}: {low} to {high}, of the share shown {down} to {up}"
    late = extra["ninetieth"]["estimate"]
    if isinstance(late, list) and longer(waits, late[0]) < BEYOND:
        yield f"{level}: {longer(waits, late[0])} persons beyond nine in ten"


def main():
    if sys.argv[1] == "make":
        make()
        return 0
    with open(f"{sys.argv[1]}.json", encoding="utf-8") as file:
        found = json.load(file)["audit"]["findings"]
    part = next(own for own in found if own["check"] == "waits")["parts"][0]
    waits, wrong, points = read(sys.argv[1]), [], 0
    for group, extra in zip(part["base"]["groups"], part["extras"], strict=True):
        wrong += faults(group["level"], waits[group["level"]], extra)
        points += len(extra.get("curve", []))
    if sys.argv[1] == "often" and points < 6:
        wrong.append(f"only {points} days are shown")
    print("\n".join(wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
