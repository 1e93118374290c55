"""The command `schema diff`: what one schema allows and another forbids."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from edition.cli.commands.schema._option import format_option, objects
from edition.cli.option import CLEAN, Command, project_of, project_option, refusing

if TYPE_CHECKING:
    from edition.schema.difference import Change

_MANY = 5
_EFFECTS = {"forbids": "forbidden anew", "allows": "allowed anew", "changes": "otherwise"}
_SIGNS = {"forbids": "-", "allows": "+", "changes": "~"}


@click.command(cls=Command)
@click.argument("old")
@click.argument("new")
@format_option
@project_option
@refusing
def diff(old: str, new: str, form: str, folder: Path | None) -> int:
    """Tell what the schema NEW allows and forbids that OLD does not, by element.

    Both are files, names of schemas at hand, or addresses that they stand for.

    \b
    Example:  edition schema diff tei_all.rng tei_all-4.9.rng
    """
    from edition.odd.keeping import grammar_of
    from edition.schema import named
    from edition.schema.difference import differences

    project = project_of(folder)
    changes = differences(*(grammar_of(named(each, project), project) for each in (old, new)))
    click.echo("".join(objects(changes) if form == "json" else _told(changes)), nl=False)
    counts = dict.fromkeys(_EFFECTS, 0)
    for change in changes:
        counts[change.effect] += 1
    told = ", ".join(f"{count:,} {_EFFECTS[effect]}" for effect, count in counts.items())
    click.echo(f"{new} beside {old}: {told}.", err=True)
    return CLEAN


def _told(changes: "list[Change]") -> list[str]:
    """Return what is told of each element; first what is the same in many of them, once."""
    by_message: dict[tuple[str, str], list[str]] = {}
    for change in changes:
        if change.kind != "element":
            by_message.setdefault((change.effect, change.message), []).append(change.element)
    common = {key: names for key, names in by_message.items() if len(names) > _MANY}
    groups: dict[tuple[str, ...], list[str]] = {}
    for (effect, message), names in common.items():
        groups.setdefault(tuple(names), []).append(f"  {_SIGNS[effect]} {message}\n")
    lines = []
    for elements, told in sorted(groups.items(), key=lambda group: -len(group[0])):
        lines += [_heading(elements), *told, "\n"]
    element = ""
    for change in changes:
        if (change.effect, change.message) not in common:
            if change.element != element:
                element = change.element
                lines.append(f"<{element}>\n")
            lines.append(f"  {_SIGNS[change.effect]} {change.message}\n")
    return lines


def _heading(elements: tuple[str, ...]) -> str:
    named = ", ".join(f"<{name}>" for name in elements[:_MANY])
    rest = len(elements) - _MANY
    return f"{len(elements)} elements: {named}" + (f" and {rest} more\n" if rest > 0 else "\n")
