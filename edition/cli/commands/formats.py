"""The command `formats`: what a text can be exported to."""

from pathlib import Path

import click

from edition.cli.console import require_known
from edition.cli.option import CLEAN, Command, option, project_option, refusing


@click.command(cls=Command)
@option(
    "--coverage",
    "name",
    metavar="FORMAT",
    help="List every element of TEI P5 with the stylesheet that renders it.",
)
@project_option
@refusing
def formats(name: str, folder: Path | None) -> int:
    """List the formats that a text can be exported to, with their profiles.

    With --coverage, every element of TEI P5: which stylesheets render it, whether it is left out
    on purpose, or is shown as it comes since no template names it.

    \b
    Example:  edition formats --coverage html
    """
    from edition.project import find
    from edition.stylesheet import format as forms

    project = find(folder or Path())
    known = forms.formats(project.sheet_folders)
    if name:
        require_known("The list of formats", name, tuple(known), "“edition formats” prints it.")
        _print_coverage(name, project.sheet_folders)
        return CLEAN
    for form in known.values():
        files = ", ".join(form.file_name("ID", profile) for profile in form.profiles)
        click.echo(f"{form.name:8}{' '.join(form.profiles):24}{files}")
    return CLEAN


def _print_coverage(name: str, folders: tuple[Path, ...]) -> None:
    from edition.stylesheet import coverage
    from edition.tei import vocabulary

    found = coverage.renderings(folders, f"{name}.xsl")
    tally = {"rendered": 0, "omitted": 0, "unhandled": 0}
    for element in vocabulary.names().values():
        rendering = found.get(element.element)
        kind = "unhandled" if rendering is None else rendering.kind
        tally[kind] += 1
        sheets = () if rendering is None else (*rendering.sheets, *rendering.others)
        where = " ".join(dict.fromkeys(sheets))
        click.echo(f"{element.element:20}{element.module:16}{kind:10} {where}".rstrip())
    click.echo(", ".join(f"{count} {kind}" for kind, count in tally.items()), err=True)
