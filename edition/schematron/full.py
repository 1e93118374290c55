"""Full: XPath 2 to 3.1 by elementpath, which is loaded only where libxml2 would not do."""

from collections.abc import Callable, Iterable, Mapping
from copy import copy
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from elementpath import ElementPathError, XPathContext, get_node_tree
from elementpath.xpath31 import XPath31Parser
from elementpath.xpath_nodes import DocumentNode, XPathNode
from elementpath.xpath_tokens import ExternalFunction
from lxml import etree

from edition.diagnostic import Refused
from edition.document import Document, Element, read
from edition.value import Value

__all__ = ["Faulty", "Full", "Reach", "check"]

_FAILURES = (
    ElementPathError,
    ArithmeticError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)
"""What elementpath raises where an expression is wrong, or cannot be evaluated."""


_BY_CODE_POINT = "http://www.w3.org/2005/xpath-functions/collation/codepoint"
"""How strings are compared; otherwise elementpath asks for a locale, which not all systems have."""


_UNREAD = "FODC0002"
"""The code of XPath for a document that doc() does not get."""


class Faulty(Exception):  # noqa: N818  (what it is)
    """An expression is no XPath, or has no value here; the text says why."""


class Reach(Value):
    """What document() and doc() reach: files of one folder, named from where the schema lies."""

    folder: Path
    schema: Path

    def read(self, uri: str) -> Element | None:
        """Return the root of another document; None for one that lies elsewhere, or is none."""
        parts = urlsplit(uri)
        if parts.scheme not in {"", "file"} or parts.netloc:
            return None
        path = Path(unquote(parts.path))
        try:
            file = (self.schema.parent / path).resolve()
            return read(file).root if file.is_relative_to(self.folder.resolve()) else None
        except (Refused, OSError, ValueError, RuntimeError):
            return None


class _Parser(XPath31Parser):
    """XPath 3.1 with the functions of XSLT, from which paths may go on too.

    Its own id() knows the ids of a schema only.
    """

    PATH_STEP_LABELS = (  # type: ignore[assignment]  # typed as three
        *XPath31Parser.PATH_STEP_LABELS,
        "external function",
    )


_Parser.unregister("id")


class _Documents(dict[str, DocumentNode]):
    """The documents that have been asked for, read when they are."""

    def __init__(self, reach: Reach) -> None:
        super().__init__()
        self.reach = reach

    def __missing__(self, uri: str) -> DocumentNode:
        root = self.reach.read(uri)
        if root is None:
            raise KeyError(uri)
        self[uri] = found = _tree(root)
        return found


class _Present:
    """The document that is judged at present; elementpath's functions are told of none."""

    run: "Full"


def _id(given: object) -> list[XPathNode]:
    return _Present.run.identified(given)


def _key(name: object, value: object) -> list[XPathNode]:
    return _Present.run.keyed(name, value)


def _document(given: object) -> list[XPathNode]:
    return _Present.run.documents(given)


def _register(parser: _Parser) -> None:
    items, nodes = "item()*", "node()*"
    for call, name, takes in (
        (_id, "id", (items, nodes)),
        (_key, "key", ("xs:string", items, nodes)),
        (_document, "document", (items, nodes)),
    ):
        if name not in parser.symbol_table:
            token = parser.external_function(call, name, sequence_types=takes)
            token.evaluate = _evaluated  # type: ignore[method-assign,assignment]


def _evaluated(token: ExternalFunction, context: XPathContext | None = None) -> object:
    """Call a function on a document only: while elementpath parses, it evaluates with none."""
    if context is None:
        raise token.missing_context()
    return ExternalFunction.evaluate(token, context)


@lru_cache(maxsize=32)
def _parser(namespaces: tuple[tuple[str, str], ...], version: int, base: str) -> _Parser:
    parser = _Parser(
        namespaces=dict(namespaces),
        compatibility_mode=version == 1,
        base_uri=base or None,
        default_collation=_BY_CODE_POINT,
    )
    _register(parser)
    return parser


@lru_cache(maxsize=2000)
def _parsed(
    text: str, namespaces: tuple[tuple[str, str], ...], version: int, base: str = ""
) -> Any:  # noqa: ANN401  (elementpath's token)
    return _parser(namespaces, version, base).parse(text)


def check(text: str, namespaces: Mapping[str, str], version: int) -> None:
    """Read an expression once. Raises Faulty."""
    try:
        _parsed(text, tuple(namespaces.items()), version)
    except _FAILURES as error:
        raise Faulty(_reason(error)) from None


def _reason(error: Exception) -> str:
    """Return what elementpath says, without its codes and the expression itself."""
    if str(getattr(error, "code", "")).endswith(_UNREAD):
        return "the project has no such document that can be read"
    words = getattr(error, "message", None) or str(error) or type(error).__name__
    return str(words).rstrip(".")


class Full:
    """Evaluates expressions on one document; its nodes are made once, when they are asked for."""

    def __init__(
        self,
        document: Document,
        namespaces: tuple[tuple[str, str], ...],
        version: int,
        reach: Reach,
        keyed: Callable[[str, str], Iterable[Element]],
    ) -> None:
        self.document = document
        self.namespaces = namespaces
        self.version = version
        self.reach = reach
        self._elements_by_key = keyed
        self._base = reach.schema.resolve().as_uri()
        self.tree = _tree(document.root)
        self._context = XPathContext(self.tree)
        self._context.documents = _Documents(reach)

    def node(self, element: Element) -> XPathNode:
        """Return an element of the document as elementpath's node."""
        assert self.tree.elements is not None
        found: XPathNode = self.tree.elements[element]
        return found

    def values(self, text: str, node: object, variables: dict[str, Any]) -> list[Any]:
        """Return the items of an expression's value. Raises Faulty."""
        _Present.run = self
        context = copy(self._context)
        context.item = node if not isinstance(node, etree._Element) else self.node(node)  # type: ignore[assignment]
        context.variables = variables
        try:
            token = _parsed(text, self.namespaces, self.version, self._base)
            return list(token.select(context))
        except _FAILURES as error:
            raise Faulty(_reason(error)) from None

    def truth(self, text: str, node: object, variables: dict[str, Any]) -> bool:
        """Return the value of an expression that is true or false. Raises Faulty."""
        return self.values(text, node, variables) == [True]

    def words(self, text: str, node: object, variables: dict[str, Any]) -> str:
        """Return the value of an expression as it is told. Raises Faulty."""
        found = self.values(text, node, variables)
        few = found[:1] if self.version == 1 else found
        return " ".join(map(self.string, few))

    def string(self, item: Any) -> str:  # noqa: ANN401  (any item of a sequence)
        """Return an item as a string. Source: XPath 3.1, fn:string."""
        if isinstance(item, XPathNode):
            return str(item.string_value)
        token = _parsed("string($item)", self.namespaces, self.version, self._base)
        context = copy(self._context)
        context.variables = {"item": item}
        return str(token.evaluate(context))

    def identified(self, given: object) -> list[XPathNode]:
        """Return the elements with the xml:ids that stand in some strings."""
        ids = self.document.ids
        names = [name for item in _listed(given) for name in self.string(item).split()]
        return [self.node(ids[name]) for name in dict.fromkeys(names) if name in ids]

    def keyed(self, name: object, given: object) -> list[XPathNode]:
        """Return the elements that a key finds, in document order."""
        found = {
            element
            for item in _listed(given)
            for element in self._elements_by_key(str(name), self.string(item))
        }
        return sorted(map(self.node, found), key=lambda node: node.position)

    def documents(self, given: object) -> list[XPathNode]:
        """Return the documents of some addresses; '' is the schema's own, which we do not give."""
        from urllib.parse import urljoin

        reached = self._context.documents
        assert reached is not None
        found: list[XPathNode] = []
        for name in map(self.string, _listed(given)):
            try:
                found.append(reached[urljoin(self._base, name)])
            except KeyError:
                raise Faulty(f"the project has no document “{name}” that can be read") from None
        return found


def _listed(given: object) -> list[Any]:
    return list(given) if isinstance(given, (list, tuple)) else [given]


def _tree(root: Element) -> DocumentNode:
    tree: Any = root.getroottree()  # elementpath takes it, and types the standard library's only
    found = get_node_tree(tree, uri=root.base)
    assert isinstance(found, DocumentNode)
    return found
