"""The command `ids`: write ids, keep the promise that they last, tell what became of passages."""

import click

from edition.cli.folder import Folder


@click.group(cls=Folder, package=__name__)
def ids() -> None:
    """Keep citations alive: write ids, watch over them, compare two states of an edition.

    \b
    Example:  edition ids write --dry-run
              edition ids diff v1.0.0
              edition ids check
    """
