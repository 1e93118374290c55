"""HTML: links, q and blockquote, pandoc's citations; every place with its line and column."""

from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser
from itertools import accumulate

from edition.lock.block import Block, Source
from edition.lock.decoding import decoded

__all__ = ["ENDINGS", "blocks"]

ENDINGS = (".html", ".htm", ".xhtml")

_BLOCKS = frozenset(
    "address article aside blockquote body caption dd details div dl dt figcaption figure footer "
    "form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table td th title tr "
    "ul".split()
)
_UNREAD = frozenset("script style template head svg math".split())
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())


def blocks(data: bytes, file: str) -> Iterator[Block]:
    """Yield the paragraphs of a page.

    The parser is Python's own, since libxml2's knows no columns; it asks for nothing and expands
    no entities but those of HTML. Source: HTML Living Standard.
    """
    text = decoded(data, file, "HTML")
    reader = _Reader(text)
    reader.feed(text)
    reader.close()
    yield from reader.done


class _Reader(HTMLParser):
    """Gathers words, citations and quotations as tags go by; tags need not be closed."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=False)
        self.source = Source(text)
        self.starts = list(accumulate((len(line) + 1 for line in text.split("\n")), initial=0))
        self.quotations = 0
        self.unread = ""
        self.note = ""
        self.block = Block(self.source)
        self.done = [self.block]
        self.links: list[tuple[int, int, str]] = []
        self.quotes: list[int] = []

    def _at(self) -> int:
        line, column = self.getpos()
        return self.starts[line - 1] + column

    def _part(self) -> None:
        has_citations = self.block.mentions and not (self.block.is_quotation and self.quotations)
        if self.block.size or self.block.calls or has_citations:
            self._close_link()
            self.block = Block(self.source)
            self.done.append(self.block)
            self.quotes.clear()
        self.block.is_quotation = self.quotations > 0
        self.block.note = self.note

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a paragraph, a link, a quotation; or what is not to be read."""
        if self.unread or tag in _UNREAD:
            self.unread = self.unread or tag
            return
        given = {name: value or "" for name, value in attrs}
        if tag == "blockquote":
            self.quotations += 1
        if tag in _BLOCKS:
            self.note = given.get("id", "") if tag in {"li", "dd", "aside"} else self.note
            self._part()
        if tag == "br":
            self.block.add("\n", self._at())
        elif tag == "q":
            self.quotes.append(self.block.size)
        elif tag == "a" and given.get("href"):
            self._link(given["href"])
        for key in given.get("data-cites", "").split():
            self.block.cite(self._at(), key=key)
        if tag in {"blockquote", "q"} and given.get("cite"):
            self.block.cite(self._at(), address=given["cite"])

    def _link(self, address: str) -> None:
        self._close_link()
        if address.startswith("#"):
            self.block.calls.append((self.block.size, address[1:]))
        else:
            self.links.append((self.block.size, self._at(), address))

    def _close_link(self) -> None:
        for start, at, address in self.links:
            self.block.cite(at, address=address, start=start)
        self.links.clear()

    def handle_endtag(self, tag: str) -> None:
        """End what a tag has begun; of what was not begun, nothing."""
        if self.unread:
            self.unread = "" if tag == self.unread else self.unread
            return
        if tag == "blockquote":
            self.quotations = max(0, self.quotations - 1)
        if tag in {"li", "dd", "aside"}:
            self.note = ""
        if tag in _BLOCKS:
            self._part()
        elif tag == "a":
            self._close_link()
        elif tag == "q" and self.quotes:
            self.block.quoted.append((self.quotes.pop(), self.block.size))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Read an empty element; of what may hold something, the slash means nothing."""
        if tag in _VOID or tag not in _UNREAD:
            self.handle_starttag(tag, attrs)

    def handle_data(self, data: str) -> None:
        """Add words."""
        if not self.unread:
            self.block.add(data, self._at())

    def handle_entityref(self, name: str) -> None:
        """Add what a name stands for."""
        self.handle_data(unescape(f"&{name};"))

    def handle_charref(self, name: str) -> None:
        """Add what a number stands for."""
        self.handle_data(unescape(f"&#{name};"))

    def close(self) -> None:
        """End what is open where the page ends."""
        super().close()
        self._close_link()
