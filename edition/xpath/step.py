"""Step: whether a step of a path leads to one node, and to what kind of nodes."""

from collections.abc import Iterable

from edition.xpath.syntax import Node

__all__ = ["is_bare", "leads_to_one", "picks_one"]


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
