"""What scripts that work answers out again share: numbers held against them, and equations."""

LEAST_MET = 150  # fewer would say that the answer was hardly looked at
missed = []
met = []


def hold(where, got, want, tolerance=1e-9):
    """`got` is of the answer, None where it has none; `want` is worked out here."""
    if got is None or not abs(got - want) <= tolerance * max(1, abs(want)):
        missed.append(f"{where}: {got}, not {want}")
    else:
        met.append(where)


def tell():
    """What was missed, and last "met" where nothing was."""
    for text in missed[:8]:
        print(text)
    print("met" if not missed and len(met) > LEAST_MET
          else f"{len(met)} met, {len(missed)} missed")


def solve(matrix, right):
    """Gauss with the largest pivot; each row of `right` has a column for each solution."""
    size = len(matrix)
    rows = [list(row) + list(other) for row, other in zip(matrix, right)]
    for i in range(size):
        pivot = max(range(i, size), key=lambda k: abs(rows[k][i]))
        rows[i], rows[pivot] = rows[pivot], rows[i]
        for k in range(size):
            if k != i:
                factor = rows[k][i] / rows[i][i]
                rows[k] = [a - factor * b for a, b in zip(rows[k], rows[i])]
    return [[x / rows[i][i] for x in rows[i][size:]] for i in range(size)]
