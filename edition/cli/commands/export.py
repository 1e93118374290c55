"""The command `export`: write pages and texts."""

from pathlib import Path

import click

from edition.cli.console import tell
from edition.cli.option import (
    Command,
    option,
    output_option,
    paths_argument,
    project_option,
    refusing,
)
from edition.cli.run import tallied, work_through, write_redirects


@click.command(cls=Command)
@paths_argument
@option("--to", "formats", multiple=True, metavar="FORMAT", help="html, text; default: all.")
@option(
    "--profile",
    "profiles",
    multiple=True,
    metavar="NAME",
    help="reading, diplomatic; of text also spoken, search; default: the first two.",
)
@option(
    "--param",
    "parameters",
    multiple=True,
    metavar="NAME=VALUE",
    help="A parameter of the stylesheet.",
)
@option(
    "--offsets",
    is_flag=True,
    help="Beside each text, without notes, tell where each passage stands in it (JSON Lines).",
)
@output_option
@project_option
@refusing
def export(  # noqa: PLR0913
    paths: tuple[Path, ...],
    *,
    formats: tuple[str, ...],
    profiles: tuple[str, ...],
    parameters: tuple[str, ...],
    offsets: bool,
    output: Path | None,
    folder: Path | None,
) -> int:
    """Write pages and texts of documents, valid or not.

    \b
    Example:  edition export xml/gorbachev-response.xml --to html -o public
              edition export --to text --offsets
    """
    from edition.publication import Choice
    from edition.selection import select
    from edition.work import exporting

    choice = Choice(formats, profiles, _pairs(parameters), output, offsets)
    outcomes = work_through(select(paths, folder, output=output), exporting(choice))
    if not paths and (not formats or "html" in formats):
        write_redirects(folder, output)
    tell(item for outcome in outcomes for item in outcome.diagnostics)
    return tallied(outcomes).status()


def _pairs(parameters: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    pairs = tuple(tuple(parameter.partition("=")[::2]) for parameter in parameters)
    if any("=" not in parameter for parameter in parameters):
        raise click.UsageError("A parameter is written NAME=VALUE.")
    return pairs  # type: ignore[return-value]  # [::2] of a partition is two strings
