"""The command `ids diff`: what became of each passage between two states."""

from pathlib import Path

import click

from edition.cli.console import tell
from edition.cli.option import (
    CLEAN,
    UNREADABLE,
    Command,
    option,
    project_of,
    project_option,
    refusing,
)


@click.command(cls=Command)
@click.argument("old", metavar="[A]", default="")
@click.argument("new", metavar="[B]", default="")
@option(
    "--as",
    "form",
    default="text",
    type=click.Choice(["text", "json"]),
    help="text is for people, json one object a line for programs.",
)
@project_option
@refusing
def diff(old: str, new: str, form: str, folder: Path | None) -> int:
    """Tell what became of each passage of the state A in the state B.

    Each is the name of a folder, or a revision in git: a tag, a branch, a commit. Without B the
    project as it is now is meant; without A the newest tag, or HEAD where there is none.

    \b
    Example:  edition ids diff v1.0.0
              edition ids diff ../release-1.0 . --as json
    """
    from edition.diagnostic import Diagnostic
    from edition.identity.comparison import compared
    from edition.identity.revision import last_release
    from edition.identity.sighting import present, state_of
    from edition.identity.telling import counted, lines, objects

    project = project_of(folder)
    faults: list[Diagnostic] = []
    name = old or last_release(project.root)
    before = state_of(name, project, faults)
    after = state_of(new, project, faults) if new else present(project, faults)
    fates = compared(before, after)
    for part in objects(fates) if form == "json" else lines(fates):
        click.echo(part, nl=False)
    tell(faults)
    passages = counted(fates) or "no passages in either"
    click.echo(f"{name} beside {new or 'what is here'}: {passages}.", err=True)
    return UNREADABLE if faults else CLEAN
