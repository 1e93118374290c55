"""Trace: a passage as one state of an edition has it, with what it is known again by."""

import re
from functools import lru_cache
from unicodedata import is_normalized, normalize

from edition.fingerprint import Fingerprints, fingerprints
from edition.identity.tombstone import Tombstone
from edition.value import Value

__all__ = ["State", "Trace", "letters"]


class Trace(Value):
    """A passage of one state: its names, its words, and where it stands.

    `around` is the number of the passage that it stands in, -1 for none; `is_inline` whether it
    is a part of a line or paragraph; `aliases` are its other references; `file` and `line` are
    where it begins. What `is_apart`, such as a note, has words that are no part of the text around
    it; what `is_span` reaches from a milestone to the next. `start` and `end` are its place in the
    text of its document, and `known` are its fingerprints, where an index has them.
    """

    document: str
    ref: str
    id: str
    unit: str
    text: str
    around: int = -1
    is_inline: bool = False
    aliases: tuple[str, ...] = ()
    file: str = ""
    line: int = 0
    is_apart: bool = False
    is_span: bool = False
    start: int = 0
    end: int = 0
    known: Fingerprints | None = None

    @property
    def reference(self) -> str:
        """The reference by which people cite it: DOCUMENT#REF."""
        return f"{self.document}#{self.ref}"

    def marks(self) -> Fingerprints:
        """Return its fingerprints."""
        return self.known or fingerprints(self.text)


class State(Value):
    """The passages of an edition at one time, each before those in it; `name` says which time."""

    name: str
    version: str
    traces: tuple[Trace, ...]
    tombstones: tuple[Tombstone, ...] = ()


def letters(text: str) -> str:
    """Return what the letters' fingerprint is made of: letters and numbers, case-folded."""
    composed = text if is_normalized("NFC", text) else normalize("NFC", text)
    return _others().sub("", composed).casefold()


@lru_cache(maxsize=1)
def _others() -> re.Pattern[str]:
    return re.compile(r"[\W_]+")
