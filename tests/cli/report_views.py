"""The views that choose and order rows of the audit for a reader with a task: what stands there,
worked out from the bundle alone."""
import pathlib
import re

from report_names import CHECK_NAMES, CHECK_OF
from report_figures import count_text, estimate_text, has, range_text
from report_page import tokens

DECISIONS, OTHER_ACTIONS, UNTOLD, UNSEEN = 4, 3, 4, 4
LISTS = ("completeness", "rows_lost")


def rest_words(count):
    return [f"And {count} more, in the full report."] if count > 0 else []


def knot_name(own):
    return own[:1].upper() + own[1:].replace("-", " ")


# ---- for a board ----

def board_decisions(walk):
    """Pairs of a knot or None and a finding or None; the order says what comes first."""
    findings, chosen = list(walk.findings.values()), []
    knots = walk.audit["knots"]
    turns = [own for own in knots if own.get("disagree")] + [
        own for own in knots if not own.get("disagree") and own["data"] == "found"]
    lead = walk.lead() if walk.shown else None
    for knot in turns:
        own = [findings[i] for i in knot.get("findings", [])
               if findings[i] in walk.shown and findings[i].verdict["say"] == knot["data"]]
        told = [finding for _, finding in chosen[:DECISIONS]]
        first = [one for one in own if one is lead] \
            or [one for one in own if one not in told] or own
        chosen.append((knot, first[0] if first else None))
    return chosen + [(None, one) for one in walk.shown
                     if one.verdict["say"] == "found" and not one.knots]


def walk_decision(walk, item, knot, finding, above):
    if knot is None:
        walk.exact(item.first("h3"), f"{finding.subject}, by {finding.dimension}")
    else:
        walk.exact(item.first("h3"), knot_name(knot["id"]))
    numbers = item.first("p.nm")
    if finding is None or any(finding is own for _, own in above):
        if numbers is not None:
            walk.say(item, "numbers that are no news")
    else:
        walk.tokens(numbers, finding.sentence())
        walk.tokens(item.first("p.src"), finding.sure(), finding.chosen_by if finding.means else "")
    actions = [own for own in walk.study.get("actions", []) if knot and own["knot"] == knot["id"]]
    if (item.first("p.open") is None) != bool(actions):
        walk.say(item, "an action is named or it is not")
    for line, own in zip(item.all("dl"), actions, strict=True):
        walk.list(line, line.all("dd"), [own.get("what") or "not said",
                                         own.get("owner") or "nobody yet",
                                         own.get("due") or "no date yet",
                                         own.get("remeasure") or "no date yet"])


def other_action(own):
    return (f"{knot_name(own['knot']) or 'No knot'}: {own.get('what') or 'not said'}. Owner: "
            f"{own.get('owner') or 'nobody yet'}. Due: {own.get('due') or 'no date yet'}. "
            f"Measured again: {own.get('remeasure') or 'no date yet'}.")


def untold_items(walk):
    untold = [own for own in walk.shown if own.verdict["say"] == "unclear"]
    ordered = [own for lists in (False, True) for own in untold if (own.check in LISTS) == lists]
    firsts = {}
    for own in ordered:
        firsts.setdefault((own.check in LISTS, own.subject), own)
    some = list(firsts.values())[:UNTOLD]
    items = [f"{own.subject}, by {own.dimension} ({CHECK_NAMES[own.check]}). "
             f"{own.small_said() or 'How many people it would take is not known.'}" for own in some]
    return (items + rest_words(len(untold) - len(some))
            or ["Every question that was judged has an answer."])


def unseen_items(walk):
    unseen = walk.audit.get("unseen", [])
    return [f"{own['what']}. Needed: {own.get('needed') or 'not said'}."
            for own in unseen[:UNSEEN]] + rest_words(len(unseen) - UNSEEN)


def walk_board(walk):
    first, second = walk.page.all("section.sheet")
    study, decisions = walk.study, board_decisions(walk)
    walk.exact(first.first("h1"), study.get("question") or study.get("title", ""))
    here = decisions[:DECISIONS]
    items = first.first("ol").own("li") if here else []
    if len(items) != len(here):
        walk.say(first, f"{len(items)} decisions for {len(here)}")
    for i, (item, (knot, finding)) in enumerate(zip(items, here)):
        walk_decision(walk, item, knot, finding, here[:i])
    walk.list(first, first.all("p.rest"), rest_words(len(decisions) - DECISIONS))
    decided = [knot["id"] for knot, _ in here if knot]
    others = [own for own in study.get("actions", []) if own["knot"] not in decided]
    if others:
        walk.list(first, first.first("ul.pl2").own("li"),
                  [other_action(own) for own in others[:OTHER_ACTIONS]]
                  + rest_words(len(others) - OTHER_ACTIONS))
    untold, unseen, _ = second.own("ul")
    walk.list(untold, untold.own("li"), untold_items(walk))
    if walk.audit.get("unseen"):
        walk.list(unseen, unseen.own("li"), unseen_items(walk))
    walk.can_change(second.own("p"))
    for item in second.own("ul")[-1].own("li"):
        if tokens(item.text()) and any(item.text().startswith(f"{knot_name(own)}. ")
                                       for own in decided):
            asks = {f"{knot_name(own)}. {walk.knots[own]['ask'][0]}" for own in decided}
            if item.text() not in asks:
                walk.say(item, "no question of the catalogue")
            walk.claim(item)


# ---- what NHS bodies publish ----

def split_findings(walk, about):
    """Of each outcome by a group about this: what stands there, not what a change repeats."""
    own = [one for one in walk.shown if one.about == about and not one.combination
           and one.check in ("gap", "waits", "change")]
    told = {(one.subject, one.dimension, part.period) for one in own if one.check != "change"
            for part in one.parts if part.period}
    return [one for one in own if one.check != "change"
            or (one.subject, one.dimension, one.main().period) not in told]


def walk_split_table(walk, table, finding):
    part = finding.main()
    overall = estimate_text(finding.unit, part.overall.get("estimate"), 1)
    why = "" if part.overall.get("estimate") else part.overall.get("note", "")
    walk.caption(table, tokens(overall) + (finding.per_100() if has(part.overall) else []),
                 f"{finding.subject}, by {finding.dimension}", part.period, why)
    head, *rows = table.all("tr")
    for cell in head.own("th"):
        if cell.text() in (finding.dimension, "Of 100"):
            walk.claim(cell)
    if len(rows) != len(part.groups):
        walk.say(table, f"{len(rows)} rows for {len(part.groups)} groups")
    said = [group for group in part.groups if group.said]
    for row, group in zip(rows, part.groups):
        end = group in said[:1] + said[-1:] and "deprived" not in group.level.lower()
        walk.list(row, row.own(), [
            f"{group.level}, {group.said}" if end else
            group.level or ("blank" if group.recorded else "Not recorded"),
            count_text(group.people), count_text(group.total),
            estimate_text(finding.unit, group.estimate.get("estimate"), 1),
            range_text(finding.unit, group.estimate, 1)])


def walk_split(walk):
    page, study = walk.page, walk.study
    sheet = page.first("section.sheet")
    walk.exact(sheet.first("h1"), study.get("question") or study.get("title", ""))
    parts = {}
    for element in sheet.own():
        if element.tag == "h2":
            parts[element.get("id").removeprefix("i-")] = own = []
        elif parts:
            own.append(element)
    for about in ("deprivation", "ethnicity", "age", "sex"):
        tables = [table for element in parts[about] for table in element.all("table")]
        findings = split_findings(walk, about)
        if len(tables) != len(findings):
            walk.say(sheet, f"{about}: {len(tables)} tables for {len(findings)}")
        if not findings and not parts[about][0].text().startswith("Not held."):
            walk.say(sheet, f"{about}: not held, and not said")
        for table, finding in zip(tables, findings):
            walk_split_table(walk, table, finding)
    for line in sheet.all("dl"):
        walk.claim(line)
        said = [[own.get("what"), own.get("owner") or "nobody yet", own.get("due") or "no date yet",
                 own.get("remeasure") or "no date yet"] for own in study.get("actions", [])]
        if [cell.text() for cell in line.all("dd")] not in said:
            walk.say(line, "no action of the study")
    given = parts["publish"][0]
    if study.get("given_to"):
        walk.tokens(given, [], *(study.get(key, "") for key in ("given_to", "given_date",
                                                                "given_how")))
    walk.exact(parts[""][0], walk.audit["facts"].get("rule") or "No rule was in force.")
    walk.tokens(sheet.first("p.pgn"), [], study.get("owner", ""))


# ---- reporting standards ----

CATALOGUE = pathlib.Path(__file__).parents[2] / "catalogue" / "standards.yaml"
VOICE_ITEMS = {"GRIPP2, short form": "2", "TRIPOD+AI": "19", "STANDING Together": "1.4b",
               "NICE evidence standards framework": "2"}


def standard_text(name):
    text = CATALOGUE.read_text(encoding="utf-8")
    quoted = f'name: "{name}"'
    at = text.index(quoted if quoted in text else f"name: {name}")
    return text[at:].split("\n  - id: ")[0]


def standard_items(name):
    """Number and label of each item, and the ids of its checks, as the catalogue has them."""
    for item in standard_text(name).split("      - item: ")[1:]:
        checks = re.search(r"checks: \[(.*?)\]", item)
        yield (item.split('"')[1], re.search(r'label: "(.*?)"', item)[1],
               checks[1].split(", ") if checks else [])


def source_tokens(name):
    """The numbers of the catalogue's entry of the source that a standard has."""
    source = re.search(r"source: (\S+)", standard_text(name))[1]
    for path in sorted(CATALOGUE.parent.glob("sources/*.yaml")):
        for entry in path.read_text(encoding="utf-8").split("\n  - id: ")[1:]:
            if entry.split("\n")[0] == source:
                return tokens(entry)
    raise LookupError(source)


def is_looked_at(walk, check):
    return any(own.combination if check == "combinations"
               else CHECK_OF[own.check] == check
               for own in walk.shown)


def walk_standard(walk):
    page, study = walk.page, walk.study
    walk.exact(page.first("h1"), study.get("question") or study.get("title", ""))
    rows = page.all("tr")[1:]
    name = next(own for own in VOICE_ITEMS if len(list(standard_items(own))) == len(rows))
    items = list(standard_items(name))
    walk.exact(page.first("caption"), f"{name}, item by item")
    walk.tokens(page.first("p.big1"), [], name)
    source = page.first("p.src")
    walk.claim(source)
    known = source_tokens(name)
    if any(own not in known for own in tokens(source.text())):
        walk.say(source, f"has other numbers than {known}")
    note = re.search(r"note: >-\n(.*?)\n    items:", standard_text(name), re.S)[1]
    walk.exact(next(own for own in page.first("section.sheet").own("p")
                    if "“Not held” says" in own.text()),
               f"{' '.join(note.split())} “Not held” says what this audit does not have. That an "
               "item is shown does not say that it is good.")
    for row, (number, label, checks) in zip(rows, items, strict=True):
        head, about, shown, where = row.own()
        walk.exact(head, number)
        if about.text().removesuffix(" (the item itself was not checked)") != label:
            walk.say(about, f"is not {label!r}")
        told = any(is_looked_at(walk, check) for check in checks)
        if told != ("From the data: " in shown.text()):
            walk.say(shown, f"{number}: looked at, {told}, and reads {shown.text()!r}")
        if (where.text() == "") != (shown.text() == "Not held"):
            walk.say(shown, f"{number}: not held, and at {where.text()!r}")
        if number == VOICE_ITEMS[name] and (shown.text() != "Not held") != bool(
                study.get("voices")):
            walk.say(shown, f"{number}: who had a say")
    walk.tokens(page.first("p.pgn"), [], study.get("owner", ""))
