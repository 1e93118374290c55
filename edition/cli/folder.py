"""Folder: a group of commands that are the files of a folder."""

import os
from importlib import import_module

import click

from edition.cli.option import HELP, Command

__all__ = ["Folder"]


class Folder(click.Group):
    """The commands in a package, each in a module of its name, with the same help option.

    A function whose name Python has taken ends in an underscore.
    """

    command_class = Command

    def __init__(self, *given: object, package: str, **named: object) -> None:
        super().__init__(*given, **named)  # type: ignore[arg-type]  # whatever click gives
        self._package = package

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Return the names of the commands."""
        with os.scandir(import_module(self._package).__path__[0]) as files:
            names = [file.name.removesuffix(".py") for file in files if _is_command(file)]
        return sorted(names)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command; only the one that is asked for is imported."""
        if cmd_name not in self.list_commands(ctx):
            return None
        module = import_module(f"{self._package}.{cmd_name}")
        command: click.Command = getattr(module, cmd_name, None) or getattr(module, f"{cmd_name}_")
        return command

    def get_help_option(self, ctx: click.Context) -> click.Option:  # noqa: ARG002
        """Return the option that prints the help page."""
        return HELP


def _is_command(file: "os.DirEntry[str]") -> bool:
    return not file.name.startswith("_") and (file.name.endswith(".py") or file.is_dir())
