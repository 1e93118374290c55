"""The command `validate`: judge documents."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from edition.cli.console import announced, close, expected, manner_of, progress_line, write_report
from edition.cli.option import Command, paths_argument, project_option, refusing, strict_option

if TYPE_CHECKING:
    from collections.abc import Iterable

    from edition.corpus import Selected


@click.command(cls=Command)
@paths_argument
@click.option(
    "--schema",
    "schemas",
    multiple=True,
    metavar="FILE|URL|NAME",
    help="Judge by this schema, not by the document's own; see edition schema list.",
)
@click.option(
    "--format",
    "report",
    default="text",
    type=click.Choice(["text", "json", "sarif", "github", "junit"]),
    help="How findings are reported; text is for people.",
)
@click.option(
    "--group",
    "grouped",
    is_flag=True,
    help="With json: equal findings of a document once, with their count and places.",
)
@click.option(
    "--only",
    type=click.Choice(["grammar", "schematron", "rules"]),
    help="Judge by one kind of check only.",
)
@click.option("--ignore", multiple=True, metavar="RULE", help="Leave out this rule's findings.")
@click.option(
    "--rules",
    "sets",
    multiple=True,
    metavar="SET",
    help="Judge by an opt-in set of rules too, such as editorial; all for every set.",
)
@strict_option
@click.option("--stdin-name", default="-", help="How findings name standard input (path -).")
@project_option
@refusing
def validate(  # noqa: PLR0913  (a command's options are its arguments)
    paths: tuple[Path, ...],
    schemas: tuple[str, ...],
    report: str,
    only: str | None,
    ignore: tuple[str, ...],
    sets: tuple[str, ...],
    *,
    grouped: bool,
    strict: bool,
    stdin_name: str,
    folder: Path | None,
) -> int:
    """Judge documents: grammar, Schematron, ids, pointers, dates, the text against its capture.

    Without PATHS, all texts and registers of the project in this folder.

    \b
    Example:  edition validate xml/gorbachev-response.xml --format json
    """
    from edition import corpus

    if grouped and report not in {"text", "json"}:
        raise click.UsageError("--group is for json; text groups anyway, other reports never do.")
    work = corpus.validating(schemas, only, ignore, _each(sets))
    progress = progress_line()
    selection: Iterable[Selected] = announced(corpus.select(paths, folder, registers=True))
    if progress is not None:
        selection = progress.expect(selection)
    outcomes = expected(corpus.each(selection, work, stdin_name=stdin_name))
    manner = manner_of(sys.stdout, grouped=grouped, strict=strict)
    tally = write_report(outcomes, report, manner, progress)
    close(tally)
    corpus.finish()
    return tally.status(strict=strict)


def _each(sets: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names of sets, which may be given one by one or with commas between them."""
    return tuple(name for given in sets for name in given.split(",") if name)
