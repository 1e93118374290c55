"""The command `schema compile`: make a grammar and rules of an ODD."""

from pathlib import Path

import click

from edition.cli.commands.schema._option import (
    compiled_odd,
    ident_option,
    odd_argument,
    own_words_option,
    source_option,
)
from edition.cli.option import CLEAN, Command, option, project_of, project_option, refusing


@click.command("compile", cls=Command)
@odd_argument
@source_option
@ident_option
@option(
    "-o",
    "--output",
    type=Path,
    metavar="FILE.rng",
    help="The file to write; beside it FILE.sch and FILE.compiled.odd. Default: standard output.",
)
@own_words_option
@project_option
@refusing
def compile_(  # noqa: PLR0913  (its options)
    odd: Path,
    source: Path | None,
    ident: str,
    output: Path | None,
    *,
    own_words: bool,
    folder: Path | None,
) -> int:
    """Compile an ODD to RELAX NG, Schematron and an ODD that is written out in full.

    \b
    Example:  edition schema compile letters.odd -o xml/schema/letters.rng
    """
    from edition.cli.console import tell, tell_written
    from edition.odd.output import left_over, targets, write_compiled
    from edition.project import shown

    if output is not None:
        targets(output)
    project = project_of(folder, odd)
    found = compiled_odd(odd, source, ident, project, own_words=own_words)
    tell(found.diagnostics)
    if output is None:
        click.echo(found.grammar(), nl=False)
        return CLEAN
    target = output.absolute()
    written = write_compiled(found, target)
    tell_written(written)
    rules = left_over(written, target)
    if rules is not None:
        click.echo(f"{shown(rules)} is of an earlier time: this ODD has no rules", err=True)
    return CLEAN
