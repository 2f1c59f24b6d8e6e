"""Kaplan and Meier's numbers of waits, counted plainly: a wait is its days and whether it ended."""
import fractions


def centile(waits, of_100):
    """Kaplan and Meier; exactly so many: the middle between that day and the next on which a wait
    ended, or the last day of all."""
    waits = sorted(waits)
    at_risk, reached_at = len(waits), None
    from_day = sorted({day for day, _ in waits})
    left = fractions.Fraction(1)
    for day in from_day:
        ended = sum(1 for own, done in waits if own == day and done)
        if ended:
            left *= fractions.Fraction(at_risk - ended, at_risk)
            if reached_at is not None:
                return (reached_at + day) / 2
            if left < fractions.Fraction(100 - of_100, 100):
                return day
            if left == fractions.Fraction(100 - of_100, 100):
                reached_at = day
        at_risk -= sum(1 for own, _ in waits if own == day)
    return None if reached_at is None else (reached_at + from_day[-1]) / 2


def median(waits):
    return centile(waits, 50)


def seen_by(waits, day):
    """The share whose wait has ended by a day; None after the last day with anyone."""
    left = 1.0
    if day > max(own for own, _ in waits) and not all(done for own, done in waits):
        return None
    for at in sorted({own for own, done in waits if done and own <= day}):
        at_risk = sum(1 for own, _ in waits if own >= at)
        left *= 1 - sum(1 for own, done in waits if own == at and done) / at_risk
    return 1 - left
