"""The command `cite`: cite passages."""

from pathlib import Path

import click

from edition.cli.console import require_known, tell
from edition.cli.option import CLEAN, ERRORS, UNREADABLE, Command, project_option, refusing


@click.command(cls=Command)
@click.argument("references", nargs=-1, metavar="REF...")
@click.option(
    "--find", "quoted", metavar="WORDS", help="Cite what holds these words; REF is then a PATH."
)
@click.option("--style", metavar="NAME", help="The citation style; default: chicago-notes.")
@click.option(
    "--as",
    "form",
    metavar="FORMAT",
    help="text, json, bibtex, ris, csl-json or tei, instead of a card for people.",
)
@click.option(
    "--profile",
    default="reading",
    type=click.Choice(["reading", "diplomatic"]),
    help="Which text to give.",
)
@click.option("--tree", default="", metavar="NAME", help="The reference tree to look in.")
@project_option
@refusing
def cite(  # noqa: PLR0913  (its options)
    references: tuple[str, ...],
    quoted: str | None,
    style: str | None,
    form: str | None,
    profile: str,
    tree: str,
    folder: Path | None,
) -> int:
    """Cite passages by their references: ids, numbers, canonical references, URNs, words.

    \b
    Example:  edition cite gorbachev-response#q4
              edition cite gorbachev-response#p2..p4 --as bibtex
              edition cite "gorbachev-response#:~:text=the%20first%20words,the%20last"
              edition cite --find "a door to a greater world"
              edition cite build/gorbachev-response.txt:120-180
    """
    from edition import citation, reference
    from edition.citation import card
    from edition.diagnostic import Diagnostic, Refused
    from edition.index.offset import difference, place_of
    from edition.project import at
    from edition.selection import here

    if not references and quoted is None:
        raise click.UsageError("Name a passage, as DOCUMENT#ID, or its words with --find.")
    require_known("--as", form, citation.exchange_formats())
    require_known("--style", style, citation.styles())
    project = at(folder) if folder is not None else here(to_work_on=False)
    faults: list[Diagnostic] = []
    passages, unreadable = [], False
    if quoted is not None:
        from edition.cli.found import Several, named

        try:
            references, faults = named(quoted, tuple(map(Path, references)), folder)
        except Several as several:
            click.echo("".join(several.lines), nl=False)
            tell([several.diagnostic])
            return ERRORS
    for name in references:
        try:
            place = place_of(name, tree)
            if place is None:
                passage = reference.resolve(name, project, tree)
            else:
                passage = reference.resolve(place.reference, project, place.tree)
                faults += filter(None, [difference(place, passage)])
            cited = citation.cited(passage, style or "", profile)
        except reference.Unresolved as unresolved:
            faults.append(unresolved.diagnostic)
            continue
        except Refused as refusal:
            faults += refusal.diagnostics
            unreadable = True
            continue
        passages.append(cited)
        if "://" not in cited.url:
            faults.append(citation.no_base_address(cited))
    cards = map(card.render, passages)
    click.echo(citation.exchanged(passages, form) if form else "".join(cards), nl=False)
    tell(dict.fromkeys(faults))
    if unreadable:
        return UNREADABLE
    return ERRORS if any(item.severity == "error" for item in faults) else CLEAN
