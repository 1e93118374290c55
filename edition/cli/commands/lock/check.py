"""The command `lock check`: what became of the passages that manuscripts cite."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from edition.cli.commands.lock._option import edition_of, lock_option
from edition.cli.console import manner_of, tell
from edition.cli.option import CLEAN, ERRORS, UNREADABLE, Command, option, project_option, refusing

if TYPE_CHECKING:
    from edition.diagnostic import Diagnostic
    from edition.lock.block import Block
    from edition.lock.checked import Report


@click.command(cls=Command)
@click.argument("paths", nargs=-1, type=Path, metavar="[MANUSCRIPT]...")
@option(
    "--format",
    "form",
    default="text",
    type=click.Choice(["text", "json", "junit"]),
    help="text is for people, json one object a line, junit for build servers.",
)
@lock_option
@project_option
@refusing
def check(paths: tuple[Path, ...], form: str, file: Path, folder: Path | None) -> int:
    """Tell what became of each passage that manuscripts cite, and whether they quote it right.

    Read are Markdown, LaTeX, DOCX, ODT, HTML and BibTeX: every key of the lock, and every address
    of the edition; a bibliography that is named says which addresses its keys stand for. Without
    a manuscript the lock itself is checked.

    \b
    Example:  edition lock check article.md --project ../edition
              edition lock check thesis.tex thesis.bib --format junit
    """
    from edition.lock.checking import Checker
    from edition.lock.manuscript import is_bibliography
    from edition.lock.notation import read_lock
    from edition.lock.present import Edition
    from edition.lock.telling import counted, has_errors

    locked = read_lock(file)
    if not file.exists():
        if not paths:
            raise click.UsageError(f"There is no {file} here: name a manuscript, or a lock.")
        click.echo(f"No {file} is here: only addresses of the edition are looked for.", err=True)
    checker = Checker(Edition(edition_of(folder)), locked)
    faults: list[Diagnostic] = []
    read = _read(paths, faults)
    for path, blocks in read:
        if is_bibliography(path):
            checker.learn(blocks)
    reports = [checker.check(str(path), blocks) for path, blocks in read]
    if not paths:
        reports.append(checker.check_lock(str(file)))
    _print(reports, faults, form)
    tell(dict.fromkeys((*faults, *checker.edition.faults)))
    click.echo(counted(reports, has_failed=bool(faults)), err=True)
    if faults:
        return UNREADABLE
    return ERRORS if any(map(has_errors, reports)) else CLEAN


def _read(paths: tuple[Path, ...], faults: "list[Diagnostic]") -> "list[tuple[Path, list[Block]]]":
    """Return the manuscripts that can be read; why others cannot is added."""
    from edition.diagnostic import Refused
    from edition.lock.manuscript import read_manuscript

    read = []
    for path in paths:
        try:
            read.append((path, read_manuscript(path)))
        except Refused as refusal:
            faults += refusal.diagnostics
    return read


def _print(reports: "list[Report]", faults: "list[Diagnostic]", form: str) -> None:
    import sys

    from edition.lock.telling import findings, objects
    from edition.report import Judgement

    if form == "json":
        click.echo("".join(objects(reports)), nl=False)
        return
    judgements = [Judgement(report.file, tuple(findings(report))) for report in reports]
    manner = manner_of(sys.stdout)
    if form == "text":
        from edition.report.text import findings as told

        for judgement in judgements:
            click.echo(told(judgement, manner), nl=False, color=manner.colour)
        return
    from edition.report.junit import render

    judgements += [Judgement(item.location.file, (item,), failed=True) for item in faults]
    for part in render(judgements, manner.changed(command="lock check")):
        click.echo(part, nl=False)
