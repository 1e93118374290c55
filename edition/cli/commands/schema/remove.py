"""The command `schema remove`: take a schema away again."""

from pathlib import Path

import click

from edition.cli.commands.schema._option import shelf_of, user_option
from edition.cli.option import CLEAN, Command, project_option, refusing


@click.command(cls=Command)
@click.argument("name")
@user_option
@project_option
@refusing
def remove(name: str, *, for_user: bool, folder: Path | None) -> int:
    """Remove a schema that was added, with what it alone takes in.

    \b
    Example:  edition schema remove tei_all
    """
    from edition.project import shown
    from edition.schema.shelf import remove as removed

    for file in removed(shelf_of(folder, for_user=for_user), name):
        click.echo(f"removed {shown(file.absolute())}", err=True)
    return CLEAN
