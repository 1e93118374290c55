"""Sibling: the one that keeps an element out of all places among the children around it.

An element that comes too late might stand further up; whether it really might is known only when
all children are. So they are read once more, of documents in which anything comes too late.
"""

from bisect import bisect
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pyexpat import ExpatError, ParserCreate
from typing import Final, TypeAlias

from edition.relaxng.automaton import Automaton
from edition.relaxng.automaton.pattern import joined, split
from edition.relaxng.automaton.state import State
from edition.relaxng.mistake import Mistake

__all__ = ["weighed"]

_NEVER: Final = 1 << 62

Family: TypeAlias = tuple[list[str], dict[int, int]]
"""The children of an element, and at which place the tag at a byte is among them."""


def weighed(
    mistakes: list[Mistake], chunks: Iterable[bytes], automaton: Automaton
) -> list[Mistake]:
    """Return mistakes with the siblings that keep what comes too late from being moved up."""
    late = {each.offset for each in mistakes if each.start}
    if not late:
        return mistakes
    places = {at: family for family in _families(chunks, late) for at in family[1]}
    moves = _Moves(automaton)
    return [
        moves.weigh(each, *places[each.offset]) if each.start and each.offset in places else each
        for each in mistakes
    ]


def _families(chunks: Iterable[bytes], late: set[int]) -> list[Family]:
    """Return the families in which tags stand that begin at some bytes."""
    parser = ParserCreate("utf-8", " ")
    found: list[Family] = []
    around: list[Family] = [([], {})]

    def start(name: str, _attributes: object) -> None:
        children, places = around[-1]
        if parser.CurrentByteIndex in late:
            places[parser.CurrentByteIndex] = len(children)
        children.append(name)
        around.append(([], {}))

    def end(_name: str) -> None:
        family = around.pop()
        if family[1]:
            found.append(family)

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    with suppress(ExpatError):  # of a prefix that the driver let pass
        for chunk in chunks:
            parser.Parse(chunk)
    return found


_Loss: TypeAlias = tuple[int, int, str, int]
"""From which place on, and up to which, what comes there could have been moved up but for a child.

Its name, and how many of the name to be moved there are up to it.
"""


class _Moves:
    """Where among children an element might have been put in, so that all the others may stay."""

    def __init__(self, automaton: Automaton) -> None:
        self._automaton = automaton
        self._steps: dict[tuple[State, str], State | None] = {}
        self._losses: dict[tuple[int, str], list[_Loss]] = {}

    def weigh(self, mistake: Mistake, children: list[str], places: dict[int, int]) -> Mistake:
        """Return a mistake with the sibling that keeps its element out, if one does."""
        meant = joined(mistake.near[0] if mistake.near else mistake.name)
        key = (id(children), meant)
        if key not in self._losses:
            stripped = self._automaton.states.derivatives.stripped
            start = self._automaton.states.of(tuple(map(stripped, mistake.start)))
            self._losses[key] = list(self._lost(start, children, meant, set(places.values())))
        at, losses = places[mistake.offset], self._losses[key]
        begun = bisect(losses, (at + 1,))
        for _, last, child, count in losses[begun - 1 : begun]:
            if at < last:
                return mistake.changed(beside=split(child), other=count)
        return mistake

    def _lost(
        self, state: State, children: list[str], name: str, passed: set[int]
    ) -> Iterator[_Loss]:
        """Yield which children put an end to all ways to put an element in up to some place.

        The ways are states, each with the first place from which one leads there. Such places
        only go up, so what counts for one is the last loss that begins at it or before it; where a
        way leads to the end, nothing is lost, nor where the child may well follow the element.
        """
        ways: dict[State, int] = {}
        begun: set[State] = set()
        count, last = 0, _NEVER
        for n, child in enumerate(children):
            after = None if n in passed else self._step(state, child)
            if after is None:  # it is a mistake itself
                continue
            count += child == name
            put_in = self._step(state, name)
            if put_in is not None:
                begun.add(put_in)
                ways.setdefault(put_in, n)
            first = min(ways.values(), default=_NEVER)
            ways, state = self._led_on(ways, child), after
            last = min(ways.values(), default=_NEVER)
            if first < last:
                follows = child != name and any(self._step(each, child) for each in begun)
                yield first, first if follows else last, child, count
        yield last, last, name, count

    def _led_on(self, ways: dict[State, int], child: str) -> dict[State, int]:
        """Return where ways lead behind a child, of those that come together the first."""
        behind: dict[State, int] = {}
        for state, place in ways.items():
            after = self._step(state, child)
            if after is not None:
                behind[after] = min(place, behind.get(after, place))
        return behind

    def _step(self, state: State, name: str) -> State | None:
        """Return the state behind a whole element; None where it may not stand."""
        if (state, name) not in self._steps:
            opening = self._automaton.open(state, name)
            after = None if opening is None else self._automaton.end_anyhow(opening)
            self._steps[state, name] = after
        return self._steps[state, name]
