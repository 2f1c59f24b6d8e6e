"""Which step of a pathway matters most: its sentence, picture and table, from the bundle alone."""
import report_charts as charts
from report_figures import (at, difference_decimals, gap_text, has, has_limits, quoted, range_text,
                            value_text)
from report_page import tokens


def extra_of(finding, step, level):
    group = finding.parts[step].find(level)
    return group.extra if group is not None else {}


def has_steps(finding):
    return (finding.check == "pathway" and len(finding.parts) > 2
            and any(group.extra for group in finding.parts[-1].groups))


def told_group(finding):
    """The one that the verdict names first, else the first recorded one with a gap at the end."""
    if not has_steps(finding):
        return None
    named = [finding.main().find(own.get("level", "")) for own in finding.found[:1]]
    for group in [own for own in named if own is not None] + finding.parts[-1].groups:
        if group.recorded and has(extra_of(finding, -1, group.level).get("end_gap")):
            return group
    return None


def range_tokens(unit, gap):
    if not has_limits(gap):
        return []
    low, high = at(gap, "low"), at(gap, "high")
    ends = sorted((abs(low), abs(high))) if low >= 0 or high <= 0 else [abs(low), abs(high)]
    decimals = min(1, difference_decimals(unit, min(ends)))
    said = [value_text(unit, end, decimals) for end in ends]
    return [] if (low >= 0 or high <= 0) and said[0] == said[1] else said


def size_tokens(unit, gap):
    return tokens(gap_text(unit, gap, difference_decimals(unit, at(gap))))


def sentence(finding):
    group, unit = told_group(finding), finding.unit
    whole = extra_of(finding, -1, group.level)["end_gap"]
    is_open = at(whole) == 0 or has_limits(whole) and at(whole, "low") <= 0 <= at(whole, "high")
    span, size = range_tokens(unit, whole), size_tokens(unit, whole)
    said = ["100"] + finding.counted_tokens() + finding.in_group(group.label())
    said += [quoted(finding.parts[0].label)] + ((span or size) if is_open else size)
    others = finding.parts[-1].others()
    said += [quoted(finding.parts[-1].label)] + tokens(others)
    if is_open:
        return said
    side = -1 if at(whole) < 0 else 1
    parts = [(side * at(extra_of(finding, step, group.level)["carried"]), step)
             for step in range(1, len(finding.parts))]
    largest = max(carried for carried, _ in parts)
    steps = [step for carried, step in parts if carried == largest]
    said += span
    if len(steps) == 1:
        carried = extra_of(finding, steps[0], group.level)["carried"]
        said += ([quoted(finding.parts[steps[0]].label)] + size_tokens(unit, carried)
                 + range_tokens(unit, carried))
    return said


class StepRows:
    """Rows as report_charts walks them."""

    def __init__(self, finding, level):
        self.finding, self.unit, self.key, self.margin = finding, finding.unit, [], None
        self.head, self.gaps, self.rows = ["100"], True, []
        steps = [(part.label, extra_of(finding, step, level)["carried"])
                 for step, part in enumerate(finding.parts) if step > 0]
        whole = extra_of(finding, -1, level)["end_gap"]
        for label, gap in steps + [("All steps: the gap at the end", whole)]:
            row = charts.Row(None, gap_text(finding.unit, gap), **charts.interval_places(gap))
            row.label = label
            self.rows.append(row)


def walk_steps(walk, box, finding):
    group = told_group(finding)
    if group is None:
        walk.say(box, f"{finding.id}: no step is told of, by the bundle")
        return
    rows = StepRows(finding, group.level)
    note = extra_of(finding, -1, group.level)["end_gap"].get("note", "")
    said, foot = box.own("p")
    walk.tokens(said, sentence(finding))
    charts.walk_key(walk, box.own("ul")[0], rows)
    charts.walk_rows(walk, box.own("ol")[0], rows)
    walk.tokens(foot, [], note)


def walk_steps_table(walk, table, finding):
    last, first = finding.parts[-1], finding.parts[0]
    walk.caption(table, ["100", quoted(first.label)] + tokens(last.others()), finding.subject)
    head, *rows = table.all("tr")
    for cell in head.own("th"):
        if cell.text() in {finding.dimension} | {part.label for part in finding.parts}:
            walk.claim(cell)
    if len(rows) != len(last.groups):
        walk.say(table, f"{len(rows)} rows for {len(last.groups)} groups")
    for row, group in zip(rows, last.groups):
        gaps = [extra_of(finding, step, group.level).get("carried")
                for step in range(1, len(finding.parts))] + [group.extra.get("end_gap")]
        cells = [group.level or ("blank" if group.recorded else "Not recorded")]
        for gap in gaps:
            cells += [gap_text(finding.unit, gap), range_text(finding.unit, gap, 1)]
        walk.list(row, row.own(), cells)
