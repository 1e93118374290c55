"""Found: the passage that holds the words of `cite --find`; where several do, they are listed."""

from pathlib import Path

import click

from edition.cli.option import Account
from edition.diagnostic import Diagnostic, Location, Refused, Severity
from edition.index.search import EXACT, FOLDED, MANY, Hit

__all__ = ["found"]

_RULE = "unknown-quotation"


def found(  # noqa: PLR0913  (the options of cite)
    quoted: str,
    paths: tuple[Path, ...],
    folder: Path | None,
    profile: str,
    account: Account,
    *,
    aside: bool,
) -> tuple[str, ...]:
    """Return the reference of the one passage that holds the words, if it is one.

    Of several none is chosen by us: they are printed, `aside` where the output is for programs.
    """
    from edition.index.search import best

    hits = _hits(quoted, paths, folder, profile, account)
    good = set(best([hit for _, hit in hits])) if hits else set()
    chosen = [(name, hit) for name, hit in hits if hit in good]
    if not chosen:
        account.faults.append(_unknown(quoted))
        return ()
    if len(chosen) > 1:
        lines = [_line(name, hit) for name, hit in chosen[:MANY]]
        click.echo("".join(lines), nl=False, err=aside)
        account.faults.append(_ambiguous(quoted, len(chosen)))
        return ()
    name, hit = chosen[0]
    if hit.manner != EXACT:
        account.faults.append(_difference(quoted, name, hit))
    return (f"{name}#{_escaped(hit.ref)}",)


def _hits(
    quoted: str, paths: tuple[Path, ...], folder: Path | None, profile: str, account: Account
) -> list[tuple[str, Hit]]:
    """Return the hits in the documents that can be read, with the names of these."""
    from edition.citation.note import note
    from edition.document import read
    from edition.document.member import members
    from edition.index import kept
    from edition.index.search import hits
    from edition.selection import select

    found: list[tuple[str, Hit]] = []
    for selected in select(paths, folder):
        try:
            for document in members(read(selected.path)):
                is_member = document.corpus is not None
                name = document.id if is_member else str(selected.path)
                index = kept(document, selected.project, profile, note)
                found += [(name, hit) for hit in hits(quoted, index)]
        except Refused as refusal:
            account.refuse(refusal)
    return found


def _escaped(ref: str) -> str:
    return ref.replace("#", "%23")


def _line(name: str, hit: Hit) -> str:
    words = " ".join(f"{hit.before}[{hit.words}]{hit.after}".split())
    return f"{name}#{_escaped(hit.ref)}  …{words}…\n"


def _unknown(quoted: str) -> Diagnostic:
    return Diagnostic(
        Location(quoted),
        _RULE,
        Severity.ERROR,
        "No passage holds these words, nor words that are nearly these.",
        "Give fewer words, as the text has them, or name other documents.",
    )


def _ambiguous(quoted: str, count: int) -> Diagnostic:
    return Diagnostic(
        Location(quoted),
        _RULE,
        Severity.ERROR,
        f"{count if count <= MANY else f'More than {MANY}'} passages hold these words.",
        "Give more of the words, or cite one of the passages by its reference.",
    )


def _difference(quoted: str, name: str, hit: Hit) -> Diagnostic:
    if hit.manner == FOLDED:
        how = "Only case, punctuation, quotation marks or white space differ"
    else:
        how = _changes(quoted, hit.words)
    return Diagnostic(
        Location(f"{name}#{hit.ref}"),
        "inexact-quotation",
        Severity.WARNING,
        f"{how}: the text has “{' '.join(hit.words.split())}”.",
        "Quote the passage as the text has it.",
    )


def _changes(quoted: str, words: str) -> str:
    """Say in words how a quotation differs from what the text has."""
    from difflib import SequenceMatcher

    mine, theirs = quoted.split(), words.split()
    said = []
    bare = [
        ["".join(filter(str.isalnum, word)).casefold() for word in each] for each in (mine, theirs)
    ]
    matcher = SequenceMatcher(None, bare[0], bare[1], autojunk=False)
    for kind, start, end, first, last in matcher.get_opcodes():
        here, there = " ".join(mine[start:end]), " ".join(theirs[first:last])
        if kind == "replace":
            said.append(f"“{here}” stands for “{there}”")
        elif kind == "delete":
            said.append(f"“{here}” is added")
        elif kind == "insert":
            said.append(f"“{there}” is left out")
    return f"The quotation differs, {'; '.join(said)}"
