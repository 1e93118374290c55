"""Evaluation: what an expression is worth at a node, by the engine that it is made for."""

from collections.abc import Callable, Iterator
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lxml import etree

from edition.document import Document
from edition.schematron.frame import Failed, Frame
from edition.schematron.matching import Matcher
from edition.schematron.plan import Expression, Plan, Test
from edition.xpath.name import CURRENT

if TYPE_CHECKING:
    from edition.schematron.full import Full

__all__ = ["Machine"]

_AT_ONCE = 100
"""How many nodes libxml2 is given at once: each is looked for among those given before it."""
_MOST = 2000
"""How many nodes may be in a variable of ours: to hand over more takes longer than to find them."""


class Machine:
    """Evaluates the expressions of a plan on one document, each by the engine it is made for."""

    def __init__(self, document: Document, plan: Plan, schema: Path, folder: Path) -> None:
        self.document = document
        self.plan = plan
        self.schema = schema
        self.folder = folder
        self.root = document.root
        self.compiled = _compiled(plan.namespaces)
        self.matcher = Matcher(self)
        self._once: dict[str, object] = {}

    def truth(self, expression: Expression, node: object, frame: Frame) -> bool:
        """Return whether an expression is true at a node. Raises Failed."""
        if expression.plain:
            return self.plain_value(expression, node, frame) is True
        return self.full_values(expression, node, frame) == [True]

    def words(self, expression: Expression, node: object, frame: Frame) -> str:
        """Return what an expression tells of a node. Raises Failed."""
        found = self.strings(expression, node, frame)
        is_first_only = self.plan.version == 1 and not expression.plain
        return " ".join(found[:1] if is_first_only else found)

    def strings(self, expression: Expression, node: object, frame: Frame) -> list[str]:
        """Return the items of an expression's value as strings. Raises Failed."""
        if not expression.plain:
            return list(map(self.engine.string, self.full_values(expression, node, frame)))
        value = self.plain_value(expression, node, frame)
        return list(map(_string, value)) if isinstance(value, list) else [str(value)]

    def nodes(self, expression: Expression, node: object, frame: Frame) -> list[Any]:
        """Return the nodes that an expression selects. Raises Failed."""
        if not expression.plain:
            return [_element_of(item) for item in self.full_values(expression, node, frame)]
        value = self.plain_value(expression, node, frame)
        found = value if isinstance(value, list) else []
        return [each if isinstance(each, etree._Element) else each.getparent() for each in found]

    def among(self, nodes: list[Any], condition: str) -> list[Any]:
        """Return the elements at which a condition holds, which libxml2 is asked of many at once.

        The condition is a truth that reads no variable: so asked it takes a sixth of the time.
        """
        choose = self.compiled[f"$nodes[{condition}]"]
        found: list[Any] = []
        for start in range(0, len(nodes), _AT_ONCE):
            found += choose(self.root, nodes=nodes[start : start + _AT_ONCE])
        return found

    def firing(self, test: Test, nodes: list[Any], tick: Callable[[Test], None]) -> Iterator[Any]:
        """Yield the nodes at which a test for libxml2 fires, if no variable but current() is read.

        So it is with most tests. `tick` is called before what may take longer.
        """
        asked, fires_on = test.test, test.fires_on
        if test.guard is None and not asked.uses:
            yield from self.among(nodes, asked.text if fires_on else f"not({asked.text})")
            return
        xpath = self.compiled[asked.text]
        met = set() if test.guard is None else set(self.among(nodes, test.guard.text))
        for node in nodes:
            if test.guard is not None and (node in met) is test.decisive:
                value: object = test.decisive
            else:
                tick(test)
                value = xpath(node, **{CURRENT: node}) if asked.uses else xpath(node)
            if value is fires_on:
                yield node

    def plain_value(self, expression: Expression, node: object, frame: Frame) -> object:
        """Return the value of an expression that libxml2 evaluates. Raises Failed."""
        xpath = self.compiled[expression.text]
        at: Any = self.root if node is None else node
        try:
            if not expression.uses:
                return xpath(at)
            given = frame.plain(expression.uses)
            if expression.long and any(map(_is_long, given.values())):
                xpath = self.compiled[expression.long]
            return xpath(at, **given)
        except (etree.XPathError, TypeError, ValueError) as error:
            raise Failed(expression.source, str(error).rstrip(".")) from None

    def once(self, name: str) -> object:
        """Return the value of a variable of ours for what is asked of the whole document."""
        if name not in self._once:
            let = next(each for each in self.plan.once if each.name == name)
            self._once[name] = self.compiled[let.full.text](self.root)
        return self._once[name]

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
        plan = self.plan
        return Full(self.document, plan.namespaces, plan.version, reach, self.matcher.keyed)


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


def _is_long(value: object) -> bool:
    return isinstance(value, list) and len(value) > _MOST


_STRING = etree.XPath("string()")


def _string(item: object) -> str:
    return str(_STRING(item)) if isinstance(item, etree._Element) else str(item)


def _element_of(item: object) -> object:
    from edition.schematron.node import place_of

    return item if isinstance(item, etree._Element) else place_of(item)[0]
