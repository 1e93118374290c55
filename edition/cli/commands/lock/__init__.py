"""The command `lock`: keep what a manuscript cites, and tell what has become of it."""

import click

from edition.cli.folder import Folder


@click.group(cls=Folder, package=__name__)
def lock() -> None:
    """Keep what you cite in cite.lock, and check your manuscript against the edition.

    \b
    Example:  edition lock add gorbachev-response#q4
              edition lock check article.md
    """
