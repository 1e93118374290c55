"""The command `ids check`: whether what was published can still be cited."""

from pathlib import Path

import click

from edition.cli.console import tell
from edition.cli.option import (
    UNREADABLE,
    Command,
    project_of,
    project_option,
    refusing,
    status_of,
)


@click.command(cls=Command)
@click.option(
    "--redirects",
    "target",
    type=Path,
    metavar="FOLDER",
    help="Write pages and server maps there that lead from texts that are gone to their heirs.",
)
@project_option
@refusing
def check(target: Path | None, folder: Path | None) -> int:
    """Fail where a published id is gone without a tombstone, or names something else.

    What is published stands in the ledger, ids.jsonl.

    \b
    Example:  edition ids check
              edition ids check --redirects build
    """
    from edition.diagnostic import Diagnostic
    from edition.file.writing import write_all
    from edition.identity.checking import checked
    from edition.identity.ledger import read_ledger
    from edition.identity.recording import foreseen
    from edition.identity.redirect import redirects
    from edition.identity.sighting import present
    from edition.project import LEDGER, shown
    from edition.report import plural

    project = project_of(folder)
    faults: list[Diagnostic] = []
    ledger = read_ledger(project)
    state = present(project, faults)
    found = tuple(checked(ledger, state, str(shown(project.root / LEDGER)), project))
    tell((*found, *faults))
    if target is not None:
        documents = {trace.document for trace in state.traces}
        told = foreseen(ledger, state.traces, documents)
        files = redirects(told, documents, project.settings.base)
        for file in write_all(target, files):
            click.echo(f"wrote {shown(file)}", err=True)
    published = sum(entry.is_published() for entry in ledger.entries.values())
    version = f", the last version is {ledger.versions[-1]}" if ledger.versions else ""
    click.echo(f"{plural(published, 'published id')}{version}.", err=True)
    return UNREADABLE if faults else status_of(found)
