"""The command `schema document`: write pages about a schema."""

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


@click.command(cls=Command)
@odd_argument
@source_option
@ident_option
@option(
    "-o",
    "--output",
    type=Path,
    metavar="FOLDER",
    help="The folder to write to; default: schema in the project's output, build/schema.",
)
@option(
    "--language",
    default="",
    metavar="TAG",
    help="Of the descriptions: en, de, fr, it, es, ja, ko, zh-TW; default: that of the ODD.",
)
@own_words_option
@project_option
@refusing
def document(  # noqa: PLR0913  (its options)
    odd: Path,
    source: Path | None,
    ident: str,
    output: Path | None,
    language: str,
    *,
    own_words: bool,
    folder: Path | None,
) -> int:
    """Write pages about a schema: its guide, and each element, attribute, class and datatype.

    Messages of validate lead to the pages in the project's output.

    \b
    Example:  edition schema document letters.odd -o public/schema
    """
    from edition.cli.console import tell
    from edition.odd.pages import documented
    from edition.odd.pages.folder import replace
    from edition.project import shown

    project = project_of(folder, odd)
    found = compiled_odd(odd, source, ident, project, own_words=own_words)
    files = documented(found, project, language)
    tell(found.diagnostics)
    target = (output or project.documentation).absolute()
    for page in replace(target, files):
        click.echo(f"removed {shown(page)}, of which the schema has nothing any more", err=True)
    click.echo(f"wrote {len(files):,} files to {shown(target)}", err=True)
    return CLEAN
