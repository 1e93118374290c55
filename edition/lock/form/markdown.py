"""Markdown: pandoc's citations and notes, links of every kind, block quotations.

Code, comments and the head of the file are no words of the author's.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from html import unescape

from edition.lock.block import Block, Source
from edition.lock.decoding import decoded

__all__ = ["ENDINGS", "blocks"]

ENDINGS = (".md", ".markdown", ".mdown", ".qmd", ".rmd")

_KEY = r"(?:\{(?P<braced>[^{}\s]+)\}|(?P<key>\w+(?:[:.#$%&+?<>~/-]+\w+)*))"
_INLINE = rf"""
    (?P<escape>\\[!-/:-@\[-`{{-~])
  | (?P<code>(?<!`)(?P<ticks>`{{1,9}}+)(?!`)(?s:.{{1,2000}}?)(?<!`)(?P=ticks)(?!`))
  | (?P<note>\[\^(?P<called>[^\]\s]+)\]) | (?P<inline>\^\[) | (?P<open>!?\[)
  | <(?P<auto>[a-zA-Z][\w+.-]*:[^<>\s]*)> | (?P<tag></?[a-zA-Z][^<>]*>)
  | (?P<bare>https?://[^\s<>"“”„«»]+) | (?<![\w@.])-?@{_KEY}
  | (?P<entity>&(?:\#\d+|\#[xX][0-9a-fA-F]+|\w+);) | (?P<mark>\*+|~~|(?<!\w)_+|_+(?!\w))
"""
_LINK = r"""\(\s*(?:<(?P<angled>[^<>\n]*)>|(?P<plain>[^\s()]*(?:\([^\s()]*\)[^\s()]*)*))
    (?:\s+(?:"[^"]*"|'[^']*'|\([^()]*\)))?\s*\)"""
_DEFINED = r"^ {0,3}\[(?!\^)([^\]\n]+)\]:[ \t]*<?(\S+?)>?(?:[ \t]+[\"'(].*)?$"
_QUOTE = r"(?:[ \t]*>[ \t]?)+"
_START = (
    rf"(?P<quote>{_QUOTE})?[ \t]*"
    r"(?:\[\^(?P<name>[^\]\s]+)\]:[ \t]*|(?P<head>#+[ \t]|[-+*][ \t]+|\d+[.)][ \t]+))?"
)
_HREF = r"""\b(?:href|cite)\s*=\s*(?:"([^"]*)"|'([^']*)')"""
_HIDDEN = r"(?ms)<!--.*?-->|^ {0,3}(`{3,}+|~{3,}+)[^\n]*\n.*?(?:^ {0,3}\1[`~]*[ \t]*$|\Z)"
_HEAD = r"(?s)\A---[ \t]*\n.*?\n(?:---|\.\.\.)[ \t]*(?=\n|\Z)"
_DEEPEST = 16
_LOCATOR = r"[ \t\n]?\[[^\[\]@^]*\](?![(\[:])"


def blocks(data: bytes, file: str) -> Iterator[Block]:
    """Yield the paragraphs of a manuscript. Source: CommonMark 0.31; pandoc's manual."""
    text = decoded(data, file, "Markdown")
    source = Source(text)
    text = _blanked(_HEAD, _blanked(_HIDDEN, text))
    links = {_label(match[1]): match[2] for match in re.finditer(_DEFINED, text, re.MULTILINE)}
    text = _blanked(rf"(?m){_DEFINED}", text)
    reader = _Reader(_blanked(rf"(?m)^{_QUOTE}", text), source, links)
    for lines in _paragraphs(text):
        yield from reader.block(text, lines)


def _blanked(pattern: str, text: str) -> str:
    """Return a text with what a pattern finds as blanks: every sign keeps its place."""
    return re.sub(pattern, lambda match: re.sub(r"[^\n]", " ", match[0]), text)


def _label(text: str) -> str:
    return " ".join(text.split()).casefold()


def _paragraphs(text: str) -> Iterator[list[tuple[int, int]]]:
    """Yield lines that belong together, each from where to where; heads and items begin anew."""
    found: list[tuple[int, int]] = []
    is_quote = False
    for match in re.finditer(r"[^\n]+", text):
        line = match[0]
        begins = _starts().match(line)
        assert begins is not None
        is_blank = not line[begins.end() :].strip()
        is_apart = found and text.count("\n", found[-1][1], match.start()) > 1
        is_new = begins["name"] or begins["head"] or bool(begins["quote"]) > is_quote
        if found and (is_blank or is_apart or is_new):
            yield found
            found = []
        if not is_blank:
            found.append(match.span())
            is_quote = bool(begins["quote"]) or (is_quote and len(found) > 1)
    if found:
        yield found


@lru_cache(maxsize=1)
def _starts() -> re.Pattern[str]:
    return re.compile(_START)


@lru_cache(maxsize=1)
def _inline() -> re.Pattern[str]:
    return re.compile(_INLINE, re.VERBOSE)


class _Reader:
    """Reads the words between two places of a manuscript into a block."""

    def __init__(self, text: str, source: Source, links: dict[str, str]) -> None:
        self.text = text
        self.source = source
        self.links = links
        self.note = ""
        self.notes: list[Block] = []
        self.opened: list[int] = []
        self.depth = 0
        self.closing: dict[int, int] = {}

    def block(self, whole: str, lines: list[tuple[int, int]]) -> Iterator[Block]:
        """Yield the block of some lines, then the notes that stand within it."""
        start, end = lines[0][0], lines[-1][1]
        begins = _starts().match(whole, start, end)
        assert begins is not None
        is_indented = whole[start : start + 4].isspace()
        self.note = begins["name"] or (self.note if is_indented else "")
        block = Block(self.source, note=self.note, is_quotation=bool(begins["quote"]))
        self._pair(begins.end(), end)
        self._read(block, begins.end(), end)
        yield block
        yield from self.notes
        self.notes.clear()

    def _read(self, block: Block, at: int, end: int) -> None:
        self.depth += 1
        while at < end and self.depth < _DEEPEST:
            match = _inline().search(self.text, at, end)
            if match is None:
                break
            block.add(self.text[at : match.start()], at)
            at = self._taken(block, match, end)
        block.add(self.text[at:end], at)
        self.depth -= 1

    def _taken(self, block: Block, match: re.Match[str], end: int) -> int:
        """Read one piece of markup; return where the text goes on."""
        start, kind = match.start(), match.lastgroup
        if kind == "escape":
            block.add(match[0][1], start + 1)
        elif kind == "code":
            block.add(match[0].strip("`"), start)
        elif kind == "note":
            block.calls.append((block.size, match["called"]))
        elif kind in {"inline", "open"}:
            return self._bracket(block, match, end)
        elif kind == "auto":
            block.cite(start + 1, address=match["auto"])
        elif kind == "tag":
            self._tag(block, match)
        elif kind == "bare":
            address = match[0].rstrip(".,;:!?'’)]}*_")
            block.cite(start, address=address)
            return start + len(address)
        elif kind in {"key", "braced"}:
            block.cite(start, key=match[kind])
            locator = re.compile(_LOCATOR).match(self.text, match.end(), end)
            return locator.end() if locator else match.end()
        elif kind == "entity":
            block.add(unescape(match[0]), start)
        return match.end()

    def _tag(self, block: Block, match: re.Match[str]) -> None:
        """Read a tag of HTML: q and a are quotations and links, whatever else is none of ours."""
        tag = match[0].lower()
        found = re.search(_HREF, match[0])
        if found:
            block.cite(match.start(), address=unescape(found[1] or found[2] or ""))
        if tag.startswith(("<q>", "<q ")):
            self.opened.append(block.size)
        elif tag == "</q>" and self.opened:
            start = self.opened.pop()
            block.quoted += [(start, block.size)] if start <= block.size else []

    def _bracket(self, block: Block, match: re.Match[str], end: int) -> int:
        close = self.closing.get(match.end(), end)
        if close >= end:
            block.add(match[0], match.start())
            return match.end()
        inner, behind = self.text[match.end() : close], close + 1
        if match["inline"]:
            return self._inline_note(block, match.end(), close)
        link = re.compile(_LINK, re.VERBOSE).match(self.text, behind, end)
        if link:
            return self._link(block, match, close, link["angled"] or link["plain"], link.end())
        label = re.compile(r"\[([^\[\]]*)\]").match(self.text, behind, end)
        address = self.links.get(_label((label and label[1]) or inner), "")
        if address:
            return self._link(block, match, close, address, label.end() if label else behind)
        if re.match(rf"(?s)(?:[^@]*[\s;])?-?@{_KEY}", inner) or inner[:1] == "@":
            return self._citations(block, match.end(), close)
        block.add(match[0], match.start())
        self._read(block, match.end(), close)
        block.add("]", close)
        return behind

    def _pair(self, at: int, end: int) -> None:
        """Take down where each bracket of a paragraph closes, in one pass."""
        opened: list[int] = []
        self.closing = {}
        for match in re.compile(r"\\.|[\[\]]").finditer(self.text, at, end):
            if match[0] == "[":
                opened.append(match.end())
            elif match[0] == "]" and opened:
                self.closing[opened.pop()] = match.start()

    def _link(
        self, block: Block, match: re.Match[str], close: int, address: str, behind: int
    ) -> int:
        start = block.size
        if match[0] == "[":  # the words of a picture are none of the author's
            self._read(block, match.end(), close)
        block.cite(match.start(), address=unescape(re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", address)),
                   start=start)  # fmt: skip
        return behind

    def _citations(self, block: Block, at: int, close: int) -> int:
        """Read a group of citations; what is said between their keys is no part of the text."""
        for found in re.compile(rf"(?<![\w@.])-?@{_KEY}").finditer(self.text, at, close):
            block.cite(found.start(), key=found["key"] or found["braced"])
        for found in re.compile(r"https?://[^\s<>\]]+").finditer(self.text, at, close):
            block.cite(found.start(), address=found[0].rstrip(".,;:"))
        return close + 1

    def _inline_note(self, block: Block, at: int, close: int) -> int:
        name = f"^{at}"
        block.calls.append((block.size, name))
        note = Block(self.source, note=name)
        self._read(note, at, close)
        self.notes.append(note)
        return close + 1
