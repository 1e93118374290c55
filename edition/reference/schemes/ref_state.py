"""refState: a reference made of the states of a text, each changed by a milestone.

A state of the unit `page` is changed by `pb`, of `column` by `cb`, of `line` by `lb`, of any other
by `milestone` with that @unit. Editions that number divisions or verses, instead of marking where
they begin, are read alike; what is never numbered changes nothing. What follows a milestone is its
unit up to the next of that or a higher state.

Source: TEI P5, HDRN, "Milestone Method".
"""

from collections.abc import Iterator
from functools import partial

from edition.document import TEI, Document, Element
from edition.reference.point import Point
from edition.reference.structure import MILESTONES, end_of_text
from edition.reference.tree import Growth, Omission, Tree, declarations, named
from edition.reference.unit import Unit
from edition.value import Value

__all__ = ["trees"]

NAME = "refState"
ORDER = 30

_STATE = f"{{{TEI}}}refState"
_MARKS = {"page": "pb", "column": "cb", "line": "lb", "gathering": "gb"}
_SAYING = ("ed", "unit", "subtype", "type")
_MARKED = frozenset(f"{{{TEI}}}{name}" for name in ("l", *_MARKS.values()))
"""What is known by its tag to change a state, whatever it says of itself."""
_TEXT = f"{{{TEI}}}text"
_NAMED = tuple(f"{{{TEI}}}{name}" for name in ("div", *(f"div{n}" for n in range(1, 8)), "ab", "l"))


def trees(document: Document) -> Iterator[Tree]:
    """Yield the tree of each refsDecl that holds states."""
    for number, (declaration, states) in enumerate(declarations(document, _STATE).items(), 1):
        name = named(declaration, number, NAME)
        yield Tree(name, NAME, partial(_grown, states, document, name), is_declared=True)


class _State(Value):
    """What a refState says; `delim` stands behind its part of a reference."""

    unit: str
    delim: str
    length: str


class _Lister:
    """Goes through a text with the units that are open, one of each state or none."""

    def __init__(self, states: list[Element], name: str) -> None:
        said = [(state.get("unit", ""), state.get("delim", ".")) for state in states]
        lengths = [state.get("length", "") for state in states]
        self.states = [_State(*two, length) for two, length in zip(said, lengths, strict=True)]
        self.name = name
        self.growth = Growth()
        self.closed: list[tuple[int, bool] | None] = [None] * len(states)
        self.open = self.closed.copy()
        """The number of each open unit, and whether it ends only where another begins."""
        self.is_marked = False
        """Whether a milestone has opened a unit."""

    def close(self, level: int, at: Point) -> None:
        """End the milestones' units from a level down where something else begins."""
        for below in range(level, len(self.states)):
            opened = self.open[below]
            if opened is not None and opened[1]:
                units, place = self.growth.units, opened[0]
                units[place] = units[place].changed(end=at)
            self.open[below] = None

    def add(self, level: int, element: Element, n: str | None, *, is_mark: bool) -> None:
        """Begin a unit, which a milestone may mark."""
        unit, _, length = self.states[level]
        units, opened = self.growth.units, self.open
        if self.is_marked and any(each is not None and each[1] for each in opened[level:]):
            self.close(level, Point(element, "start"))
        opened[level:] = self.closed[level:]
        if not n:
            self.growth.omissions.append(Omission(element, unit, "@n"))
            return
        part = _sized(n, length) if length else n
        ref, parent, depth = part, "", 1
        outer = [each for each in opened[:level] if each is not None]
        if outer:
            parent = units[outer[-1][0]][0]
            ref, depth = f"{parent}{self.states[level - 1].delim}{part}", len(outer) + 1
        opened[level] = len(units), is_mark
        self.is_marked = self.is_marked or is_mark
        fields = (ref, element, None, unit, depth, parent, n, self.name)
        units.append(tuple.__new__(Unit, fields))


def _grown(states: list[Element], document: Document, name: str) -> Growth:
    lister = _Lister(states, name)
    levels = {_key(state): level for level, state in reversed(list(enumerate(states)))}
    text = document.root.find(_TEXT)
    every = [] if text is None else text.iter(*MILESTONES, *_NAMED)
    known: dict[tuple[object, ...], int | None] = {}
    changing = []
    for element in every:
        tag, get = element.tag, element.get
        said = (tag, get("ed")) if tag in _MARKED else (tag, *map(get, _SAYING))
        if said not in known:
            known[said] = _level(element, levels)
        level = known[said]
        if level is not None:
            changing.append((level, tag, get("n"), element))
    numbered = {(level, tag) for level, tag, n, _ in changing if n}
    for level, tag, n, element in changing:
        if (level, tag) in numbered:
            lister.add(level, element, n, is_mark=tag in MILESTONES)
    if lister.growth.units:
        lister.close(0, end_of_text(lister.growth.units[-1].element))
    elif not numbered:  # some states, such as the work, change nowhere in a text, and rightly so
        lister.growth.idle.append((states[0], states[0].get("unit", "")))
    return lister.growth


def _key(state: Element) -> tuple[str, str | None]:
    return state.get("unit", "").casefold(), state.get("ed")


def _level(element: Element, levels: dict[tuple[str, str | None], int]) -> int | None:
    """Return the state that an element changes, by its own edition's count or by any."""
    local = str(element.tag).rpartition("}")[2]
    names = [unit for unit, mark in _MARKS.items() if mark == local]
    if local == "l":
        names = ["line", "verse"]
    elif not names:
        names = [element.get(name, "") for name in _SAYING[1:] if element.get(name)]
    for name in names:
        for edition in (element.get("ed"), None):
            if (name.casefold(), edition) in levels:
                return levels[name.casefold(), edition]
    return None


def _sized(n: str, length: str) -> str:
    """Return a part of a reference at the length that a header asks for."""
    if not length.isdecimal() or not 0 < int(length) < 20:
        return n
    return n.zfill(int(length))[-int(length) :] if n.isdecimal() else n[: int(length)]
