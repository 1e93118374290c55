"""Diagnostic, Location, Severity: what every check and every fault is told as."""

from enum import StrEnum

from edition.value import Value

__all__ = [
    "Diagnostic",
    "Edit",
    "Fault",
    "Fix",
    "Location",
    "Misuse",
    "Refused",
    "Related",
    "Severity",
    "refusal",
]


class Severity(StrEnum):
    """How much a finding weighs; only errors change the exit status."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Location(Value):
    """A place in a file as its reader gave it; line and column count from 1, in code points."""

    file: str
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        return ":".join(str(part) for part in (self.file, self.line, self.column) if part)


class Related(Value):
    """A second place that a finding is about, with what is to be seen there."""

    location: Location
    message: str


class Edit(Value):
    """A piece of one line that is replaced: columns count as those of a Location, `end` behind it.

    `first` and `last` are the bytes of the file that it begins at and ends before.
    """

    line: int
    column: int
    end: int
    text: str
    first: int
    last: int


class Fix(Value):
    """What certainly mends a finding, told by names: `old` becomes `new`.

    Kinds: `element` (both tags), `attribute` (its name), `value` (of the attribute `name`) and
    `namespace` (of the root). `edits` is empty until somebody looks the places up in the file.
    """

    kind: str
    old: str
    new: str
    name: str = ""
    edits: tuple[Edit, ...] = ()


class Diagnostic(Value):
    """One finding: the message says what is wrong, the hint what to do about it."""

    location: Location
    rule: str
    severity: Severity
    message: str
    hint: str | None = None
    url: str | None = None
    related: tuple[Related, ...] = ()
    fix: Fix | None = None
    attribute: str = ""
    """The attribute that it is about, if it is about one: all in a tag share its place."""


class Fault(Value):
    """Why a file is refused: a rule's name, a place (line, column from 1) and two sentences."""

    rule: str
    line: int | None
    column: int | None
    message: str
    hint: str
    related: tuple[tuple[int, int, str], ...] = ()


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


def refusal(at: Location, rule: str, message: str, hint: str) -> Refused:
    """Return what is raised for a file with one error."""
    return Refused(Diagnostic(at, rule, Severity.ERROR, message, hint))


class Misuse(ValueError):  # noqa: N818  (what happened, as Refused)
    """What was asked for is not to be had: a format, a name, a project; the text says what is."""
