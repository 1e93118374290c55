"""Diagnostic, Location, Severity: what every check and every fault is told as."""

from collections.abc import Collection
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
    "nearest",
    "refusal",
]


_MANY = 2000


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


def nearest(
    word: str, known: Collection[str], most: int = 3, *, likeness: float = 0.75
) -> list[str]:
    """Return those of `known` that are spelt most like `word`, the nearest first.

    `likeness` is from 0 to 1. Of thousands of names only those are looked at that one slip makes
    of the word: anything more would take seconds.
    """
    from difflib import get_close_matches

    few = known
    if len(known) > _MANY:
        start, end, lengths = word[:2], word[-2:], range(len(word) - 1, len(word) + 2)
        few = [
            name
            for name in known
            if (name[:2] == start or name[-2:] == end)  # one slip leaves one of them as it is
            and len(name) in lengths
            and _one_slip(word, name)
        ]
    return get_close_matches(word, sorted(few), n=most, cutoff=likeness)


def _one_slip(word: str, other: str) -> bool:
    """Whether two words differ in one place only, by a sign or two that changed places."""
    if abs(len(word) - len(other)) > 1:
        return False
    shorter = min(len(word), len(other))
    start = next((n for n in range(shorter) if word[n] != other[n]), shorter)
    if word[start + 1 :] == other[start + 1 :] or word[start + 2 :] == other[start + 2 :]:
        return True
    return word[start + 1 :] == other[start:] or word[start:] == other[start + 1 :]
