"""Node: which element of the document a node of elementpath's is, or stands at."""

from elementpath.xpath_nodes import AttributeNode, TextNode
from lxml import etree

from edition.document import Element

__all__ = ["element_of", "is_text", "place_of"]


def place_of(node: object) -> tuple[Element | None, bool]:
    """Return the element that a node is at, and whether the node is a text in its tail."""
    if isinstance(node, AttributeNode):
        return element_of(node.parent), False
    if isinstance(node, TextNode) and node.parent is not None:
        before = None
        for child in node.parent.children:
            if child is node:
                break
            if not isinstance(child, TextNode):
                before = child
        return (element_of(node.parent), False) if before is None else (element_of(before), True)
    return element_of(node), False


def is_text(node: object) -> bool:
    """Whether a node of elementpath's is a text."""
    return isinstance(node, TextNode)


def element_of(node: object) -> Element | None:
    """Return the element, comment or instruction that a node of elementpath's is, if it is one."""
    value = getattr(node, "value", None)
    return value if isinstance(value, etree._Element) else None
