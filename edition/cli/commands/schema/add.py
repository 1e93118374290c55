"""The command `schema add`: copy a schema into the project."""

from pathlib import Path

import click

from edition.cli.commands.schema._option import shelf_of, user_option
from edition.cli.console import tell_written
from edition.cli.option import CLEAN, Command, option, project_option, refusing


@click.command(cls=Command)
@click.argument("origin", metavar="FILE|URL")
@option(
    "--for",
    "address",
    default="",
    metavar="ADDRESS",
    help="The address that documents name it by; of a URL that is itself.",
)
@option("--name", default="", metavar="NAME", help="What it is to be called here.")
@user_option
@project_option
@refusing
def add(origin: str, address: str, name: str, *, for_user: bool, folder: Path | None) -> int:
    """Copy a schema, with all that it takes in, into xml/schema of the project.

    The file catalog.xml there remembers the address that it stands for.

    \b
    Example:  edition schema add tei_all.rng --for https://example.org/tei_all.rng
    """
    from edition.schema.adding import gathered
    from edition.schema.fetching import is_web_address
    from edition.schema.shelf import put

    shelf = shelf_of(folder, for_user=for_user)
    files = gathered(origin, name)
    stands_for = address or (origin if is_web_address(origin) else "")
    tell_written(file.absolute() for file in put(shelf, files, stands_for))
    if stands_for:
        click.echo(f"{next(iter(files))} now stands for {stands_for}", err=True)
    return CLEAN
