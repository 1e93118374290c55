"""Evaluation: what matches a context, and what an expression is worth at a node."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lxml import etree

from edition.diagnostic import Location
from edition.document import Document, Element
from edition.run import text_runs
from edition.schematron.frame import Frame
from edition.schematron.occurrence import occurrence
from edition.schematron.plan import Alternative, Expression, Plan, Test
from edition.schematron.xpath.name import CURRENT

if TYPE_CHECKING:
    from edition.schematron.full import Full

__all__ = ["Failed", "Machine"]


class Failed(Exception):  # noqa: N818  (what happened)
    """An expression has no value at a node; the text says why, `source` what it is."""

    def __init__(self, source: str, reason: str) -> None:
        super().__init__(reason)
        self.source = " ".join(source.split())


class Machine:
    """Evaluates the expressions of a plan on one document, each by the engine it is made for."""

    def __init__(self, document: Document, plan: Plan, schema: Path, folder: Path) -> None:
        self.document = document
        self.plan = plan
        self.schema = schema
        self.folder = folder
        self.root = document.root
        self.found = occurrence(document.root, plan)
        self.compiled = _compiled(plan.namespaces)

    def truth(self, expression: Expression, node: object, frame: Frame) -> bool:
        """Return whether an expression is true at a node. Raises Failed."""
        if expression.plain:
            return self.plain_value(expression, node, frame) is True
        return self.full_values(expression, node, frame) == [True]

    def words(self, expression: Expression, node: object, frame: Frame) -> str:
        """Return what an expression tells of a node. Raises Failed."""
        if not expression.plain:
            engine = self.engine
            few = self.full_values(expression, node, frame)
            return " ".join(map(engine.string, few[:1] if self.plan.version == 1 else few))
        value = self.plain_value(expression, node, frame)
        if isinstance(value, list):
            return " ".join(map(_string, value))
        return str(value)

    def nodes(self, expression: Expression, node: object, frame: Frame) -> list[Any]:
        """Return the nodes that an expression selects. Raises Failed."""
        if not expression.plain:
            return [_element_of(item) for item in self.full_values(expression, node, frame)]
        value = self.plain_value(expression, node, frame)
        found = value if isinstance(value, list) else []
        return [each if isinstance(each, etree._Element) else each.getparent() for each in found]

    def firing(
        self, test: Test, nodes: Iterable[Any], tick: Callable[[Test], None]
    ) -> Iterator[Any]:
        """Yield the nodes at which a test for libxml2 fires, if no variable but current() is read.

        So it is with most tests: then nothing is made for a node, but its expression evaluated.
        `tick` is called before what may take longer.
        """
        xpath, fires_on = self.compiled[test.test.text], test.fires_on
        if test.guard is None and not test.test.uses:
            yield from (node for node in nodes if xpath(node) is fires_on)
            return
        guard = None if test.guard is None else self.compiled[test.guard.text]
        for node in nodes:
            if guard is not None and guard(node) is test.decisive:
                value: object = test.decisive
            else:
                tick(test)
                value = xpath(node, **{CURRENT: node}) if test.test.uses else xpath(node)
            if value is fires_on:
                yield node

    def plain_value(self, expression: Expression, node: object, frame: Frame) -> object:
        """Return the value of an expression that libxml2 evaluates. Raises Failed."""
        xpath = self.compiled[expression.text]
        at: Any = self.root if node is None else node
        try:
            if expression.uses:
                return xpath(at, **frame.plain(expression.uses))
            return xpath(at)
        except (etree.XPathError, TypeError, ValueError) as error:
            raise Failed(expression.source, str(error).rstrip(".")) from None

    def full_values(self, expression: Expression, node: object, frame: Frame) -> list[Any]:
        """Return the value of an expression that elementpath evaluates. Raises Failed."""
        from edition.schematron.full import Faulty

        engine = self.engine
        try:
            return engine.values(expression.text, self.full_node(node), frame.full())
        except Faulty as faulty:
            raise Failed(expression.source, str(faulty)) from None

    def full_node(self, node: object) -> object:
        """Return a node as elementpath has it; None is the document."""
        if node is None:
            return self.engine.tree
        return self.engine.node(node) if isinstance(node, etree._Element) else node

    @cached_property
    def engine(self) -> "Full":
        """What evaluates XPath 2 and later on this document."""
        from edition.schematron.full import Full, Reach

        reach = Reach(self.folder, self.schema)
        return Full(self.document, self.plan.namespaces, self.plan.version, reach, self.keyed)

    def matched(self, alternatives: tuple[Alternative, ...], frame: Frame) -> Iterator[object]:
        """Yield the nodes that a context matches, each once."""
        if len(alternatives) == 1:
            yield from self._matched(alternatives[0], frame)
            return
        seen: set[object] = set()
        for alternative in alternatives:
            for node in self._matched(alternative, frame):
                key = self.identity(node)
                if key not in seen:
                    seen.add(key)
                    yield node

    def _matched(self, alternative: Alternative, frame: Frame) -> Iterator[object]:
        if not self.found.may_match(alternative):
            return
        if alternative.whole is not None:
            yield from self._selected(alternative, frame)
            return
        for element in self.found.candidates(alternative):
            condition = alternative.condition
            if condition is None or self._meets(condition, element, frame):
                yield element

    def _meets(self, condition: Expression, element: Element, frame: Frame) -> bool:
        """Whether an element meets a condition; where that fails, it does not.

        Source: XSLT 2.0, 5.5.4.
        """
        asked = frame
        if CURRENT in condition.uses:
            asked = Frame(self, (), element, frame)
        try:
            return self.truth(condition, element, asked)
        except Failed:
            return False

    def _selected(self, alternative: Alternative, frame: Frame) -> list[Any]:
        whole = alternative.whole
        assert whole is not None
        try:
            if whole.plain:
                value = self.plain_value(whole, None, frame)
                found = value if isinstance(value, list) else []
                if alternative.selects_elements or not found:
                    return found
                whole = whole.changed(plain=False)  # the same nodes, as elementpath has them
            found = self.full_values(whole, None, frame)
        except Failed:
            return []
        return [_as_element(item) for item in found]

    def identity(self, node: object) -> object:
        """Return what tells a node from all others."""
        return node if isinstance(node, etree._Element) else id(node)

    def keyed(self, name: str, value: str) -> list[Element]:
        """Return the elements that a key finds for a value."""
        return self._keys.get(name, {}).get(value, [])

    @cached_property
    def _keys(self) -> dict[str, dict[str, list[Element]]]:
        frame = Frame(self, self.plan.lets, None, None)
        keys: dict[str, dict[str, list[Element]]] = {}
        for key in self.plan.keys:
            table = keys.setdefault(key.name, {})
            for node in self.matched(key.match, frame):
                for word in self._key_words(key.use, node, frame):
                    if isinstance(node, etree._Element):
                        table.setdefault(word, []).append(node)
        return keys

    def _key_words(self, use: Expression, node: object, frame: Frame) -> list[str]:
        inner = Frame(self, (), node, frame)
        if not use.plain:
            return [self.engine.string(item) for item in self.full_values(use, node, inner)]
        value = self.plain_value(use, node, inner)
        return list(map(_string, value)) if isinstance(value, list) else [str(value)]

    def locate(self, node: object) -> Location:
        """Return the place of a node: an attribute is at its element, a text at its first word."""
        if isinstance(node, etree._Element):
            return self.document.locate(_nearest(node))
        if node is None:
            return self.document.locate(self.root)
        from edition.schematron.full import is_text, place_of

        element, is_tail = place_of(node)
        if element is None:
            return self.document.locate(self.root)
        return (
            self._locate_text(element, is_tail=is_tail) if is_text(node) else self.locate(element)
        )

    def _locate_text(self, element: Element, *, is_tail: bool) -> Location:
        text = (element.tail if is_tail else element.text) or ""
        run = self._runs.get((element, is_tail))
        if run is None:
            return self.document.locate(_nearest(element))
        return self.document.locate_text(run, len(text) - len(text.lstrip()) if text.strip() else 0)

    @cached_property
    def _runs(self) -> Mapping[tuple[Element, bool], int]:
        runs = enumerate(text_runs(self.root))
        return {(node, is_tail): run for run, (node, is_tail, _) in runs}


class _Compiled(dict[str, etree.XPath]):
    """Expressions as libxml2 has them, each compiled when it is first asked."""

    def __init__(self, namespaces: tuple[tuple[str, str], ...]) -> None:
        super().__init__()
        self.namespaces = dict(namespaces)

    def __missing__(self, text: str) -> etree.XPath:
        self[text] = made = etree.XPath(text, namespaces=self.namespaces, regexp=False)
        return made


@lru_cache(maxsize=8)
def _compiled(namespaces: tuple[tuple[str, str], ...]) -> _Compiled:
    return _Compiled(namespaces)


_STRING = etree.XPath("string()")


def _string(item: object) -> str:
    return str(_STRING(item)) if isinstance(item, etree._Element) else str(item)


def _element_of(item: object) -> object:
    from edition.schematron.full import place_of

    return item if isinstance(item, etree._Element) else place_of(item)[0]


def _as_element(item: object) -> object:
    """Return an element as lxml has it; any other node stays elementpath's."""
    from edition.schematron.full import element_of

    found = element_of(item)
    return found if found is not None and isinstance(found.tag, str) else item


def _nearest(node: Element) -> Element:
    """Return the element that stands for a comment or an instruction: the one around it."""
    if isinstance(node.tag, str):
        return node
    parent = node.getparent()
    return node.getroottree().getroot() if parent is None else parent
