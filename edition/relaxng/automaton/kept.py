"""Kept: patterns as plain data, to be written down and read back."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from edition.relaxng.automaton.pattern import ELEMENT, Pattern
from edition.value import Value

if TYPE_CHECKING:
    from edition.relaxng.automaton.interning import Patterns

__all__ = ["Kept", "Key", "kept"]

Key = tuple[Any, ...]
"""What tells a pattern from every other: its kind, the uids of its branches, what is stated."""


class Kept(Value):
    """Patterns as plain data, each behind its branches; its place is its uid.

    `others` leads from an element to its content, from a datatype to what it excludes; the first
    `size` are those of the grammar.
    """

    keys: tuple[Key, ...]
    others: dict[int, int]
    start: int
    size: int
    needs_bindings: bool


def kept(patterns: "Patterns", uids: list[int], numbers: Mapping[int, int]) -> Kept:
    """Return patterns as plain data, with `numbers` in the place of uids."""
    nodes = {pattern.uid: pattern for pattern in patterns}
    found = [nodes[uid] for uid in uids]
    others = {
        numbers[node.uid]: numbers[other.uid]
        for node in found
        for other in [_other(patterns, node)]
        if other is not None and other.uid in numbers
    }
    start = numbers.get(patterns.start.uid, 0)
    keys = tuple([_renumbered(node, numbers) for node in found])
    return Kept(keys, others, start, patterns.size, patterns.needs_bindings)


def _renumbered(pattern: Pattern, numbers: Mapping[int, int]) -> Key:
    return (pattern.kind, *[numbers[branch.uid] for branch in pattern.branches], pattern.stated)


def _other(patterns: "Patterns", pattern: Pattern) -> Pattern | None:
    return patterns.content(pattern) if pattern.kind == ELEMENT else patterns.excluded(pattern)
