"""A RELAX NG grammar in the XML syntax, as far as our own uses it.

No parentRef, no externalRef, no except, no combined definitions, one namespace for all, and mixed
content with text as a branch of a choice.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

RNG = "{http://relaxng.org/ns/structure/1.0}"
ENDLESS = 10**6
REPEATS = ("optional", "zeroOrMore", "oneOrMore")
STRINGS = ("attribute", "text", "data", "value", "list")


@dataclass(eq=False, slots=True)
class Pattern:
    """One pattern of a grammar: what an element of the schema says, free of its syntax.

    `kind` is the local name; `name` what it names, in Clark notation where it has a namespace;
    `text` its value or its facet; `least` how many elements its smallest match has; `holds`
    whether it may have any, `grows` whether it may have ever more.
    """

    kind: str
    name: str = ""
    text: str = ""
    parts: list["Pattern"] = field(default_factory=list)
    least: int = ENDLESS
    holds: bool = False
    grows: bool = False


def read_patterns(node: etree._Element, namespace: str) -> list[Pattern]:
    """The patterns directly within a node of the schema, documentation left out."""
    parts = [part for part in node if isinstance(part.tag, str) and part.tag.startswith(RNG)]
    return [_read_pattern(part, namespace) for part in parts if part.tag != f"{RNG}param"]


def _read_pattern(node: etree._Element, namespace: str) -> Pattern:
    kind = etree.QName(node).localname
    name = node.get("name", node.get("type", ""))
    if kind == "element":
        name = f"{{{namespace}}}{name}"
    elif kind == "attribute":
        name = name.replace("xml:", "{http://www.w3.org/XML/1998/namespace}")
    text = node.text if kind == "value" else node.findtext(f"{RNG}param")
    return Pattern(kind, name, text or "", read_patterns(node, namespace))


class Grammar:
    """The definitions of a grammar and of all that it includes."""

    def __init__(self, path: Path) -> None:
        self.definitions: dict[str, Pattern] = {}
        self.start = Pattern("notAllowed")
        self.namespace = ""
        self._read(path)
        self._measure()

    def _read(self, path: Path) -> None:
        root = etree.parse(path).getroot()
        self.namespace = root.get("ns", self.namespace)
        for node in root.iterchildren(f"{RNG}include"):
            self._read(path.parent / node.attrib["href"])
        for node in root.iterchildren(f"{RNG}start", f"{RNG}define"):
            pattern = Pattern("group", parts=read_patterns(node, self.namespace))
            if node.tag == f"{RNG}start":
                self.start = pattern
            else:
                self.definitions[node.attrib["name"]] = pattern

    def all_patterns(self) -> Iterator[Pattern]:
        waiting = [self.start, *self.definitions.values()]
        while waiting:
            pattern = waiting.pop()
            yield pattern
            waiting += pattern.parts

    def vocabulary(self) -> tuple[set[str], set[tuple[str, str]]]:
        """Every element, and every attribute with the element that may carry it."""
        elements = [pattern for pattern in self.all_patterns() if pattern.kind == "element"]
        attributes = {
            (element.name, part.name) for element in elements for part in self._attributes(element)
        }
        return {element.name for element in elements}, attributes

    def _attributes(self, pattern: Pattern) -> Iterator[Pattern]:
        for part in pattern.parts:
            if part.kind == "attribute":
                yield part
            elif part.kind == "ref" and not part.holds:
                yield from self._attributes(self.definitions[part.name])
            elif part.kind not in ("ref", "element"):
                yield from self._attributes(part)

    def _measure(self) -> None:
        """What each pattern may hold, by repeated improvement of a first guess."""
        nodes = list(self.all_patterns())
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
        if pattern.kind in ("optional", "zeroOrMore", "empty", *STRINGS):
            return 0
        if pattern.kind == "ref":
            return self.definitions[pattern.name].least
        if pattern.kind == "choice":
            return min(part.least for part in pattern.parts)
        inner = sum(part.least for part in pattern.parts)
        return (
            ENDLESS
            if pattern.kind == "notAllowed"
            else min(ENDLESS, inner + (pattern.kind == "element"))
        )
