"""Grammar: RELAX NG's simple syntax, section 4 of the specification done."""

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
]


class Place(Value):
    """A place in a schema file, for findings; line and column count from 1, 0 where unknown."""

    file: str = ""
    line: int = 0
    column: int = 0


class Fault(Exception):  # noqa: N818  (what is wrong with the schema, told as a finding)
    """A schema is no RELAX NG: the place, what is wrong, and what to do about it."""

    def __init__(self, place: Place, message: str, hint: str) -> None:
        super().__init__(place, message, hint)
        self.place = place
        self.message = message
        self.hint = hint


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
    """A start, the elements that its patterns refer to, by key, and where the schema begins."""

    start: Pattern
    elements: dict[str, Define]
    place: Place = Place()
