#!/usr/bin/env python3
"""Makes up the data of examples/changed-label/: nobody in them exists, nor does the programme.

    changed_label.py FOLDER      writes before.csv and after.csv

The same bytes everywhere: whole numbers from one seed, no library's chance. What is built in: the
first year's score was made from what care had cost, and less is spent on Black patients who are as
ill; the second year's was made from the conditions that people live with. Nothing else changed.
"""
import os
import sys

from hospital import CONDITIONS
from northside import Chance, write

SEED = 20250911
PEOPLE = 4000  # of each year
ETHNICITY = {"White": 54, "Black": 20, "Asian": 16, "Mixed": 5, "": 5}
# Of ten conditions, how many a score sees.
SEEN = 8
SEEN_BY_COST = {"Black": 4}


def patient(chance, number, year):
    ethnicity = chance.pick(ETHNICITY)
    age = 40 + chance.below(50)
    conditions = chance.pick(CONDITIONS)
    of_ten = SEEN if year == "after" else SEEN_BY_COST.get(ethnicity, SEEN)
    seen = sum(chance.below(10) < of_ten for _ in range(conditions))
    more = (age - 64) // 2
    risk = max(1, min(999, 60 + 90 * 10 // SEEN * seen + more))
    admitted = int(chance.happens(max(0, 60 + 90 * conditions + more)))
    return [f"made-up-{year}-{number:04}", ethnicity, chance.pick({"F": 53, "M": 47}),
            f"0.{risk:03}", conditions, admitted]


def main():
    chance = Chance(SEED)
    folder = sys.argv[1]
    os.makedirs(folder, exist_ok=True)
    for year in ("before", "after"):
        write(folder, f"{year}.csv",
              ["patient", "ethnicity", "sex", "risk", "conditions", "admitted_in_a_year"],
              [patient(chance, number, year) for number in range(1, PEOPLE + 1)])


if __name__ == "__main__":
    main()
