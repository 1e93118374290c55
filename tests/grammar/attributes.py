"""Attributes: those of an element in two schemas, read side by side."""

from collections.abc import Iterator

from edition.relaxng.automaton.pattern import ATTRIBUTE, Name, Step
from edition.relaxng.message.prospect import offered

from .saying import OTHER, called, names
from .side import NOTHING, Pair, Side, beside, key, parts

Found = tuple[str, tuple[bool, bool]]
"""What only one of two sides allows, and which of them allows it."""


class Attributes:
    """What differs in attributes; those that stand for themselves are compared once for all."""

    def __init__(self, sides: tuple[Side, Side]) -> None:
        self.sides = sides
        self._found: list[Found] = []
        self._lone_ones: dict[tuple[int, int], list[Found]] = {}

    def compare(self, start: Pair) -> tuple[list[Pair], list[Found]]:
        """Return the pairs of what may be left for the content, and what differs."""
        rest, *alone = parts(self.sides, start)
        found = [each for part in alone for each in self._lone(part)]
        self._found = []
        left = self._read(rest)
        return left, found + self._found

    def _lone(self, part: Pair) -> list[Found]:
        """Return what differs in attributes that depend on nothing else."""
        if key(part) not in self._lone_ones:
            self._found = []
            ends = [(one.uid != NOTHING, other.uid != NOTHING) for one, other in self._read(part)]
            self._found += [("no attribute", end) for end in ends if end[0] != end[1]]
            self._lone_ones[key(part)] = self._found
        return self._lone_ones[key(part)]

    def _read(self, start: Pair) -> list[Pair]:
        """Return the pairs of what is left behind all attributes."""
        pairs = {key(start): start}
        for name in sorted(names(offered(start, ATTRIBUTE))):
            after: dict[tuple[int, int], Pair] = {}
            for pair in pairs.values():
                for found in self._attribute(pair, name):
                    after[key(found)] = found
            pairs = after
        closed = [self._each_closed(pair) for pair in pairs.values()]
        return [pair for pair in closed if any(each.uid != NOTHING for each in pair)]

    def _each_closed(self, pair: Pair) -> Pair:
        one, other = (side.closed(each) for side, each in zip(self.sides, pair, strict=True))
        return one, other

    def _attribute(self, pair: Pair, name: Name) -> Iterator[Pair]:
        """Yield what is left with an attribute, and without it."""
        one, other = (
            side.derivatives.attributes(each, name)
            for side, each in zip(self.sides, pair, strict=True)
        )
        if bool(one) != bool(other):
            self._found.append((f"@{called(name)}", (bool(one), bool(other))))
        elif one:
            yield from self._values(one, other, name)
        if OTHER in name:
            yield pair
            return
        lacking = [side.lacking(each, name) for side, each in zip(self.sides, pair, strict=True)]
        may_lack = [each.uid != NOTHING for each in lacking]
        if all(may_lack):
            yield lacking[0], lacking[1]
        elif any(may_lack):
            self._found.append((f"no @{called(name)}", (may_lack[0], may_lack[1])))

    def _values(self, one: tuple[Step, ...], other: tuple[Step, ...], name: Name) -> Iterator[Pair]:
        """Yield what is left behind an attribute, for each value that both sides know."""
        ways = [side.values_of(steps) for side, steps in zip(self.sides, (one, other), strict=True)]
        for value, mine, others in beside(self.sides, *ways):
            if mine is None or others is None:
                what = f"@{called(name)} as {value}"
                self._found.append((what, (mine is not None, others is not None)))
            elif OTHER not in name:
                yield mine[1], others[1]
