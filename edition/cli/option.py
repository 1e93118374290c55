"""Option: what commands have in common: help, shared options, faults and exit status."""

import os
import sys
from collections.abc import Callable, Iterable
from functools import wraps
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

import click

if TYPE_CHECKING:
    from edition.diagnostic import Diagnostic, Refused
    from edition.project import Project

__all__ = [
    "CLEAN",
    "ERRORS",
    "HELP",
    "UNREADABLE",
    "Account",
    "Command",
    "option",
    "output_option",
    "paths_argument",
    "project_of",
    "project_option",
    "refusing",
    "status_of",
    "strict_option",
]

P = ParamSpec("P")
D = TypeVar("D", bound=Callable[..., Any])

CLEAN, ERRORS, MISUSE, UNREADABLE = range(4)
INTERRUPTED = 130


def _show_help(context: click.Context, _option: click.Parameter, wanted: bool) -> None:  # noqa: FBT001
    if wanted and not context.resilient_parsing:
        click.echo(context.get_help())
        context.exit()


class Option(click.Option):
    """An option whose help stands as it is written, on one line.

    In any other click looks for indentation, and loads for that what few runs use.
    """

    def __init__(self, *given: Any, help: str = "", **named: Any) -> None:  # noqa: A002, ANN401
        super().__init__(*given, **named)
        self.help = help


def option(*names: str, **given: Any) -> Callable[[D], D]:  # noqa: ANN401  (as click has it)
    """Add an option to a command."""
    return click.option(*names, cls=Option, **given)


HELP = Option(
    ["-h", "--help"],
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_show_help,
    help="Show this message and exit.",
)


class Command(click.Command):
    """A command with our own help option: click's looks for a translation of its words.

    That, and what it loads for it, takes as long at every start as reading the article.
    """

    def get_help_option(self, ctx: click.Context) -> click.Option:  # noqa: ARG002
        """Return the option that prints the help page."""
        return HELP

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read arguments, short options written out: click looks for a likely name for each."""
        long = {param.opts[0]: param.opts[-1] for param in self.params if len(param.opts) > 1}
        end = args.index("--") if "--" in args else len(args)
        return super().parse_args(ctx, [*(long.get(arg, arg) for arg in args[:end]), *args[end:]])


def refusing(command: Callable[P, int]) -> Callable[P, None]:
    """Make a command exit with its result; say what it could not read, write or understand."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        from edition.diagnostic import Misuse, Refused

        for stream in (sys.stdout, sys.stderr):  # what a terminal cannot show is escaped
            if isinstance(stream, TextIOWrapper):
                stream.reconfigure(errors="backslashreplace")
        try:
            status = command(*args, **kwargs)
            sys.stdout.flush()
        except Refused as refusal:
            from edition.cli.console import tell

            tell(refusal.diagnostics)
            status = UNREADABLE
        except Misuse as misuse:
            raise click.UsageError(str(misuse)) from None
        except KeyboardInterrupt:
            status = INTERRUPTED
        except BrokenPipeError:  # a reader such as head has seen enough
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            status = CLEAN
        except OSError as error:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            click.echo(f"error: The output cannot be written: {error.strerror}.", err=True)
            status = UNREADABLE
        sys.exit(status)

    return run


def status_of(findings: "Iterable[Diagnostic]") -> int:
    """Return the exit status of what was found."""
    return ERRORS if any(item.severity == "error" for item in findings) else CLEAN


class Account:
    """What a command has to tell at its end, and with which status it ends."""

    def __init__(self) -> None:
        self.faults: list[Diagnostic] = []
        self._is_whole = True

    def refuse(self, refusal: "Refused") -> None:
        """Take down that something could not be read."""
        self.faults += refusal.diagnostics
        self._is_whole = False

    @property
    def status(self) -> int:
        """What could not be read weighs more than any error."""
        return status_of(self.faults) if self._is_whole else UNREADABLE


def project_of(folder: Path | None, path: Path = Path()) -> "Project":
    """Return the project that is named, else the one around a path."""
    from edition.project import at, find

    return at(folder) if folder is not None else find(path)


def _folder(name: str) -> Path:
    path = Path(name)
    if not path.is_dir():
        raise click.BadParameter(f"There is no folder “{name}”.")
    return path


def _target(name: str) -> Path:
    path = Path(name)
    if path.is_file():
        raise click.BadParameter(f"“{name}” is a file; name a folder.")
    return path


paths_argument = click.argument("paths", nargs=-1, type=Path)
project_option = option(
    "--project",
    "folder",
    type=_folder,
    metavar="FOLDER",
    help="The project's folder; by default the one around the path.",
)
output_option = option(
    "-o",
    "--output",
    type=_target,
    metavar="FOLDER",
    help="The folder to write to; default: build in the project.",
)
strict_option = option(
    "--strict", is_flag=True, help="Count warnings as errors; build withholds faulty pages."
)
