"""How many people it would take: counted again from the findings of a bundle, then met on the page.
The number of people by the search for the size that has the power, not by the formula."""
import math
import statistics

from report_names import CHECK_NAMES
from report_figures import (at, count_text, gap_text, has, has_limits, kept, range_text, value_text,
                            whole)

NORMAL = statistics.NormalDist()
HEADS = ["Group", "Counted", "Gap", "Interval", "Its width", "To settle it",
         "To find a gap that matters, in each group"]


def has_power(people, one, zero):
    """Eight times in ten or more, of a test at 5 in 100 on both sides."""
    mean = (one + zero) / 2
    null = math.sqrt(2 * mean * (1 - mean) / people)
    true = math.sqrt((one * (1 - one) + zero * (1 - zero)) / people)
    beyond = abs(one - zero) - NORMAL.inv_cdf(0.975) * null
    return beyond >= 0 if true == 0 else NORMAL.cdf(beyond / true) >= 0.8


def two_digits(people):
    unit = 10 ** max(0, math.floor(math.log10(people)) - 1)
    return math.ceil(people / unit) * unit


def to_tell(finding, group):
    """None where it would be nonsense."""
    if not finding.share or finding.main().weighted or not has(group.estimate):
        return None
    if finding.check in ("representation", "shift_mix", "place_mix", "swap", "proxies"):
        return None
    gap = at(group.difference)
    zero = at(group.estimate) - gap
    one = zero + math.copysign(finding.matters / 100, gap if gap else 1)
    if not 0 <= min(one, zero) <= max(one, zero) <= 1:
        return None
    low, high = 0.001, 1e12
    for _ in range(200):
        middle = math.sqrt(low * high)
        low, high = (low, middle) if has_power(middle, one, zero) else (middle, high)
    return two_digits(max(high, 1))


def near(got, want):
    """A size that is whole, but for the last digit of a double, may be rounded up once more."""
    return got == want or None not in (got, want) and got in (want, two_digits(want * (1 + 1e-9)))


def judged(finding):
    return not finding.verdict.get("no_margin") and finding.verdict["say"] != "unseen"


def settled(own):
    return {"known": whole(own.get("needed", 0)), "close": "too close to tell",
            "unknown": "not known"}[own.get("why", "known")]


def question(finding):
    label = finding.main().label if finding.check == "pathway" else ""
    return (f"{label or finding.subject}, by {finding.dimension} "
            f"({CHECK_NAMES[finding.check]})")


def row_cells(finding, own, group):
    unit, gap = finding.unit, group.difference
    width = "none" if not has_limits(gap) else value_text(
        unit, at(gap, "high") - at(gap, "low"), kept(unit, gap["low"], 1))
    people = own.get("to_tell")
    return [group.level or ("blank" if group.recorded else "Not recorded"),
            count_text(group.people), gap_text(unit, gap), range_text(unit, gap, 1), width,
            settled(own), whole(people) if people is not None else "none"]


def walk_precision(walk, section):
    asked = [own for own in walk.shown if judged(own)]
    unsettled = [own for own in asked if own.small]
    if (section is not None) != bool(unsettled):
        walk.say(walk.page, f"{len(unsettled)} questions cannot be told, and no section says so")
    if section is None:
        return
    rows, sizes = [], []
    for finding in unsettled:
        rows.append([question(finding)])
        for own in finding.small:
            group = finding.main().find(own.get("level", ""))
            if group is None:
                continue
            wanted = to_tell(finding, group)
            if not near(own.get("to_tell"), wanted):
                walk.say(section, f"{finding.id}, {group.level}: {own.get('to_tell')} people, "
                                  f"worked out again {wanted}")
            sizes += [own["to_tell"]] if own.get("to_tell") is not None else []
            rows.append(row_cells(finding, own, group))
    lines = section.own("p")
    walk.tokens(lines[0], [whole(len(asked)), whole(len(unsettled))])
    if sizes:
        walk.tokens(lines[1], [whole(min(sizes)), whole(max(sizes))])
    table = section.first("table")
    walk.caption(table, [])
    head, *body = table.all("tr")
    walk.list(head, head.own("th"), HEADS)
    if len(body) != len(rows):
        walk.say(table, f"{len(body)} rows for {len(rows)}")
    for line, cells in zip(body, rows):
        walk.list(line, line.own(), cells)
