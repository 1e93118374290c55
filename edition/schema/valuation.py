"""Valuation: how two schemas differ in the values of an attribute, or of an element's text."""

from collections.abc import Iterator

from edition.relaxng.automaton.pattern import DATA, LIST, TEXT, Name, Pattern
from edition.relaxng.message.prospect import values
from edition.schema.change import Change, change, either
from edition.schema.side import Side

__all__ = ["values_changed"]


def values_changed(  # noqa: PLR0913  (both schemas, and what is compared)
    name: Name,
    called: str,
    had: list[Pattern],
    has: list[Pattern],
    old: Side,
    new: Side,
) -> Iterator[Change]:
    """Yield what a value may be now, and no longer; `called` is the attribute, if it is of one."""
    (before, types_before), (after, types_after) = _taken(had), _taken(has)
    sign = f"{called}=" if called else ""
    kind = "value" if called else "content"
    for value in before:
        if not new.takes(has, value):
            message = f"{sign}“{value}” is not allowed any more"
            yield change(name, "forbids", kind, f"{sign}{value}", message)
    for value in after:
        if not old.takes(had, value):
            yield change(name, "allows", kind, f"{sign}{value}", f"{sign}“{value}” is new")
    if set(types_before) != set(types_after):
        yield _of_types(name, called, types_before, types_after)


_ANY = "any text"
_Types = dict[str, Pattern]


def _of_types(name: Name, called: str, before: _Types, after: _Types) -> Change:
    """Return the change of what a value is beside the words that are listed one by one."""
    gone = {words: kind for words, kind in before.items() if words not in after}
    come = {words: kind for words, kind in after.items() if words not in before}
    effect = "changes"
    if not gone or _ANY in come or _all_narrower(gone, come):
        effect = "allows"
    elif not come or _ANY in gone or _all_narrower(come, gone):
        effect = "forbids"
    kind, what = ("value", called) if called else ("content", "the text")
    words = f"may not be {either(sorted(gone))} any more"
    if come:
        instead = f", instead of {either(sorted(gone))}" if gone else ""
        words = f"may be {either(sorted(come))} now{instead}"
    return change(name, effect, kind, called, f"{what} {words}")


def _all_narrower(few: _Types, many: _Types) -> bool:
    """Whether each of some types is one of some others with more conditions."""
    return all(any(_is_narrower(each, other) for other in many.values()) for each in few.values())


def _is_narrower(one: Pattern, other: Pattern) -> bool:
    if one.kind != DATA or other.kind != DATA or one.stated[:2] != other.stated[:2]:
        return False
    has_exceptions = any(each.stated[3] >= 0 for each in (one, other))
    return set(other.stated[2]) <= set(one.stated[2]) and not has_exceptions


def _taken(patterns: list[Pattern]) -> tuple[list[str], _Types]:
    """Return the literal values of patterns, and their types by what they are in words."""
    literal: dict[str, None] = {}
    types: _Types = {}
    for pattern in patterns:
        words, others = values(pattern)
        literal.update(dict.fromkeys(words))
        types.update((_described(each), each) for each in others)
        if pattern.kind == TEXT:
            types[_ANY] = pattern
    return list(literal), types


def _described(pattern: Pattern) -> str:
    if pattern.kind == LIST:
        words, types = values(pattern.branches[0])
        told = sorted({*(f"“{word}”" for word in words), *map(_described, types)})
        return f"a list of: {either(told)}"
    return str(pattern.type.describe)
