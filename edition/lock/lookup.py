"""Lookup: what a key or an address in a manuscript cites of the edition, and what became of it."""

import re
from collections.abc import Iterable, Iterator, Mapping

from edition.fingerprint import Fingerprints
from edition.lock.block import Block, Mention
from edition.lock.present import PROFILES, Address, Citation, Edition, Found, Sight, read_address
from edition.lock.record import Record
from edition.value import Value

__all__ = ["Cited", "Lookup"]

_NOT_LOCKED = "its key is not in the lock, so nothing is known of what you cited"
_NO_MARKS = "it bears no fingerprints, so nothing is known of its words"


class Cited(Value):
    """What a mention cites, and what became of it; `verdict` None where only its name is known."""

    reference: str
    version: str
    verdict: Found | None
    sight: Sight | None
    note: str = ""
    is_damaged: bool = False

    @property
    def words(self) -> str:
        """What it says now; of what is gone, what it said."""
        return "" if self.sight is None else self.sight.words or self.sight.earlier

    @property
    def document(self) -> str:
        """The name of the text."""
        return self.reference.partition("#")[0]


class Lookup:
    """Looks up mentions in a lock, a bibliography and an edition; what recurs is looked up once."""

    def __init__(self, edition: Edition, lock: Mapping[str, Record]) -> None:
        self.edition = edition
        self.lock = lock
        self.entries: dict[str, list[str]] = {}
        self._known: dict[Mention, Cited | None] = {}
        self._sights: dict[Record, Sight] = {}
        self._addresses: dict[str, Cited | None] = {}
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

    def cited(self, mention: Mention) -> Cited | None:
        """Return what a mention cites of this edition, None for nothing."""
        if mention not in self._known:
            self._known[mention] = self._cited(mention)
        return self._known[mention]

    def elsewhere(self, mention: Mention) -> str:
        """Return of which other edition a mention is, if it is of one."""
        record = self.lock.get(mention.key)
        if record is not None:
            return record.base if self._is_foreign(record) else ""
        address = read_address(mention.address) if "fp=" in mention.address else None
        if address is None or not address.fingerprints or self.edition.is_ours(address):
            return ""
        return address.base or address.document

    def _cited(self, mention: Mention) -> Cited | None:
        if mention.address:
            return self._by_address(mention.address)
        for key in _spellings(mention.key):
            if key in self.lock:
                return self._by_record(self.lock[key])
            found = (self._by_address(address) for address in self.entries.get(key, ()))
            cited = next((each for each in found if each is not None), None)
            if cited is not None:
                return cited
        return self._unlocked(mention.key)

    def _unlocked(self, key: str) -> Cited | None:
        """Return what a key stands for that is made as ours are, and is not in the lock."""
        document, _, ref = key.partition(":")
        if document not in self._documents or not self.edition.has(document):
            return None
        name = f"{document}#{ref}" if ref else document
        now = self.edition.now(document, ref)
        if now is None:
            why = f"there is no passage “{ref}”, and no such key in the lock"
            return Cited(name, "", Found.UNKNOWN, None, why)
        return Cited(name, "", None, now, _NOT_LOCKED)

    def _is_foreign(self, record: Record) -> bool:
        mine = self.edition.base
        is_other = bool(record.base and mine) and record.base != mine
        return is_other and not self.edition.has(record.document)

    def _by_record(self, record: Record) -> Cited | None:
        if self._is_foreign(record):
            return None
        if record not in self._sights:
            self._sights[record] = self.edition.sight_of(record)
        sight = self._sights[record]
        return Cited(record.reference, record.version, sight.verdict, sight)

    def _by_address(self, text: str) -> Cited | None:
        """Return what an address cites; a mere link to a page of the edition cites nothing."""
        if text not in self._addresses:
            address = read_address(text)
            self._addresses[text] = None if address is None else self._read(address)
        return self._addresses[text]

    def _read(self, address: Address) -> Cited | None:
        if not self.edition.is_ours(address):
            return None
        marks = address.fingerprints
        if not self.edition.has(address.document):
            why = f"there is no text “{address.document}”"
            return _gone(address, why) if address.ref or address.fp else None
        if marks is None or address.profile not in PROFILES:
            return self._linked(address)
        return self._verified(address, marks)

    def _linked(self, address: Address) -> Cited:
        """Return what an address leads to that does not say what it cited."""
        name = address.reference
        now = self.edition.now(address.document, name.partition("#")[2])
        if now is None:
            return _gone(address, f"there is no passage “{name.partition('#')[2]}”")
        if address.fp or address.profile not in PROFILES:
            note = f"its fingerprints, “{address.fp}”, are none"
            if address.fingerprints:
                note = f"there is no profile “{address.profile}”"
            return Cited(name, address.version, None, now, note, is_damaged=True)
        return Cited(name, address.version, None, now, _NO_MARKS if address.ref else "")

    def _verified(self, address: Address, marks: Fingerprints) -> Cited:
        name, version, document = address.reference, address.version, address.document
        record = self._locked.get((name, marks))
        if record is not None:
            sight = self.edition.sight_of(record)
        else:
            ref = name.partition("#")[2]
            sight = self.edition.sight(Citation(document, ref, marks, None, version))
        is_known = not version or self.edition.knows(version, document)
        note = "" if is_known else f"the ledger knows no version {version}"
        return Cited(name, version, sight.verdict, sight, note)


def _gone(address: Address, why: str) -> Cited:
    return Cited(address.reference, address.version, Found.UNKNOWN, None, why)


def _spellings(key: str) -> Iterator[str]:
    """Yield a key as it stands, then as pandoc reads it: up to where two marks meet."""
    yield key
    short = re.split(r"[^\w]{2}", key, maxsplit=1)[0]
    if short != key:
        yield short
