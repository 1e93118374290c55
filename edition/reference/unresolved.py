"""Unresolved: why a reference names no passage, or more than one."""

from collections.abc import Iterable

from edition.diagnostic import Diagnostic, Location, Severity

__all__ = ["Unresolved", "advice", "unresolved"]


class Unresolved(Exception):  # noqa: N818  (what happened, as Refused)
    """A reference names no passage, or more than one; the diagnostic says why."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic)
        self.diagnostic = diagnostic


def unresolved(reference: str, message: str, hint: str) -> Unresolved:
    """Return what is raised for a reference: what is wrong with it, what to do."""
    return Unresolved(
        Diagnostic(Location(reference), "unknown-reference", Severity.ERROR, message, hint)
    )


def advice(names: Iterable[str]) -> str:
    """Return the hint that offers the nearest names, if there are any."""
    given = " or ".join(names)
    if given:
        return f"Did you mean {given}?"
    return "Look it up in the text: the xml:id of the element."
