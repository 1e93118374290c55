"""Difference: what a schema allows that another forbids, and the reverse, by element.

Told is what an editor meets: elements, attributes, values, what may stand in an element and what
has to. Where all of these are the same, contents are compared by their order and number too.
"""

from collections.abc import Iterator
from pathlib import Path

from edition.relaxng.automaton import Automaton
from edition.relaxng.compiled import load
from edition.relaxng.expectation import Expectations
from edition.relaxng.pattern import ATTRIBUTE, DATA, LIST, TEXT, VALUE, Name, Pattern
from edition.relaxng.prospect import (
    first,
    named,
    needed,
    needed_attributes,
    offered,
    values,
)
from edition.relaxng.state import State
from edition.value import Value

__all__ = ["Change", "differences"]

_XML = "http://www.w3.org/XML/1998/namespace"
_MOST_STATES = 300


class Change(Value):
    """One thing that the second schema sees otherwise: `effect` is allows, forbids or changes.

    `kind` is element, attribute, value or content; `name` the attribute, value or child concerned.
    """

    element: str
    ns: str
    effect: str
    kind: str
    name: str
    message: str


def differences(old: Path, new: Path) -> list[Change]:
    """Return what the new schema allows and forbids anew, by the names of elements.

    Elements that a schema allows under any name are passed over. Raises Refused for a schema that
    is of no use.
    """
    one, other = _Side(old), _Side(new)
    found: list[Change] = []
    for name in sorted({*one.elements, *other.elements}, key=lambda each: (each[1], each[0])):
        found += _of_element(name, one, other)
    return found


class _Side:
    """One of the two schemas."""

    def __init__(self, file: Path) -> None:
        compiled = load(file)
        self.automaton: Automaton = compiled.automaton
        self.automaton.begin()
        self.expectations: Expectations = compiled.expectations
        self.elements = self.expectations.by_name

    def contents(self, name: Name) -> list[Pattern]:
        """Return what elements of a name may hold, attributes included, each way once."""
        found = map(self.automaton.patterns.content, self.elements[name])
        return list({pattern.uid: pattern for pattern in found}.values())

    def start(self, name: Name) -> State:
        """Return the state behind the start tag of an element."""
        stripped = self.automaton.derivatives.stripped
        return self.automaton.state(tuple(map(stripped, self.contents(name))))

    def takes(self, patterns: list[Pattern], value: str) -> bool:
        """Whether a value is of one of some patterns."""
        return any(self.automaton.derivatives.matches(pattern, value) for pattern in patterns)


def _of_element(name: Name, old: _Side, new: _Side) -> Iterator[Change]:
    if name not in new.elements:
        yield _change(name, "forbids", "element", "", f"<{name[1]}> does not exist any more")
    elif name not in old.elements:
        parents = sorted(f"<{each[1]}>" for each in new.expectations.parents(name))
        where = f", in {_listed(parents)}" if parents else ""
        yield _change(name, "allows", "element", "", f"<{name[1]}> is new{where}")
    else:
        yield from _attributes(name, old, new)
        before = list(_contents(name, old, new))
        yield from before or _orders(name, old, new)


def _attributes(name: Name, old: _Side, new: _Side) -> Iterator[Change]:
    had, has = old.contents(name), new.contents(name)
    before, after = _attribute_values(had), _attribute_values(has)
    for attribute in sorted({*before, *after}, key=lambda each: (each[1], each[0])):
        called = _attribute(attribute)
        if attribute not in after:
            message = f"no attribute {called} any more"
            yield _change(name, "forbids", "attribute", called, message)
        elif attribute not in before:
            yield _change(name, "allows", "attribute", called, f"the attribute {called} is new")
        else:
            pair = (before[attribute], after[attribute])
            yield from _values(name, called, *pair, old, new)
    for effect, need in _demands(_needs(had), _needs(has), ({*before}, {*after})):
        if effect == "forbids" or any(each in after for each in need):
            words = _either(sorted(map(_attribute, need)))
            message = f"the attribute {words} {_WHEN[effect]}"
            yield _change(name, effect, "attribute", words, message)


_WHEN = {"forbids": "is required now", "allows": "is not required any more"}


def _demands(
    before: set[frozenset[Name]], after: set[frozenset[Name]], known: tuple[set[Name], set[Name]]
) -> Iterator[tuple[str, list[Name]]]:
    """Yield what is required now, and what no longer; `known` is what each schema has at all.

    To ask for one of two is less than to ask for the one. What is new, or gone, is told as such,
    and so only counts where nothing else is asked for.
    """
    for effect, needs, others, names in (
        ("forbids", after, before, known[1]),
        ("allows", before, after, known[0]),
    ):
        common = {need & names for need in others} - {frozenset()}
        for need in sorted(needs, key=sorted):
            if not any(other <= need for other in common):
                yield effect, sorted(need)


def _attribute_values(contents: list[Pattern]) -> dict[Name, list[Pattern]]:
    """Return the attributes of an element with the patterns of their values."""
    found: dict[Name, list[Pattern]] = {}
    for attribute in offered(contents, ATTRIBUTE):
        for name in named([attribute]):
            found.setdefault(name, []).append(attribute.branches[0])
    return found


def _needs(contents: list[Pattern]) -> set[frozenset[Name]]:
    """Return the attributes of which each way to write an element needs one."""
    ways = [{frozenset(named(need)) for need in needed_attributes([each])} for each in contents]
    return set.intersection(*ways) if ways else set()


def _values(  # noqa: PLR0913  (both schemas, and what is compared)
    name: Name,
    called: str,
    had: list[Pattern],
    has: list[Pattern],
    old: _Side,
    new: _Side,
) -> Iterator[Change]:
    """Yield what a value may be now, and no longer; `called` is the attribute, if it is of one."""
    (before, types_before), (after, types_after) = _taken(had), _taken(has)
    sign = f"{called}=" if called else ""
    kind = "value" if called else "content"
    for value in before:
        if not new.takes(has, value):
            message = f"{sign}“{value}” is not allowed any more"
            yield _change(name, "forbids", kind, f"{sign}{value}", message)
    for value in after:
        if not old.takes(had, value):
            yield _change(name, "allows", kind, f"{sign}{value}", f"{sign}“{value}” is new")
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
    words = f"may not be {_either(sorted(gone))} any more"
    if come:
        instead = f", instead of {_either(sorted(gone))}" if gone else ""
        words = f"may be {_either(sorted(come))} now{instead}"
    return _change(name, effect, kind, called, f"{what} {words}")


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
        return f"a list of: {_either(told)}"
    return str(pattern.type.describe)


def _contents(name: Name, old: _Side, new: _Side) -> Iterator[Change]:
    had, has = old.contents(name), new.contents(name)
    before, after = named(offered(had)), named(offered(has))
    for child in sorted({*before, *after} & {*old.elements} & {*new.elements}):
        tag = f"<{child[1]}>"
        if child not in after:
            yield _change(name, "forbids", "content", tag, f"{tag} may not stand in it any more")
        elif child not in before:
            yield _change(name, "allows", "content", tag, f"{tag} may stand in it now")
    yield from _texts(name, had, has, old, new)
    needs = (_needed_children(had), _needed_children(has))
    for effect, need in _demands(*needs, ({*old.elements}, {*new.elements})):
        if effect == "forbids" or any(each in after for each in need):
            words = _either([f"<{each[1]}>" for each in need])
            yield _change(name, effect, "content", words, f"{words} {_WHEN[effect]}")


def _texts(
    name: Name, had: list[Pattern], has: list[Pattern], old: _Side, new: _Side
) -> Iterator[Change]:
    before, after = (_has_text(each) for each in (had, has))
    if before and not after:
        yield _change(name, "forbids", "content", "text", "text may not stand in it any more")
    elif after and not before:
        yield _change(name, "allows", "content", "text", "text may stand in it now")
    values_before, values_after = (_values_in(each) for each in (had, has))
    if values_before and values_after:
        yield from _values(name, "", values_before, values_after, old, new)


def _has_text(contents: list[Pattern]) -> bool:
    return any(offered(contents, kind) for kind in (TEXT, DATA, VALUE, LIST))


def _values_in(contents: list[Pattern]) -> list[Pattern]:
    return [found for kind in (DATA, VALUE, LIST) for found in offered(contents, kind)]


def _needed_children(contents: list[Pattern]) -> set[frozenset[Name]]:
    ways = [{frozenset(named(need)) for need in needed(each)} for each in contents]
    return (set.intersection(*ways) if ways else set()) - {frozenset()}


def _orders(name: Name, old: _Side, new: _Side) -> Iterator[Change]:
    """Yield how order and number of children differ, by the shortest way to see it.

    The two contents are read side by side, child by child, as two automata are compared.
    """
    start = (old.start(name), new.start(name))
    waiting: list[tuple[State, State, tuple[Name, ...]]] = [(*start, ())]
    seen = {(id(start[0]), id(start[1]))}
    told: set[str] = set()
    while waiting and len(seen) < _MOST_STATES and len(told) < 2:
        one, other, way = waiting.pop(0)
        ends = [any(each.nullable for each in state.alternatives) for state in (one, other)]
        if ends[0] != ends[1]:
            effect = "allows" if ends[1] else "forbids"
            if effect not in told:
                told.add(effect)
                yield _change(name, effect, "content", "", _ended(way, effect))
        here = {**named(first(one.alternatives)), **named(first(other.alternatives))}
        for child in sorted(set(here) & {*old.elements} & {*new.elements}):
            after = (_behind(old.automaton, one, child), _behind(new.automaton, other, child))
            if after[0] is None or after[1] is None:
                effect = "allows" if after[0] is None else "forbids"
                if after[0] is not after[1] and effect not in told:
                    told.add(effect)
                    yield _change(name, effect, "content", "", _placed(child, way, effect))
            elif (id(after[0]), id(after[1])) not in seen:
                seen.add((id(after[0]), id(after[1])))
                waiting.append((after[0], after[1], (*way, child)))


def _behind(automaton: Automaton, state: State, child: Name) -> State | None:
    opening = automaton.open(state, " ".join(filter(None, child)))
    return None if opening is None else automaton.end_anyhow(opening)


def _placed(child: Name, way: tuple[Name, ...], effect: str) -> str:
    tag = f"<{child[1]}>"
    can = "may stand" if effect == "allows" else "may not stand"
    when = "now" if effect == "allows" else "any more"
    if not way:
        return f"{tag} {can} at its beginning {when}"
    if way[-1] == child:
        again = "may be repeated" if effect == "allows" else "may not be repeated"
        return f"{tag} {again} {when}{_behind_what(way[:-1])}"
    return f"{tag} {can} behind {_sequence(way)} {when}"


def _behind_what(way: tuple[Name, ...]) -> str:
    return f" behind {_sequence(way)}" if way else ""


def _ended(way: tuple[Name, ...], effect: str) -> str:
    what = f"hold only {_sequence(way)}" if way else "be empty"
    return f"it may {what} now" if effect == "allows" else f"it may not {what} any more"


def _sequence(way: tuple[Name, ...]) -> str:
    return " ".join(f"<{name[1]}>" for name in way)


def _attribute(name: Name) -> str:
    return f"xml:{name[1]}" if name[0] == _XML else name[1]


def _either(words: list[str], most: int = 6) -> str:
    if len(words) > most:
        return f"one of {_listed(words, most)}"
    return " or ".join(words)


def _listed(words: list[str], most: int = 8) -> str:
    rest = len(words) - most
    return ", ".join(words[:most]) + (f" and {rest} more" if rest > 0 else "")


def _change(name: Name, effect: str, kind: str, concerned: str, message: str) -> Change:
    return Change(name[1], name[0], effect, kind, concerned, message)
