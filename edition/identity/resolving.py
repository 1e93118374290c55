"""Resolving: where a passage that was cited long ago is now, and what became of its words.

First the name itself, if its words are still those; then the fingerprints, the ledger, the words of
the quotation with what stood around them. Every step but the first is said, and what could be
several is never decided: nothing is put silently in the place of what was cited.
"""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from functools import cached_property
from itertools import accumulate

from edition.fingerprint import Fingerprints, fingerprints
from edition.identity.fate import Change
from edition.identity.ledger import Entry, Ledger, change_of
from edition.identity.likeness import Text, contained, likeness
from edition.identity.pieces import ends_of
from edition.identity.trace import State, Trace, letters
from edition.index.entry import Quotation
from edition.value import Value

__all__ = ["Citation", "Found", "Resolution", "Resolver", "Step"]

_TELLING = 24
"""So many letters are hardly the same by chance."""
_ALIKE, _CLOSE = 0.5, 0.1
_MOST = 20
_CONTEXT = 8
"""How many letters of what stood around have to be there still."""


class Found(StrEnum):
    """What became of a citation."""

    SAME = "same"
    TYPOGRAPHY = "typography only"
    ALTERED = "altered"
    MOVED = "moved"
    SPLIT = "split"
    MERGED = "merged"
    WITHDRAWN = "withdrawn"
    AMBIGUOUS = "ambiguous"
    UNKNOWN = "unknown"


class Step(StrEnum):
    """By what a passage was found: any but the first is to be said."""

    NAME = "name"
    FINGERPRINT = "fingerprint"
    LEDGER = "ledger"
    QUOTATION = "quotation"
    NONE = "none"


class Citation(Value):
    """What was cited: the reference, the fingerprints, the words, as far as they were kept."""

    document: str
    ref: str
    fingerprints: Fingerprints
    quotation: Quotation | None = None


class Resolution(Value):
    """What became of a citation: where it is now, how that was found, how its words differ.

    An ambiguous one has in `targets` all that it may be; `reason` is what a tombstone says, and
    `earlier` are the words that it was published with, where the ledger has kept them.
    """

    verdict: Found
    step: Step
    targets: tuple[Trace, ...] = ()
    change: Change = Change.SAME
    reason: str = ""
    earlier: str = ""


_PLAIN = {
    Change.SAME: Found.SAME,
    Change.TYPOGRAPHY: Found.TYPOGRAPHY,
    Change.ALTERED: Found.ALTERED,
}


class Resolver:
    """Resolves citations in one state of an edition; what it looks up is made once."""

    def __init__(self, state: State, ledger: Ledger, profile: str = "reading") -> None:
        self.profile = profile
        self.traces = state.traces
        self.ledger = ledger
        self.graves = {(grave.document, grave.id): grave for grave in state.tombstones}
        self.names: dict[tuple[str, str], int] = {}
        self.letters: dict[str, list[int]] = defaultdict(list)
        self.marks = [fingerprints(trace.text, profile) for trace in self.traces]
        self.texts: dict[int, Text] = {}
        for number, trace in enumerate(self.traces):
            for name in (trace.ref, *trace.aliases):
                self.names.setdefault((trace.document, name), number)
            self.letters[self.marks[number].letters].append(number)

    def resolve(self, citation: Citation) -> Resolution:
        """Return what became of a citation; fingerprints of another profile tell nothing."""
        if citation.fingerprints.profile != self.profile:
            return Resolution(Found.UNKNOWN, Step.NONE)
        exact = self.names.get((citation.document, citation.ref))
        steps = (self._by_name, self._by_fingerprint, self._by_ledger, self._by_quotation)
        for step in steps:
            found = step(citation, exact)
            if found is not None:
                return found
        return Resolution(Found.UNKNOWN, Step.NONE)

    def _text(self, number: int) -> Text:
        if number not in self.texts:
            self.texts[number] = Text(self.traces[number].text)
        return self.texts[number]

    def _by_name(self, citation: Citation, exact: int | None) -> Resolution | None:
        """Judge what bears the name by its words; without fingerprints nothing is known of them."""
        if exact is None:
            return None
        change = change_of(str(citation.fingerprints), str(self.marks[exact]))
        if change is not Change.ALTERED:
            return Resolution(_PLAIN[change], Step.NAME, (self.traces[exact],), change)
        return None

    def _by_fingerprint(self, citation: Citation, exact: int | None) -> Resolution | None:
        """Look for the same letters elsewhere; of what is short, only where it stood before."""
        same = self._outermost(citation, self.letters.get(citation.fingerprints.letters, []))
        if not same:
            return None
        fitting = [number for number in same if self._fits(citation, number)]
        chosen = fitting if len(fitting) == 1 else same
        if len(chosen) > 1:
            if exact is not None and self._is_kept_name(citation, exact):
                return None
            may = tuple(self.traces[number] for number in chosen)
            return Resolution(Found.AMBIGUOUS, Step.FINGERPRINT, may)
        is_telling = len(letters(self.traces[chosen[0]].text)) >= _TELLING
        if not (fitting or is_telling):
            return None
        change = change_of(str(citation.fingerprints), str(self.marks[chosen[0]]))
        return Resolution(Found.MOVED, Step.FINGERPRINT, (self.traces[chosen[0]],), change)

    def _is_kept_name(self, citation: Citation, exact: int | None) -> bool:
        """Whether a name is an id, which is not to be given to anything else."""
        return exact is not None and self.traces[exact].id == citation.ref

    def _outermost(self, citation: Citation, numbers: Sequence[int]) -> list[int]:
        """Return candidates without those that stand in another: both are the same words."""
        kind = citation.ref.removeprefix("~").rpartition(".")[0].rpartition(".")[2]
        known = set(numbers)
        alike = [number for number in numbers if self.traces[number].unit == kind]
        if citation.ref.startswith("~") and alike:
            return alike
        return [number for number in numbers if not known & set(self._around(number))]

    def _around(self, number: int) -> Iterator[int]:
        around = self.traces[number].around
        while around >= 0:
            yield around
            around = self.traces[around].around

    def _fits(self, citation: Citation, number: int) -> bool:
        """Whether what stands before or behind a passage is what stood there."""
        quoted = citation.quotation
        if quoted is None:
            return False
        before, behind = self._beside(number)
        prefix, suffix = letters(quoted.prefix)[-_CONTEXT:], letters(quoted.suffix)[:_CONTEXT]
        stood = bool(prefix) and before.endswith(prefix)
        stands = bool(suffix) and behind.startswith(suffix)
        return stood or stands

    def _beside(self, number: int) -> tuple[str, str]:
        """Return the letters of the passages before and behind one."""
        trace = self.traces[number]
        sides = []
        for step in (-1, 1):
            other = number + step
            while 0 <= other < len(self.traces) and (
                self.traces[other].document == trace.document
                and (other in self._around(number) or number in self._around(other))
            ):
                other += step
            is_there = 0 <= other < len(self.traces)
            is_near = is_there and self.traces[other].document == trace.document
            sides.append(self._text(other).letters if is_near else "")
        return sides[0], sides[1]

    def _by_ledger(self, citation: Citation, exact: int | None) -> Resolution | None:
        """Follow what the ledger or a tombstone says of an id, or trust an id that is kept."""
        key = citation.document, citation.ref
        entry, grave = self.ledger.entries.get(key), self.graves.get(key)
        if exact is not None:
            return self._altered(citation, exact, entry)
        if grave is None and (entry is None or not entry.last):
            return None
        names = entry.successors if grave is None and entry else grave.successors if grave else ()
        reason = grave.reason if grave else entry.reason if entry else ""
        heirs = list(self._heirs(names, citation.document))
        if not heirs:
            return Resolution(Found.WITHDRAWN, Step.LEDGER, (), Change.ALTERED, reason)
        targets = tuple(self.traces[number] for number in heirs)
        verdict = Found.SPLIT if len(heirs) > 1 else Found.MERGED
        change = change_of(str(citation.fingerprints), str(self.marks[heirs[0]]))
        if len(heirs) == 1 and change is not Change.ALTERED:
            verdict = Found.MOVED
        return Resolution(verdict, Step.LEDGER, targets, change, reason)

    def _heirs(self, names: Iterable[str], document: str) -> Iterator[int]:
        """Yield what stands in for an id in the end: successors may have successors."""
        waiting, seen = list(names), set[str]()
        while waiting:
            name = waiting.pop(0)
            home, _, ref = name.rpartition("#")
            home = home or document
            if (home, ref) in self.names and (home, ref) not in self.graves:
                yield self.names[home, ref]
            elif name not in seen:
                seen.add(name)
                entry = self.ledger.entries.get((home, ref))
                grave = self.graves.get((home, ref))
                waiting += grave.successors if grave else entry.successors if entry else ()

    def _altered(self, citation: Citation, exact: int, entry: Entry | None) -> Resolution | None:
        """Return the verdict on what bears the cited name and has other words."""
        earlier = () if entry is None else entry.earlier
        marks = str(citation.fingerprints)
        said = [each.text for each in earlier if each.fingerprints == marks]
        is_known = bool(said) and self._is_kept_name(citation, exact)
        if is_known or self._is_alike(citation, exact):
            words = next(filter(None, said), "")
            found = (self.traces[exact],)
            rest = None if citation.quotation is None else self._rest(citation.quotation, exact)
            if rest is not None:
                both = tuple(self.traces[each] for each in sorted((exact, rest)))
                return Resolution(Found.SPLIT, Step.QUOTATION, both, Change.ALTERED, "", words)
            return Resolution(Found.ALTERED, Step.NAME, found, Change.ALTERED, "", words)
        if self._is_kept_name(citation, exact) and citation.quotation is None:
            return Resolution(Found.ALTERED, Step.NAME, (self.traces[exact],), Change.ALTERED)
        return None  # what it says is to be looked for

    def _is_alike(self, citation: Citation, number: int) -> bool:
        """Whether a passage begins or ends nearly as the cited one did."""
        quoted = citation.quotation
        if quoted is None:
            return False
        return any(
            len(part.letters) > 1 and self._likeness(part, number, is_head=is_head) >= _ALIKE / 2
            for part, is_head in ((Text(quoted.head), True), (Text(quoted.tail), False))
        )

    def _likeness(self, part: Text, number: int, *, is_head: bool) -> float:
        """Return how like words are to as many at the beginning, or the end, of a passage."""
        words = self.traces[number].text
        size = len(part.strict)
        return likeness(part, Text(words[:size] if is_head else words[-size:]))

    def _by_quotation(self, citation: Citation, exact: int | None) -> Resolution | None:
        """Look for the first and the last words, in one passage or in two, else for the place."""
        quoted = citation.quotation
        if quoted is None:
            return None
        head = self._holding(Text(quoted.head))
        tail = self._holding(Text(quoted.tail)) if quoted.tail else head
        places = self._places(quoted)
        one = [n for n in head if n in tail] or list(dict.fromkeys((*head, *tail)))
        chosen = one if len(one) == 1 else [number for number in one if number in places]
        if len(chosen) == 1:
            return self._located(citation, chosen[0], exact)
        if len(head) == len(tail) == 1:
            pair = (self.traces[head[0]], self.traces[tail[0]])
            return Resolution(Found.SPLIT, Step.QUOTATION, pair, Change.ALTERED)
        if one:
            found = tuple(self.traces[number] for number in one)
            return Resolution(Found.AMBIGUOUS, Step.QUOTATION, found, Change.ALTERED)
        return self._by_place(citation, places, exact)

    def _located(self, citation: Citation, number: int, exact: int | None) -> Resolution:
        """Say what became of a citation whose words stand in one passage now."""
        quoted = citation.quotation
        assert quoted is not None
        target = (self.traces[number],)
        if number == exact:
            return Resolution(Found.ALTERED, Step.QUOTATION, target, Change.ALTERED)
        rest = self._rest(quoted, number)
        if rest is not None:
            both = tuple(self.traces[each] for each in sorted((number, rest)))
            return Resolution(Found.SPLIT, Step.QUOTATION, both, Change.ALTERED)
        return Resolution(self._grown(quoted, number), Step.QUOTATION, target, Change.ALTERED)

    def _by_place(
        self, citation: Citation, places: list[int], exact: int | None
    ) -> Resolution | None:
        """Take what stands where the passage stood, if it is short; doubt an id without words."""
        quoted = citation.quotation
        assert quoted is not None
        if len(places) == 1 and not quoted.tail:
            verdict = Found.ALTERED if places[0] == exact else Found.MOVED
            texts = Text(quoted.head), self._text(places[0])
            is_short = all(len(text.letters) < _TELLING for text in texts)
            if is_short or likeness(*texts) >= _CLOSE:
                target = (self.traces[places[0]],)
                return Resolution(verdict, Step.QUOTATION, target, Change.ALTERED)
        kept = [exact] if exact is not None and self._is_kept_name(citation, exact) else []
        may = {*places, *kept}
        if may:
            found = tuple(self.traces[number] for number in sorted(may))
            return Resolution(Found.AMBIGUOUS, Step.QUOTATION, found, Change.ALTERED)
        return None

    def _places(self, quoted: Quotation) -> list[int]:
        """Return what stands between what stood before a passage and what stood behind it."""
        before = letters(quoted.prefix)[-_CONTEXT:]
        behind = letters(quoted.suffix)[:_CONTEXT]
        if len(before) < _CONTEXT or len(behind) < _CONTEXT:
            return []
        leaves, (ends, begins) = self._leaves, self._borders
        follows = {place + 1 for place in ends.get(before, ())}
        places = follows & {place - 1 for place in begins.get(behind, ())}
        return [leaves[place] for place in sorted(places)]

    @cached_property
    def _borders(self) -> tuple[dict[str, list[int]], dict[str, list[int]]]:
        """The passages by their last and by their first letters."""
        ends: dict[str, list[int]] = defaultdict(list)
        begins: dict[str, list[int]] = defaultdict(list)
        for place, number in enumerate(self._leaves):
            signs = self._text(number).letters
            ends[signs[-_CONTEXT:]].append(place)
            begins[signs[:_CONTEXT]].append(place)
        return ends, begins

    def _rest(self, quoted: Quotation, number: int) -> int | None:
        """Return the passage that has the rest of what was quoted, beside the one that has some."""
        text = self._text(number)
        if quoted.tail:
            head, tail = Text(quoted.head), Text(quoted.tail)
            has_head, has_tail = contained(head, text) >= _ALIKE, contained(tail, text) >= _ALIKE
            if has_head == has_tail:
                return None
            others = self._holding(tail if has_head else head)
            return others[0] if len(others) == 1 and others[0] != number else None
        whole = Text(quoted.head)
        place = bisect_left(self._leaves, number)
        before, behind = ends_of(whole, [text])
        for step, rest in ((-1, before), (1, behind)):
            if rest is not None and 0 <= place + step < len(self._leaves):
                other = self._leaves[place + step]
                if likeness(rest, self._text(other)) >= _ALIKE:
                    return other
        return None

    def _grown(self, quoted: Quotation, number: int) -> Found:
        """Say whether a passage is what was quoted, elsewhere, or holds it with something else."""
        text = self._text(number).letters
        head, tail = letters(quoted.head), letters(quoted.tail or quoted.head)
        begins, ends = text.find(head), text.rfind(tail) + len(tail)
        is_within = begins > _TELLING or 0 < ends < len(text) - _TELLING
        return Found.MERGED if is_within and begins >= 0 else Found.MOVED

    def _holding(self, part: Text) -> list[int]:
        """Return the passages that hold words, or nearly, and no other passages; of few, none."""
        if len(part.letters) < _TELLING:
            return []
        return self._exactly_holding(part) or self._nearly_holding(part)

    @cached_property
    def _leaves(self) -> list[int]:
        holders = {trace.around for trace in self.traces if not trace.is_inline}
        every = enumerate(self.traces)
        return [n for n, trace in every if n not in holders and not trace.is_inline]

    @cached_property
    def _joined(self) -> tuple[str, list[int]]:
        """The letters of all passages in one line each, and where these begin."""
        lines = [self._text(number).letters for number in self._leaves]
        return "\n".join(lines), list(accumulate((len(line) + 1 for line in lines), initial=0))

    def _exactly_holding(self, part: Text) -> list[int]:
        whole, starts = self._joined
        found: list[int] = []
        at = whole.find(part.letters)
        while at >= 0:
            place = bisect_right(starts, at) - 1
            found.append(self._leaves[place])
            at = whole.find(part.letters, starts[place + 1])
        return found

    @cached_property
    def _postings(self) -> dict[str, list[int]]:
        """Every run of three words with the passages that have it."""
        found: dict[str, list[int]] = defaultdict(list)
        for number in self._leaves:
            for shingle in self._text(number).shingles():
                found[shingle].append(number)
        return found

    def _nearly_holding(self, part: Text) -> list[int]:
        """Return what holds most of some words, and clearly more of them than anything else."""
        counted = Counter(
            number for shingle in part.shingles() for number in self._postings.get(shingle, ())
        )
        some = [number for number, _ in counted.most_common(_MOST)]
        shares = {number: contained(part, self._text(number)) for number in some}
        most = max(shares.values(), default=0.0)
        if most < _ALIKE:
            return []
        return [number for number, share in shares.items() if share >= most - _CLOSE]
