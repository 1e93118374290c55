"""Corpus: any work over many documents; one that fails hides none of the others."""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from edition.diagnostic import Diagnostic, Refused
from edition.document import Document, parse
from edition.outcome import Outcome

if TYPE_CHECKING:
    from edition.selection import Selected
    from edition.validation.baseline import Baselines
    from edition.validation.silence import Ignored
    from edition.work import Work

__all__ = ["afterwards", "each", "finish"]


def each(
    selection: "Iterable[Selected]", work: "Work", *, stdin_name: str = "-"
) -> Iterator[Outcome]:
    """Yield the outcome of the work for every document, in order.

    What is wrong with a project's settings comes before its first document; what is wrong with a
    file that several take in, or with their schema, is told of the first of them only.
    """
    seen: set[Path] = set()
    told: set[Diagnostic] = set()
    for selected in selection:
        project = selected.project
        if project.root not in seen and project.diagnostics:
            settings = project.diagnostics[0].location.file
            yield Outcome(project.diagnostics, documents=0, file=settings)
        seen.add(project.root)
        piped = sys.stdin.buffer.read() if str(selected.path) == "-" else None
        name = str(selected.path) if piped is None else stdin_name
        try:
            if piped is None:
                document = Document(name, selected.path, within=project.root)
            else:
                document = parse(piped, stdin_name)
            outcome = work(document, selected)
        except Refused as refusal:
            outcome = Outcome(refusal.diagnostics, failed=True)
        elsewhere = {item for item in outcome.diagnostics if item.location.file != name}
        if not told.isdisjoint(elsewhere):
            left = tuple(item for item in outcome.diagnostics if item not in told)
            outcome = outcome.changed(diagnostics=left)
        told |= elsewhere
        yield outcome.changed(file=name, source=piped)


def afterwards(baselines: "Baselines", ignored: "Ignored") -> Iterator[Outcome]:
    """Yield what is known of a run's settings only when all its documents are judged."""
    remarks: dict[str, list[Diagnostic]] = {}
    for item in (*ignored.unknown(), *baselines.outdated()):
        remarks.setdefault(item.location.file, []).append(item)
    for file, found in remarks.items():
        yield Outcome(tuple(found), documents=0, file=file)


def finish() -> None:
    """Keep what the documents of a run taught about their schemas, for the next run."""
    from edition import relaxng

    relaxng.keep()
