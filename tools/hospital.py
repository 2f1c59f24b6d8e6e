#!/usr/bin/env python3
"""Makes up the data of examples/hospital/: nobody in them exists, nor does the hospital.

    hospital.py FOLDER [--seed N] [--twin]      writes referrals.csv and gp-records.csv

The same bytes everywhere: whole numbers from one seed, no library's chance. Planted holds what is
built in, knot by knot; --twin makes the same hospital without any of it, where nothing is to be
found.
"""
import argparse
import datetime
import os

from northside import Chance, write

SEED = 20250401
PEOPLE = 6400
FIRST_DAY = datetime.date(2023, 4, 1)
NEW_YEAR = datetime.date(2024, 4, 1)   # of the second financial year
LAST_REFERRAL = datetime.date(2025, 3, 31)
LAST_DAY = datetime.date(2025, 9, 30)  # the last that the data know of

ETHNICITY = {"White": 62, "Asian or Asian British": 18, "Black or Black British": 11, "Mixed": 4,
             "Other": 5}
LANGUAGE = {"English": 70, "another language": 30}
# active long-term conditions, of 100 people
CONDITIONS = {0: 8, 1: 18, 2: 24, 3: 20, 4: 14, 5: 9, 6: 5, 7: 2}


class Planted:
    """Of 1000 people, or days, unless said otherwise. The first of each pair is the twin's."""
    # ethnicity-missing
    ethnicity_blank = {"Main": 50, "East": 50}, {"Main": 50, "East": 280}
    # pathway-leak
    seen = {"English": 850, "another language": 850}, {"English": 850, "another language": 610}
    # queue-order
    middle_wait = {"English": 40, "another language": 40}, {"English": 40, "another language": 75}
    # average-up-gap-up
    improved = (
        {("English", 0): 500, ("another language", 0): 500, ("English", 1): 520,
         ("another language", 1): 520},
        {("English", 0): 450, ("another language", 0): 450, ("English", 1): 690,
         ("another language", 1): 470})
    # linkage-error-unequal: by fifth, most deprived first
    gp_record_missing = [50, 50, 50, 50, 50], [260, 60, 50, 50, 50]
    # miscalibrated-for-group: what the score takes a person's risk for, in hundredths of it
    score_of_risk = [100, 100, 100, 100, 100], [60, 100, 100, 100, 100]
    # proxy-for-need: how many conditions of ten the score sees, since it was made from what care
    # had cost
    conditions_seen = ({"English": 10, "another language": 10},
                       {"English": 10, "another language": 7})
    # silent-default: no walking test, and the clinic takes that for a long walk
    not_tested = {"Female": 60, "Male": 60}, {"Female": 260, "Male": 60}


def risk_of(conditions, age):
    """Of 1000 people of that age with so many conditions, who is admitted within a year."""
    return 60 + 90 * conditions + (age - 67) // 2


def later(day, days):
    day += datetime.timedelta(days)
    return day + datetime.timedelta({5: 2, 6: 1}.get(day.weekday(), 0))


def walk(chance, conditions):
    """Metres in six minutes."""
    return max(40, 480 - 30 * conditions + 10 * (chance.below(25) - 12))


def known(day):
    return "" if day > LAST_DAY else day.isoformat()


def score_of(chance, plant, person, conditions):
    """A probability in thousandths as text, 0.001 to 0.999."""
    seen = plant("conditions_seen")[person["language"]]
    at = sum(chance.below(10) < seen for _ in range(conditions)) if seen < 10 else conditions
    risk = risk_of(at, person["age"]) * plant("score_of_risk")[person["fifth"] - 1] // 100
    return f"0.{max(1, min(999, risk)):03}"


def make_person(chance, plant, number):
    """A row of referrals.csv, and whether the family doctor's record was found."""
    person = {"site": chance.pick({"Main": 60, "East": 40}), "fifth": 1 + chance.below(5),
              "sex": chance.pick({"Female": 52, "Male": 48}),
              "language": chance.pick(LANGUAGE), "ethnicity": chance.pick(ETHNICITY),
              "age": 45 + chance.below(45)}
    conditions = chance.pick(CONDITIONS)
    days = (LAST_REFERRAL - FIRST_DAY).days + 1
    referred = later(FIRST_DAY, chance.below(days))
    year = 1 if referred >= NEW_YEAR else 0
    language = person["language"]
    blank = chance.happens(plant("ethnicity_blank")[person["site"]])
    seen = improved = ""
    if chance.happens(plant("seen")[language]):
        seen = known(later(referred, chance.around(plant("middle_wait")[language], 12)))
        if chance.happens(900):
            improved = str(int(chance.happens(plant("improved")[language, year])))
    admitted = int(chance.happens(risk_of(conditions, person["age"])))
    walked = "" if chance.happens(plant("not_tested")[person["sex"]]) else walk(chance, conditions)
    record = not chance.happens(plant("gp_record_missing")[person["fifth"] - 1])
    key = f"made-up-{number:05}"
    row = [key, referred.isoformat(), person["site"], person["sex"],
           "" if blank else person["ethnicity"], language, person["fifth"],
           person["age"], seen,
           improved, score_of(chance, plant, person, conditions), conditions, admitted, walked]
    return row, [key, "yes" if chance.happens(300) else "no"] if record else None


def make(folder, seed, twin):
    chance = Chance(seed)

    def plant(name):
        return getattr(Planted, name)[0 if twin else 1]

    made = [make_person(chance, plant, number) for number in range(1, PEOPLE + 1)]
    os.makedirs(folder, exist_ok=True)
    write(folder, "referrals.csv",
          ["person_id", "referral_date", "site", "sex", "ethnicity", "language",
           "deprivation_fifth", "age", "seen_date", "improved", "risk_score", "conditions",
           "admitted_in_a_year", "walked_metres"],
          [row for row, _ in made])
    write(folder, "gp-records.csv", ["person_id", "carer"],
          [record for _, record in made if record is not None])


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("folder")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--twin", action="store_true")
    options = parser.parse_args()
    make(options.folder, options.seed, options.twin)


if __name__ == "__main__":
    main()
