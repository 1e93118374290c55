"""Record: what an author has cited: the passage, its version, its words and what stood around."""

from edition.fingerprint import Fingerprints, fingerprints
from edition.value import Value

__all__ = ["LONGEST", "Record"]

LONGEST = 4_000
"""Of a longer passage the lock keeps the first and the last words only."""


class Record(Value):
    """A citation in a lock, by its key.

    `words` are those of the passage; of a long one the first, and `ending` the last of them.
    `base` is the address of the edition, if it has one, `date` the day of the citation.
    """

    key: str
    document: str
    ref: str
    version: str
    fingerprints: Fingerprints
    before: str
    words: str
    ending: str
    after: str
    date: str
    base: str = ""

    @property
    def reference(self) -> str:
        """The reference as people write it: DOCUMENT#REF."""
        return f"{self.document}#{self.ref}" if self.ref else self.document

    def is_of_same_passage(self, other: "Record") -> bool:
        """Whether another record says the same but for its key and its day."""
        return self.changed(key="", date="") == other.changed(key="", date="")

    def is_sound(self) -> bool:
        """Whether the words are those that the fingerprints were made of, as far as they tell."""
        if self.ending:
            return True
        return fingerprints(self.words, self.fingerprints.profile) == self.fingerprints
