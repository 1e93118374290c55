"""Options of several commands about schemas, and what they stand for."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from edition.cli.option import option, project_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from edition.odd.compilation import Compilation
    from edition.project import Project
    from edition.schema.place import Shelf
    from edition.value import Value

format_option = option(
    "--format",
    "form",
    default="text",
    type=click.Choice(["text", "json"]),
    help="text is for people, json one object a line for programs.",
)
user_option = option(
    "--user",
    "for_user",
    is_flag=True,
    help="In your own folder, for all projects, not in this project.",
)
odd_argument = click.argument("odd", metavar="FILE.odd", type=Path)
source_option = option(
    "--source",
    type=Path,
    metavar="FILE",
    help="TEI's own specifications, p5subset.xml; by default the project's or yours.",
)

ident_option = option(
    "--ident",
    default="",
    metavar="NAME",
    help="Of an ODD with several schemas, the one to take; by default the first.",
)

own_words_option = option(
    "--own-words",
    is_flag=True,
    help="Leave out the prose of TEI: only what the ODD itself says documents the schema.",
)


def shelf_of(folder: Path | None, *, for_user: bool) -> "Shelf":
    """Return the shelf that is meant: the user's, else the project's. Raises Misuse."""
    from edition.diagnostic import Misuse
    from edition.schema.place import Shelf, of_user

    if for_user:
        found = of_user()
        if found is None:
            raise Misuse("There is no folder of your own: EDITION_CACHE is empty.")
        return found
    project = project_of(folder)
    if not project.is_project and folder is None:
        raise Misuse(
            "This folder is no project: it has no xml/. Use --user, or name one with --project."
        )
    return Shelf(project.root / "xml" / "schema", "project")


def compiled_odd(
    odd: Path, source: Path | None, ident: str, project: "Project", *, own_words: bool
) -> "Compilation":
    """Return what an ODD is compiled to, with TEI's specifications that are named or at hand."""
    import gc

    from edition.document import read
    from edition.odd.compilation import compiled
    from edition.schema.place import source_of_tei

    gc.disable()  # a short run, which makes much that it keeps
    return compiled(read(odd), source or source_of_tei(project), ident=ident, prose=not own_words)


def objects(found: "Iterable[Value]") -> list[str]:
    """Return records as lines of JSON."""
    from json import dumps

    return [dumps(each.fields(), ensure_ascii=False, default=str) + "\n" for each in found]
