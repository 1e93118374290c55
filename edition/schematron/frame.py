"""Frame: the variables declared at one place of a schema, each evaluated if it is read."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from lxml import etree

from edition.document import Element
from edition.schematron.plan import Let
from edition.xpath.name import CURRENT, ONCE

if TYPE_CHECKING:
    from edition.schematron.evaluation import Machine

__all__ = ["Failed", "Frame"]


class Failed(Exception):  # noqa: N818  (what happened)
    """An expression has no value at a node; the text says why, `source` what it is."""

    def __init__(self, source: str, reason: str) -> None:
        super().__init__(reason)
        self.source = " ".join(source.split())


class Variables(dict[str, Any]):
    """The variables in sight, each evaluated when it is first read: one that fails may be in vain.

    Those that loops declare are added to a copy.
    """

    def __init__(self, frame: "Frame", known: dict[str, Any] | None = None) -> None:
        super().__init__(known or {})
        self.frame = frame

    def __missing__(self, name: str) -> Any:  # noqa: ANN401  (any value of XPath)
        value = self.frame._full_value(name)
        if value is None:
            raise KeyError(name)
        self[name] = value
        return value

    def copy(self) -> "Variables":
        return Variables(self.frame, self)


class Frame:
    """The variables of a schema, a pattern or a rule at a node, and those around."""

    def __init__(
        self, machine: "Machine", lets: tuple[Let, ...], node: object, outer: "Frame | None"
    ) -> None:
        self.machine = machine
        self.lets = {let.name: let for let in lets} if lets else {}
        self.node = node
        self.outer = outer
        self._plain: dict[str, Any] = {}
        self._full: dict[str, Any] = {}

    def plain(self, names: Iterable[str]) -> dict[str, Any]:
        """Return variables as libxml2 takes them."""
        return {name: self._plain_value(name) for name in names}

    def full(self) -> "Variables":
        """Return the variables as elementpath takes them."""
        return Variables(self)

    def _plain_value(self, name: str) -> Any:  # noqa: ANN401  (any value of XPath)
        if name == CURRENT:
            return [self.node] if isinstance(self.node, etree._Element) else []
        if name.startswith(ONCE):
            return self.machine.once(name)
        if name in self._plain:
            return self._plain[name]
        let = self.lets.get(name)
        if let is None or let.plain is None:
            return "" if self.outer is None else self.outer._plain_value(name)
        value = self.machine.plain_value(let.plain, self.node, self)
        if let.is_bare and isinstance(value, list):
            value = [_holding(value)]
        self._plain[name] = value
        return value

    def _full_value(self, name: str) -> Any:  # noqa: ANN401  (any value of XPath)
        if name == CURRENT:
            return self.machine.full_node(self.node)
        if name in self._full:
            return self._full[name]
        let = self.lets.get(name)
        if let is None:
            return None if self.outer is None else self.outer._full_value(name)
        found = self.machine.full_values(let.full, self.node, self)
        self._full[name] = found[0] if len(found) == 1 else found
        return self._full[name]


def _holding(items: list[object]) -> Element:
    """Return an element that holds one of the same string for each of some nodes.

    lxml's variables hold elements, no attributes or texts; and libxml2 is slow to take many.
    """
    holder = etree.Element("values")
    for item in items:
        text = "".join(item.itertext()) if isinstance(item, etree._Element) else str(item)
        etree.SubElement(holder, "value").text = text
    return holder
