"""Slips of place: elements swapped, left out, emptied, or moved into one another."""

from random import Random

from .slip import (
    Slip,
    before,
    children_of,
    is_alone,
    lines_of,
    local,
    next_to,
    slipped,
)
from .source import Edited, Node, Source


def swap(source: Source, random: Random) -> Slip | None:
    node = source.pick(random, lambda node: next_to(node) is not None)
    after = next_to(node) if node else None
    if node is None or after is None or node.tag == after.tag:
        return None
    edited = Edited(
        source,
        (node.start, node.end, source.written(after)),
        (after.start, after.end, source.written(node)),
    )
    lines = lines_of(edited.line(node.start, new=True), edited.line(after.start, new=True))
    what = f"<{node.tag}> and <{after.tag}> swapped"
    return slipped("swap", edited, node, what, lines, {node.tag, after.tag})


def deletion(source: Source, random: Random) -> Slip | None:
    node = source.pick(random, lambda node: node.parent is not None)
    if node is None or node.parent is None:
        return None
    start = node.start - len(source.gap(node.start))
    edited = Edited(source, (start, node.end, b""))
    after = next_to(node)
    lines = lines_of(edited.line(node.parent.start), edited.line((after or node.parent).start))
    what = f"<{node.tag}> deleted from <{node.parent.tag}>"
    return slipped("deletion", edited, node, what, lines, {node.tag}, asks_jing=True)


def missing_child(source: Source, random: Random) -> Slip | None:
    node = source.pick(random, lambda node: bool(node.children) and node.parent is not None)
    if node is None:
        return None
    edited = Edited(source, (node.inside, node.outside, random.choice([b"", b"\n"])))
    what = f"<{node.tag}> emptied"
    lines = lines_of(edited.line(node.start))
    claim = f'element "{local(node.tag)}" (incomplete|missing)'
    return slipped("missing child", edited, node, what, lines, claim=claim, asks_jing=True)


def wrong_nesting(source: Source, random: Random) -> Slip | None:
    moves = [_into_previous, _into_next, _into_niece, _around_parent]
    (move,) = random.choices(moves, weights=[4, 4, 4, 1])
    return move(source, random)


def _into_previous(source: Source, random: Random) -> Slip | None:
    """An element at the end of the one before it."""
    node = source.pick(random, lambda node: next_to(node) is not None)
    moved = next_to(node) if node else None
    return None if node is None or moved is None else _moved(source, moved, node, node.outside)


def _into_next(source: Source, random: Random) -> Slip | None:
    """An element at the start of the one behind it."""
    moved = source.pick(random, lambda node: next_to(node) is not None)
    node = next_to(moved) if moved else None
    return None if node is None or moved is None else _moved(source, moved, node, node.inside)


def _into_niece(source: Source, random: Random) -> Slip | None:
    """An element at the end of a child of the one before it."""
    moved = source.pick(random, lambda node: bool(children_of(before(node))))
    if moved is None:
        return None
    node = random.choice(children_of(before(moved)))
    return _moved(source, moved, node, node.outside)


def _moved(source: Source, moved: Node, into: Node, at: int) -> Slip | None:
    """Move an element, and the space before it, to a place within another one."""
    if into.is_closed_at_once:
        return None
    gap = source.gap(moved.start)
    away = (moved.start - len(gap), moved.end, b"")
    edited = Edited(source, (at, at, gap + source.written(moved)), away)
    lines = lines_of(edited.line(at, new=True) + gap.count(b"\n"))
    what = f"<{moved.tag}> moved into <{into.tag}> beside it"
    claim = f'element "{moved.tag}" not allowed'
    return slipped("wrong nesting", edited, moved, what, lines, {moved.tag}, claim=claim)


def _around_parent(source: Source, random: Random) -> Slip | None:
    """An only child and its parent, the tags of the one where those of the other were."""
    node = source.pick(random, lambda node: node.parent is not None and is_alone(source, node))
    if node is None or node.parent is None or node.is_closed_at_once:
        return None
    parent, data = node.parent, source.data
    opening, closing = data[parent.start : parent.inside], data[parent.outside : parent.end]
    edited = Edited(
        source,
        (parent.start, parent.inside, data[node.start : node.inside]),
        (node.start, node.inside, opening),
        (node.outside, node.end, closing),
        (parent.outside, parent.end, data[node.outside : node.end]),
    )
    lines = lines_of(edited.line(parent.start, new=True), edited.line(node.start, new=True))
    what = f"<{parent.tag}> within <{node.tag}>, which stood in it"
    words = {parent.tag, node.tag}
    return slipped("wrong nesting", edited, node, what, lines, words, claim="not allowed")
