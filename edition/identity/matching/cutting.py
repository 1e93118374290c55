"""Cutting: what was cut off a passage, or put to it, and stands or stood open beside it."""

from collections.abc import Container, Iterator, Sequence

from edition.identity.matching.likeness import Text
from edition.identity.matching.pairing import MOST_PARTS, Matching, Side
from edition.identity.matching.remainder import beyond
from edition.identity.matching.sharing import blocks, surprise

__all__ = ["cut"]

_SURE, _A_WORD = 4, 0.25
"""How many bits make it sure that neighbours share no words by chance, and more for each word."""
_NEARLY, _FEW = 0.4, 2


def cut(found: Matching) -> None:
    """Find what was cut off, or put to it, where a passage says less or more than it did.

    What is open beside it is that if it shares more with what is gone, or new, than chance would
    have it. It is doubt if it shares a little, or was one word, of which nothing need be left.
    """
    for old in list(found.there):
        news = sorted(found.there[old])
        parts = [found.new.texts[new] for new in news]
        for piece, edge in _beside(found.new, news, found.old.texts[old], parts, found.here):
            bits = _bits(found.new.texts[piece], edge)
            if bits is not None:
                _tell(found, (old, news[0]), (old, piece), is_sure=bits >= 0)
    for new in list(found.here):
        olds = sorted(found.here[new])
        parts = [found.old.texts[old] for old in olds]
        for piece, edge in _beside(found.old, olds, found.new.texts[new], parts, found.there):
            bits = _bits(found.old.texts[piece], edge)
            if bits is not None or _is_word(found.old.texts[piece], edge):
                _tell(found, (olds[0], new), (piece, new), is_sure=bits is not None and bits >= 0)


def _tell(found: Matching, known: tuple[int, int], pair: tuple[int, int], *, is_sure: bool) -> None:
    """Pair a piece for sure, or doubt of it, and of what it may be a piece of."""
    if is_sure:
        found.pair(*pair)
        found.doubts.pop(pair[0], None)
    else:
        for old in dict.fromkeys((known[0], pair[0])):
            found.doubt(old, dict.fromkeys((known[1], pair[1])))


def _bits(piece: Text, edge: Text) -> float | None:
    """Return how many bits more a piece shares with an edge than are needed to be sure, if any."""
    bits = surprise(piece, edge)
    more = bits - _SURE - _A_WORD * len(piece.words())
    return more if more >= 0 or (bits and _is_as_long(piece, edge)) else None


def _is_word(piece: Text, edge: Text) -> bool:
    """Whether something is so short that to reword it is to leave nothing of it."""
    return len(piece.words()) == 1 and len(edge.words()) <= _FEW and _is_as_long(piece, edge)


def _is_as_long(piece: Text, edge: Text) -> bool:
    return _NEARLY <= len(piece.letters) / len(edge.letters) <= 1 / _NEARLY


def _beside(
    side: Side, numbers: Sequence[int], whole: Text, parts: list[Text], matched: Container[int]
) -> Iterator[tuple[int, Text]]:
    """Yield what is open beside the parts of a whole, with what that says more than they say."""
    if any(part.letters == whole.letters for part in parts):
        return
    for first, part, step in ((numbers[0], parts[0], -1), (numbers[-1], parts[-1], 1)):
        beside = first
        edge = _edge(whole, part, step)
        for _ in range(MOST_PARTS if edge is not None else 0):
            if edge is None or not side.has_beside(beside, step):
                break
            beside += step
            if beside in matched:
                break
            yield beside, edge


def _edge(whole: Text, part: Text, step: int) -> Text | None:
    """Return what a whole says before (-1) or behind all that a part of it says.

    What was replaced by something as long is neither lost nor gained.
    """
    words, runs, place = whole.words(), blocks(whole, part), step > 0
    if not runs:
        return whole if len(whole.letters) > len(part.letters) else None
    if beyond(whole, part)[place] <= beyond(part, whole)[place]:
        return None
    return Text(" ".join(words[runs[-1][1] :] if place else words[: runs[0][0]]), whole.rarity)
