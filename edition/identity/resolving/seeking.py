"""Seeking: the passages of one document that say what was quoted, or stand where it stood."""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from functools import cached_property
from itertools import accumulate

from edition.identity.matching.likeness import Text, contained, likeness
from edition.identity.matching.remainder import edges
from edition.identity.roll import Roll
from edition.identity.trace import letters
from edition.index.entry import Quotation

__all__ = ["ALIKE", "TELLING", "Seeker"]

TELLING = 24
"""So many letters are hardly the same by chance."""
ALIKE = 0.5
_CLOSE = 0.1
_MOST = 20
_CONTEXT = 8
"""How many letters of what stood around have to be there still."""
_NEAR, _ENDS = 48, 64


class Seeker:
    """Looks for words in a document; what it looks them up in is made once."""

    def __init__(self, roll: Roll) -> None:
        self.roll = roll
        self._texts: dict[int, Text] = {}

    def text(self, number: int) -> Text:
        """Return the words of a passage in the forms in which they are compared."""
        if number not in self._texts:
            self._texts[number] = Text(self.roll.passages[number].text)
        return self._texts[number]

    def fits(self, quoted: Quotation, number: int) -> bool:
        """Whether what stands before or behind a passage is what stood there."""
        trace, whole = self.roll.passages[number], self.roll.passages.text
        prefix, suffix = letters(quoted.prefix)[-_CONTEXT:], letters(quoted.suffix)[:_CONTEXT]
        before = letters(whole[max(0, trace.start - _NEAR) : trace.start])
        behind = letters(whole[trace.end : trace.end + _NEAR])
        stood = bool(prefix) and before.endswith(prefix)
        stands = bool(suffix) and behind.startswith(suffix)
        return stood or stands

    def is_alike(self, quoted: Quotation, number: int) -> bool:
        """Whether a passage begins or ends nearly as the cited one did."""
        words = self.roll.passages[number].text
        for part, is_head in ((Text(quoted.head), True), (Text(quoted.tail), False)):
            size = len(part.strict)
            same = Text(words[:size] if is_head else words[-size:])
            if len(part.letters) > 1 and likeness(part, same) >= ALIKE / 2:
                return True
        return False

    def places(self, quoted: Quotation) -> list[int]:
        """Return what stands between what stood before a passage and what stood behind it."""
        before = letters(quoted.prefix)[-_CONTEXT:]
        behind = letters(quoted.suffix)[:_CONTEXT]
        if len(before) < _CONTEXT or len(behind) < _CONTEXT:
            return []
        ends, begins = self._borders
        follows = {place + 1 for place in ends.get(before, ())}
        places = follows & {place - 1 for place in begins.get(behind, ())}
        return [self.roll.leaves[place] for place in sorted(places)]

    @cached_property
    def _borders(self) -> tuple[dict[str, list[int]], dict[str, list[int]]]:
        """The passages by their last and by their first letters."""
        ends: dict[str, list[int]] = defaultdict(list)
        begins: dict[str, list[int]] = defaultdict(list)
        for place, number in enumerate(self.roll.leaves):
            signs = self.text(number).letters
            ends[signs[-_CONTEXT:]].append(place)
            begins[signs[:_CONTEXT]].append(place)
        return ends, begins

    def rest(self, quoted: Quotation, number: int) -> int | None:
        """Return the passage that has the rest of what was quoted, beside the one that has some."""
        if len(quoted.tail) < _ENDS:  # it goes on from the head: no word is left out
            beside = self._beside(Text(quoted.head + quoted.tail), number)
            if beside is not None or not quoted.tail:
                return beside
        text, head, tail = self.text(number), Text(quoted.head), Text(quoted.tail)
        has_head, has_tail = contained(head, text) >= ALIKE, contained(tail, text) >= ALIKE
        if has_head == has_tail:
            return None
        others = self.holding(tail if has_head else head)
        return others[0] if len(others) == 1 and others[0] != number else None

    def _beside(self, whole: Text, number: int) -> int | None:
        """Return the neighbour of a passage that has what the whole says more than that."""
        place = bisect_left(self.roll.leaves, number)
        before, behind = edges(whole, [self.text(number)])
        for step, rest in ((-1, before), (1, behind)):
            if rest is not None and 0 <= place + step < len(self.roll.leaves):
                other = self.roll.leaves[place + step]
                if likeness(rest, self.text(other)) >= ALIKE:
                    return other
        return None

    def is_grown(self, quoted: Quotation, number: int) -> bool:
        """Whether a passage holds what was quoted with much else before or behind it."""
        text = self.text(number).letters
        head, tail = letters(quoted.head), letters(quoted.tail or quoted.head)
        begins, ends = text.find(head), text.rfind(tail)
        return begins > TELLING or (ends >= 0 and ends + len(tail) < len(text) - TELLING)

    def holding(self, part: Text) -> list[int]:
        """Return the passages that hold words, or nearly, and no other passages; of few, none."""
        if len(part.letters) < TELLING:
            return []
        return self._exactly_holding(part) or self._nearly_holding(part)

    @cached_property
    def _joined(self) -> tuple[str, list[int]]:
        """The letters of all passages in one line each, and where these begin."""
        lines = [self.text(number).letters for number in self.roll.leaves]
        return "\n".join(lines), list(accumulate((len(line) + 1 for line in lines), initial=0))

    def _exactly_holding(self, part: Text) -> list[int]:
        whole, starts = self._joined
        found: list[int] = []
        at = whole.find(part.letters)
        while at >= 0:
            place = bisect_right(starts, at) - 1
            found.append(self.roll.leaves[place])
            at = whole.find(part.letters, starts[place + 1])
        return found

    @cached_property
    def _postings(self) -> dict[str, list[int]]:
        """Every run of three words with the passages that have it."""
        found: dict[str, list[int]] = defaultdict(list)
        for number in self.roll.leaves:
            for shingle in self.text(number).shingles():
                found[shingle].append(number)
        return found

    def _nearly_holding(self, part: Text) -> list[int]:
        """Return what holds most of some words, and clearly more of them than anything else."""
        counted = Counter(
            number for shingle in part.shingles() for number in self._postings.get(shingle, ())
        )
        some = [number for number, _ in counted.most_common(_MOST)]
        shares = {number: contained(part, self.text(number)) for number in some}
        most = max(shares.values(), default=0.0)
        if most < ALIKE:
            return []
        return [number for number, share in shares.items() if share >= most - _CLOSE]
