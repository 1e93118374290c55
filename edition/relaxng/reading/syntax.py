"""Syntax: the elements of RELAX NG's XML syntax, checked against its grammar (section 3).

Annotations and stray white space go on the way (4.1, 4.2); documentation is kept.
"""

from collections.abc import Iterator

from lxml import etree

from edition.relaxng.grammar import Fault
from edition.relaxng.reading.node import INSIDE, NAMED, RNG, SPACE, Node, read_attributes

__all__ = ["read"]

_DOCUMENTATION = "{http://relaxng.org/ns/compatibility/annotations/1.0}documentation"
_NESTED = 150  # more than any schema nests, less than what Python can follow

_TEXTUAL = frozenset({"name", "value", "param"})

_MANY = 1 << 30
_SEVERAL = ("pattern", 1, _MANY)
_NONE = ("", 0, 0)
# What may stand where: role and name of an element to its children's role, fewest and most.
_SYNTAX: dict[str, dict[str, tuple[str, int, int]]] = {
    "pattern": {
        **dict.fromkeys("element group interleave choice optional zeroOrMore".split(), _SEVERAL),
        **dict.fromkeys("oneOrMore list mixed".split(), _SEVERAL),
        **dict.fromkeys("ref parentRef empty text value notAllowed externalRef".split(), _NONE),
        "attribute": ("pattern", 0, 1),
        "data": ("parameter", 0, _MANY),
        "grammar": ("grammar", 0, _MANY),
    },
    "grammar": {
        "start": ("pattern", 1, 1),
        "define": _SEVERAL,
        "div": ("grammar", 0, _MANY),
        "include": ("override", 0, _MANY),
    },
    "override": {
        "start": ("pattern", 1, 1),
        "define": _SEVERAL,
        "div": ("override", 0, _MANY),
    },
    "parameter": {"param": _NONE, "except": _SEVERAL},
    "name": {
        "name": _NONE,
        "anyName": ("exception", 0, 1),
        "nsName": ("exception", 0, 1),
        "choice": ("name", 1, _MANY),
    },
    "exception": {"except": ("name", 1, _MANY)},
    "": {},
}


def read(element: etree._Element, file: str, role: str, depth: int, numbers: Iterator[int]) -> Node:
    """Return the node of an element that has the full syntax of its role.

    `numbers` gives each element of the file its own, remarks too. Raises Fault.
    """
    full = str(element.tag)
    tag = full.removeprefix(INSIDE)
    node = Node(element, tag, file, depth, next(numbers))
    syntax = _SYNTAX[role].get(tag)
    if syntax is None or not full.startswith(INSIDE):
        raise _misplaced(node)
    if depth > _NESTED:
        raise node.fault(
            f"The schema nests more than {_NESTED} elements.",
            "Give inner patterns names of their own with define, and refer to them.",
        )
    read_attributes(node)
    if tag in _TEXTUAL:
        node.text = _text(node)
    else:
        _read_children(node, syntax[0], numbers)
        _check_number(node, syntax)
    return node


def _misplaced(node: Node) -> Fault:
    if not str(node.element.tag).startswith(INSIDE):
        return node.fault(
            f"<{node.tag.rpartition('}')[2]}> is no element of RELAX NG.",
            f"A schema in XML syntax has the namespace {RNG}, and a pattern as its root.",
        )
    parent = node.element.getparent()
    known = any(node.tag in tags for tags in _SYNTAX.values())
    if parent is None or not known:
        return node.fault(
            f"<{node.tag}> is no pattern of RELAX NG.",
            "Check its spelling; the root is a grammar, an element or another pattern.",
        )
    around = etree.QName(parent).localname
    return node.fault(
        f"<{node.tag}> is not allowed here in <{around}>.",
        "Check its place and its order; names and parameters come first, definitions stand in"
        " a grammar.",
    )


def _text(node: Node) -> str:
    """Return the text of a node that may hold nothing else, comments passed over."""
    parts = [node.element.text or ""]
    for child in node.element:
        if isinstance(child.tag, str):
            raise node.fault(
                f"<{etree.QName(child).localname}> stands in <{node.tag}>, which holds text only.",
                "Put it before or after.",
            )
        _check_resolved(node, child)
        parts.append(child.tail or "")
    return "".join(parts)


def _read_children(node: Node, role: str, numbers: Iterator[int]) -> None:
    """Read the children; those of other namespaces are remarks (4.1), except documentation."""
    element = node.element
    _check_stray(node, element.text)
    name_due = node.tag in NAMED and "name" not in node.given
    for child in element:
        if child.tail is not None:
            _check_stray(node, child.tail)
        tag = child.tag
        if not isinstance(tag, str):
            _check_resolved(node, child)
        elif tag.startswith(INSIDE):
            inner = "name" if name_due else role
            node.children.append(read(child, node.file, inner, node.depth + 1, numbers))
            name_due = False
        else:
            _pass_over(node, child, tag)
            for _ in zip(child.iter("*"), numbers, strict=False):
                pass


def _pass_over(node: Node, child: etree._Element, tag: str) -> None:
    """Keep what a remark says if it is documentation; what was hardly meant as one is a fault."""
    if tag == _DOCUMENTATION and not node.documentation:
        node.documentation = " ".join("".join(child.itertext()).split())
    elif not tag.startswith("{") and node.tag == "grammar" and tag in _SYNTAX["grammar"]:
        raise node.fault(
            f"<{tag}> has no namespace, so it would count as a remark.",
            f"Declare the namespace {RNG}.",
        )


def _check_resolved(node: Node, child: etree._Element) -> None:
    """Comments and instructions are passed over, but an entity might hold anything."""
    if isinstance(child, etree._Entity):
        raise node.fault(
            f"<{node.tag}> holds the entity {child.text}, which was not resolved.",
            "Write out what it stands for.",
        )


def _check_stray(node: Node, text: str | None) -> None:
    if text and text.strip(SPACE):
        raise node.fault(
            f"Text stands in <{node.tag}>: “{' '.join(text.split())[:40]}”.",
            "Only name, value and param hold text; put a remark into a comment.",
        )


def _check_number(node: Node, syntax: tuple[str, int, int]) -> None:
    _, fewest, most = syntax
    number = len(node.children)
    if node.tag in NAMED and "name" not in node.given:
        if not node.children:
            raise node.fault(
                f"<{node.tag}> has neither an attribute name nor a name class.", "Name it."
            )
        number -= 1
    if number < fewest:
        raise node.fault(
            f"<{node.tag}> is empty, but has to hold something.",
            "Write <empty/> or <text/> into it, or what you had in mind.",
        )
    if number > most:
        raise node.fault(
            f"<{node.tag}> holds {number} elements, but may hold {most} only.",
            "Put them into a group, a choice or an interleave.",
        )
    if node.tag == "data" and any(child.tag == "except" for child in node.children[:-1]):
        raise node.fault(
            "In <data> the except stands before a parameter, or there are two.",
            "Write the parameters first, then one except.",
        )
