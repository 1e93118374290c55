"""The command `ids check`: whether what was published can still be cited."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from edition.cli.console import tell, tell_written
from edition.cli.option import (
    UNREADABLE,
    Command,
    option,
    project_of,
    project_option,
    refusing,
    status_of,
)

if TYPE_CHECKING:
    from edition.identity.ledger import Ledger
    from edition.identity.trace import State
    from edition.project import Project


@click.command(cls=Command)
@option(
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
        tell_written(write_all(target, _redirects(ledger, state, project)))
    published = sum(entry.is_published() for entry in ledger.entries.values())
    version = f", the last version is {ledger.versions[-1]}" if ledger.versions else ""
    click.echo(f"{plural(published, 'published id')}{version}.", err=True)
    return UNREADABLE if faults else status_of(found)


def _redirects(ledger: "Ledger", state: "State", project: "Project") -> dict[str, bytes]:
    """Return what leads from texts that are gone to their heirs, as texts are now."""
    from edition.identity.recording import foreseen
    from edition.identity.redirect import redirects

    documents = {trace.document for trace in state.traces}
    told = foreseen(ledger, state.traces, documents)
    return redirects(told, documents, project.settings.base)
