#!/usr/bin/env python3
"""Looks through a protected bundle for what should not have left.

    audit_shown.py BUNDLE EXACT

EXACT is the same audit without protection. Prints what is wrong, then how many numbers were looked
at."""
import json
import sys

COUNTS = ("people", "total")


def finer(finding):
    crossed = finding["dimension"].count(" x ") + 1
    return finding.get("sensitive", False) or crossed + (finding["check"] == "change") > 2


def load(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)["audit"]


def texts(value):
    """Every text of a finding but labels, which name groups whose number is shown or not."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for own in value:
            yield from texts(own)
    elif isinstance(value, dict):
        for key, own in value.items():
            if key != "level":
                yield from texts(own)


def look_at_counts(finding, say):
    """Rounded, and none of them small."""
    least, base = (10, 10) if finer(finding) else (8, 5)
    seen = 0
    for part in finding["parts"]:
        for group in part["base"]["groups"]:
            for key in COUNTS:
                number = group[key]
                seen += isinstance(number, list)
                if isinstance(number, list) and (number[0] < least or number[0] % base):
                    say(f"{finding['id']}, {group.get('level')}: {key} {number}")
    return seen


def look_at_verdict(finding, say):
    """Who is named has a difference that is shown. A verdict may be about any of the parts."""
    shown = [{group.get("level", "") for group in part["base"]["groups"]
              if "estimate" in group["difference"]
              and isinstance(group["difference"]["estimate"], list)}
             for part in finding["parts"]]
    verdict = finding["verdict"]
    named = [group.get("level", "") for key in ("found", "small") for group in verdict.get(key, [])]
    if not any(own.issuperset(named) for own in shown):
        say(f"{finding['id']}: the verdict names a hidden group: {named}")
    if verdict["say"] == "found" and not verdict.get("found"):
        say(f"{finding['id']}: found, and no group named")


def look_at_hidden(finding, exact, say):
    """A hidden number's range holds the exact one and more; nothing else tells the exact one."""
    seen = 0
    for part, was in zip(finding["parts"], exact["parts"], strict=True):
        for group, before in zip(part["base"]["groups"], was["base"]["groups"], strict=True):
            for key in COUNTS:
                number = group[key]
                if not isinstance(number, dict):
                    continue
                seen += 1
                low, high = number["hidden"]
                true = before[key][0]
                if not low <= true or (high is not None and not (true <= high and high - low > 4)):
                    say(f"{finding['id']}, {group.get('level')}: {key} {number}, really {true}")
            per_100 = finding["unit"] == "per_100"  # a median is of no count
            if per_100 and isinstance(group["total"], dict) and isinstance(
                    group["estimate"].get("estimate"), list):
                say(f"{finding['id']}, {group.get('level')}: a rate of a hidden number")
    return seen


def main():
    audit, exact = (load(path) for path in sys.argv[1:])
    wrong = []
    counts = hidden = 0
    for finding, before in zip(audit["findings"], exact["findings"], strict=True):
        assert finding["id"] == before["id"]
        counts += look_at_counts(finding, wrong.append)
        look_at_verdict(finding, wrong.append)
        hidden += look_at_hidden(finding, before, wrong.append)
    for sentence in wrong:
        print(sentence)
    print(f"{len(wrong)} wrong" if counts and hidden else "nothing to look at")


main()
