"""Holds an audit's bundle of a survey against answers of `unknot gap --json` to the same questions.

    survey_study.py BUNDLE ID ANSWER [ID ANSWER]...

ANSWER has one dimension; ID is the finding that asks the same. Every number of every group and
measure must be the same. Prints how many were compared."""
import json
import sys

NUMBERS = ("estimate", "se", "low", "high")


def value(shown):
    """Of a bundle's number, as `gap` writes it."""
    return shown[0] if isinstance(shown, list) else None


def compare(where, ours, theirs):
    compared = 0
    for name in NUMBERS:
        if name in theirs:
            compared += 1
            if value(ours.get(name)) != theirs[name]:
                print(f"{where} {name}: {ours.get(name)}, not {theirs[name]}")
    if ours.get("method", "") != (theirs.get("method") or ""):
        print(f"{where}: by {ours.get('method')}, not {theirs.get('method')}")
    return compared


def compare_table(name, table, answer):
    levels = [group["level"] for group in answer["groups"]]
    if [group.get("level", "") for group in table["groups"]] != levels:
        print(f"{name}: groups {levels}")
    if not table.get("weighted"):
        print(f"{name}: does not say that it is weighted")
    compared = 0
    for ours, theirs in zip(table["groups"], answer["groups"], strict=True):
        where = f"{name}, {theirs['level']}"
        for key, count in (("people", "n"), ("total", "events")):
            compared += 1
            if count in theirs and value(ours[key]) != theirs[count]:
                print(f"{where} {key}: {ours[key]}, not {theirs[count]}")
        compared += compare(where, ours["estimate"], theirs)
        for key in ("difference", "ratio"):
            compared += compare(f"{where} {key}", ours[key], theirs[key])
    ours = {measure["id"]: measure["value"] for measure in table.get("measures", [])}
    for theirs in answer["measures"]:
        compared += compare(f"{name}, {theirs['id']}", ours[theirs["id"]], theirs)
    missing = [note for note in answer["notes"] if note not in table.get("notes", [])
               and "--where" not in note]
    if missing:
        print(f"{name}: does not note {missing}")
    return compared


def main():
    findings = {finding["id"]: finding
                for finding in json.load(open(sys.argv[1]))["audit"]["findings"]}
    compared = 0
    for name, path in zip(sys.argv[2::2], sys.argv[3::2], strict=True):
        answer = json.load(open(path))["dimensions"][0]
        compared += compare_table(name, findings[name]["parts"][-1]["base"], answer)
    print(compared, "numbers")


main()
