"""Guarding: the part of a test that libxml2 can decide it by before the other engine is asked."""

from collections.abc import Mapping

from edition.xpath.cost import Cost, cost
from edition.xpath.mention import flat, uses
from edition.xpath.plain import COMPARISONS, Plain, Strange
from edition.xpath.syntax import Node
from edition.xpath.translation import translated

__all__ = ["guarded"]


def guarded(
    tree: Node | None,
    variables: Mapping[str, Plain | None],
    costs: Mapping[str, Cost],
    *,
    old: bool,
) -> tuple[str, bool]:
    """Return an expression of XPath 1.0, empty if there is none, and the value that decides.

    What goes through more than the surroundings of an element, or asks for what is had only at a
    test's own place, is left out.
    """
    parts, is_any = _parts(tree, old=old)
    found = []
    for part in parts:
        try:
            plain = translated(part, variables, old=old)
        except Strange:
            continue
        is_of_use = plain.kind == "nodes" or not (plain.kind == "words" or _compares(tree))
        if is_of_use and not cost(part, costs).scans and not uses(plain.text):
            found.append(plain.text)
    joined = (" or " if is_any else " and ").join(found)
    return (f"boolean({joined})" if found else ""), is_any


def _parts(tree: Node | None, *, old: bool) -> tuple[list[Node], bool]:
    """Return parts of a test, and whether one of them is enough: else it needs all."""
    if tree is None or (_compares(tree) and old):  # in XPath 1.0 nothing may equal false()
        return [], False
    if tree.kind == "binary" and tree.text in {"or", "|", "union"}:
        return list(flat(tree, tree.text)), True
    if tree.kind == "binary" and tree.text == "and":
        return list(flat(tree, "and")), False
    if _compares(tree):
        return list(tree.parts), False
    last = tree.parts[-1] if tree.kind == "path" and tree.parts else tree
    if last.kind == "step" and last.parts:
        return [tree.changed(parts=(*tree.parts[:-1], last.changed(parts=())))], False
    return [], False


def _compares(tree: Node | None) -> bool:
    return tree is not None and tree.kind == "binary" and tree.text in COMPARISONS
