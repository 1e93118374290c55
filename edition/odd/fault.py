"""Fault: what is wrong with an ODD, gathered with its places, so that all is told at once."""

from collections.abc import Collection

from edition.diagnostic import Diagnostic, Refused, Related, Severity
from edition.document import Document, Element
from edition.suggestion import nearest

__all__ = ["Faults", "meant"]


class Faults:
    """The findings about an ODD; errors among them forbid that anything is written."""

    def __init__(self) -> None:
        self.found: list[Diagnostic] = []

    def add(  # noqa: PLR0913  (what a finding is made of)
        self,
        document: Document,
        element: Element,
        rule: str,
        message: str,
        hint: str,
        severity: Severity = Severity.ERROR,
        related: tuple[Related, ...] = (),
    ) -> None:
        """Add a finding at an element; the same one again is left out."""
        at = document.locate(element)
        finding = Diagnostic(at, rule, severity, message, hint, None, related)
        if finding not in self.found:
            self.found.append(finding)

    def settle(self) -> None:
        """Raise Refused with all findings where one of them is an error."""
        if any(finding.severity is Severity.ERROR for finding in self.found):
            raise Refused(*self.found)


def meant(name: str, known: Collection[str], otherwise: str) -> str:
    """Return the hint for a name that is not known: the nearest one, or what else to do."""
    close = nearest(name, known, most=1)
    return f"Did you mean “{close[0]}”?" if close else otherwise
