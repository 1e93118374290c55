"""Fault: what is told of a file that is refused, and of a DTD that is not loaded."""

from collections.abc import Callable

from edition.diagnostic import Diagnostic, Fault, Location, Refused, Related, Severity

__all__ = ["external_dtd", "refused"]


def refused(fault: Fault, place: Callable[[int | None, int | None], Location]) -> Refused:
    """Return what is raised for a fault; `place` tells where a line and column of it are."""
    return Refused(
        Diagnostic(
            place(fault.line, fault.column),
            fault.rule,
            Severity.ERROR,
            fault.message,
            fault.hint,
            related=tuple(
                Related(place(line, column), words) for line, column, words in fault.related
            ),
        )
    )


def external_dtd(file: str, dtd: str) -> Diagnostic:
    """Return the finding of a document type that lies elsewhere."""
    return Diagnostic(
        Location(file, 1, 1),
        "external-dtd",
        Severity.WARNING,
        f"The document names an external DTD, “{dtd}”, which is not loaded.",
        "Remove the DOCTYPE; TEI P5 is validated by a schema.",
    )
