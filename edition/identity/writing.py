"""Writing: ids into the files of a project, and what is known of them into its ledger."""

from collections.abc import Container, Iterable, Iterator
from os import W_OK, access
from pathlib import Path

from edition.diagnostic import Diagnostic, Location, Misuse, Refused, Severity
from edition.document import Document, read
from edition.file.writing import refusal, write
from edition.identity.checking import checked
from edition.identity.insertion import inserted
from edition.identity.ledger import Ledger, read_ledger, written
from edition.identity.recording import known, released
from edition.identity.revision import last_touched
from edition.identity.sighting import present, state_of
from edition.identity.trace import State
from edition.project import LEDGER, Project, shown
from edition.selection import select
from edition.value import Value

__all__ = ["Draft", "drafts", "record", "release", "save"]

_HINT = "Check the permissions of the file and its folder; nothing was changed in it."


class Draft(Value):
    """A document, and its file with ids: what they are."""

    document: Document
    data: bytes
    names: tuple[str, ...]


def drafts(
    project: Project, paths: tuple[Path, ...], kinds: Container[str], faults: list[Diagnostic]
) -> Iterator[Draft]:
    """Yield each document that lacks ids, with these; what cannot have any is told in `faults`.

    Raises Refused where the ledger is of no use: an id might be given twice.
    """
    taken = read_ledger(project).names() | _taken(project)
    for selected in select(paths, project.root):
        try:
            document = read(selected.path, within=project.root)
            if document.is_tei:
                made = inserted(document, kinds, taken)
                if made.names:
                    _require_writable(selected.path)
                    yield Draft(document, made.data, made.names)
        except Refused as refused:
            faults += refused.diagnostics


def _taken(project: Project) -> set[str]:
    """Return every id of the project's texts and registers, those that name no passage too."""
    found: set[str] = set()
    for path in (*project.texts, *project.registers):
        document = project.document(path)
        if document is not None:
            found.update(document.ids)
    return found


def _require_writable(path: Path) -> None:
    if not access(path, W_OK):
        raise refusal(path, "The file cannot be written: it is read-only.", _HINT)


def save(draft: Draft) -> Path:
    """Write the file of a draft. Raises Refused where it has changed since it was read."""
    path = draft.document.path
    assert path is not None
    if path.read_bytes() != draft.document.source:
        raise refusal(path, "The file was changed meanwhile; no ids were written.", "Try again.")
    return write(path, draft.data, _HINT)


def record(project: Project, faults: list[Diagnostic]) -> Iterator[Path]:
    """Enter all ids into the ledger; nothing is written where that brings nothing new."""
    ledger = read_ledger(project)
    yield from _saved(project, ledger, known(ledger, present(project, faults)))


def _saved(project: Project, before: Ledger, after: Ledger) -> Iterator[Path]:
    if after != before:
        yield shown(write(project.root / LEDGER, written(after), _HINT))


def release(project: Project, since: str) -> tuple[Path | None, str, tuple[Diagnostic, ...]]:
    """Take down the present version as published; no file where something speaks against it.

    Returns the ledger's file, the version, and what `ids check` finds. Raises Misuse for a header
    without version, Refused for what cannot be read.
    """
    faults: list[Diagnostic] = []
    ledger = read_ledger(project)
    state = present(project, faults)
    if faults:
        raise Refused(*faults)
    if not state.version:
        raise Misuse(
            'No header says which version this is: write <edition n="1.0.0"> into editionStmt.'
        )
    found = tuple(checked(ledger, state, LEDGER, project))
    if any(item.severity is Severity.ERROR for item in found):
        return None, state.version, found
    after = released(ledger, state, _before(project, since, ledger))
    if state.version in ledger.versions:
        return None, state.version, (*found, *_again(ledger, after, state.version))
    path = next(_saved(project, ledger, after), None)
    return path, state.version, found


def _before(project: Project, since: str, ledger: Ledger) -> State | None:
    """Return the state of the release before, as far as somebody kept it."""
    name = since or (last_touched(project.root, LEDGER) if ledger.versions else "")
    return state_of(name, project, []) if name else None


def _again(before: Ledger, after: Ledger, version: str) -> Iterable[Diagnostic]:
    if after.entries == before.entries:
        return ()
    return (
        Diagnostic(
            Location(LEDGER),
            "published-version",
            Severity.ERROR,
            f"Version {version} is published already, and the texts have changed since.",
            "Raise editionStmt/edition/@n, then take down the new version.",
        ),
    )
