#!/usr/bin/env python3
"""Each row of nhs-13sa.csv is a group of the bundle, with its numbers, and each group has its row.

    report_split.py BUNDLE CSV"""
import csv
import json
import sys

SPLITS = ("deprivation", "ethnicity", "age", "sex")


def cell(number):
    if number is None:
        return ""
    if isinstance(number, dict):
        ends = number["hidden"]
        return f"{ends[0]}-{ends[1]}" if ends and ends[1] is not None else "hidden"
    return float(number[0])


def read(text):
    try:
        return float(text)
    except ValueError:
        return text


def rows_of(finding):
    for part in finding["parts"]:
        base = part["base"]
        for group in base["groups"]:
            own = group.get("estimate", {})
            yield ((finding["about"], finding["dimension"], finding.get("subject", ""),
                    base.get("period", ""), group.get("level", "")),
                   [cell(group.get("people")), cell(group.get("total"))]
                   + [cell(own.get(key)) for key in ("estimate", "low", "high")])


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        findings = json.load(file)["audit"]["findings"]
    wanted = {}
    for checks in (("change",), ("gap", "waits")):
        for own in findings:
            if (own.get("about") in SPLITS and own["check"] in checks
                    and not own.get("sensitive") and not own.get("combination")):
                wanted.update(rows_of(own))
    with open(sys.argv[2], encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    got = {tuple(row[key] for key in ("split", "group_by", "outcome", "period", "group")):
           [read(row[key]) for key in ("people", "total", "estimate", "estimate_low",
                                       "estimate_high")]
           for row in rows if row["note"] != "not held"}
    missing = {row["split"] for row in rows if row["note"] == "not held"}
    held = {key[0] for key in wanted}
    wrong = [key for key in wanted.keys() | got.keys() if wanted.get(key) != got.get(key)]
    print(f"# {len(got)} rows, {len(wanted)} wanted; wrong: {sorted(wrong)[:5]}; "
          f"not held: {missing}")
    return 1 if wrong or not got or missing != set(SPLITS) - held else 0


if __name__ == "__main__":
    sys.exit(main())
