"""Inheritance: what stands in for an id that is gone, by the ledger and the tombstones."""

from collections.abc import Iterator

from edition.identity.fate import Change
from edition.identity.ledger import Entry, Ledger
from edition.identity.roll import Roll, Rolls
from edition.value import Value

__all__ = ["End", "Inheritance"]


class End(Value):
    """How an id ended: what stands in for it, and why it is gone."""

    document: str
    successors: tuple[str, ...]
    reason: str


class Inheritance:
    """The ends of ids in one state of an edition."""

    def __init__(self, rolls: Rolls, ledger: Ledger, profile: str) -> None:
        self._rolls = rolls
        self._ledger = ledger
        self._profile = profile

    def entry(self, document: str, ref: str) -> Entry | None:
        """Return what the ledger says of an id."""
        return self._ledger.entries.get((document, ref))

    def end(self, document: str, ref: str) -> End | None:
        """Return how an id ended; None for one that did not, as far as anybody knows."""
        roll = self._rolls.of(document, self._profile)
        grave = None if roll is None else roll.passages.graves.get(ref)
        if grave is not None:
            return End(document, grave.successors, grave.reason)
        entry = self.entry(document, ref)
        if entry is not None and entry.last:
            return End(document, entry.successors, entry.reason)
        if entry is None or not entry.is_published():
            return None
        if roll is not None and roll.passages.find(ref) is not None:
            return None
        return self._moved(document, ref)

    def _moved(self, document: str, ref: str) -> End | None:
        """Return where an id stands that left its text since the last release, if that is sure."""
        homes = [
            roll
            for roll in self._rolls.every(self._profile)
            if _bears(roll, ref) and not self._ledger.has_published(roll.document, ref)
        ]
        if len(homes) != 1 or not self._has_words_of(homes[0], document):
            return None
        return End(document, (f"{homes[0].document}#{ref}",), "")

    def _has_words_of(self, roll: Roll, document: str) -> bool:
        """Whether a text has an id of another with its words: an id alone may be any text's."""
        for entry in self._ledger.entries.values():
            if entry.document == document and _bears(roll, entry.id):
                number = roll.passages.find(entry.id)
                marks = "" if number is None else str(roll.passages.marks(number))
                if entry.change(marks) is not Change.ALTERED:
                    return True
        return False

    def heirs(self, end: End) -> Iterator[tuple[Roll, int]]:
        """Yield what stands in for an id at last: successors may have successors."""
        waiting = [_placed(name, end.document) for name in end.successors]
        seen: set[tuple[str, str]] = set()
        while waiting:
            key = waiting.pop(0)
            if key in seen:
                continue
            seen.add(key)
            roll = self._rolls.of(key[0], self._profile)
            heir = None if roll is None else roll.passages.find(key[1])
            if roll is not None and heir is not None:
                yield roll, heir
                continue
            after = self.end(*key)
            if after is not None:
                waiting += [_placed(name, after.document) for name in after.successors]


def _bears(roll: Roll, ref: str) -> bool:
    number = roll.passages.find(ref)
    return number is not None and roll.passages[number].id == ref


def _placed(name: str, document: str) -> tuple[str, str]:
    """Return document and reference of what a ledger or a tombstone names."""
    home, _, ref = name.rpartition("#")
    return home or document, ref
