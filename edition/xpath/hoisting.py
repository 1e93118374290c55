"""Hoisting: what an expression asks of the whole document, and so need not ask at each node."""

from collections.abc import Callable

from edition.xpath.mention import calls, variables
from edition.xpath.syntax import Node

__all__ = ["hoisted"]


def hoisted(tree: Node, named: Callable[[Node], str], is_place: Callable[[Node], bool]) -> Node:
    """Return a tree with variables for the absolute paths in it that go through the document.

    `named` is given such a path, as far as it depends on nothing around it, and returns the name of
    a variable for it, or nothing to leave it. Of //a[@b = current()/@c] it is given //a, unless
    `is_place` says of the predicate that it asks for the place of a node among others.
    """
    if tree.kind == "path" and tree.text and _goes_deep(tree):
        head, rest = _cut(tree, _independent(tree), is_place)
        name = named(head) if head is not None else ""
        if name:
            first = Node("variable", name)
            predicates = rest[0].parts if rest and rest[0].kind == "predicates" else ()
            rest = rest[1:] if predicates else rest
            begin = Node("filter", "", (first, *predicates)) if predicates else first
            return Node("path", "", (begin, *rest)) if rest else begin
    return tree.changed(parts=tuple(hoisted(part, named, is_place) for part in tree.parts))


def _goes_deep(path: Node) -> bool:
    return path.text == "//" or any(
        part.kind == "descend" or part.text.startswith("descendant") for part in path.parts
    )


def _independent(path: Node) -> int:
    """Return how many parts of a path depend on nothing around it."""
    for at, part in enumerate(path.parts):
        if _depends(part):
            return at
    return len(path.parts)


def _cut(
    path: Node, at: int, is_place: Callable[[Node], bool]
) -> tuple[Node | None, tuple[Node, ...]]:
    """Return what stands before a part of a path, its bare step included, and the rest.

    The conditions of that step come first in the rest, as a node of the kind predicates; where
    they ask for the place among the nodes of the step, it cannot be taken apart.
    """
    if at == len(path.parts):
        return path, ()
    step = path.parts[at]
    if step.kind != "step" or any(map(is_place, step.parts)):
        return None, ()
    head = path.changed(parts=(*path.parts[:at], step.changed(parts=())))
    return head, (Node("predicates", "", step.parts), *path.parts[at + 1 :])


def _depends(part: Node) -> bool:
    return bool(variables(part)) or "current" in calls(part)
