"""Excerpt: a line of the source as a terminal can show it without harm, and where a place is in it.

What moves, hides or reorders signs on a screen is written out as [U+202E]. Columns count code
points; a terminal gives a Chinese sign two cells and a combining accent none.
"""

import re
from functools import lru_cache

from edition.value import Value

__all__ = ["Excerpt", "excerpt", "harmless"]

_TAB = "    "
_JOINERS = "\u200c\u200d"  # Persian and Indic scripts are wrong without them
_KEPT = _JOINERS + "\u00ad\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u08e2"
_MARKUP = re.compile(r"</?[^\s/>]*")
_BLIND = {"Cc", "Cf", "Cs", "Zl", "Zp"}


class Excerpt(Value):
    """A line cut to a width, the cell its mark begins at, and how many cells are marked."""

    text: str
    start: int
    length: int


def harmless(text: str) -> str:
    """Return a text with control characters and signs that reorder others written out."""
    return text if text.isprintable() else "".join(map(_shown, text))


def excerpt(line: str, column: int, width: int) -> Excerpt:
    """Return what is shown of a line for a place in it, cut on either side to a width.

    A tag is marked up to the end of its name, anything else by one sign. Only as much of the line
    is looked at as can be shown: some files are one line of a hundred megabytes.
    """
    at = min(column - 1, len(line))
    before = _signs(line[max(0, at - width) : at])
    after = _signs(line[at : at + width].rstrip())
    ends = not line[at + width : at + 2 * width].strip()
    if at > width or not ends or _cells(before) + _cells(after) > width:
        fits = ends and _cells(after) <= width // 2
        kept = _last(before, width - _cells(after) - 1 if fits else width // 2)
        after, whole = after[: _fitting(after, width - _cells(kept))], len(after)
        head = "…" if len(kept) < at else ""
        tail = "…" if len(after) < whole or not ends else ""
    else:
        kept, head, tail = before, "", ""
    text = f"{head}{_written(kept)}{_written(after)}{tail}"
    markup = _MARKUP.match(line, at)
    marked = after[: len(markup[0])] if markup else after[:1]
    return Excerpt(text, len(head) + _cells(kept), max(1, _cells(marked)))


Signs = list[tuple[str, int]] | str
"""How each sign is shown, and on how many cells; words of which each sign is itself, on one."""


def _signs(text: str) -> Signs:
    """Return the signs of a text; in most lines nothing needs a look at each."""
    return text if text.isascii() and text.isprintable() else [_sign(sign) for sign in text]


def _written(signs: Signs) -> str:
    return signs if isinstance(signs, str) else "".join([sign for sign, _ in signs])


def _last(signs: Signs, room: int) -> Signs:
    """Return the signs at the end that have room, not beginning with an accent without letter."""
    kept = signs[len(signs) - _fitting(signs[::-1], room) :]
    if isinstance(kept, str):
        return kept
    first = next((n for n, (_, width) in enumerate(kept) if width), len(kept))
    return kept[first:] if len(kept) < len(signs) else kept


def _cells(signs: Signs) -> int:
    return len(signs) if isinstance(signs, str) else sum([width for _, width in signs])


def _fitting(signs: Signs, room: int) -> int:
    """Return how many signs, from the first, have room."""
    if isinstance(signs, str):
        return max(0, min(room, len(signs)))
    for count, (_, width) in enumerate(signs):
        room -= width
        if room < 0:
            return count
    return len(signs)


@lru_cache(maxsize=1024)
def _sign(sign: str) -> tuple[str, int]:
    """Return how a sign is shown, and on how many cells."""
    if " " <= sign <= "~":
        return sign, 1
    if sign == "\t":
        return _TAB, len(_TAB)
    shown = _shown(sign)
    return shown, len(shown) if len(shown) > 1 else _width(sign)


def _shown(sign: str) -> str:
    if sign.isprintable() or sign in _KEPT:
        return sign
    from unicodedata import category

    return f"[U+{ord(sign):04X}]" if category(sign) in _BLIND else sign


def _width(sign: str) -> int:
    from unicodedata import category, east_asian_width

    is_joined = sign in _JOINERS or "\u1160" <= sign <= "\u11ff"  # vowels within a Korean syllable
    if is_joined or category(sign) in {"Mn", "Me"}:
        return 0
    return 2 if east_asian_width(sign) in {"W", "F"} else 1
