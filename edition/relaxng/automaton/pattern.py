"""Pattern: a node of a pattern graph, and which names a name class contains."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final, TypeAlias

if TYPE_CHECKING:
    from edition.relaxng import grammar as simple
    from edition.relaxng.datatype import Datatype

__all__ = [
    "ATTRIBUTE",
    "CHOICE",
    "DATA",
    "ELEMENT",
    "EMPTY",
    "GROUP",
    "INTERLEAVE",
    "LIST",
    "MORE",
    "NOT_ALLOWED",
    "TEXT",
    "VALUE",
    "XML",
    "Bindings",
    "Name",
    "Names",
    "Pattern",
    "Step",
    "chosen",
    "contains",
    "is_open",
    "joined",
    "mentioned_names",
    "plain",
    "single_names",
    "split",
]

(
    EMPTY,
    NOT_ALLOWED,
    TEXT,
    CHOICE,
    INTERLEAVE,
    GROUP,
    MORE,
    LIST,
    DATA,
    VALUE,
    ATTRIBUTE,
    ELEMENT,
) = range(12)

XML: Final = "http://www.w3.org/XML/1998/namespace"

Bindings = Mapping[str, str]
Name = tuple[str, str]

Names: TypeAlias = "tuple[Any, ...] | None"
"""A name class as nested tuples: ("", ns, local), ("|", left, right), (":", ns, excluded) for all
names of a namespace, ("*", excluded) for all names; None for no name."""

_NULLABLE: Final = {
    CHOICE: any,
    GROUP: all,
    INTERLEAVE: all,
    MORE: all,
}
_VALUES: Final = frozenset({DATA, VALUE, LIST})
_TEXTUAL: Final = _VALUES | {TEXT}


class Pattern:
    """A node of a pattern graph; `uid` orders the branches of a choice.

    `branches` are the patterns of a choice, in the order of their uids; of a group or an interleave
    the two sides, else the one inner pattern, if there is one. `is_typed` where it matters what a
    text says, not only that there is one. `stated` is what else tells it from others of its kind,
    as plain data: an element's key with its names, the names of an attribute, what a schema says of
    a datatype or value.
    """

    __slots__ = (
        "_type", "branches", "has_attributes", "has_text", "is_typed", "kind", "nullable", "stated",
        "stepped", "uid",
    )  # fmt: skip

    def __init__(
        self, kind: int, branches: "tuple[Pattern, ...]", uid: int, stated: object
    ) -> None:
        self.kind = kind
        self.branches = branches
        self.uid = uid
        self.stated: Any = stated
        self.nullable, self.has_attributes, self.has_text = _flags(kind, branches)
        self.is_typed = self.has_text and _is_typed(kind, branches)
        self.stepped: dict[Name, tuple[Step, ...]] | None = None
        self._type: tuple[Datatype, object] | None = None

    @property
    def names(self) -> Names:
        """The names of an element or attribute."""
        names: Names = self.stated[1] if self.kind == ELEMENT else self.stated
        return names

    @property
    def type(self) -> "Datatype":
        """The datatype of data and of a value."""
        return self._typed()[0]

    @property
    def value(self) -> object:
        """What a value is in its datatype; two that are written otherwise may be equal."""
        return self._typed()[1]

    def _typed(self) -> "tuple[Datatype, object]":
        if self._type is None:
            from edition.relaxng.datatype import datatype  # what is known to be right asks none

            library, name, said, *more = self.stated
            if self.kind == DATA:
                self._type = datatype(library, name, said), None
            else:
                kind = datatype(library, name, ())
                self._type = kind, kind.canon(said, dict(more[0]))
        return self._type


def _flags(kind: int, branches: tuple[Pattern, ...]) -> tuple[bool, bool, bool]:
    """Return whether a pattern is nullable, has attributes, and has text or data of its own."""
    folded = _NULLABLE.get(kind)
    if folded is None:
        return kind in {EMPTY, TEXT}, kind == ATTRIBUTE, kind in _TEXTUAL
    nullable = folded([branch.nullable for branch in branches])
    attributes = text = False
    for branch in branches:
        attributes = attributes or branch.has_attributes
        text = text or branch.has_text
    return nullable, attributes, text


def _is_typed(kind: int, branches: tuple[Pattern, ...]) -> bool:
    """Return whether a pattern is typed; of a group the right side, if the left may be empty."""
    if kind == GROUP:
        left, right = branches
        return left.is_typed or (left.nullable and right.is_typed)
    return kind in _VALUES or any(branch.is_typed for branch in branches)


Step = tuple[Pattern, Pattern]
"""An element or attribute pattern that a name matches, and what is left of the pattern then."""


def chosen(pattern: Pattern) -> Iterator[Pattern]:
    """Yield what a choice is between, with that of wide choices within it; else the pattern."""
    if pattern.kind != CHOICE:
        yield pattern
        return
    waiting, seen = [pattern], {pattern.uid}
    while waiting:
        for branch in waiting.pop().branches:
            if branch.kind != CHOICE:
                yield branch
            elif branch.uid not in seen:
                seen.add(branch.uid)
                waiting.append(branch)


def plain(names: "simple.NameClass | None") -> Names:
    """Return a name class of the simple syntax as nested tuples."""
    from edition.relaxng import grammar as simple

    match names:
        case simple.Name():
            return ("", names.ns, names.local)
        case simple.NameChoice():
            return ("|", plain(names.left), plain(names.right))
        case simple.NsName():
            return (":", names.ns, plain(names.excluded))
        case simple.AnyName():
            return ("*", plain(names.excluded))
    return None


def split(name: str) -> Name:
    """Return namespace and local name of what automata write as one: "ns local", "xml:id"."""
    ns, space, local = name.rpartition(" ")
    if not space and local.startswith("xml:"):
        return XML, local[4:]
    return ns, local


def joined(name: Name) -> str:
    """Return a name as automata write it: without namespace, or of XML's, as documents do."""
    ns, local = name
    if not ns:
        return local
    return f"xml:{local}" if ns == XML else f"{ns} {local}"


def contains(names: Names, ns: str, local: str) -> bool:
    """Return whether a name class contains a name. Source: RELAX NG, 6.1."""
    if names is None:
        return False
    if names[0] == "":
        return bool(names[2] == local and names[1] == ns)
    if names[0] == "|":
        return contains(names[1], ns, local) or contains(names[2], ns, local)
    if names[0] == ":" and names[1] != ns:
        return False
    return not contains(names[-1], ns, local)


def single_names(names: Names) -> list[Name]:
    """Return the names of a class that are stated one by one."""
    if names is None or names[0] in {":", "*"}:
        return []
    if names[0] == "|":
        return [*single_names(names[1]), *single_names(names[2])]
    return [(names[1], names[2])]


def is_open(names: Names) -> bool:
    """Whether a class takes any name, or any of a namespace."""
    return names is not None and names[0] in {":", "*"}


def mentioned_names(names: Names) -> Iterator[Name]:
    """Yield every name that a class speaks of, also to except it; of a whole namespace a blank."""
    waiting = [names]
    while waiting:
        part = waiting.pop()
        if part is None:
            continue
        if part[0] == "":
            yield part[1], part[2]
            continue
        if part[0] == ":":
            yield part[1], ""
        waiting += part[1:] if part[0] == "|" else part[-1:]
