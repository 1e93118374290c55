"""Pattern: a node of a pattern graph, and which names a name class contains."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from edition.relaxng import grammar as simple
from edition.relaxng.datatype import Datatype, datatype
from edition.relaxng.grammar import NameClass

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
    "Bindings",
    "Name",
    "Pattern",
    "Step",
    "contains",
    "mentioned_names",
    "single_names",
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

Bindings = Mapping[str, str]
Name = tuple[str, str]

_NULLABLE: Final = {
    CHOICE: any,
    GROUP: all,
    INTERLEAVE: all,
    MORE: all,
}


class Pattern:
    """A node of a pattern graph; `uid` orders the branches of a choice.

    `branches` are the patterns of a choice (none of them a choice), in the order of their uids; of
    a group or an interleave the two sides, else the one inner pattern, if there is one. `stated`
    is what else tells it from others of its kind: an element's key, the names of an attribute,
    what a schema says of a datatype or value.
    """

    __slots__ = (
        "_type", "branches", "content", "excluded", "has_attributes", "kind", "names", "nullable",
        "stated", "stepped", "uid",
    )  # fmt: skip

    def __init__(
        self,
        kind: int,
        branches: "tuple[Pattern, ...]",
        uid: int,
        stated: object,
        flags: tuple[bool, bool] | None = None,
    ) -> None:
        self.kind = kind
        self.branches = branches
        self.uid = uid
        self.stated: Any = stated
        self.nullable, self.has_attributes = flags or _flags(kind, branches)
        self.names: NameClass | None = None
        self.content: Pattern | None = None
        self.excluded: Pattern | None = None
        self.stepped: dict[Name, tuple[Step, ...]] | None = None
        self._type: tuple[Datatype, object] | None = None

    @property
    def type(self) -> Datatype:
        """The datatype of data and of a value."""
        return self._typed()[0]

    @property
    def value(self) -> object:
        """What a value is in its datatype; two that are written otherwise may be equal."""
        return self._typed()[1]

    def _typed(self) -> tuple[Datatype, object]:
        if self._type is None:
            library, name, said, *more = self.stated
            if self.kind == DATA:
                self._type = datatype(library, name, said), None
            else:
                kind = datatype(library, name, ())
                self._type = kind, kind.canon(said, dict(more[0]))
        return self._type


def _flags(kind: int, branches: tuple[Pattern, ...]) -> tuple[bool, bool]:
    """Return whether a pattern is nullable, and whether it has attributes."""
    folded = _NULLABLE.get(kind)
    if folded is None:
        return kind in {EMPTY, TEXT}, kind == ATTRIBUTE
    nullable = folded([branch.nullable for branch in branches])
    return nullable, any(branch.has_attributes for branch in branches)


Step = tuple[Pattern, Pattern]
"""An element or attribute pattern that a name matches, and what is left of the pattern then."""


def contains(names: NameClass | None, ns: str, local: str) -> bool:
    """Return whether a name class contains a name. Source: RELAX NG, 6.1."""
    if isinstance(names, simple.Name):
        return names.local == local and names.ns == ns
    if isinstance(names, simple.NameChoice):
        return contains(names.left, ns, local) or contains(names.right, ns, local)
    if isinstance(names, simple.NsName):
        return names.ns == ns and not contains(names.excluded, ns, local)
    return isinstance(names, simple.AnyName) and not contains(names.excluded, ns, local)


def single_names(names: NameClass | None) -> list[Name]:
    """Return the names of a class that are stated one by one."""
    if isinstance(names, simple.Name):
        return [(names.ns, names.local)]
    if isinstance(names, simple.NameChoice):
        return [*single_names(names.left), *single_names(names.right)]
    return []


def mentioned_names(names: NameClass | None) -> Iterator[Name]:
    """Yield every name that a class speaks of, also to except it; of a whole namespace a blank."""
    waiting = [names]
    while waiting:
        part = waiting.pop()
        if isinstance(part, simple.Name):
            yield part.ns, part.local
        elif isinstance(part, simple.NameChoice):
            waiting += (part.left, part.right)
        elif isinstance(part, simple.NsName | simple.AnyName):
            waiting.append(part.excluded)
            if isinstance(part, simple.NsName):
                yield part.ns, ""
