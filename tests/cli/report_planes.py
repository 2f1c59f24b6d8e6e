"""Pictures with a value each way, beside a finding's own: which of them there are, their words, and
where each mark stands on the two scales, from the bundle alone."""
import report_charts as charts
from report_charts import Scale, near, number
from report_figures import (PER_100, at, estimate_text, gap_text, has, has_limits, measure_text,
                            quoted, range_text, shortest, value_text)
from report_page import tokens

BELOW = {"lower", "smaller"}
ABOVE_LINE = 0.3  # em from a line to the number over it
ENDS = ("x1", "y1", "x2", "y2")


def tick_value(text, unit):
    words = text.split()
    if words == ["same"]:
        return 0.0
    value = number(words[0]) / (100 if unit == PER_100 else 1)
    return -value if set(words[1:]) & BELOW else value


def scale_of(walk, svg, name, unit):
    """By the numbers of one side, which lie evenly; `name`: their class."""
    texts = svg.all(f"text.{name}")
    below = ABOVE_LINE if name == "ty" else 0
    ticks = [(tick_value(text.text(), unit), number(text.get(name[1])) + below) for text in texts]
    scale = Scale(ticks)
    steps = [after[0] - before[0] for before, after in zip(ticks, ticks[1:])]
    if len(ticks) < 3 or not all(near(there, scale.at(value)) for value, there in ticks):
        walk.say(svg, f"numbers stand elsewhere than they say: {ticks}")
    if not all(near(step, steps[0], 1e-9) for step in steps):
        walk.say(svg, f"numbers are not even: {ticks}")
    walk.claim(*texts)
    return scale


class Plane:
    """Both scales by the numbers on them, which lie evenly."""

    def __init__(self, walk, svg, unit, unit_x=None):
        self.walk, self.svg = walk, svg
        self.x = scale_of(walk, svg, "tx", unit_x or unit)
        self.y = scale_of(walk, svg, "ty", unit)

    def texts(self, wanted):
        rest = [text for text in self.svg.all("text") if not {"tx", "ty"} & set(text.classes())]
        self.walk.list(self.svg, rest, wanted)

    def lines(self, finding, look, wanted):
        got = [[line.get(end) for end in ENDS] for line in self.svg.own("line")
               if line.classes() == look.split()]
        self.walk.same_places(self.svg, finding, [
            [self.x.at(x), self.y.at(y), self.x.at(to_x), self.y.at(to_y)]
            for (x, y), (to_x, to_y) in wanted], got)

    def dots(self, finding, wanted):
        got = [[dot.get("cx"), dot.get("cy")] for dot in self.svg.own("circle")]
        self.walk.same_places(self.svg, finding,
                              [[self.x.at(x), self.y.at(y)] for x, y in wanted], got)

    def ends(self, name):
        """The outermost values of the ground, by the lines of its grid."""
        scale = self.x if name == "x" else self.y
        places = [number(text.get(name)) + (0 if name == "x" else ABOVE_LINE)
                  for text in self.svg.all(f"text.t{name}")]
        values = [scale.value + (place - scale.place) / scale.step for place in places]
        return min(values), max(values)


# ---- the average and the gap ----


def gaps_told(finding):
    """The gap then and now, with its sign, and how it moved; None where that is not shown."""
    last = finding.parts[-1]
    if last.ordered:
        pair = finding.pair_as_it_stands(last)
        if pair is None:
            return None
        change, now = last.ends_change, pair.values[0] - pair.values[1]
    else:
        told = finding.told_group(last)
        if told is None or not has(told.difference):
            return None
        change, now = told.extra.get("gap_change", {}), at(told.difference)
    if not has_limits(change):
        return None
    then = now - at(change)
    return (0 if abs(then) < 1e-9 * (1 + abs(now)) else then), now, change


def has_quadrant(finding):
    if not finding.has_ribbon() or not all(has(part.overall) for part in finding.parts):
        return False
    if not has_limits(finding.parts[-1].overall_change):
        return False
    told = gaps_told(finding)
    return told is not None and told[0] * told[1] >= 0 and bool(told[0] or told[1])


def moves(finding):
    """Estimate and ends of both moves; of the gap as the size it has."""
    then, now, gap = gaps_told(finding)
    average = finding.parts[-1].overall_change
    moved = [[at(average, key) for key in ("estimate", "low", "high")],
             [at(gap, key) for key in ("estimate", "low", "high")]]
    if (then or now) < 0:
        estimate, low, high = moved[1]
        moved[1] = [-estimate, -high, -low]
    return moved


def move_tokens(finding, move):
    estimate, low, high = move
    sizes = [abs(estimate), *sorted([abs(low), abs(high)])]
    if low <= 0 <= high:
        sizes = [abs(low), abs(high)]
    return [finding.value(size, finding.decimals_held()) for size in sizes]


def walk_quadrant(walk, box, finding):
    first, last = finding.parts[0], finding.parts[-1]
    average, gap = moves(finding)
    pair = finding.pair(last)
    side = -1 if pair.values[0] < pair.values[1] else 1
    said = [quoted(first.period), quoted(last.period)] + finding.per_100()
    said += move_tokens(finding, average) + move_tokens(finding, gap)
    svg = box.first("svg.ch")
    walk.tokens(box.own("p")[0], said)
    walk.tokens(svg.first("desc"), said)
    plane = Plane(walk, svg, finding.unit)
    fields = [text for side_x in ("average lower,", "average higher,")
              for side_y in ("gap smaller", "gap larger") for text in (side_x, side_y)]
    plane.texts(["↑ the gap", "the average, over everyone →", *fields, first.period, last.period])

    def point(part):
        here, before = finding.pair(part), finding.pair(first)
        return (at(part.overall) - at(first.overall),
                side * (here.values[0] - here.values[1] - before.values[0] + before.values[1]))

    points = [point(part) for part in finding.parts]
    now = points[-1]
    plane.lines(finding, "tr", list(zip(points, points[1:])))
    plane.lines(finding, "ci", [((average[1], now[1]), (average[2], now[1])),
                                ((now[0], gap[1]), (now[0], gap[2]))])
    plane.dots(finding, points[1:-1] + [(0, 0), now])
    (left, right), (low, high) = plane.ends("x"), plane.ends("y")
    middle = [line for line in svg.own("line") if line.classes() == ["ref"]]
    got = [number(line.get(end)) for line in middle for end in ENDS]
    want = [plane.x.at(left), plane.y.at(0), plane.x.at(right), plane.y.at(0),
            plane.x.at(0), plane.y.at(low), plane.x.at(0), plane.y.at(high)]
    walk.marks += 2
    if len(got) != len(want) or not all(near(one, two) for one, two in zip(got, want)):
        walk.say(svg, f"{finding.id}: the middle lies at {got}, not {want}")


# ---- who has how much ----


def order_of(finding):
    return [group for group in finding.main().groups if group.recorded]


def has_concentration(finding):
    part = finding.main()
    groups = order_of(finding)
    return (finding.share and part.ordered and not part.weighted
            and finding.check in ("gap", "waits", "change")
            and len(groups) > 2
            and all(isinstance(own.people, list) and isinstance(own.total, list)
                    and own.people[0] > 0 for own in groups)
            and sum(own.total[0] for own in groups) > 0)


def curve_of(groups):
    """Shares of people and of what is counted, after each group from the worst off."""
    people = [sum(own.people[0] for own in groups[:i + 1]) for i in range(len(groups))]
    events = [sum(own.total[0] for own in groups[:i + 1]) for i in range(len(groups))]
    return [(one / people[-1], two / events[-1]) for one, two in zip(people, events)]


def walk_concentration(walk, box, finding):
    points = curve_of(order_of(finding))
    half = min(points[:-1], key=lambda own: abs(own[0] - 0.5))
    people, events = [value_text(PER_100, share, 0) for share in half]
    groups = points.index(half) + 1
    said = ([str(groups)] * (groups > 1) + [str(len(points)), people, "100"]
            + finding.counted_tokens() + [events, "100", finding.in_words()])
    svg = box.first("svg.ch")
    walk.tokens(box.own("p")[0], said)
    walk.tokens(svg.first("desc"), said)
    index = next((own for own in finding.main().measures if own["id"] == "rci"), None)
    if index is not None and has(index.get("value")):
        walk.tokens(box.own("p")[1], tokens(measure_text(finding, index)) + ["0", "0"])
    plane = Plane(walk, svg, PER_100)
    plane.texts(["↑ of 100 counted", "of 100 people, the worst off first →", "if all had alike",
                 f"{people} of 100 people,", f"{events} of 100 counted"])
    plane.lines(finding, "diag", [((0, 0), (1, 1))])
    plane.lines(finding, "ln", list(zip([(0, 0), *points], points)))
    plane.dots(finding, points[:-1] + [half])


# ---- many groups by size ----


def funnel_groups(finding):
    return [group for group in finding.main().groups
            if group.recorded and isinstance(group.people, list) and has(group.estimate)
            and has_limits(group.extra.get("chance"))
            and has_limits(group.extra.get("chance_wide"))]


def has_funnel(finding):
    return finding.share and has(finding.main().overall) and len(funnel_groups(finding)) >= 5


def lies_outside(group, name):
    limits = group.extra[name]
    return not at(limits, "low") <= at(group.estimate) <= at(limits, "high")


def limit_line(middle, times, least, most):
    """25 points from the smallest group on, closer where the line bends."""
    sizes = [least + (most - least) * i * i / 576 for i in range(25)]
    return [(size, min(1, max(0, middle + times / size ** 0.5))) for size in sizes]


def walk_limits(plane, finding, groups, end):
    """The limits of the largest group tell those of every size."""
    middle = at(finding.main().overall)
    largest = max(groups, key=lambda own: own.people[0])
    least = min(own.people[0] for own in groups)
    lines = []
    for name in ("chance_wide", "chance"):
        limits = largest.extra[name]
        far = max(at(limits, "high") - middle, middle - at(limits, "low"))
        lines.append(far * largest.people[0] ** 0.5)
    outer, inner = lines
    drawn = [own for own in plane.svg.own("svg") if own.first("polyline")]
    for svg, times in zip(drawn, (outer, inner, -inner, -outer), strict=True):
        left, top = number(svg.get("x")), number(svg.get("y"))
        wide, high = number(svg.get("width")), number(svg.get("height"))
        plane.walk.same_places(svg, finding, [
            [(plane.x.at(x) - left) / wide * 100, (plane.y.at(y) - top) / high * 100]
            for x, y in limit_line(middle, times, least, end)],
            [point.split(",") for point in svg.first("polyline").get("points").split()])
    return middle


def walk_funnel(walk, box, finding):
    groups = funnel_groups(finding)
    outside = [own for own in groups if lies_outside(own, "chance_wide")]
    between = [own for own in groups if own not in outside and lies_outside(own, "chance")]
    said = [str(len(groups)), str(len(outside)), "2", "1,000", str(len(between)), "5", "100"]
    svg = box.first("svg.ch")
    walk.tokens(box.own("p")[0], said)
    walk.tokens(svg.first("desc"), said)
    plane = Plane(walk, svg, PER_100, "own")
    end = plane.ends("x")[1]
    middle = walk_limits(plane, finding, groups, end)
    names = [own.level for own in outside] if len(outside) <= 6 else []
    rows = next((text.text() for text in svg.all("text")
                 if text.text().endswith(" of the group →")), "")
    plane.texts(["↑ of 100", rows, "998 in 1,000", "95 in 100",
                 "everyone", *names])
    plane.lines(finding, "ref", [((0, middle), (end, middle))])
    marks = [(own.people[0], at(own.estimate)) for own in groups if own not in outside]
    plane.dots(finding, marks)
    rings = [dot for dot in svg.own("circle") if "o" in dot.classes()]
    if len(rings) != len(between):
        walk.say(svg, f"{finding.id}: {len(rings)} rings for {len(between)} groups")
    walk.same_places(svg, finding,
                     [[plane.x.at(own.people[0]), plane.y.at(at(own.estimate))]
                      for own in outside],
                     [[own.get("x"), own.get("y")] for own in svg.own("svg")
                      if own.first("path.c")])


# ---- all groups of an order, step by step ----

LINE, FIRST_LINE = 4.1, 2.5  # em: from one step's marks to the next, and the first ones


def drawn_groups(part):
    return [group for group in part.groups if group.recorded and has(group.estimate)]


def order_ends(finding):
    """The outermost two whose share every step shows."""
    parts = finding.parts[1:]
    told = [group.level for group in parts[-1].groups if group.recorded
            and all(part.find(group.level) and has(part.find(group.level).estimate)
                    for part in parts)]
    return (told[0], told[-1]) if len(told) > 1 else None


def has_equiplot(finding):
    return (finding.check == "pathway" and len(finding.parts) > 2 and finding.parts[1].ordered
            and order_ends(finding) is not None
            and all(len(drawn_groups(part)) >= 4 for part in finding.parts[1:]))


def equiplot_step(finding, part, ends):
    """Its texts; places of the line, of marks between, of ends and of their intervals."""
    first, last = (part.find(level) for level in ends)
    values = [at(group.estimate) for group in drawn_groups(part)]
    between = [at(group.estimate) for group in drawn_groups(part) if group.level not in ends]
    one, two = at(first.estimate), at(last.estimate)
    texts = [f"{part.label}, of 100 {part.of}", f"gap {finding.value(abs(one - two), 0)}"]
    texts += [estimate_text(PER_100, own.estimate["estimate"], 0) for own in (first, last)]
    intervals = [(at(own.estimate, "low"), at(own.estimate, "high")) for own in (first, last)
                 if has_limits(own.estimate)]
    return texts, (min(values), max(values)), between, (one, two), intervals


def walk_equiplot(walk, box, finding):
    ends, svg = order_ends(finding), box.own("svg")[0]
    labels = [finding.parts[-1].find(level).label() for level in ends]
    walk.list(box, box.own("ul")[0].own("li"), [
        f"{labels[0]}, with its interval", "groups between", f"{labels[1]}, with its interval"])
    steps = [equiplot_step(finding, part, ends) for part in finding.parts[1:]]
    said = ["100"] + tokens(*labels)
    for part, (texts, *_) in zip(finding.parts[1:], steps):
        said += [quoted(part.label), *texts[2:]]
    walk.tokens(box.own("p")[0], said)
    walk.tokens(svg.first("desc"), said)
    scale = scale_of(walk, svg, "tx", PER_100)
    walk.list(svg, [text for text in svg.all("text") if "tx" not in text.classes()],
              [text for texts, *_ in steps for text in texts])
    heights = [FIRST_LINE + LINE * i for i in range(len(steps))]

    def flat(pairs):
        return [[scale.at(low), y, scale.at(high), y] for low, high, y in pairs]

    def dots(look):
        return [[own.get("cx"), own.get("cy")] for own in svg.own("circle")
                if own.classes() == look]

    def lines(look):
        return [[own.get(end) for end in ENDS] for own in svg.all(f"line.{look}")]

    rows = list(zip(heights, steps))
    walk.same_places(svg, finding, flat((*own[1], y) for y, own in rows), lines("cn"))
    walk.same_places(svg, finding, flat((*one, y) for y, own in rows for one in own[4]),
                     lines("ci"))
    walk.same_places(svg, finding, [[scale.at(one), y] for y, own in rows for one in own[2]],
                     dots(["pt", "o"]))
    walk.same_places(svg, finding, [[scale.at(own[3][1]), y] for y, own in rows], dots(["a"]))
    walk.same_places(svg, finding, [[scale.at(own[3][0]), y] for y, own in rows],
                     [[own.get("x"), own.get("y")] for own in svg.own("svg")])


# ---- what a score foretells, and need ----


def by_outcome(walk, finding):
    return next((own for own in walk.shown if own.check == "missed"
                 and (own.subject, own.data, own.dimension)
                 == (finding.subject, finding.data, finding.dimension)), None)


def both(outcome, group):
    other = outcome.main().find(group.level)
    return other if other is not None and has(other.estimate) and has(group.estimate) else None


def has_label(walk, finding):
    if finding.check != "need":
        return False
    outcome = by_outcome(walk, finding)
    return outcome is not None and sum(group.recorded and both(outcome, group) is not None
                                       for group in finding.main().groups) >= 2


class LabelRows:
    """Rows as report_charts walks them: by outcome above, by need below, both with intervals."""

    def __init__(self, finding, outcome):
        self.finding, self.unit, self.margin, self.head = finding, finding.unit, None, ["100"]
        self.key = [outcome.counted_tokens(), finding.counted_tokens()]
        self.rows = [self.row(outcome, group) for group in finding.main().groups]

    def row(self, outcome, group):
        other = outcome.main().find(group.level)
        then = "none" if other is None else estimate_text(PER_100,
                                                          other.estimate.get("estimate"), 0)
        now = estimate_text(PER_100, group.estimate.get("estimate"), 0)
        row = charts.Row(group, f"{then} · {now}")
        if both(outcome, group) is None:
            return row
        places = charts.interval_places(group.estimate)
        before = charts.interval_places(other.estimate)
        row.places = places | {"then": before["value"], "cn": [before["value"], places["value"]]}
        row.places |= {f"then_{end}": before[end] for end in ("low", "high") if end in before}
        return row


def gap_tokens(finding, group):
    return tokens(gap_text(PER_100, group.difference)) + finding.gap_range(group)


def walk_label(walk, box, finding):
    outcome = by_outcome(walk, finding)
    group = finding.told_group(finding.main())
    other = group and outcome.main().find(group.level)
    said = box.own("p")
    if other and has(group.difference) and has(other.difference):
        walk.tokens(said[0], tokens(group.label(), finding.main().others())
                    + gap_tokens(outcome, other) + ["100"] + outcome.counted_tokens()
                    + gap_tokens(finding, group) + ["100"] + finding.counted_tokens())
    elif said:
        walk.say(box, f"{finding.id}: tells of no group: {said[0].text()}")
    rows = LabelRows(finding, outcome)
    charts.walk_key(walk, box.own("ul")[0], rows)
    charts.walk_rows(walk, box.own("ol")[0], rows)


# ---- waits, day by day ----

TOO_FEW = "too few people to show day by day"


def seen_of(group):
    return {point["day"]: point["seen"] for point in group.extra.get("curve", [])}


def has_waits(finding):
    return (finding.check == "waits" and not finding.share
            and sum(len(seen_of(group)) > 1 for group in finding.main().groups) >= 2)


def told_day(part):
    """Which most groups have; of several, the one nearest to everyone's median."""
    days = {day for group in part.groups for day in seen_of(group)}
    middle = at(part.overall) if has(part.overall) else 0
    most = max(sum(day in seen_of(group) for group in part.groups) for day in days)
    return min((day for day in days
                if sum(day in seen_of(group) for group in part.groups) == most),
               key=lambda day: abs(day - middle))


def wait_row(group, day):
    seen = seen_of(group)
    row = charts.Row(group, estimate_text(PER_100, seen[day]["estimate"], 0) if day in seen else "")
    if len(seen) < 2:
        own = charts.hidden(group.estimate)
        row.nothing = charts.reason(group, group.estimate) if own else TOO_FEW, True
    return row


def path_points(path):
    return [[place for place in step.split()] for step in
            path.get("d").replace("M", "L").strip("L").split("L")]


def walk_lines(walk, svg, finding, group, last):
    """Its own line, and the band: out along the upper limits, back along the lower ones."""
    seen = sorted(seen_of(group).items())
    limits = [(day, own) for day, own in seen if has_limits(own)]
    wanted = {"wl": [(day, at(own)) for day, own in seen],
              "wb": ([(day, at(own, "high")) for day, own in limits]
                     + [(day, at(own, "low")) for day, own in limits[::-1]])}
    for name, points in wanted.items():
        path = next(own for own in svg.own("path") if own.classes() == [name])
        walk.same_places(svg, finding, [[100 * day / last, 100 - 100 * share]
                                        for day, share in points],
                         path_points(path) if points else [])


def walk_wait_rows(walk, box, finding, last):
    part, chart = finding.main(), box.own("ol")[0]
    day = told_day(part)
    axis, *lines = chart.own("li")
    walk.tokens(axis.first("span.v"), ["100", shortest(day)])
    for text in axis.all("text"):
        walk.claim(text)
        if not near(number(text.get("x")), 100 * number(text.text()) / last):
            walk.say(axis, f"day {text.text()} stands at {text.get('x')}")
    rows = charts.folded([wait_row(group, day) for group in part.groups])
    if len(rows) != len(lines):
        walk.say(chart, f"{len(lines)} rows for {len(rows)}")
    drawn = iter(group for group in part.groups if len(seen_of(group)) > 1)
    for line, row in zip(lines, rows):
        if row.said is not None:
            walk.exact(line.first("span.why"), row.said)
        elif row.nothing is not None:
            walk.exact(line.first("span.l"), row.label)
            walk.exact(line.first("span.why"), row.nothing[0])
        else:
            walk.exact(line.first("span.l"), row.label)
            walk.exact(line.first("span.v"), row.figure)
            walk_lines(walk, line.first("svg"), finding, next(drawn), last)
    pale = [own for own in chart.all("path") if own.classes() == ["wo"]]
    walk.same_places(chart, finding,
                     [[100 * day / last, 100 - 100 * at(own)] for group in part.groups
                      if len(seen_of(group)) > 1 for day, own in sorted(seen_of(group).items())],
                     [point for own in pale for point in path_points(own)])


def seen_words(seen):
    return f"{estimate_text(PER_100, seen['estimate'], 0)} {range_text(PER_100, seen, 0)}".strip()


def walk_wait_table(walk, box, finding):
    part = finding.main()
    table = box.first("table")
    walk.caption(table, ["100", finding.in_words()])
    head, *rows = table.all("tr")
    days = sorted({day for group in part.groups for day in seen_of(group)})
    walk.list(head, head.own(), [finding.dimension] + [f"Day {shortest(day)}" for day in days])
    groups = [group for group in part.groups if len(seen_of(group)) > 1]
    for row, group in zip(rows, groups, strict=True):
        seen = seen_of(group)
        walk.list(row, row.own(), [charts.row_label(group)]
                  + [seen_words(seen[day]) if day in seen else "" for day in days])


def walk_waits(walk, box, finding):
    part = finding.main()
    walk.tokens(box.own("p")[0], ["100"])
    walk_wait_rows(walk, box, finding, max(day for group in part.groups for day in seen_of(group)))
    if part.log_rank_groups > 0:
        chance = part.log_rank * 100
        told = [f"{chance:g}", "100"] if chance <= 20 else []
        walk.tokens(box.own("p")[1], [str(part.log_rank_groups)] + told)
    elif len(box.own("p")) > 1:
        walk.say(box, "a test that was not made")
    walk_wait_table(walk, box, finding)


# ---- what a flag is worth ----

def has_benefit(finding):
    part = finding.main()
    return (finding.check == "missed" and part is not None and part.cutoff > 0
            and any(group.recorded and has(group.extra.get("benefit")) for group in part.groups))


class BenefitRows:
    """Rows as report_charts walks them: everyone flagged above, the flag below."""

    def __init__(self, finding):
        self.finding, self.unit, self.margin, self.head = finding, finding.unit, None, ["100"]
        self.key = []
        self.rows = [self.row(group) for group in finding.main().groups]

    def row(self, group):
        flag, everyone = (group.extra.get(name, {}) for name in ("benefit", "benefit_all"))
        texts = [estimate_text(PER_100, own.get("estimate"), 1) for own in (everyone, flag)]
        if not has(flag):
            row = charts.Row(group, texts[1])
            row.nothing = charts.reason(group, flag), charts.hidden(flag)
            return row
        places = charts.interval_places(flag)
        return charts.Row(group, " · ".join(texts), then=at(everyone),
                          cn=[at(everyone), places["value"]], **places)


def walk_benefit(walk, box, finding):
    cutoff = finding.main().cutoff
    price = f"{1 / cutoff - 1:.1f}".removesuffix(".0")
    walk.tokens(box.own("p")[0], [shortest(cutoff), price, "100"])
    walk.tokens(box.own("details")[0].own("p")[0], ["100", "0", "0"])
    rows = BenefitRows(finding)
    charts.walk_key(walk, box.own("ul")[0], rows)
    charts.walk_rows(walk, box.own("ol")[0], rows)


# ---- in two groups at once ----

CROSSED, NAMES, SHADES = " · ", " x ", 4


def share_of(group):
    """Drawn towards all, where shares were; else the group's own."""
    own = group.extra.get("shrunk", group.estimate)
    return own if group.recorded and has(own) and has_limits(own) else None


def has_heat(finding):
    recorded = [group for group in finding.main().groups if group.recorded]
    return (finding.combination and finding.share and NAMES in finding.dimension
            and all(CROSSED in group.level for group in recorded)
            and sum(share_of(group) is not None for group in recorded) >= 2)


def in_order(labels):
    """As the table has them, but numbers by size."""
    out = []
    for label in dict.fromkeys(labels):
        place = len(out)
        while place > 0 and comes_before(label, out[place - 1]):
            place -= 1
        out.insert(place, label)
    return out


def comes_before(one, other):
    try:
        return float(one) < float(other)
    except ValueError:
        return False


def heat_cell(finding, group, shades):
    """What a cell reads, and its shade."""
    if group is None:
        return "nobody", "hn"
    own, everyone = share_of(group), finding.main().overall
    if own is None:
        return ("hidden" if charts.hidden(group.estimate) else "none"), "hn"
    word = ""
    if has(everyone) and at(own, "low") > at(everyone):
        word = " higher"
    elif has(everyone) and at(own, "high") < at(everyone):
        word = " lower"
    low, high = shades
    share = (at(own) - low) / (high - low) if high > low else 0
    return (f"{estimate_text(PER_100, own['estimate'], 0)} "
            f"{range_text(PER_100, own, 0)}{word}", f"h{min(SHADES - 1, int(share * SHADES))}")


def walk_heat(walk, box, finding):
    recorded = [group for group in finding.main().groups if group.recorded]
    names = finding.dimension.rsplit(NAMES, 1)
    pairs = {tuple(group.level.rsplit(CROSSED, 1)): group for group in recorded}
    sides = [in_order(pair[side] for pair in pairs) for side in (0, 1)]
    turned = len(sides[1]) > len(sides[0])
    if turned:
        names, sides = names[::-1], sides[::-1]
    walk.exact(box.first("h5"), f"In both groups at once: {names[0]} and {names[1]}")
    table = box.first("table")
    walk.caption(table, ["100", finding.in_words(),
                         *tokens(estimate_text(PER_100, finding.main().overall.get("estimate"), 1)),
                         "100"])
    head, *rows = table.all("tr")
    walk.list(head, head.own(), [names[0], *sides[1]])
    values = [at(share_of(group)) for group in recorded if share_of(group)]
    shades = min(values), max(values)
    if len(rows) != len(sides[0]):
        walk.say(table, f"{len(rows)} rows for {len(sides[0])} groups")
    for row, down in zip(rows, sides[0]):
        cells = [heat_cell(finding, pairs.get((across, down) if turned else (down, across)), shades)
                 for across in sides[1]]
        walk.list(row, row.own(), [down] + [text for text, _ in cells])
        got = [cell.classes() for cell in row.own("td")]
        walk.marks += len(got)
        if got != [[shade] for _, shade in cells]:
            walk.say(row, f"{down}: shades {got}")


# ---- all ----

PLANES = [("ph", has_heat, walk_heat),
          ("pq", has_quadrant, walk_quadrant),
          ("pe", has_equiplot, walk_equiplot),
          ("pn", has_funnel, walk_funnel),
          ("pw", has_waits, walk_waits),
          ("pb", None, walk_label),
          ("pv", has_benefit, walk_benefit),
          ("pc", has_concentration, walk_concentration)]


def walk_more(walk, figure, finding):
    """Every picture that suits the finding, in their order, and no other."""
    boxes = [own for own in figure.own("div") if "pl" in own.classes()]
    wanted = [(name, walks) for name, suits, walks in PLANES
              if (suits(finding) if suits else has_label(walk, finding))]
    if [box.classes()[1] for box in boxes] != [name for name, _ in wanted]:
        walk.say(figure, f"{finding.id}: more pictures are {len(boxes)}, not {wanted}")
        return
    for box, (_, walks) in zip(boxes, wanted):
        walks(walk, box, finding)


def walk_folded(walk, box, finding):
    """The one picture of a finding that has none in sight, where it tells more than the table."""
    walks = walk_heat if has_heat(finding) else walk_funnel if has_funnel(finding) else None
    folds = [own for own in box.own("details") if own.text().startswith("Picture: ")]
    if len(folds) != (walks is not None):
        walk.say(box, f"{finding.id}: {len(folds)} folded pictures")
        return
    for details in folds:
        walk.exact(details.first("summary"),
                   f"Picture: {finding.subject}, by {finding.dimension}")
        walks(walk, details.own("div")[0], finding)
