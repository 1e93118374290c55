"""Outcome: what the work on one document came to."""

from pathlib import Path

from edition.diagnostic import Diagnostic, Severity
from edition.value import Value

__all__ = ["Outcome"]


class Outcome(Value):
    """What the work on one document came to."""

    diagnostics: tuple[Diagnostic, ...] = ()
    unchecked: tuple[str, ...] = ()
    written: tuple[Path, ...] = ()
    addresses: int = 0
    withheld: str = ""
    """The document whose pages were not written because of its errors."""
    documents: int = 1
    """How many documents this is of: a teiCorpus holds several, a project's settings are none."""
    failed: bool = False
    """Whether something could not be read, parsed or written."""
    file: str = ""
    """The document as findings name it."""
    source: bytes | None = None
    """What came from standard input, for reports to quote: no file holds it."""
    known: int = 0
    """How many findings were left out since a baseline knows them."""
    mended: int = 0
    """How many findings were mended, or would be."""
    difference: str = ""
    """What mending would change, as a unified diff."""

    @property
    def has_errors(self) -> bool:
        """Whether an error was found."""
        return any(item.severity is Severity.ERROR for item in self.diagnostics)

    def then(self, other: "Outcome") -> "Outcome":
        """Return this outcome and a later one of the same document as one."""
        return Outcome(
            self.diagnostics + other.diagnostics,
            self.unchecked + other.unchecked,
            self.written + other.written,
            self.addresses + other.addresses,
            self.withheld or other.withheld,
            self.documents,
            failed=self.failed or other.failed,
            known=self.known + other.known,
            mended=self.mended + other.mended,
            difference=self.difference + other.difference,
        )
