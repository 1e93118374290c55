"""Expression: the XPath of headers and of references, read so that it can do no harm.

XPath 1.0 is evaluated by libxml2; what a header writes in a later version, by elementpath. Names
without a prefix are the document's, as headers write them. What would go through the document again
and again, asks for other documents or is not understood is refused; values never become words of an
expression.
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import islice
from math import isnan
from typing import Any

from lxml import etree

from edition.document import TEI, Element
from edition.reference.full import Unusable, evaluated, read_full
from edition.reference.shape import (
    OURS,
    POSITION,
    is_one_step,
    is_tangled,
    last_step,
    parts,
    positioned,
    qualified,
)
from edition.value import Value
from edition.xpath.cost import cost
from edition.xpath.plain import Plain, Strange, Unknown
from edition.xpath.syntax import Node, parsed
from edition.xpath.token import Unread
from edition.xpath.translation import translated

__all__ = ["Expression", "Unusable", "namespaces", "read", "syntax"]

_XML = "http://www.w3.org/XML/1998/namespace"
_MOST_MET = 2_000_000
"""How many nodes a path may lead to in all its steps: one second or two."""
_MOST_SEEN, _MOST_SEEN_SLOWLY = 30_000_000, 200_000
"""How many elements an expression may look through in all: a second or two, by either engine."""
_FREE_LOOKS = 2
"""Only then they are counted: most expressions are evaluated once."""
_SIZE = etree.XPath("count(//*)")
_VARIABLES: Mapping[str, Plain] = {
    POSITION: Plain(f"${POSITION}", "integer"),
    **{f"{kind}{n}": Plain(f"${kind}{n}", gives) for kind, gives in (("c", "string"), ("d", "any"))
       for n in range(1, 10)},
}  # fmt: skip


def namespaces(element: Element) -> dict[str, str]:
    """Return the prefixes in force at an element, with `tei` and the one of plain names added."""
    found = {prefix: uri for prefix, uri in element.nsmap.items() if prefix}
    found.setdefault("tei", TEI)
    found["xml"] = _XML
    plain = element.nsmap.get(None) or etree.QName(element).namespace
    if plain:
        found[OURS] = plain
    return found


@lru_cache(maxsize=200)
def syntax(text: str) -> Node:
    """Return the tree of an expression, which comes to an end. Raises Unusable."""
    try:
        tree = parsed(text)
    except Unread as error:
        raise Unusable(f"the expression “{text}” is malformed: {error}") from None
    if not cost(tree, {}).bounded:
        raise Unusable(f"the expression “{text}” might take for ever, or asks for other documents")
    return tree


def read(text: str, prefixes: Mapping[str, str], *, old: bool = False) -> "Expression":
    """Return an expression; `old` if it has to be XPath 1.0. Raises Unusable."""
    return Expression(text, syntax(text), prefixes, old=old)


class _Form(Value):
    """What an expression is, in whatever document: texts of one series declare the same ones."""

    tag: str
    axis: str
    is_one_step: bool
    stretches: tuple[Node, ...]
    is_union: bool
    is_far: bool
    xpath: etree.XPath | None


@lru_cache(maxsize=200)
def _form(text: str, tree: Node, prefixes: tuple[tuple[str, str], ...], old: bool) -> _Form:  # noqa: FBT001  (as it is kept)
    """Return what an expression is; no `xpath` where libxml2 cannot evaluate it.

    Raises Unusable for one that asks too much, or has to be `old` and is not.
    """
    known = dict(prefixes)
    tree = positioned(qualified(tree, known))
    if is_tangled(tree):
        raise Unusable(f"the expression “{text}” asks too much in its brackets")
    tag, axis = last_step(tree, known)
    is_one = bool(tag) and is_one_step(tree)
    is_far = cost(tree, {}).far > 0
    try:
        plain = translated(tree, _VARIABLES, old=True)
        xpath = etree.XPath(plain.text, namespaces=known, smart_strings=False)
    except (Strange, Unknown, etree.XPathError) as error:
        if old:
            why = f": {error}" if str(error) else " of version 1.0"
            raise Unusable(f"the expression “{text}” is no XPath{why}") from None
        xpath = None
    return _Form(tag, axis, is_one, parts(tree), tree.kind == "binary", is_far, xpath)


class Expression:
    """An expression that can be evaluated, at any element of a document.

    `tag` is that of all that it selects, if it has one, `axis` how the last step leads there;
    `is_one_step` says that there is no other step, and no condition.
    """

    def __init__(
        self, text: str, tree: Node, prefixes: Mapping[str, str], *, old: bool = True
    ) -> None:
        self.text = text
        given = tuple(prefixes.items())
        form = _form(text, tree, given, old)
        self.tag, self.axis, self.is_one_step, stretches, self._is_union = form[:5]
        self._is_far, self._xpath = form.is_far, form.xpath
        self._parts = [Expression(text, part, prefixes, old=old) for part in stretches]
        self._looks = self._size = 0
        self._tree: Any = read_full(text, given) if form.xpath is None else None

    def value(self, element: Element, position: int = 1, **given: Any) -> Any:  # noqa: ANN401
        """Return the value at an element: nodes, a string, a number, or a truth value."""
        if self._is_far:
            self._look_far(element)
        try:
            if self._xpath is None:
                return evaluated(self._tree, element, position)
            return self._xpath(element, **{POSITION: position}, **given)
        except (etree.XPathError, TypeError, ValueError) as error:
            raise Unusable(f"the expression “{self.text}” has no value: {error}") from None

    def _look_far(self, element: Element) -> None:
        """Count what is looked through, if that may be the whole document each time."""
        self._looks += 1
        if self._looks == _FREE_LOOKS:
            self._size = _size(element)
        most = _MOST_SEEN_SLOWLY if self._xpath is None else _MOST_SEEN
        if self._looks * self._size > most:
            raise Unusable(f"the expression “{self.text}” goes through the document too often")

    def among(self, element: Element) -> Iterator[Element]:
        """Return the children, or all within an element, of the `tag`, without any XPath."""
        if self.axis == "child":
            return element.iterchildren(self.tag)
        within = element.iter(self.tag)
        return within if element.tag != self.tag else islice(within, 1, None)

    def nodes(self, element: Element, **given: Any) -> list[Element]:  # noqa: ANN401
        """Return the elements that are selected, in document order. Raises Unusable."""
        if self.is_one_step and self.axis != "following":
            return list(self.among(element))
        if self._parts:
            return self._stepwise(element, given)
        found = self.value(element, **given)
        if not isinstance(found, list) or not all(isinstance(one, etree._Element) for one in found):
            raise Unusable(f"the expression “{self.text}” selects no elements")
        return found

    def _stepwise(self, element: Element, given: dict[str, Any]) -> list[Element]:
        """Go from step to step: libxml2 compares all that it finds with all that it has found."""
        if self._is_union:
            found = [node for part in self._parts for node in part.nodes(element, **given)]
            return _in_order(found)
        found = [element]
        met, is_ordered = 0, True
        for part in self._parts:
            is_ordered = is_ordered and len(found) == 1
            reached: dict[Element, None] = {}
            for node in found:
                selected = part.nodes(node, **given)
                met += len(selected) + 1
                if met > _MOST_MET:
                    raise Unusable(f"the expression “{self.text}” goes too far")
                reached.update(dict.fromkeys(selected))
            found = list(reached)
        return found if is_ordered else _in_order(found)

    def string(self, element: Element, position: int) -> str:
        """Return the value as a word, for the element that was selected as the n-th."""
        found = self.value(element, position)
        if isinstance(found, list):
            found = found[0] if found else ""
        if isinstance(found, etree._Element):
            found = "".join(map(str, found.itertext()))
        if isinstance(found, float):
            found = int(found) if found.is_integer() else "" if isnan(found) else found
        if isinstance(found, bool):
            found = str(found).lower()
        return " ".join(str(found).split())


def _in_order(nodes: list[Element]) -> list[Element]:
    """Return nodes in the order of the document, each once."""
    if len(nodes) < 2:
        return nodes
    places = _places(nodes[0].getroottree().getroot())
    return sorted(set(nodes), key=lambda node: places.get(node, 0))


def _size(element: Element) -> int:
    """Return how many elements the document around an element has."""
    found = _SIZE(element)
    assert isinstance(found, float)
    return int(found)


@lru_cache(maxsize=1)
def _places(root: Element) -> dict[Element, int]:
    """Return the number of each element of a document."""
    return {node: number for number, node in enumerate(root.iter("*"))}
