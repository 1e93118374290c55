"""Glyph: what an empty sign stands for."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from edition.document import TEI, XML_ID
from edition.document.tree import Element
from edition.regex import compiled
from edition.tei.wording import text_of

if TYPE_CHECKING:
    import re

__all__ = ["mark_glyphs"]

_FIRST_CHOICE = ("standard", "unicode", "normalized")
_BLANKS = " \t\r\n"
_ALLOWED = (range(0x20, 0xD800), range(0xE000, 0xFFFE), range(0x10000, 0x110000))
"""What XML allows. Source: XML 1.0, 2.2."""


def mark_glyphs(root: Element, declared: Iterable[Element]) -> None:
    """Set `e-glyph` on each `g` that is empty, where what is declared maps it to a sign.

    A mapping may write the sign itself, or its number as U+2B85E.
    """
    signs = {each.get(XML_ID): sign for each in declared if (sign := _mapped(each))}
    for g in root.iter(f"{{{TEI}}}g") if signs else ():
        named = signs.get(g.get("ref", "").strip().removeprefix("#"))
        if named and not len(g) and not (g.text or "").strip(_BLANKS):
            g.set("e-glyph", named)


def _mapped(declared: Element) -> str:
    kinds: dict[str, str] = {}
    for mapping in declared.iter(f"{{{TEI}}}mapping"):
        sign = compiled(r"U\+([0-9A-Fa-f]{4,6})").sub(_sign, text_of(mapping))
        kinds.setdefault(mapping.get("type", "").lower(), sign)
    return next(filter(None, map(kinds.get, (*_FIRST_CHOICE, *kinds))), "")


def _sign(number: "re.Match[str]") -> str:
    code = int(number[1], 16)
    return chr(code) if any(code in each for each in _ALLOWED) else number[0]
