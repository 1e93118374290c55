"""Prefix: the prefixes of namespaces in rules: those that the rules declare, others as needed."""

from collections.abc import Iterable

from edition.document import Element
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
        return list(self.bound.items())

    def prefixed(self, holder: Element | None, name: str) -> str:
        """Return a name with the prefix of the namespace of what it names."""
        uri = self.default if holder is None else holder.get("ns", self.default)
        if not uri:
            return name
        return f"{self._prefix(uri, holder)}:{name}"

    def attribute(self, attribute: Element) -> str:
        name, uri = attribute.get("ident", ""), attribute.get("ns", "")
        if not uri or ":" in name:
            return f"@{name}"
        prefix = "xml" if uri == XML[1:-1] else self._prefix(uri, attribute)
        return f"@{prefix}:{name}"

    def _prefix(self, uri: str, holder: Element | None) -> str:
        known = next((prefix for prefix, bound in self.bound.items() if bound == uri), None)
        if known is not None:
            return known
        nsmap = {} if holder is None else holder.nsmap
        wanted = next((prefix for prefix, bound in nsmap.items() if prefix and bound == uri), "ns")
        prefix, count = wanted, 1
        while prefix in self.bound:
            count += 1
            prefix = f"{wanted}{count}"
        self.bound[prefix] = uri
        return prefix
