"""The command `schema`: keep schemas at hand, compare, compile and document them."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from edition.cli.option import CLEAN, HELP, Command, project_option, refusing

if TYPE_CHECKING:
    from edition.project import Project
    from edition.schema.difference import Change
    from edition.schema.shelf import Held, Shelf

_MANY = 5


class Tasks(click.Group):
    """The group of what can be done with schemas, with the same help option."""

    command_class = Command

    def get_help_option(self, ctx: click.Context) -> click.Option:  # noqa: ARG002
        """Return the option that prints the help page."""
        return HELP


format_option = click.option(
    "--format",
    "form",
    default="text",
    type=click.Choice(["text", "json"]),
    help="text is for people, json one object a line for programs.",
)
user_option = click.option(
    "--user",
    "for_user",
    is_flag=True,
    help="In your own folder, for all projects, not in this project.",
)


@click.group(cls=Tasks)
def schema() -> None:
    """Keep schemas at hand, and tell what one allows and another forbids.

    Nothing is fetched from the web but by add.

    \b
    Example:  edition schema add https://example.org/tei_all.rng
              edition schema diff old.rng new.rng
    """


@schema.command(name="list")
@format_option
@project_option
@refusing
def list_(form: str, folder: Path | None) -> int:
    """List the schemas at hand: whose they are, of which kind, what they stand for.

    \b
    Example:  edition schema list
    """
    from edition.project import shown
    from edition.schema.shelf import held, shelves

    every = (each for shelf in shelves(_project(folder)) for each in held(shelf))
    found = [each.changed(file=shown(each.file)) for each in every]
    click.echo("".join(_objects(found) if form == "json" else _rows(found)), nl=False)
    return CLEAN


@schema.command()
@click.argument("origin", metavar="FILE|URL")
@click.option(
    "--for",
    "address",
    default="",
    metavar="ADDRESS",
    help="The address that documents name it by; of a URL that is itself.",
)
@click.option("--name", default="", metavar="NAME", help="What it is to be called here.")
@user_option
@project_option
@refusing
def add(origin: str, address: str, name: str, *, for_user: bool, folder: Path | None) -> int:
    """Copy a schema, with all that it takes in, into xml/schema of the project.

    The file catalog.xml there remembers the address that it stands for.

    \b
    Example:  edition schema add tei_all.rng --for https://example.org/tei_all.rng
    """
    from edition.project import shown
    from edition.schema.adding import gathered
    from edition.schema.fetching import is_web_address
    from edition.schema.shelf import put

    shelf = _shelf(folder, for_user=for_user)
    files = gathered(origin, name)
    stands_for = address or (origin if is_web_address(origin) else "")
    for file in put(shelf, files, stands_for):
        click.echo(f"wrote {shown(file.absolute())}", err=True)
    if stands_for:
        click.echo(f"{next(iter(files))} now stands for {stands_for}", err=True)
    return CLEAN


@schema.command()
@click.argument("name")
@user_option
@project_option
@refusing
def remove(name: str, *, for_user: bool, folder: Path | None) -> int:
    """Remove a schema that was added, with what it alone takes in.

    \b
    Example:  edition schema remove tei_all
    """
    from edition.project import shown
    from edition.schema.shelf import remove as removed

    for file in removed(_shelf(folder, for_user=for_user), name):
        click.echo(f"removed {shown(file.absolute())}", err=True)
    return CLEAN


@schema.command()
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

    project = _project(folder)
    changes = differences(*(grammar_of(named(each, project), project) for each in (old, new)))
    click.echo("".join(_objects(changes) if form == "json" else _told(changes)), nl=False)
    counts = dict.fromkeys(_EFFECTS, 0)
    for change in changes:
        counts[change.effect] += 1
    told = ", ".join(f"{count:,} {_EFFECTS[effect]}" for effect, count in counts.items())
    click.echo(f"{new} beside {old}: {told}.", err=True)
    return CLEAN


_EFFECTS = {"forbids": "forbidden anew", "allows": "allowed anew", "changes": "otherwise"}
_SIGNS = {"forbids": "-", "allows": "+", "changes": "~"}


odd_argument = click.argument("odd", metavar="FILE.odd", type=Path)
source_option = click.option(
    "--source",
    type=Path,
    metavar="FILE",
    help="TEI's own specifications, p5subset.xml; by default the project's or yours.",
)


@schema.command(name="compile")
@odd_argument
@source_option
@click.option(
    "-o",
    "--output",
    type=Path,
    metavar="FILE.rng",
    help="The file to write; beside it FILE.sch and FILE.compiled.odd. Default: standard output.",
)
@click.option(
    "--own-words",
    is_flag=True,
    help="Leave out the prose of TEI: only what the ODD itself says documents the schema.",
)
@project_option
@refusing
def compile_(
    odd: Path, source: Path | None, output: Path | None, *, own_words: bool, folder: Path | None
) -> int:
    """Compile an ODD to RELAX NG, Schematron and an ODD that is written out in full.

    \b
    Example:  edition schema compile letters.odd -o xml/schema/letters.rng
    """
    import gc

    from edition.cli.console import tell
    from edition.document import read
    from edition.odd.compilation import compiled
    from edition.project import at, find, shown
    from edition.schema.shelf import source_of_tei
    from edition.writing import write

    gc.disable()  # a short run, which makes much that it keeps
    project = at(folder) if folder is not None else find(odd)
    found = compiled(read(odd), source or source_of_tei(project), prose=not own_words)
    tell(found.diagnostics)
    if output is None:
        click.echo(found.grammar(), nl=False)
        return CLEAN
    made = {".rng": found.grammar(), ".sch": found.schematron(), ".compiled.odd": found.odd()}
    for ending, content in made.items():
        if not content:
            continue
        target = output if ending == ".rng" else output.with_suffix(ending)
        click.echo(f"wrote {shown(write(target.absolute(), content))}", err=True)
    return CLEAN


@schema.command()
@odd_argument
@source_option
@click.option(
    "-o",
    "--output",
    type=Path,
    metavar="FOLDER",
    help="The folder to write to; default: schema in the project's output, build/schema.",
)
@click.option(
    "--language",
    default="",
    metavar="TAG",
    help="Of the descriptions: en, de, fr, it, es, ja, ko, zh-TW; default: that of the ODD.",
)
@project_option
@refusing
def document(
    odd: Path, source: Path | None, output: Path | None, language: str, folder: Path | None
) -> int:
    """Write pages about a schema: its guide, and each element, attribute, class and datatype.

    Messages of validate lead to the pages in the project's output.

    \b
    Example:  edition schema document letters.odd -o public/schema
    """
    import gc

    from edition.cli.console import tell
    from edition.document import read
    from edition.odd.compilation import compiled
    from edition.odd.pages import documented
    from edition.odd.pages.folder import replace
    from edition.project import at, find, shown
    from edition.schema.shelf import source_of_tei

    gc.disable()  # a short run, which makes much that it keeps
    project = at(folder) if folder is not None else find(odd)
    found = compiled(read(odd), source or source_of_tei(project))
    files = documented(found, project, language)
    tell(found.diagnostics)
    target = (output or project.documentation).absolute()
    for page in replace(target, files):
        click.echo(f"removed {shown(page)}, of which the schema has nothing any more", err=True)
    click.echo(f"wrote {len(files):,} files to {shown(target)}", err=True)
    return CLEAN


def _project(folder: Path | None) -> "Project":
    from edition.project import at, find

    return at(folder) if folder is not None else find(Path())


def _shelf(folder: Path | None, *, for_user: bool) -> "Shelf":
    from edition.diagnostic import Misuse
    from edition.schema.shelf import Shelf, of_user

    if for_user:
        found = of_user()
        if found is None:
            raise Misuse("There is no folder of your own: EDITION_CACHE is empty.")
        return found
    project = _project(folder)
    if not project.is_project and folder is None:
        raise Misuse(
            "This folder is no project: it has no xml/. Use --user, or name one with --project."
        )
    return Shelf(project.root / "xml" / "schema", "project")


def _objects(found: "list[Held] | list[Change]") -> list[str]:
    from json import dumps

    return [dumps(each.fields(), ensure_ascii=False, default=str) + "\n" for each in found]


def _rows(found: "list[Held]") -> list[str]:
    """Return a line for each schema, with the addresses that it stands for below."""
    wide = [max([len(str(each[n])) for each in found] + [4]) for n in (0, 2, 3)]
    lines = []
    for each in found:
        version = f"  TEI {each.version}" if each.version else ""
        name, kind, whose = (str(each[n]).ljust(w) for n, w in zip((0, 2, 3), wide, strict=True))
        lines.append(f"{name}  {kind}  {whose}{version}".rstrip() + "\n")
        lines += [f"    {address}\n" for address in each.addresses]
    return lines


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
