"""Flow: plain text without the places of its passages, which would cost as much again.

Our sheets are compiled once more, with signs in place of the elements that `plain_text` folds:
what they make then is one text, borders and all, for whole strings to be taken apart and joined.
These are bytes: each sign begins with one that no text has, which is found in no time.
"""

import re
from collections.abc import Iterator

from lxml import etree

from edition.document import Document, Element
from edition.document.mention import has_sign, numbers_sign
from edition.file.encoding import transcode
from edition.project import Project
from edition.regex import compiled
from edition.stylesheet import Stylesheet, load
from edition.stylesheet.plaintext import plain_text
from edition.tei.vocabulary import textual

__all__ = ["flowing"]

_LINE, _BLOCK, _GLUE = "\x7f", "\U0005b6db", "\U000c0000"
_MARK, _END, _RARE = "\U00080000", "\U00080001", "\U00080002"
"""Signs that XML allows, so that a sheet may hold them, and that stand for nothing at all.

That of a block, the most frequent, is of bytes that CPython seeks fast: those it knows by their
last six bits, and these it shares with the rarest letters.
"""
_SIGNS = {
    "block": (_BLOCK, _BLOCK),
    "line": (_LINE, _LINE),
    "space": ("\n", ""),
    "part": ("", ""),
    "mark": ("", ""),
    "call": (f"{_MARK}n", _END),
    "opening": (f"{_MARK}o", _END),
    "closing": (f"{_MARK}c", _END),
    "glue": (_GLUE, ""),
    "verbatim": (_RARE, ""),
    "flat": (_RARE, ""),
    "hide": (_RARE, ""),
}
"""What stands for the beginning of an element, and for its end."""
_FIRSTS = tuple({sign.encode()[:1] for sign in (_LINE, _BLOCK, _GLUE, _MARK, _RARE)})
_BORDER, _KEPT = b"\x01", b"\x03"
"""A block's border as one byte, and a blank that belongs to a mark: neither is allowed in XML."""
_BORDERS = _BORDER + _LINE.encode() + b" "
_NEEDLESS = (
    rb'(?s)<xsl:if test="@xml:id or @e-ref">.*?</xsl:if>'
    rb'|<xsl:template match="\*">.*?</xsl:template>'
    rb'|<xsl:when test="preceding-sibling::node.*?</xsl:when>'
)
"""What our sheets have only to place passages, and a look before each break for a soft hyphen."""
_BROKEN = rb"\xc2\xad[ \t\r]*\n"
"""A soft hyphen that may stand before a break."""
_AT_A_TIME = 1 << 18


def flowing(root: Element, document: Document, project: Project, given: dict[str, str]) -> bytes:
    """Return the text of a prepared document as `plain_text` has it; `given` are parameters."""
    folders, occurring = project.sheet_folders, textual(document)
    sheet = load(folders, "text.xsl", occurring, _in_signs)
    if isinstance(sheet, Stylesheet) and not _has_signs(root, document):
        result = sheet(root, given)
        text, without = _text(result), result.get("without", "").encode()
        del result  # as large as the text, which is copied now
        if without and without[-1:] in text:
            is_rare = compiled(_BROKEN).search(text) is not None
            text = text.replace(without, b"")
        else:
            is_rare = False
        if not (is_rare or _is_rare(text)):
            return _separated(text)
    return plain_text(load(folders, "text.xsl", occurring)(root, given)).text.encode()


def _is_rare(text: bytes) -> bool:
    """Whether a text has what only `plain_text` folds, such as a call amid what is glued."""
    if has_sign(_GLUE.encode(), text) and _MARK.encode()[:1] in text:
        return True
    return has_sign(_RARE.encode(), text)


def _text(root: Element) -> bytes:
    return etree.tostring(root, encoding="utf-8", method="text", with_tail=False)


def _has_signs(root: Element, document: Document) -> bool:
    """Whether one of our signs is in the text; the tree is asked only where it might be."""
    data = transcode(document.data)
    if _has_first(data) or numbers_sign(data):
        return _has_first(_text(root))
    return False


def _has_first(data: bytes) -> bool:
    return any(first in data for first in _FIRSTS)


def _in_signs(sheet: bytes) -> bytes:
    """Return the bytes of a sheet that makes signs where it made elements."""
    return re.sub(rb"<(/?)([a-z]+)(?: [^<>]*?)?(/?)>", _in_sign, re.sub(_NEEDLESS, b"", sheet))


def _in_sign(tag: re.Match[bytes]) -> bytes:
    begins, ends = _SIGNS.get(tag[2].decode(), (None, ""))
    if begins is None:
        return tag[0]
    sign = ends if tag[1] else begins
    return f"<xsl:text>{sign}</xsl:text>".encode() if sign else b""


def _separated(text: bytes) -> bytes:
    """Return a text whose borders are signs with an empty line between blocks, without borders."""
    block = _BLOCK.encode()
    if _MARK.encode()[:1] in text:
        text = _folded(_clung(_folded(text).replace(block, _BORDER)))
        return _blocks(text, _BORDER).replace(_KEPT, b" ")
    made = [_blocks(_folded(part), block) for part in _parts(text, block)]
    return b"\n\n".join(filter(None, made))


def _parts(text: bytes, block: bytes) -> Iterator[bytes]:
    """Yield a text in parts, cut between blocks: to take all of it apart at once needs memory."""
    begin = 0
    while (end := text.find(block, begin + _AT_A_TIME)) >= 0:
        yield text[begin:end]
        begin = end + len(block)
    yield text[begin:]


def _folded(text: bytes) -> bytes:
    """Return a text with each run of white space as one blank, and none at its ends."""
    text = b" ".join(filter(None, map(bytes.strip, text.split(b"\n"))))
    for sign in (b"\t", b"\r"):
        if sign in text:
            text = text.replace(sign, b" ")
    if text.rfind(b"  ") >= 0:  # to seek something so short from the end takes CPython less
        text = b" ".join(filter(None, map(bytes.strip, text.split(b"  "))))
    return _glued(text) if has_sign(_GLUE.encode(), text) else text


def _glued(text: bytes) -> bytes:
    """Return a folded text with no blank where it is glued."""
    glue = _GLUE.encode()
    for blank in (b" " + glue, glue + b" "):
        text = text.replace(blank, glue)
    return text.replace(glue, b"")


def _blocks(text: bytes, border: bytes) -> bytes:
    """Return the blocks of a text, each of lines."""
    line = _LINE.encode()
    blocks = text.split(border)
    if line in text:
        blocks = [_lines(block, line) if line in block else block for block in blocks]
    return b"\n\n".join(filter(None, map(bytes.strip, blocks)))


def _lines(block: bytes, line: bytes) -> bytes:
    return b"\n".join(filter(None, map(bytes.strip, block.split(line))))


def _clung(text: bytes) -> bytes:
    """Set calls and closing marks before the borders before them, opening marks behind those.

    A call right behind an opening mark stays with it.
    """
    first, *rest = text.split(_MARK.encode())
    words = first.rstrip(_BORDERS)
    made, borders, opened = [words], first[len(words) :], b""
    for marked in rest:
        sign, _, behind = marked[1:].partition(_END.encode())
        sign = sign.replace(b" ", _KEPT)
        if marked[:1] == b"o" or (opened and marked[:1] == b"n"):
            if not opened:
                made.append(borders)
                borders = b""
            opened += sign
        else:
            made.append(opened + sign)
            opened = b""
        words = behind.strip(_BORDERS)
        if not words:
            borders += behind
            continue
        lead, _, trail = behind.partition(words)
        lead = borders + lead
        made.append(lead.replace(b" ", b"") + opened + words if opened else lead + words)
        borders, opened = trail, b""
    return b"".join([*made, opened])
