"""The numbers that a report may tell of each finding, worked out from the bundle alone, as tokens
in the order in which they are read: numbers, and labels in quotation marks."""
from report_figures import (DAYS, PER_100, at, difference_decimals, estimate_text, has, has_limits,
                            is_value, kept, quoted, shortest, value_text, whole)
from report_page import tokens

# Sentences that name what was looked at before they tell how many.
NUMBER_LAST = ("completeness", "missed", "flagged_without", "calibration", "need", "assumptions",
               "stability", "shift_flagged", "shift_missed", "place_flagged", "place_missed",
               "accepted", "overruled", "swap", "proxies")
# shares of everyone, there and here
MIX = ("shift_mix", "place_mix")
# what is said of these stands on their part: a step, what a score foretells, what is decided
BY_LABEL = ("pathway", "calibration", "accepted", "overruled")


class Group:
    def __init__(self, group, part, index):
        self.level, self.said = group.get("level", ""), group.get("said", "")
        self.recorded = group.get("recorded", False)
        self.people, self.total = group.get("people"), group.get("total")
        self.estimate = group.get("estimate", {})
        self.difference = group.get("difference", {})
        extras = part.get("extras")
        self.extra = extras[index] if extras else {}

    def label(self):
        if not self.recorded and self.level.lower() in ("", "not recorded"):
            return "not recorded"
        return self.said or quoted(self.level)

    def label_tokens(self):
        return tokens(self.label())


class Part:
    def __init__(self, part):
        base = part["base"]
        self.label, self.of = part.get("label", ""), part.get("of", "")
        self.period = base.get("period", "")
        self.ordered = base.get("ordered", False)
        self.weighted = base.get("weighted", False)
        self.reference = base.get("has_reference", False)
        self.compared_with = base.get("compared_with", "")
        self.groups = [Group(group, part, i) for i, group in enumerate(base.get("groups", []))]
        self.measures = base.get("measures", [])
        self.ends_change = part.get("ends_change", {})
        self.overall_change = part.get("overall_change", {})
        self.cutoff = part.get("cutoff", 0)
        self.log_rank = part.get("log_rank", 0)
        self.log_rank_groups = part.get("log_rank_groups", 0)
        self.overall = part.get("overall", {})
        self.notes = base.get("notes", [])

    def find(self, level):
        return next((group for group in self.groups if group.level == level), None)

    def others(self):
        if not self.reference:
            return "everyone else"
        group = self.find(self.compared_with)
        return group.label() if group else quoted(self.compared_with)

    def can_tell(self, level):
        group = self.find(level)
        return (group is not None and group.recorded and has(group.estimate)
                and (self.ordered or has(group.difference)))


class Pair:
    """Two estimates whose difference is the gap."""

    def __init__(self, first, second, first_value, second_value):
        self.labels = (first, second)
        self.values = (first_value, second_value)

    def gap(self):
        return abs(self.values[0] - self.values[1])

    def turned(self):
        return Pair(*self.labels[::-1], *self.values[::-1])


class Finding:
    def __init__(self, finding):
        self.id, self.check = finding["id"], finding["check"]
        self.stage, self.unit = finding["stage"], finding["unit"]
        self.subject = finding.get("subject", "")
        self.among, self.means = finding.get("among", ""), finding.get("means", "")
        self.chosen_by = finding.get("chosen_by", "")
        self.data, self.dimension = finding.get("data", ""), finding["dimension"]
        self.sensitive = finding.get("sensitive", False)
        self.matters, self.verdict = finding.get("matters"), finding["verdict"]
        self.unit_name = finding.get("unit_name", "")
        self.parts = [Part(part) for part in finding["parts"]]
        self.judged = finding.get("judged", 0)
        self.notes = finding.get("notes", [])
        self.knots, self.about = finding.get("knots", []), finding.get("about", "")
        self.combination = finding.get("combination", False)
        self.found = self.verdict.get("found", [])
        self.small = self.verdict.get("small", [])
        self.share = self.unit == PER_100
        self.change = self.check == "change" and len(self.parts) > 1
        # set beside what a population, a score or the first period gives, not beside other groups
        self.place = self.check.startswith("place_")
        self.shift = self.place or self.check.startswith("shift_")
        self.beside = self.check in ("representation", "calibration") or self.shift

    def main(self):
        return self.parts[self.judged if self.check == "pathway" else -1]

    def per_100(self):
        return ["100"] if self.share else []

    def decimals_held(self):
        """Digits that every estimate holds as released, 1 at most."""
        held = 1
        for part in self.parts:
            for group in part.groups:
                number = group.estimate.get("estimate")
                if group.recorded and is_value(number) and len(number) > 1:
                    held = min(held, number[1] - (2 if self.share else 0))
        return max(held, 0)

    # ---- who is told of ----

    def can_tell(self, part, level):
        return all(own.can_tell(level) for own in (self.parts if self.check == "change"
                                                   else [part]))

    def told(self, part):
        """Groups of a part that can be told, in the order that counts."""
        order = self.parts[-1] if self.check == "change" else part
        return [part.find(group.level) for group in order.groups
                if self.can_tell(part, group.level)]

    def told_group(self, part):
        if self.found:
            return part.find(self.found[0]["level"] if "level" in self.found[0] else "")
        return next(iter(self.told(part)), None)

    def pair_as_it_stands(self, part):
        if part.ordered:
            told = self.told(part)
            if len(told) < 2:
                return None
            return Pair(told[0].label(), told[-1].label(), at(told[0].estimate),
                        at(told[-1].estimate))
        group = self.told_group(part)
        if group is None or not has(group.estimate) or not has(group.difference):
            return None
        value = at(group.estimate)
        return Pair(group.label(), part.others(), value, value - at(group.difference))

    def pair(self, part):
        """First the one that is higher in the last period."""
        pair = self.pair_as_it_stands(part)
        last = self.pair_as_it_stands(self.parts[-1])
        turn = (part.ordered and self.check == "change" and pair and last
                and last.values[0] < last.values[1])
        return pair.turned() if turn else pair

    def has_ribbon(self):
        return self.change and all(self.pair(part) for part in self.parts)

    def change_of_gap(self):
        """The interval of the change of the pair that is told, and the gap it had, or else has."""
        last = self.parts[-1]
        if last.ordered:
            pair = self.pair_as_it_stands(last)
            if not pair:
                return {}, 0
            change, now = last.ends_change, pair.values[0] - pair.values[1]
        else:
            told = self.told_group(last)
            if told is None or not told.extra or not has(told.difference):
                return {}, 0
            change, now = told.extra.get("gap_change", {}), at(told.difference)
        then = now - (at(change) if has(change) else 0)
        return change, then if abs(then) > 1e-9 else now

    # ---- sentences ----

    def value(self, value, decimals):
        return value_text(self.unit, value, decimals)

    def step_or_subject(self, part):
        step = self.check in BY_LABEL and part.label
        return quoted(part.label) if step else self.in_words()

    def table_label(self, part):
        """What a table is of; on a part of pairs stands the score that it is made for."""
        return self.subject if self.check == "proxies" else part.label or self.subject

    def in_words(self):
        """What is counted: in the study's few words of what it means, or by its name."""
        words = self.means.partition(";")[0].strip()
        return quoted(words if 0 < len(words.encode()) <= 40 else self.subject)

    def counted_tokens(self):
        """Of whom: "referrals where “finished = 1”"."""
        return tokens(self.among)

    def in_group(self, label):
        """“sex” “Women”: nothing of no group, the grouping alone of who is not recorded, and
        no grouping beside a label in words."""
        if not label:
            return []
        if label.startswith("“") or label == "not recorded":
            return [quoted(self.dimension)] + tokens(label)
        return tokens(label)

    def of_every(self, part, label):
        of = [quoted(part.of)] if self.check == "pathway" and part.of else []
        return ["100"] + self.counted_tokens() + self.in_group(label) + of

    def average(self, part, label, number):
        return [self.step_or_subject(part)] + self.in_group(label) + [number]

    def service_did(self, part, number):
        what = self.step_or_subject(part)
        return [what, number] if self.check in NUMBER_LAST else [number, what]

    def group_decimals(self, group):
        if not self.share:
            return 1
        return difference_decimals(self.unit, at(group.difference)) if has(group.difference) else 0

    def group_sentence(self, part, group):
        decimals = self.group_decimals(group)
        number = estimate_text(self.unit, group.estimate["estimate"], decimals)
        if self.check in ("representation", *MIX):
            there = group.extra.get("reference")
            said = ["100", number] + self.in_group(group.label())
            said += [quoted(part.compared_with)] if self.check in MIX and has(there) else []
            return said + (tokens(estimate_text(self.unit, there["estimate"], decimals))
                           if has(there) else [])
        if self.share:
            said = self.of_every(part, group.label()) + self.service_did(part, number)
        else:
            said = self.average(part, group.label(), number)
        if self.check == "calibration":
            there = group.extra.get("reference")
            return said + ([quoted(self.subject)]
                           + tokens(estimate_text(self.unit, there["estimate"], decimals))
                           if has(there) else [])
        if has(group.difference):
            for number in (group.estimate["estimate"], group.difference["estimate"]):
                decimals = kept(self.unit, number, decimals)
            other = self.value(at(group.estimate) - at(group.difference), decimals)
            said += tokens(part.others()) + [other]
        return said

    def ends_sentence(self, part):
        pair = self.pair(part) if part.ordered else None
        if pair is None:
            return None
        decimals = (difference_decimals(self.unit, pair.values[0] - pair.values[1])
                    if self.share else 1)
        for group in (self.told(part)[0], self.told(part)[-1]):
            decimals = kept(self.unit, group.estimate["estimate"], decimals)
        first, second = (self.value(value, decimals) for value in pair.values)
        if self.share:
            said = self.of_every(part, pair.labels[0]) + self.service_did(part, first)
        else:
            said = self.average(part, pair.labels[0], first)
        return said + tokens(pair.labels[1]) + [second]

    def overall_sentence(self, part):
        if not has(part.overall) or self.check == "representation" or self.shift:
            return []
        number = estimate_text(self.unit, part.overall["estimate"], 0 if self.share else 1)
        if self.share:
            judged = (not self.verdict.get("no_margin")
                      and self.verdict["say"] in ("none", "unclear"))
            by = [] if judged else [quoted(self.dimension)]
            ends = [] if judged else self.ends(part)
            ends = [] if ends[:1] == ends[1:] else ends
            return self.of_every(part, "") + by + self.service_did(part, number) + ends
        return self.average(part, "", number)

    def no_group_sentence(self, part):
        """That no group differs, or that nobody can tell: the grouping, and what is counted."""
        say = self.verdict["say"]
        if self.verdict.get("no_margin") or say not in ("none", "unclear"):
            return []
        if self.check == "representation":
            return [quoted(self.dimension)]
        if self.shift:
            return [quoted(self.dimension), part.others()]
        what = quoted(self.subject) if self.beside else self.step_or_subject(part)
        return [quoted(self.dimension), what]

    def medians(self, part):
        return [group for group in part.groups if has(group.extra.get("median"))]

    def unreached(self, part):
        """Groups of which fewer than half came to the end."""
        return [group for group in part.groups if group.recorded and group.extra
                and (group.extra.get("median") or {}).get("estimate") is None
                and (group.extra.get("median") or {}).get("note")]

    def median_sentence(self, part):
        shown, late = self.medians(part), self.unreached(part)
        if shown:
            named = part.find(self.found[0].get("level", "")) if self.found else None
            told = named if named in shown else max(shown, key=lambda own: at(own.extra["median"]))
            median = told.extra["median"]["estimate"]
            said = self.in_group(told.label()) + [estimate_text(DAYS, median, 0),
                                                  self.in_words()]
            if has(told.difference):
                said += tokens(part.others())
                said += [value_text(DAYS, median[0] - at(told.difference), 0)]
        else:
            said = [self.in_words(), quoted(self.dimension)]
        named = late[:2] if len(late) > 3 else late
        said += [token for group in named for token in group.label_tokens()]
        return said + ([str(len(late) - 2)] if len(late) > 3 else [])

    # ---- how average and gap moved ----

    def pairs(self):
        return [self.pair(self.parts[0]), self.pair(self.parts[-1])]

    def sizes(self):
        return [self.value(pair.gap(), self.decimals_held()) for pair in self.pairs()]

    def turned(self):
        """Both gaps as they are written, one to each side of none."""
        one, two = (pair.values[0] - pair.values[1] for pair in self.pairs())
        return one * two < 0 and all(float(size.replace(",", "")) for size in self.sizes())

    def stayed(self):
        return len(set(self.sizes())) == 1 and not self.turned()

    def present(self, pair):
        """The gap of the last period, with its groups."""
        part, held = self.parts[-1], self.decimals_held()
        first, second = (self.value(value, held) for value in pair.values)
        said = [quoted(part.period)]
        if self.share:
            said += ["100"] + self.counted_tokens() + self.in_group(pair.labels[0])
            said += [first, self.in_words()]
        else:
            said += [self.in_words(), first] + self.in_group(pair.labels[0])
        return said + tokens(pair.labels[1]) + [second]

    def move(self):
        """How it moved there."""
        labels, sizes = self.pairs()[1].labels, self.sizes()
        said = tokens(*labels)
        if self.stayed():
            return said + sizes[1:] + self.per_100()
        if self.turned():
            return (said + [quoted(self.parts[0].period), sizes[0]] + self.per_100()
                    + tokens(labels[0]) + sizes[1:])
        return said + sizes + self.per_100()

    def change_sentence(self):
        before, now = self.pairs()
        said = []
        if now:
            said = self.present(now) + (self.move() if before else [])
        overall = [self.parts[0].overall, self.parts[-1].overall]
        if all(map(has, overall)):
            numbers = [estimate_text(self.unit, own["estimate"], 1) for own in overall]
            said += (numbers[1:] if numbers[0] == numbers[1] else numbers) + self.per_100()
        return said

    def change_title(self):
        before, now = self.pairs()
        what = self.in_words()
        if not now:
            return [what, quoted(self.dimension)]
        size = self.value(now.gap(), self.decimals_held())
        said = [size] + self.per_100() + [what] if self.share else [what, size]
        said += tokens(*now.labels)
        if not before:
            return said
        period = quoted(self.parts[0].period)
        if self.stayed():
            return said + [period]
        return said + ([period, self.sizes()[0]] if self.turned() else [self.sizes()[0], period])

    def sentence(self):
        """What is said "in one minute"."""
        if self.change:
            return self.change_sentence()
        said, period = self.sentence_of_groups(), self.main().period
        return ([quoted(period)] if said and period and not self.shift else []) + said

    def sentence_of_groups(self):
        part = self.main()
        named = part.find(self.found[0].get("level", "")) if self.found else None
        if self.check == "waits" and not self.share:
            return self.median_sentence(part)
        if named is not None and has(named.estimate):
            return self.group_sentence(part, named)
        ends = None if self.beside else self.ends_sentence(part)
        if ends is not None:
            return ends
        return self.overall_sentence(part) + self.no_group_sentence(part)

    def change_range(self):
        change, side = self.change_of_gap()
        if not has_limits(change):
            return []
        low, high = at(change, "low"), at(change, "high")
        low, high = (-high, -low) if side < 0 else (low, high)
        if low >= 0 or high <= 0:
            ends = sorted((abs(low), abs(high)))
        else:
            ends = [-low, high]
        return [self.value(end, self.decimals_held()) for end in ends]

    def gap_range(self, group):
        if group is None or not has_limits(group.difference):
            return []
        low, high = at(group.difference, "low"), at(group.difference, "high")
        near, far = sorted((abs(low), abs(high)))
        decimals = min(1, difference_decimals(self.unit, near))
        if low >= 0 or high <= 0:
            ends = [self.value(near, decimals), self.value(far, decimals)]
            return ends[:1] if ends[0] == ends[1] else ends
        return [self.value(abs(low), decimals), self.value(abs(high), decimals)]

    def sure(self):
        said = []
        if not self.verdict.get("no_margin") and self.verdict["say"] == "unseen":
            pass
        elif self.change:
            last = self.parts[-1]
            said = self.gap_range(None if last.ordered else self.told_group(last))
            said += self.change_range()
        else:
            said = self.gap_range(self.main().find(self.found[0].get("level", ""))
                                  if self.found else None)
        return said + ([self.in_words()] if self.chosen_by and self.means else [])

    # ---- titles and what stands below ----

    def names(self, less):
        levels = [own.get("level", "") for own in self.found if own.get("less", False) == less]
        if len(levels) > 3:
            return [str(len(levels))]
        return [token for level in levels for token in self.verdict_label(level)]

    def verdict_label(self, level):
        group = self.main().find(level)
        return tokens(quoted(level)) if group is None else group.label_tokens()

    def title(self):
        part, dimension = self.main(), quoted(self.dimension)
        what = self.step_or_subject(part) if self.check == "pathway" else self.in_words()
        say = self.verdict["say"]
        if self.change:
            return self.change_title()
        medians = [at(group.extra["median"]) for group in self.medians(part)]
        if self.check == "waits" and not self.share and medians:
            ends = [value_text(DAYS, end, 0) for end in (min(medians), max(medians))]
            late = len(self.unreached(part))
            return ((ends if ends[0] != ends[1] else ends[:1]) + [what, dimension]
                    + ([str(late)] if late else []))
        if say == "found" and self.found:
            return self.found_title(what)
        if self.verdict.get("no_margin") or say == "unseen":
            return self.described_title(part, what) + [dimension]
        return [what, dimension]

    def found_title(self, what):
        less, more = self.names(True), self.names(False)
        before = [what] if self.check == "completeness" else []
        if self.check == "proxies":
            label = self.main().label
            what = [quoted(label), what] if label else [what]
            return what + (less or more) + (more if less and more else [])
        after = [] if self.check in ("completeness", "representation") else [what]
        if not self.share and self.check in ("gap", "change"):
            before, after = [what], []
        if self.shift:
            after = after[self.check in MIX:] + [self.main().others()]
        said = before + after + (less or more)
        return said + (more if less and more else [])

    def ends(self, part):
        """The lowest and the highest number of a group."""
        values = [at(group.estimate) for group in part.groups if has(group.estimate)]
        if not values:
            return []
        decimals = difference_decimals(self.unit, max(values) - min(values))
        for group in part.groups:
            decimals = kept(self.unit, group.estimate.get("estimate"), decimals)
        return [self.value(end, decimals) for end in (min(values), max(values))]

    def described_title(self, part, what):
        ends = self.ends(part)
        if self.check == "representation" and ends:
            return []
        if self.shift and ends:
            return [what, part.others()]
        if not ends or self.check == "proxies":
            return [what]
        numbers = ends + self.per_100()
        first = self.check == "completeness" or not self.share
        return [what] + numbers if first else numbers + [what]

    def counted(self):
        """The line over a picture; the study's own words of it are left out."""
        of, what = self.counted_tokens(), [quoted(self.subject)]
        if self.check == "representation":
            said = ["100"] + of + ["100"]
        elif self.place:
            said = ["100"] + of + ["100"] + what
        elif self.check in ("pathway", "stability", "shift_mix"):
            said = ["100"] + of
        elif self.check == "waits" and not self.share:
            said = what
        elif not self.share:
            said = what + of
        else:
            said = ["100"] + of + what
        return said + (what if self.means else [])

    def small_alike(self, named, why):
        return [own for own in named if own.get("why", "known") == why]

    def small_label(self, own):
        group = self.main().find(own.get("level", ""))
        return quoted(own.get("level", "")) if group is None else group.label()

    def small_list(self, some):
        labels = [self.small_label(own) for own in some]
        return " and ".join(filter(None, [", ".join(labels[:-1]), labels[-1]]))

    def small_said(self):
        """What it would take to tell of the groups that are too small or too close."""
        said, named = [], self.small[:3]
        for own in self.small_alike(named, "known"):
            where = " in all" if self.check in ("representation", *MIX) else ""
            few = "texts of" if self.check == "swap" else "people in"
            said.append(f"Too few {few} {self.small_label(own)} to know. "
                        f"About {whole(own['needed'])}{where} would settle it.")
        close, unknown = (self.small_alike(named, why) for why in ("close", "unknown"))
        if close:
            said.append(f"{self.small_list(close)} lie{'s' if len(close) == 1 else ''} too close "
                        "to the gap that matters to tell.")
        if unknown:
            few = "texts of {} to know" if self.check == "swap" else "people to know in {}"
            said.append(f"Too few {few.format(self.small_list(unknown))}, or to say how many it "
                        "would take.")
        rest = len(self.small) - 3
        if rest > 0:
            said.append(f"The same holds for {rest} more group{'s' if rest > 1 else ''}.")
        return " ".join(said)

    def verdict_tokens(self):
        verdict, said = self.verdict, []
        confidence = f"{100 * verdict.get('confidence', 0):.0f}"
        if not verdict.get("no_margin") and self.matters is not None:
            said = [shortest(self.matters)] + self.per_100()
            if verdict["say"] == "unseen":
                said = []
            else:
                said += [str(verdict.get("compared", 0)), confidence, "100"]
        small = verdict.get("small", [])
        for why in ("known", "close", "unknown"):
            for own in self.small_alike(small[:3], why):
                said += self.verdict_label(own.get("level", ""))
                said += [whole(own["needed"])] if why == "known" else []
        return said + ([str(len(small) - 3)] if len(small) > 3 else [])
