"""Tree: nodes as the lxml tree of a schema in the XML syntax."""

from collections.abc import Callable, Container, Mapping

from lxml import etree

from edition.relaxng.reading.compact.node import Node, descendants

__all__ = ["DOCUMENTATION", "RNG", "grown", "is_address"]

RNG = "http://relaxng.org/ns/structure/1.0"
DOCUMENTATION = "{http://relaxng.org/ns/compatibility/annotations/1.0}documentation"
_LINES = 65535  # what libxml2 can hold of a line number


def grown(
    root: Node, prefixes: Mapping[str, str | None], line: Callable[[int], int]
) -> etree._Element:
    """Return the lxml tree; RELAX NG gets a prefix, since foreign names may have none.

    `line` tells the line of a node's position.
    """
    declared = {
        prefix: uri
        for prefix, uri in prefixes.items()
        if uri and prefix != "xml" and is_address(uri)
    }
    chosen = {_free("rng", declared): RNG}
    if any(node.tag == DOCUMENTATION for node in descendants((root,))):
        chosen[_free("a", declared)] = DOCUMENTATION[1:].partition("}")[0]
    tree = etree.Element(_tag(root), nsmap={**declared, **chosen})
    waiting = [(root, tree)]
    while waiting:
        node, element = waiting.pop()
        element.sourceline = min(line(node.position), _LINES)  # type: ignore[misc]  # (lxml allows it)
        for name, value in node.attributes:
            element.set(name.removeprefix("{}"), value)
        waiting += _filled(element, node)
    return tree


def _filled(element: etree._Element, node: Node) -> list[tuple[Node, etree._Element]]:
    """Give an element its text and its children; return the children, which still lack theirs."""
    children: list[tuple[Node, etree._Element]] = []
    texts: list[str] = []
    for item in (*node.content, None):
        if isinstance(item, str):
            texts.append(item)
            continue
        if texts and children:
            children[-1][1].tail = "".join(texts)
        elif texts:
            element.text = "".join(texts)
        texts.clear()
        if item is not None:
            children.append((item, etree.SubElement(element, _tag(item))))
    return children


def _tag(node: Node) -> str:
    """Return the name of a node as lxml writes it."""
    return node.tag.removeprefix("{}") if node.tag.startswith("{") else f"{{{RNG}}}{node.tag}"


def _free(prefix: str, taken: Container[str]) -> str:
    """Return a prefix that is not yet declared."""
    while prefix in taken:
        prefix += "_"
    return prefix


def is_address(uri: str) -> bool:
    """Whether lxml lets a namespace be declared: it refuses what is no URI."""
    try:
        etree.Element(f"{{{uri}}}x", nsmap={"x": uri})
    except ValueError:
        return False
    return True
