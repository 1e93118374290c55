"""A RELAX NG grammar in the XML syntax, read anew here so that it can prove our own reader.

No grammar within another and no externalRef: where a schema has one, it is refused.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

RNG = "{http://relaxng.org/ns/structure/1.0}"
XML = "http://www.w3.org/XML/1998/namespace"
ENDLESS = 10**6
REPEATS = ("optional", "zeroOrMore", "oneOrMore")
STRINGS = ("attribute", "text", "data", "value", "list")
NAME_CLASSES = ("name", "anyName", "nsName")
STRANGERS = (
    "stranger",
    "{http://www.w3.org/1999/xhtml}p",
    "{http://www.w3.org/1998/Math/MathML}mi",
    "{http://www.tei-c.org/ns/1.0}p",
    "{http://example.org/strange}thing",
)
"""What is written where any name may stand."""


@dataclass(eq=False, slots=True)
class Pattern:
    """One pattern of a grammar: what an element of the schema says, free of its syntax.

    `kind` is the local name; `name` what it names, in Clark notation where it has a namespace;
    `text` its value; `facets` the parameters of its datatype; `least` how many elements its
    smallest match has; `holds` whether it may have any, `grows` whether it may have ever more.
    """

    kind: str
    name: str = ""
    text: str = ""
    parts: list["Pattern"] = field(default_factory=list)
    facets: tuple[tuple[str, str], ...] = ()
    least: int = ENDLESS
    holds: bool = False
    grows: bool = False


def _read_all(nodes: list[etree._Element]) -> list[Pattern]:
    """The patterns that some nodes of the schema are, documentation and names left out."""
    kinds = [etree.QName(node).localname for node in nodes]
    return [
        _read(node, kind)
        for node, kind in zip(nodes, kinds, strict=True)
        if kind not in ("param", "except", "anyName", "nsName", "name")
    ]


def _children(node: etree._Element) -> list[etree._Element]:
    return [part for part in node if isinstance(part.tag, str) and part.tag.startswith(RNG)]


def _read(node: etree._Element, kind: str) -> Pattern:
    if kind in ("grammar", "externalRef", "parentRef"):
        raise ValueError(f"a schema with {kind} cannot be sampled")
    nodes = _children(node)
    if kind in ("element", "attribute"):
        return _named(node, kind, nodes)
    if kind == "mixed":
        inner = Pattern("group", parts=_read_all(nodes))
        return Pattern("interleave", parts=[Pattern("text"), inner])
    name = node.get("name", node.get("type", ""))
    facets = tuple((part.attrib["name"], part.text or "") for part in node.iter(f"{RNG}param"))
    excluded = [each.text or "" for part in node.iter(f"{RNG}except") for each in part]
    facets += tuple(("except", text) for text in excluded)
    text = node.text or "" if kind == "value" else ""
    return Pattern(kind, name.strip(), text, _read_all(nodes), facets)


def _named(node: etree._Element, kind: str, nodes: list[etree._Element]) -> Pattern:
    """An element or attribute; one for each name where it may have several."""
    if "name" in node.attrib:
        names = [_clark(node.attrib["name"], node, is_attribute=kind == "attribute")]
    else:
        names, nodes = _names(nodes[0]), nodes[1:]
    parts = _read_all(nodes)
    each = [Pattern(kind, name, parts=parts) for name in names]
    return each[0] if len(each) == 1 else Pattern("choice", parts=each)


def _names(node: etree._Element) -> list[str]:
    """Names of a name class: those that it states, and strangers where it is open."""
    kind = etree.QName(node).localname
    if kind == "name":
        return [_clark(node.text or "", node, is_attribute=False)]
    if kind == "choice":
        return [name for part in _children(node) for name in _names(part)]
    excluded = [part for part in _children(node) for part in _children(part)]
    names = [
        name
        for name in STRANGERS
        if (kind == "anyName" or name.startswith(f"{{{_space(node)}}}"))
        and not any(_excludes(part, name) for part in excluded)
    ]
    return names or [f"{{{_space(node)}}}stranger"]


def _excludes(node: etree._Element, name: str) -> bool:
    if etree.QName(node).localname == "nsName":
        return name.startswith(f"{{{_space(node)}}}")
    return name in _names(node)


def _space(node: etree._Element) -> str:
    """The namespace that a node's nearest `ns` says."""
    found = next(
        (each.get("ns") for each in [node, *node.iterancestors()] if "ns" in each.attrib), ""
    )
    return found or ""


def _clark(name: str, node: etree._Element, *, is_attribute: bool) -> str:
    prefix, _, local = name.strip().rpartition(":")
    if prefix:
        space = XML if prefix == "xml" else node.nsmap[prefix]
    else:
        space = node.get("ns", "") if is_attribute else _space(node)
    return f"{{{space}}}{local}" if space else local


class Grammar:
    """The definitions of a grammar and of all that it includes."""

    def __init__(self, path: Path) -> None:
        self.definitions: dict[str, Pattern] = {}
        self._read(path, frozenset())
        self.start = self.definitions.pop("")
        self.measure()

    def _read(self, path: Path, replaced: frozenset[str]) -> None:
        """Take in a schema, without the definitions that whoever includes it replaces."""
        self._take(etree.parse(path).getroot(), path, replaced)

    def _take(self, root: etree._Element, path: Path, replaced: frozenset[str]) -> None:
        for node in _children(root):
            name = node.get("name", "")
            if node.tag == f"{RNG}div":
                self._take(node, path, replaced)
            elif node.tag == f"{RNG}include":
                own = [each.get("name", "") for each in node.iter(f"{RNG}start", f"{RNG}define")]
                self._read(path.parent / node.attrib["href"], replaced | {*own})
                self._take(node, path, replaced)
            elif name not in replaced:
                self._define(name, node)

    def _define(self, name: str, node: etree._Element) -> None:
        pattern = Pattern("group", parts=_read_all(_children(node)))
        if name in self.definitions:
            combined = [self.definitions[name], pattern]
            kinds = (node.get("combine"), "choice")
            pattern = Pattern(next(filter(None, kinds)), parts=combined)
        self.definitions[name] = pattern

    def all_patterns(self) -> Iterator[Pattern]:
        waiting = [self.start, *self.definitions.values()]
        seen = set()
        while waiting:
            pattern = waiting.pop()
            if pattern not in seen:
                seen.add(pattern)
                yield pattern
                waiting += pattern.parts

    def reachable(self) -> dict[Pattern, Pattern | None]:
        """Every pattern that some document can come to, with the one nearest before it."""
        before: dict[Pattern, Pattern | None] = {self.start: None}
        waiting = [self.start]
        for pattern in waiting:
            inner = [self.definitions[pattern.name]] if pattern.kind == "ref" else pattern.parts
            for part in inner:
                if part not in before and part.least < ENDLESS:
                    before[part] = pattern
                    waiting.append(part)
        return before

    def vocabulary(self) -> tuple[set[str], set[tuple[str, str]]]:
        """Every element, and every attribute with the element that may carry it."""
        elements = [pattern for pattern in self.reachable() if pattern.kind == "element"]
        attributes = {
            (element.name, part.name) for element in elements for part in self._attributes(element)
        }
        return {element.name for element in elements}, attributes

    def _attributes(self, pattern: Pattern) -> Iterator[Pattern]:
        for part in pattern.parts:
            if part.kind == "attribute":
                if part.least < ENDLESS:
                    yield part
            elif part.kind == "ref" and not part.holds:
                yield from self._attributes(self.definitions[part.name])
            elif part.kind not in ("ref", "element"):
                yield from self._attributes(part)

    def measure(self) -> None:
        """What each pattern may hold, by repeated improvement of a first guess."""
        nodes = list(self.all_patterns())[::-1]
        better = True
        while better:
            better = False
            for node in nodes:
                guess = (node.least, node.holds, node.grows)
                inner = [self.definitions[node.name]] if node.kind == "ref" else node.parts
                node.least = self._size(node)
                node.holds = node.kind == "element" or any(part.holds for part in inner)
                repeats = node.kind in REPEATS and node.holds
                node.grows = repeats or any(part.grows for part in inner)
                better = better or guess != (node.least, node.holds, node.grows)

    def _size(self, pattern: Pattern) -> int:
        if pattern.kind in ("optional", "zeroOrMore", "empty", "text", "data", "value"):
            return 0
        if pattern.kind == "ref":
            return self.definitions[pattern.name].least
        if pattern.kind == "notAllowed":
            return ENDLESS
        sizes = [part.least for part in pattern.parts]
        if pattern.kind == "choice":
            return min(sizes)
        return min(ENDLESS, sum(sizes) + (pattern.kind == "element"))
