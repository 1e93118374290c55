"""Restrictions: what section 7 of RELAX NG's specification forbids a simplified grammar."""

from collections.abc import Iterator
from typing import Any, NoReturn

from edition.relaxng.grammar import (
    AnyName,
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
    Name,
    NameChoice,
    NameClass,
    NotAllowed,
    NsName,
    OneOrMore,
    Pattern,
    Place,
    Ref,
    Text,
    ValueOf,
)
from edition.value import Value

__all__ = ["check", "each", "overlap"]


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

_NOTHING, _COMPLEX, _SIMPLE = range(3)  # the content types of section 7.2, in its order

_NOWHERE = Name("\0", "\0")  # a name that no schema can write


class _Facts(Value):
    """What section 7 asks of a pattern, elements within not entered.

    `kinds` has a bit for each kind of pattern within; `content` is the content type or None,
    `attributes` and `elements` are sets of name classes, `lonely` is an attribute with infinitely
    many names that nothing repeats.
    """

    kinds: int = 0
    content: int | None = _NOTHING
    attributes: int = 0
    elements: int = 0
    lonely: Attribute | None = None


_LEAVES = {
    ValueOf: _Facts(_KINDS[ValueOf], _SIMPLE),
    Text: _Facts(_TEXT, _COMPLEX),
    Empty: _Facts(_KINDS[Empty]),
    NotAllowed: _Facts(),
}


def check(grammar: Grammar) -> None:
    """Raise Fault for the first thing that section 7 forbids.

    Patterns may be shared: each is looked at once, so this takes time by their number.
    """
    inspection = _Inspection(grammar)
    inspection.check_start()
    for define in grammar.elements.values():
        inspection.check_element(define)


def each(pattern: Pattern, seen: set[int]) -> Iterator[Pattern]:
    """Yield a pattern and all within that `seen` (by id) does not hold yet, parts before wholes."""
    pending = [pattern]
    while pending:
        item = pending[-1]
        waiting = [] if id(item) in seen else [p for p in _parts(item) if id(p) not in seen]
        if waiting:
            pending += reversed(waiting)
            continue
        pending.pop()
        if id(item) not in seen:
            seen.add(id(item))
            yield item


def overlap(one: NameClass, other: NameClass) -> bool:
    """Whether a name belongs to both classes.

    If any does, then one that a class states, or one that no class states, stands for it.
    """
    return any(_holds(one, n) and _holds(other, n) for c in (one, other) for n in _samples(c))


def _parts(pattern: Pattern) -> tuple[Pattern, ...]:
    match pattern:
        case Choice() | Group() | Interleave():
            return (pattern.left, pattern.right)
        case OneOrMore() | ListOf() | Attribute():
            return (pattern.inner,)
        case Data() if pattern.excluded is not None:
            return (pattern.excluded,)
        case _:
            return ()


def _holds(names: NameClass, name: Name) -> bool:
    match names:
        case Name():
            return names == name
        case NsName():
            within = names.ns == name.ns
        case AnyName():
            within = True
        case NameChoice():
            return _holds(names.left, name) or _holds(names.right, name)
    return within and (names.excluded is None or not _holds(names.excluded, name))


def _samples(names: NameClass) -> Iterator[Name]:
    match names:
        case Name():
            yield names
            return
        case NameChoice():
            yield from _samples(names.left)
            yield from _samples(names.right)
            return
        case NsName():
            yield Name(names.ns, _NOWHERE.local)
        case AnyName():
            yield _NOWHERE
    if names.excluded is not None:
        yield from _samples(names.excluded)


def _told(names: NameClass) -> str:
    match names:
        case Name():
            return f"“{names.local}”" + (f" of {names.ns}" if names.ns else "")
        case NsName():
            return f"any name of {names.ns}" if names.ns else "any name without namespace"
        case AnyName():
            return "any name"
        case NameChoice():
            leaves = _leaves(names)
            return _told(leaves[0]) + (" and others" if len(leaves) > 1 else "")


def _leaves(names: NameClass) -> list[NameClass]:
    found: list[NameClass] = []
    pending = [names]
    while pending:
        item = pending.pop()
        if isinstance(item, NameChoice):
            pending += (item.right, item.left)
        else:
            found.append(item)
    return found


class _Register:
    """Sets of name classes as numbers, a bit for each class: joined and compared at once."""

    def __init__(self) -> None:
        self._classes: list[NameClass] = []
        self._bits: dict[NameClass, int] = {}
        self._infinite = 0
        self._rivals: dict[int, tuple[int, int]] = {}

    def enter(self, names: NameClass) -> int:
        """Return the set of a name class and its alternatives."""
        mask = 0
        for leaf in _leaves(names):
            bit = self._bits.get(leaf)
            if bit is None:
                bit = self._bits[leaf] = 1 << len(self._classes)
                self._classes.append(leaf)
                self._infinite |= 0 if isinstance(leaf, Name) else bit
            mask |= bit
        return mask

    def infinite(self, names: int) -> bool:
        """Whether a set has infinitely many names."""
        return bool(names & self._infinite)

    def shared(self, one: int, other: int) -> NameClass | None:
        """Return a class that two sets have in common, in whole or in part."""
        common = one & other
        for mine, theirs in ((one, other), (other, one)):
            wild = 0 if common else mine & self._infinite
            while wild and not common:
                common = self._rivals_of((wild & -wild).bit_length() - 1) & theirs
                wild &= wild - 1
        return self._classes[(common & -common).bit_length() - 1] if common else None

    def _rivals_of(self, index: int) -> int:
        known, mask = self._rivals.get(index, (0, 0))
        for n in range(known, len(self._classes)):
            if overlap(self._classes[index], self._classes[n]):
                mask |= 1 << n
        self._rivals[index] = (len(self._classes), mask)
        return mask


class _Inspection:
    """One check of a grammar: the facts of each pattern, once."""

    def __init__(self, grammar: Grammar) -> None:
        self._grammar = grammar
        self._attributes = _Register()
        self._elements = _Register()
        self._seen: set[int] = set()
        self._facts: dict[int, _Facts] = {}
        self._named = {
            key: self._elements.enter(item.names) for key, item in grammar.elements.items()
        }

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
        told = f"the element {_told(define.names)}"
        if facts.content is None:
            _mixed(define.place, told)
        if facts.lonely is not None:
            raise Fault(
                facts.lonely.place,
                f"In {told} an attribute may have infinitely many names, but is not repeated.",
                "Put the attribute with anyName or nsName into oneOrMore or zeroOrMore.",
            )

    def _inspect(self, pattern: Pattern, where: Place) -> _Facts:
        for item in each(pattern, self._seen):
            self._facts[id(item)] = self._judge(item, where)
        return self._facts[id(pattern)]

    def _judge(self, item: Pattern, where: Place) -> _Facts:  # noqa: PLR0911  (a kind, a return)
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
            case Ref():
                return _Facts(_KINDS[Ref], _COMPLEX, 0, self._named[item.key])
            case _:
                return _LEAVES[type(item)]

    def _join(self, item: Choice | Group | Interleave, where: Place) -> _Facts:
        left, right = self._facts[id(item.left)], self._facts[id(item.right)]
        kinds = left.kinds | right.kinds | _KINDS.get(type(item), 0)
        if type(item) in _SEQUENCES:
            self._check_attributes(item, left, right, where)
            kinds |= _BESIDE if kinds & _ATTRIBUTE else 0
        if isinstance(item, Interleave):
            self._check_interleave(left, right, where)
        return _Facts(
            kinds,
            _joined(left.content, right.content, beside=type(item) in _SEQUENCES),
            left.attributes | right.attributes,
            left.elements | right.elements,
            left.lonely or right.lonely,
        )

    def _check_attributes(self, item: Pattern, left: _Facts, right: _Facts, where: Place) -> None:
        """Section 7.3: no element has the same attribute twice."""
        twice = self._attributes.shared(left.attributes, right.attributes)
        if twice is not None:
            place = self._place_of(item, twice, where)
            raise Fault(
                place,
                f"The attribute {_told(twice)} is given twice for the same element.",
                "Take one of the two away, make them a choice, or except the name from the other.",
            )

    def _check_interleave(self, left: _Facts, right: _Facts, where: Place) -> None:
        """Section 7.4: what is mixed can be told apart."""
        twice = self._elements.shared(left.elements, right.elements)
        if twice is not None:
            raise Fault(
                where,
                f"Two parts of an interleave both hold the element {_told(twice)}.",
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
            content=_joined(inner.content, inner.content, beside=True),
            lonely=None,
        )

    def _attribute(self, item: Attribute) -> _Facts:
        """Sections 7.1.1, 7.2 and 7.3."""
        inner = self._facts[id(item.inner)]
        told = f"the attribute {_told(item.names)}"
        if inner.kinds & _IN_ATTRIBUTE:
            kind, _ = _witness(item.inner, inner.kinds & _IN_ATTRIBUTE, item.place)
            _refuse(item.place, told, kind, "An attribute holds text, data, values and lists only.")
        if inner.content is None:
            _mixed(item.place, told)
        names = self._attributes.enter(item.names)
        lonely = item if self._attributes.infinite(names) else None
        return _Facts(_ATTRIBUTE, _NOTHING, names, 0, lonely)

    def _list(self, item: ListOf, where: Place) -> _Facts:
        """Section 7.1.3; in a list, data may stand beside data."""
        inner = self._facts[id(item.inner)]
        if inner.kinds & _IN_LIST:
            kind, place = _witness(item.inner, inner.kinds & _IN_LIST, where)
            _refuse(place, "a list", kind, "A list holds data and values, one after the other.")
        return inner.changed(kinds=inner.kinds | _KINDS[ListOf], content=_SIMPLE)

    def _data(self, item: Data) -> _Facts:
        """Section 7.1.4."""
        if item.excluded is not None:
            inner = self._facts[id(item.excluded)]
            if inner.kinds & _IN_EXCEPT:
                kind, _ = _witness(item.excluded, inner.kinds & _IN_EXCEPT, item.place)
                hint = "From data only data and values, or a choice of them, can be excepted."
                _refuse(item.place, "the except of data", kind, hint)
        return _Facts(_KINDS[Data], _SIMPLE)


def _joined(left: int | None, right: int | None, *, beside: bool) -> int | None:
    """Return the content type of two patterns; data cannot stand beside data, text or elements."""
    if left is None or right is None:
        return None
    if beside and _SIMPLE in (left, right) and _NOTHING not in (left, right):
        return None
    return max(left, right)


def _witness(pattern: Pattern, kinds: int, where: Place) -> tuple[type[Any], Place]:
    """Return the first kind below that is among `kinds`, with its place if it has one."""
    found = next(p for p in each(pattern, set()) if kinds & _KINDS.get(type(p), 0))
    return type(found), found.place if isinstance(found, Attribute | Data | ValueOf) else where


def _refuse(place: Place, told: str, kind: type[Any], hint: str) -> NoReturn:
    raise Fault(place, f"{told[0].upper()}{told[1:]} holds {_WORDS[kind]}.", hint)


def _mixed(place: Place, told: str) -> NoReturn:
    """Section 7.2: a text is of a datatype as a whole."""
    raise Fault(
        place,
        f"In {told}, data or a value stands beside other data, text or elements.",
        "Use a list for several values; use text where elements stand in the text.",
    )
