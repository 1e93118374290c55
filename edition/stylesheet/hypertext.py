"""Hypertext: a result tree as HTML5, and what of the markup need not be written."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain
from typing import IO

from lxml import etree

from edition.checksum import base64
from edition.document import Element
from edition.document.mention import has_sign
from edition.regex import compiled

__all__ = ["html", "pieced_together"]

_VOID = frozenset(b"area base br col embed hr img input link meta param source track wbr".split())
_RAW = frozenset({b"style", b"script"})
_ENDING = r"(?i)<(?=/(?:style|script)|script|!--)"
_MARKED = (b' data-until="', b' data-break="no"', b' data-join="', "\xad".encode())
"""What a page holds if something in it is to be marked across the borders of elements."""

_SHORT = 1 << 16
"""Bytes of a page up to which it is made lighter: of a longer one, sent compressed, that would
save half a percent."""
_PLAIN_VALUE = rb"""(=)"([^\s"'=<>`]*[^\s"'=<>`/])\""""
_IMPLIED = (
    rb"</(?:p>(?=<p[> ]|</(?:li|dd|div|section)>)|li>(?=<li[> ]|</[uo]l>)|dt>(?=<dd[> ])"
    rb"|dd>(?=<dt[> ]|</dl>)|option>(?=<option>|</select>))"
)
"""End tags before what implies them. Source: HTML, 13.1.2.4."""

_Raw = tuple[str, bytes, str]
"""The kind of a style or script, its text and the hash of that."""


def html(root: Element) -> bytes:
    """Return a null-namespace result tree, which is used up, as UTF-8 HTML5.

    In a short page what HTML does not ask for is left out: quotes around plain values, the end tags
    of paragraphs and items before what ends them too. The text of style and script is put in raw
    afterwards, and the hash of what is applied or run added to the page's Content-Security-Policy.
    The tree must hold no comments, no processing instructions, no disable-output-escaping.
    """
    raw, has_images = _take_raw(root)
    _sign(root, raw, has_images=has_images)
    markup = _tagged(root)
    if _is_marked(markup):
        from edition.stylesheet.marking import mark

        mark(root)
        markup = _tagged(root)
    if len(markup) <= _SHORT:
        markup = _lightened(root, markup)
    root.clear()  # as large as all that is made of it now
    return b"".join(_written([markup], raw))


def pieced_together(
    frame: Element, portions: Iterable[Element], file: IO[bytes]
) -> Iterator[bytes] | None:
    """Return a page whose `instalments` are made one by one; None where one is to be marked.

    They wait in a file, since the head says what is in them.
    """
    has_images = False
    lengths: list[int] = []
    for portion in portions:
        markup = etree.tostring(portion, encoding="utf-8")
        if _is_marked(markup):
            return None
        has_images = has_images or b"<img" in markup
        lengths.append(file.write(markup[markup.index(b">") + 1 : markup.rindex(b"<")]))
    raw, are_around = _take_raw(frame)
    _sign(frame, raw, has_images=has_images or are_around)
    before, _, behind = _tagged(frame).partition(b"<instalments/>")
    file.seek(0)
    pieces = chain((before,), map(file.read, lengths), (behind,))
    return _written(pieces, raw)


def _tagged(root: Element) -> bytes:
    return etree.tostring(root, encoding="utf-8", doctype="<!DOCTYPE html>")


def _is_marked(markup: bytes) -> bool:
    return any(has_sign(sign, markup) for sign in _MARKED)


def _lightened(root: Element, markup: bytes) -> bytes:
    """Return the markup of a tree without quotes and end tags that say nothing.

    A page with a text that has in it what looks like an attribute keeps all of its quotes.
    """
    if not _is_quoted(root, markup):
        markup = b"".join(compiled(_PLAIN_VALUE).split(markup)).replace(b'=""', b"")
    markup = compiled(_IMPLIED).sub(b"", markup)
    return markup.replace(b"&#10;", b"\n").replace(b"&amp;fp=", b"&fp=")


def _is_quoted(root: Element, markup: bytes) -> bool:
    """Whether a text has in it what looks like an attribute."""
    if b'="' not in etree.tostring(root, encoding="utf-8", method="text"):
        return False
    return compiled(rb'>[^<]*="').search(markup) is not None


def _written(pieces: Iterable[bytes], raw: list[_Raw]) -> Iterator[bytes]:
    """Yield a page in pieces of its markup, which is cut at tags."""
    texts = iter(raw)
    for piece in pieces:
        yield _finished(piece, texts)
    yield b"\n"


def _finished(markup: bytes, raw: Iterator[_Raw]) -> bytes:
    """Return a piece of a page as HTML has it.

    libxml2 writes `>` in text and attributes as an entity, so `/>` stands at the end of empty
    tags only: all of them but the void ones are given end tags.
    """
    out: list[bytes] = []
    *parts, last = markup.rsplit(b"/>")  # which takes less than to split from the beginning
    for part in parts:
        name = part[part.rfind(b"<") + 1 :].partition(b" ")[0]
        if name in _RAW:
            out += (part, b">", next(raw)[1], b"</", name, b">")
        else:
            out += (part, b">" if name in _VOID else b"></" + name + b">")
    return b"".join([*out, last])


def _take_raw(root: Element) -> tuple[list[_Raw], bool]:
    """Take the text out of each style and script; return them, and whether there are images.

    The tag of what is only data, as its type says, is given as `data`.
    """
    taken: list[_Raw] = []
    has_images = False
    for element in root.iter("style", "script", "img"):
        if element.tag == "img":
            has_images = True
            continue
        kind = str(element.tag) if element.get("type") is None else "data"
        taken.append((kind, *_guarded(element.text or "")))
        element.text = None
    return taken, has_images


@lru_cache(maxsize=16)
def _guarded(text: str) -> tuple[bytes, str]:
    """Return a style sheet or script, those of most pages of a run, with its hash.

    A backslash keeps the text from ending its element early; in the strings of CSS and of
    JavaScript, the only place where such a text has a meaning, it changes nothing.
    """
    if "<" in text:
        text = compiled(_ENDING).sub(r"<\\", text)
    data = text.encode()
    return data, base64(data)


def _sign(root: Element, raw: list[_Raw], *, has_images: bool) -> None:
    """Let the policy of a page allow what the page itself holds, and no more."""
    for meta in root.iterfind("head/meta"):
        if meta.get("http-equiv") == "Content-Security-Policy":
            signed = [meta.get("content", "")]
            if has_images and "img-src" not in signed[0]:
                signed.append("img-src 'self' file:")
            for tag in ("style", "script"):
                hashes = [f"'sha256-{digest}'" for name, _, digest in raw if name == tag]
                if tag == "style" and root.find("head/link[@rel='stylesheet']") is not None:
                    hashes[:0] = ["'self'", "file:"]  # a folder that is read without a server
                if hashes:
                    signed.append(f"{tag}-src {' '.join(hashes)}")
            meta.set("content", "; ".join(signed))
