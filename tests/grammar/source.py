"""Source: a document's bytes with the place of every tag, so that one can be altered in place."""

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from xml.parsers.expat import ExpatError, ParserCreate

_ATTRIBUTE = re.compile(rb"""\s([^\s=<>/]+)\s*=\s*("[^"]*"|'[^']*')""")
_START_TAG = re.compile(rb"""<(?:[^>"']|"[^"]*"|'[^']*')*>""")


@dataclass(eq=False)
class Node:
    """An element: its tag as written, and where both its tags begin and end, in bytes."""

    tag: str
    start: int
    inside: int
    parent: "Node | None" = None
    children: list["Node"] = field(default_factory=list)
    outside: int = 0
    end: int = 0

    @property
    def is_closed_at_once(self) -> bool:
        return self.inside == self.end


@dataclass(frozen=True)
class Attribute:
    """An attribute as written, and where its name and its value (without quotes) begin."""

    name: str
    value: str
    name_at: int
    value_at: int


Edit = tuple[int, int, bytes]


class Source:
    """A UTF-8 document and its elements, in their order."""

    def __init__(self, name: str, data: bytes) -> None:
        self.name = name
        self.data = data
        self.nodes: list[Node] = []
        self._open: list[Node] = []
        parser = ParserCreate()
        self._parser = parser
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.Parse(data, True)
        del self._parser

    def _start(self, tag: str, _: object) -> None:
        start = self._parser.CurrentByteIndex
        found = _START_TAG.match(self.data, start)
        assert found is not None
        parent = self._open[-1] if self._open else None
        node = Node(tag, start, found.end(), parent)
        if parent is not None:
            parent.children.append(node)
        self.nodes.append(node)
        self._open.append(node)

    def _end(self, _: str) -> None:
        node = self._open.pop()
        if self.data[node.inside - 2 : node.inside] == b"/>":
            node.outside = node.end = node.inside
        else:
            node.outside = self._parser.CurrentByteIndex
            node.end = self.data.index(b">", node.outside) + 1

    def pick(self, random: Random, fits: Callable[[Node], bool]) -> Node | None:
        """Return one of the nodes that fit: each name is as likely as any other."""
        named: dict[str, list[Node]] = {}
        for node in self.nodes:
            if fits(node):
                named.setdefault(node.tag, []).append(node)
        return random.choice(named[random.choice(sorted(named))]) if named else None

    def attributes(self, node: Node) -> list[Attribute]:
        return [
            Attribute(
                found[1].decode(), found[2][1:-1].decode(), found.start(1), found.start(2) + 1
            )
            for found in _ATTRIBUTE.finditer(self.data, node.start, node.inside)
        ]

    def gap(self, at: int) -> bytes:
        """Return the white space before a place."""
        start = at
        while start and self.data[start - 1 : start].isspace():
            start -= 1
        return self.data[start:at]

    def written(self, node: Node) -> bytes:
        return self.data[node.start : node.end]

    def has_words(self, node: Node) -> bool:
        """Whether there is text directly in an element."""
        at = node.inside
        for child in node.children:
            if self.data[at : child.start].strip():
                return True
            at = child.end
        return bool(self.data[at : node.outside].strip())


class Edited:
    """A source after some edits, none of which overlap."""

    def __init__(self, source: Source, *edits: Edit) -> None:
        self.name = source.name
        self._edits = sorted(edits)
        pieces, at = [], 0
        for start, end, new in self._edits:
            pieces += [source.data[at:start], new]
            at = end
        self.data = b"".join([*pieces, source.data[at:]])

    def line(self, at: int, *, new: bool = False) -> int:
        """Return where a place of the source is now; of what is inserted there if `new`."""
        last = bisect_right([start for start, _, _ in self._edits], at - new)
        shift = sum(len(put) - (end - start) for start, end, put in self._edits[:last])
        return self.data.count(b"\n", 0, at + shift) + 1


def is_well_formed(data: bytes) -> bool:
    """Whether expat reads a document, its namespaces too."""
    try:
        ParserCreate(namespace_separator=" ").Parse(data, True)
    except ExpatError:
        return False
    return True
