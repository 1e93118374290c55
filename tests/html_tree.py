"""HTML read back by the standard library: a list of elements, and a canonical text of them."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

__all__ = ["Node", "canonical", "parse", "read"]

_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "wbr"}
_UNREAD = {"number", "call", "readings", "source", "fw", "pb", "image", "notes", "listApp", "voice"}
_BLOCKS = {"p", "div", "section", "li", "tr", "td", "blockquote", "h1", "h2", "h3", "h4", "br"}

_ENDED_BY = {
    "p": {"p", "li", "dd", "dt"},
    "li": {"li"},
    "dt": {"dt", "dd"},
    "dd": {"dt", "dd"},
    "option": {"option"},
}
"""What ends an element whose end tag HTML lets be left out, beside the end of what holds it."""


@dataclass
class Node:
    tag: str
    attributes: dict[str, str]
    parent: "Node | None" = None
    children: "list[Node | str]" = field(default_factory=list)

    def every(self, *tags: str) -> "list[Node]":
        found = [] if tags and self.tag not in tags else [self]
        for child in self.children:
            if isinstance(child, Node):
                found += child.every(*tags)
        return found

    @property
    def text(self) -> str:
        return "".join(c if isinstance(c, str) else c.text for c in self.children)

    def get(self, name: str) -> str:
        return self.attributes.get(name, "")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = self.here = Node("", {})

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        while tag in _ENDED_BY.get(self.here.tag, ()):
            self.leave()
        node = Node(tag, {name: value or "" for name, value in attrs}, self.here)
        self.here.children.append(node)
        if tag not in _VOID:
            self.here = node

    def handle_endtag(self, tag: str) -> None:
        while self.here.tag != tag and self.here.tag in _ENDED_BY:
            self.leave()
        assert self.here.tag == tag, f"</{tag}> closes <{self.here.tag}>"
        self.leave()

    def leave(self) -> None:
        assert self.here.parent is not None
        self.here = self.here.parent

    def handle_data(self, data: str) -> None:
        self.here.children.append(data)


def parse(html: str) -> Node:
    """Return the tree of an HTML page that closes all its elements, by themselves or by others."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert reader.here is reader.root, f"<{reader.here.tag}> is never closed"
    return reader.root


def canonical(node: Node, depth: int = 0) -> str:
    """Write a tree one tag or text a line, attributes sorted, without styles and scripts."""
    pad = "  " * depth
    out = ""
    if node.tag:
        attributes = "".join(f' {k}="{v}"' for k, v in sorted(node.attributes.items()))
        out = f"{pad}<{node.tag}{attributes}>\n"
    if node.tag not in {"style", "script"}:
        for child in node.children:
            if isinstance(child, Node):
                out += canonical(child, depth + 1)
            elif child.strip():
                out += f"{pad}  {' '.join(child.split())!r}\n"
    return out


def read(node: Node) -> str:
    """What a reader sees of an element in the reading view, with the marks that CSS draws."""
    if _UNREAD & set(node.get("class").split()) or node.tag in {"button", "h1"}:
        return " " if node.get("class") == "pb" and node.text else ""
    said = "".join(each if isinstance(each, str) else read(each) for each in node.children)
    border = " " if node.tag in _BLOCKS else ""
    return f"{border}{node.get('data-open')}{said}{node.get('data-close')}{border}"
