"""How much of the gap at the end of a pathway each step carries, from counts: by every order in
which one group's rates can take the place of the others'. Limits from Wilson's of every rate."""
import itertools
import math
import statistics

Z = statistics.NormalDist().inv_cdf(0.975)
# The program gets the others' limits back from those of rate and gap, by a difference of squares.
CLOSE, LIMITS_CLOSE = 1e-12, 1e-10


def wilson(people, events):
    p = events / people
    middle, half = p + Z * Z / (2 * people), Z * math.sqrt(p * (1 - p) / people
                                                          + (Z / (2 * people)) ** 2)
    return (p, max((middle - half) / (1 + Z * Z / people), 0.0),
            min((middle + half) / (1 + Z * Z / people), 1.0))


def gap(one, zero):
    return math.prod(one) - math.prod(zero)


def carried(which):
    def part(one, zero):
        total, orders = 0.0, list(itertools.permutations(range(len(one))))
        for order in orders:
            before = order[:order.index(which)]
            others = [one[i] if i in before else zero[i] for i in range(len(one)) if i != which]
            total += (one[which] - zero[which]) * math.prod(others)
        return total / len(orders)
    return part


def with_limits(function, one, zero):
    """Rates are (estimate, low, high). The function is a straight line in each of them."""
    rates = [[rate[0] for rate in group] for group in (one, zero)]
    below = above = 0.0
    for g, group in enumerate((one, zero)):
        for i, (estimate, low, high) in enumerate(group):
            ends = []
            for end in (0.0, 1.0):
                other = [list(own) for own in rates]
                other[g][i] = end
                ends.append(function(*other))
            slope = ends[1] - ends[0]
            down, up = slope * (estimate - low), slope * (high - estimate)
            below += (down if slope >= 0 else up) ** 2
            above += (up if slope >= 0 else down) ** 2
    value = function(*rates)
    return value, value - math.sqrt(below), value + math.sqrt(above)


def compare_steps(out, finding, tables, intervals):
    """`tables`: of each step after the first, by level people and events."""
    totals = [[sum(own[i] for own in counts.values()) for i in (0, 1)] for counts in tables]
    for group in finding["parts"][-1]["base"]["groups"]:
        level = group.get("level", "")
        parts = [next(extra for own, extra in zip(part["base"]["groups"], part["extras"],
                                                  strict=True) if own.get("level", "") == level)
                 for part in finding["parts"][1:]]
        shown = [(f"step {i + 1}", extra["carried"], carried(i)) for i, extra in enumerate(parts)]
        shown.append(("the end", parts[-1]["end_gap"], gap))
        here = f"{finding['id']}, {level or 'blank'}"
        counts = [own.get(level, (0, 0)) for own in tables]
        rest = [[total[i] - own[i] for i in (0, 1)] for total, own in zip(totals, counts)]
        if any(people == 0 for people, _ in counts + rest):
            for name, interval, _ in shown:
                out.same(f"{here}, {name}", interval.get("estimate"), None)
            continue
        one, zero = ([wilson(*own) for own in group] for group in (counts, rest))
        for name, interval, function in shown:
            value, low, high = with_limits(function, one, zero)
            out.same(f"{here}, {name}", interval["estimate"], value, CLOSE)
            if intervals:
                out.same(f"{here}, {name}, low", interval["low"], low, LIMITS_CLOSE)
                out.same(f"{here}, {name}, high", interval["high"], high, LIMITS_CLOSE)
