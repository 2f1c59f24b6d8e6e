#!/usr/bin/env python3
"""Makes up the data of examples/readmission-score/: nobody in them exists, nor does the hospital.

    readmission_score.py FILE      writes the patients

The same bytes everywhere: whole numbers from one seed, no library's chance. What is built in: the
score expects of Black patients what would be right for people with less need than they have, so
that it foretells too few of their readmissions and misses more of those who come back.
"""
import sys

from northside import Chance

SEED = 20250704
PEOPLE = 1600
ETHNICITY = {"White": 55, "Asian": 18, "Black": 18, "Mixed": 4, "": 5}
LESS_NEED = 26  # of 100, for which the score takes a Black patient


def in_100(need):
    """Of 100 people with that need (0 to 99) so many come back within 30 days."""
    return 3 + need * need * 62 // 9801


def patient(chance, number):
    ethnicity = chance.pick(ETHNICITY)
    sex = chance.pick({"F": 52, "M": 48})
    need = chance.below(100)
    seen = max(0, need - LESS_NEED) if ethnicity == "Black" else need
    back = chance.below(100) < in_100(need)
    score = "" if chance.below(100) < 1 else f"0.{in_100(seen):02}"
    return f"{number},{ethnicity},{sex},{score},{'' if chance.below(100) < 2 else int(back)}\n"


def main():
    chance = Chance(SEED)
    with open(sys.argv[1], "w", encoding="ascii", newline="") as file:
        file.write("patient,ethnicity,sex,risk,back_in_30_days\n")
        for number in range(1, PEOPLE + 1):
            file.write(patient(chance, number))


main()
