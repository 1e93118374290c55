"""The command `schema list`: which schemas are at hand."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from edition.cli.commands.schema._option import format_option, objects
from edition.cli.option import CLEAN, Command, project_of, project_option, refusing

if TYPE_CHECKING:
    from edition.schema.shelf import Held


@click.command("list", cls=Command)
@format_option
@project_option
@refusing
def list_(form: str, folder: Path | None) -> int:
    """List the schemas at hand: whose they are, of which kind, what they stand for.

    \b
    Example:  edition schema list
    """
    from edition.project import shown
    from edition.schema.place import shelves
    from edition.schema.shelf import held

    every = (each for shelf in shelves(project_of(folder)) for each in held(shelf))
    found = [each.changed(file=shown(each.file)) for each in every]
    click.echo("".join(objects(found) if form == "json" else _rows(found)), nl=False)
    return CLEAN


def _rows(found: "list[Held]") -> list[str]:
    """Return a line for each schema, with the addresses that it stands for below."""
    wide = [max([len(str(each[n])) for each in found] + [4]) for n in (0, 2, 3)]
    lines = []
    for each in found:
        version = f"  TEI {each.version}" if each.version else ""
        name, kind, whose = (str(each[n]).ljust(w) for n, w in zip((0, 2, 3), wide, strict=True))
        lines.append(f"{name}  {kind}  {whose}{version}".rstrip() + "\n")
        lines += [f"    {address}\n" for address in each.addresses]
    return lines
