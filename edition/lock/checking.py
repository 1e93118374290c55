"""Checking: what became of every passage that a manuscript cites, and of what it quotes."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from edition.fingerprint import Fingerprints
from edition.lock.block import Block, Mention, Place
from edition.lock.checked import Checked, Judged, Report
from edition.lock.comparison import Comparison, Likeness, compared
from edition.lock.difference import Difference, differences
from edition.lock.manuscript import is_bibliography
from edition.lock.pairing import Pair, pairs
from edition.lock.present import PROFILES, Address, Citation, Edition, Found, Sight, read_address
from edition.lock.record import Record
from edition.report import plural
from edition.value import Value

__all__ = ["Checker"]

_ORDER = (Likeness.SAME, Likeness.TYPOGRAPHY, Likeness.MISQUOTED, Likeness.ELSEWHERE)
_LIKELY = 0.75
"""So much of what stands beside no citation has to be like a passage to be meant as its words."""
_COMPARABLE = {Found.ALTERED, Found.MOVED, Found.SPLIT}


class _Cited(Value):
    """What a mention cites, and what became of it; `verdict` None where only its name is known."""

    reference: str
    version: str
    verdict: Found | None
    sight: Sight | None
    note: str = ""
    is_damaged: bool = False

    @property
    def document(self) -> str:
        return self.reference.partition("#")[0]


class Checker:
    """Checks manuscripts against an edition and a lock; what recurs is looked up once."""

    def __init__(self, edition: Edition, lock: Mapping[str, Record]) -> None:
        self.edition = edition
        self.lock = lock
        self.entries: dict[str, list[str]] = {}
        self.foreign: dict[str, int] = {}
        self._known: dict[str, _Cited | None] = {}
        stems = (path.stem for path in edition.project.texts)
        self._documents = {*stems, *(each.document for each in lock.values())}
        self._locked = {(each.reference, each.fingerprints): each for each in lock.values()}

    def learn(self, blocks: Iterable[Block]) -> None:
        """Take the keys of a bibliography for the addresses that its entries have."""
        for block in blocks:
            keys = [each.key for each in block.mentions if each.key]
            addresses = [each.address for each in block.mentions if each.address]
            for key in keys[:1]:
                self.entries.setdefault(key, []).extend(addresses)

    def check(self, file: str, blocks: Sequence[Block]) -> Report:
        """Return what became of each citation of a manuscript, in order."""
        self.foreign = {}
        judged: dict[Mention, list[Judged]] = {}
        if not is_bibliography(Path(file)):
            for pair in pairs(blocks):
                for mention, quotation in self._judged(pair):
                    judged.setdefault(mention, []).append(quotation)
        found: list[Checked] = []
        for block in blocks:
            last: tuple[int, _Cited] | None = None
            for mention in block.mentions:
                cited = self._cited(mention)
                quoted = tuple(judged.get(mention, ()))
                if cited is None or (last == (mention.start, cited) and not quoted):
                    continue  # a key and its address are one citation
                last = mention.start, cited
                place = block.near(mention.place, mention.start)
                found.append(_checked(file, mention.changed(place=place), cited, quoted))
        found.sort(key=lambda each: (each.place.line or 0, each.place.column or 0))
        return Report(file, tuple(found), tuple(self._unchecked()))

    def check_lock(self, file: str) -> Report:
        """Return what became of each passage in the lock."""
        self.foreign = {}
        found = []
        for key in self.lock:
            mention = Mention(0, 0, Place(), key)
            cited = self._cited(mention)
            found += [] if cited is None else [_checked(file, mention, cited, ())]
        return Report(file, tuple(found), tuple(self._unchecked()))

    def _unchecked(self) -> Iterator[str]:
        for where, count in self.foreign.items():
            yield f"{plural(count, 'citation')} of another edition ({where})"

    def _cited(self, mention: Mention) -> _Cited | None:
        """Return what a mention cites of this edition, None for nothing."""
        if mention.address:
            return self._by_address(mention.address)
        for key in _spellings(mention.key):
            if key in self.lock:
                return self._by_record(self.lock[key])
            for address in self.entries.get(key, ()):
                found = self._by_address(address)
                if found is not None:
                    return found
        return self._unlocked(mention.key)

    def _unlocked(self, key: str) -> _Cited | None:
        """Return what a key stands for that is made as ours are, and is not in the lock."""
        document, _, ref = key.partition(":")
        if document not in self._documents or not self.edition.has(document):
            return None
        name = f"{document}#{ref}" if ref else document
        now = self.edition.now(document, ref)
        if now is None:
            why = f"there is no passage “{ref}”, and no such key in the lock"
            return _Cited(name, "", Found.UNKNOWN, None, why)
        return _Cited(name, "", None, now, _NOT_LOCKED)

    def _by_record(self, record: Record) -> _Cited | None:
        mine = self.edition.base
        if record.base and mine and record.base != mine and not self.edition.has(record.document):
            self.foreign[record.base] = self.foreign.get(record.base, 0) + 1
            return None
        name = f"key {record.key}"
        if name not in self._known:
            sight = self.edition.sight_of(record)
            self._known[name] = _Cited(record.reference, record.version, sight.verdict, sight)
        return self._known[name]

    def _by_address(self, text: str) -> _Cited | None:
        if text not in self._known:
            address = read_address(text)
            self._known[text] = None if address is None else self._read(address)
        found = self._known[text]
        if found is None and "fp=" in text:
            address = read_address(text)
            if address is not None and address.fingerprints and not self.edition.is_ours(address):
                where = address.base or address.document
                self.foreign[where] = self.foreign.get(where, 0) + 1
        return found

    def _read(self, address: Address) -> _Cited | None:
        """Return what an address cites; a mere link to a page of the edition cites nothing."""
        if not self.edition.is_ours(address):
            return None
        marks = address.fingerprints
        if not self.edition.has(address.document):
            why = f"there is no text “{address.document}”"
            return _gone(address, why) if address.ref or address.fp else None
        if marks is None or address.profile not in PROFILES:
            return self._linked(address)
        return self._verified(address, marks)

    def _linked(self, address: Address) -> _Cited:
        """Return what an address leads to that does not say what it cited."""
        name = address.reference
        now = self.edition.now(address.document, name.partition("#")[2])
        if now is None:
            return _gone(address, f"there is no passage “{name.partition('#')[2]}”")
        if address.fp or address.profile not in PROFILES:
            note = f"its fingerprints, “{address.fp}”, are none"
            if address.fingerprints:
                note = f"there is no profile “{address.profile}”"
            return _Cited(name, address.version, None, now, note, is_damaged=True)
        return _Cited(name, address.version, None, now, _NO_MARKS if address.ref else "")

    def _verified(self, address: Address, marks: Fingerprints) -> _Cited:
        name, version, document = address.reference, address.version, address.document
        record = self._locked.get((name, marks))
        if record is not None:
            sight = self.edition.sight_of(record)
        else:
            ref = name.partition("#")[2]
            sight = self.edition.sight(Citation(document, ref, marks, None, version))
        is_known = not version or self.edition.knows(version, document)
        note = "" if is_known else f"the ledger knows no version {version}"
        return _Cited(name, version, sight.verdict, sight, note)

    def _judged(self, pair: Pair) -> Iterator[tuple[Mention, Judged]]:
        """Judge a quotation by what is cited beside it; of doubtful ones only what is like it."""
        cited = [(mention, self._cited(mention)) for mention in pair.mentions]
        ours = [(mention, each) for mention, each in cited if each is not None]
        told = [
            (compared(words, each.sight.words), words, mention, each)
            for words in pair.candidates
            for mention, each in ours
            if each.sight is not None and each.sight.words
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
        self, words: str, comparison: Comparison, cited: _Cited
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


def _gone(address: Address, why: str) -> _Cited:
    return _Cited(address.reference, address.version, Found.UNKNOWN, None, why)


_NOT_LOCKED = "its key is not in the lock, so nothing is known of what you cited"
_NO_MARKS = "it bears no fingerprints, so nothing is known of its words"


def _spellings(key: str) -> Iterator[str]:
    """Yield a key as it stands, then as pandoc reads it: up to where two marks meet."""
    yield key
    short = re.split(r"[^\w]{2}", key, maxsplit=1)[0]
    if short != key:
        yield short


def _checked(file: str, mention: Mention, cited: _Cited, quoted: tuple[Judged, ...]) -> Checked:
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
