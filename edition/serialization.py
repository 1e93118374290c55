"""Serialization: a result tree as HTML5, as plain text, as XML."""

import re
from functools import cached_property

from lxml import etree

from edition.checksum import base64
from edition.document import Element
from edition.value import Value

__all__ = ["PlainText", "html", "plain_text", "xml"]

_VOID = frozenset(b"area base br col embed hr img input link meta param source track wbr".split())
_RAW = frozenset({b"style", b"script"})
_ENDING = r"(?i)<(?=/(?:style|script)|script|!--)"
_SEPARATORS = ("", " ", "\n", "\n\n")
_NONE, _WORD, _LINE, _BLOCK = range(4)
_BORDERS = {"block": _BLOCK, "line": _LINE, "space": _WORD}


def xml(root: Element) -> bytes:
    """Return a result tree as UTF-8 XML with its declaration."""
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)


def html(root: Element) -> bytes:
    """Return a null-namespace result tree as UTF-8 HTML5.

    libxml2 writes `>` in text and attributes as an entity, so `/>` stands at the end of empty
    tags only: one pass gives every element but the void ones its end tag. The text of style and
    script is put in raw afterwards, and its hash added to the page's Content-Security-Policy.
    The tree must hold no comments, no processing instructions, no disable-output-escaping.
    """
    raw = _take_raw(root)
    _sign(root, raw)
    parts = etree.tostring(root, encoding="utf-8", doctype="<!DOCTYPE html>").split(b"/>")
    texts = iter(raw)
    out: list[bytes] = []
    for part in parts[:-1]:
        name = part[part.rfind(b"<") + 1 :].partition(b" ")[0]
        if name in _RAW:
            out += (part, b">", next(texts)[1].encode(), b"</", name, b">")
        else:
            out += (part, b">" if name in _VOID else b"></" + name + b">")
    return b"".join([*out, parts[-1], b"\n"])


def _take_raw(root: Element) -> list[tuple[str, str]]:
    """Take the text out of each style and script, and return tags and texts in their order.

    A backslash keeps the text from ending its element early; in the strings of CSS and of
    JavaScript, the only place where such a text has a meaning, it changes nothing.
    """
    taken: list[tuple[str, str]] = []
    for element in root.iter("style", "script"):
        text = element.text or ""
        if any(start in text for start in ("</", "<!", "<s", "<S")):
            text = re.sub(_ENDING, r"<\\", text)
        taken.append((str(element.tag), text))
        element.text = None
    return taken


def _sign(root: Element, raw: list[tuple[str, str]]) -> None:
    for meta in root.iter("meta"):
        if meta.get("http-equiv") == "Content-Security-Policy":
            signed = [meta.get("content", "")]
            for tag in ("style", "script"):
                hashes = [f"'sha256-{base64(text.encode())}'" for name, text in raw if name == tag]
                if tag == "style" and root.find("head/link[@rel='stylesheet']") is not None:
                    hashes[:0] = ["'self'", "file:"]  # a folder that is read without a server
                if hashes:
                    signed.append(f"{tag}-src {' '.join(hashes)}")
            meta.set("content", "; ".join(signed))


class PlainText(Value):
    """A text with the place of every passage in it: `spans[id]` = first and after-last offset."""

    text: str
    spans: dict[str, tuple[int, int]]

    def between(self, start: str, end: str) -> str:
        """Return the text from the beginning of passage `start` to the end of passage `end`."""
        if start not in self.spans or end not in self.spans:
            return ""
        return self.text[self.spans[start][0] : self.spans[end][1]]


def plain_text(root: Element) -> PlainText:
    """Fold a text tree into plain text.

    The tree: `block` stands between empty lines, `line` on a line of its own, `space` is one
    space, `glue` joins what stands before and behind it, `verbatim` is not folded, `hide` leaves
    out what follows up to the id `until`, if that follows at all; anything else is transparent;
    `id` names a passage. White space is folded, the ends of blocks carry none; borders are never
    invented between inlines.
    """
    fold = _Fold(root)
    for event, node in etree.iterwalk(root, events=("start", "end")):
        tag, name = str(node.tag), node.get("id")
        if event == "start":
            fold.border(tag)
            if name:
                fold.open(name)
            if tag == "hide" and fold.is_ahead(node.get("until", "")):
                fold.until = node.get("until")
            if node.text:
                fold.text(node.text, verbatim=tag == "verbatim")
        else:
            if name:
                fold.close(name)
            fold.border(tag)
            if node.tail and node is not root:
                fold.text(node.tail)
    return PlainText("".join(fold.pieces), fold.spans)


def _folded(text: str) -> str:
    """Return a text with each run of XML's white space as one space."""
    for sign in "\n\t\r":
        if sign in text:
            text = text.replace(sign, " ")
    while "  " in text:
        text = text.replace("  ", " ")
    return text


class _Fold:
    """The state of folding: what is written, which separator waits, which passages are open."""

    def __init__(self, root: Element) -> None:
        self.root = root
        self.pieces: list[str] = []
        self.spans: dict[str, tuple[int, int]] = {}
        self.length = 0
        self.waiting = _NONE
        self.glued = False
        self.until: str | None = None
        self.unstarted: list[str] = []
        self.started: dict[str, int] = {}
        self.seen: set[str] = set()

    @cached_property
    def ids(self) -> frozenset[str]:
        return frozenset(node.get("id", "") for node in self.root.iter("*"))

    def is_ahead(self, name: str) -> bool:
        return name in self.ids and name not in self.seen

    def border(self, tag: str) -> None:
        if tag in _BORDERS:
            self.waiting = max(self.waiting, _BORDERS[tag])
        elif tag == "glue":
            self.glued = True

    def open(self, name: str) -> None:
        self.seen.add(name)
        self.unstarted.append(name)
        if name == self.until:
            self.until = None

    def close(self, name: str) -> None:
        if name in self.started:
            self.spans.setdefault(name, (self.started.pop(name), self.length))
        else:
            self.unstarted.remove(name)

    def text(self, text: str, *, verbatim: bool = False) -> None:
        if self.until is not None:
            return
        folded = text if verbatim else _folded(text)
        core = folded if verbatim else folded.strip(" ")
        if core != folded and folded.startswith(" "):
            self.waiting = max(self.waiting, _WORD)
        if not core:
            return
        if self.waiting and self.pieces and not (self.glued and self.waiting == _WORD):
            self._write(_SEPARATORS[self.waiting])
        self.waiting, self.glued = _NONE, False
        if self.unstarted:
            self.started.update(dict.fromkeys(self.unstarted, self.length))
            self.unstarted.clear()
        self._write(core)
        if core != folded and folded.endswith(" "):
            self.waiting = _WORD

    def _write(self, piece: str) -> None:
        self.pieces.append(piece)
        self.length += len(piece)
