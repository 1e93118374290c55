"""The command `ids write`: give ids, and take down what is published."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from edition.cli.console import tell
from edition.cli.option import (
    CLEAN,
    UNREADABLE,
    Command,
    option,
    paths_argument,
    project_of,
    project_option,
    refusing,
    status_of,
)

if TYPE_CHECKING:
    from edition.diagnostic import Diagnostic
    from edition.identity.writing import Draft
    from edition.project import Project


@click.command(cls=Command)
@paths_argument
@option(
    "--element",
    "kinds",
    multiple=True,
    metavar="NAME",
    help="Only to elements of this name, such as p; all for whatever can be cited.",
)
@option("--dry-run", is_flag=True, help="Write nothing; show what would change as a diff.")
@option("--release", is_flag=True, help="Take down the version of the header as published.")
@option(
    "--since",
    default="",
    metavar="STATE",
    help="With --release: the folder or revision of the release before.",
)
@project_option
@refusing
def write(  # noqa: PLR0913  (a command's options are its arguments)
    paths: tuple[Path, ...],
    kinds: tuple[str, ...],
    *,
    dry_run: bool,
    release: bool,
    since: str,
    folder: Path | None,
) -> int:
    """Give ids to passages without one, and enter all ids into the ledger, ids.jsonl.

    An id is never taken away or changed. With --release no ids are given: what is here is
    published, and from then on `ids check` watches over it.

    \b
    Example:  edition ids write --dry-run
              edition ids write xml/tale.xml --element p --element l
              edition ids write --release
    """
    from edition.diagnostic import Misuse
    from edition.selection import is_stand_in

    project = project_of(folder or (paths[0] if paths else None))
    if is_stand_in(project) or not project.is_project:
        raise Misuse("No project is here, with xml/ in it: ids are kept for projects only.")
    if release:
        if paths or kinds or dry_run:
            raise Misuse("--release takes down what is here: give no paths, no --element.")
        return _release(project, since)
    return _write(project, paths, kinds, dry_run=dry_run)


def _write(
    project: "Project", paths: tuple[Path, ...], kinds: tuple[str, ...], *, dry_run: bool
) -> int:
    from edition.file.difference import difference
    from edition.identity.insertion import DEFAULT
    from edition.identity.writing import drafts, record, save
    from edition.report import plural

    faults: list[Diagnostic] = []
    made: list[Draft] = list(drafts(project, paths, kinds or DEFAULT, faults))
    for draft in made:
        if dry_run:
            click.echo(difference(draft.document.file, draft.document.source, draft.data), nl=False)
        else:
            save(draft)
            click.echo(
                f"wrote {plural(len(draft.names), 'id')} into {draft.document.file}", err=True
            )
    if dry_run:
        count = sum(len(draft.names) for draft in made)
        click.echo(f"{plural(count, 'id')} would be written; nothing is.", err=True)
    else:
        for file in record(project, faults):
            click.echo(f"wrote {file}", err=True)
    tell(faults)
    return UNREADABLE if faults else CLEAN


def _release(project: "Project", since: str) -> int:
    from edition.identity.writing import release

    file, version, found = release(project, since)
    tell(found)
    if file is None:
        return status_of(found)
    click.echo(f"wrote {file}: version {version} is published", err=True)
    return CLEAN
