"""Glyph: what an empty sign stands for, and the breaks of scripts that write without spaces."""

import re

from edition.document import TEI, XML_ID
from edition.tree import Element

__all__ = ["mark_glyphs", "mark_running"]

_DECLARED = tuple(f"{{{TEI}}}{name}" for name in ("char", "glyph"))
_BREAKS = tuple(f"{{{TEI}}}{name}" for name in ("lb", "pb", "cb", "gb"))
_FIRST_CHOICE = ("standard", "unicode", "normalized")
_BLANKS = " \t\r\n"
_KOREAN = range(0x3130, 0x3190)
_RUNNING = (
    range(0x2E80, 0xA4D0),
    range(0xF900, 0xFB00),
    range(0xFE30, 0xFE50),
    range(0xFF00, 0xFF66),
    range(0x1B000, 0x1B170),
    range(0x20000, 0x40000),
)
"""The signs of Chinese, Japanese and Yi; Korean divides its words."""


def mark_glyphs(root: Element) -> None:
    """Set `e-glyph` on each `g` that is empty, where a `char` or `glyph` maps it to a sign.

    A mapping may write the sign itself, or its number as U+2B85E.
    """
    signs = {each.get(XML_ID): sign for each in root.iter(*_DECLARED) if (sign := _mapped(each))}
    for g in root.iter(f"{{{TEI}}}g") if signs else ():
        named = signs.get(g.get("ref", "").strip().removeprefix("#"))
        if named and not len(g) and not (g.text or "").strip(_BLANKS):
            g.set("e-glyph", named)


def _mapped(declared: Element) -> str:
    kinds: dict[str, str] = {}
    for mapping in declared.iter(f"{{{TEI}}}mapping"):
        words = " ".join("".join(map(str, mapping.itertext())).split())
        kinds.setdefault(
            mapping.get("type", "").lower(), re.sub(r"U\+([0-9A-Fa-f]{4,6})", _sign, words)
        )
    return next(filter(None, map(kinds.get, (*_FIRST_CHOICE, *kinds))), "")


def _sign(number: "re.Match[str]") -> str:
    code = int(number[1], 16)
    return chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else number[0]


def mark_running(root: Element) -> None:
    """Set `e-run` on each break between two signs of a script that writes without spaces.

    What the encoding says of a break goes before.
    """
    for place in root.iter(*_BREAKS):
        is_said = place.get("break") is not None
        if _is_running(_after(place)) and not is_said and _is_running(_before(place)):
            place.set("e-run", "")


def _is_running(sign: str) -> bool:
    code = ord(sign) if sign else 0
    return code >= 0x2E80 and code not in _KOREAN and any(code in each for each in _RUNNING)


def _after(place: Element) -> str:
    """Return the first sign of the text that follows a break, among its siblings."""
    words = (place.tail or "").lstrip(_BLANKS)
    following = place.getnext()
    while not words and following is not None:
        own = (str(text) for text in following.itertext())
        words = next(filter(None, (text.lstrip(_BLANKS) for text in own)), "")
        words = words or (following.tail or "").lstrip(_BLANKS)
        following = following.getnext()
    return words[:1]


def _before(place: Element) -> str:
    """Return the last sign of the text that a break follows, among its siblings."""
    preceding = place.getprevious()
    while preceding is not None:
        words = (preceding.tail or "").rstrip(_BLANKS)
        words = words or "".join(map(str, preceding.itertext())).rstrip(_BLANKS)
        if words:
            return words[-1]
        preceding = preceding.getprevious()
    parent = place.getparent()
    return (parent.text or "").rstrip(_BLANKS)[-1:] if parent is not None else ""
