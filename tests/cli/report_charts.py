"""Pictures of a report against the bundle: their words, then where each mark stands."""
from report_figures import (DAYS, PER_100, at, estimate_text, has, has_limits, quoted, range_text,
                            shortest, value_text)
from report_page import tokens

NEAR = 0.025  # percent of a width, or hundredths of an em: coordinates have two decimals


def number(text):
    return float(text.rstrip("%em").replace(",", ""))


class Scale:
    """From places to values, by two points."""

    def __init__(self, points):
        (value, place), (other, end) = min(points), max(points)
        self.step = (end - place) / (other - value) if other != value else 0
        self.value, self.place = value, place

    def at(self, value):
        return self.place + self.step * (value - self.value)


def near(got, want, slack=NEAR):
    return abs(got - want) <= slack


class Row:
    """What a row of marks should be."""

    def __init__(self, group, figure, **places):
        self.label = "" if group is None else row_label(group)
        self.figure, self.places = figure, places
        self.nothing = None  # why there is no number, and whether one is hidden
        self.said = None  # a line that names several groups without a number


def row_label(group):
    if group.recorded:
        return group.said or group.level or "blank"
    if group.level.lower() in ("", "not recorded"):
        return "Not recorded"
    return f"Not recorded: {group.level}"


def interval_places(interval):
    if not has(interval):
        return {}
    places = {"value": at(interval)}
    if has_limits(interval):
        places |= {"low": at(interval, "low"), "high": at(interval, "high")}
    return places


def fitted_line(part, groups):
    """Where the fitted line is at both ends of each group of an order; of a survey, whose groups'
    weights are not among what is shown, there is none."""
    measure = part.measures[0] if part.measures else {}
    recorded = [group for group in groups if group.recorded]
    if part.weighted or measure.get("id") != "sii":
        return None
    if not has(measure.get("value")) or not has(part.overall):
        return None
    if not all(isinstance(group.people, list) for group in recorded):
        return None
    everyone, before, line = sum(group.people[0] for group in recorded), 0, {}
    slope, middle = at(measure["value"]), at(part.overall)
    for group in recorded:
        after = before + group.people[0] / everyone
        line[group.level] = [middle + slope * (share - 0.5) for share in (before, after)]
        before = after
    return line


def reason(group, interval):
    note = interval.get("note") or group.estimate.get("note", "")
    if note:
        return note.removeprefix("hidden: ")
    undefined = "hidden" not in interval.get("estimate", {})
    return "there is no such number" if undefined else "kept back, to protect people"


def hidden(interval):
    return isinstance(interval.get("estimate"), dict) and "hidden" in interval["estimate"]


def folded(rows):
    """Rows without a number are named together below the others, by their reason."""
    together = {}
    for row in rows:
        if row.nothing is not None:
            together.setdefault(row.nothing[0], []).append(row)
    lines = []
    for why, own in together.items():
        if len(own) > 1:
            word = "hidden" if own[0].nothing[1] else "without a number"
            lines.append(Row(None, ""))
            lines[-1].said = (f"{len(own)} of {len(rows)} {word} ({why}): "
                              + ", ".join(row.label for row in own))
    kept = [row for row in rows
            if row.nothing is None or len(together[row.nothing[0]]) == 1]
    return kept + lines


class Rows:
    """Rows of one picture: groups of one part, pairs, or steps."""

    def __init__(self, finding, kind):
        self.finding, self.unit = finding, finding.unit
        self.gaps, self.key, self.margin = False, [], None
        self.head = ["100"] if finding.share else []
        self.rows = getattr(self, kind)()

    def plain(self):
        finding, part = self.finding, self.finding.main()
        medians = (finding.check == "waits" and not finding.share
                   and any(group.extra for group in part.groups))
        of_rows = finding.check in ("rows_lost", "completeness")
        self.gaps = not (medians or part.ordered or of_rows)
        line = fitted_line(part, part.groups) if part.ordered and not medians else None
        rows = []
        for group in part.groups:
            drawn = (group.extra.get("median", {}) if medians
                     else group.difference if self.gaps else group.estimate)
            shown = group.extra.get("median", {}) if medians else group.estimate
            figure = estimate_text(DAYS if medians else self.unit, shown.get("estimate"),
                                   0 if medians else 1)
            row = Row(group, figure, **interval_places(drawn))
            if line and group.recorded and row.places:
                row.places["diag"] = line[group.level]
            if not has(drawn) and not has(shown):
                row.nothing = reason(group, drawn), hidden(drawn)
            rows.append(row)
        rows = folded(rows)
        if self.gaps and finding.matters is not None:
            self.margin = finding.matters / (100 if finding.share else 1)
            self.key.append([shortest(finding.matters)] + finding.per_100())
        if line:
            sii = part.measures[0]["value"]
            self.key.append([value_text(self.unit, at(sii), 1)]
                            + tokens(range_text(self.unit, sii, 1)))
        return rows

    def pairs(self):
        finding, now, rows = self.finding, self.finding.main(), []
        population = finding.beside
        for group in now.groups:
            old = None if population else finding.parts[0].find(group.level)
            before = group.extra.get("reference") if population else old and old.estimate
            figure = estimate_text(self.unit, group.estimate.get("estimate"), 1)
            row = Row(group, figure)
            if has(group.estimate) and has(before):
                then = estimate_text(self.unit, before["estimate"], 1)
                ranged = finding.shift or finding.check == "calibration"
                limits = (interval_places(group.estimate) if ranged
                          else {"value": at(group.estimate)})
                row = Row(group, f"{then} → {figure}", then=at(before),
                          cn=[at(before), at(group.estimate)], **limits)
            if not has(group.estimate):
                row.nothing = reason(group, group.estimate), hidden(group.estimate)
            rows.append(row)
        rows = folded(rows)
        if not population:
            self.key = [tokens(finding.parts[0].period), tokens(now.period)]
        if finding.shift:
            self.key = [key for key in (tokens(now.compared_with), tokens(now.period)) if key]
        return rows

    def steps(self):
        finding, rows = self.finding, []
        for step, part in enumerate(finding.parts):
            rows.append(Row(None, "100 each" if step == 0 else ""))
            rows[-1].label = part.label or "First step"
            drawn = []
            for group in finding.parts[0].groups if step > 0 else []:
                own, whole = part.find(group.level), group.people
                if (own is None or not isinstance(own.total, list)
                        or not isinstance(whole, list) or whole[0] <= 0):
                    drawn.append(Row(group, "none" if own is None else "hidden"))
                    at_fault = own if isinstance(whole, list) else group
                    drawn[-1].nothing = (
                        "nobody of this group is counted at this step" if own is None
                        else reason(at_fault, at_fault.estimate), own is not None)
                    continue
                reached = own.total[0] / whole[0]
                drawn.append(Row(group, value_text(PER_100, reached, 0), bar=reached))
            rows += folded(drawn)
        return rows


def kind_of(finding):
    if finding.check == "pathway" and len(finding.parts) > 1:
        return "steps"
    several = finding.check in ("completeness", "change") and len(finding.parts) > 1
    return "pairs" if finding.beside or several else "plain"


# ---- rows ----


def tick_value(text, unit):
    if text == "same":
        return 0.0
    words = text.split()
    value = number(words[0]) / (100 if unit == PER_100 else 1)
    return -value if words[1:] in (["fewer"], ["less"]) else value


def axis_scale(walk, axis, rows):
    """The ticks lie on one line with their places, evenly."""
    unit = DAYS if rows.unit == DAYS else rows.unit
    ticks = [(tick_value(text.text(), unit), number(text.get("x"))) for text in axis.all("text")]
    scale = Scale(ticks)
    steps = [after[0] - before[0] for before, after in zip(ticks, ticks[1:])]
    if len(ticks) < 2 or not all(near(place, scale.at(value)) for value, place in ticks):
        walk.say(axis, f"ticks stand elsewhere than they say: {ticks}")
    if min(steps, default=0) <= 0 or not all(near(step, steps[0], 1e-9) for step in steps):
        walk.say(axis, f"ticks are not even: {ticks}")
    return scale


def mark_places(svg):
    """The places that a row's marks have, by what each of them shows."""
    places = {}
    for mark in svg.own():
        names = mark.classes()
        if mark.tag == "line" and names == ["ci"]:
            before = "then_" if mark.get("y1") == "28%" else ""
            places[f"{before}low"], places[f"{before}high"] = mark.get("x1"), mark.get("x2")
        elif mark.tag == "line" and names in (["diag"], ["cn"]):
            places[names[0]] = [mark.get("x1"), mark.get("x2")]
        elif mark.tag == "circle":
            places["then" if "o" in names else "value"] = mark.get("cx")
        elif mark.tag == "svg":
            places["value"] = mark.get("x")
        elif mark.tag == "rect":
            places["bar"] = mark.get("width")
    return places


def walk_heights(walk, line, marks, row):
    """What was expected stands above what happened; lines begin and end at their marks."""
    by = {" ".join(mark.classes()): mark for mark in marks}
    then, now = by["pt o"].get("cy"), by["pt"].get("cy")
    joined = [(by[name].get("y1"), by[name].get("y2")) for name in ("cn", "ci") if name in by]
    level = all(own.get("y1") == own.get("y2") for own in marks if own.classes() == ["ci"])
    wanted = [(then, now), (now, now)][:len(joined)]
    if not level or number(then) >= number(now) or joined != wanted:
        walk.say(line, f"{row.label}: marks at {then} and {now}, lines from and to {joined}")


def walk_marks(walk, line, row, scale):
    drawn = line.own("svg")
    places = mark_places(drawn[-1]) if drawn else {}
    if set(places) != set(row.places):
        walk.say(line, f"{row.label}: drawn are {sorted(places)}, not {sorted(row.places)}")
        return
    if "then" in places and "low" in places:
        walk_heights(walk, line, drawn[-1].own(), row)
    for name, value in row.places.items():
        got = places[name] if isinstance(places[name], list) else [places[name]]
        want = value if isinstance(value, list) else [value]
        walk.marks += len(got)
        for place, wanted in zip(got, want, strict=True):
            inside = min(100, max(0, scale.at(wanted)))
            if not near(number(place), inside):
                walk.say(line, f"{row.label}: {name} stands at {place}, not {inside:.2f}%")


def walk_ground(walk, chart, rows, scale):
    """The shaded ground begins where the gap that matters does."""
    bands = chart.all("rect.bd")
    if rows.margin is None:
        return
    ends = [number(band.get(name)) for band in bands for name in ("x", "width") if band.get(name)]
    low, high = scale.at(-rows.margin), scale.at(rows.margin)
    wanted = [low, high, 100 - high]
    if len(ends) != len(wanted) or not all(near(a, b) for a, b in zip(ends, wanted)):
        walk.say(bands[0].parent if bands else chart,
                 f"the gap that matters is shaded by {ends}, not {wanted}")


def walk_rows(walk, chart, rows):
    axis, *lines = chart.own("li")
    walk.tokens(axis.first("span.v"), rows.head)
    scale = axis_scale(walk, axis, rows)
    walk.claim(axis)
    if len(lines) != len(rows.rows):
        walk.say(chart, f"{len(lines)} rows for {len(rows.rows)} groups")
        return
    for line, row in zip(lines, rows.rows):
        if row.said is not None:
            walk.exact(line.first("span.why"), row.said)
            continue
        walk.exact(line.first("span.l"), row.label)
        walk.exact(line.first("span.v"), row.figure)
        walk_marks(walk, line, row, scale)
    walk_ground(walk, chart, rows, scale)


def walk_key(walk, key, rows):
    numbered = [item for item in key.own("li") if tokens(item.text())]
    wanted = rows.key + [["0"]] * any("does not start at 0" in item.text() for item in numbered)
    if len(numbered) != len(wanted):
        walk.say(key, f"{len(numbered)} signs for {wanted}")
    for item, numbers in zip(numbered, wanted):
        walk.tokens(item, numbers)


# ---- a gap over the periods ----


def ribbon_findings(walk, lead):
    others = [own for own in walk.shown if own is not lead and own.has_ribbon()
              and (own.dimension, own.unit, len(own.parts))
              == (lead.dimension, lead.unit, len(lead.parts))]
    return [lead] + others[:1]


def of_whom(finding):
    if not finding.share:
        return ""
    return ", of 100" + (f" {finding.among}" if finding.among else "")


def ribbon_pair(finding, part):
    """First the one that is higher in the last period."""
    last = finding.pair(finding.parts[-1])
    pair = finding.pair(part)
    return pair.turned() if last.values[0] < last.values[1] else pair


def ribbon_end(finding, part):
    pair, held = ribbon_pair(finding, part), finding.decimals_held()
    return [finding.value(value, held) for value in pair.values] + [
        f"gap {finding.value(pair.gap(), held)}"]


def ribbon_texts(finding):
    labels = ribbon_pair(finding, finding.parts[len(finding.parts) // 2]).labels
    return (ribbon_end(finding, finding.parts[0]) + ribbon_end(finding, finding.parts[-1])
            + [finding.subject + of_whom(finding), *labels])


def described(finding):
    pairs = [ribbon_pair(finding, finding.parts[0]), ribbon_pair(finding, finding.parts[-1])]
    held = finding.decimals_held()
    said = []
    for side in (0, 1):
        values = [finding.value(pair.values[side], held) for pair in pairs]
        said.append(f"{pairs[0].labels[side]} {values[0]}, then {values[1]}")
    return f"{finding.subject}: {'; '.join(said)}."


def walk_shape(walk, svg, finding):
    """The ribbon's edges, from 0 at its highest value to 100 at its lowest."""
    pairs = [ribbon_pair(finding, part) for part in finding.parts]
    values = [value for pair in pairs for value in pair.values]
    low, high, last = min(values), max(values), len(pairs) - 1
    for side, name in enumerate(("e1", "e2")):
        points = svg.first(f"polyline.{name}").get("points").split()
        walk.same_places(svg, finding, [
            [100 * i / last, 100 * (high - pair.values[side]) / (high - low)]
            for i, pair in enumerate(pairs)], [point.split(",") for point in points])
    both = [svg.first(f"polyline.{name}").get("points").split() for name in ("e1", "e2")]
    if svg.first("polygon").get("points").split() != both[0] + both[1][::-1]:
        walk.say(svg, f"{finding.id}: the ribbon has other edges than its lines")


def walk_dots(walk, svg, finding, shape, dots):
    """A dot for each value, at the height that the ribbon gives it."""
    pairs = [ribbon_pair(finding, part) for part in finding.parts]
    values = [value for pair in pairs for value in pair.values]
    top, height = number(shape.get("y")), number(shape.get("height"))
    scale = Scale([(max(values), top), (min(values), top + height)])
    across = Scale([(0, number(shape.get("x"))),
                    (len(pairs) - 1, number(shape.get("x")) + number(shape.get("width")))])
    wanted = [(across.at(i), scale.at(value)) for i, pair in enumerate(pairs)
              for value in pair.values]
    walk.same_places(svg, finding, wanted, [
        [dot.get("cx") or dot.get("x"), dot.get("cy") or dot.get("y")] for dot in dots])


def walk_ribbons(walk, picture, lead):
    findings = ribbon_findings(walk, lead)
    svg = picture.first("svg.ch")
    walk.tokens(svg.first("title"), lead.title())
    walk.exact(svg.first("desc"), " ".join(map(described, findings)))
    texts = [text for own in findings for text in ribbon_texts(own)]
    texts += [lead.parts[0].period, lead.parts[-1].period]
    walk.list(svg, svg.all("text"), texts)
    shapes = [own for own in svg.own("svg") if own.first("polygon")]
    dots = [own for own in svg.own() if own.tag == "circle" or own.first("path.c")]
    for finding, shape in zip(findings, shapes, strict=True):
        count = 2 * len(finding.parts)
        walk_shape(walk, shape, finding)
        walk_dots(walk, svg, finding, shape, dots[:count])
        dots = dots[count:]
    walk.list(picture, picture.all("p.big"), [big_text(own) for own in findings])


def big_text(finding):
    pairs = [finding.pair(finding.parts[0]), finding.pair(finding.parts[-1])]
    gaps = " → ".join(finding.value(pair.gap(), finding.decimals_held()) for pair in pairs)
    return (f"{gaps}The gap in {quoted(finding.subject)}{of_whom(finding)}, from "
            f"{finding.parts[0].period} to {finding.parts[-1].period}.")


def trend_values(finding, gap):
    if gap:
        return [finding.pair(part).gap() for part in finding.parts]
    return [at(part.overall) for part in finding.parts]


PANEL_FROM, PANEL_TO = 14, 94  # percent of the width that the periods take


def walk_panel(walk, svg, finding, gap):
    values, last = trend_values(finding, gap), len(finding.parts) - 1
    held = finding.decimals_held()
    walk.exact(svg.first("desc"), ", then ".join(finding.value(values[i], held) for i in (0, -1)))
    texts = svg.all("text")
    ticks, ends = texts[:3], texts[3:]
    walk.list(svg, ends, [text for i in (0, last)
                          for text in (finding.value(values[i], 1), finding.parts[i].period)])
    lines = [number(line.get("y1")) for line in svg.all("line.g")]
    scale = Scale([(tick_value(tick.text(), finding.unit), line)
                   for tick, line in zip(ticks, lines, strict=True)])
    if not near(scale.at(tick_value(ticks[1].text(), finding.unit)), lines[1]):
        walk.say(svg, f"{finding.id}: ticks stand elsewhere than they say")
    walk.claim(*ticks)
    across = Scale([(0, PANEL_FROM), (last, PANEL_TO)])
    wanted = [[across.at(i), scale.at(value)] for i, value in enumerate(values)]
    dots = [own for own in svg.own() if own.tag == "circle" or own.first("path.c")]
    walk.same_places(svg, finding, wanted, [
        [dot.get("cx") or dot.get("x"), dot.get("cy") or dot.get("y")] for dot in dots])
    walk.same_places(svg, finding, [one + two for one, two in zip(wanted, wanted[1:])], [
        [line.get(end) for end in ("x1", "y1", "x2", "y2")] for line in svg.all("line.ln")])
    limits = [] if gap else [[across.at(i), scale.at(at(part.overall, "high")),
                              across.at(i), scale.at(at(part.overall, "low"))]
                             for i, part in enumerate(finding.parts) if has_limits(part.overall)]
    walk.same_places(svg, finding, limits, [
        [line.get(end) for end in ("x1", "y1", "x2", "y2")] for line in svg.all("line.ci")])


def walk_trends(walk, picture, finding):
    average, gap = picture.all("svg.ch")
    walk_panel(walk, average, finding, False)
    walk_panel(walk, gap, finding, True)


# ---- people out of 100 ----


def dots_of(svg, name):
    """Dots that the dotted lines of one kind have: one at its beginning, one each 14 units."""
    count = 0
    for path in svg.all(f"path.{name}"):
        count += round(float(path.get("d").split("h")[1]) / 14) + 1
    return count


def hundred_of(finding, group):
    if group is None or not isinstance(group.people, list) or group.people[0] < 1:
        return None
    own = [finding.parts[i].find(group.level) for i in (1, -1)]
    if not all(one is not None and isinstance(one.total, list) for one in own):
        return None
    return [one.total[0] / group.people[0] for one in own]


def others_of(finding, group):
    """Those it is compared with: step after step, its share less the difference."""
    first, shares, share = finding.parts[0], [], 1
    if first.reference:
        return hundred_of(finding, first.find(first.compared_with))
    for part in finding.parts[1:]:
        own = part.find(group.level)
        if own is None or not has(own.estimate) or not has(own.difference):
            return None
        share *= at(own.estimate) - at(own.difference)
        shares.append(share)
    return [shares[0], shares[-1]]


def hundred_two(finding):
    """Labels and shares of the two of the picture, to whole people: how many came, and stayed."""
    if finding.check == "pathway":
        recorded = [group for group in finding.parts[0].groups if group.recorded]
        if finding.parts[0].ordered:
            two = [(group.label(), hundred_of(finding, group))
                   for group in (recorded[0], recorded[-1])]
        else:
            told = finding.told_group(finding.main())
            group = told and finding.parts[0].find(told.level)
            if group is None:
                return []
            two = [(group.label(), hundred_of(finding, group)),
                   ("everyone else", others_of(finding, group))]
    else:
        pair = finding.pair(finding.main())
        two = [(label, [value, value]) for label, value in zip(pair.labels, pair.values)]
    if any(shares is None for _, shares in two):
        return []
    two = [(label, [int(100 * share + 0.5) for share in shares]) for label, shares in two]
    inside = all(0 <= stayed <= came <= 100 for _, (came, stayed) in two)
    return two if inside and two[0][1] != two[1][1] else []


def walk_hundred(walk, picture, finding):
    blocks, two = picture.own("div"), hundred_two(finding)
    if len(blocks) != 2 or len(two) != 2:
        walk.say(picture, f"{len(blocks)} groups of 100 are drawn, not {len(two)}")
        return
    steps = finding.check == "pathway"
    last = finding.parts[-1].label if steps else finding.subject
    among = tokens(finding.among)
    for block, (label, (came, stayed)) in zip(blocks, two):
        walk.tokens(block.first("h3"), ["100"] + among + tokens(label))
        walk.tokens(block.first("title"),
                    ["100"] + among + tokens(label) + [str(stayed)] + tokens(quoted(last)))
        said = [str(stayed)]
        if steps and len(finding.parts) > 2:
            said = [str(came), *tokens(quoted(finding.parts[1].label))] + said
        walk.tokens(block.first("p"), said + tokens(quoted(last)))
        got = [dots_of(block, name) for name in ("f3", "f1", "f2", "f0")]
        want = [stayed, came - stayed, came - stayed, 100 - came]
        walk.marks += sum(want)
        if got != want:
            walk.say(block, f"{label}: {got} dots, not {want}")


def walk_hundred_key(walk, key, finding):
    if finding.check != "pathway":
        texts = [finding.subject, "not, or not yet"]
    else:
        middle, last = finding.parts[1].label, finding.parts[-1].label
        further = [f"{middle}, no further"] if len(finding.parts) > 2 else []
        texts = [last, *further, f"did not reach {middle}, or not yet"]
    walk.list(key, key.own("li"), texts)


def has_marks(finding):
    """The finding's picture shows something of a group."""
    drawn = Rows(finding, kind_of(finding))
    places = {row.label for row in drawn.rows if row.places}
    return any(row_label(group) in places for group in finding.main().groups if group.recorded)
