"""Namesake: documents of a run that bear one name, of which only the first is published."""

from collections.abc import Iterable
from pathlib import Path
from unicodedata import normalize

from edition.diagnostic import Diagnostic, Location, Refused, Related, Severity
from edition.document import Document, read

__all__ = ["Names"]

_Bearer = tuple[str, Path | None, Location | None]
"""A document that bears a name: as findings call it, where it was read, where it begins."""


class Names:
    """The names that the documents of a run have taken.

    Names that differ only in case or in Unicode's form are one on many file systems.
    """

    def __init__(self) -> None:
        self._taken: dict[str, _Bearer] = {}

    def take(self, document: Document, names: Iterable[str]) -> tuple[Diagnostic, ...]:
        """Return a finding where an earlier document bears one of the names; else take them."""
        folded = [normalize("NFC", name).casefold() for name in names]
        other = next((self._taken[name] for name in folded if name in self._taken), None)
        if other is None:
            begins = None if document.corpus is None else document.locate(document.root)
            self._taken.update(dict.fromkeys(folded, (document.file, document.path, begins)))
            return ()
        return (
            Diagnostic(
                document.locate(document.root),
                "duplicate-document-id",
                Severity.ERROR,
                f"Another document has the name “{document.id}” already; "
                "this one is not published.",
                "Give one of the two another xml:id on its root element.",
                related=(Related(_place(*other), "the other one"),),
            ),
        )


def _place(file: str, path: Path | None, begins: Location | None) -> Location:
    """Return where a document begins; it is read again, since few runs ever ask."""
    if begins is not None:
        return begins
    if path is None:
        return Location(file)
    try:
        document = read(path, file)
    except Refused:
        return Location(file)
    return document.locate(document.root)
