"""Unresolved: why a reference names no passage, or more than one."""

from collections.abc import Iterable
from typing import Self

from edition.diagnostic import Diagnostic, Location, Severity

__all__ = ["Unresolved", "advice", "unresolved"]


class Unresolved(Exception):  # noqa: N818  (what happened, as Refused)
    """A reference names no passage, or more than one; the diagnostic says why.

    `is_known` says that what it is made of is known: it is ambiguous, or a range reversed.
    """

    def __init__(self, diagnostic: Diagnostic, *, is_known: bool = False) -> None:
        super().__init__(diagnostic)
        self.diagnostic = diagnostic
        self.is_known = is_known

    def of(self, reference: str) -> Self:
        """Return the same of a reference as it was given, the document's name before it."""
        told = self.diagnostic.changed(location=Location(reference))
        return type(self)(told, is_known=self.is_known)


def unresolved(reference: str, message: str, hint: str, *, is_known: bool = False) -> Unresolved:
    """Return what is raised for a reference: what is wrong with it, what to do."""
    told = Diagnostic(Location(reference), "unknown-reference", Severity.ERROR, message, hint)
    return Unresolved(told, is_known=is_known)


def advice(names: Iterable[str]) -> str:
    """Return the hint that offers the nearest names, if there are any."""
    given = " or ".join(names)
    if given:
        return f"Did you mean {given}?"
    return "Look it up in the text: the xml:id of the element."
