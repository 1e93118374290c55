"""Alignment: what in one short run of passages answers to what in another, in the same order."""

from collections.abc import Callable, Sequence

from edition.value import Value

__all__ = ["Aligned", "align"]

_EPSILON = 1e-9


class Aligned(Value):
    """Pairs of places that are sure, and those that might as well be paired otherwise."""

    pairs: tuple[tuple[int, int], ...]
    doubtful: tuple[tuple[int, tuple[int, ...]], ...]


def align(olds: Sequence[int], news: Sequence[int], worth: Callable[[int, int], float]) -> Aligned:
    """Pair what is worth it, none crossing another, so that the whole is worth the most.

    What is paired differently when the same worth is read from the other end is doubtful: of two
    equal neighbours one is gone, and nobody can say which. A worth of 0 is no pair. Source:
    Needleman and Wunsch 1970.
    """
    worths = [[worth(old, new) for new in news] for old in olds]
    best = _table(worths, len(news))
    early, late = _traced(worths, best, is_late=False), _traced(worths, best, is_late=True)
    pairs, doubtful = [], []
    for place, old in enumerate(olds):
        found = {each[place] for each in (early, late) if place in each}
        is_sure = early.get(place) == late.get(place)
        if found and is_sure:
            pairs.append((old, news[early[place]]))
        elif found:
            doubtful.append((old, tuple(news[number] for number in sorted(found))))
    return Aligned(tuple(pairs), tuple(doubtful))


def _table(worths: list[list[float]], width: int) -> list[list[float]]:
    """Return what the best pairing of each beginning with each beginning is worth."""
    best = [[0.0] * (width + 1)]
    for row in worths:
        above, now = best[-1], [0.0]
        for place, worth in enumerate(row):
            with_pair = above[place] + worth if worth > 0 else 0.0
            now.append(max(now[-1], above[place + 1], with_pair))
        best.append(now)
    return best


def _traced(worths: list[list[float]], best: list[list[float]], *, is_late: bool) -> dict[int, int]:
    """Return one of the best pairings: of equal ones that whose pairs come late, or early."""
    row, column = len(best) - 1, len(best[0]) - 1
    pairs: dict[int, int] = {}
    while row and column:
        here, worth = best[row][column], worths[row - 1][column - 1]
        is_pair = worth > 0 and abs(best[row - 1][column - 1] + worth - here) < _EPSILON
        can_skip_new = abs(best[row][column - 1] - here) < _EPSILON
        can_skip_old = abs(best[row - 1][column] - here) < _EPSILON
        if is_pair and (is_late or not (can_skip_new or can_skip_old)):
            row, column = row - 1, column - 1
            pairs[row] = column
        elif can_skip_new:
            column -= 1
        else:
            row -= 1
    return pairs
