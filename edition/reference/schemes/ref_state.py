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

__all__ = ["trees"]

NAME = "refState"
ORDER = 30

_STATE = f"{{{TEI}}}refState"
_MARKS = {"page": "pb", "column": "cb", "line": "lb", "gathering": "gb"}
_TEXT = f"{{{TEI}}}text"
_NAMED = tuple(f"{{{TEI}}}{name}" for name in ("div", *(f"div{n}" for n in range(1, 8)), "ab", "l"))


def trees(document: Document) -> Iterator[Tree]:
    """Yield the tree of each refsDecl that holds states."""
    for number, (declaration, states) in enumerate(declarations(document, _STATE).items(), 1):
        name = named(declaration, number, NAME)
        yield Tree(name, NAME, partial(_grown, states, document, name), is_declared=True)


class _Lister:
    """Goes through a text with the units that are open, the outermost first."""

    def __init__(self, states: list[Element], name: str) -> None:
        self.states = states
        self.name = name
        self.growth = Growth()
        self.open: list[int | None] = [None] * len(states)

    def close(self, level: int, at: Point) -> None:
        """End the milestones' units from a level down where something else begins."""
        for below in range(level, len(self.states)):
            place = self.open[below]
            if place is not None and self.growth.units[place].element.tag in MILESTONES:
                self.growth.units[place] = self.growth.units[place].changed(end=at)
            self.open[below] = None

    def add(self, level: int, element: Element) -> None:
        """Begin a unit."""
        state, n = self.states[level], element.get("n", "")
        self.close(level, Point(element, "start"))
        if not n:
            missing = Omission(element, state.get("unit", ""), "@n")
            self.growth.omissions.append(missing)
            return
        outer = [place for place in self.open[:level] if place is not None]
        parent = self.growth.units[outer[-1]].ref if outer else ""
        delim = self.states[level - 1].get("delim", "" if level == 0 else ".") if outer else ""
        unit = state.get("unit", "")
        ref = f"{parent}{delim}{_sized(n, state.get('length', ''))}"
        self.open[level] = len(self.growth.units)
        self.growth.units.append(
            Unit(ref, element, None, unit, len(outer) + 1, parent, n, self.name)
        )


def _grown(states: list[Element], document: Document, name: str) -> Growth:
    lister = _Lister(states, name)
    levels = {_key(state): level for level, state in reversed(list(enumerate(states)))}
    text = document.root.find(_TEXT)
    every = [] if text is None else list(text.iter(*MILESTONES, *_NAMED))
    changing = [(level, each) for each in every if (level := _level(each, levels)) is not None]
    numbered = {(level, each.tag) for level, each in changing if each.get("n")}
    for level, element in changing:
        if (level, element.tag) in numbered:
            lister.add(level, element)
    if lister.growth.units:
        lister.close(0, end_of_text(lister.growth.units[-1].element))
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
        names = [element.get(name, "") for name in ("unit", "subtype", "type") if element.get(name)]
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
