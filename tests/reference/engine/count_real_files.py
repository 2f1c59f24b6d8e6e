#!/usr/bin/env python3
"""Counts from real files with Python's csv and dicts alone, for the tests of engines.

Run by hand where the data are; the output is committed:
    python3 tests/reference/engine/count_real_files.py ../shared/data |
        clang-format --assume-filename=small_values.h > tests/unit/engine/small_values.h
"""
import csv
import sys
from collections import Counter, defaultdict

data = sys.argv[1]


def rows_of(path):
    with open(f"{data}/{path}", newline="", encoding="utf-8-sig") as file:
        yield from csv.DictReader(file)


def quoted(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def nhanes():
    cells = defaultdict(Counter)
    for row in rows_of("nhanes/nhanes_2009_2012_individual.csv"):
        cell = cells[row["Race1"].strip()]
        cell["rows"] += 1
        answer = row["Diabetes"].strip()
        if answer in ("", "NA"):
            cell["unknown"] += 1
        else:
            cell["people"] += 1
            cell["events"] += answer == "Yes"
    print("/* nhanes_2009_2012_individual.csv: Diabetes = 'Yes' by Race1 */")
    print("static const WantedCell NHANES_DIABETES[] = {")
    for level in sorted(cells):
        c = cells[level]
        print(f"    {{{quoted(level)}, {c['rows']}, {c['people']}, {c['events']}, {c['unknown']}}},")
    print("};\n")


def nhanes_bmi():
    cells = defaultdict(lambda: [0, 0, 0, 0, 0])
    for row in rows_of("nhanes/nhanes_2009_2012_individual.csv"):
        cell = cells[row["Gender"].strip()]
        text = row["BMI"].strip()
        if text in ("", "NA"):
            cell[3] += 1
            continue
        whole, _, part = text.partition(".")
        millionths = int(whole + (part + "000000")[:6])
        assert len(part) <= 6
        cell[0] += 1
        cell[1] += millionths
        cell[2] += millionths * millionths
        cell[4] = max(cell[4], millionths)
    print("/* the same: BMI by Gender, in millionths; squares as text: they pass 64 bits */")
    print("static const WantedAmount NHANES_BMI[] = {")
    for level in sorted(cells):
        n, total, squares, unknown, largest = cells[level]
        print(f'    {{{quoted(level)}, {n}, {unknown}, "{total}", "{squares}", {largest}}},')
    print("};\n")


def diabetes():
    race = defaultdict(Counter)
    persons = defaultdict(lambda: defaultdict(lambda: [0, 0]))
    count = 0
    for row in rows_of("diabetes130/diabetes_audit.csv"):
        level = row["race"].strip()
        y = int(row["y"])
        race[level]["rows"] += 1
        race[level]["events"] += y
        own = persons[row["patient_nbr"].strip()][level]
        own[0] += 1
        own[1] += y
        count += 1
    print("/* diabetes_audit.csv: y = 1 by race, persons by patient_nbr; whole numbers, so exact */")
    print(f"#define DIABETES_ROWS {count}")
    print(f"#define DIABETES_PERSONS {len(persons)}")
    print("static const WantedMoments DIABETES[] = {")
    for level in sorted(race):
        own = [0] * 4
        every = [0] * 4
        held = [0, 0]
        largest = 0
        for parts in persons.values():
            if level not in parts:
                continue
            n, k = parts[level]
            all_n = sum(p[0] for p in parts.values())
            all_k = sum(p[1] for p in parts.values())
            for sums, (m, l) in ((own, (n, k)), (every, (all_n, all_k))):
                for i, product in enumerate((n * m, n * l, k * m, k * l)):
                    sums[i] += product
            held[k > 0] += 1
            largest = max(largest, n)
        print(f"    {{{quoted(level)}, {race[level]['rows']}, {race[level]['events']}, {sum(held)}, "
              f"{held[1]}, {{{', '.join(map(str, own))}}}, {{{', '.join(map(str, every))}}}, "
              f"{largest}}},")
    print("};\n")


def therapies():
    cells = defaultdict(dict)
    for row in rows_of("nhs_talking_therapies/england_all_years.csv"):
        if row["variable_type"] == "Indices of Deprivation Decile" and \
                row["measure_statistic"] == "count":
            cells[row["reporting_period"], row["variable_a"]][row["measure_name"]] = row["value"]
    print("/* england_all_years.csv: recovery and at_caseness by deprivation tenth and year */")
    print("static const WantedPublished THERAPIES[] = {")
    for (period, level), cell in sorted(cells.items()):
        print(f"    {{{quoted(period)}, {quoted(level)}, {cell['at_caseness']}, "
              f"{cell['recovery']}}},")
    print("};")


print("/* Made by tests/reference/engine/count_real_files.py, with Python's csv and dicts alone:")
print("   python3 tests/reference/engine/count_real_files.py ../shared/data |")
print("       clang-format --assume-filename=small_values.h > tests/unit/engine/small_values.h */")
print('''#ifndef UK_TESTS_SMALL_VALUES_H
#define UK_TESTS_SMALL_VALUES_H

#include <stdint.h>

typedef struct WantedCell {
    const char *level;
    int64_t rows, people, events, unknown;
} WantedCell;

typedef struct WantedAmount {
    const char *level;
    int64_t people, unknown;
    const char *sum, *squares;
    int64_t largest;
} WantedAmount;

typedef struct WantedMoments {
    const char *level;
    int64_t rows, events, persons, persons_with;
    double own[4], with_all[4]; /* nn nk kn kk */
    double largest;
} WantedMoments;

typedef struct WantedPublished {
    const char *period, *level;
    int64_t people, events;
} WantedPublished;
''')
nhanes()
nhanes_bmi()
diabetes()
therapies()
print("\n#endif")
