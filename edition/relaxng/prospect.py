"""Prospect: what patterns allow first or later, what they need, and what is left behind a part.

Nothing here is asked while a document is valid; the questions are those of a message.
"""

from collections.abc import Iterable, Iterator

from edition.relaxng.interning import Patterns
from edition.relaxng.pattern import (
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
from edition.relaxng.pattern import (
    Name as Named,
)

__all__ = [
    "before",
    "first",
    "named",
    "needed",
    "needed_attributes",
    "offered",
    "takes_text",
    "values",
]


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
    """Return what has to come, in order: for each place the elements of which one will do."""
    found: list[list[Pattern]] = []
    waiting = [pattern]
    while waiting:
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
    ways = [_needed_attributes(pattern) for pattern in patterns]
    return min(ways, key=len, default=[])


def _needed_attributes(pattern: Pattern) -> list[list[Pattern]]:
    if pattern.kind == ATTRIBUTE:
        return [[pattern]]
    if not pattern.has_attributes or pattern.nullable:
        return []
    if pattern.kind == CHOICE:
        ways = [_needed_attributes(branch) for branch in pattern.branches]
        if not all(ways):
            return []
        alternatives = [way[0][0] for way in ways]
        return [alternatives] if all(len(way) == 1 for way in ways) else min(ways, key=len)
    return [need for branch in pattern.branches for need in _needed_attributes(branch)]


def values(pattern: Pattern) -> tuple[list[str], list[Pattern]]:
    """Return what a value may be: the literal ones, and the datatypes and lists."""
    leaves = list(_leaves([pattern], only_first=False))
    literal = [leaf.stated[2] for leaf in leaves if leaf.kind == VALUE]
    return literal, [leaf for leaf in leaves if leaf.kind in {DATA, LIST}]


def named(patterns: Iterable[Pattern]) -> dict[Named, Pattern]:
    """Return patterns of elements or attributes by their names."""
    return {name: pattern for pattern in patterns for name in single_names(pattern.names)}


def before(
    pattern: Pattern, name: Named, patterns: Patterns
) -> tuple[list[list[Pattern]], Pattern] | None:
    """Return what has to come before an element, and what is left of the pattern then.

    None where the pattern does not hold the element at all.
    """
    if not any(contains(each.names, *name) for each in offered([pattern])):
        return None
    missing: list[list[Pattern]] = []
    while pattern.kind == GROUP:
        left, right = pattern.branches
        if any(contains(each.names, *name) for each in offered([left])):
            inner = before(left, name, patterns)
            assert inner is not None
            return missing + inner[0], patterns.group(inner[1], right)
        missing += needed(left)
        pattern = right
    if pattern.kind == CHOICE:
        ways = [way for branch in pattern.branches if (way := before(branch, name, patterns))]
        found, rest = min(ways, key=lambda way: len(way[0]))
        return missing + found, rest
    if pattern.kind == MORE:
        way = before(pattern.branches[0], name, patterns)
        assert way is not None
        return missing + way[0], patterns.group(way[1], patterns.choice(pattern, patterns.empty))
    if pattern.kind == INTERLEAVE:
        for one, other in (pattern.branches, pattern.branches[::-1]):
            way = before(one, name, patterns)
            if way is not None:
                return missing + way[0], patterns.interleave(way[1], other)
    return missing, pattern
