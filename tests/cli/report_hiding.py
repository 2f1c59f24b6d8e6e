"""What protection hid, by grouping: counted again from the findings of a bundle, then met on the
page."""
from report_figures import PER_100, count_text, value_text
from report_page import tokens

NAMES_MOST = 6
HEADS = ["Grouping", "Groups", "Half or more hidden", "Rates and averages", "Hidden",
         "Hidden of 100", "Counted", "In groups half or more hidden", "Which groups"]


def state(number):
    return "none" if number is None else "hidden" if isinstance(number, dict) else "shown"


def added_up(numbers):
    """Two ends; the upper one is None where there is none."""
    low = high = 0
    for number in numbers:
        if state(number) == "shown":
            low += number[0]
            high = None if high is None else high + number[0]
        elif state(number) == "hidden":
            ends = number["hidden"]
            low += ends[0] if ends else 0
            high = None if high is None or not ends or ends[1] is None else high + ends[1]
    return [low, 0] if low == high else {"hidden": [low, high]}


def hiding_of(audit):
    """A row for each grouping, in the order of the findings."""
    tables = {}
    for finding in audit["findings"]:
        for part in finding["parts"]:
            tables.setdefault(finding["dimension"], []).append((finding, part["base"]["groups"]))
    rows = []
    for dimension, own in tables.items():
        groups = [group for _, some in own for group in some]
        states = [state(group["estimate"].get("estimate")) if "estimate" in group else "none"
                  for group in groups]
        told_of = {}
        for group, what in zip(groups, states):
            told_of.setdefault(group.get("level", ""), []).append(what)
        hidden = [level for level, some in told_of.items() if "hidden" in some
                  and 2 * some.count("hidden") >= len(some) - some.count("none")]

        def told(table):
            return sum(group["people"][0] for group in table[1]
                       if state(group.get("people")) == "shown")
        finding, largest = max(own, key=told)
        rows.append({
            "dimension": dimension, "sensitive": own[0][0].get("sensitive", False),
            "row": finding.get("row", ""),
            "groups": len({group.get("level", "") for group in groups}), "hidden": hidden,
            "numbers": sum(what != "none" for what in states),
            "numbers_hidden": states.count("hidden"),
            "people": added_up([group.get("people") for group in largest]),
            "people_hidden": added_up([group.get("people") for group in largest
                                       if group.get("level", "") in hidden])})
    return rows


def full(row):
    """As a bundle leaves out what is empty."""
    return {"sensitive": False, "row": "", "groups": 0, "hidden": [], "numbers": 0,
            "numbers_hidden": 0, **row}


def of_100(part, whole):
    return value_text(PER_100, part / whole if whole else 0, 0)


def names(levels):
    said = ", ".join(level or "blank" for level in levels[:NAMES_MOST])
    more = len(levels) - NAMES_MOST
    return said + (f" and {more} more" if more > 0 else "") if levels else "none"


def walk_hiding(walk, section):
    rows = [full(row) for row in walk.audit.get("hiding", [])]
    wanted = hiding_of(walk.audit)
    if rows != wanted:
        walk.say(section, f"hidden is {rows}, counted again {wanted}")
    numbers, hidden = (sum(row[key] for row in rows) for key in ("numbers", "numbers_hidden"))
    box = section.first("div.hg")
    if (box is not None) != (hidden > 0):
        walk.say(section, f"{hidden} numbers are hidden, and the page does not say so")
    if box is None:
        return
    walk.tokens(box.first("p"), tokens(f"{numbers:,} {hidden:,} {of_100(hidden, numbers)} 100"))
    table = box.first("table")
    walk.caption(table, [])
    head, *lines = table.all("tr")
    walk.list(head, head.own("th"), HEADS)
    for line, row in zip(lines, rows, strict=True):
        walk.list(line, line.own(), [
            row["dimension"], f"{row['groups']:,}", f"{len(row['hidden']):,}",
            f"{row['numbers']:,}", f"{row['numbers_hidden']:,}",
            of_100(row["numbers_hidden"], row["numbers"]), count_text(row["people"]),
            count_text(row["people_hidden"]), names(row["hidden"])])
