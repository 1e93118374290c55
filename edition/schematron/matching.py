"""Matching: the nodes that a context matches, found among the elements of a name."""

from functools import cached_property
from typing import TYPE_CHECKING, Any
from weakref import proxy

from lxml import etree

from edition.document import Element
from edition.schematron.frame import Failed, Frame
from edition.schematron.plan import Alternative, Expression, Need
from edition.tei.attribute import attributes
from edition.xpath.name import CURRENT

if TYPE_CHECKING:
    from edition.schematron.evaluation import Machine

__all__ = ["Matcher", "identity"]


class Matcher:
    """Finds what contexts match in one document; the one walk of all rules tells what there is."""

    def __init__(self, machine: "Machine") -> None:
        self.machine: Machine = proxy(machine)  # else the two would keep the document alive
        met = attributes(machine.document)
        self._tags = met.tags
        self._names = met.names
        self._tagged = met.tagged
        self._bearers = met.bearers

    def may_match(self, need: Need) -> bool:
        """Whether the document has what a pattern cannot do without."""
        tags, names = need
        return self._tags.issuperset(tags) and self._names.issuperset(names)

    def matched(self, alternatives: tuple[Alternative, ...], frame: Frame) -> list[Any]:
        """Return the nodes that a context matches, each once."""
        if len(alternatives) == 1:
            return self._matched(alternatives[0], frame)
        found: dict[object, Any] = {}
        for alternative in alternatives:
            for node in self._matched(alternative, frame):
                found.setdefault(identity(node), node)
        return list(found.values())

    def _matched(self, alternative: Alternative, frame: Frame) -> list[Any]:
        if not self.may_match(alternative.need):
            return []
        if alternative.whole is not None:
            return self._selected(alternative, alternative.whole, frame)
        found, condition = self._candidates(alternative), alternative.condition
        if condition is None:
            return found
        if condition.plain and not condition.uses:
            return self.machine.among(found, condition.text)
        if alternative.screen:
            found = self.machine.among(found, alternative.screen)
        return [element for element in found if self._meets(condition, element, frame)]

    def _candidates(self, alternative: Alternative) -> list[Element]:
        """Return the elements that a pattern may match, in document order."""
        tag, bearing = alternative.candidates, alternative.bearing
        if not tag.endswith("*"):
            return self._tagged(tag)
        return self._bearers(bearing, tag[:-1]) if bearing else list(self.machine.root.iter(tag))

    def _meets(self, condition: Expression, element: Element, frame: Frame) -> bool:
        """Whether an element meets a condition; where that fails, it does not.

        Source: XSLT 2.0, 5.5.4.
        """
        asked = Frame(self.machine, (), element, frame) if CURRENT in condition.uses else frame
        try:
            return self.machine.truth(condition, element, asked)
        except Failed:
            return False

    def _selected(self, alternative: Alternative, whole: Expression, frame: Frame) -> list[Any]:
        try:
            if whole.plain:
                value = self.machine.plain_value(whole, None, frame)
                found = value if isinstance(value, list) else []
                if alternative.selects_elements or not found:
                    return found
                whole = whole.changed(plain=False)  # the same nodes, as elementpath has them
            return list(map(_as_element, self.machine.full_values(whole, None, frame)))
        except Failed:
            return []

    def keyed(self, name: str, value: str) -> list[Element]:
        """Return the elements that a key finds for a value."""
        return self._keys.get(name, {}).get(value, [])

    @cached_property
    def _keys(self) -> dict[str, dict[str, list[Element]]]:
        machine = self.machine
        frame = Frame(machine, machine.plan.lets, None, None)
        keys: dict[str, dict[str, list[Element]]] = {}
        for key in machine.plan.keys:
            table = keys.setdefault(key.name, {})
            for node in self.matched(key.match, frame):
                inner = Frame(machine, (), node, frame)
                for word in machine.strings(key.use, node, inner):
                    if isinstance(node, etree._Element):
                        table.setdefault(word, []).append(node)
        return keys


def identity(node: object) -> object:
    """Return what tells a node from all others."""
    return node if isinstance(node, etree._Element) else id(node)


def _as_element(item: object) -> object:
    """Return an element as lxml has it; any other node stays elementpath's."""
    from edition.schematron.node import element_of

    found = element_of(item)
    return found if found is not None and isinstance(found.tag, str) else item
