"""Order: what keeps its place among its neighbours, and the gaps between what does."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

__all__ = ["gaps", "in_order"]


def in_order(places: Sequence[int]) -> list[int]:
    """Return the numbers of a longest part of `places` that increases. Source: Schensted 1961."""
    ends: list[int] = []
    at: list[int] = []
    before = [-1] * len(places)
    for number, place in enumerate(places):
        length = bisect_left(ends, place)
        if length == len(ends):
            ends.append(place)
            at.append(number)
        else:
            ends[length] = place
            at[length] = number
        before[number] = at[length - 1] if length else -1
    found: list[int] = []
    number = at[-1] if at else -1
    while number >= 0:
        found.append(number)
        number = before[number]
    return found[::-1]


def gaps(
    anchors: Sequence[tuple[int, int]], lengths: tuple[int, int]
) -> Iterator[tuple[range, range]]:
    """Yield what stands between anchors, pairs of places that both increase, in both sequences."""
    first = last = -1
    for here, there in (*anchors, lengths):
        if here > first + 1 or there > last + 1:
            yield range(first + 1, here), range(last + 1, there)
        first, last = here, there
