"""Prefix: the prefixes of namespaces in rules: those that the rules declare, others as needed."""

from collections.abc import Iterable

from edition.document import Element
from edition.odd.datatype import name_of
from edition.odd.naming import SCH, TEI, XML

__all__ = ["Prefixes"]

_TEI_NS, _XSL_NS = TEI[1:-1], "http://www.w3.org/1999/XSL/Transform"


class Prefixes:
    """The prefixes of namespaces, as the rules declare them or as they are needed."""

    def __init__(self, constraints: Iterable[Element], schema: Element) -> None:
        self.bound: dict[str, str] = {}
        for constraint in constraints:
            for ns in constraint.iter(f"{SCH}ns"):
                if ns.get("uri") != _XSL_NS:
                    self.bound.setdefault(ns.get("prefix", ""), ns.get("uri", ""))
        self.bound.setdefault("tei", _TEI_NS)
        self.default = schema.get("ns", _TEI_NS)

    def declared(self) -> list[tuple[str, str]]:
        """Return all prefixes with their namespaces, in the order in which they came."""
        return list(self.bound.items())

    def element(self, spec: Element) -> str:
        """Return the name of an element with the prefix of its namespace."""
        uri = spec.get("ns", self.default)
        return f"{self._prefix(uri, spec)}:{name_of(spec)}" if uri else name_of(spec)

    def attribute(self, attribute: Element) -> str:
        """Return the step to an attribute."""
        name, uri = name_of(attribute), attribute.get("ns", "")
        if not uri or ":" in name:
            return f"@{name}"
        prefix = "xml" if uri == XML[1:-1] else self._prefix(uri, attribute)
        return f"@{prefix}:{name}"

    def _prefix(self, uri: str, holder: Element) -> str:
        known = next((prefix for prefix, bound in self.bound.items() if bound == uri), None)
        if known is not None:
            return known
        nsmap = holder.nsmap.items()
        wanted = next((prefix for prefix, bound in nsmap if prefix and bound == uri), "ns")
        prefix, count = wanted, 1
        while prefix in self.bound:
            count += 1
            prefix = f"{wanted}{count}"
        self.bound[prefix] = uri
        return prefix
