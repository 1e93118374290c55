"""The command: a command = read options, one library call, one report."""

import click

from edition import __version__
from edition.cli.folder import Folder
from edition.cli.option import option

__all__ = ["main"]


def _show_version(context: click.Context, _option: click.Parameter, wanted: bool) -> None:  # noqa: FBT001
    if wanted and not context.resilient_parsing:
        click.echo(f"edition, version {__version__}")
        context.exit()


@click.group(cls=Folder, package="edition.cli.commands")
@option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_show_version,
    help="Show the version and exit.",
)
def main() -> None:
    """Validate, export and cite digital editions in TEI/XML.

    \b
    edition validate                    judge the texts of this project
    edition explain dangling-pointer    what a finding means, and what to do about it
    edition schema list                 the schemas at hand; add, remove and diff others
    edition build                       validate, then write pages and texts into build/
    edition cite gorbachev-response#q4  cite a passage by its id; --find by its words
    edition refs                        list every reference that a text can be cited by
    edition formats                     what a text can be exported to; --coverage of elements
    edition ids write                   give ids to passages; check and diff watch over them
    edition lock check article.md       what has become of the passages that an article cites
    """
