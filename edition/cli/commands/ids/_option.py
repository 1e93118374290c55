"""Options of several commands about ids, and what they stand for."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from edition.project import Project

form_option = click.option(
    "--as",
    "form",
    default="text",
    type=click.Choice(["text", "json"]),
    help="text is for people, json one object a line for programs.",
)


def project_of(folder: Path | None) -> "Project":
    """Return the project that is asked for, else the one around the current folder."""
    from edition.project import at, find

    return at(folder) if folder is not None else find(Path())
