"""Attribute: what the attributes of a start tag leave of what may follow, one after the other."""

from collections.abc import Iterable
from typing import Final, TypeAlias

from edition.relaxng.automaton.derivative import Derivatives
from edition.relaxng.automaton.pattern import (
    ATTRIBUTE,
    DATA,
    TEXT,
    Bindings,
    Pattern,
    chosen,
    split,
)

__all__ = ["Alternatives", "Identity", "follow", "id_type", "matched", "takes_all", "walk"]

_FREE: Final = frozenset({"string", "normalizedString", "token"})
_IDS: Final = frozenset({"ID", "IDREF", "IDREFS"})

Alternatives: TypeAlias = tuple[Pattern, ...]
"""The patterns of a state, of which one goes on."""

Way: TypeAlias = tuple[Pattern, int, Pattern]
"""What an attribute may be: its value's pattern, which alternative has it, what is left of that."""

Amiss: TypeAlias = tuple[str, str, str, Alternatives]
"""An attribute or a value that is wrong: which of the two, name and value, what stood before it."""

Identity: TypeAlias = tuple[str, str]
"""The type of an attribute, one of ID, IDREF and IDREFS, and its value."""


def matched(derivatives: Derivatives, alternatives: Alternatives, name: str) -> list[Way]:
    """Return all that an attribute may be; nothing where it is not allowed. Names: "ns local"."""
    attributes = derivatives.attributes
    alike = derivatives.patterns.alike(ATTRIBUTE, split(name))
    return [
        (attribute.branches[0], place, rest)
        for place, alternative in enumerate(alternatives)
        for attribute, rest in attributes(alternative, alike)
    ]


def follow(
    derivatives: Derivatives, alternatives: Alternatives, names: Iterable[str]
) -> tuple[list[Pattern], Alternatives] | None:
    """Return the patterns of the values of attributes, and what these leave if they are right.

    None where a name is not allowed. It ends before the first name whose value decides by which
    of several patterns the document goes on; then there are fewer patterns than names.
    """
    values: list[Pattern] = []
    for name in names:
        ways = matched(derivatives, alternatives, name)
        if not ways:
            return None
        value = ways[0][0]
        if any(way[0] is not value for way in ways):
            break
        values.append(value)
        alternatives = _behind(derivatives, alternatives, ways)
    return values, alternatives


def walk(
    derivatives: Derivatives, alternatives: Alternatives, given: list[str], bindings: Bindings
) -> tuple[Alternatives, list[Amiss], list[Identity]]:
    """Return what attributes leave as if they were right, and what is wrong with them.

    `given` are names and values in turn, as expat has them. Ids and references among them are
    returned too.
    """
    wrong: list[Amiss] = []
    identities: list[Identity] = []
    matches = derivatives.matches
    pairs = iter(given)
    for name, value in zip(pairs, pairs, strict=True):
        ways = matched(derivatives, alternatives, name)
        if not ways:
            wrong.append(("attribute", name, value, alternatives))
            continue
        right = [way for way in ways if matches(way[0], value, bindings)]
        if not right:
            wrong.append(("value", name, value, alternatives))
        kinds = {id_type(way[0]) for way in right}
        identities += [(kind, value) for kind in kinds if kind]
        alternatives = _behind(derivatives, alternatives, right or ways)
    return alternatives, wrong, identities


def _behind(derivatives: Derivatives, alternatives: Alternatives, ways: list[Way]) -> Alternatives:
    rests: list[list[Pattern]] = [[] for _ in alternatives]
    for _, place, rest in ways:
        rests[place].append(rest)
    choice = derivatives.patterns.choice
    return tuple([choice(*left) for left in rests])


def id_type(value: Pattern) -> str:
    """Return ID, IDREF or IDREFS where a value's datatype is one of these, else nothing."""
    for each in chosen(value):
        if each.kind == DATA and each.stated[0] and each.stated[1] in _IDS:
            return str(each.stated[1])
    return ""


def takes_all(value: Pattern) -> bool:
    """Whether a value may be anything, so that no document has to be asked for it."""
    if value.kind != DATA:
        return value.kind == TEXT
    _, name, parameters, excluded = value.stated
    return name in _FREE and not parameters and excluded < 0
