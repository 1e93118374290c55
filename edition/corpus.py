"""Corpus: any work over many documents; one that fails hides none of the others."""

import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple
from unicodedata import normalize

from edition.diagnostic import Diagnostic, Location, Refused, Related, Severity
from edition.document import Document, parse, read
from edition.project import OWN, Project, at, find, xml_files
from edition.publication import Choice, publish, request

__all__ = ["Outcome", "Selected", "Work", "building", "each", "exporting", "select", "validating"]


class Outcome(NamedTuple):
    """What the work on one document came to."""

    diagnostics: tuple[Diagnostic, ...] = ()
    unchecked: tuple[str, ...] = ()
    written: tuple[Path, ...] = ()
    addresses: int = 0
    is_document: bool = True
    """Whether this is of a document, not of a project's settings."""
    failed: bool = False
    """Whether something could not be read, parsed or written."""

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
            failed=self.failed or other.failed,
        )


class Selected(NamedTuple):
    """A path to work on, and the project it belongs to."""

    path: Path
    project: Project
    is_register: bool = False


Work = Callable[[Document, Selected], Outcome]


def select(
    paths: tuple[Path, ...], folder: Path | None = None, *, registers: bool = False
) -> Iterator[Selected]:
    """Yield what to work on: files, every *.xml beneath a folder, or a project's texts.

    Without paths the project of the current folder is meant, or ours where there is none. A path
    may be `-`, standard input. Raises Refused for settings that cannot be read.
    """
    given = at(folder) if folder is not None else None
    known: dict[Path, Project] = {}
    if not paths:
        project = given or here()
        yield from (Selected(path, project) for path in project.texts)
        if registers:
            yield from (Selected(path, project, is_register=True) for path in project.registers)
    for path in paths:
        found = given or find(path if str(path) != "-" else Path())
        project = known.setdefault(found.root, found)  # so that registers are read once
        files = _documents_beneath(path, project) if path.is_dir() else (path,)
        yield from (Selected(file, project, file in project.registers) for file in files)


def here() -> Project:
    """Return the project of the current folder; where there is none, the one we come with."""
    project = find(Path())
    if project.is_project:
        return project
    return Project(OWN, settings=type(project.settings)(output=str(Path("build").resolve())))


def _documents_beneath(folder: Path, project: Project) -> tuple[Path, ...]:
    """Return every *.xml beneath a folder but the schemas and sources of its project."""
    apart = tuple(project.root / "xml" / name for name in ("schema", "source"))
    return tuple(
        path for path in xml_files(folder) if not any(path.is_relative_to(name) for name in apart)
    )


def each(selection: Iterable[Selected], work: Work, *, stdin_name: str = "-") -> Iterator[Outcome]:
    """Yield the outcome of the work for every document, in order.

    What is wrong with a project's settings comes before its first document.
    """
    seen: set[Path] = set()
    for selected in selection:
        project = selected.project
        if project.root not in seen and project.diagnostics:
            yield Outcome(project.diagnostics, is_document=False)
        seen.add(project.root)
        try:
            yield work(_read(selected.path, stdin_name), selected)
        except Refused as refusal:
            yield Outcome(refusal.diagnostics, failed=True)


def _read(path: Path, stdin_name: str) -> Document:
    if str(path) == "-":
        return parse(sys.stdin.buffer.read(), stdin_name)
    return read(path)


def validating(named: tuple[str, ...], only: str | None, ignore: tuple[str, ...]) -> Work:
    """Return the work of `edition validate`."""
    from edition.validation import validate

    def work(document: Document, selected: Selected) -> Outcome:
        found = validate(document, selected.project, named=named, only=only, ignore=ignore)
        return Outcome(
            found.diagnostics, found.unchecked, addresses=found.addresses, failed=found.refused
        )

    return work


def _collision(document: Document, taken: dict[str, Location]) -> Diagnostic | None:
    """Return a finding where an earlier document of the run bears the id; else take it."""
    here = document.locate(document.root)
    other = taken.setdefault(normalize("NFC", document.id).casefold(), here)
    if other is here:
        return None
    return Diagnostic(
        here,
        "duplicate-document-id",
        Severity.ERROR,
        f"Two documents are called “{document.id}”; this one is not written.",
        "Give one of the two another xml:id on its root element.",
        related=(Related(other, "the other one"),),
    )


def exporting(choice: Choice) -> Work:
    """Return the work of `edition export`."""
    taken: dict[str, Location] = {}

    def work(document: Document, selected: Selected) -> Outcome:
        if not document.is_tei:
            from edition.validation import not_tei

            return Outcome((not_tei(document),))
        collision = _collision(document, taken)
        if collision is not None:
            return Outcome((collision,))
        files = publish(document, selected.project, request(selected.project, choice))
        return Outcome(written=tuple(files))

    return work


def building(choice: Choice, *, strict: bool) -> Work:
    """Return the work of `edition build`: validate, then export what may be."""
    judge, write = validating((), None, ()), exporting(choice)

    def work(document: Document, selected: Selected) -> Outcome:
        judged = judge(document, selected)
        withheld = strict and (judged.has_errors or judged.failed)
        if withheld or selected.is_register or not document.is_tei:
            return judged
        try:
            return judged.then(write(document, selected))
        except Refused as refusal:
            return judged.then(Outcome(refusal.diagnostics, failed=True))

    return work
