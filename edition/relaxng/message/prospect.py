"""Prospect: what patterns allow first or later, what they need, and what is left behind a part.

Nothing here is asked while a document is valid; the questions are those of a message.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, TypeAlias

from edition.relaxng.automaton.interning import Patterns
from edition.relaxng.automaton.pattern import (
    ATTRIBUTE,
    CHOICE,
    DATA,
    ELEMENT,
    GROUP,
    INTERLEAVE,
    LIST,
    MORE,
    TEXT,
    VALUE,
    Pattern,
    contains,
    single_names,
)
from edition.relaxng.automaton.pattern import (
    Name as Named,
)

__all__ = [
    "before",
    "first",
    "named",
    "names_of",
    "needed",
    "needed_attributes",
    "offered",
    "takes_text",
    "values",
]

_MOST_NEEDED: Final = 200


def first(patterns: Iterable[Pattern]) -> list[Pattern]:
    """Return the elements that may come next, in the order of the schema."""
    return [found for found in _leaves(patterns, only_first=True) if found.kind == ELEMENT]


def offered(patterns: Iterable[Pattern], kind: int = ELEMENT) -> list[Pattern]:
    """Return all elements, or attributes, that may come at any time."""
    return [found for found in _leaves(patterns, only_first=False) if found.kind == kind]


def takes_text(patterns: Iterable[Pattern], *, only_first: bool = True) -> bool:
    """Whether text may come next, or else at any time."""
    texts = {TEXT, DATA, VALUE, LIST}
    return any(found.kind in texts for found in _leaves(patterns, only_first=only_first))


def _leaves(patterns: Iterable[Pattern], *, only_first: bool) -> Iterator[Pattern]:
    waiting = list(patterns)[::-1]
    seen: set[int] = set()
    while waiting:
        pattern = waiting.pop()
        if pattern.uid in seen:
            continue
        seen.add(pattern.uid)
        if pattern.kind == GROUP:
            left, right = pattern.branches
            if left.nullable or not only_first:
                waiting.append(right)
            waiting.append(left)
        elif pattern.kind in {CHOICE, INTERLEAVE, MORE}:
            waiting += pattern.branches[::-1]
        else:
            yield pattern


def needed(pattern: Pattern) -> list[list[Pattern]]:
    """Return what has to come, in order: for each place the elements of which one will do.

    Only the first hundreds: definitions that repeat each other can need any number.
    """
    found: list[list[Pattern]] = []
    waiting = [pattern]
    while waiting and len(found) < _MOST_NEEDED:
        part = waiting.pop()
        if part.nullable:
            continue
        if part.kind in {GROUP, INTERLEAVE}:
            waiting += part.branches[::-1]
        elif part.kind == MORE:
            waiting += part.branches
        elif elements := first([part]):
            found.append(elements)
    return found


def needed_attributes(patterns: Iterable[Pattern]) -> list[list[Pattern]]:
    """Return the attributes that are missing: for each place those of which one will do."""
    known: dict[int, list[list[Pattern]]] = {}
    ways = [_needed_attributes(pattern, known) for pattern in patterns]
    return min(ways, key=len, default=[])


def _needed_attributes(
    pattern: Pattern, known: dict[int, list[list[Pattern]]]
) -> list[list[Pattern]]:
    """Return the attributes that a pattern needs; what others hold too is `known` by its uid."""
    if pattern.kind == ATTRIBUTE:
        return [[pattern]]
    if not pattern.has_attributes or pattern.nullable:
        return []
    found = known.get(pattern.uid)
    if found is None:
        ways = [_needed_attributes(branch, known) for branch in pattern.branches]
        is_choice = pattern.kind == CHOICE
        found = _of_choice(ways) if is_choice else [need for way in ways for need in way]
        known[pattern.uid] = found
    return found


def _of_choice(ways: list[list[list[Pattern]]]) -> list[list[Pattern]]:
    """Return what a choice needs: one of the attributes, where each way needs but one."""
    if not all(ways):
        return []
    alternatives = [way[0][0] for way in ways]
    return [alternatives] if all(len(way) == 1 for way in ways) else min(ways, key=len)


def values(pattern: Pattern) -> tuple[list[str], list[Pattern]]:
    """Return what a value may be: the literal ones, and the datatypes and lists."""
    leaves = list(_leaves([pattern], only_first=False))
    literal = [leaf.stated[2] for leaf in leaves if leaf.kind == VALUE]
    return literal, [leaf for leaf in leaves if leaf.kind in {DATA, LIST}]


def named(patterns: Iterable[Pattern]) -> dict[Named, Pattern]:
    """Return patterns of elements or attributes by their names."""
    return {name: pattern for pattern in patterns for name in single_names(pattern.names)}


def names_of(places: Sequence[Sequence[Pattern]]) -> tuple[tuple[Named, ...], ...]:
    """Return the names of patterns; a place that any name fills is left out."""
    names = [tuple(named(alternatives)) for alternatives in places]
    return tuple([each for each in names if each])


Way: TypeAlias = tuple[list[list[Pattern]], Pattern]
"""What has to come before an element, and what is left of a pattern then."""


def before(pattern: Pattern, name: Named, patterns: Patterns) -> Way | None:
    """Return what has to come before an element, and what is left of the pattern then.

    None where the pattern does not hold the element at all.
    """
    return _Search(name, patterns).before(pattern)


class _Search:
    """A search for an element in patterns, of which each is looked through once."""

    def __init__(self, name: Named, patterns: Patterns) -> None:
        self._name = name
        self._patterns = patterns
        self._known: dict[int, Way | None] = {}

    def before(self, pattern: Pattern) -> Way | None:
        if pattern.uid not in self._known:
            self._known[pattern.uid] = self._before(pattern) if self._holds(pattern) else None
        return self._known[pattern.uid]

    def _holds(self, pattern: Pattern) -> bool:
        return any(contains(each.names, *self._name) for each in offered([pattern]))

    def _before(self, pattern: Pattern) -> Way:
        patterns = self._patterns
        missing: list[list[Pattern]] = []
        while pattern.kind == GROUP:
            left, right = pattern.branches
            way = self.before(left)
            if way is not None:
                return missing + way[0], patterns.group(way[1], right)
            missing += needed(left)
            pattern = right
        found, rest = self._within(pattern)
        return missing + found, rest

    def _within(self, pattern: Pattern) -> Way:
        patterns = self._patterns
        ways = [(branch, way) for branch in pattern.branches if (way := self.before(branch))]
        if not ways:
            return [], pattern
        if pattern.kind == CHOICE:
            return min([way for _, way in ways], key=lambda way: len(way[0]))
        branch, (found, rest) = ways[0]
        if pattern.kind == MORE:
            return found, patterns.group(rest, patterns.choice(pattern, patterns.empty))
        (other,) = [each for each in pattern.branches if each is not branch] or [branch]
        return found, patterns.interleave(rest, other)
