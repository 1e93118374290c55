"""Range: what became of all that was cited from one passage to another."""

from collections.abc import Iterator

from edition.fingerprint import fingerprints
from edition.identity.fate import Change
from edition.identity.ledger import Ledger, change_of
from edition.identity.matching.likeness import Text
from edition.identity.resolving.inheritance import Inheritance
from edition.identity.resolving.resolution import Citation, Found, Resolution, Step
from edition.identity.resolving.seeking import Seeker
from edition.identity.roll import Roll
from edition.identity.trace import letters
from edition.reference.syntax import halves, unescaped

__all__ = ["Range", "range_of"]

_MOST = 100
"""So many passages are tried as the other end of a range of which one end is known."""
_UNKNOWN = Resolution(Found.UNKNOWN, Step.NONE, is_range=True)
_Ends = tuple[str, str]


def range_of(ref: str, roll: Roll | None, document: str, ledger: Ledger) -> _Ends | None:
    """Return the two references of a range; None for a reference of one passage.

    Of several readings it is the one of which most is known; what is known as a whole is no range.
    """
    if ".." not in ref:
        return None
    known = set() if roll is None else set(roll.passages.graves)
    known |= {name for home, name in ledger.entries if home == document}

    def is_known(name: str) -> bool:
        return name in known or (roll is not None and roll.passages.find(name) is not None)

    if is_known(unescaped(ref)):
        return None
    return max(halves(ref), key=lambda both: sum(map(is_known, both)), default=None)


class Range:
    """A cited range, whose ends are looked for in its document."""

    def __init__(
        self, citation: Citation, ends: _Ends, home: Seeker | None, inheritance: Inheritance
    ) -> None:
        self.citation = citation
        self.ends = ends
        self.home = home
        self.inheritance = inheritance
        self.reason = ""

    def resolved(self) -> Resolution:
        """Return what became of it: both ends are found, and the words between compared."""
        if self.home is None:
            return _UNKNOWN
        home = self.home
        first, last = (home.roll.passages.find(name) for name in self.ends)
        named = self._judged(home, first, last)
        if named is not None and named.change is not Change.ALTERED:
            return named
        begins, finishes = self._followed(first, is_last=False), self._followed(last, is_last=True)
        return (
            self._by_fingerprint(home, begins, finishes)
            or self._by_ledger(home, first, last, begins, finishes)
            or self._altered(home, named, first, last)
            or self._by_quotation(home)
            or self._doubtful(home, begins, finishes)
        )

    def _followed(self, number: int | None, *, is_last: bool) -> int | None:
        """Return an end, or what stands in for it."""
        if number is not None or self.home is None:
            return number
        end = self.inheritance.end(self.citation.document, self.ends[is_last])
        if end is None:
            return None
        self.reason = self.reason or end.reason
        heirs = [n for roll, n in self.inheritance.heirs(end) if roll is self.home.roll]
        return (max(heirs) if is_last else min(heirs)) if heirs else None

    def _judged(self, home: Seeker, first: int | None, last: int | None) -> Resolution | None:
        """Judge what stands between two ends by its words."""
        if first is None or last is None or not _is_in_order(home.roll, first, last):
            return None
        change = self._change(home.roll, first, last)
        verdict = {Change.SAME: Found.SAME, Change.TYPOGRAPHY: Found.TYPOGRAPHY}
        found = verdict.get(change, Found.ALTERED)
        return self._told(found, Step.NAME, home.roll, first, last, change)

    def _change(self, roll: Roll, first: int, last: int) -> Change:
        cited = self.citation.fingerprints
        return change_of(str(cited), str(fingerprints(roll.between(first, last), cited.profile)))

    def _by_fingerprint(
        self, home: Seeker, first: int | None, last: int | None
    ) -> Resolution | None:
        """Look for the same letters from one end on, or between what begins and ends as quoted."""
        found = []
        for begin, end in dict.fromkeys(self._windows(home, first, last)):
            change = self._change(home.roll, begin, end)
            if change is not Change.ALTERED:
                found.append((begin, end, change))
        if not found:
            return None
        if len(found) > 1:
            may = [number for begin, end, _ in found for number in (begin, end)]
            return self._ambiguous(home.roll, Step.FINGERPRINT, may)
        begin, end, change = found[0]
        return self._told(Found.MOVED, Step.FINGERPRINT, home.roll, begin, end, change)

    def _windows(
        self, home: Seeker, first: int | None, last: int | None
    ) -> Iterator[tuple[int, int]]:
        leaves, quoted = home.roll.leaves, self.citation.quotation
        if quoted is not None:
            head, tail = letters(quoted.head), letters(quoted.tail or quoted.head)
            size = min(len(head), len(tail), _MOST)
            begins = [n for n in leaves if _meets(home.text(n).letters, head, size, is_head=True)]
            ends = [n for n in leaves if _meets(home.text(n).letters, tail, size, is_head=False)]
            yield from ((a, b) for a in begins[:_MOST] for b in ends[:_MOST] if a <= b)
        if first is not None:
            yield from ((first, n) for n in [n for n in leaves if n >= first][:_MOST])
        if last is not None:
            yield from ((n, last) for n in [n for n in leaves if n <= last][-_MOST:])

    def _by_ledger(
        self, home: Seeker, first: int | None, last: int | None, begin: int | None, end: int | None
    ) -> Resolution | None:
        """Say what stands between the heirs of what is gone."""
        if (first, last) == (begin, end):
            return None
        found = self._judged(home, begin, end)
        if found is None:
            return None
        is_same = found.change is not Change.ALTERED
        verdict = Found.MOVED if is_same else Found.ALTERED
        return found.changed(verdict=verdict, step=Step.LEDGER, reason=self.reason)

    def _altered(
        self, home: Seeker, named: Resolution | None, first: int | None, last: int | None
    ) -> Resolution | None:
        """Believe two names that are ids, or begin and end nearly as the cited words did."""
        if named is None or first is None or last is None:
            return None
        quoted = self.citation.quotation
        if quoted is None:
            is_kept = all(home.roll.passages[n].id for n in (first, last))
            return named if is_kept else None
        begins = quoted.changed(tail=""), first
        ends = quoted.changed(head=quoted.tail or quoted.head), last
        is_alike = home.is_alike(*begins), home.is_alike(*ends)
        return named if all(is_alike) else None

    def _by_quotation(self, home: Seeker) -> Resolution | None:
        """Look for the passages that hold the first and the last words."""
        quoted = self.citation.quotation
        if quoted is None:
            return None
        begins, ends = home.holding(Text(quoted.head)), home.holding(Text(quoted.tail))
        pairs = [(a, b) for a in begins for b in ends if a <= b]
        if len(pairs) == 1:
            return self._told(Found.MOVED, Step.QUOTATION, home.roll, *pairs[0], Change.ALTERED)
        may = sorted({*begins, *ends})
        return self._ambiguous(home.roll, Step.QUOTATION, may) if may else None

    def _doubtful(self, home: Seeker, *ends: int | None) -> Resolution:
        """Name what is left of a range of which too little is known."""
        may = [number for number in ends if number is not None]
        return self._ambiguous(home.roll, Step.NAME, may) if may else _UNKNOWN

    def _ambiguous(self, roll: Roll, step: Step, may: list[int]) -> Resolution:
        found = tuple(roll.passages[number] for number in dict.fromkeys(may))
        return Resolution(Found.AMBIGUOUS, step, found, Change.ALTERED, self.reason, is_range=True)

    def _told(  # noqa: PLR0913  (a verdict with its place)
        self, verdict: Found, step: Step, roll: Roll, first: int, last: int, change: Change
    ) -> Resolution:
        targets = roll.passages[first], roll.passages[last]
        words = roll.between(first, last)
        return Resolution(verdict, step, targets, change, self.reason, "", words, is_range=True)


def _is_in_order(roll: Roll, first: int, last: int) -> bool:
    one, other = roll.passages[first], roll.passages[last]
    return first <= last or (first in roll.around(last) and one.start <= other.start)


def _meets(signs: str, quoted: str, size: int, *, is_head: bool) -> bool:
    """Whether a passage begins, or ends, with what was quoted, which may reach beyond it."""
    if not signs or not quoted:
        return False
    length = min(len(signs), size)
    if is_head:
        return signs[:length] == quoted[:length]
    return signs[-length:] == quoted[-length:]
