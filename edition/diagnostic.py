"""Diagnostic, Location, Severity: what every check and every fault is told as."""

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Diagnostic", "Location", "Refused", "Related", "Severity", "nearest"]


class Severity(StrEnum):
    """How much a finding weighs; only errors change the exit status."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Location:
    """A place in a file as its reader gave it; line and column count from 1, in code points."""

    file: str
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        return ":".join(str(part) for part in (self.file, self.line, self.column) if part)


@dataclass(frozen=True, slots=True)
class Related:
    """A second place that a finding is about, with what is to be seen there."""

    location: Location
    message: str


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding: the message says what is wrong, the hint what to do about it."""

    location: Location
    rule: str
    severity: Severity
    message: str
    hint: str | None = None
    url: str | None = None
    related: tuple[Related, ...] = ()


class Refused(Exception):  # noqa: N818  (what happened, not "an error": findings tell the rest)
    """A file could not be read, parsed or written; `diagnostics` say why and where.

    It is raised instead of every lower exception of the operating system and of lxml,
    and pickles, so that it crosses processes.
    """

    def __init__(self, *diagnostics: Diagnostic) -> None:
        super().__init__(*diagnostics)
        self.diagnostics = diagnostics

    def __str__(self) -> str:
        return "; ".join(f"{item.location}: {item.message}" for item in self.diagnostics)


def nearest(word: str, known: "list[str] | tuple[str, ...] | set[str]", most: int = 3) -> list[str]:
    """Return those of `known` that are spelt most like `word`, the nearest first."""
    from difflib import get_close_matches

    return get_close_matches(word, sorted(known), n=most, cutoff=0.5)
