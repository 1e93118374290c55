"""Console: how findings and files are told to people, and how much colour and room there is."""

import os
import sys
from typing import TYPE_CHECKING, TextIO

import click

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from edition.diagnostic import Diagnostic
    from edition.report import Manner

__all__ = ["is_coloured", "manner_of", "require_known", "tell", "tell_written"]


def require_known(
    option: str, name: str | None, names: tuple[str, ...], otherwise: str = ""
) -> None:
    """Refuse a name that is none of those there are, with the nearest of them."""
    from edition.suggestion import instead

    if name is not None and name not in names:
        raise click.UsageError(f"{option} knows no “{name}”; {instead(name, names, otherwise)}")


def is_coloured(stream: TextIO) -> bool:
    """Whether to colour: on a terminal or with FORCE_COLOR, never with NO_COLOR."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR", "0") != "0":
        return True
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def manner_of(stream: TextIO, *, grouped: bool = False, strict: bool = False) -> "Manner":
    """Return how a report is written to a stream: a terminal has colours and a width."""
    from edition.report import Manner

    width = Manner.field_defaults["width"]
    if stream.isatty():
        from shutil import get_terminal_size

        width = max(40, get_terminal_size().columns - 10)  # beside the number of the line
    return Manner(is_coloured(stream), width, grouped, strict, _manual)


def _manual(rule: str) -> str:
    from edition.manual import page

    return page(rule)


def tell(diagnostics: "Iterable[Diagnostic]") -> None:
    """Print findings for people."""
    found = tuple(diagnostics)
    if found:
        from edition.report import Judgement
        from edition.report.text import findings

        manner = manner_of(sys.stderr)
        text = findings(Judgement("", found), manner)
        click.echo(text, nl=False, err=True, color=manner.colour)


def tell_written(files: "Iterable[Path]") -> None:
    """Name files, each when it is written."""
    from edition.project import shown

    for file in files:
        click.echo(f"wrote {shown(file)}", err=True)
