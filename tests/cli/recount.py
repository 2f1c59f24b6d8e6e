#!/usr/bin/env python3
"""Counts every number of an example's audit again, from its CSV files and without the program.

    recount.py northside|talking-therapies FOLDER BUNDLE

FOLDER holds the study, BUNDLE what `unknot audit --protect none --json` printed. Prints each number
that differs, then how many numbers of how many findings were compared; each of them must be met."""
import csv
import datetime
import json
import math
import statistics
import sys

from recount_steps import compare_steps
from recount_waits import centile, median, seen_by

Z = statistics.NormalDist().inv_cdf(0.975)
CLOSE = 1e-12
LAST_DAY = datetime.date(2025, 3, 31)
KEEP = "referral_date >= 2023-04-01 and reached = 1"

# What is said where one step or period has nobody of a group: by who counts, and who publishes.
ABSENT = ("nobody of this group", "no row was published for this group")
# NHS ethnic category 2001: code, label, which of five groups.
ETHNICITY = """\
A|White British|White
B|White Irish|White
C|Any other White background|White
D|Mixed White and Black Caribbean|Mixed
E|Mixed White and Black African|Mixed
F|Mixed White and Asian|Mixed
G|Any other Mixed background|Mixed
H|Indian|Asian or Asian British
J|Pakistani|Asian or Asian British
K|Bangladeshi|Asian or Asian British
L|Any other Asian background|Asian or Asian British
M|Black Caribbean|Black or Black British
N|Black African|Black or Black British
P|Any other Black background|Black or Black British
R|Chinese|Other ethnic groups
S|Any other ethnic group|Other ethnic groups"""
CODES = [line.split("|") for line in ETHNICITY.splitlines()]
UNSAID = {"Z": "Not stated", "99": "Not known"}
NOT_RECORDED = {"", "Not stated", "Not known", "Prefer not to say", "Not stated/Not known/Invalid"}


def table(folder, name):
    with open(f"{folder}/{name}", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def date(text):
    return datetime.date.fromisoformat(text) if text else None


def share(people, events):
    return events / people if people else math.nan


def wilson(people, events):
    p, n = events / people, people
    middle, half = p + Z * Z / (2 * n), Z * math.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n))
    low = 0 if events == 0 else (middle - half) / (1 + Z * Z / n)
    high = 1 if events == people else (middle + half) / (1 + Z * Z / n)
    return low, high


def mover(one, low, high, zero, zero_low, zero_high):
    difference = one - zero
    return (difference - math.hypot(one - low, zero_high - zero),
            difference + math.hypot(high - one, zero - zero_low))


def median_limits(waits, persons):
    """Brookmeyer and Crowley's, from log(-log S). What each wait moves log S by is added up for its
    person before it is squared. Waits of one person alone have no limits."""
    if len(set(persons)) < 2:
        return None, None
    moved = dict.fromkeys(persons, 0.0)
    rows = sorted(zip(waits, persons, strict=True))
    at_risk, left, low, high = len(rows), 1.0, None, None
    for day in sorted({own for own, done in waits if done}):
        rows = [row for row in rows if row[0][0] >= day]
        at_risk, ended = len(rows), sum(1 for (own, done), _ in rows if own == day and done)
        if ended == at_risk:
            break
        left *= 1 - ended / at_risk
        for (own, done), person in rows:
            moved[person] += ended / at_risk / (at_risk - ended)
            if own == day and done:
                moved[person] -= 1 / (at_risk - ended)
        half = Z * math.sqrt(sum(one * one for one in moved.values())) / -math.log(left)
        low = day if low is None and left ** math.exp(half) <= 0.5 else low
        high = day if high is None and left ** math.exp(-half) <= 0.5 else high
        if high is not None:
            break
    return low, high


class Compared:
    def __init__(self, bundle):
        with open(bundle, encoding="utf-8") as file:
            self.audit = json.load(file)["audit"]
        self.numbers = 0
        self.met = set()
        self.wrong = 0

    def same(self, where, got, want, close=0.0):
        self.numbers += 1
        value = got[0] if isinstance(got, list) else None
        if (want is None) != (value is None) or (want is not None
                                                 and not abs(value - want) <= close):
            self.wrong += 1
            print(f"{where}: {got}, counted again {want}")

    def of_check(self, check, name):
        """Findings of a check by a grouping; the names of these are said to be met."""
        found = [finding for finding in self.audit["findings"]
                 if finding["check"] == check and finding["dimension"] == name]
        self.met.update(finding["id"] for finding in found)
        return found

    def finding(self, name):
        self.met.add(name)
        found = [finding for finding in self.audit["findings"] if finding["id"] == name]
        if len(found) != 1:
            self.wrong += 1
            print(f"{name}: {len(found)} findings of that name")
            return None
        return found[0]

    def present(self, where, groups):
        """Without those that are in another step or period only: nobody, and nothing of them."""
        here = []
        for group in groups:
            if group["estimate"].get("note", "") not in ABSENT:
                here.append(group)
                continue
            level = group.get("level") or "blank"
            people = 0 if group["estimate"]["note"] == ABSENT[0] else None
            self.same(f"{where}, {level}: people of an absent group", group.get("people"), people)
            self.same(f"{where}, {level}: its estimate", group["estimate"].get("estimate"), None)
            self.same(f"{where}, {level}: its gap", group["difference"].get("estimate"), None)
        return here

    def levels(self, where, groups, want):
        groups = self.present(where, groups)
        got = {group.get("level", ""): group for group in groups}
        if set(got) != set(want) or len(groups) != len(want):
            self.wrong += 1
            print(f"{where}: groups {sorted(got)}, counted again {sorted(want)}")
        return [(level, got[level], want[level]) for level in want if level in got]

    def part(self, where, part, counts, intervals):
        """Counts: by level people and events. Everyone else: all levels but one."""
        groups = part["base"]["groups"]
        people = sum(own[0] for own in counts.values())
        events = sum(own[1] for own in counts.values())
        self.same(f"{where}, everyone", part["overall"]["estimate"], share(people, events), CLOSE)
        for level, group, own in self.levels(where, groups, counts):
            here = f"{where}, {level or 'blank'}"
            rest = (people - own[0], events - own[1])
            self.same(f"{here}, people", group["people"], own[0])
            self.same(f"{here}, total", group["total"], own[1])
            self.same(f"{here}, estimate", group["estimate"]["estimate"], share(*own), CLOSE)
            self.same(f"{here}, difference", group["difference"]["estimate"],
                      share(*own) - share(*rest), CLOSE)
            recorded = level not in NOT_RECORDED
            self.same(f"{here}, recorded", [bool(group.get("recorded"))], recorded)
            if intervals:
                self.intervals(here, group, own, rest)

    def intervals(self, here, group, own, rest):
        estimate, difference = group["estimate"], group["difference"]
        low, high = wilson(*own)
        self.same(f"{here}, low", estimate["low"], low, CLOSE)
        self.same(f"{here}, high", estimate["high"], high, CLOSE)
        low, high = mover(share(*own), low, high, share(*rest), *wilson(*rest))
        self.same(f"{here}, low of the difference", difference["low"], low, CLOSE)
        self.same(f"{here}, high of the difference", difference["high"], high, CLOSE)

    def change(self, finding, counts, intervals):
        """Counts by period: the last less the first, of each group and of its difference."""
        first, last = (list(counts.values())[i] for i in (0, -1))
        totals = [[sum(own[i] for own in time.values()) for i in (0, 1)] for time in (first, last)]
        part = finding["parts"][-1]
        self.same(f"{finding['id']}, change of everyone", part["overall_change"]["estimate"],
                  share(*totals[1]) - share(*totals[0]), CLOSE)
        for group, extra in zip(part["base"]["groups"], part["extras"]):
            level = group.get("level", "")
            here = f"{finding['id']}, change of {level or 'blank'}"
            if level not in first or level not in last:  # another thing than no change
                self.same(here, extra["change"].get("estimate"), None)
                self.same(f"{here}, of the gap", extra["gap_change"].get("estimate"), None)
                self.same(f"{here}, why", [extra["change"]["note"] in ABSENT], True)
                continue
            then, now = share(*first[level]), share(*last[level])
            gaps = [share(*time[level]) - share(*[total[i] - time[level][i] for i in (0, 1)])
                    for time, total in ((first, totals[0]), (last, totals[1]))]
            self.same(here, extra["change"]["estimate"], now - then, CLOSE)
            self.same(f"{here}, of the gap", extra["gap_change"]["estimate"], gaps[1] - gaps[0],
                      CLOSE)
            if intervals:
                low, high = mover(now, *wilson(*last[level]), then, *wilson(*first[level]))
                self.same(f"{here}, low", extra["change"]["low"], low, CLOSE)
                self.same(f"{here}, high", extra["change"]["high"], high, CLOSE)

    def ends(self, finding, times):
        """Of groups in an order: how the difference of the outermost two, of those that every
        period has, changed."""
        part = finding["parts"][-1]
        told = [group["level"] for group in part["base"]["groups"] if group.get("recorded")
                and all(time.get(group["level"], (0, 0))[0] > 0 for time in times.values())]
        here = f"{finding['id']}, change of the ends"
        if not part["base"].get("ordered") or len(told) < 2:
            self.same(here, part.get("ends_change", {}).get("estimate"), None)
            return
        then, now = (list(times.values())[i] for i in (0, -1))
        moves = []
        for level in (told[0], told[-1]):
            before, after = share(*then[level]), share(*now[level])
            limits = mover(after, *wilson(*now[level]), before, *wilson(*then[level]))
            moves.append((after - before, *limits))
        low, high = mover(*moves[0], *moves[1])
        self.same(here, part["ends_change"]["estimate"], moves[0][0] - moves[1][0], CLOSE)
        self.same(f"{here}, low", part["ends_change"]["low"], low, CLOSE)
        self.same(f"{here}, high", part["ends_change"]["high"], high, CLOSE)

    def widened(self, finding, times):
        """Whether any recorded group is further from everyone else than it was, by what matters,
        all of them together."""
        matters, verdict = finding["matters"] / 100, finding["verdict"]
        tail = (1 - verdict["confidence"]) / verdict["compared"] / 2
        longer = statistics.NormalDist().inv_cdf(1 - tail) / Z
        said = []
        for group in finding["parts"][-1]["base"]["groups"]:
            gaps = []
            for time in (list(times.values())[i] for i in (0, -1)):
                own = time.get(group["level"], (0, 0))
                rest = [sum(other[i] for other in time.values()) - own[i] for i in (0, 1)]
                if own[0] > 0 and rest[0] > 0:
                    limits = mover(share(*own), *wilson(*own), share(*rest), *wilson(*rest))
                    gaps.append((share(*own) - share(*rest), *limits))
            if not group.get("recorded"):
                continue
            if len(gaps) < 2:
                said.append("unclear")
                continue
            low, high = mover(*gaps[1], *gaps[0])
            moved, wider = gaps[1][0] - gaps[0][0], abs(gaps[1][0]) - abs(gaps[0][0])
            below, above = (moved - low, high - moved)[::1 if gaps[1][0] >= 0 else -1]
            said.append("found" if wider - longer * below > matters
                        else "none" if wider + longer * above <= matters else "unclear")
        wanted = next((word for word in ("found", "unclear", "none") if word in said), "unseen")
        self.same(f"{finding['id']}, widened: {verdict['change']}, counted again {wanted}",
                  [verdict["change"] == wanted], True)

    def finish(self):
        for finding in self.audit["findings"]:
            if finding["id"] not in self.met:
                self.wrong += 1
                print(f"{finding['id']}: not counted again")
        print(f"{len(self.met)} findings, {self.wrong} differences")
        sys.exit(1 if self.wrong or self.numbers == 0 else 0)


def slug(text):
    return "-".join("".join(c if c.isalnum() else " " for c in text.lower()).split())


def count(rows, label, event):
    """By label: people, events; rows whose event is unknown (None) are left out."""
    counts = {}
    for row in rows:
        happened = event(row)
        if happened is not None:
            own = counts.setdefault(label(row), [0, 0])
            own[0] += 1
            own[1] += happened
    return counts


# ---- northside ----

BANDS = [(0, "0 to 17"), (18, "18 to 25"), (26, "26 to 39"), (40, "40 to 64"), (65, "65 to 79"),
         (80, "80 and over")]


def age_band(row):
    born, at = date(row["birth_date"]), date(row["referral_date"])
    if born is None or at < born:
        return ""
    age = at.year - born.year - ((at.month, at.day) < (born.month, born.day))
    return [label for least, label in BANDS if age >= least][-1]


def read_northside(folder):
    """The referrals with what is looked up, and the groupings by name."""
    people = {row["person_id"]: row for row in table(folder, "data/patients.csv")}
    tenths = {row["lsoa"]: row["imd_decile"] for row in table(folder, "data/imd-by-lsoa.csv")}
    nobody = dict.fromkeys(next(iter(people.values())), "")
    rows = []
    for row in table(folder, "data/referrals.csv"):
        known = row["person_id"] in people
        row = {**people.get(row["person_id"], nobody), **row}
        row["in_patients"], row["in_deprivation"] = known, row["lsoa"] in tenths
        row["tenth"] = tenths.get(row["lsoa"], "")
        row["kept"] = row["referral_date"] >= "2023-04-01" and row["reached"] == "1"
        rows.append(row)
    often = {}
    for row in rows:
        if row["preferred_language"]:
            often[row["preferred_language"]] = often.get(row["preferred_language"], 0) + 1
    largest = sorted(often, key=lambda name: (-often[name], name))[:8]
    return rows, groupings(largest)


def by_code(column):
    names = {code[0]: code[column] for code in CODES}
    return lambda row: names.get(row["ethnicity_code"], UNSAID.get(row["ethnicity_code"], ""))


def groupings(largest):
    five, sixteen = by_code(2), by_code(1)

    def deprivation(row):
        return f"Decile {row['tenth']}" if row["tenth"] else ""

    def language(row):
        own = row["preferred_language"]
        return own if own in largest or not own else "other"

    def crossed(*labels):
        def label(row):
            parts = [one(row) for one in labels]
            return "" if any(part in NOT_RECORDED for part in parts) else " \u00b7 ".join(parts)
        return label
    single = {"ethnicity (5 groups)": five, "ethnicity (16 groups)": sixteen,
              "deprivation": deprivation, "age": age_band, "language": language,
              "sex": lambda row: row["sex"], "clinic": lambda row: row["clinic"],
              "faith": lambda row: row["religion"]}
    both = {"ethnicity x sex": crossed(five, single["sex"]),
            "ethnicity x deprivation": crossed(five, deprivation)}
    return single, both


def days(row):
    first = date(row["first_session_date"])
    return None if first is None else (first - date(row["referral_date"])).days


def in_time(row):
    """Within 42 days; None where the last day known of comes too soon to tell."""
    if (LAST_DAY - date(row["referral_date"])).days < 42:
        return None
    own = days(row)
    if own is not None and own < 0:
        return None
    return own is not None and own <= 42


def wait(row):
    """Days, and whether the wait ended by then."""
    until = (LAST_DAY - date(row["referral_date"])).days
    own = days(row)
    if until < 0 or (own is not None and own < 0):
        return None
    return (own, True) if own is not None and own <= until else (until, False)


def is_one(name):
    return lambda row: None if row[name] == "" else row[name] == "1"


def year(row):
    start = int(row["referral_date"][:4]) - (row["referral_date"][5:7] < "04")
    return f"{start}-{(start + 1) % 100:02d}"


def has_wait(row):
    """Its beginning is written down, and its end does not come before it."""
    return row["referral_date"] != "" and (days(row) or 0) >= 0


def compare_complete(out, kept, single):
    """Of each group whether it is recorded, by every other, among those found where it is looked
    up; one table where all of it is."""
    found = [row for row in kept if row["in_patients"]]
    among = {"clinic": kept, "deprivation": [row for row in found if row["in_deprivation"]]}
    subjects = {name.split(" (")[0]: (label, among.get(name, found))
                for name, label in reversed(single.items())}
    finished = [row for row in kept if row["finished"] == "1"]
    tests = [(name, lambda row, own=label: own(row) not in NOT_RECORDED, rows)
             for name, (label, rows) in reversed(subjects.items())]
    tests += [("seen_in_6_weeks", has_wait, kept), ("wait", has_wait, kept),
              ("recovered", lambda row: row["recovered"] != "", finished)]
    for subject, test, rows in tests:
        complete = all(map(test, rows))
        for name, label in single.items():
            if name.startswith(f"{subject} (") or name == subject or "16" in name:
                continue
            finding = out.finding(f"completeness-{slug(subject)}-by-{slug(name)}")
            if finding is not None:
                out.part(finding["id"], finding["parts"][0], count(rows, label, test), False)
            if complete:
                break


def compare_lost(out, rows, kept, single):
    lost = [(f"left out by: {KEEP}", rows, lambda row: not row["kept"], ()),
            ("not found in patients", kept, lambda row: not row["in_patients"],
             set(single) - {"clinic"}),
            ("not found in deprivation", kept, lambda row: not row["in_deprivation"],
             {"deprivation"})]
    for subject, of, test, own in lost:
        for name, label in single.items():
            if "16" in name or name in own:
                continue
            finding = out.finding(f"rows-lost-{slug(subject)}-by-{slug(name)}")
            if finding is not None:
                out.part(finding["id"], finding["parts"][0], count(of, label, test), False)
                # what a step leaves out says nothing about records that do not find each other
                out.same(f"{finding['id']}, about linkage",
                         ["linkage-error-unequal" in finding["knots"]],
                         subject.startswith("not found in "))


def backwards(row):
    """A date comes before that of an earlier step."""
    dates = [row[name] for name in ("referral_date", "assessed_date", "first_session_date")]
    known = [day for day in dates if day]
    return known != sorted(known)


def skips(row, steps):
    reached = [bool(test(row)) for _, test in steps]
    return reached != sorted(reached, reverse=True)


def compare_order(out, kept, label, steps):
    """None or hardly any in this example: each kind of mistake has one finding, by one group."""
    kinds = [("rows-lost-dates-out-of-order-first-session-date-before-referral-date",
              lambda row: not has_wait(row)),
             ("rows-lost-a-later-step-of-therapy-without-an-earlier-one",
              lambda row: skips(row, steps)),
             ("completeness-therapy-with-its-dates-in-order", lambda row: not backwards(row))]
    for name, test in kinds:
        finding = out.finding(f"{name}-by-ethnicity-5-groups")
        if finding is not None:
            out.part(finding["id"], finding["parts"][0], count(kept, label, test), False)


def compare_pathway(out, kept, single):
    steps = [("referred", lambda row: row["referral_date"] != ""),
             ("assessed", lambda row: row["assessed_date"] != ""),
             ("first_session", lambda row: row["first_session_date"] != ""),
             ("finished", is_one("finished")), ("recovered", is_one("recovered"))]
    compare_order(out, kept, single["ethnicity (5 groups)"], steps)
    for name, label in single.items():
        finding = out.finding(f"pathway-therapy-by-{slug(name)}")
        if finding is None:
            continue
        among = kept
        lost, tables = [], []
        for (step, test), part in zip(steps, finding["parts"], strict=True):
            counts = count(among, label, test)
            out.part(f"{finding['id']}, {step}", part, counts, False)
            lost.append(sum(people - events for people, events in counts.values()))
            tables.append(counts)
            among = [row for row in among if test(row)]
        out.same(f"{finding['id']}, largest leak", [finding.get("largest_leak", 0)],
                 lost.index(max(lost[1:]), 1))
        compare_steps(out, finding, tables[1:], False)


def drawn_towards_all(groups):
    """Shares with beta-binomial shrinkage, by a search of the likelihood that only ever compares
    heights; None: no more spread than chance."""
    groups = [(share * size, size) for share, size in groups]

    def height(mean, log_size):
        a, b = mean * math.exp(log_size), (1 - mean) * math.exp(log_size)
        return sum(math.lgamma(x + a) + math.lgamma(n - x + b) - math.lgamma(n + a + b)
                   + math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) for x, n in groups)

    def highest(function, low, high):
        ratio = (math.sqrt(5) - 1) / 2
        for _ in range(80):
            left, right = high - ratio * (high - low), low + ratio * (high - low)
            low, high = (low, right) if function(left) > function(right) else (left, high)
        return (low + high) / 2

    def best_mean(log_size):
        return highest(lambda mean: height(mean, log_size), 1e-9, 1 - 1e-9)

    log_size = highest(lambda at: height(best_mean(at), at), math.log(0.01), math.log(1e7))
    size, mean = math.exp(log_size), best_mean(log_size)
    if size > 1e6:
        size, mean = math.inf, sum(x for x, _ in groups) / sum(n for _, n in groups)
    return [mean if math.isinf(size) else (x + mean * size) / (n + size) for x, n in groups]


def compare_shrunk(out, finding):
    part = finding["parts"][0]
    groups = part["base"]["groups"]
    sizes = []
    for group in groups:
        share, se = group["estimate"]["estimate"][0], group["estimate"]["se"][0]
        worth = share * (1 - share) / se ** 2 if 0 < share < 1 else math.inf
        sizes.append((share, min(group["people"][0], worth)))
    for group, extra, want in zip(groups, part["extras"], drawn_towards_all(sizes), strict=True):
        where = f"{finding['id']}, {group.get('level') or 'blank'}, drawn towards all"
        out.same(where, extra["shrunk"]["estimate"], want, 1e-5)
        low, high = (extra["shrunk"][end][0] for end in ("low", "high"))
        out.same(where, [low < want < high], True)


def compare_gaps(out, kept, single, both):
    finished = [row for row in kept if row["finished"] == "1"]
    for check, subject, rows, test in (("waits", "seen_in_6_weeks", kept, in_time),
                                       ("gap", "recovered", finished, is_one("recovered"))):
        for name, label in {**single, **both}.items():
            finding = out.finding(f"{check}-{slug(subject)}-by-{slug(name)}")
            if finding is not None:
                out.part(finding["id"], finding["parts"][0], count(rows, label, test), False)
                if name in both:
                    compare_shrunk(out, finding)
        for name, label in single.items():
            finding = out.finding(f"change-{slug(subject)}-by-{slug(name)}")
            if finding is None:
                continue
            times = {time: count([row for row in rows if year(row) == time], label, test)
                     for time in sorted(set(map(year, rows)))}
            for (time, counts), part in zip(times.items(), finding["parts"], strict=True):
                out.same(f"{finding['id']}, {time}", [part["base"].get("period") == time], True)
                out.part(f"{finding['id']}, {time}", part, counts, False)
            out.change(finding, times, False)


def own_code(codes, order):
    """The most frequent one; of several, the first in the order of the table."""
    most = max(codes.count(code) for code in codes)
    return min((code for code in codes if codes.count(code) == most), key=order.index)


def compare_stability(out, kept, single):
    """Of people with two recorded codes or more, those whose codes disagree."""
    for name, label in single.items():
        for finding in out.of_check("stability", name):
            part = finding["parts"][0]
            order = [group.get("level", "") for group in part["base"]["groups"]]
            codes, counts = {}, {level: [0, 0] for level in order}
            for row in kept:
                if label(row) not in NOT_RECORDED:
                    codes.setdefault(row["person_id"], []).append(label(row))
            for own in codes.values():
                if len(own) > 1:
                    counts[own_code(own, order)][0] += 1
                    counts[own_code(own, order)][1] += len(set(own)) > 1
            everyone = [sum(own[i] for own in counts.values()) for i in (0, 1)]
            for level, group in zip(order, part["base"]["groups"]):
                where, (people, events) = f"{finding['id']}, {level or 'blank'}", counts[level]
                rest = share(everyone[0] - people, everyone[1] - events)
                out.same(f"{where}, people", group["people"], people)
                out.same(f"{where}, total", group["total"], events)
                if people:
                    out.same(f"{where}, estimate", group["estimate"]["estimate"],
                             share(people, events), CLOSE)
                    out.same(f"{where}, difference", group["difference"]["estimate"],
                             share(people, events) - rest, CLOSE)


def compare_mix(out, kept, single):
    """The share of each group among people of the last period, beside that of the first."""
    for name, label in single.items():
        for finding in out.of_check("shift_mix", name):
            part = finding["parts"][0]
            seen = {(year(row), label(row), row["person_id"]) for row in kept}
            first, last = min(own[0] for own in seen), max(own[0] for own in seen)
            size = {time: sum(own[0] == time for own in seen) for time in (first, last)}
            for group, extra in zip(part["base"]["groups"], part["extras"], strict=True):
                level = group.get("level", "")
                where = f"{finding['id']}, {level or 'blank'}"
                then, now = (sum(own[:2] == (time, level) for own in seen)
                             for time in (first, last))
                out.same(f"{where}, people", group["people"], now)
                out.same(f"{where}, now", group["estimate"]["estimate"], now / size[last], CLOSE)
                out.same(f"{where}, then", extra["reference"]["estimate"], then / size[first],
                         CLOSE)
                out.same(f"{where}, shift", group["difference"]["estimate"],
                         now / size[last] - then / size[first], CLOSE)


def compare_waits(out, kept, groups):
    for name, label in groups.items():
        finding = out.finding(f"waits-wait-by-{slug(name)}")
        if finding is None:
            continue
        waits, persons = {}, {}
        for row in kept:
            own = wait(row)
            if own is not None:
                waits.setdefault(label(row), []).append(own)
                persons.setdefault(label(row), []).append(row["person_id"])
        part = finding["parts"][0]
        everyone = sum(waits.values(), [])
        out.same(f"{finding['id']}, everyone", part["overall"]["estimate"], median(everyone))
        for level, group, own in out.levels(finding["id"], part["base"]["groups"], waits):
            here = f"{finding['id']}, {level or 'blank'}"
            rest = sum((some for other, some in waits.items() if other != level), [])
            middle, of_rest = median(own), median(rest)
            out.same(f"{here}, people", group["people"], len(own))
            out.same(f"{here}, ended", group["total"], sum(ended for _, ended in own))
            out.same(f"{here}, median", group["estimate"].get("estimate"), middle)
            if name in ("ethnicity (5 groups)", "clinic", "age"):
                low, high = median_limits(own, persons[level])
                out.same(f"{here}, low", group["estimate"].get("low"), low)
                out.same(f"{here}, high", group["estimate"].get("high"), high)
            extra = part["extras"][part["base"]["groups"].index(group)]
            out.same(f"{here}, nine in ten", extra["ninetieth"].get("estimate"), centile(own, 90))
            for point in extra.get("curve", []):
                out.same(f"{here}, by day {point['day']}", point["seen"]["estimate"],
                         seen_by(own, point["day"]), CLOSE)
            gap = None if middle is None else math.floor(middle - of_rest + 0.5)
            out.same(f"{here}, difference", group["difference"].get("estimate"), gap)


def compare_population(out, kept, single, folder):
    residents = [{**row, "tenth": row["imd_decile"]} for row in table(folder, "data/residents.csv")]
    for name in ("ethnicity (5 groups)", "ethnicity (16 groups)", "deprivation"):
        label = single[name]
        finding = out.finding(f"representation-residents-by-{slug(name)}")
        if finding is None:
            continue
        there = {}
        for row in residents:
            there[label(row)] = there.get(label(row), 0) + int(row["usual_residents"])
        people = {}
        for row in kept:
            if label(row) in there:
                people.setdefault(label(row), set()).add(row["person_id"])
        here = {level: len(people.get(level, ())) for level in there}
        part = finding["parts"][0]
        extras = {group["level"]: extra for group, extra in zip(part["base"]["groups"],
                                                                part["extras"], strict=True)}
        for level, group, own in out.levels(finding["id"], part["base"]["groups"], here):
            where = f"{finding['id']}, {level}"
            all_here, expected = sum(here.values()), there[level] / sum(there.values())
            low, high = wilson(all_here, own)
            out.same(f"{where}, people", group["people"], own)
            out.same(f"{where}, share", group["estimate"]["estimate"], own / all_here, CLOSE)
            out.same(f"{where}, low", group["estimate"]["low"], low, CLOSE)
            out.same(f"{where}, high", group["estimate"]["high"], high, CLOSE)
            out.same(f"{where}, of the population", extras[level]["reference"]["estimate"],
                     expected, CLOSE)
            for end, value in (("estimate", own / all_here), ("low", low), ("high", high)):
                out.same(f"{where}, {end} of the difference", group["difference"][end],
                         value - expected, CLOSE)


def northside(folder, out):
    rows, (single, both) = read_northside(folder)
    kept = [row for row in rows if row["kept"]]
    data = {own["name"]: own["rows"] for own in out.audit["study"]["data"]}
    out.same("rows of the referrals", data["referrals"], len(rows))
    compare_population(out, kept, single, folder)
    compare_complete(out, kept, single)
    compare_lost(out, rows, kept, single)
    compare_pathway(out, kept, single)
    compare_gaps(out, kept, single, both)
    compare_waits(out, kept, {**single, **both})
    compare_stability(out, kept, single)
    compare_mix(out, kept, single)


# ---- talking therapies ----


def spelling(code):
    """As the published table has it, in lower case: "black or black british: african"."""
    label = {"Mixed White and": "White and", "Black": "", "White": ""}
    own = code[1]
    for begin, put in label.items():
        if own.startswith(f"{begin} ") and not own.startswith("White and"):
            own = put + own[len(begin):]
    return f"{code[2]}: {own.strip()}".lower()


def published(folder, out):
    rows = table(folder, "england.csv")
    years = sorted({row["year"] for row in rows})
    names = [{spelling(code): code[column] for code in CODES} for column in (2, 1)]
    labels = {"deprivation": ("deprivation", str),
              "ethnicity (5 groups)": ("ethnicity", lambda own: names[0].get(own.lower(), own)),
              "ethnicity (16 groups)": ("ethnicity", lambda own: names[1].get(own.lower(), own)),
              "gender": ("gender", str)}
    out.same("rows", out.audit["study"]["data"][0]["rows"], len(rows))
    for name, (column, label) in labels.items():
        for subject, of, events in (("recovered", "at_caseness", "recovered"),
                                    ("recovered_of_referred", "referred", "recovered"),
                                    ("finished", "referred", "finished_treatment")):
            times = {time: add(rows, column, label, time, of, events) for time in years}
            gap = out.finding(f"gap-{slug(subject)}-by-{slug(name)}")
            change = out.finding(f"change-{slug(subject)}-by-{slug(name)}")
            out.part(gap["id"], gap["parts"][0], times[years[-1]], True)
            for (time, counts), part in zip(times.items(), change["parts"], strict=True):
                out.same(f"{change['id']}, {time}", [part["base"].get("period") == time], True)
                out.part(f"{change['id']}, {time}", part, counts, True)
            out.change(change, times, True)
            out.ends(change, times)
            out.widened(change, times)
        steps = ["referred", "at_caseness", "recovered"]
        pathway = out.finding(f"pathway-therapy-by-{slug(name)}")
        tables = []
        for i, part in enumerate(pathway["parts"]):
            counts = add(rows, column, label, years[-1], steps[max(i - 1, 0)], steps[i])
            out.part(f"{pathway['id']}, {steps[i]}", part, counts, True)
            tables.append(counts)
        compare_steps(out, pathway, tables[1:], True)


def add(rows, column, label, time, of, events):
    counts = {}
    for row in rows:
        if row[column] and row["year"] == time:
            own = counts.setdefault(label(row[column]), [0, 0])
            own[0] += int(row[of])
            own[1] += int(row[events])
    return counts


def main():
    name, folder, bundle = sys.argv[1:]
    out = Compared(bundle)
    {"northside": northside, "talking-therapies": published}[name](folder, out)
    out.finish()


main()
