"""Checking: what became of every passage that a manuscript cites, and of what it quotes."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from edition.lock.block import Block, Mention, Place
from edition.lock.checked import Checked, Judged, Report
from edition.lock.comparison import Comparison, Likeness, compared
from edition.lock.difference import Difference, differences
from edition.lock.lookup import Cited, Lookup
from edition.lock.manuscript import is_bibliography
from edition.lock.pairing import Pair, pairs
from edition.lock.present import Edition, Found, Sight
from edition.lock.record import Record
from edition.report import plural

__all__ = ["Checker"]

_ORDER = (Likeness.SAME, Likeness.TYPOGRAPHY, Likeness.MISQUOTED, Likeness.ELSEWHERE)
_LIKELY = 0.75
"""So much of what stands beside no citation has to be like a passage to be meant as its words."""
_COMPARABLE = {Found.ALTERED, Found.MOVED, Found.SPLIT}


class Checker:
    """Checks manuscripts against an edition and a lock; what recurs is looked up once."""

    def __init__(self, edition: Edition, lock: Mapping[str, Record]) -> None:
        self.edition = edition
        self.lookup = Lookup(edition, lock)

    def learn(self, blocks: Iterable[Block]) -> None:
        """Take the keys of a bibliography for the addresses that its entries have."""
        self.lookup.learn(blocks)

    def check(self, file: str, blocks: Sequence[Block]) -> Report:
        """Return what became of each citation of a manuscript, in order."""
        judged: dict[Mention, list[Judged]] = {}
        if not is_bibliography(Path(file)):
            for pair in pairs(blocks):
                for mention, quotation in self._judged(pair):
                    judged.setdefault(mention, []).append(quotation)
        found: list[Checked] = []
        elsewhere: Counter[str] = Counter()
        for block in blocks:
            last: tuple[int, Cited] | None = None
            for mention in block.mentions:
                cited = self.lookup.cited(mention)
                elsewhere.update(filter(None, [self.lookup.elsewhere(mention)]))
                quoted = tuple(judged.get(mention, ()))
                if cited is None or (last == (mention.start, cited) and not quoted):
                    continue  # a key and its address are one citation
                last = mention.start, cited
                place = block.near(mention.place, mention.start)
                found.append(_checked(file, mention.changed(place=place), cited, quoted))
        found.sort(key=lambda each: (each.place.line or 0, each.place.column or 0))
        return Report(file, tuple(found), _unchecked(elsewhere))

    def check_lock(self, file: str) -> Report:
        """Return what became of each passage in the lock."""
        mentions = [Mention(0, 0, Place(), key) for key in self.lookup.lock]
        cited = [(mention, self.lookup.cited(mention)) for mention in mentions]
        found = [_checked(file, mention, each, ()) for mention, each in cited if each is not None]
        elsewhere = Counter(filter(None, map(self.lookup.elsewhere, mentions)))
        return Report(file, tuple(found), _unchecked(elsewhere))

    def _judged(self, pair: Pair) -> Iterator[tuple[Mention, Judged]]:
        """Judge a quotation by what is cited beside it; of doubtful ones only what is like it."""
        cited = [(mention, self.lookup.cited(mention)) for mention in pair.mentions]
        ours = [(mention, each) for mention, each in cited if each is not None]
        told = [
            (compared(words, each.words), words, mention, each)
            for mention, each in ours
            if each.words
            for words in pair.candidates(each.words)
        ]
        if not told:
            return
        best = min(told, key=lambda each: (_ORDER.index(each[0].likeness), -each[0].shared))
        comparison, words, mention, each = best
        is_sure = pair.sure and len(ours) == len(cited)
        start = pair.quoted.start + len(words) - len(words.lstrip())
        place = pair.block.near(pair.block.place(start), start)
        if comparison.likeness in {Likeness.SAME, Likeness.TYPOGRAPHY}:
            yield mention, Judged(place, words, str(comparison.likeness))
        elif is_sure or (
            comparison.shared >= _LIKELY and not self.edition.find(words, each.document)
        ):
            judged = self._misquoted(words, comparison, each)
            if judged is not None:
                yield mention, Judged(place, words, *judged)

    def _misquoted(
        self, words: str, comparison: Comparison, cited: Cited
    ) -> tuple[str, tuple[Difference, ...], str] | None:
        """Say what is wrong with a quotation; None where it quotes no passage but a title."""
        assert cited.sight is not None
        if not any(map(str.isalnum, words)) or self.edition.is_title(words, cited.document):
            return None
        then = cited.sight.earlier
        if then and compared(words, then).likeness in {Likeness.SAME, Likeness.TYPOGRAPHY}:
            return "outdated", comparison.differences, ""
        found = self.edition.find(words, cited.document)
        kind = "elsewhere" if found else str(comparison.likeness)
        return kind, () if found else comparison.differences, found


def _unchecked(elsewhere: Mapping[str, int]) -> tuple[str, ...]:
    return tuple(
        f"{plural(count, 'citation')} of another edition ({where})"
        for where, count in elsewhere.items()
    )


def _checked(file: str, mention: Mention, cited: Cited, quoted: tuple[Judged, ...]) -> Checked:
    sight = cited.sight
    seen = Sight(Found.UNKNOWN, "none") if sight is None else sight
    comparable = cited.verdict in _COMPARABLE and seen.earlier and seen.words
    return Checked(
        file,
        mention.place,
        mention.key,
        mention.address,
        cited.reference,
        cited.version,
        cited.verdict,
        seen.step,
        seen.references,
        seen.reason,
        differences(seen.earlier, seen.words) if comparable else (),
        quoted,
        cited.note,
        cited.is_damaged,
    )
