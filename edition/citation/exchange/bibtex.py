"""BibTeX, for LaTeX."""

import re

from edition.citation.cited import Cited, Name
from edition.citation.exchange.csl_json import key

__all__ = ["render"]

_ESCAPES = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "&": r"\&",
    "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_", "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}  # fmt: skip


def render(cited: Cited) -> str:
    """Return one entry in UTF-8: incollection in an edition, else book.

    Capitals are kept by a second pair of braces; BibTeX counts an escaped brace as one, so those
    of the text are named. Source: BibTeXing (Patashnik, 1988).
    """
    source = cited.source
    unit, locator = cited.locator
    fields = {
        "author": _names(source.authors),
        "title": _kept(source.title),
        "booktitle": _kept(source.container),
        "editor": _names(source.editors),
        "edition": _escaped(f"version {source.version}") if source.version else "",
        "publisher": _escaped(source.publisher),
        "address": _escaped(source.place),
        "year": source.year,
        "url": cited.url if "://" in cited.url else "",
        "note": _escaped(f"{unit} {locator}".strip()),
    }
    kind = "incollection" if source.container else "book"
    label = re.sub(r"[^\w:.-]", "", key(cited))
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@{kind}{{{label},", *lines, "}"]) + "\n"


def _names(names: tuple[Name, ...]) -> str:
    return " and ".join(
        f"{_escaped(name.family)}, {_escaped(name.given)}"
        if name.given
        else f"{{{_escaped(name.family)}}}"
        for name in names
    )


def _kept(title: str) -> str:
    return f"{{{_escaped(title)}}}" if title else ""


def _escaped(text: str) -> str:
    return "".join(_ESCAPES.get(sign, sign) for sign in text)
