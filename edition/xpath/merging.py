"""Merging: where an expression makes libxml2 compare many nodes with many, and what spares it.

What steps from several nodes select is put together there by comparing each node with all that
were found before, unless they are children or attributes. With twenty thousand lines `//div//l`
takes a second, with ten times as many a hundred times as long.
Source: libxml2, xpath.c, xmlXPathNodeCollectAndTest; measured.
"""

from collections.abc import Mapping

from edition.xpath.cost import NOTHING, Cost
from edition.xpath.syntax import Node

__all__ = ["merges", "straightened"]

_APART = frozenset(("child", "attribute", "self", "namespace"))
"""The axes that lead from different nodes to different nodes."""
_FAR = frozenset(("following", "preceding"))
_DEEP = frozenset(("descendant", "descendant-or-self"))


def straightened(tree: Node) -> Node:
    """Return an expression with `//l[ancestor::div]` for `//div//l`: it finds the same at once."""
    parts = tuple(map(straightened, tree.parts))
    if tree.kind == "path" and tree.text == "//":
        while len(parts) > 2 and parts[1].kind == "descend" and all(map(_is_bare, parts[:3:2])):
            if parts[0].text.endswith(")"):  # node() is also what the document is
                break
            name = parts[0].text.partition("::")[2]
            around = Node("path", "", (Node("step", f"ancestor::{name}", parts[0].parts),))
            parts = (Node("step", parts[2].text, (around,)), *parts[3:])
    return tree if parts == tree.parts else tree.changed(parts=parts)


def _is_bare(step: Node) -> bool:
    """Whether a step names children, with no condition but one that was made here."""
    is_child = step.kind == "step" and step.text.startswith("child::")
    return is_child and all(_is_ancestor(part) for part in step.parts)


def _is_ancestor(condition: Node) -> bool:
    is_path = condition.kind == "path" and condition.text == "" and len(condition.parts) == 1
    return is_path and condition.parts[0].text.startswith("ancestor::")


def merges(tree: Node, variables: Mapping[str, Cost]) -> bool:
    """Whether it does so anywhere; `variables` say what it costs to go through each.

    What stands within one element is not counted as many; nor are unions, which compare nodes too,
    but of which TEI's own constraints have some, of elements that are few.
    """
    if any(merges(part, variables) for part in tree.parts):
        return True
    return tree.kind == "path" and _along(tree, variables)[1]


def _along(path: Node, variables: Mapping[str, Cost]) -> tuple[bool, bool]:
    """Return whether a path leads to many nodes, and from many by a way that compares them."""
    is_many, is_merging = path.text == "//", False
    for part in path.parts:
        axis = part.text.partition("::")[0] if part.kind == "step" else "descendant"
        if part.kind in {"step", "descend"}:
            is_merging = is_merging or (is_many and axis not in _APART)
            is_many = is_many or axis in _FAR or (path.text != "" and axis in _DEEP)
        else:
            is_many = is_many or _is_many(part, variables)
    return is_many, is_merging


def _is_many(tree: Node, variables: Mapping[str, Cost]) -> bool:
    if tree.kind == "variable":
        return variables.get(tree.text, NOTHING).far > 0
    if tree.kind == "path":
        return _along(tree, variables)[0]
    if tree.kind == "step" or (tree.kind == "filter" and tree.parts[-1].kind == "number"):
        return False
    return any(_is_many(part, variables) for part in tree.parts)
