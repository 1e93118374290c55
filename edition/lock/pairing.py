"""Pairing: which citation a quotation in a manuscript stands beside."""

from collections.abc import Iterable, Iterator, Sequence

from edition.lock.attribution import goes_on
from edition.lock.block import Block, Mention
from edition.lock.quoting import Quoted, quotations
from edition.value import Value

__all__ = ["Pair", "pairs"]

_REACH = 40
"""So many paragraphs away, and no further, a citation may be that of a block quotation."""


class Pair(Value):
    """A quotation, and the citations that it may be of.

    It is `sure` to be of one of these where nothing but marks stands between; else it may be of
    none, and is judged only if it is like what is cited.
    """

    block: Block
    quoted: Quoted
    mentions: tuple[Mention, ...]
    sure: bool

    def candidates(self, passage: str) -> Iterator[str]:
        """Yield the words that are quoted, by each place where they may end.

        What goes on as the passage does is no name of who said it.
        """
        text, start = self.block.text, self.quoted.start
        for end in self.quoted.ends:
            rest = text[end : self.quoted.end] if self.quoted.is_apart else ""
            if not rest or not goes_on(text[start:end], rest, passage):
                yield text[start:end]


class _Stop(Value):
    """Citations that stand together, or in one note: from where to where in the words."""

    start: int
    end: int
    mentions: tuple[Mention, ...]


def pairs(blocks: Sequence[Block]) -> Iterator[Pair]:
    """Yield each quotation of a manuscript with the citations behind and before it."""
    notes: dict[str, list[Mention]] = {}
    for block in blocks:
        if block.note:
            notes.setdefault(block.note, []).extend(block.mentions)
    stops = [_stops(block, notes) for block in blocks]
    for number, block in enumerate(blocks):
        around = _around(blocks, stops, number) if block.is_quotation else []
        for quoted in quotations(block):
            if not _has_words(block.text[quoted.start : max(quoted.ends)]):
                continue
            yield from _paired(block, quoted, stops[number], around)


def _stops(block: Block, notes: dict[str, list[Mention]]) -> list[_Stop]:
    """Return the citations of a block in order, those that only marks part as one."""
    single = [_Stop(each.start, each.end, (each,)) for each in block.mentions]
    called = [_Stop(at, at, tuple(notes.get(name, ()))) for at, name in block.calls]
    found: list[_Stop] = []
    for stop in sorted((*single, *(each for each in called if each.mentions)), key=_place):
        if found and not _has_words(block.text[found[-1].end : stop.start]):
            last = found.pop()
            both = (*last.mentions, *stop.mentions)
            found.append(_Stop(last.start, max(last.end, stop.end), both))
        else:
            found.append(stop)
    return found


def _place(stop: _Stop) -> tuple[int, int]:
    return stop.start, stop.end


def _has_words(text: str) -> bool:
    return any(map(str.isalnum, text))


def _around(blocks: Sequence[Block], stops: Sequence[list[_Stop]], number: int) -> list[_Stop]:
    """Return the last citation before a block quotation, and the first one behind it.

    A quotation may go on through several paragraphs, of which one has the citation.
    """

    def is_passed(place: int) -> bool:
        block = blocks[place]
        return bool(block.note) or (block.is_quotation and not stops[place])

    first, end = max(0, number - _REACH), min(len(blocks), number + _REACH)
    before = next((n for n in range(number - 1, first - 1, -1) if not is_passed(n)), None)
    behind = next((n for n in range(number + 1, end) if not is_passed(n)), None)
    last = [] if before is None else stops[before][-1:]
    return last + ([] if behind is None else stops[behind][:1])


def _paired(
    block: Block, quoted: Quoted, stops: Iterable[_Stop], around: Sequence[_Stop]
) -> Iterator[Pair]:
    """Yield the pair of a quotation: with the citation at it, or with the two that are nearest."""
    every = list(stops)
    holding = [each for each in every if each.start <= quoted.start and quoted.end <= each.end]
    next_ = next((each for each in every if each.start >= quoted.end), None)
    before = next((each for each in reversed(every) if each.end <= quoted.start), None)
    is_at = next_ is not None and any(
        not _has_words(block.text[end : next_.start]) for end in quoted.ends
    )
    near = holding or ([next_] if next_ is not None and is_at else [])
    if before is not None and next_ is None and quoted.is_apart and before.end == quoted.start:
        near = [before]  # as of an element that names its source
    if near:
        yield Pair(block, quoted, near[0].mentions, sure=True)
        return
    candidates = [each for each in (next_, before) if each is not None] or around
    mentions = tuple(mention for each in candidates for mention in each.mentions)
    if mentions:
        yield Pair(block, quoted, mentions, sure=False)
