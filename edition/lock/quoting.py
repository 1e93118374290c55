"""Quoting: where a manuscript quotes, by marks of several languages, by markup, or apart."""

import re
from collections.abc import Iterator

from edition.lock.attribution import attributions
from edition.lock.block import Block
from edition.value import Value

__all__ = ["Quoted", "quotations"]

_CLOSING = {
    "“": "”", "„": "“”", "‟": "”", "«": "»", "»": "«", "‹": "›", "›": "‹", "「": "」", "『": "』",
    '"': '"', "”": "”",
}  # fmt: skip
_EITHER = '”»›"'
"""What closes in one language and opens in another: it opens only where a word may begin."""
_SINGLE = {"‘": "’'", "‚": "‘’", "'": "'"}
_FARTHEST, _FAR = 20_000, 2_000
_MOST_ENDS = 12


class Quoted(Value):
    """Words that are quoted, without their marks, from where to where in the words of a block.

    Where a mark may be an apostrophe, `ends` has every place where the quotation may end.
    """

    start: int
    ends: tuple[int, ...]
    is_apart: bool = False

    @property
    def end(self) -> int:
        """Where it ends, most likely."""
        return self.ends[0]


def quotations(block: Block) -> list[Quoted]:
    """Return what a block quotes; of quotations within another the outermost."""
    if block.is_quotation:
        return [_apart(block)]
    stated = [Quoted(start, (end,)) for start, end in block.quoted]
    marked = [
        each
        for each in _marked(block.text)
        if not any(one.start <= each.start and each.end <= one.end for one in stated)
    ]
    return sorted((*stated, *marked))


def _apart(block: Block) -> Quoted:
    """Return a quotation that stands apart, up to its citation: behind it is who said it."""
    last = max((each.start for each in block.mentions), default=block.size)
    is_behind = not any(map(str.isalnum, block.text[last:])) or any(
        each.end > each.start for each in block.mentions
    )
    end = last if is_behind else block.size
    return Quoted(0, (end, *attributions(block.text[:end])), is_apart=True)


def _marked(text: str) -> Iterator[Quoted]:
    """Yield the quotations between two marks."""
    at = 0
    for match in re.finditer(r"[“„‟«»‹›「『\"”‘‚']", text):
        start, sign = match.end(), match[0]
        if match.start() < at:
            continue
        ends = _single_ends(text, start, sign) if sign in _SINGLE else _ends(text, start, sign)
        if ends:
            yield Quoted(start, ends)
            at = ends[0] + 1


def _ends(text: str, start: int, sign: str) -> tuple[int, ...]:
    """Return where the quotation ends that a double mark opens, if it opens one."""
    before = text[start - 2 : start - 1] if start > 1 else ""
    if sign in _EITHER and before and not (before.isspace() or before in "([{—–-"):
        return ()
    found = re.compile(f"[{_CLOSING[sign]}]").search(text, start, start + _FARTHEST)
    return (found.start(),) if found else ()


def _single_ends(text: str, start: int, sign: str) -> tuple[int, ...]:
    """Return every place where a quotation between single marks may end."""
    before, behind = text[start - 2 : start - 1], text[start : start + 1]
    if before.isalnum() or not behind or behind.isspace():
        return ()
    ends: list[int] = []
    for found in re.compile(f"[{_SINGLE[sign]}‘]").finditer(text, start, start + _FAR):
        after = text[found.end() : found.end() + 1]
        if (found[0] == "‘" and sign != "‚") or len(ends) == _MOST_ENDS:
            break
        if not after.isalnum():
            ends.append(found.start())
    return tuple(ends)
