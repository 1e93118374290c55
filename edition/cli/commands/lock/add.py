"""The command `lock add`: take down what is cited."""

from pathlib import Path

import click

from edition.cli.commands.lock._option import edition_of, lock_option
from edition.cli.console import tell
from edition.cli.option import Command, option, project_option, refusing, status_of


@click.command(cls=Command)
@click.argument("references", nargs=-1, required=True, metavar="REF|ADDRESS...")
@option("--key", default="", metavar="KEY", help="By which the manuscript cites it.")
@option("--renew", is_flag=True, help="Replace what is locked under the same key.")
@lock_option
@project_option
@refusing
def add(
    references: tuple[str, ...], key: str, *, renew: bool, file: Path, folder: Path | None
) -> int:
    """Write passages into the lock, as they are now: version, fingerprints, words.

    A passage is named as for `edition cite`, or by the address that a page gives. The key is that
    of `edition cite --as bibtex`, DOCUMENT:REF. What is there already is left as it is.

    \b
    Example:  edition lock add gorbachev-response#q4 --project ../edition
              edition lock add ../edition/xml/letter.xml#p3..p4 --key letter-end
              edition lock add "https://example.org/letter.html?v=1.0&fp=u2zes2pq.ab44a4oh#p3"
    """
    from edition.lock.adding import add as added

    done = added(references, edition_of(folder), file, key, renew=renew)
    for words, keys in (
        ("locked", done.new), ("renewed", done.renewed), ("there already:", done.unchanged),
    ):  # fmt: skip
        for name in keys:
            click.echo(f"{words} {name}", err=True)
    tell(done.faults)
    return status_of(done.faults)
