"""Run: what a command that works on many documents says meanwhile, and at its end."""

import os
import sys
from typing import TYPE_CHECKING

import click

from edition.cli.console import tell, tell_written

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from edition.outcome import Outcome
    from edition.progress import Progress
    from edition.report import Judgement, Manner, Tally
    from edition.selection import Selected
    from edition.work import Work

__all__ = [
    "announced",
    "close",
    "expected",
    "progress_line",
    "tallied",
    "watched",
    "work_through",
    "write_differences",
    "write_redirects",
    "write_report",
]


def announced(selection: "Iterable[Selected]") -> "Iterator[Selected]":
    """Say so where no project is here, and the edition that comes along stands in for it."""
    from edition.selection import is_stand_in

    said = False
    for selected in selection:
        if not said and is_stand_in(selected.project):
            said = True
            click.echo("No project is here: this is the edition that comes with edition.", err=True)
        yield selected


def expected(outcomes: "Iterable[Outcome]") -> "Iterator[Outcome]":
    """Pass outcomes on; a run without any was asked for by mistake."""
    outcome = None
    for outcome in outcomes:
        yield outcome
    if outcome is None:
        raise click.UsageError("There are no texts here: name a file or a folder.")


def progress_line() -> "Progress | None":
    """Return the line that tells how far the run is, where somebody sits at a terminal."""
    if not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        return None
    from edition.progress import Progress

    return Progress(sys.stderr)


def watched(selection: "Iterable[Selected]", progress: "Progress | None") -> "Iterable[Selected]":
    """Let the line tell, where there is one, of how many documents it will be."""
    return selection if progress is None else progress.expect(selection)


def work_through(selection: "Iterable[Selected]", work: "Work") -> "list[Outcome]":
    """Work through a selection, saying what is written as it is written."""
    from edition import corpus

    outcomes = []
    for outcome in expected(corpus.each(announced(selection), work)):
        outcomes.append(outcome)
        tell_written(outcome.written)
        if outcome.withheld:
            click.echo(f"withheld the pages of {outcome.withheld}", err=True)
    return outcomes


def write_redirects(folder: "Path | None", output: "Path | None") -> None:
    """Write what leads from a project's texts that are gone to their heirs, if any are gone."""
    from edition.file import is_file
    from edition.project import LEDGER, at
    from edition.selection import here

    project = at(folder) if folder is not None else here()
    if not is_file(project.root / LEDGER):
        return
    from edition.file.writing import write_all
    from edition.identity.redirect import redirects_of

    tell_written(write_all(output or project.output, redirects_of(project)))


def tallied(outcomes: "Iterable[Outcome]") -> "Tally":
    """Count what was found in documents that are all judged."""
    from edition.report import Tally

    tally = Tally()
    for outcome in outcomes:
        tally.add(_judgement(outcome))
    return tally


def _mended(outcomes: "Iterable[Outcome]", progress: "Progress | None") -> "Iterator[Outcome]":
    """Say of each document how much was mended in it."""
    from edition.report import plural

    for outcome in outcomes:
        if outcome.mended:
            if progress is not None:
                progress.erase()
            click.echo(f"mended {outcome.file}: {plural(outcome.mended, 'finding')}", err=True)
        yield outcome


def write_differences(outcomes: "Iterable[Outcome]") -> "Tally":
    """Print what would be mended as a diff; count the findings, and tell what could not be read."""
    from edition.report import Tally, plural

    tally, count = Tally(), 0
    for outcome in outcomes:
        tally.add(_judgement(outcome))
        count += outcome.mended
        click.echo(outcome.difference, nl=False)
        if outcome.failed:
            tell(outcome.diagnostics)
    click.echo(f"{plural(count, 'finding')} would be mended; nothing is written.", err=True)
    return tally


def write_report(
    outcomes: "Iterable[Outcome]", name: str, manner: "Manner", progress: "Progress | None"
) -> "Tally":
    """Print a report while the documents are judged; nothing of a clean one is kept."""
    from edition.report import Tally, render

    tally = Tally()

    def counted() -> "Iterator[Judgement]":
        for outcome in _mended(outcomes, progress):
            judgement = _judgement(outcome)
            tally.add(judgement)
            yield judgement

    judgements = counted() if progress is None else progress.follow(counted())
    for part in render(name)(judgements, manner):
        if progress is not None:
            progress.erase()
        click.echo(part, nl=False, color=manner.colour)
    return tally


def _judgement(outcome: "Outcome") -> "Judgement":
    from edition.report import Judgement

    return Judgement(
        outcome.file,
        outcome.diagnostics,
        outcome.unchecked,
        outcome.addresses,
        outcome.documents,
        outcome.failed,
        outcome.source,
        outcome.known,
    )


def close(tally: "Tally") -> None:
    """Say how many documents were judged, what was found, and what was not checked."""
    from edition.report import plural

    counts = ", ".join(
        plural(count, name) for name, count in tally.severities.items() if count or name != "info"
    )
    documents = plural(tally.documents, "document")
    if tally.known:
        counts += f", {tally.known:,} known from the baseline"
    outdated, _ = tally.rules.get(("outdated-baseline", "info"), (0, 0))
    if outdated:
        counts += f", {plural(outdated, 'entry', 'entries')} of the baseline out of date"
    unchecked = "; ".join(tally.unchecked) or "nothing"
    click.echo(f"{documents}: {counts}. Not checked: {unchecked}.", err=True)
