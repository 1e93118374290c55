"""The command `refs`: list what can be cited."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from edition.cli.console import tell
from edition.cli.option import (
    CLEAN,
    ERRORS,
    Account,
    Command,
    option,
    paths_argument,
    project_option,
    refusing,
)

if TYPE_CHECKING:
    from edition.index import Entry

_FORMS = ("text", "json", "csv")
_COLUMNS = (
    "document tree ref id aliases unit level parent n locator line first last fingerprints "
    "quotation"
).split()
_WIDEST = 40
_WORDS = 48


@click.command(cls=Command)
@paths_argument
@option("--tree", default="", metavar="NAME", help="Only the references of this system.")
@option("--as", "form", default="text", type=click.Choice(_FORMS), help="How to list them.")
@option(
    "--profile",
    default="reading",
    type=click.Choice(["reading", "diplomatic"]),
    help="Of which text to give words and fingerprints.",
)
@project_option
@refusing
def refs(paths: tuple[Path, ...], tree: str, form: str, profile: str, folder: Path | None) -> int:
    """List every reference that a text can be cited by, with its place and its first words.

    \b
    Example:  edition refs xml/gorbachev-response.xml --tree ids
              edition refs xml/gorbachev-response.xml --as csv
    """
    from edition.citation.note import note
    from edition.diagnostic import Refused
    from edition.document import read
    from edition.document.member import members
    from edition.index import kept, unkept
    from edition.selection import select
    from edition.validation.foreign import not_tei

    account = Account()
    trees, found_any = set[str](), False
    write = _writer(form)
    for selected in select(paths, folder):
        try:
            for document in members(read(selected.path)):
                if not document.is_tei:
                    account.faults.append(not_tei(document))
                    continue
                index = kept(document, selected.project, profile, note)
                account.faults += unkept(index)
                trees.update(name for name, _, _ in index.trees)
                found_any |= write(document.id, index.entries(tree))
        except Refused as refusal:
            account.refuse(refusal)
    tell(dict.fromkeys(account.faults))
    if tree and not found_any and account.status == CLEAN:
        there = ", ".join(sorted(trees)) or "none"
        click.echo(f"error: There is no tree “{tree}”; there are: {there}.", err=True)
        return ERRORS
    return account.status


def _writer(form: str) -> Callable[[str, "Iterable[Entry]"], bool]:
    """Return what writes the entries of a document, and says whether there were any."""
    if form == "json":
        return _write_json
    if form == "csv":
        import csv
        import sys

        table = csv.DictWriter(sys.stdout, _COLUMNS, lineterminator="\n")
        table.writeheader()  # once, however many documents follow
        return lambda document, entries: _write_rows(table.writerow, document, entries)
    return _write_text


def _write_text(document: str, entries: "Iterable[Entry]") -> bool:
    from edition.report import plural

    every = list(entries)
    for name in dict.fromkeys(entry.tree for entry in every):
        rows = [entry for entry in every if entry.tree == name]
        click.echo(f"{document}, {name}: {plural(len(rows), 'reference')}")
        wide = min(_WIDEST, max(len(entry.ref) for entry in rows))
        for entry in rows:
            place = f"{entry.locator} (counted)" if entry.ref[0] == "~" else entry.locator
            head = _first_words(entry.quotation.head)
            click.echo(f"  {entry.ref:<{wide}}  {place:<24}  {head}".rstrip())
    return bool(every)


def _first_words(text: str) -> str:
    folded = " ".join(text.split())
    cut = folded[: _WORDS + 1].rpartition(" ")[0] or folded[:_WORDS]
    return folded if len(folded) <= _WORDS else f"{cut} …"


def _plain(document: str, entry: "Entry") -> dict[str, object]:
    named: dict[str, object] = {"document": document, **entry.fields()}
    del named["start"], named["end"]
    return named


def _write_json(document: str, entries: "Iterable[Entry]") -> bool:
    import json

    found = False
    for entry in entries:
        made = _plain(document, entry)
        made["fingerprints"] = str(entry.fingerprints)
        made["quotation"] = entry.quotation.fields()
        click.echo(json.dumps(made, ensure_ascii=False))
        found = True
    return found


def _write_rows(
    write: Callable[[dict[str, object]], object], document: str, entries: "Iterable[Entry]"
) -> bool:
    found = False
    for entry in entries:
        made = _plain(document, entry)
        made["aliases"] = " ".join(entry.aliases)
        made.update({"fingerprints": str(entry.fingerprints), "quotation": entry.quotation.head})
        write(made)
        found = True
    return found
