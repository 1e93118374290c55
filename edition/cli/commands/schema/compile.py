"""The command `schema compile`: make a grammar and rules of an ODD."""

from pathlib import Path

import click

from edition.cli.commands.schema._option import ident_option, odd_argument, source_option
from edition.cli.option import CLEAN, Command, project_option, refusing


@click.command("compile", cls=Command)
@odd_argument
@source_option
@ident_option
@click.option(
    "-o",
    "--output",
    type=Path,
    metavar="FILE.rng",
    help="The file to write; beside it FILE.sch and FILE.compiled.odd. Default: standard output.",
)
@click.option(
    "--own-words",
    is_flag=True,
    help="Leave out the prose of TEI: only what the ODD itself says documents the schema.",
)
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
    import gc

    from edition.cli.console import tell
    from edition.document import read
    from edition.odd.compilation import compiled
    from edition.project import at, find, shown
    from edition.schema.place import source_of_tei
    from edition.writing import write

    gc.disable()  # a short run, which makes much that it keeps
    project = at(folder) if folder is not None else find(odd)
    found = compiled(read(odd), source or source_of_tei(project), ident=ident, prose=not own_words)
    tell(found.diagnostics)
    if output is None:
        click.echo(found.grammar(), nl=False)
        return CLEAN
    made = {".rng": found.grammar(), ".sch": found.schematron(), ".compiled.odd": found.odd()}
    for ending, content in made.items():
        if not content:
            continue
        target = output if ending == ".rng" else output.with_suffix(ending)
        click.echo(f"wrote {shown(write(target.absolute(), content))}", err=True)
    return CLEAN
