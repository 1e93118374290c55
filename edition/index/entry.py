"""Entry: what the index of a document says of one reference."""

from edition.fingerprint import Fingerprints
from edition.value import Value

__all__ = ["Entry", "Quotation"]


class Quotation(Value):
    """A passage's own words and those around it, by which it is found where its name is gone.

    A long passage gives its first and its last words, a short one has no `tail`.
    """

    prefix: str
    head: str
    tail: str
    suffix: str


class Entry(Value):
    """One reference with what it names.

    `id` is the xml:id of what it names, `aliases` its other references, `n` its own part of the
    reference, `locator` its place in words. `line`, `first` and `last` are the line and the bytes
    that it begins and ends with in the file, 0 where that is made of several.
    """

    tree: str
    ref: str
    id: str
    aliases: tuple[str, ...]
    unit: str
    level: int
    parent: str
    n: str
    locator: str
    line: int
    first: int
    last: int
    start: int
    end: int
    fingerprints: Fingerprints
    quotation: Quotation
