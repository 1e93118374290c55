"""The command: a command = read options, one library call, one report."""

from importlib import import_module
from pathlib import Path

import click

from edition import __version__
from edition.cli.option import HELP, Command

__all__ = ["main"]

_COMMANDS = Path(__file__).parent / "commands"


def _show_version(context: click.Context, _option: click.Parameter, wanted: bool) -> None:  # noqa: FBT001
    if wanted and not context.resilient_parsing:
        click.echo(f"edition, version {__version__}")
        context.exit()


class Commands(click.Group):
    """The group of commands, with the same help option."""

    command_class = Command

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Return the names of the commands, which are the files of their folder."""
        return sorted(file.stem for file in _COMMANDS.glob("[!_]*.py"))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command; only the one that is asked for is imported."""
        if cmd_name not in self.list_commands(ctx):
            return None
        command: click.Command = getattr(
            import_module(f"edition.cli.commands.{cmd_name}"), cmd_name
        )
        return command

    def get_help_option(self, ctx: click.Context) -> click.Option:  # noqa: ARG002
        """Return the option that prints the help page."""
        return HELP


@click.group(cls=Commands)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_show_version,
    help="Show the version and exit.",
)
def main() -> None:
    """Validate, export and cite digital editions in TEI/XML.

    \b
    edition validate                    judge the texts of this project
    edition explain dangling-pointer    what a finding means, and what to do about it
    edition schema list                 the schemas at hand; add, remove and diff others
    edition build                       validate, then write pages and texts into build/
    edition cite gorbachev-response#q4  cite a passage by its id; --find by its words
    edition refs                        list every reference that a text can be cited by
    """
