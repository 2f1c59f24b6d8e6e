#!/usr/bin/env python3
"""Transcribes published counts for examples/talking-therapies/.

    talking_therapies.py england_all_years.csv > examples/talking-therapies/england.csv

The input is one row for each number of NHS England's annual reports on NHS Talking Therapies. The
output is one row for each year and group, with the counts side by side. Counts and labels stay as
published; broad ethnic groups before their parts, "Asian or Asian British: Indian". The same input
gives the same bytes. A number that is missing or kept back stops it: nothing is filled in.
"""
import csv
import sys

# the kinds of row whose labels mean the same in every year, and the column each is written in
KINDS = {"Indices of Deprivation Decile": "deprivation", "Ethnic Group": "ethnicity",
         "Gender": "gender"}
MEASURES = {"referrals_received": "referred", "finished_course_treatment": "finished_treatment",
            "at_caseness": "at_caseness", "recovery": "recovered"}


def label(row):
    """The group a row is about, or None for the sum of several."""
    broad, fine = row["variable_a"], row["variable_b"]
    if row["variable_type"] != "Ethnic Group":
        return broad
    if fine == "All":  # the whole of a broad group, but "Not stated" has no parts
        return broad if broad.startswith("Not stated") else None
    return f"{broad}: {fine}"


def collect(rows):
    """Counts by year, column and group: {(year, column, group): {measure: count}}."""
    counts = {}
    for row in rows:
        if (row["measure_statistic"] != "count" or row["variable_type"] not in KINDS or
                row["measure_name"] not in MEASURES or label(row) is None):
            continue
        place = (row["reporting_period"], KINDS[row["variable_type"]], label(row))
        measure = row["measure_name"]
        group = counts.setdefault(place, {})
        if measure in group:
            sys.exit(f"{place}: '{measure}' stands twice in the file")
        if not row["value"].isdigit():
            sys.exit(f"{place}: '{measure}' is '{row['value']}', which is no count")
        group[measure] = row["value"]
    return counts


def main():
    if len(sys.argv) != 2:
        sys.exit("give the published file: talking_therapies.py england_all_years.csv")
    with open(sys.argv[1], encoding="utf-8", newline="") as file:
        counts = collect(csv.DictReader(file))
    columns = list(KINDS.values())
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(["year", *columns, *MEASURES.values()])
    for place in sorted(counts, key=lambda p: (p[0], columns.index(p[1]), p[2])):
        year, column, group = place
        if len(counts[place]) != len(MEASURES):
            missing = [name for name in MEASURES if name not in counts[place]]
            sys.exit(f"{place}: the file has no {', '.join(missing)}")
        out.writerow([year, *(group if name == column else "" for name in columns),
                      *(counts[place][name] for name in MEASURES)])


if __name__ == "__main__":
    main()
