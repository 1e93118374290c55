"""The command `schema`: keep schemas at hand, compare, compile and document them."""

import click

from edition.cli.folder import Folder


@click.group(cls=Folder, package=__name__)
def schema() -> None:
    """Keep schemas at hand, and tell what one allows and another forbids.

    Nothing is fetched from the web but by add.

    \b
    Example:  edition schema add https://example.org/tei_all.rng
              edition schema diff old.rng new.rng
    """
