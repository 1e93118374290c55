"""Step: whether a step of a path leads to one node, to which kind of nodes, and from where."""

from collections.abc import Iterable

from edition.xpath.syntax import Node

__all__ = ["is_bare", "is_relative", "leads_to_one", "picks_one"]

_ABSOLUTE = ("true", "false", "current", "last", "position")


def leads_to_one(step: Node) -> bool:
    """Whether a step selects at most one node, seen from one."""
    axis, _, test = step.text.partition("::")
    if axis in {"parent", "self"} or (axis == "attribute" and "*" not in test):
        return True
    return picks_one(step.parts)


def picks_one(predicates: Iterable[Node]) -> bool:
    """Whether one of some predicates is a number or `last()`, which leaves one node."""
    return any(
        each.kind == "number" or (each.kind == "call" and each.text == "last")
        for each in predicates
    )


def is_bare(step: Node) -> bool:
    """Whether a step may select attributes or texts, which lxml takes into no variable."""
    axis, _, test = step.text.partition("::")
    return axis in {"attribute", "namespace"} or (
        test.endswith(")") and axis not in {"parent", "self", "ancestor", "ancestor-or-self"}
    )


def is_relative(tree: Node) -> bool:
    """Whether an expression goes on from the node that it is evaluated at, or asks about it."""
    if tree.kind == "path":
        if tree.text:
            return False
        first = tree.parts[0]
        return first.kind == "step" or is_relative(first)
    if tree.kind == "call" and not tree.parts:
        return tree.text not in _ABSOLUTE
    parts = tree.parts[:1] if tree.kind == "filter" else tree.parts
    return tree.kind == "step" or any(map(is_relative, parts))
