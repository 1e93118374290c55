"""Full: expressions in what XPath has beyond version 1.0, evaluated by elementpath."""

from functools import lru_cache
from typing import Any

from lxml import etree

from edition.document import Element
from edition.reference.shape import OURS

__all__ = ["Unusable", "evaluated", "read_full"]


class Unusable(ValueError):  # noqa: N818  (what it is)
    """An expression is malformed, may take for ever, or is none that we evaluate; says which."""


@lru_cache(maxsize=100)
def read_full(text: str, prefixes: tuple[tuple[str, str], ...]) -> Any:  # noqa: ANN401
    """Return an expression as elementpath has it. Raises Unusable."""
    from elementpath import ElementPathError
    from elementpath.xpath31 import XPath31Parser

    known = dict(prefixes)
    parser = XPath31Parser(namespaces={**known, "": known.get(OURS, "")})
    try:
        return parser.parse(text)
    except (ElementPathError, LookupError, ValueError, TypeError) as error:
        raise Unusable(f"the expression “{text}” is no XPath: {error}") from None


@lru_cache(maxsize=1)
def _nodes(root: Element) -> Any:  # noqa: ANN401
    """Return a document as elementpath has it."""
    from elementpath import get_node_tree

    whole: Any = root.getroottree()
    return get_node_tree(whole)


def evaluated(tree: Any, element: Element, position: int) -> object:  # noqa: ANN401
    """Return the value of an expression at an element. Raises ValueError."""
    from elementpath import ElementPathError, XPathContext
    from elementpath.xpath_nodes import XPathNode

    nodes = _nodes(element.getroottree().getroot())
    at: Any = element
    context = XPathContext(nodes, item=at, position=position)
    try:
        found = list(tree.select(context))
    except (ElementPathError, ArithmeticError, AttributeError, LookupError) as error:
        raise ValueError(str(error)) from None
    values = [each.value if isinstance(each, XPathNode) else each for each in found]
    if all(isinstance(each, etree._Element) for each in values):
        return values
    return values[0] if values else ""
