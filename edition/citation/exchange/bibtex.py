"""BibTeX, for LaTeX."""

from edition.citation.cited import Cited, key
from edition.citation.draft import pinpoint
from edition.citation.locale import locale
from edition.citation.punctuation import cleaned
from edition.citation.source import Name
from edition.regex import compiled

__all__ = ["entry", "escaped", "kept", "listed", "located", "render"]

_ESCAPES = str.maketrans({
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "&": r"\&",
    "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_", "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
})  # fmt: skip
_KINDS = {"webpage": "misc", "document": "misc"}
_HELD = ("book", "incollection")


def render(cited: Cited) -> str:
    """Return one entry in UTF-8: incollection in an edition, else book, or misc for a web page.

    It has no field for whom a letter is to, for translators and for the day of writing or reading.
    Source: BibTeXing (Patashnik, 1988).
    """
    source = cited.source
    fields = {
        "author": listed(source.authors),
        "title": kept(source.title),
        "booktitle": kept(source.container),
        "editor": listed(source.editors),
        "edition": escaped(f"version {source.version}") if source.version else "",
        "publisher": escaped(source.publisher),
        "address": escaped(source.place),
        "year": source.year.replace("–", "--"),
        "url": cited.public_url,
        "note": escaped(located(cited)),
    }
    return entry(_KINDS.get(source.kind) or _HELD[bool(source.container)], cited, fields)


def entry(kind: str, cited: Cited, fields: dict[str, str]) -> str:
    """Return an entry of the fields that have a value."""
    label = compiled(r"[^\w:.-]").sub("", key(cited))
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@{kind}{{{label},", *lines, "}"]) + "\n"


def located(cited: Cited) -> str:
    """Return the place of the passage in English words: lines 12–15."""
    words = locale("en-US")
    return pinpoint(cited.locator, words.name).labelled(words, short=False)


def listed(names: tuple[Name, ...]) -> str:
    """Return names as "Family, Given"; a body stands in braces, so that it is not taken apart."""
    return " and ".join(
        f"{_whole(name.surname)}, {_whole(name.given)}"
        if name.given
        else f"{{{escaped(name.surname)}}}"
        for name in names
    )


def _whole(part: str) -> str:
    """Put braces around a part of a name in which a comma or "and" would part it."""
    is_parted = "," in part or "and" in part.lower().split()
    return f"{{{escaped(part)}}}" if is_parted else escaped(part)


def kept(title: str) -> str:
    """Return a title that keeps its capitals: in a second pair of braces."""
    return f"{{{escaped(title)}}}" if title else ""


def escaped(text: str) -> str:
    """Return a text in which nothing is a command.

    BibTeX counts an escaped brace as one, so those of the text are named.
    """
    return cleaned(text).translate(_ESCAPES)
