"""Options of several commands about locks, and what they stand for."""

from pathlib import Path

import click

from edition.cli.option import option
from edition.project import Project

lock_option = option(
    "--lock",
    "file",
    type=Path,
    default=Path("cite.lock"),
    metavar="FILE",
    help="The lock; by default cite.lock in the current folder.",
)


def edition_of(folder: Path | None) -> Project:
    """Return the edition: the folder that is named, the one around here, else the one we bring."""
    from edition.project import at
    from edition.selection import here, is_stand_in

    if folder is not None:
        return at(folder)
    project = here(to_work_on=False)
    if is_stand_in(project):
        click.echo(
            "No edition is here: this is the one that comes with edition. Name another's folder "
            "with --project.",
            err=True,
        )
    return project
