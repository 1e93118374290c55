"""The command `build`: validate, then write."""

from pathlib import Path

import click

from edition.cli.console import tell
from edition.cli.option import (
    Command,
    output_option,
    paths_argument,
    project_option,
    refusing,
    strict_option,
)
from edition.cli.run import close, tallied, work_through, write_redirects


@click.command(cls=Command)
@paths_argument
@strict_option
@output_option
@project_option
@refusing
def build(
    paths: tuple[Path, ...], *, strict: bool, output: Path | None, folder: Path | None
) -> int:
    """Validate documents, then write their pages and texts.

    \b
    Example:  edition build -o public
    """
    from edition import corpus
    from edition.publication import Choice
    from edition.selection import select
    from edition.work import building

    work = building(Choice(output=output), strict=strict)
    selection = select(paths, folder, output=output, registers=True)
    outcomes = work_through(selection, work)
    if not paths:
        write_redirects(folder, output)
    tell(item for outcome in outcomes for item in outcome.diagnostics)
    tally = tallied(outcomes)
    close(tally)
    corpus.finish()
    return tally.status(strict=strict)
