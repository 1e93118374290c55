"""Structure: units within units, each found by an XPath and named by a value, as headers declare.

Both of TEI's declarations that can be listed, citeStructure and cRefPattern, come to this.
Source: TEI P5, SACRCS and HDRN.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator
from functools import cached_property
from itertools import pairwise

from edition.document import TEI, Document, Element
from edition.reference.expression import Expression, Unusable
from edition.reference.point import Point, key
from edition.reference.tree import Growth, Omission
from edition.reference.unit import Unit
from edition.value import Value

__all__ = ["MILESTONES", "Level", "Seeker", "end_of_text", "listed", "spans"]

MILESTONES = frozenset(f"{{{TEI}}}{name}" for name in ("pb", "lb", "cb", "gb", "milestone"))
"""The tags that mark where something begins; it ends where the next of its kind begins."""

_TEXT = f"{{{TEI}}}text"
_FEW = 20


class Level(Value):
    """A kind of unit: which elements are one, and what each is called.

    Its name is the `attribute`, else the value of `use`, else its number among those around it;
    `delim` stands before it. A level that is not `is_cited` only leads to those below it. `at` is
    where it is declared.
    """

    match: Expression
    at: Element
    unit: str = ""
    attribute: str = ""
    use: Expression | None = None
    delim: str = ""
    levels: "tuple[Level, ...]" = ()
    is_cited: bool = True

    @property
    def is_plain(self) -> bool:
        """Whether an attribute names all units, and each holds its own text, as in most cases."""
        tag, axis = self.match.tag, self.match.axis
        is_named = bool(tag and self.attribute and self.is_cited)
        return is_named and axis != "following" and tag not in MILESTONES


class _Match(Value):
    """An element that is a unit, its part of the reference, where it ends if it is a milestone."""

    element: Element
    value: str
    end: Point | None


def listed(levels: tuple[Level, ...], document: Document, tree: str) -> Growth:
    """Return the units of a document, in its order, each before those in it."""
    lister = _Lister(document, tree)
    lister.add(levels, document.root, "", 1, None)
    lister.growth.idle += _idle(levels, lister.met)
    return lister.growth


def _idle(levels: tuple[Level, ...], met: set[int]) -> Iterator[tuple[Element, str]]:
    """Yield the levels that have found nothing, but for those within one of these."""
    for level in levels:
        if id(level) not in met:
            yield level.at, level.unit
        else:
            yield from _idle(level.levels, met)


class Seeker:
    """Finds the units of a reference as a listing has them, but with no look at any others.

    It does not know where that takes a listing, since not all levels are plain, nor when it was
    asked so often that a listing pays.
    """

    def __init__(
        self, levels: Callable[[], tuple[Level, ...]], document: Document, tree: str
    ) -> None:
        self._draw = levels
        self._document = document
        self._tree = tree
        self._left = _FEW

    @cached_property
    def _levels(self) -> tuple[Level, ...]:
        return self._draw()

    def __call__(self, ref: str) -> list[Unit] | None:
        """Return the units of a reference; None where it does not know."""
        self._left -= 1
        if self._left < 0:
            return None
        try:
            return list(_seek(self._levels, self._document.root, ("", ref), 1, self._tree))
        except Unusable:
            return None


def _seek(
    levels: tuple[Level, ...], around: Element, names: tuple[str, str], depth: int, tree: str
) -> Iterator[Unit]:
    """Yield what bears the second of two names, within an element that bears the first."""
    if len(levels) != 1 or not levels[0].is_plain:
        raise Unusable
    (level,), (parent, ref) = levels, names
    for element in level.match.nodes(around):
        n = element.get(level.attribute)
        name = f"{parent}{level.delim}{n}"
        if n and name == ref:
            yield Unit(name, element, None, level.unit, depth, parent, n, tree)
        elif n and level.levels and ref.startswith(name):
            yield from _seek(level.levels, element, (name, ref), depth + 1, tree)


class _Lister:
    def __init__(self, document: Document, tree: str) -> None:
        self.document = document
        self.tree = tree
        self.growth = Growth()
        self.met: set[int] = set()
        """The levels that have found something, or say why not, by their identity."""
        self._of_tag: dict[str, tuple[list[Element], list[tuple[int, int, int]]]] = {}

    def add(
        self, levels: tuple[Level, ...], around: Element, ref: str, depth: int, until: Point | None
    ) -> None:
        """Add the units of some levels within an element, or from a milestone `until` a point."""
        if until is None and len(levels) == 1 and levels[0].is_plain:
            self._add_plain(levels[0], around, ref, depth)
            return
        found = [
            (level, match) for level in levels for match in self._matches(level, around, until)
        ]
        if len(levels) > 1:
            found.sort(key=self._place)
        met: set[tuple[Element, str]] = set()
        for level, match in found:
            self.met.add(id(level))
            name = f"{ref}{level.delim}{match.value}"
            if (match.element, name) in met:  # by another of the levels
                continue
            met.add((match.element, name))
            if level.is_cited:
                unit = Unit(
                    name, match.element, match.end, level.unit, depth, ref, match.value, self.tree
                )
                self.growth.units.append(unit)
            if level.levels:
                below = depth + level.is_cited
                self.add(level.levels, match.element, name, below, match.end)

    def _add_plain(self, level: Level, around: Element, ref: str, depth: int) -> None:
        """Add what an attribute names, as nearly all units are: without a detour."""
        match, _, unit, attribute, _, delim, levels, _ = level
        keep, make, tree, prefix = self.growth.units.append, tuple.__new__, self.tree, ref + delim
        elements = match.among(around) if match.is_one_step else self._selected(level, around)
        is_plain = len(levels) == 1 and levels[0].is_plain
        element = None
        for element in elements:
            value = element.get(attribute)
            if not value:
                self._omit(element, level)
                continue
            name = prefix + value
            keep(make(Unit, (name, element, None, unit, depth, ref, value, tree)))
            if is_plain:
                self._add_plain(levels[0], element, name, depth + 1)
            elif levels:
                self.add(levels, element, name, depth + 1, None)
        if element is not None:
            self.met.add(id(level))

    def _selected(self, level: Level, around: Element) -> list[Element]:
        """Return what a level selects; where it cannot, its declaration is told of."""
        try:
            return level.match.nodes(around)
        except Unusable as error:
            self._give_up(level, error)
            return []

    def _give_up(self, level: Level, error: Unusable) -> None:
        """Tell why a level cannot be listed."""
        self.met.add(id(level))
        self.growth.omissions.append(Omission(level.at, level.unit, str(error)))

    def _omit(self, element: Element, level: Level) -> None:
        """Tell of what has no name; it is left out, with all in it."""
        missing = f"@{_plain(level.attribute)}" if level.attribute else "a name"
        self.growth.omissions.append(Omission(element, level.unit, missing))

    def _place(self, found: tuple[Level, _Match]) -> tuple[int, int, int]:
        return key(Point(found[1].element, "start"), self.document)

    def _matches(self, level: Level, around: Element, until: Point | None) -> Iterator[_Match]:
        """Yield what a level finds that has a name."""
        try:
            elements = self._elements(level, around, until)
            ends = spans(elements, until or self._end(around, elements))
            for position, (element, end) in enumerate(zip(elements, ends, strict=True), 1):
                value = _value(level, element, position)
                if value:
                    yield _Match(element, value, end)
                else:
                    self.met.add(id(level))
                    self._omit(element, level)
        except Unusable as error:
            self._give_up(level, error)

    def _elements(self, level: Level, around: Element, until: Point | None) -> list[Element]:
        if until is None:
            return level.match.nodes(around)
        first = key(Point(around, "text"), self.document)
        last = key(until, self.document)
        if level.match.is_one_step:
            elements, places = self._tagged(level.match.tag)
            return elements[bisect_left(places, first) : bisect_left(places, last)]
        found = level.match.nodes(around)
        return [one for one in found if first < key(Point(one, "start"), self.document) < last]

    def _tagged(self, tag: str) -> tuple[list[Element], list[tuple[int, int, int]]]:
        if tag not in self._of_tag:
            elements = list(self.document.root.iter(tag))
            places = [key(Point(element, "start"), self.document) for element in elements]
            self._of_tag[tag] = elements, places
        return self._of_tag[tag]

    def _end(self, around: Element, elements: list[Element]) -> Point | None:
        """Return where the last milestone ends: with the unit around it, else with its text."""
        if not elements or elements[-1].tag not in MILESTONES:
            return None
        is_outermost = around is self.document.root
        return end_of_text(elements[-1]) if is_outermost else Point(around, "end")


def spans(elements: list[Element], last: Point | None) -> list[Point | None]:
    """Return where each of some elements ends: None for one that holds its own content.

    A milestone ends where the next one begins, in the same text, the last one at `last`.
    """
    ends: list[Point | None] = []
    for element, following in pairwise([*elements, None]):
        if element is None or element.tag not in MILESTONES:
            ends.append(None)
        else:
            ends.append(last if following is None else Point(following, "start"))
    return ends


def end_of_text(element: Element) -> Point:
    """Return the end of the text that an element stands in, or of the document."""
    outer = [each for each in element.iterancestors() if each.tag == _TEXT]
    return Point(outer[-1] if outer else element.getroottree().getroot(), "end")


def _value(level: Level, element: Element, position: int) -> str:
    if level.attribute:
        return element.get(level.attribute, "")
    return str(position) if level.use is None else level.use.string(element, position)


def _plain(attribute: str) -> str:
    return attribute.replace("{http://www.w3.org/XML/1998/namespace}", "xml:")
