#!/usr/bin/env python3
"""Makes up the data of examples/northside/: nobody in them exists, nor does the service.

    northside.py FOLDER      writes referrals.csv, patients.csv, imd-by-lsoa.csv, residents.csv

The same bytes everywhere: whole numbers from one seed, sums and comparisons, no library's chance.
What is built in, so that there is something to find, stands in the tables below: people who prefer
another language than English wait longer and are reached less often, ethnicity is written down less
at one clinic, more people from the most deprived neighbourhoods are lost after assessment, and
waits got shorter for those who prefer English only.
"""
import datetime
import os
import sys

SEED = 20250331
PEOPLE = 5650
FIRST_DAY = datetime.date(2023, 1, 9)
NEW_YEAR = datetime.date(2024, 4, 1)  # of the second financial year
LAST_DAY = datetime.date(2025, 3, 31)  # the last that the data know of
BITS = (1 << 64) - 1

# neighbourhoods of each tenth, the most deprived first, and how many grown-ups live in one
AREAS = [16, 14, 14, 13, 12, 12, 11, 10, 9, 9]
RESIDENTS_OF_AREA = 1480
CLINICS = {"Harbour": 40, "Hillside": 30, "Market Square": 30}

# code: share of residents, how much larger it is in the most deprived tenth than in the least,
# and how many are referred where 1 of White British are
ETHNICITY = {
    "A": (62.0, 0.8, 1.00), "B": (1.2, 1.0, 0.90), "C": (7.0, 1.4, 0.60), "D": (2.0, 1.6, 1.00),
    "E": (0.8, 1.5, 0.80), "F": (1.0, 1.0, 0.90), "G": (1.0, 1.1, 0.90), "H": (4.0, 1.0, 0.60),
    "J": (7.0, 2.2, 0.60), "K": (4.0, 2.6, 0.55), "L": (2.2, 1.3, 0.60), "M": (2.2, 1.8, 0.80),
    "N": (3.6, 2.0, 0.65), "P": (0.8, 1.9, 0.70), "R": (0.7, 0.9, 0.45), "S": (1.5, 1.7, 0.70)}
LANGUAGE = {
    "C": {"English": 38, "Polish": 26, "Romanian": 20, "Portuguese": 10, "Turkish": 6},
    "H": {"English": 74, "Punjabi": 14, "Gujarati": 8, "Hindi": 4},
    "J": {"English": 62, "Urdu": 28, "Punjabi": 10},
    "K": {"English": 60, "Bengali": 40},
    "L": {"English": 62, "Tamil": 14, "Farsi": 12, "Urdu": 12},
    "N": {"English": 74, "Somali": 16, "Arabic": 6, "French": 4},
    "R": {"English": 62, "Cantonese": 24, "Mandarin": 14},
    "S": {"English": 52, "Arabic": 22, "Farsi": 12, "Turkish": 14}}
LANGUAGE_OF_OTHERS = {"English": 989, "British Sign Language": 6, "Polish": 5}
RELIGION = {
    "H": {"Hindu": 46, "Sikh": 30, "Muslim": 10, "No religion": 14},
    "J": {"Muslim": 88, "No religion": 12}, "K": {"Muslim": 90, "No religion": 10},
    "L": {"Muslim": 40, "Hindu": 20, "Buddhist": 16, "No religion": 24},
    "N": {"Christian": 62, "Muslim": 26, "No religion": 12},
    "R": {"No religion": 66, "Buddhist": 20, "Christian": 14},
    "S": {"Muslim": 52, "Christian": 24, "No religion": 24}}
RELIGION_OF_OTHERS = {"No religion": 52, "Christian": 41, "Muslim": 2, "Jewish": 2, "Buddhist": 1,
                      "Other religion": 2}
AGES = {(16, 17): 4, (18, 25): 24, (26, 39): 36, (40, 64): 29, (65, 79): 6, (80, 93): 1}
# what is written down in place of the code: by clinic, in 100 people
ETHNICITY_NOT_RECORDED = {"Harbour": {"": 15, "99": 8, "Z": 3}}
ETHNICITY_NOT_RECORDED_ELSEWHERE = {"": 3, "99": 2, "Z": 3}


class Chance:
    """SplitMix64 (Steele, Lea and Flood 2014)."""

    def __init__(self, seed):
        self.state = seed

    def below(self, count):
        """A whole number from 0 to count - 1."""
        self.state = (self.state + 0x9E3779B97F4A7C15) & BITS
        word = self.state
        word = ((word ^ (word >> 30)) * 0xBF58476D1CE4E5B9) & BITS
        word = ((word ^ (word >> 27)) * 0x94D049BB133111EB) & BITS
        return ((word ^ (word >> 31)) * count) >> 64

    def happens(self, in_1000):
        return self.below(1000) < in_1000

    def pick(self, weights):
        """A key of {key: weight}, whole numbers."""
        at = self.below(sum(weights.values()))
        for key, weight in weights.items():
            at -= weight
            if at < 0:
                return key
        raise AssertionError("weights that are negative")

    def around(self, middle, spread):
        """Whole days, roughly bell-shaped, one standard deviation `spread`, at least 1."""
        thousandths = sum(self.below(1001) for _ in range(12)) - 6000
        return max(1, middle + (thousandths * spread + 500) // 1000)


def share_of(code, tenth):
    """How many of 10 million residents of a tenth (1 the most deprived) have the code."""
    share, tilt, _ = ETHNICITY[code]
    return round(share * (tilt + (1 - tilt) * (tenth - 1) / 9) * 100000)


def count_residents():
    """{(code, tenth): residents}, to the nearest 5."""
    counts = {}
    for tenth, areas in enumerate(AREAS, 1):
        whole = sum(share_of(code, tenth) for code in ETHNICITY)
        for code in ETHNICITY:
            people = areas * RESIDENTS_OF_AREA * share_of(code, tenth)
            counts[code, tenth] = 5 * ((people + whole * 5 // 2) // (whole * 5))
    return counts


def make_areas(chance):
    """{tenth: [(code of the neighbourhood, its clinic)]}"""
    areas = {}
    number = 0
    for tenth, count in enumerate(AREAS, 1):
        areas[tenth] = []
        for _ in range(count):
            number += 1
            areas[tenth].append((f"MADEUP{number:03}", chance.pick(CLINICS)))
    return areas


def make_person(chance, number, areas, weights):
    """What is true of a person (`ethnicity`, `tenth`, `language`), and what is written down."""
    ethnicity, tenth = chance.pick(weights)
    lsoa, clinic = chance.pick({area: 1 for area in areas[tenth]})
    youngest, oldest = chance.pick(AGES)
    day = FIRST_DAY + datetime.timedelta(chance.below((LAST_DAY - FIRST_DAY).days + 1))
    born = day - datetime.timedelta(365 * youngest + youngest // 4 + 1 +
                                    chance.below(365 * (oldest - youngest + 1)))
    language = chance.pick(LANGUAGE.get(ethnicity, LANGUAGE_OF_OTHERS))
    religion = chance.pick(RELIGION.get(ethnicity, RELIGION_OF_OTHERS))
    not_recorded = ETHNICITY_NOT_RECORDED.get(clinic, ETHNICITY_NOT_RECORDED_ELSEWHERE)
    code = chance.pick({**not_recorded, ethnicity: 100 - sum(not_recorded.values())})
    harbour = clinic == "Harbour"
    return {
        "id": f"made-up-{number:05}", "tenth": tenth, "language": language, "clinic": clinic,
        "young": youngest == 18, "in_patients": not chance.happens(25 if harbour else 8),
        "first_day": day,
        "written": [
            f"made-up-{number:05}", "" if chance.happens(5) else born.isoformat(), code,
            "" if chance.happens(90 if harbour else 30) else language,
            chance.pick({"Female": 630, "Male": 360, "Not known": 6, "": 4}),
            chance.pick({religion: 77, "Prefer not to say": 8, "": 15}),
            chance.pick({lsoa: 975, "": 10, f"MADEUP{900 + chance.below(8)}": 15})]}


def days_to_first_session(chance, person, day, other_language):
    """From the assessment; shorter in the second year for those who prefer English."""
    middle = 17 + (9 if other_language else 0)
    if day >= NEW_YEAR and not other_language:
        middle -= 5
    tail = 14 + chance.below(56) if chance.happens(100) else 0
    return chance.around(middle, 9) + tail + (2 if person["clinic"] == "Harbour" else 0)


def later(day, days):
    """That many days on; Monday in place of a weekend."""
    day += datetime.timedelta(days)
    return day + datetime.timedelta({5: 2, 6: 1}.get(day.weekday(), 0))


def known(day):
    return "" if day > LAST_DAY else day.isoformat()


def make_referral(chance, person, day):
    """A row of referrals.csv."""
    other = person["language"] != "English"
    deprived = person["tenth"] <= 3
    row = [person["id"], day.isoformat(), person["clinic"], "1", "", "", "0", ""]
    if chance.happens((150 if other else 45) + (25 if person["young"] else 0)):
        row[3] = "0"
        return row
    if not chance.happens(900):
        return row
    assessed = later(day, chance.around(14 + (4 if other else 0), 6))
    row[4] = known(assessed)
    if row[4] and not chance.happens((730 if deprived else 870) - (80 if other else 0)):
        return row
    first = later(assessed, days_to_first_session(chance, person, day, other))
    row[5] = known(first)
    stays = chance.happens(700 if deprived else 790)
    last = later(first, chance.around(84 if stays else 24, 24 if stays else 8))
    if not known(last):
        row[6] = ""  # still waiting, or still in treatment
    elif stays:
        row[6] = "1"
        recovers = chance.happens(400 + 18 * person["tenth"] - (60 if other else 0))
        answers = chance.happens(820 if other else 950)
        row[7] = ("1" if recovers else "0") if answers else ""
    return row


def make_referrals(chance, person):
    rows = []
    day = person["first_day"]
    for _ in range(chance.pick({1: 88, 2: 10, 3: 2})):
        day = later(day, 0)
        if day <= LAST_DAY:
            rows.append(make_referral(chance, person, day))
        day += datetime.timedelta(120 + chance.below(280))
    return rows


def write(folder, name, head, rows):
    with open(os.path.join(folder, name), "w", encoding="utf-8", newline="\n") as file:
        for row in [head, *rows]:
            file.write(",".join(str(cell) for cell in row) + "\n")


def main():
    if len(sys.argv) != 2:
        sys.exit("give the folder to write to: northside.py examples/northside/data")
    folder = sys.argv[1]
    chance = Chance(SEED)
    residents = count_residents()
    areas = make_areas(chance)
    weights = {place: round(count * 100 * ETHNICITY[place[0]][2])
               for place, count in residents.items()}
    people = [make_person(chance, number, areas, weights) for number in range(1, PEOPLE + 1)]
    referrals = [row for person in people for row in make_referrals(chance, person)]
    write(folder, "referrals.csv",
          ["person_id", "referral_date", "clinic", "reached", "assessed_date",
           "first_session_date", "finished", "recovered"],
          sorted(referrals, key=lambda row: (row[1], row[0])))
    write(folder, "patients.csv",
          ["person_id", "birth_date", "ethnicity_code", "preferred_language", "sex", "religion",
           "lsoa"],
          [person["written"] for person in people if person["in_patients"]])
    write(folder, "imd-by-lsoa.csv", ["lsoa", "imd_decile"],
          [[lsoa, tenth] for tenth in areas for lsoa, _ in areas[tenth]])
    write(folder, "residents.csv", ["area", "ethnicity_code", "imd_decile", "usual_residents"],
          [["Northside (made up)", code, tenth, count]
           for (code, tenth), count in sorted(residents.items())])


if __name__ == "__main__":
    main()
