"""Checked: what came of each citation of a manuscript, and of the words quoted beside it."""

from edition.lock.block import Place
from edition.lock.difference import Difference
from edition.lock.present import Found
from edition.value import Value

__all__ = ["Checked", "Judged", "Report"]


class Judged(Value):
    """A quotation beside a citation: `same`, `typography only`, or what is wrong with it.

    It is `misquoted` where it is like the passage, `elsewhere` where it is not; then `found` is
    where its words do stand, if anywhere in the text. `outdated` is right of the passage as it was.
    """

    place: Place
    words: str
    likeness: str
    differences: tuple[Difference, ...] = ()
    found: str = ""

    @property
    def is_wrong(self) -> bool:
        """Whether it is a misquotation."""
        return self.likeness in {"misquoted", "elsewhere", "outdated"}


class Checked(Value):
    """A citation: where it is, what it cites, what became of that; `verdict` None if unknowable.

    `references` is where it is now, or may be; `differences` are those of the words, old and new.
    """

    file: str
    place: Place
    key: str
    address: str
    reference: str
    version: str
    verdict: Found | None
    step: str = ""
    references: tuple[str, ...] = ()
    reason: str = ""
    differences: tuple[Difference, ...] = ()
    quotations: tuple[Judged, ...] = ()
    note: str = ""
    is_damaged: bool = False


class Report(Value):
    """A manuscript with its citations of the edition, and how many were left alone, and why."""

    file: str
    citations: tuple[Checked, ...]
    unchecked: tuple[str, ...] = ()
