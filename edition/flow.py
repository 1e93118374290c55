"""Flow: plain text without the places of its passages, which would cost as much again.

Our sheets are compiled once more, with signs in place of the elements that `plain_text` folds:
what they make then is one text, borders and all, for whole strings to be taken apart and joined.
"""

import re
from collections.abc import Iterable, Iterator

from lxml import etree

from edition.document import Document, Element
from edition.plaintext import plain_text, spaced
from edition.project import Project
from edition.stylesheet import Stylesheet, load
from edition.vocabulary import textual

__all__ = ["flowing"]

_BLOCK, _LINE, _RARE, _CALL, _OPENING, _CLOSING, _END = map(chr, range(0xFDD8, 0xFDDF))
"""Signs that XML allows, so that a sheet may hold them, and that are no letters of any script."""
_SIGNS = {
    "block": (_BLOCK, _BLOCK),
    "line": (_LINE, _LINE),
    "space": (" ", ""),
    "part": ("", ""),
    "mark": ("", ""),
    "call": (_CALL, _END),
    "opening": (_OPENING, _END),
    "closing": (_CLOSING, _END),
    "glue": (_RARE, ""),
    "verbatim": (_RARE, ""),
    "hide": (_RARE, ""),
}
"""What stands for the beginning of an element, and for its end."""
_KEPT = "\x03"
_AT_A_TIME = 1 << 18
_BORDERS = f"{_BLOCK}{_LINE} "


def flowing(root: Element, document: Document, project: Project, given: dict[str, str]) -> str:
    """Return the text of a prepared document as `plain_text` has it; `given` are parameters."""
    folders, occurring = project.sheet_folders, textual(document)
    sheet = load(folders, "text.xsl", occurring, _in_signs)
    if isinstance(sheet, Stylesheet) and not _has_signs(_text(root)):
        result = sheet(root, given)
        text, without = _text(result), result.get("without", "")
        del result  # as large as the text, which is copied now
        if _RARE not in text:
            for sign in without:
                text = text.replace(sign, "")
            return _separated(text)
    return plain_text(load(folders, "text.xsl", occurring)(root, given)).text


def _text(root: Element) -> str:
    return etree.tostring(root, encoding="unicode", method="text", with_tail=False)


def _has_signs(text: str) -> bool:
    return any(sign in text for pair in _SIGNS.values() for sign in pair if sign > " ")


def _in_signs(sheet: bytes) -> bytes:
    """Return the bytes of a sheet that makes signs where it made elements."""
    return re.sub(rb"<(/?)([a-z]+)(?: [^<>]*?)?(/?)>", _in_sign, sheet)


def _in_sign(tag: re.Match[bytes]) -> bytes:
    begins, ends = _SIGNS.get(tag[2].decode(), (None, ""))
    if begins is None:
        return tag[0]
    sign = ends if tag[1] else begins
    return f"<xsl:text>{sign}</xsl:text>".encode() if sign else b""


def _separated(text: str) -> str:
    """Return a text whose borders are signs with an empty line between blocks, without borders."""
    if any(mark in text for mark in (_CALL, _OPENING, _CLOSING)):
        text = _clung(spaced(text))
    made = [_joined(_lines(block) for block in spaced(part).split(_BLOCK)) for part in _parts(text)]
    return _joined(made).replace(_KEPT, " ")


def _joined(blocks: Iterable[str]) -> str:
    return "\n\n".join(filter(None, blocks))


def _parts(text: str) -> Iterator[str]:
    """Yield a text in parts, cut between blocks: to take all of it apart at once needs memory."""
    begin = 0
    while (end := text.find(_BLOCK, begin + _AT_A_TIME)) >= 0:
        yield text[begin:end]
        begin = end + 1
    yield text[begin:]


def _lines(block: str) -> str:
    if _LINE not in block:
        return block.strip(" ")
    return "\n".join(filter(None, (line.strip(" ") for line in block.split(_LINE))))


def _clung(text: str) -> str:
    """Set calls and closing marks before the borders before them, opening marks behind those."""
    first, *rest = re.split(f"([{_CALL}{_OPENING}{_CLOSING}])([^{_END}]*){_END}", text)
    words = first.rstrip(_BORDERS)
    made, borders, opened = [words], first[len(words) :], ""
    for kind, mark, behind in zip(rest[::3], rest[1::3], rest[2::3], strict=True):
        sign = mark.replace(" ", _KEPT)
        if kind == _OPENING:
            if not opened:
                made.append(borders)
                borders = ""
            opened += sign
        else:
            made.append(opened + sign)
            opened = ""
        words = behind.strip(_BORDERS)
        if not words:
            borders += behind
            continue
        lead, _, trail = behind.partition(words)
        lead = borders + lead
        made.append(lead.replace(" ", "") + opened + words if opened else lead + words)
        borders, opened = trail, ""
    return "".join([*made, opened])
