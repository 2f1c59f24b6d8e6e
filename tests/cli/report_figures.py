"""Numbers of a bundle as a report writes them: in the decimals that were released, or hidden."""
import math

PER_100, DAYS = "per_100", "days"
MEASURES = {
    "sii": "Slope index: last end less first end of the order",
    "rii": "Relative index: last end over first end of the order",
    "aci": "Concentration index, absolute",
    "rci": "Concentration index, relative",
}


def shortest(value):
    return str(int(value)) if value == int(value) else repr(value)


def whole(value):
    return f"{int(value):,}"


def value_text(unit, value, decimals):
    shown = 100 * value if unit == PER_100 else value
    if decimals == 0 and 1000 <= abs(shown):
        return whole(math.floor(abs(shown) + 0.5) * (1 if shown > 0 else -1))
    text = f"{abs(shown):.{decimals}f}"
    return ("-" if shown < 0 and text.strip("0.") else "") + text


def is_value(number):
    return isinstance(number, list)


def kept(unit, number, decimals):
    """No more decimals than were released."""
    if is_value(number) and len(number) > 1:
        return max(0, min(decimals, number[1] - (2 if unit == PER_100 else 0)))
    return decimals


def estimate_text(unit, number, decimals):
    """With no more decimals than were released."""
    if not is_value(number):
        return "none" if number is None else "hidden"
    return value_text(unit, number[0], kept(unit, number, decimals))


def count_text(number):
    if number is None:
        return "none"
    if is_value(number):
        return whole(number[0]) if number[0] == int(number[0]) else shortest(number[0])
    ends = number["hidden"]
    return f"{ends[0]:,} to {ends[1]:,}" if len(ends) == 2 and ends[1] is not None else "hidden"


def has(interval):
    return is_value((interval or {}).get("estimate"))


def has_limits(interval):
    return is_value((interval or {}).get("low")) and is_value((interval or {}).get("high"))


def at(interval, key="estimate"):
    return interval[key][0]


def range_text(unit, interval, decimals):
    if not has_limits(interval):
        return ""
    return " to ".join(estimate_text(unit, interval[end], decimals) for end in ("low", "high"))


def difference_decimals(unit, difference):
    size = abs(100 * difference if unit == PER_100 else difference)
    return 0 if size >= 2 else 1 if size >= 0.1 else 2


def gap_text(unit, gap, decimals=1):
    """Of a table's cell: "12 fewer"."""
    if not has(gap):
        return "none" if (gap or {}).get("estimate") is None else "hidden"
    value = at(gap)
    if value == 0:
        return "no difference"
    less = "fewer" if unit == PER_100 else "less"
    decimals = kept(unit, gap["estimate"], decimals)
    return f"{value_text(unit, abs(value), decimals)} {'more' if value > 0 else less}"


def quoted(text):
    return f"“{text or 'blank'}”"


def measure_text(finding, measure):
    ratio = measure["id"] in ("rii", "rci")
    unit, decimals = ("own", 2) if ratio else (finding.unit, 1)
    value = measure.get("value", {})
    span = range_text(unit, value, decimals)
    return (f"{MEASURES[measure['id']]}: {estimate_text(unit, value.get('estimate'), decimals)}"
            + (f" ({span})" if span else ""))
