"""Equivalence: what the one of two schemas allows and the other forbids, found for certain.

Random documents show that two schemas differ; this shows that they do not. From the start on, both
are read side by side: behind each element, attribute and text that the one allows the other has to
allow the same. Attributes are read in the order of their names, since their order means nothing;
values are compared as sets of what is said of them. Where one name leads to several definitions at
once, these are taken together: that may hide a difference (no schema of TEI has such a place, but
for any name within egXML and the like), and never invents one.
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from edition.relaxng.automaton.pattern import ELEMENT, Name, Pattern, Step, contains

from .attributes import Attributes
from .saying import OTHER, called, names, said
from .side import NOTHING, Pair, Side, beside, key

MOST_PAIRS = 3000  # of states within one element, more than any content of TEI has


@dataclass(frozen=True, order=True)
class Difference:
    """One thing that only one of two schemas allows in an element.

    `behind` is the shortest way there: what comes before it in the element. `only` says which
    schema allows it, or is empty where the two say different things of it.
    """

    element: str
    what: str
    only: str
    behind: tuple[str, ...] = ()

    def __str__(self) -> str:
        where = f"in <{self.element}>" if self.element else "at all"
        if self.behind:
            where += f" behind {' '.join(self.behind)}"
        return f"{where}: {self.what}" + (f" only in {self.only}" if self.only else "")


class Comparison:
    """Two schemas read side by side; what differs is told once for each element."""

    def __init__(self, one: Side, other: Side) -> None:
        self.sides = (one, other)
        self.told: list[Difference] = []
        self.pairs = 0
        self.elements: set[str] = set()
        self._element = ""
        self._waiting: deque[tuple[str, Pattern, Pattern]] = deque()
        self._seen: set[tuple[str, int, int]] = set()
        self._attributes = Attributes(self.sides)

    def run(self) -> list[Difference]:
        one, other = self.sides
        self._expect("", one.patterns.start, other.patterns.start)
        while self._waiting:
            self._element, *pair = self._waiting.popleft()
            one.begin()
            other.begin()
            left, found = self._attributes.compare((pair[0], pair[1]))
            for what, allowed in found:
                self._tell(what, (), *allowed)
            self._contents(left)
        return sorted(set(self.told))

    def _expect(self, element: str, one: Pattern, other: Pattern) -> None:
        """Compare two contents in their turn, once."""
        self.elements.add(element)
        if (element, one.uid, other.uid) not in self._seen:
            self._seen.add((element, one.uid, other.uid))
            self._waiting.append((element, one, other))

    def _tell(self, what: str, way: tuple[str, ...], *allowed: object) -> None:
        """Tell of something that one side alone allows, or both in other words."""
        only = next((s.called for s, is_so in zip(self.sides, allowed, strict=False) if is_so), "")
        found = Difference(self._element, what, only, way)
        if not any((d.element, d.what, d.only) == (self._element, what, only) for d in self.told):
            self.told.append(found)

    def _contents(self, starts: list[Pair]) -> None:
        waiting = deque(starts)
        ways: dict[tuple[int, int], tuple[str, ...]] = {key(pair): () for pair in starts}
        while waiting:
            pair = waiting.popleft()
            way = ways[key(pair)]
            self.pairs += 1
            for name, after in self._after(pair, way):
                if key(after) not in ways:
                    ways[key(after)] = (*way, name)
                    waiting.append(after)
            if len(ways) > MOST_PAIRS:
                self._tell(f"more than {MOST_PAIRS} states, the rest not compared", ())
                return

    def _after(self, pair: Pair, way: tuple[str, ...]) -> Iterator[tuple[str, Pair]]:
        """Compare what may come now, and yield what is left behind each part."""
        ends = [each.nullable for each in pair]
        if ends[0] != ends[1]:
            self._tell("the end", way, *ends)
        steps = [_elements(side, each) for side, each in zip(self.sides, pair, strict=True)]
        for name, (one, other) in sorted(_by_name(steps).items()):
            after = self._opened(name, one, other, way)
            if after is not None:
                yield f"<{called(name)}>", after
        if any(each.is_typed for each in pair):
            self._typed(pair, way)
            return
        texts = [
            side.derivatives.texted(each, "x") for side, each in zip(self.sides, pair, strict=True)
        ]
        may_come = [each.uid != NOTHING for each in texts]
        if all(may_come):
            yield "text", (texts[0], texts[1])
        elif any(may_come):
            self._tell("text", way, *may_come)

    def _opened(
        self, name: Name, one: list[Step], other: list[Step], way: tuple[str, ...]
    ) -> Pair | None:
        """Return what is left behind an element, if both sides allow it here."""
        mine, others = self.sides
        if one and other:
            self._expect(called(name), mine.contents(one), others.contents(other))
            return mine.rests(one), others.rests(other)
        known = [name in side.elements for side in self.sides]
        if not (one or other):
            return None
        if all(known) or OTHER in name:
            self._tell(f"<{called(name)}>", way, one, other)
        else:
            self.told.append(Difference("", f"the element <{called(name)}>", self._only(known)))
        return None

    def _only(self, known: list[bool]) -> str:
        return self.sides[known.index(True)].called if any(known) else ""

    def _typed(self, pair: Pair, way: tuple[str, ...]) -> None:
        ways = [{words: (leaf, leaf) for words, leaf in said(each).items()} for each in pair]
        for value, mine, others in beside(self.sides, *ways):
            if mine is None or others is None:
                self._tell(f"text that is {value}", way, mine, others)


def differences(
    one: Path, other: Path, called: tuple[str, str] = ("the official schema", "ours")
) -> list[Difference]:
    """Return what only one of two schemas allows, by element; nothing where they are equal."""
    return Comparison(Side(one, called[0]), Side(other, called[1])).run()


def _elements(side: Side, pattern: Pattern) -> list[Step]:
    return [step for step in side.steps_of(pattern) if step[0].kind == ELEMENT]


def _by_name(both: list[list[Step]]) -> dict[Name, tuple[list[Step], list[Step]]]:
    """Return the elements of both sides by each name that either tells apart."""
    found: dict[Name, tuple[list[Step], list[Step]]] = {}
    classes = [step[0].names or () for steps in both for step in steps]
    if all(each[0] == "" for each in classes):
        for at, steps in enumerate(both):
            for step, each in zip(steps, classes[at * len(both[0]) :], strict=False):
                found.setdefault(each[1:], ([], []))[at].append(step)
        return found
    for name in names([step[0] for steps in both for step in steps]):
        one, other = ([s for s in steps if contains(s[0].names, *name)] for steps in both)
        found[name] = (one, other)
    return found
