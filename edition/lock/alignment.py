"""Alignment: which words of a quotation are which of a passage, at the least distance."""

from collections.abc import Container, Sequence
from itertools import groupby

from edition.value import Value

__all__ = ["Step", "aligned"]


class Step(Value):
    """Words of a quotation from `start` to `end`, and those of a passage from `first` to `last`.

    Either may be none; they are the same or they are not.
    """

    start: int
    end: int
    first: int
    last: int
    is_same: bool


def aligned(
    one: Sequence[str], other: Sequence[str], gaps: Container[int] = frozenset()
) -> list[Step]:
    """Return the steps from the first word of a quotation to its last, through a passage.

    Where it begins and ends in the passage costs nothing, nor does what is left out at `gaps`,
    which count the words before them. Source: Sellers 1980.
    """
    table = [[0] * (len(other) + 1)]
    for count, word in enumerate(one, 1):
        above, row, more = table[-1], [count], int(count not in gaps)
        for place, there in enumerate(other, 1):
            changed = above[place - 1] + (word != there)
            row.append(min(changed, above[place] + 1, row[place - 1] + more))
        table.append(row)
    return _joined(_traced(table, one, other))


def _traced(
    table: Sequence[Sequence[int]], one: Sequence[str], other: Sequence[str]
) -> list[tuple[int, int, int, int, bool]]:
    """Return the single steps of the cheapest way through a table, from the first on."""
    at = len(one)
    place = min(range(len(other), -1, -1), key=table[at].__getitem__)
    steps = []
    while at:
        cost = table[at][place]
        is_same = place > 0 and one[at - 1] == other[place - 1]
        if place and cost == table[at - 1][place - 1] + (not is_same):
            steps.append((at - 1, at, place - 1, place, is_same))
            at, place = at - 1, place - 1
        elif cost == table[at - 1][place] + 1:
            steps.append((at - 1, at, place, place, False))
            at -= 1
        else:
            steps.append((at, at, place - 1, place, False))
            place -= 1
    return steps[::-1]


def _joined(steps: Sequence[tuple[int, int, int, int, bool]]) -> list[Step]:
    """Join the single steps that are alike; one in which nothing is left stays apart."""
    found = []
    for is_same, group in groupby(steps, lambda step: step[4]):
        every = list(group)
        found.append(Step(every[0][0], every[-1][1], every[0][2], every[-1][3], is_same))
    return found
