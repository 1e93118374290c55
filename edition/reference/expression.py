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
from edition.schematron.xpath.cost import cost
from edition.schematron.xpath.syntax import Node, parsed
from edition.schematron.xpath.token import Unread
from edition.schematron.xpath.translation import Plain, Strange, Unknown, translated

__all__ = ["Expression", "Unusable", "namespaces", "read", "syntax"]

_OURS = "edition.names"
_POSITION = "edition.position"
_XML = "http://www.w3.org/XML/1998/namespace"
_MOST_MET = 2_000_000
"""How many nodes a path may lead to in all its steps: one second or two."""
_MOST_SEEN, _MOST_SEEN_SLOWLY = 30_000_000, 200_000
"""How many elements an expression may look through in all: a second or two, by either engine."""
_FREE_LOOKS = 2
"""Only then they are counted: most expressions are evaluated once."""
_SIZE = etree.XPath("count(//*)")
_ONE_WAY = ("child", "attribute", "self")
_HERE = Node("step", "self::node()")
_DESCEND = Node("descend", "")
_NO_NAME = ("attribute", "namespace")
_VARIABLES: Mapping[str, Plain] = {
    _POSITION: Plain(f"${_POSITION}", "integer"),
    **{f"{kind}{n}": Plain(f"${kind}{n}", gives) for kind, gives in (("c", "string"), ("d", "any"))
       for n in range(1, 10)},
}  # fmt: skip


class Unusable(ValueError):  # noqa: N818  (what it is)
    """An expression is malformed, may take for ever, or is none that we evaluate; says which."""


def namespaces(element: Element) -> dict[str, str]:
    """Return the prefixes in force at an element, with `tei` and the one of plain names added."""
    found = {prefix: uri for prefix, uri in element.nsmap.items() if prefix}
    found.setdefault("tei", TEI)
    found["xml"] = _XML
    plain = element.nsmap.get(None)
    if plain:
        found[_OURS] = plain
    return found


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


class Expression:
    """An expression that can be evaluated, at any element of a document."""

    def __init__(
        self, text: str, tree: Node, prefixes: Mapping[str, str], *, old: bool = True
    ) -> None:
        self.text = text
        self._prefixes = dict(prefixes)
        tree = _positioned(_qualified(tree, prefixes))
        if _is_tangled(tree):
            raise Unusable(f"the expression “{text}” asks too much in its brackets")
        self.tag, self.axis = _last_step(tree, prefixes)
        """The tag of all that it selects, if it has one, and how the last step leads there."""
        self.is_one_step = bool(self.tag) and _is_one_step(tree)
        """Whether that is the only step, and without a condition."""
        parts = _parts(tree)
        self._parts = [Expression(text, part, prefixes, old=old) for part in parts]
        self._is_union = tree.kind == "binary"
        self._is_far = cost(tree, {}).far > 0
        self._looks = self._size = 0
        try:
            plain = translated(tree, _VARIABLES, old=True)
            self._xpath: Any = etree.XPath(
                plain.text, namespaces=self._prefixes, smart_strings=False
            )
            self._tree = None
        except (Strange, Unknown, etree.XPathError) as error:
            if old:
                why = f": {error}" if str(error) else " of version 1.0"
                raise Unusable(f"the expression “{text}” is no XPath{why}") from None
            self._xpath = None
            self._tree = _full(text, tuple(self._prefixes.items()))

    def value(self, element: Element, position: int = 1, **given: Any) -> Any:  # noqa: ANN401
        """Return the value at an element: nodes, a string, a number, or a truth value."""
        if self._is_far:
            self._look_far(element)
        try:
            if self._xpath is None:
                return _full_value(self._tree, element, position)
            return self._xpath(element, **{_POSITION: position}, **given)
        except (etree.XPathError, TypeError, ValueError) as error:
            raise Unusable(f"the expression “{self.text}” has no value: {error}") from None

    def _look_far(self, element: Element) -> None:
        """Count what is looked through, if that may be the whole document each time."""
        self._looks += 1
        if self._looks == _FREE_LOOKS:
            self._size = _size(element)
        if self._looks * self._size > (
            _MOST_SEEN if self._xpath is not None else _MOST_SEEN_SLOWLY
        ):
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


def _qualified(node: Node, prefixes: Mapping[str, str]) -> Node:
    """Return a tree in which plain names of elements are those of the document."""
    parts = tuple([_qualified(part, prefixes) for part in node.parts])
    axis, _, test = node.text.partition("::")
    is_name = node.kind == "step" and axis not in _NO_NAME and not test.endswith((")", "*"))
    if is_name and ":" not in test and _OURS in prefixes:
        return Node("step", f"{axis}::{_OURS}:{test}", parts)
    return Node(node.kind, node.text, parts)


def _parts(tree: Node) -> tuple[Node, ...]:
    """Return the stretches of a path, or the sides of a union, that may lead to the same nodes.

    Nothing where libxml2 may be given the whole.
    """
    if tree.kind == "binary" and tree.text in {"|", "union"}:
        return tree.parts
    stretches: list[list[Node]] = [[]]
    for part in tree.parts if tree.kind == "path" else ():
        is_new = part.kind == "descend" or part.text.partition("::")[0] not in _ONE_WAY
        goes_on = stretches[-1] == [_HERE] or stretches[-1][-1:] == [_DESCEND]
        if is_new and stretches[-1] and not goes_on:
            stretches.append([])
        stretches[-1].append(part)
    if len(stretches) == 1:
        return ()
    first, *others = stretches
    begun = [(_HERE, *each) if each[0].kind == "descend" else tuple(each) for each in others]
    return Node("path", tree.text, tuple(first)), *[Node("path", "", each) for each in begun]


def _is_tangled(tree: Node, *, is_within: bool = False) -> bool:
    """Whether a condition or an argument is a path that may meet the same nodes again and again."""
    if is_within and _parts(tree) and sum(part.kind == "descend" for part in tree.parts) > 1:
        return True
    is_outermost = not is_within and tree.kind == "binary" and tree.text in {"|", "union"}
    below = [part for part in tree.parts if tree.kind != "path"]
    steps = [each for part in tree.parts if tree.kind == "path" for each in part.parts]
    return any(_is_tangled(part, is_within=not is_outermost) for part in (*below, *steps))


def _positioned(node: Node) -> Node:
    """Return a tree in which position() is a variable, wherever it is not in a predicate."""
    if node.kind == "call" and node.text == "position" and not node.parts:
        return Node("variable", _POSITION)
    kept = {"step": 0, "filter": 1}.get(node.kind, len(node.parts))
    asked = [_positioned(part) if n < kept else part for n, part in enumerate(node.parts)]
    return Node(node.kind, node.text, tuple(asked))


def _is_one_step(tree: Node) -> bool:
    """Whether a path is a step without a condition, if need be behind `.//`."""
    parts = tree.parts
    is_deep = parts[:-1] == (_HERE, _DESCEND)
    return not tree.text and (len(parts) == 1 or is_deep) and not parts[-1].parts


def _last_step(tree: Node, prefixes: Mapping[str, str]) -> tuple[str, str]:
    """Return the tag and the axis of a path's last step, else nothing."""
    last = tree.parts[-1] if tree.kind == "path" and tree.parts else tree
    axis, _, test = last.text.partition("::")
    if last.kind != "step" or axis not in {"child", "descendant", "following"}:
        return "", ""
    if axis == "child" and tree.parts[-2:-1] == (_DESCEND,):
        axis = "descendant"
    prefix, _, name = test.rpartition(":")
    if not name.isidentifier() or (prefix and prefix not in prefixes):
        return "", ""
    return (f"{{{prefixes[prefix]}}}{name}" if prefix else name), axis


@lru_cache(maxsize=100)
def _full(text: str, prefixes: tuple[tuple[str, str], ...]) -> Any:  # noqa: ANN401
    from elementpath import ElementPathError
    from elementpath.xpath31 import XPath31Parser

    known = dict(prefixes)
    parser = XPath31Parser(namespaces={**known, "": known.get(_OURS, "")})
    try:
        return parser.parse(text)
    except (ElementPathError, LookupError, ValueError, TypeError) as error:
        raise Unusable(f"the expression “{text}” is no XPath: {error}") from None


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


@lru_cache(maxsize=1)
def _nodes(root: Element) -> Any:  # noqa: ANN401
    """Return a document as elementpath has it."""
    from elementpath import get_node_tree

    whole: Any = root.getroottree()
    return get_node_tree(whole)


def _full_value(tree: Any, element: Element, position: int) -> object:  # noqa: ANN401
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
