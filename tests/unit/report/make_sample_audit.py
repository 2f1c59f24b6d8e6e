#!/usr/bin/env python3
"""Writes sample_audit.json, the bundle that tests of reports and bundles draw from. Everything in
it is made up: counts come from a seed, labels are as hostile as a data file can make them.

    tests/unit/report/make_sample_audit.py > tests/unit/report/sample_audit.json

It shares no code with the program: the keys, the bytes of the JSON and the hash are written from
the description in src/disclosure/bundle_fields.h, so that a test compares two independent hands."""
import hashlib
import itertools
import math
import random
import sys
from decimal import Decimal

RANDOM = random.Random(20250211)
Z = 1.959963984540054

SCRIPT = "<script>alert('x')</script>"
QUOTES = 'Other "mixed", A&B \\ <b>bold</b>'
TURNED = "Arab \u202efo rehto ynA\u202c"
LONG = "Any other group that wrote its own name down, " * 7
LONG = LONG[:300]
EMOJI = "Gypsy, Roma or Traveller \U0001f30d\U0001f469\u200d\U0001f9bc"
LINES = "two\nlines\tand\u0007a bell\u2028"

STUDY = """unknot: 1
title: Access to talking therapies, Northside (made up)
question: Do people get a first session within six weeks of referral, whoever they are?
made_up: true
# "quotes", <script>alert('study')</script>, </script>, \u202eturned\u202c
data: referrals.csv
"""


# ---- JSON as bundle_fields.h and json.h have it --------------------------------------------------

def text(value):
    out = []
    short = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}
    for letter in value:
        if letter in short:
            out.append(short[letter])
        elif letter < " " or letter in "\x7f\u2028\u2029":
            out.append(f"\\u{ord(letter):04x}")
        else:
            out.append(letter)
    return '"' + "".join(out) + '"'


def number(value):
    if isinstance(value, int):
        return str(value)
    plain = format(Decimal(repr(value)), "f")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def dump(value):
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return text(value)
    if isinstance(value, (int, float)):
        return number(value)
    if isinstance(value, list):
        return "[" + ",".join(dump(v) for v in value) + "]"
    return "{" + ",".join(text(k) + ":" + dump(v) for k, v in value.items()) + "}"


KEEP = {"[]": False, '""': False, "{}": False, "false": False, "null": False}


def tidy(**members):
    """Without the keys that are left out: empty texts, lists and objects, false, null."""
    return {k: v for k, v in members.items() if KEEP.get(dump(v), True)}


# ---- numbers as they are released ----------------------------------------------------------------

def shown(value, decimals=None):
    if decimals is None:
        return [value]
    return [round(value, decimals) + 0.0, decimals]


def count(people):
    """0 to 7 hidden, all else to the nearest 5."""
    return {"hidden": [0, 7]} if people <= 7 else shown(5 * ((2 * people + 5) // 10), 0)


def rounded(people):
    return None if people <= 7 else 5 * ((2 * people + 5) // 10)


def interval(estimate, low, high, method, decimals=2, se=None):
    step = 10 ** decimals
    return tidy(estimate=shown(estimate, decimals),
                se=None if se is None else shown(se, decimals + 1),
                low=shown(math.floor(low * step + 1e-9) / step, decimals),
                high=shown(math.ceil(high * step - 1e-9) / step, decimals), method=method)


def kept_back(note, method=""):
    hidden = {"hidden": []}
    return tidy(estimate=hidden, se=hidden, low=hidden, high=hidden, method=method, note=note)


def undefined(note):
    return tidy(note=note)


def wilson(events, people):
    share = events / people
    middle = (share + Z * Z / (2 * people)) / (1 + Z * Z / people)
    half = Z / (1 + Z * Z / people) * math.sqrt(share * (1 - share) / people +
                                                Z * Z / (4 * people * people))
    return share, max(0.0, middle - half), min(1.0, middle + half)


def difference(one, zero):
    """Newcombe's."""
    p1, l1, u1 = wilson(*one)
    p0, l0, u0 = wilson(*zero)
    gap = p1 - p0
    return (gap, gap - math.hypot(p1 - l1, u0 - p0), gap + math.hypot(u1 - p1, p0 - l0))


def ratio(one, zero):
    (e1, n1), (e0, n0) = one, zero
    value = (e1 / n1) / (e0 / n0)
    spread = Z * math.sqrt(1 / e1 - 1 / n1 + 1 / e0 - 1 / n0)
    return value, value * math.exp(-spread), value * math.exp(spread)


SMALL = "hidden: worked out from a small number of people"


def rate(events, people, decimals=2):
    e, n = rounded(events), rounded(people)
    if e is None or n is None or n - e <= 7:
        return kept_back(SMALL, "wilson")
    share, low, high = wilson(e, n)
    return interval(share, low, high, "wilson", decimals, math.sqrt(share * (1 - share) / n))


def compared(rows, level):
    """Events and people of one level, and of everyone else who has the group recorded."""
    one = (rounded(rows[level][0]), rounded(rows[level][1]))
    rest = [v for k, v in rows.items() if k != level and v[2]]
    zero = (rounded(sum(v[0] for v in rest)), rounded(sum(v[1] for v in rest)))
    return None if None in one or one[1] - one[0] <= 7 else (one, zero)


def groups(rows, decimals=2, ratios=True):
    out = []
    for level, (events, people, recorded) in rows.items():
        pair = compared(rows, level) if recorded else None
        if not recorded:
            gap = undefined("nobody knows which group this is: nothing to compare")
            times = gap
        elif pair is None:
            gap, times = kept_back(SMALL, "newcombe"), kept_back(SMALL, "katz")
        else:
            gap = interval(*difference(*pair), "newcombe", decimals)
            times = interval(*ratio(*pair), "katz", 2)
        out.append(tidy(level=level, recorded=recorded, people=count(people), total=count(events),
                        estimate=rate(events, people, decimals), difference=gap,
                        ratio=times if ratios else {}))
    return out


def overall(rows, decimals=2):
    return rate(sum(v[0] for v in rows.values()), sum(v[1] for v in rows.values()), decimals)


def table(dimension, rows, period="", ordered=False, measures=(), notes=(), **settings):
    return tidy(dimension=dimension, period=period, has_period=period != "", ordered=ordered,
                compared_with="everyone else", groups=groups(rows, **settings),
                measures=list(measures), notes=list(notes))


def draw(people, share, recorded=True):
    return (sum(RANDOM.random() < share for _ in range(people)), people, recorded)


def verdict(say, found=(), small=(), compared=0, no_margin=False, by_exact_counts=False,
            change="unseen"):
    return tidy(say=say, change=change, by_exact_counts=by_exact_counts, no_margin=no_margin,
                found=list(found), small=list(small), compared=compared or None,
                confidence=0.95 if compared else None)


def named(level, less=True, needed=None, to_tell=None):
    return tidy(level=level, less=less, needed=needed, to_tell=to_tell)


# ---- the findings --------------------------------------------------------------------------------

ETHNICITY = {"Asian or Asian British": 1240, "Black or Black British": 815, "White": 6230,
             QUOTES: 260, TURNED: 64, EMOJI: 41, LONG: 33, SCRIPT: 6, LINES: 4}
NOT_RECORDED = {"not recorded": 702, "99 (never asked)": 318}


def by_ethnicity(share_of, scale=1.0):
    rows = {}
    for level, people in ETHNICITY.items():
        rows[level] = draw(max(1, int(people * scale)), share_of(level))
    for level, people in NOT_RECORDED.items():
        rows[level] = draw(max(1, int(people * scale)), share_of(level), False)
    return rows


def by_decile(first, last, people=900):
    names = {1: "1 (most deprived)", 10: "10 (least deprived)"}
    return {names.get(d, str(d)): draw(people - 14 * d + 7 * (d % 3),
                                       first + (last - first) * (d - 1) / 9)
            for d in range(1, 11)}


def finding(identity, check, stage, **members):
    order = ["knots", "subject", "among", "means", "chosen_by", "data", "row", "dimension", "about",
             "combination",
             "sensitive", "better", "unit", "matters", "verdict", "parts",
             "largest_leak", "judged", "notes"]
    whole = {"data": "referrals", "row": "referral", "unit": "per_100", **members}
    return {"id": identity, "check": check, "stage": stage,
            **tidy(**{k: whole.get(k) for k in order})}


def in_words(base):
    """Tenths as sentences say them, the worst off first."""
    ends = {0: "the most deprived tenth", 9: "the least deprived tenth"}
    groups = [{"level": group["level"],
               "said": ends.get(place, f"tenth {place + 1} of 10 from the most deprived"),
               **group} for place, group in enumerate(base["groups"])]
    return {**base, "groups": groups}


def completeness():
    rows = by_decile(0.83, 0.95, 950)
    return finding(
        "completeness-ethnicity-by-deprivation", "completeness", "record",
        knots=["ethnicity-missing"], subject="ethnicity", dimension="deprivation",
        better="more", matters=5, verdict=verdict("found", [named("1 (most deprived)")],
                                                  compared=10),
        parts=[tidy(base=in_words(table("deprivation", rows, ordered=True, ratios=False)),
                    overall=overall(rows))],
        notes=["Rows without a deprivation tenth are not in this table."])


def representation():
    population = {"Asian or Asian British": 0.155, "Black or Black British": 0.112, "White": 0.681,
                  QUOTES: 0.031, TURNED: 0.012, EMOJI: 0.006, LONG: 0.003, SCRIPT: 0.0, LINES: 0.0}
    everyone = sum(ETHNICITY.values())
    rows, extras = [], []
    for level, people in ETHNICITY.items():
        hidden = people <= 7
        share, low, high = wilson(people, everyone)
        other = population[level]
        rows.append(tidy(
            level=level, recorded=True, people=count(people), total=count(people),
            estimate=kept_back(SMALL) if hidden else interval(share, low, high, "wilson", 3),
            difference=kept_back(SMALL) if hidden else
            interval(share - other, low - other, high - other, "wilson", 3)))
        extras.append(tidy(reference=tidy(estimate=shown(other, 3), method="census")))
    base = tidy(dimension="ethnicity", compared_with="residents, Census 2021 (made up)",
                groups=rows, notes=["The census counts residents; referrals are counted by row."])
    return finding(
        "representation-ethnicity", "representation", "reach",
        knots=["not-registered", "contact-makes-data"], subject="residents",
        dimension="ethnicity", better="more", matters=2,
        verdict=verdict("found", [named("Black or Black British")],
                        [named(EMOJI, needed=450), named(LONG)], 9),
        parts=[tidy(base=base, extras=extras)])


def carried(one, zero, step):
    """What the step adds, meaned over every order in which one's rates replace the other's."""
    orders = list(itertools.permutations(range(len(one))))
    return sum((one[step] - zero[step])
               * math.prod(one[i] if order.index(i) < order.index(step) else zero[i]
                           for i in range(len(one)) if i != step)
               for order in orders) / len(orders)


def add_carried(parts, counts):
    """From rates as they are shown; `counts` are rows by level, of each step after the first."""
    for level in counts[0]:
        pairs = [compared(rows, level) for rows in counts]
        one, zero = ([round(events / people, 2) for events, people in own] for own in zip(*pairs))
        for step, part in enumerate(parts[1:]):
            value = carried(one, zero, step)
            extra = tidy(carried=interval(value, value - 0.02, value + 0.02, "step-share"))
            if step == len(counts) - 1:
                whole = math.prod(one) - math.prod(zero)
                extra["end_gap"] = interval(whole, whole - 0.03, whole + 0.03, "path-difference")
            part["extras"] = part.get("extras", []) + [extra]
    for part in parts[1:]:
        part["overall"] = part.pop("overall")  # in the order of the format


def pathway():
    steps = [("referred", 1.0, 1.0), ("assessed", 0.78, 0.86), ("first session", 0.71, 0.80),
             ("finished", 0.52, 0.66), ("recovered", 0.41, 0.52)]
    people = {"1 (most deprived)": 2410, "2": 2105, "3": 1980, "4": 1822,
              "5 (least deprived)": 1533}
    parts, before, counts = [], "", []
    for at, (step, worst, best) in enumerate(steps):
        rows = {}
        for place, level in enumerate(people):
            share = worst + (best - worst) * place / 4
            rows[level] = ((people[level],) * 2 + (True,)) if at == 0 else \
                draw(people[level], share)
        if at == 0:
            base = tidy(dimension="deprivation", ordered=True, compared_with="everyone else",
                        groups=[tidy(level=k, recorded=True, people=count(v[1]),
                                     total=count(v[0])) for k, v in rows.items()])
            parts.append(tidy(label=step, base=base))
        else:
            parts.append(tidy(label=step, of=before,
                              base=table("deprivation", rows, ordered=True),
                              overall=overall(rows)))
            counts.append(rows)
        before = step
        people = {level: row[0] for level, row in rows.items()}
    add_carried(parts, counts)
    return finding(
        "pathway-therapy-by-deprivation", "pathway", "use", knots=["pathway-leak"],
        subject="therapy", dimension="deprivation", better="more", matters=5,
        verdict=verdict("found", [named("1 (most deprived)"), named("2")], compared=20),
        parts=parts, largest_leak=4, judged=4,
        notes=["Each step counts those who reached the one before."])


def waits():
    languages = {"English": (6120, 0.71, 33), "Polish": (420, 0.62, 37), "Urdu": (385, 0.48, 46),
                 "Bengali": (118, 0.44, 51), "British Sign Language": (29, 0.41, None),
                 SCRIPT: (5, 0.5, None)}
    rows = {k: draw(v[0], v[1]) for k, v in languages.items()}
    rows["not recorded"] = draw(1307, 0.66, False)
    extras = []
    for level in rows:
        days = languages.get(level, (0, 0, 35))[2]
        if level == SCRIPT:
            extras.append(tidy(median=kept_back(SMALL, "kaplan-meier")))
        elif days is None:
            extras.append(tidy(median=undefined("not reached: more than half are still waiting")))
        else:
            extras.append(tidy(median=interval(days, days - 3, days + 4, "kaplan-meier", 0)))
    return finding(
        "waits-first-session-by-language", "waits", "use", knots=["queue-order"],
        subject="seen_in_6_weeks", means="a first session within 42 days",
        chosen_by="Northside service-user forum", dimension="language",
        better="more", matters=5,
        verdict=verdict("found", [named("Urdu"), named("Bengali")],
                        [named("British Sign Language", needed=1100)], 6, by_exact_counts=True),
        parts=[tidy(base=table("language", rows), extras=extras, overall=overall(rows))],
        notes=["People still waiting on 2025-03-31 count as waiting; nobody is dropped."])


def days_waited():
    """Days themselves, with the day by which nine in ten were seen and how many by which day."""
    sites = {"Harbour": (840, 24, 70, 0.02), "Hillside": (412, 31, None, 0.04),
             "Market Square": (96, 38, None, 0.09), SCRIPT: (6, None, None, 0)}
    rows, extras = [], []
    for level, (people, half, most, wide) in sites.items():
        few = people <= 7
        middle = (kept_back(SMALL, "kaplan-meier") if few else
                  interval(half, half - 2, half + 3, "kaplan-meier", 0))
        rows.append(tidy(level=level, recorded=True, people=count(people),
                         total=count(int(people * 0.8)), estimate=middle,
                         difference=kept_back(SMALL, "mover-medians") if few else
                         interval(half - 27, half - 31, half - 22, "mover-medians", 0)))
        late = (kept_back(SMALL, "kaplan-meier") if few else
                undefined("fewer than nine in ten have reached the end") if most is None else
                interval(most, most - 10, most + 20, "kaplan-meier", 0))
        curve = []
        for day in () if few else (10, 20, 30, 40, 50, 60) if people > 100 else (20, 40, 60):
            seen = 1 - 0.5 ** (day / half)
            curve.append({"day": day,
                          "seen": interval(seen, seen - wide, seen + wide, "kaplan-meier", 3)})
        extras.append(tidy(median=middle, ninetieth=late, curve=curve))
    base = tidy(dimension="site", groups=rows)
    return finding(
        "waits-days-by-site", "waits", "use", knots=["queue-order"], subject="wait",
        dimension="site", better="less", unit="days", matters=5,
        verdict=verdict("found", [named("Market Square", less=False)], [], 3),
        parts=[tidy(base=base, extras=extras, log_rank=0.002, log_rank_groups=3,
                    overall=interval(27, 25, 29, "kaplan-meier", 0))],
        notes=["People still waiting on 2025-03-31 count as waiting; nobody is dropped."])


def rows_lost():
    rows = by_ethnicity(lambda level: 0.11 if level.startswith("Black") else
                        0.19 if level == EMOJI else 0.06)
    return finding(
        "rows-lost-look-up-deprivation-by-ethnicity", "rows_lost", "join",
        knots=["linkage-error-unequal", "silent-default"],
        subject="no deprivation tenth found for the postcode", dimension="ethnicity",
        better="less", matters=3,
        verdict=verdict("unclear", small=[named(EMOJI, less=False, needed=820)], compared=9),
        parts=[tidy(base=table("ethnicity", rows, ratios=False), overall=overall(rows))])


def change():
    periods = ["2017-18", "2024-25"]
    drawn = [by_decile(0.38, 0.55), by_decile(0.45, 0.56, 940)]
    parts = []
    for place, (period, rows) in enumerate(zip(periods, drawn)):
        gap = (0.19, 0.125)[place]
        measures = [
            tidy(id="sii", value=interval(gap, gap - 0.04, gap + 0.05, "sii-logit", 3, 0.02)),
            tidy(id="rii", value=interval(1.5 - 0.2 * place, 1.3 - 0.2 * place, 1.8 - 0.2 * place,
                                          "rii-logit", 2, 0.1))]
        part = tidy(base=table("deprivation", rows, period, True, measures),
                    overall=overall(rows))
        parts.append(part)
    extras = []
    for level in drawn[1]:
        now, then = [(rounded(d[level][0]), rounded(d[level][1])) for d in (drawn[1], drawn[0])]
        moved, low, high = difference(now, then)
        g1, g0 = [difference(*compared(d, level)) for d in (drawn[1], drawn[0])]
        half = math.hypot(g1[2] - g1[0], g0[2] - g0[0])
        apart = g1[0] - g0[0]
        extras.append(tidy(change=interval(moved, low, high, "newcombe"),
                           gap_change=interval(apart, apart - half, apart + half, "normal")))
    steps = [difference(*[tuple(rounded(n) for n in d[level][:2]) for d in (drawn[1], drawn[0])])
             for level in (list(drawn[1])[0], list(drawn[1])[-1])]
    apart = steps[0][0] - steps[1][0]
    ends = interval(apart,
                    apart - math.hypot(steps[0][0] - steps[0][1], steps[1][2] - steps[1][0]),
                    apart + math.hypot(steps[0][2] - steps[0][0], steps[1][0] - steps[1][1]),
                    "mover")
    last = parts[1]
    everyone = [(rounded(sum(v[0] for v in d.values())), rounded(sum(v[1] for v in d.values())))
                for d in (drawn[1], drawn[0])]
    parts[1] = tidy(base=last["base"], extras=extras, overall=last["overall"],
                    overall_change=interval(*difference(*everyone), "newcombe", 3),
                    measure_changes=[interval(-0.065, -0.125, -0.005, "normal", 3, 0.03),
                                     interval(-0.2, -0.41, 0.01, "normal", 2, 0.11)],
                    ends_change=ends)
    return finding(
        "change-recovered-by-deprivation", "change", "watch", knots=["average-up-gap-up"],
        subject="recovered", means="recovered by the service's own definition",
        chosen_by="the service", dimension="deprivation", better="more", matters=5,
        verdict=verdict("found", [named("1 (most deprived)")], compared=10, change="none"),
        parts=parts, notes=["Counts of the same year, not a followed group."])


def gap_by_deprivation():
    rows = by_decile(0.47, 0.58)
    return finding(
        "gap-recovered-by-deprivation", "gap", "use", knots=["human-layer-unequal"],
        subject="recovered", means="recovered by the service's own definition",
        dimension="deprivation", better="more", matters=5,
        verdict=verdict("none", small=[], compared=10),
        parts=[tidy(base=table("deprivation", rows, ordered=True, measures=[
            tidy(id="sii", value=interval(0.12, 0.09, 0.15, "sii-logit", 3, 0.015)),
            tidy(id="rci", value=undefined("the line through the groups reaches 0 or less at one "
                                           "end"))]), overall=overall(rows))])


def gap_by_ethnicity():
    rows = by_ethnicity(lambda level: {"White": 0.51, "Asian or Asian British": 0.41,
                                       "Black or Black British": 0.44}.get(level, 0.46), 0.6)
    return finding(
        "gap-recovered-by-ethnicity", "gap", "model", knots=["proxy-for-need", "race-coefficient"],
        subject="recovered", means=f'"recovered" {SCRIPT}', chosen_by=QUOTES,
        dimension="ethnicity", better="more", matters=5,
        verdict=verdict("found", [named("Asian or Asian British")],
                        [named(TURNED, needed=900, to_tell=1600), named(EMOJI, needed=1300),
                         named(LONG)], 9),
        parts=[tidy(base=table("ethnicity", rows), overall=overall(rows))],
        notes=[f"The label {SCRIPT} is shown as it came."])


def drawn(events, people):
    """As if 200 more people of the average share were there."""
    share, low, high = wilson(events + 0.46 * 200, people + 200)
    return interval(share, low, high, "shrunk-share")


def combination():
    rows = {}
    for level in ("Asian or Asian British", "Black or Black British", "White"):
        for sex, shift in (("female", -0.02), ("male", 0.03)):
            rows[f"{level} \u00d7 {sex}"] = draw(ETHNICITY[level] // 3, 0.46 + shift)
    rows[f"{SCRIPT} \u00d7 female"] = draw(3, 0.5)
    rows["not recorded"] = draw(611, 0.45, False)
    extras = [tidy(shrunk=kept_back(SMALL, "shrunk-share") if people <= 7 else
                   drawn(events, people)) for events, people, _ in rows.values()]
    return finding(
        "gap-recovered-by-ethnicity-x-sex", "gap", "model", knots=["one-axis-at-a-time"],
        subject="recovered", dimension="ethnicity x sex", combination=True, sensitive=True,
        better="more", verdict=verdict("unclear", no_margin=True, compared=7),
        parts=[tidy(base=table("ethnicity x sex", rows), extras=extras, overall=overall(rows))])


def chance_of(share, people, z):
    half = z * math.sqrt(share * (1 - share) / people)
    return tidy(estimate=shown(share, 2), low=shown(max(0.0, share - half), 4),
                high=shown(min(1.0, share + half), 4), method="funnel")


def by_practice():
    """Many groups beside what chance alone would do; one of them far outside."""
    rows = {f"Practice {i + 1}": draw(60 + 90 * i, 0.38 if i == 9 else 0.46) for i in range(12)}
    rows["Tiny"] = draw(5, 0.46)
    everyone = overall(rows)
    share = everyone["estimate"][0]
    extras = [{} if people <= 7 else
              tidy(chance=chance_of(share, rounded(people), 1.959964),
                   chance_wide=chance_of(share, rounded(people), 3.090232))
              for _, people, _ in rows.values()]
    return finding(
        "gap-recovered-by-practice", "gap", "model", knots=["proxy-for-need"],
        subject="recovered", dimension="practice",
        better="more", matters=5, verdict=verdict("found", [named("Practice 10")], [], 12),
        parts=[tidy(base=table("practice", rows), extras=extras, overall=everyone)])


def amount():
    """A mean in a unit of its own, better neither, nothing declared."""
    rows = []
    for level, people, mean in (("female", 3120, 412.0), ("male", 2044, 398.0)):
        rows.append(tidy(level=level, recorded=True, people=count(people),
                         total=shown(people * mean, 0),
                         estimate=interval(mean, mean - 11, mean + 11, "t", 0, 5.6),
                         difference=interval(mean - 405, mean - 421, mean - 389, "welch", 0)))
    return finding(
        "gap-cost-by-sex", "gap", "use", knots=["formula-misses-need"], subject="cost_pounds",
        dimension="sex", unit="own", verdict=verdict("unclear", no_margin=True),
        parts=[tidy(base=tidy(dimension="sex", has_reference=True, compared_with="male",
                              groups=rows))])


SCORED = {"Asian or Asian British": 140, "Black or Black British": 96, "White": 730, SCRIPT: 5}


def flagged(identity, check, among, shares, better, say):
    rows = {level: draw(people, shares.get(level, shares["White"]))
            for level, people in SCORED.items()}
    rows["not recorded"] = draw(88, shares["White"], False)
    return finding(
        identity, check, "model", knots=["one-cut-off-unequal-misses"], subject="no_show_risk",
        among=among, dimension="ethnicity", about="ethnicity", better=better, matters=5,
        verdict=verdict(*say), parts=[tidy(base=table("ethnicity", rows), overall=overall(rows))])


def worth(base, cutoff):
    """What flags are worth where a fifth of all have the outcome and a tenth of the others are
    flagged; the limits are about right, and no more."""
    extras, price = [], cutoff / (1 - cutoff)
    for group in base["groups"]:
        if "hidden" in group["estimate"]["estimate"]:
            extras.append({name: kept_back(SMALL, "net-benefit")
                           for name in ("benefit", "benefit_all")})
            continue
        everyone = 0.2 - 0.8 * price
        flag = 0.2 * group["estimate"]["estimate"][0] - 0.08 * price
        extras.append(tidy(benefit=interval(flag, flag - 0.03, flag + 0.03, "net-benefit"),
                           benefit_all=interval(everyone, everyone - 0.02, everyone + 0.02,
                                                "net-benefit")))
    return extras


def missed():
    own = flagged("missed-no-show-risk-by-ethnicity", "missed", "with \u201cmissed\u201d",
                  {"White": 0.66, "Black or Black British": 0.34}, "more",
                  ("found", [named("Black or Black British")],
                   [named("Asian or Asian British", needed=640)], 5))
    base, whole = own["parts"][0]["base"], own["parts"][0]["overall"]
    return {**own, "parts": [{"base": base, "extras": worth(base, 0.25), "cutoff": 0.25,
                              "overall": whole}]}


def flagged_without():
    return flagged("flagged-without-no-show-risk-by-ethnicity", "flagged_without",
                   "without \u201cmissed\u201d", {"White": 0.2}, "less",
                   ("unclear", [], [named("Asian or Asian British", needed=900)], 5))


def calibration():
    """What happened, less what the score expected of the same people: Wilson's, moved."""
    expected = {"Asian or Asian British": 0.24, "Black or Black British": 0.14, "White": 0.23,
                SCRIPT: 0.2}
    happened = {"Asian or Asian British": 0.25, "Black or Black British": 0.31, "White": 0.22,
                SCRIPT: 0.2}
    rows, extras, counted = [], [], {}
    for level, people in SCORED.items():
        counted[level] = draw(4 * people, happened[level])
        hidden = counted[level][0] <= 7
        share, low, high = wilson(rounded(counted[level][0]) or 1, rounded(4 * people))
        other = expected[level]
        rows.append(tidy(
            level=level, recorded=True,
            people={"hidden": []} if hidden else count(4 * people),
            total={"hidden": []} if hidden else count(counted[level][0]),
            estimate=kept_back(SMALL, "wilson") if hidden else
            interval(share, low, high, "wilson"),
            difference=kept_back(SMALL, "wilson-expected") if hidden else
            interval(share - other, low - other, high - other, "wilson-expected")))
        extras.append(tidy(reference=tidy(
            estimate={"hidden": []} if hidden else shown(other, 2),
            note=SMALL if hidden else "the average of the scores, from rounded numbers")))
    base = tidy(dimension="ethnicity", has_reference=True,
                compared_with="what the score expected", groups=rows)
    return finding(
        "calibration-no-show-risk-by-ethnicity", "calibration", "model",
        knots=["miscalibrated-for-group"], subject="no_show_risk", dimension="ethnicity",
        about="ethnicity", matters=5,
        verdict=verdict("found", [named("Black or Black British", less=False)], [], 4),
        parts=[tidy(label="missed", base=base, extras=extras, overall=overall(counted))])


def in_need():
    return {**flagged("need-no-show-risk-by-ethnicity", "need",
                      "in the highest tenth by \u201cconditions\u201d",
                      {"White": 0.7, "Asian or Asian British": 0.66}, "more",
                      ("none", [], [], 5)),
            "knots": ["contact-makes-data"]}


def other_rule():
    rows = {"female": draw(2950, 0.22), "male": draw(2010, 0.06)}
    return finding(
        "assumptions-urgent-by-sex", "assumptions", "join", knots=["silent-default"],
        subject="urgent", dimension="sex", matters=5,
        verdict=verdict("found", [named("female", less=False), named("male")], [], 2),
        parts=[tidy(base=table("sex", rows), overall=overall(rows))])


def several_codes():
    rows = {"Asian or Asian British": draw(62, 0.29), "Black or Black British": draw(41, 0.32),
            "White": draw(405, 0.06), SCRIPT: (4, 2, True), "not recorded": draw(12, 0.5, False)}
    return finding(
        "stability-ethnicity-by-ethnicity", "stability", "record", knots=["ethnicity-missing"],
        subject="ethnicity", among="with two codes or more of \u201cethnicity\u201d",
        row="person", dimension="ethnicity", about="ethnicity", better="less", matters=5,
        verdict=verdict("found", [named("Asian or Asian British", less=False)],
                        [named("Black or Black British", less=False, needed=90)], 4),
        parts=[tidy(base=table("ethnicity", rows), overall=overall(rows))])


def then_and_now(identity, check, subject, then, now, say, **members):
    """Counts of the last period beside shares of the first, or here beside those where a score was
    made; of everyone where `of_all`."""
    of_all, place = check.endswith("_mix"), check.startswith("place_")
    rows, extras = [], []
    for level, (events, people) in now.items():
        hidden = events <= 7 or people - events <= 7
        share, low, high = wilson(events, people)
        old = wilson(*then[level])
        rows.append(tidy(
            level=level, recorded=True, people=count(events if of_all else people),
            total=count(events),
            estimate=kept_back(SMALL, "wilson") if hidden else
            interval(share, low, high, "wilson"),
            difference=kept_back(SMALL, "newcombe") if hidden else
            interval(share - old[0], share - old[0] - math.hypot(share - low, old[2] - old[0]),
                     share - old[0] + math.hypot(high - share, old[0] - old[1]), "newcombe")))
        extras.append(tidy(reference=tidy(
            estimate={"hidden": []} if hidden else shown(old[0], 2),
            note=SMALL if hidden else "the share where the score was made" if place
            else "the share of the first period")))
    base = tidy(dimension="sex", period="" if place else "2024", has_period=not place,
                has_reference=True, compared_with="site = 'North'" if place else "2022",
                groups=rows)
    return finding(identity, check, "prove" if place else "watch", subject=subject,
                   dimension="sex", about="sex", matters=5, verdict=say,
                   parts=[tidy(base=base, extras=extras)], **members)


def mix_then_and_now():
    return then_and_now(
        "shift-mix-referrals-by-sex", "shift_mix", "referrals",
        {"female": (1210, 2300), "male": (1090, 2300)},
        {"female": (1480, 2450), "male": (970, 2450)},
        verdict("found", [named("male"), named("female", less=False)], [], 2), knots=[])


def missed_then_and_now():
    return then_and_now(
        "shift-missed-no-show-risk-by-sex", "shift_missed", "no_show_risk",
        {"female": (140, 210), "male": (131, 205)}, {"female": (128, 200), "male": (4, 60)},
        verdict("unclear", [], [named("female", needed=1900)], 1), better="more",
        among="with \u201cmissed\u201d", knots=["loop-and-drift"])


def flagged_then_and_now():
    return then_and_now(
        "shift-flagged-no-show-risk-by-sex", "shift_flagged", "no_show_risk",
        {"female": (420, 1210), "male": (395, 1090)}, {"female": (505, 1480), "male": (350, 970)},
        verdict("none", [], [], 2), knots=["loop-and-drift"])


def mix_there():
    return then_and_now(
        "place-mix-no-show-risk-by-sex", "place_mix", "no_show_risk",
        {"female": (1210, 2300), "male": (1090, 2300)},
        {"female": (1480, 2450), "male": (970, 2450)},
        verdict("found", [named("male"), named("female", less=False)], [], 2),
        knots=["moved-without-retest"])


def missed_there():
    return then_and_now(
        "place-missed-no-show-risk-by-sex", "place_missed", "no_show_risk",
        {"female": (140, 210), "male": (131, 205)}, {"female": (88, 200), "male": (129, 210)},
        verdict("found", [named("female")], [], 2), better="more",
        among="with \u201cmissed\u201d", knots=["moved-without-retest"])


def flagged_there():
    return then_and_now(
        "place-flagged-no-show-risk-by-sex", "place_flagged", "no_show_risk",
        {"female": (420, 1210), "male": (395, 1090)}, {"female": (505, 1480), "male": (350, 970)},
        verdict("unclear", [], [named("female", needed=1900)], 1), knots=["moved-without-retest"])


def decided(check, among, share):
    """Beside a score: what was decided for those it flags, and for those it does not."""
    own = flagged(f"{check}-no-show-risk-by-ethnicity", check, among, {"White": share}, None,
                  ("none", [], [], 5))
    own["parts"] = [{"label": "rung up", **own["parts"][0]}]
    return {**own, "stage": "use", "knots": ["human-layer-unequal"]}


def accepted():
    return decided("accepted", "flagged by \u201cno show risk\u201d", 0.81)


def overruled():
    return decided("overruled", "not flagged by \u201cno show risk\u201d", 0.31)


def swapped():
    """Of the same texts: so many with each group's words, compared as pairs."""
    rows = {"Hughes": (310, 620), "Okafor": (270, 620), "Nowak": (300, 620)}
    groups = []
    for level, (events, people) in rows.items():
        share, low, high = wilson(events, people)
        gap = share - 0.5
        first = level == "Hughes"
        groups.append(tidy(
            level=level, recorded=True, people=count(people), total=count(events),
            estimate=interval(share, low, high, "wilson"),
            difference={"note": "the group compared with"} if first else
            interval(gap, gap - 0.031, gap + 0.031, "paired"),
            ratio={"note": "pairs are compared by their difference"}))
    base = tidy(dimension="surname", has_reference=True, compared_with="Hughes", groups=groups)
    return finding(
        "swap-urgent-in-the-letter-by-surname", "swap", "model", row="text",
        subject="urgent_in_the_letter", dimension="surname", matters=5,
        knots=["language-model-unequal"],
        verdict=verdict("found", [named("Okafor")], [named("Nowak", needed=1500)], 2),
        parts=[tidy(base=base)])


def pairs(identity, shares, say, **members):
    """Each of a group beside one of everyone else: how many have more of a score's column."""
    reason = "pairs are compared with one half"
    rows = []
    for level, share in shares.items():
        hidden = kept_back("hidden: few people of one side have one of its few values", "delong")
        told = share and interval(share, share - 0.03, share + 0.03, "delong", se=0.012)
        gap = share and interval(share - 0.5, share - 0.53, share - 0.47, "delong", se=0.012)
        rows.append(tidy(level=level, recorded=True, people=shown(2300, 0), total=shown(2300, 0),
                         estimate=told or hidden, difference=gap or hidden,
                         ratio=undefined(reason)))
    base = tidy(dimension="sex", compared_with="everyone else", groups=rows,
                notes=["45 rows are left out, since no value is written down; equal values count "
                       "as one half"])
    return finding(identity, "proxies", "model", knots=["hidden-proxy"], dimension="sex",
                   about="sex", matters=5, verdict=say, parts=[tidy(
                       label=members.pop("score", ""), base=base,
                       overall=undefined("pairs are of two groups"))], **members)


def column_tells():
    return pairs("proxies-visits-before-by-sex", {"female": 0.61, "male": 0.39},
                 verdict("found", [named("male"), named("female", less=False)], [], 2),
                 subject="visits_before", score="no_show_risk")


def score_tells():
    return pairs("proxies-no-show-risk-by-sex", {"female": 0.52, "male": 0.48},
                 verdict("none", [], [], 2), subject="no_show_risk")


def hidden_tells():
    return pairs("proxies-lives-alone-by-sex", {"female": None, "male": None},
                 verdict("unclear", [], [], 2), subject="lives_alone", score="no_show_risk")


FINDINGS = [completeness, representation, pathway, waits, days_waited, rows_lost,
            gap_by_deprivation, change, gap_by_ethnicity, combination, amount, missed,
            flagged_without, calibration,
            in_need, other_rule, by_practice, several_codes, mix_then_and_now,
            flagged_then_and_now, missed_then_and_now, mix_there,
            flagged_there, missed_there, accepted, overruled,
            swapped, column_tells, score_tells, hidden_tells]

# (stage, id, data, people); disagreements follow from the design's rule
KNOTS = [
    ("frame", "framed-without-those-affected", "unseen", "problem"),
    ("frame", "equity-not-in-the-goal", "unseen", "unasked"),
    ("reach", "not-registered", "found", "unasked"),
    ("reach", "contact-makes-data", "found", "problem"),
    ("reach", "digital-front-door", "unseen", "depends"),
    ("record", "ethnicity-missing", "found", "unasked"),
    ("record", "one-sex-field", "unseen", "unasked"),
    ("join", "linkage-error-unequal", "unclear", "unasked"),
    ("join", "silent-default", "unclear", "unasked"),
    ("model", "proxy-for-need", "found", "unasked"),
    ("model", "hidden-proxy", "found", "unasked"),
    ("model", "race-coefficient", "found", "unasked"),
    ("model", "one-axis-at-a-time", "unclear", "unasked"),
    ("model", "miscalibrated-for-group", "found", "unasked"),
    ("model", "one-cut-off-unequal-misses", "found", "problem"),
    ("model", "language-model-unequal", "found", "unasked"),
    ("prove", "no-subgroup-evidence", "unseen", "unasked"),
    ("prove", "moved-without-retest", "found", "unasked"),
    ("prove", "buyer-cannot-ask", "unseen", "unasked"),
    ("use", "queue-order", "found", "problem"),
    ("use", "pathway-leak", "found", "depends"),
    ("use", "human-layer-unequal", "none", "problem"),
    ("use", "formula-misses-need", "unclear", "unasked"),
    ("watch", "average-up-gap-up", "none", "unasked"),
    ("watch", "loop-and-drift", "unclear", "unasked"),
    ("watch", "no-way-to-object", "unseen", "unasked"),
]


def knots(findings):
    out = []
    for stage, identity, data, people in KNOTS:
        differ = (people == "problem" and data in ("none", "unclear", "unseen")) or \
            (people == "fine" and data == "found")
        speaks = [i for i, f in enumerate(findings) if identity in f.get("knots", [])]
        out.append({"id": identity, "stage": stage, "data": data, "people": people,
                    **tidy(disagree=differ, findings=speaks)})
    return out


def study():
    data = [
        tidy(name="referrals", file="referrals.csv", row="referral",
             source="made up by a seeded program", rows=shown(9720, 0),
             hash=hashlib.sha256(b"referrals, made up").hexdigest(), same_people=True,
             look_ups=[{"name": f"patients {SCRIPT}", "file": 'people "all".csv',
                        "hash": hashlib.sha256(b"patients, made up").hexdigest()}]),
        tidy(name="residents", file='census "2021".csv', row="area total",
             source=f"made up {SCRIPT}", licence=f"free {SCRIPT}", rows=shown(188, 0),
             published=True, hash=hashlib.sha256(b"residents, made up").hexdigest()),
    ]
    data = [{k: d[k] for k in ("name", "file", "row", "source", "licence", "hash", "look_ups",
                               "rows", "published", "same_people") if k in d} for d in data]
    return tidy(
        title="Access to talking therapies, Northside (made up)",
        question="Do people get a first session within six weeks of referral, whoever they are?",
        country="England", owner="Northside NHS Trust (made up)", contact="equity@example.org",
        announced="2025-01-10",
        can_change="opening hours, letters, which languages are offered", until="2025-12-31",
        given_to="Northside service-user forum", given_date="2025-06-02",
        given_how="an evening meeting, with a printed sheet", made_up=True,
        voices=[
            tidy(who="Northside service-user forum (9 people; made up)", say="worked together",
                 date="2025-02-11", stages=["frame", "use"], paid="yes",
                 changed="Asked for preferred language as a group; chose 5 in 100 as the gap that "
                         "matters."),
            tidy(who=f"Reception staff {SCRIPT}", say="asked", date="2025-03", stages=["use"],
                 paid="no"),
            tidy(who="Patients' letters, " + TURNED, stages=[])],
        advisers=[tidy(field="statistics", interests="none declared", advised="pool two years",
                       changed="periods"), tidy(field="public health")],
        answers=[
            tidy(knot="human-layer-unequal", by="Northside service-user forum (made up)",
                 date="2025-03-01", says="problem",
                 words='"You have to ring at nine, and you cannot if you work."'),
            tidy(knot="queue-order", by="Northside service-user forum (made up)",
                 date="2025-03-01", says="problem", words=""),
            tidy(knot="contact-makes-data", by=QUOTES, date="2025-03-04", says="problem",
                 words=SCRIPT + "\n" + EMOJI),
            tidy(knot="framed-without-those-affected", by="Northside service-user forum (made up)",
                 date="2025-03-01", says="problem", words="Nobody asked us what to count."),
            tidy(knot="digital-front-door", by="a ward meeting (made up)", says="depends",
                 words="Fine for some, not with one phone for a family."),
            tidy(knot="pathway-leak", by="a ward meeting (made up)", says="depends",
                 words="It depends on the therapist.")],
        actions=[
            tidy(knot="queue-order", what="Ring-back slots in the evening", owner="service lead",
                 due="2025-09-01", remeasure="2026-03-31"),
            tidy(knot="ethnicity-missing", what='Ask "how would you describe yourself?"',
                 owner="", due="", remeasure="2026-03-31")],
        data=data, file="northside's study.yaml", text=STUDY,
        hash=hashlib.sha256(STUDY.encode()).hexdigest())


def audit():
    findings = [make() for make in FINDINGS]
    return tidy(
        version="0.1.0", study=study(),
        facts=tidy(rows=shown(9720, 0), protection="unknot-default",
                   rule="protected (unknot-default): counts of 0 to 7 people are hidden, others "
                        "are to the nearest 5; all else is worked out from those or rounded, so "
                        "figures may not add up", repeats=True, confidence=0.95),
        findings=findings, knots=knots(findings),
        unseen=[tidy(what="whether a risk score works alike for each group",
                     needed="a score and what happened afterwards, in the same table"),
                tidy(what="people who never came", needed="a list of who was invited")],
        hiding=[tidy(dimension="ethnicity", row="referral", groups=11, hidden=[SCRIPT, LINES],
                     numbers=64, numbers_hidden=9, people=shown(9715, 0),
                     people_hidden={"hidden": [0, 14]}),
                tidy(dimension="deprivation", sensitive=True, row="referral", groups=10,
                     numbers=40, people=shown(8640, 0), people_hidden=shown(0, 0))],
        left_out=["The table of ethnicity by deprivation was left out: too many of its counts "
                  "could have been worked out."])


def main():
    inner = dump(audit())
    digest = hashlib.sha256(inner.encode()).hexdigest()
    sys.stdout.buffer.write(('{"unknot_bundle":1,"hash":"%s","audit":' % digest).encode() +
                            inner.encode() + b"}\n")


main()
