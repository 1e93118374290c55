"""Restrictions: what section 7 of RELAX NG's specification forbids a simplified grammar."""

from typing import Any, NoReturn

from edition.relaxng.grammar import (
    Attribute,
    Choice,
    Data,
    Define,
    Empty,
    Fault,
    Grammar,
    Group,
    Interleave,
    ListOf,
    NameClass,
    NotAllowed,
    OneOrMore,
    Pattern,
    Place,
    Ref,
    Text,
    ValueOf,
    each,
)
from edition.relaxng.nameclass import Register, told
from edition.relaxng.reading.content import COMPLEX, NOTHING, SIMPLE, joined, mixed
from edition.value import Value

__all__ = ["check"]


_WORDS: dict[type[Any], str] = {
    Attribute: "an attribute",
    Ref: "an element",
    ListOf: "a list",
    Text: "text",
    Group: "a group",
    Interleave: "an interleave",
    OneOrMore: "oneOrMore",
    Empty: "empty",
    Data: "data",
    ValueOf: "a value",
}
_KINDS = {kind: 1 << n for n, kind in enumerate(_WORDS)}
_BESIDE = 1 << len(_KINDS)  # an attribute in a group or an interleave

_ATTRIBUTE = _KINDS[Attribute]
_TEXT = _KINDS[Text]
_SEQUENCES = frozenset({Group, Interleave})
_IN_ATTRIBUTE = _KINDS[Ref] | _ATTRIBUTE  # 7.1.1
_IN_LIST = sum(_KINDS[kind] for kind in (ListOf, Ref, Attribute, Text, Interleave))  # 7.1.3
_IN_EXCEPT = sum(_KINDS.values()) - _KINDS[Data] - _KINDS[ValueOf]  # 7.1.4
_IN_START = sum(_KINDS.values()) - _KINDS[Ref]  # 7.1.5

_DEEPEST = 200  # patterns in patterns of another kind, through definitions
_ATTRIBUTES = 20_000  # name classes of attributes: sets of them are numbers of as many bits


class _Facts(Value):
    """What section 7 asks of a pattern, elements within not entered.

    `kinds` has a bit for each kind of pattern within; `content` is the content type or None,
    `attributes` is a set of name classes, `lonely` an attribute with infinitely many names that
    nothing repeats; `depth` counts patterns of other kinds within each other.
    """

    kinds: int = 0
    content: int | None = NOTHING
    attributes: int = 0
    lonely: Attribute | None = None
    depth: int = 1


_LEAVES = {
    ValueOf: _Facts(_KINDS[ValueOf], SIMPLE),
    Text: _Facts(_TEXT, COMPLEX),
    Empty: _Facts(_KINDS[Empty]),
    NotAllowed: _Facts(),
    Ref: _Facts(_KINDS[Ref], COMPLEX),
}


def check(grammar: Grammar) -> None:
    """Raise Fault for the first thing that section 7 forbids.

    Patterns may be shared: each is looked at once, so this takes time by their number.
    """
    inspection = _Inspection(grammar)
    inspection.check_start()
    for define in grammar.elements.values():
        inspection.check_element(define)


class _Inspection:
    """One check of a grammar: the facts of each pattern, once."""

    def __init__(self, grammar: Grammar) -> None:
        self._grammar = grammar
        self._attributes = Register()
        self._elements = Register()
        self._seen: set[int] = set()
        self._facts: dict[int, _Facts] = {}
        self._mixed: set[int] = set()
        self._gathered: dict[int, int] = {}

    def check_start(self) -> None:
        """Raise Fault where the start is more than a choice of elements (7.1.5)."""
        start, where = self._grammar.start, self._grammar.place
        found = self._inspect(start, where).kinds & _IN_START
        if found:
            kind, place = _witness(start, found, where)
            raise Fault(
                place,
                f"The start of the grammar holds {_WORDS[kind]}, but a document is one element.",
                "Let the start refer to one element, or to a choice of elements.",
            )

    def check_element(self, define: Define) -> None:
        """Raise Fault where an element's content breaks a rule."""
        facts = self._inspect(define.inner, define.place)
        subject = f"the element {told(define.names)}"
        if facts.content is None:
            mixed(define.place, subject)
        if facts.lonely is not None:
            raise Fault(
                facts.lonely.place,
                f"In {subject} an attribute may have infinitely many names, but is not repeated.",
                "Put the attribute with anyName or nsName into oneOrMore or zeroOrMore.",
            )

    def _inspect(self, pattern: Pattern, where: Place) -> _Facts:
        for item in each(pattern, self._seen):
            facts = self._facts[id(item)] = self._judge(item, where)
            if facts.depth > _DEEPEST:
                raise Fault(
                    where,
                    f"Patterns are nested more than {_DEEPEST} deep in this element, "
                    "through definitions.",
                    "Make the content of the element simpler.",
                )
        return self._facts[id(pattern)]

    def _judge(self, item: Pattern, where: Place) -> _Facts:
        """Return the facts of a pattern whose parts are known."""
        match item:
            case Choice() | Group() | Interleave():
                return self._join(item, where)
            case OneOrMore():
                return self._repeat(item, where)
            case Attribute():
                return self._attribute(item)
            case ListOf():
                return self._list(item, where)
            case Data():
                return self._data(item)
            case _:
                return _LEAVES[type(item)]

    def _join(self, item: Choice | Group | Interleave, where: Place) -> _Facts:
        left, right = self._facts[id(item.left)], self._facts[id(item.right)]
        kinds = left.kinds | right.kinds | _KINDS.get(type(item), 0)
        if type(item) in _SEQUENCES:
            self._check_attributes(item, left, right, where)
            kinds |= _BESIDE if kinds & _ATTRIBUTE else 0
        if isinstance(item, Interleave):
            self._check_interleave(item, left, right, where)
        return _Facts(
            kinds,
            joined(left.content, right.content, beside=type(item) in _SEQUENCES),
            left.attributes | right.attributes,
            left.lonely or right.lonely,
            max(
                left.depth + (type(item.left) is not type(item)),
                right.depth + (type(item.right) is not type(item)),
            ),
        )

    def _check_attributes(self, item: Pattern, left: _Facts, right: _Facts, where: Place) -> None:
        """Section 7.3: no element has the same attribute twice."""
        twice = self._attributes.shared(left.attributes, right.attributes)
        if twice is not None:
            place = self._place_of(item, twice, where)
            raise Fault(
                place,
                f"The attribute {told(twice)} is given twice for the same element.",
                "Take one of the two away, make them a choice, or except the name from the other.",
            )

    def _elements_of(self, pattern: Pattern) -> int:
        """Return the elements of a part of an interleave; elsewhere nobody asks for them."""
        for item in each(pattern, self._mixed):
            if isinstance(item, Ref):
                names = self._elements.enter(self._grammar.elements[item.key].names)
            elif isinstance(item, Choice | Group | Interleave):
                names = self._gathered[id(item.left)] | self._gathered[id(item.right)]
            else:
                names = self._gathered[id(item.inner)] if isinstance(item, OneOrMore) else 0
            self._gathered[id(item)] = names
        return self._gathered[id(pattern)]

    def _check_interleave(
        self, item: Interleave, left: _Facts, right: _Facts, where: Place
    ) -> None:
        """Section 7.4: what is mixed can be told apart."""
        mine, theirs = self._elements_of(item.left), self._elements_of(item.right)
        twice = self._elements.shared(mine, theirs)
        if twice is not None:
            raise Fault(
                where,
                f"Two parts of an interleave both hold the element {told(twice)}.",
                "Let the element stand in one part only; oneOrMore or zeroOrMore repeats it.",
            )
        if left.kinds & right.kinds & _TEXT:
            raise Fault(
                where,
                "Two parts of an interleave both hold text.",
                "Let text stand in one part only; mixed within mixed, or with text, is too much.",
            )

    def _place_of(self, item: Pattern, twice: NameClass, where: Place) -> Place:
        """Return where the last attribute below stands that takes part in a clash."""
        mask = self._attributes.enter(twice)
        clashing = [
            found.place
            for found in each(item, set())
            if isinstance(found, Attribute)
            and self._attributes.shared(self._attributes.enter(found.names), mask)
        ]
        return clashing[-1] if clashing else where

    def _repeat(self, item: OneOrMore, where: Place) -> _Facts:
        """Sections 7.1.2 and 7.2."""
        inner = self._facts[id(item.inner)]
        if inner.kinds & _BESIDE:
            raise Fault(
                _witness(item.inner, _ATTRIBUTE, where)[1],
                "An attribute is repeated together with other content.",
                "Take the attribute out of oneOrMore or zeroOrMore: it can stand once only.",
            )
        return inner.changed(
            kinds=inner.kinds | _KINDS[OneOrMore],
            content=joined(inner.content, inner.content, beside=True),
            lonely=None,
            depth=inner.depth + 1,
        )

    def _attribute(self, item: Attribute) -> _Facts:
        """Sections 7.1.1, 7.2 and 7.3."""
        inner = self._facts[id(item.inner)]
        subject = f"the attribute {told(item.names)}"
        if inner.kinds & _IN_ATTRIBUTE:
            kind, _ = _witness(item.inner, inner.kinds & _IN_ATTRIBUTE, item.place)
            hint = "An attribute holds text, data, values and lists only."
            _refuse(item.place, subject, kind, hint)
        if inner.content is None:
            mixed(item.place, subject)
        names = self._attributes.enter(item.names)
        if len(self._attributes) > _ATTRIBUTES:
            raise Fault(
                item.place,
                f"The schema has more than {_ATTRIBUTES:,} names of attributes.",
                "Divide the schema.",
            )
        lonely = item if self._attributes.infinite(names) else None
        return _Facts(_ATTRIBUTE, NOTHING, names, lonely)

    def _list(self, item: ListOf, where: Place) -> _Facts:
        """Section 7.1.3; in a list, data may stand beside data."""
        inner = self._facts[id(item.inner)]
        if inner.kinds & _IN_LIST:
            kind, place = _witness(item.inner, inner.kinds & _IN_LIST, where)
            _refuse(place, "a list", kind, "A list holds data and values, one after the other.")
        kinds = inner.kinds | _KINDS[ListOf]
        return inner.changed(kinds=kinds, content=SIMPLE, depth=inner.depth + 1)

    def _data(self, item: Data) -> _Facts:
        """Section 7.1.4."""
        if item.excluded is not None:
            inner = self._facts[id(item.excluded)]
            if inner.kinds & _IN_EXCEPT:
                kind, _ = _witness(item.excluded, inner.kinds & _IN_EXCEPT, item.place)
                hint = "From data only data and values, or a choice of them, can be excepted."
                _refuse(item.place, "the except of data", kind, hint)
        return _Facts(_KINDS[Data], SIMPLE)


def _witness(pattern: Pattern, kinds: int, where: Place) -> tuple[type[Any], Place]:
    """Return the first kind below that is among `kinds`, with its place if it has one."""
    found = next(p for p in each(pattern, set()) if kinds & _KINDS.get(type(p), 0))
    return type(found), found.place if isinstance(found, Attribute | Data | ValueOf) else where


def _refuse(place: Place, subject: str, kind: type[Any], hint: str) -> NoReturn:
    raise Fault(place, f"{subject[0].upper()}{subject[1:]} holds {_WORDS[kind]}.", hint)
