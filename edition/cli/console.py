"""Console: what a command says while it works, and how its findings are printed."""

import os
import sys
from typing import TYPE_CHECKING, TextIO

import click

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from edition.diagnostic import Diagnostic
    from edition.outcome import Outcome
    from edition.progress import Progress
    from edition.report import Judgement, Manner, Tally
    from edition.selection import Selected
    from edition.work import Work

__all__ = [
    "announced",
    "close",
    "expected",
    "is_coloured",
    "manner_of",
    "mended",
    "progress_line",
    "require_known",
    "tallied",
    "tell",
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


def work_through(selection: "Iterable[Selected]", work: "Work") -> "list[Outcome]":
    """Work through a selection, saying what is written as it is written."""
    from edition import corpus
    from edition.project import shown

    outcomes = []
    for outcome in expected(corpus.each(announced(selection), work)):
        outcomes.append(outcome)
        for file in outcome.written:
            click.echo(f"wrote {shown(file)}", err=True)
        if outcome.withheld:
            click.echo(f"withheld the pages of {outcome.withheld}", err=True)
    return outcomes


def expected(outcomes: "Iterable[Outcome]") -> "Iterator[Outcome]":
    """Pass outcomes on; a run without any was asked for by mistake."""
    outcome = None
    for outcome in outcomes:
        yield outcome
    if outcome is None:
        raise click.UsageError("There are no texts here: name a file or a folder.")


def require_known(
    option: str, name: str | None, names: tuple[str, ...], otherwise: str = ""
) -> None:
    """Refuse a name that is none of those there are, with the nearest of them."""
    from edition.diagnostic import nearest

    if name is not None and name not in names:
        close = nearest(name, names, most=1)
        hint = otherwise or f"there are: {', '.join(names)}."
        hint = f"did you mean {close[0]}?" if close else hint
        raise click.UsageError(f"{option} knows no “{name}”; {hint}")


def progress_line() -> "Progress | None":
    """Return the line that tells how far the run is, where somebody sits at a terminal."""
    if not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        return None
    from edition.progress import Progress

    return Progress(sys.stderr)


def is_coloured(stream: TextIO) -> bool:
    """Whether to colour: on a terminal or with FORCE_COLOR, never with NO_COLOR."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR", "0") != "0":
        return True
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def manner_of(stream: TextIO, *, grouped: bool = False, strict: bool = False) -> "Manner":
    """Return how a report is written to a stream: a terminal has colours and a width."""
    from edition.report import Manner

    width = Manner.field_defaults["width"]
    if stream.isatty():
        from shutil import get_terminal_size

        width = max(40, get_terminal_size().columns - 10)  # beside the number of the line
    return Manner(is_coloured(stream), width, grouped, strict, _manual)


def _manual(rule: str) -> str:
    from edition.manual import page

    return page(rule)


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


def tallied(outcomes: "Iterable[Outcome]") -> "Tally":
    """Count what was found in documents that are all judged."""
    from edition.report import Tally

    tally = Tally()
    for outcome in outcomes:
        tally.add(_judgement(outcome))
    return tally


def mended(outcomes: "Iterable[Outcome]", progress: "Progress | None") -> "Iterator[Outcome]":
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


def write_redirects(folder: "Path | None", output: "Path | None") -> None:
    """Write what leads from a project's texts that are gone to their heirs, if any are gone."""
    from edition.file import is_file
    from edition.project import at, shown
    from edition.selection import here

    project = at(folder) if folder is not None else here()
    if not is_file(project.root / "ids.jsonl"):
        return
    from edition.file.writing import write_all
    from edition.identity.redirect import redirects_of

    for file in write_all(output or project.output, redirects_of(project)):
        click.echo(f"wrote {shown(file)}", err=True)


def write_report(
    outcomes: "Iterable[Outcome]", name: str, manner: "Manner", progress: "Progress | None"
) -> "Tally":
    """Print a report while the documents are judged; nothing of a clean one is kept."""
    from edition.report import Tally, render

    tally = Tally()

    def counted() -> "Iterator[Judgement]":
        for outcome in outcomes:
            judgement = _judgement(outcome)
            tally.add(judgement)
            yield judgement

    judgements = counted() if progress is None else progress.follow(counted())
    for part in render(name)(judgements, manner):
        if progress is not None:
            progress.erase()
        click.echo(part, nl=False, color=manner.colour)
    return tally


def tell(diagnostics: "Iterable[Diagnostic]") -> None:
    """Print findings for people."""
    found = tuple(diagnostics)
    if found:
        from edition.report import Judgement
        from edition.report.text import findings

        manner = manner_of(sys.stderr)
        text = findings(Judgement("", found), manner)
        click.echo(text, nl=False, err=True, color=manner.colour)


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
