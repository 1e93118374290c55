"""The command `cite`: cite passages."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from edition.cli.console import require_known, tell
from edition.cli.option import Account, Command, option, project_option, refusing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from edition.citation import Cited
    from edition.diagnostic import Diagnostic
    from edition.identity.resolving.resolution import Resolution
    from edition.passage import Passage
    from edition.project import Project


@click.command(cls=Command)
@click.argument("references", nargs=-1, metavar="REF...")
@option(
    "--find", "quoted", metavar="WORDS", help="Cite what holds these words; REF is then a PATH."
)
@option(
    "--style",
    metavar="NAME",
    help="chicago-notes (default), chicago-author-date, mla, apa, harvard, iso690, din1505, mhra, "
    "or a FILE.csl, for which pandoc is asked.",
)
@option(
    "--as",
    "form",
    metavar="FORMAT",
    help="address, annotation, biblatex, bibtex, csl-json, cts, dts, json, ris, swhid, tei or text,"
    " instead of a card for people.",
)
@option(
    "--type",
    "kind",
    metavar="TYPE",
    help="What to cite a text as, instead of a chapter of its edition or a book: webpage, "
    "personal_communication (a letter, with whom it is to), classic or document.",
)
@option("--accessed", metavar="DAY", help="The day you read it, as 2026-11-22, or today.")
@option(
    "--profile",
    default="reading",
    type=click.Choice(["reading", "diplomatic"]),
    help="Which text to give.",
)
@option("--tree", default="", metavar="NAME", help="The reference tree to look in.")
@project_option
@refusing
def cite(  # noqa: PLR0913  (its options)
    references: tuple[str, ...],
    quoted: str | None,
    style: str | None,
    form: str | None,
    kind: str | None,
    accessed: str | None,
    profile: str,
    tree: str,
    folder: Path | None,
) -> int:
    """Cite passages by their references: ids, numbers, canonical references, URNs, words.

    Of the address of a passage it is verified whether that is still what the address cites.

    \b
    Example:  edition cite gorbachev-response#q4
              edition cite gorbachev-response#p2..p4 --as bibtex
              edition cite "gorbachev-response#:~:text=the%20first%20words,the%20last"
              edition cite --find "a door to a greater world"
              edition cite build/gorbachev-response.txt:120-180
              edition cite "https://example.org/tale.html?v=1.0&fp=2dvgyh6w.zb3ev72m#p-7k3dq"
    """
    from edition import citation
    from edition.project import at
    from edition.selection import here

    if not references and quoted is None:
        raise click.UsageError("Name a passage, as DOCUMENT#ID, or its words with --find.")
    _require_names(style, form, kind)
    day = _day(accessed)
    project = at(folder) if folder is not None else here(to_work_on=False)
    if style is None and form is None:
        citation.expect_stated_style(project)
    account = Account()
    if quoted is not None:
        from edition.cli.found import found

        paths = tuple(map(Path, references))
        references = found(quoted, paths, folder, profile, account, aside=form is not None)
    say = partial(citation.cited, style=style or "", profile=profile, kind=kind or "", accessed=day)
    passages = []
    for cited in _cited(references, project, tree, say, account):
        passages.append(cited)
        if "://" not in cited.url and (form is None or citation.has_address(form)):
            account.faults.append(citation.no_base_address(cited))
    if references:
        click.echo(_written(passages, form), nl=False)
    tell(dict.fromkeys(account.faults))
    return account.status


def _cited(
    references: "Iterable[str]",
    project: "Project",
    tree: str,
    say: "Callable[[Passage], Cited]",
    account: Account,
) -> "Iterator[Cited]":
    """Yield the passages of references, with what became of those that an address cites."""
    from edition.diagnostic import Refused
    from edition.reference import Unresolved

    for name, home, found in _followed(references, project, account.faults):
        try:
            cited = say(_named(name, home, tree, account.faults))
        except Unresolved as unresolved:
            account.faults.append(unresolved.diagnostic)
        except Refused as refusal:
            account.refuse(refusal)
        else:
            if found is not None:
                cited = cited.changed(verdict=str(found.verdict), step=str(found.step))
            yield cited


def _written(passages: "list[Cited]", form: str | None) -> str:
    """Return passages in an exchange format, without one as cards for people."""
    from edition import citation
    from edition.citation import card

    return citation.exchanged(passages, form) if form else "".join(map(card.render, passages))


def _require_names(style: str | None, form: str | None, kind: str | None) -> None:
    """Refuse what is no style, no format, no type."""
    from edition import citation

    if form is not None:
        require_known("--as", form, citation.exchange_formats())
    if style is not None and not style.endswith(".csl"):
        require_known("--style", style, citation.styles())
    require_known("--type", kind, citation.KINDS)


def _followed(
    references: "Iterable[str]", project: "Project", faults: "list[Diagnostic]"
) -> "Iterator[tuple[str, Project, Resolution | None]]":
    """Yield references with their projects: of the addresses of passages, where they lead now."""
    for name in references:
        if ".html" not in name:
            yield name, project, None
            continue
        from edition.identity.resolving.address import read_address
        from edition.identity.resolving.verification import verified

        address = read_address(name)
        if address is None:
            yield name, project, None
            continue
        home = _home(address.base, project)
        checked = verified(address, home)
        faults += checked.findings
        yield from ((name, home, checked.resolution) for name in checked.references)


def _home(base: str, project: "Project") -> "Project":
    """Return the project that has its pages in a folder, else the one at hand."""
    from edition.file import is_folder
    from edition.project import find

    around = find(Path(base)) if base and is_folder(Path(base)) else project
    return around if around.is_project else project


def _day(accessed: str | None) -> str:
    """Return the day as ISO 8601. Raises UsageError for what is none."""
    from edition.tei.date import ImpossibleDate, Span, span, today

    if accessed == "today":
        return Span(today(), today()).isoformat()[0]
    try:
        is_day = not accessed or (len(accessed) == len("2026-11-22") and bool(span(accessed)))
    except ImpossibleDate:
        is_day = False
    if not is_day:
        raise click.UsageError(f"--accessed knows no day “{accessed}”; write it as 2026-11-22.")
    return accessed or ""


def _named(name: str, project: "Project", tree: str, faults: "list[Diagnostic]") -> "Passage":
    """Return the passage of a reference, or of some signs of an exported text. Raises Unresolved.

    What is to be told of it is added.
    """
    from edition import reference
    from edition.index import recall

    if not name.rpartition(":")[2].replace("-", "", 1).isdecimal():
        return reference.resolve(name, project, tree, recall)
    from edition.index.offset import difference, place_of

    place = place_of(name, tree)
    if place is None:
        return reference.resolve(name, project, tree, recall)
    passage = reference.resolve(place.reference, project, place.tree, recall)
    faults += filter(None, [difference(place, passage)])
    return passage
