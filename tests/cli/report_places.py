"""The places of a page and the numbers that each has. What no place owns must be one of FIXED, word
for word."""
import re

import report_charts as charts
from report_names import CHECK_NAMES
from report_hiding import walk_hiding
from report_figures import (DAYS, count_text, estimate_text, gap_text, has, measure_text,
                            range_text, shortest)
from report_numbers import Finding
from report_page import READ_ALOUD, read_page, tokens
from report_planes import walk_folded, walk_more
from report_precision import walk_precision
from report_steps import sentence as steps_sentence
from report_steps import has_steps, told_group, walk_steps, walk_steps_table
from report_views import walk_board, walk_split, walk_standard

# In place of a hash of what is not published.
KEPT_BACK = "no hash of protected data leaves, since guesses could be tested by it"

# Texts whose numbers are no data, and why.
FIXED = {
    "The hollow mark is how many of 100 the score expected, the filled mark how many it happened "
    "to, the line its interval. A filled mark on the right means that the score expects too little "
    "of the group.": "how to read the picture above",
    "Discussion sheet for a meeting. Two pages, 20 minutes": "how long the sheet takes",
    "Page 1 of 2. Turn over for what was not looked at.": "pages of paper",
    "What to decide. View for a board, two pages": "pages of paper",
    "Page 1 of 2. A gap is a prompt to look, not proof of its cause. Turn over for what cannot be "
    "told yet.": "pages of paper",
    "Page 1 of 2. A gap is a prompt to look, not proof of its cause, and not a judgement of anyone "
    "in the room.": "pages of paper",
    "In this picture one in 100 has the same height everywhere. It does not start at 0. A blue "
    "circle is whoever is higher in the last period, an ochre diamond whoever is lower.":
        "the scale of the picture above",
    "Both panels use the same step: one in 100 has the same height. The scales do not start at the "
    "same number.": "the scale of the pictures above",
    "Each step has one bar for each group. All begin at 100. Where a bar is much shorter than at "
    "the step before, many people are lost in between.": "shares of 100",
    "Versions and hashes (SHA-256)": "the name of a hash",
}
FIXED_STARTS = {
    "NHS England's statement under section 13SA. What NHS bodies": "the name of a duty",
    "Page 2 of 2. The full audit has tables and methods.": "pages of paper",
    "Page 2 of 2. Meeting of ____": "pages of paper",
}
METHODS = {
    "wilson": "Wilson’s for shares",
    "wilson-effective": "Wilson’s for shares, wider where one person is counted more than once",
    "mean-t": "Student’s for averages",
    "mean-clustered": "Student’s for averages, wider where one person is counted more than once",
    "kaplan-meier": "Kaplan and Meier’s for waits, which counts those who still wait",
}
SAYS = {"none": "no gap that matters found", "unclear": "cannot tell yet",
        "unseen": "not looked at"}
BRIEF_SAYS = {"none": "No gap that matters found", "unclear": "Too little to tell",
              "unseen": "No two groups could be compared"}
DESCRIBED = "Described, not judged,"
BRIEF_WORDS = [*BRIEF_SAYS.values(), DESCRIBED]
STAGES = ["frame", "reach", "record", "join", "model", "prove", "use", "watch"]
DIGIT = re.compile(r"\d")


class Walk:
    def __init__(self, audit, knots, page):
        self.audit, self.study, self.page = audit, audit["study"], page
        self.knots = {knot["id"]: knot for knot in knots}
        self.findings = {own["id"]: Finding(own) for own in audit["findings"]}
        self.full = page.first(".hero") is not None
        self.shown = [own for own in self.findings.values() if self.full or not own.sensitive]
        self.claimed, self.errors = set(), []
        self.numbers = self.marks = 0
        self.notes = {}

    def say(self, element, what):
        self.errors.append((element, what))

    def claim(self, *elements):
        for element in elements:
            for leaf in element.leaves():
                self.claimed.add(id(leaf))
                self.numbers += len(tokens(leaf.text))

    def exact(self, element, text):
        """All of an element's text."""
        if element is None:
            self.say(self.page, f"nothing holds: {text}")
            return
        self.claim(element)
        if element.text() != " ".join(text.split()):
            self.say(element, f"reads: {element.text()!r}, not: {text!r}")

    def list(self, above, elements, texts):
        if len(elements) != len(texts):
            self.say(above, f"{len(elements)} texts for {len(texts)}: {texts}")
        for element, text in zip(elements, texts):
            self.exact(element, text)

    def tokens(self, element, wanted, *own):
        """The numbers and labels of an element, in order; `own` are the study's texts in it."""
        if element is None:
            self.say(self.page, f"nothing holds: {wanted}")
            return
        self.claim(element)
        text = element.text()
        for piece in filter(None, own):
            piece = " ".join(piece.split())
            if piece not in text:
                self.say(element, f"lacks {piece!r}: {text!r}")
            text = text.replace(piece, " ", 1)
        if tokens(text) != wanted:
            self.say(element, f"tells {tokens(text)}, not {wanted}: {element.text()!r}")

    def same_places(self, svg, finding, wanted, got):
        """Marks of a picture: their coordinates, each as it is written."""
        got = [[charts.number(place) for place in mark] for mark in got]
        self.marks += len(wanted)
        if len(got) != len(wanted) or not all(charts.near(a, b) for one, two in zip(got, wanted)
                                              for a, b in zip(one, two)):
            self.say(svg, f"{finding.id}: marks at {got}, not {wanted}")

    # ---- a finding ----

    def source(self, finding):
        for data in self.study["data"]:
            if data["name"] == finding.data:
                return data.get("source") or data.get("file") or data["name"]
        return finding.data

    def method(self, finding):
        method = next((group.estimate["method"] for group in finding.main().groups
                       if group.estimate.get("method")), "")
        return METHODS.get(method, method)

    def counted(self, element, finding):
        self.tokens(element, finding.counted(), finding.means, finding.chosen_by)

    def licence(self, finding):
        return next((own.get("licence", "") for own in self.study["data"]
                     if own["name"] == finding.data), "")

    def below(self, element, finding):
        """Source, method, verdict and notes under a picture."""
        method = self.method(finding)
        confidence = f"{100 * self.audit['facts']['confidence']:.0f}"
        self.tokens(element, ([confidence, "100"] if method else []) + finding.verdict_tokens(),
                    self.source(finding), method, *finding.notes)

    def figure(self, figure, finding):
        caption = figure.first("figcaption")
        if caption.first("h4"):
            self.tokens(caption.first("h4"), finding.title())
        self.counted(caption.first("p"), finding)
        self.pictures(figure, finding)
        told = figure.own("div") if told_group(finding) else []
        if told and not any("ws" in box.classes() for box in told):
            self.say(figure, f"{finding.id}: no step is told of")
        for box in [own for own in figure.own("div") if "ws" in own.classes()]:
            walk_steps(self, box, finding)
        for part in figure.own("p"):
            if part.text().startswith("Source: "):
                self.below(part, finding)
        for part in figure.own("details"):
            self.tables(part, finding)

    def pictures(self, figure, finding):
        rows = charts.Rows(finding, charts.kind_of(finding))
        for part in figure.own():
            names = part.classes()
            if "kpg" in names:
                charts.walk_ribbons(self, part, finding)
            elif "sm" in names:
                charts.walk_trends(self, part, finding)
            elif "key" in names:
                charts.walk_key(self, part, rows)
            elif "rows" in names:
                charts.walk_rows(self, part, rows)

    # ---- tables ----

    def tables(self, details, finding):
        if not details.text().startswith("Table"):
            return
        parts = finding.parts
        summary = "Tables" if len(parts) > 1 else "Table"
        self.exact(details.first("summary"), f"{summary}: {finding.subject}, by "
                                             f"{finding.dimension}")
        between = finding.check == "change" and len(parts) > 3
        wanted = [parts[0], None, parts[-1]] if between else parts
        tables = details.all("table")
        if has_steps(finding):
            walk_steps_table(self, tables.pop(), finding)
        if len(tables) != len(wanted):
            self.say(details, f"{len(tables)} tables for {len(wanted)}")
        for table, part in zip(tables, wanted):
            if part is None:
                self.between(table, finding)
            else:
                self.table(table, finding, part)
        measured = [part for part in wanted if part and part.measures]
        for ul, part in zip(details.own("ul"), measured, strict=True):
            self.list(ul, ul.own("li"), [measure_text(finding, own) for own in part.measures])
        noted = [part for part in wanted if part and part.notes]
        for line, part in zip(details.all("p.nt"), noted, strict=True):
            self.note_links(line, part)

    def note_links(self, line, part):
        links = line.all("a")
        if len(links) != len(part.notes):
            self.say(line, f"{len(links)} notes for {len(part.notes)}")
        for link, note in zip(links, part.notes):
            number = link.get("href").removeprefix("#n")
            self.exact(link, number)
            if self.notes.setdefault(number, note) != note:
                self.say(link, f"note {number} is another one")

    def caption(self, table, rest, *own):
        caption = table.first("caption")
        self.tokens(caption, [caption.get("id").removeprefix("c")] + rest, *own)

    def table(self, table, finding, part):
        overall = estimate_text(finding.unit, part.overall.get("estimate"), 1)
        why = "" if part.overall.get("estimate") else part.overall.get("note", "")
        self.caption(table, tokens(overall) + (finding.per_100() if has(part.overall) else []),
                     finding.table_label(part), CHECK_NAMES[finding.check], part.period, why)
        head, *rows = table.all("tr")
        self.claim_heads(head, finding, part)
        if len(rows) != len(part.groups):
            self.say(table, f"{len(rows)} rows for {len(part.groups)} groups")
        for row, group in zip(rows, part.groups):
            cells = [group.level or ("blank" if group.recorded else "Not recorded")]
            self.list(row, row.own(), cells + row_cells(finding, part, group))

    def claim_heads(self, head, finding, part):
        """Of a head, the study's words alone have other numbers than "of 100"."""
        own = {finding.dimension, f"Gap to “{part.compared_with}”", "Of 100",
               "Of 100 in the population", "Of 100, expected by the score",
               "Of 100, drawn towards all", f"Of 100 in {part.compared_with}"}
        for cell in head.own("th"):
            if cell.text() in own:
                self.claim(cell)

    def between(self, table, finding):
        middle = finding.parts[1:-1]
        self.caption(table, finding.per_100(), finding.subject)
        head, *rows = table.all("tr")
        self.list(head, head.own(),
                  [finding.dimension or "Group"] + [part.period for part in middle])
        levels = list(dict.fromkeys(group.level for part in middle for group in part.groups))
        if len(rows) != len(levels):
            self.say(table, f"{len(rows)} rows for {len(levels)} groups")
        for row, level in zip(rows, levels):
            groups = [part.find(level) for part in middle]
            recorded = next(group.recorded for group in groups if group)
            self.list(row, row.own(), [level or ("blank" if recorded else "Not recorded")] + [
                "none" if group is None
                else estimate_text(finding.unit, group.estimate.get("estimate"), 1)
                for group in groups])

    # ---- the parts of the full view ----

    def hero(self, hero):
        study = self.study
        self.exact(hero.first("h1"), study.get("question") or study.get("title", ""))
        if hero.first("p.lede"):
            self.exact(hero.first("p.lede"), study.get("title", ""))
        owner, data, when, where, margin, announced = hero.all("dd")
        self.exact(owner, study.get("owner") or "Not said")
        self.tokens(data, [token for own in study["data"] for token in rows_words(own)],
                    *(own.get("source", "") for own in study["data"]))
        self.exact(when, self.periods())
        self.exact(where, study.get("country") or "Not said")
        self.tokens(margin, self.margins())
        self.exact(announced, study.get("announced") or "Not announced")

    def periods(self):
        most = max((own for own in self.findings.values() if own.check != "pathway"
                    and len(own.parts) > 1 and own.parts[0].period),
                   key=lambda own: len(own.parts), default=None)
        if most is None:
            return "Period not said"
        return f"{most.parts[0].period} to {most.parts[-1].period}"

    def margins(self):
        margins = dict.fromkeys((own.matters, own.unit) for own in self.findings.values()
                                if own.matters is not None)
        return [token for matters, unit in margins
                for token in [shortest(matters)] + (["100"] if unit == "per_100" else [])]

    def lead(self):
        def worth(finding):
            found = finding.verdict["say"] == "found"
            if not charts.has_marks(finding):
                return 0
            if finding.check in ("completeness", "rows_lost", "stability"):
                return 3 if found else 1
            steps = finding.check == "pathway" and len(finding.parts) > 1
            return (4 if finding.has_ribbon() else 3 if steps else 2) + 3 * found
        return max(self.shown, key=worth)

    def hundred(self):
        """Of the lead itself, or of the steps in an order that end where its picture counts."""
        leads = charts.ribbon_findings(self, self.lead()) if self.lead().has_ribbon() \
            else [self.lead()]
        steps = [own for own in self.shown if own.check == "pathway" and len(own.parts) > 1
                 and (own is leads[0] or own.parts[0].ordered and
                      (own.dimension, own.parts[-1].label) in
                      [(lead.dimension, lead.subject) for lead in leads])]
        return next((own for own in steps if charts.hundred_two(own)), leads[0])

    def minute_item(self, item):
        link = item.first("a")
        if link is None:
            return
        finding = self.findings[link.get("href").removeprefix("#f-")]
        self.tokens(item.first("p"), finding.sentence())
        sure = item.first("p.sure")
        self.tokens(sure, finding.sure(), finding.chosen_by if finding.means else "")
        bars = len(sure.all("rect.on"))
        word = ["", "not yet", "somewhat", "quite", "very"][bars]
        first = re.match(r"How sure[^:]*: ([a-z ]+)\.", sure.text())
        if (first.group(1) if first else "") != word:
            self.say(sure, f"{bars} bars for: {sure.text()}")

    def path(self, section):
        quiet = {}
        for knot in self.audit["knots"]:
            if knot["data"] == "unseen" and knot["people"] == "unasked":
                quiet[knot["stage"]] = quiet.get(knot["stage"], 0) + 1
        for i, stop in enumerate(section.all("b.stop")):
            self.exact(stop, str(i + 1))
        for link in section.all("a"):
            stage = link.get("href").removeprefix("#q-")
            if stage in STAGES:
                count = quiet[stage]
                self.exact(link, f"{count} other knot{'s' if count > 1 else ''}")

    def stop(self, section, index):
        heading = section.first("h3")
        self.tokens(heading, [str(index + 1)])
        for item in section.first("ul.ks").own("li") if section.first("ul.ks") else []:
            self.knot(item)
        self.quiet(section.first("details.qk"), STAGES[index])
        for brief in section.all("ul.brief"):
            for item in brief.own("li"):
                self.brief(item)
        for box in section.all("div") + section.all("details.fold"):
            finding = self.findings.get(box.get("id").removeprefix("f-"))
            if finding is None:
                continue
            if box.tag == "details":
                self.tokens(box.first("summary"), finding.title(), finding.dimension)
            for figure in box.own("figure"):
                self.figure(figure, finding)
                walk_more(self, figure, finding)
            if "tb" in box.classes():
                walk_folded(self, box, finding)
            for details in box.own("details") if "tb" in box.classes() else []:
                self.tables(details, finding)

    def quiet(self, details, stage):
        """Knots that nobody looked at or asked about, each with what it means."""
        count = sum(own["stage"] == stage and own["data"] == "unseen"
                    and own["people"] == "unasked" for own in self.audit["knots"])
        if details is None:
            return
        said = f"{count} knot{'s' if count > 1 else ''} not looked at, not asked"
        text = details.first("summary").text().removeprefix("Nothing was measured here: ")
        self.claim(details.first("summary"))
        if text != said:
            self.say(details, f"reads {text!r}, not {said!r}")
        for item in details.all("li"):
            self.claim(item)
            if not any(item.text().endswith(own["name"]) for own in self.knots.values()):
                self.say(item, f"no knot means: {item.text()}")

    def brief(self, item):
        boxes = [self.findings[box.get("id").removeprefix("f-")] for box in item.own("div")]
        first = boxes[0]
        self.exact(item.first("b"), first.subject)
        overall = first.main().overall
        tells = has(overall) and first.share and not first.beside and first.check != "pathway"
        said = f", over everyone {estimate_text(first.unit, overall['estimate'], 0)} of 100" \
            if tells else ""
        own = "".join(child.text for child in item.children if not hasattr(child, "tag")).strip()
        self.claimed.update(id(child) for child in item.children)
        if own != said:
            self.say(item, f"reads {own!r}, not {said!r}")
        words = sorted({brief_word(own) for own in boxes}, key=BRIEF_WORDS.index)
        said = [f"{word} by {listed([own.dimension for own in boxes if brief_word(own) == word])}"
                for word in words]
        lines = item.own("p")
        for own in boxes:
            said += [f"By {own.dimension}: {own.small_said()}"] if own.small else []
            if own.parts[0].ordered and told_group(own):
                self.steps_said(lines, len(said), own)
        self.list(item, lines, said)

    def steps_said(self, lines, place, finding):
        """The line at that place, which is taken out."""
        if place >= len(lines):
            self.say(self.page, f"{finding.id}: nothing tells which step matters most")
            return
        self.tokens(lines[place], tokens(finding.dimension) + steps_sentence(finding))
        del lines[place]

    def knot(self, item):
        answers = {f"{own.get('by') or 'Somebody'}, {own.get('date') or 'date not said'}: "
                   f"{own.get('words', '')}" for own in self.study.get("answers", [])}
        for line in item.all("span.kx"):
            self.claim(line)
            if line.text() not in answers:
                self.say(line, f"nobody answered: {line.text()}")
        names = {own["name"]: own for own in self.knots.values()}
        about = names.get(item.first("b").text())
        for details in item.own("details"):
            self.about(details, about)

    def about(self, details, about):
        how, asks, helps, sources = details.all("dd")
        self.exact(how, about["how"])
        self.list(asks, asks.own("p"), about["ask"])
        self.list(helps, helps.own("p"), about["helps"])
        for line, own in zip(sources.own("p"), about["sources"], strict=True):
            year = f"({own['year']})" if own["year"] else ""
            self.tokens(line, [], own["by"], year, own["title"], own["where"], own["link"])

    def people(self, section):
        for row, own in zip(section.all("tr")[1:], self.study.get("voices", []), strict=True):
            cells = row.own()
            self.exact(cells[0], own.get("who") or "not said")
            self.exact(cells[2], own.get("date") or "not said")
            self.exact(cells[5], own.get("changed") or "nothing yet")
        advisers = section.own("ul")[0].own("li") if section.own("ul") else []
        for item, own in zip(advisers, self.study.get("advisers", []), strict=True):
            self.tokens(item, [], *(own.get(key, "") for key in ("field", "advised", "changed",
                                                                "interests")))
        self.can_change(section.own("p"))

    def can_change(self, lines):
        study = self.study
        until = f", until {study['until']}" if study.get("until") else ""
        said = f"{study.get('can_change') or 'Not said.'}{until}"
        line = next((line for line in lines if line.text() == said), None)
        if line is None:
            self.say(self.page, f"nothing says: {said}")
        else:
            self.claim(line)

    def actions(self, section):
        for item, own in zip(section.all("li"), self.study.get("actions", []), strict=True):
            self.exact(item.first("h3"), own.get("what") or "Not said")
            _, owner, due, again = item.all("dd")
            self.exact(owner, own.get("owner") or "nobody yet")
            self.exact(due, own.get("due") or "no date yet")
            self.exact(again, own.get("remeasure") or "no date yet")

    def given(self, section):
        study = self.study
        self.list(section, section.all("dd"),
                  [study.get("given_to") or "To nobody yet", study.get("given_date") or "Not yet",
                   study.get("given_how") or "Not said"])

    def not_shown(self, section):
        self.exact(section.first("p"), self.audit["facts"].get("rule") or "No rule was in force.")
        if section.first("ul"):
            self.list(section, section.all("li"), self.audit.get("left_out", []))
        walk_hiding(self, section)

    def unseen(self, section):
        if self.full:
            wanted = [f"{own['what']}. Needed: {own.get('needed') or 'not said'}."
                      for own in self.audit.get("unseen", [])]
            items = [item for item in section.all("li") if ". Needed: " in item.text()]
            self.list(section, items, wanted)
            return
        wanted = [f"{own['what']}." for own in self.audit.get("unseen", [])][:8]
        self.list(section, section.first("ul.pl2").own("li")[:len(wanted)], wanted)

    def methods(self, section):
        definitions, *rest = section.all("table")
        bare = " --protect none" if self.audit["facts"].get("protection") == "none" else ""
        self.exact(section.first("code"),
                   f"unknot audit {self.study['file']}{bare} -o report.html")
        defined = {}
        for own in self.shown:
            key = (own.check, own.subject, own.means, own.chosen_by,
                   own.main().groups[0].estimate.get("method", "") if own.main().groups else "")
            defined.setdefault(key, []).append(own)
        for row, (key, own) in zip(definitions.all("tr")[1:], defined.items(), strict=True):
            self.list(row, row.own()[:4],
                      [f"{own[0].subject}, by {', '.join(one.dimension for one in own)} "
                       f"({CHECK_NAMES[own[0].check]})",
                       key[2] or "not said", key[3] or "not said",
                       METHODS.get(key[4], key[4]) or "none"])
        notes = section.first("ol")
        if notes is not None:
            self.list(notes, notes.own("li"), [self.notes[str(i + 1)]
                                               for i in range(len(self.notes))])
        self.versions(rest[0])
        if section.first("pre"):
            self.exact(section.first("pre"), self.study["text"])

    def versions(self, table):
        study = self.study
        values = [("unknot", self.audit["version"]), ("Study file", study["hash"])]
        for own in study["data"]:
            values.append((None, own.get("hash", KEPT_BACK)))
            values += [(f"{own['name']}: {key}", own[key]) for key in ("source", "licence")
                       if own.get(key)]
            values += [(f"{own['name']}, looked up in {there['name']}: {there['file']}",
                        there.get("hash", KEPT_BACK)) for there in own.get("look_ups", [])]
        for row, (name, value) in zip(table.all("tr")[1:], values):
            self.exact(row.own()[1], value)
            if name is not None:
                self.exact(row.own()[0], name)
        rows = table.all("tr")[3:]
        for own in study["data"]:
            self.tokens(rows[0].own()[0], tokens(count_text(own.get("rows"))),
                        f"{own['name']}: {own.get('file') or 'no file'}, ")
            more = len(own.get("look_ups", [])) + bool(own.get("source"))
            rows = rows[1 + more + bool(own.get("licence")):]

    def full_view(self):
        page = self.page
        self.hero(page.first(".hero"))
        parts = {section.get("id"): section for section in page.all("section")}
        lead = self.lead()
        self.tokens(parts["key"].first("h2"), lead.title())
        self.figure(parts["key"].own("figure")[0], lead)
        for picture in parts["key"].own("div"):
            charts.walk_hundred(self, picture, self.hundred())
        for key in parts["key"].own("ul"):
            charts.walk_hundred_key(self, key, self.hundred())
        for item in parts["minute"].first("ol").own("li"):
            self.minute_item(item)
        unseen = len(self.audit.get("unseen", []))
        line = next((own for own in parts["minute"].all("p.nl")
                     if own.text().startswith("Not looked at")), None)
        self.tokens(line, [str(unseen)] if unseen else [])
        self.path(parts["knots"])
        for index, stop in enumerate(parts["stages"].own("section")):
            self.stop(stop, index)
        self.people(parts["people"])
        self.actions(parts["actions"])
        self.given(parts["back"])
        self.not_shown(parts["notshown"])
        self.unseen(parts["notlooked"])
        walk_precision(self, parts.get("people-needed"))
        self.methods(parts["methods"])

    # ---- views on paper ----

    def sheet(self):
        page = self.page
        public = page.first("section.sheet").first("h1").get("id") == "p1"
        pathways = [own for own in self.shown if own.check == "pathway" and len(own.parts) > 1]
        lead = self.lead() if public or not pathways else pathways[0]
        self.exact(page.first("h1"), self.study.get("question") or self.study.get("title", ""))
        self.tokens(page.first("p.big1"), lead.sentence())
        figure = page.first("figure")
        if figure is not None:
            self.tokens(figure.first("figcaption"), lead.title())
            self.pictures(figure, lead)
        for picture in page.all("div.hd"):
            charts.walk_hundred(self, picture, lead)
        for line in page.all("p.src"):
            if line.text().startswith("Source: "):
                self.tokens(line, [], self.source(lead), self.licence(lead))
        (self.public if public else self.meeting)(lead)

    def public(self, lead):
        page = self.page
        first, second = page.all("section.sheet")
        sure = [line for line in first.own("p") if line.classes() == ["src"]][-1]
        self.tokens(sure, lead.sure(), lead.chosen_by if lead.means else "")
        left = [own for own in self.shown if own is not lead]
        items = second.own("ul")[0].own("li")
        for item in items[:-1]:
            told = next((own for own in left if self.tells(item, own)), None)
            if told is None:
                self.claim(item)
                self.say(item, f"no finding tells: {item.text()}")
            else:
                left.remove(told)
                self.tokens(item, told.sentence() + told.sure(),
                            told.chosen_by if told.means else "")
        rest = len(self.audit["findings"]) - len(items)
        self.exact(items[-1], f"And {rest} more, in the full report.")
        unseen, people = second.first("div.c2").own("div")
        self.unseen(unseen)
        self.said_on_paper(people)

    def tells(self, item, finding):
        own = finding.chosen_by if finding.means else ""
        return (own in item.text() and tokens(item.text().replace(own, " ", 1) if own
                                              else item.text())
                == finding.sentence() + finding.sure())

    def said_on_paper(self, people):
        study, lines = self.study, people.own("p")
        self.can_change(lines[:1])
        for line, own in zip(lines[1:], study.get("voices", [])[:4]):
            self.tokens(line, [], own.get("who", ""), own.get("changed", ""))
        date = f", {study['given_date']}" if study.get("given_date") else ""
        self.exact(lines[-2], f"{study.get('given_to') or 'To nobody yet.'}{date}")
        self.tokens(lines[-1], [], study.get("contact", ""))

    def meeting(self, lead):
        first, second = self.page.all("section.sheet")
        sure = next(line for line in first.own("p")
                    if line.text().endswith("The numbers do not tell why."))
        self.tokens(sure, lead.sure(), lead.chosen_by if lead.means else "")
        for item in first.all("li"):
            if "what matters to people" in item.text():
                self.tokens(item, [lead.in_words()], lead.chosen_by)
        answer, after = (box.first("p") for box in second.first("div.c2").own("div"))
        self.tokens(answer, [], self.study.get("contact", ""))
        self.tokens(after, [], self.study.get("can_change", ""), self.study.get("until", ""))

    # ---- everything ----

    def whole_page(self):
        page, made_up = self.page, self.study.get("made_up")
        title = self.study.get("title") or "Equity audit"
        self.exact(page.first("title"), title + (" (made up)" if made_up else ""))
        if self.full:
            self.full_view()
        elif page.first("h1").get("id") == "b1":
            walk_board(self)
        elif page.first("h1").get("id") == "s1":
            walk_split(self)
        elif page.first("h1").get("id") == "t1":
            walk_standard(self)
        else:
            self.sheet()
        footer = page.first("footer")
        self.tokens(footer, [], f"unknot {self.audit['version']}.")
        self.fixed()

    def fixed(self):
        """What no place owns."""
        for leaf in self.page.leaves():
            if DIGIT.search(leaf.text) and id(leaf) not in self.claimed:
                self.fixed_text(leaf)
        for element in self.page.elements():
            for name in READ_ALOUD:
                text = element.get(name)
                if (DIGIT.search(text) and text not in FIXED
                        and element.get("name") != "viewport"):
                    self.say(element, f"{name}={text!r} has a number that nothing owns")

    def fixed_text(self, leaf):
        text = leaf.parent.text()
        if text in FIXED or any(text.startswith(start) and DIGIT.search(text[len(start):]) is None
                                for start in FIXED_STARTS):
            self.numbers += len(tokens(leaf.text))
            return
        if leaf.parent.parent is not None and self.is_owner(text):
            return
        self.say(leaf.parent, f"{text[:200]!r} has a number that nothing owns")

    def is_owner(self, text):
        """The last page names who asked, in the study's words."""
        owner = self.study.get("owner", "")
        return text.startswith("Page 2 of 2.") and text.endswith(f"Asked by: {owner}.")


def brief_word(finding):
    return DESCRIBED if finding.verdict.get("no_margin") else BRIEF_SAYS[finding.verdict["say"]]


def listed(names):
    """"a, b and c"."""
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))


def row_cells(finding, part, group):
    unit, extra = finding.unit, group.extra
    cells = [count_text(group.people), count_text(group.total),
             estimate_text(unit, group.estimate.get("estimate"), 1),
             range_text(unit, group.estimate, 1), gap_text(unit, group.difference),
             range_text(unit, group.difference, 1)]
    has_extras = any(own.extra for own in part.groups)
    if has_extras and finding.check == "waits" and finding.share:
        median = extra.get("median", {})
        cells += [estimate_text(DAYS, median.get("estimate"), 0), range_text(DAYS, median, 0)]
    if has_extras and finding.check == "waits" and not finding.share:
        late = extra.get("ninetieth", {})
        cells += [estimate_text(DAYS, late.get("estimate"), 0), range_text(DAYS, late, 0)]
    if has_extras and finding.beside:
        cells += [estimate_text(unit, extra.get("reference", {}).get("estimate"), 1)]
    if finding.combination and any("shrunk" in own.extra for own in part.groups):
        shrunk = extra.get("shrunk", {})
        cells += [estimate_text(unit, shrunk.get("estimate"), 1), range_text(unit, shrunk, 1)]
    if has_extras and finding.check == "change":
        cells += [gap_text(unit, extra.get("change")), gap_text(unit, extra.get("gap_change")),
                  range_text(unit, extra.get("gap_change"), 1)]
    notes = [note_of(own) for own in part.groups]
    return cells + ([note_of(group)] if any(notes) else [])


def note_of(group):
    return group.estimate.get("note") or group.difference.get("note", "")


def rows_words(data):
    rows = data.get("rows")
    if isinstance(rows, dict) and len(rows["hidden"]) == 2 and rows["hidden"][1] is None:
        return tokens(f"{rows['hidden'][0]:,}")
    return tokens(count_text(rows))
