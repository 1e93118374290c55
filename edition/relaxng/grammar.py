"""Grammar: RELAX NG's simple syntax, section 4 of the specification done."""

from collections.abc import Iterator
from typing import TypeAlias

from edition.value import Value

__all__ = [
    "AnyName",
    "Attribute",
    "Choice",
    "Data",
    "Define",
    "Empty",
    "Fault",
    "Grammar",
    "Group",
    "Interleave",
    "ListOf",
    "Name",
    "NameChoice",
    "NameClass",
    "NotAllowed",
    "NsName",
    "OneOrMore",
    "Pattern",
    "Place",
    "Ref",
    "Text",
    "ValueOf",
    "each",
]


class Place(Value):
    """A place in a schema file, for findings; line and column count from 1, 0 where unknown.

    `number` says which element of the file it is, in the order of their start tags, from 0, until
    `schema.grammar` looks up its line and column, which only a fault needs.
    """

    file: str = ""
    line: int = 0
    column: int = 0
    number: int = -1


class Fault(Exception):  # noqa: N818  (what is wrong with the schema, told as a finding)
    """A schema is no RELAX NG: the place, what is wrong, and what to do about it.

    It `is_malformed` where it could not even be read as XML, or as the compact syntax's text.
    """

    def __init__(
        self,
        place: Place,
        message: str,
        hint: str,
        is_malformed: bool = False,  # noqa: FBT001, FBT002  (pickle gives arguments by place)
    ) -> None:
        super().__init__(place, message, hint, is_malformed)
        self.place = place
        self.message = message
        self.hint = hint
        self.is_malformed = is_malformed


class Name(Value):
    """One name; `ns` is empty for none."""

    ns: str
    local: str


class NsName(Value):
    """Every name of a namespace but those of `excluded`."""

    ns: str
    excluded: "NameClass | None" = None


class AnyName(Value):
    """Every name but those of `excluded`."""

    excluded: "NameClass | None" = None


class NameChoice(Value):
    """The names of either class."""

    left: "NameClass"
    right: "NameClass"


NameClass: TypeAlias = Name | NsName | AnyName | NameChoice


class Empty(Value):
    """Nothing."""


class NotAllowed(Value):
    """What nothing matches."""


class Text(Value):
    """Any text, or none."""


class Choice(Value):
    """Either pattern."""

    left: "Pattern"
    right: "Pattern"


class Interleave(Value):
    """Both patterns, mixed in any way."""

    left: "Pattern"
    right: "Pattern"


class Group(Value):
    """The one pattern, then the other."""

    left: "Pattern"
    right: "Pattern"


class OneOrMore(Value):
    """The pattern, once or more."""

    inner: "Pattern"


class ListOf(Value):
    """A text that is split at white space, and the pattern of its tokens."""

    inner: "Pattern"


class Data(Value):
    """A text of a datatype: library, name, parameters, and a pattern for what is excepted."""

    library: str
    name: str
    parameters: tuple[tuple[str, str], ...] = ()
    excluded: "Pattern | None" = None
    place: Place = Place()


class ValueOf(Value):
    """A text that equals a value in its datatype.

    `bindings` are the prefixes in scope where the value is written (for QName and NOTATION), the
    default namespace under the empty prefix: it is the `ns` attribute there.
    """

    library: str
    name: str
    value: str
    bindings: tuple[tuple[str, str], ...] = ()
    place: Place = Place()


class Attribute(Value):
    """One attribute."""

    names: NameClass
    inner: "Pattern"
    place: Place = Place()


class Ref(Value):
    """The element that the grammar defines under this key."""

    key: str


Pattern: TypeAlias = (
    Empty
    | NotAllowed
    | Text
    | Choice
    | Interleave
    | Group
    | OneOrMore
    | ListOf
    | Data
    | ValueOf
    | Attribute
    | Ref
)


class Define(Value):
    """One element: section 4.19 leaves no other definitions.

    `documentation` is the first annotation of that name on the element or on its definition.
    """

    names: NameClass
    inner: Pattern
    place: Place = Place()
    documentation: str = ""


class Grammar(Value):
    """A start, the elements that its patterns refer to, by key, and where the schema begins.

    `classes` are the choices of elements that the schema has a name for, such as TEI's
    `model.nameLike`: each with the local names of all its elements, those of the classes within
    it too, in the order of the schema.
    """

    start: Pattern
    elements: dict[str, Define]
    place: Place = Place()
    classes: dict[str, tuple[str, ...]] = {}  # noqa: RUF012  (nobody writes into it)


def each(pattern: Pattern, seen: set[int]) -> Iterator[Pattern]:
    """Yield a pattern and all within that `seen` (by id) does not hold yet, parts before wholes."""
    pending = [pattern]
    while pending:
        item = pending[-1]
        number = len(pending)
        if id(item) not in seen:
            pending += [part for part in _parts(item) if id(part) not in seen]
            if len(pending) > number:
                continue
            seen.add(id(item))
            yield item
        pending.pop()


def _parts(pattern: Pattern) -> tuple[Pattern, ...]:
    """Return the patterns within, the last first."""
    if isinstance(pattern, Choice | Group | Interleave):
        return (pattern.right, pattern.left)
    if isinstance(pattern, OneOrMore | ListOf | Attribute):
        return (pattern.inner,)
    if isinstance(pattern, Data) and pattern.excluded is not None:
        return (pattern.excluded,)
    return ()
