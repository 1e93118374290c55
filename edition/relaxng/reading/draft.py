"""Draft: a schema between its syntax and its patterns, definitions not yet put in their places."""

from collections.abc import Callable
from typing import NamedTuple, TypeAlias, TypeVar

from edition.relaxng.grammar import (
    Attribute,
    Data,
    Empty,
    Fault,
    NameClass,
    NotAllowed,
    Pattern,
    Place,
    Ref,
    Text,
    ValueOf,
)
from edition.relaxng.reading.node import Node

__all__ = [
    "EMPTY",
    "NOT_ALLOWED",
    "TEXT",
    "Context",
    "Definition",
    "Draft",
    "Element",
    "Raw",
    "Scope",
    "check_scope",
    "enter",
    "halved",
]

_Joint = TypeVar("_Joint")
_NOWHERE = Place()

EMPTY = Empty()
TEXT = Text()
NOT_ALLOWED = NotAllowed()


class Draft:
    """A pattern in which definitions are not yet looked up.

    `made` holds what an attribute, data or a finished pattern is known to be; its own inner pattern
    is set when `parts` are known.
    """

    __slots__ = ("kind", "made", "parts")

    def __init__(self, kind: str, parts: "list[Raw]", made: Attribute | Data | None = None) -> None:
        self.kind = kind
        self.parts = parts
        self.made = made


class Element:
    """An element pattern; `uses` are the definitions that it refers to outside other elements."""

    __slots__ = ("content", "documentation", "label", "names", "place", "ref", "uses")

    def __init__(self, node: Node, names: NameClass, label: str, documentation: str) -> None:
        self.place = node.place
        self.names = names
        self.label = label
        self.documentation = node.documentation or documentation
        self.uses: list[Definition] = []
        self.content: Raw = EMPTY
        self.ref: Ref | None = None


class Definition:
    """What a name stands for in one grammar, or its start (name ""), or another file's pattern."""

    __slots__ = ("combine", "name", "open", "parts", "pattern", "place", "plain", "uses", "wanted")

    def __init__(self, name: str) -> None:
        self.name = name
        self.place = _NOWHERE
        self.combine = ""
        self.plain = False
        self.parts: list[Raw] = []
        self.uses: list[Definition] = []
        self.wanted: Place | None = None
        self.pattern: Pattern | None = None
        self.open = False

    @property
    def told(self) -> str:
        """How messages call it."""
        return f"“{self.name}”" if self.name else "the start"


Raw: TypeAlias = Draft | Element | Definition | Empty | Text | NotAllowed | Data | ValueOf


class Scope:
    """The definitions of one grammar and the grammar around it (4.18)."""

    def __init__(self, place: Place, parent: "Scope | None") -> None:
        self.place = place
        self.parent = parent
        self.definitions: dict[str, Definition] = {}

    def definition(self, name: str) -> Definition:
        """Return what a name stands for, known or not."""
        found = self.definitions.get(name)
        if found is None:
            found = self.definitions[name] = Definition(name)
        return found


class Context(NamedTuple):
    """What a node inherits. `uses` takes the definitions that are referred to from here."""

    ns: str
    library: str
    base: str
    files: tuple[str, ...]
    scope: Scope | None
    uses: list[Definition]

    def within(self, node: Node) -> "Context":
        """Return the context inside a node (4.3, 4.8, 4.9 and xml:base)."""
        given = node.given
        found = self
        if "ns" in given:
            found = found._replace(ns=given["ns"])
        if "datatypeLibrary" in given:
            found = found._replace(library=given["datatypeLibrary"])
        if node.base:
            from urllib.parse import urljoin

            found = found._replace(base=urljoin(found.base, node.base))
        return found


def enter(node: Node, definition: Definition) -> None:
    """Note how one more part of a definition is to be combined with the others (4.17).

    Raises Fault where that cannot be.
    """
    combine = node.given.get("combine", "")
    if not definition.parts:
        definition.place = node.place
    if not combine and definition.plain:
        raise node.fault(
            f"There is {definition.told} already, and neither says how to combine them.",
            "Take one away, or write combine=“choice” or combine=“interleave” on one of them.",
        )
    if combine and definition.combine not in {"", combine}:
        raise node.fault(
            f"The parts of {definition.told} are to be combined in two ways.",
            "Write the same combine everywhere.",
        )
    definition.plain = definition.plain or not combine
    definition.combine = definition.combine or combine


def check_scope(scope: Scope) -> None:
    """Raise Fault where a grammar has no start, or lacks what is referred to (4.18)."""
    if not scope.definition("").parts:
        raise Fault(
            scope.place,
            "The grammar has no start.",
            "Add <start>, which says what the root of a document may be.",
        )
    for definition in scope.definitions.values():
        if not definition.parts and definition.wanted is not None:
            from edition.suggestion import nearest

            known = [name for name, found in scope.definitions.items() if name and found.parts]
            close = nearest(definition.name, known, 1)
            raise Fault(
                definition.wanted,
                f"There is no definition {definition.told} in this grammar.",
                f"Did you mean “{close[0]}”?" if close else "Define it, or take the ref away.",
            )


def halved(parts: list[_Joint], join: Callable[[_Joint, _Joint], _Joint]) -> _Joint:
    """Join many in twos (4.12), each half by itself: a thousand are ten deep, not a thousand."""
    while len(parts) > 1:
        odd = parts[-1:] if len(parts) % 2 else []
        parts = [join(parts[n], parts[n + 1]) for n in range(0, len(parts) - 1, 2)] + odd
    return parts[0]
