"""Comparison: two states of an edition, passage by passage."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from edition.identity.fate import Change, Fate, Verdict
from edition.identity.layer import around, holders, leaves
from edition.identity.matching.alignment import align
from edition.identity.matching.likeness import Text, likeness
from edition.identity.matching.steps import match
from edition.identity.trace import State, Trace, letters

__all__ = ["compared"]

_MOST_CELLS = 10_000


def compared(old: State, new: State) -> list[Fate]:
    """Return the fate of every passage of two states: the old ones in order, then what is new.

    What says its words itself (a paragraph, a line) is matched by them; what holds others (a
    division, a speech) goes where most of these go; what is a part of a line (a name, a
    quotation) is looked for where the line is. Linear in the number of passages.
    """
    return list(_Comparison(old, new).fates())


class _Side:
    """The passages of a state by their layer."""

    def __init__(self, state: State) -> None:
        self.traces = state.traces
        self.holders = holders(self.traces)
        self.leaves = leaves(self.traces)
        known = {*self.holders, *self.leaves}
        self.parts = [n for n in range(len(self.traces)) if n not in known]

    def apart(self, *, is_apart: bool) -> list[int]:
        """Return the leaves of the text, or those that stand apart from it."""
        return [number for number in self.leaves if self.traces[number].is_apart is is_apart]


class _Comparison:
    def __init__(self, old: State, new: State) -> None:
        self.old, self.new = _Side(old), _Side(new)
        self.there: dict[int, list[int]] = {}
        self.here: dict[int, list[int]] = defaultdict(list)
        self.doubts: dict[int, list[int]] = {}
        self.moved: set[int] = set()
        self._leaves()
        self._holders()
        self._parts()

    def _pair(self, old: int, new: int) -> None:
        self.there.setdefault(old, []).append(new)
        self.here[new].append(old)

    def _leaves(self) -> None:
        """Match what says its words itself: the text by itself, and what is apart, as notes are."""
        for is_apart in (False, True):
            olds, news = self.old.apart(is_apart=is_apart), self.new.apart(is_apart=is_apart)
            found = match([self.old.traces[n] for n in olds], [self.new.traces[n] for n in news])
            for number, others in found.there.items():
                for other in sorted(others):
                    self._pair(olds[number], news[other])
            for number, others in found.doubts.items():
                self.doubts[olds[number]] = [news[other] for other in others]
            self.moved.update(olds[number] for number in found.moved)

    def _holders(self) -> None:
        """Pair what holds others by its id, else with what holds most of these now."""
        votes = self._votes()
        ids = {
            (self.new.traces[n].document, self.new.traces[n].id): n
            for n in sorted(self.new.holders, reverse=True)
            if self.new.traces[n].id
        }
        for number in sorted(self.old.holders):
            trace = self.old.traces[number]
            same = ids.get((trace.document, trace.id)) if trace.id else None
            if same is not None and same not in self.here:
                self._pair(number, same)
        ranked = sorted(
            ((-weight, n, m) for n, counted in votes.items() for m, weight in counted.items())
        )
        for _, number, other in ranked:
            if number not in self.there and other not in self.here:
                self._pair(number, other)

    def _votes(self) -> dict[int, Counter[int]]:
        """Return how much of each holder went to which of the same depth and kind."""
        votes: dict[int, Counter[int]] = defaultdict(Counter)
        for number in self.old.leaves:
            weight = 1 + len(self.old.traces[number].text)
            for other in self.there.get(number, ())[:1]:
                outer = list(around(self.new.traces, other))
                for depth, holder in enumerate(around(self.old.traces, number)):
                    kind = self.old.traces[holder].unit
                    for level, candidate in enumerate(outer):
                        if self.new.traces[candidate].unit == kind:
                            votes[holder][candidate] += weight * 4 - abs(level - depth)
        return votes

    def _parts(self) -> None:
        """Pair the parts of lines within the lines that are paired."""
        inside_old, inside_new = _inside(self.old), _inside(self.new)
        self._parts_by_id()
        for (document, outer), inner in inside_old.items():
            homes = [(document, -1)]  # in no passage: in the same text, as it is called
            if outer >= 0:
                homes = [(self.new.traces[n].document, n) for n in self.there.get(outer, ())]
            heirs = [m for home in homes for m in inside_new.get(home, ())]
            olds = [n for n in inner if n not in self.there]
            news = [m for m in heirs if m not in self.here]
            if news and olds:
                self._inner(olds, news)

    def _parts_by_id(self) -> None:
        ids = {
            (self.new.traces[n].document, self.new.traces[n].id): n
            for n in reversed(self.new.parts)
            if self.new.traces[n].id
        }
        for number in self.old.parts:
            trace = self.old.traces[number]
            same = ids.get((trace.document, trace.id)) if trace.id else None
            if same is not None and same not in self.here:
                self._pair(number, same)

    def _inner(self, olds: list[int], news: list[int]) -> None:
        one = [(self.old.traces[n].unit, letters(self.old.traces[n].text)) for n in olds]
        other = [(self.new.traces[n].unit, letters(self.new.traces[n].text)) for n in news]
        if one == other:
            for old, new in zip(olds, news, strict=True):
                self._pair(old, new)
            return
        if len(olds) * len(news) > _MOST_CELLS:
            return
        aligned = align(olds, news, self._worth)
        for old, new in aligned.pairs:
            self._pair(old, new)
        self.doubts.update((old, list(candidates)) for old, candidates in aligned.doubtful)

    def _worth(self, old: int, new: int) -> float:
        one, other = self.old.traces[old], self.new.traces[new]
        if one.unit != other.unit:
            return 0.0
        like = likeness(Text(one.text), Text(other.text))
        return like + 0.01 if like >= 0.4 else 0.0

    def fates(self) -> Iterator[Fate]:
        for number, trace in enumerate(self.old.traces):
            news = self.there.get(number, [])
            if number in self.doubts:
                may = tuple(self.new.traces[new] for new in self.doubts[number])
                yield Fate(Verdict.AMBIGUOUS, trace, may)
            elif news:
                yield self._matched(number, trace, news)
            else:
                yield Fate(Verdict.WITHDRAWN, trace, ())
        doubtful = {new for candidates in self.doubts.values() for new in candidates}
        for number, trace in enumerate(self.new.traces):
            if number not in self.here:
                verdict = Verdict.AMBIGUOUS if number in doubtful else Verdict.NEW
                yield Fate(verdict, None, (trace,))

    def _matched(self, number: int, trace: Trace, news: Sequence[int]) -> Fate:
        targets = tuple(self.new.traces[new] for new in news)
        olds = {old for new in news for old in self.here[new]}
        change = changed(
            (self.old.traces[old].text for old in sorted(olds)),
            (target.text for target in targets),
        )
        if len(news) > 1:
            return Fate(Verdict.SPLIT, trace, targets, change)
        if len(olds) > 1:
            return Fate(Verdict.MERGED, trace, targets, change)
        if number in self.moved:
            return Fate(Verdict.MOVED, trace, targets, change)
        return Fate(_WORDS[change], trace, targets, change, number in self.old.holders)


_WORDS = {
    Change.SAME: Verdict.KEPT,
    Change.TYPOGRAPHY: Verdict.RETOUCHED,
    Change.ALTERED: Verdict.ALTERED,
}


def changed(olds: Iterable[str], news: Iterable[str]) -> Change:
    """Return how words differ from others, wherever both are divided."""
    one, other = " ".join(olds), " ".join(news)
    if one.split() == other.split():
        return Change.SAME
    return Change.TYPOGRAPHY if letters(one) == letters(other) else Change.ALTERED


def _inside(side: _Side) -> dict[tuple[str, int], list[int]]:
    """Return the parts of everything that is none, by text, in order."""
    whole = {*side.holders, *side.leaves}
    found: dict[tuple[str, int], list[int]] = defaultdict(list)
    for number in side.parts:
        outer = next((n for n in around(side.traces, number) if n in whole), -1)
        found[side.traces[number].document, outer].append(number)
    return found
