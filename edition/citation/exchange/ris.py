"""RIS, for EndNote, Citavi and library catalogues."""

from edition.citation.cited import Cited
from edition.citation.exchange.bibtex import located
from edition.citation.source import Name, Source

__all__ = ["render"]

_TYPES = {
    "chapter": "CHAP", "book": "BOOK", "webpage": "ELEC", "personal_communication": "PCOMM",
    "classic": "CLSWK", "document": "GEN",
}  # fmt: skip


def render(cited: Cited) -> str:
    """Return one record: CHAP in an edition, else BOOK, or what it is to be cited as.

    Lines end with CR LF, as the format wants. A2 is whom a letter is to, A4 who translated.
    Source: Research Information Systems, RIS format specification.
    """
    source = cited.source
    rows = [
        ("TY", _TYPES[source.type]),
        *(("AU", _name(name.surname, name.given)) for name in source.authors),
        *(("A2", _name(name.surname, name.given)) for name in _recipients(source)),
        *(("ED", _name(name.surname, name.given)) for name in source.editors),
        *(("A4", _name(name.surname, name.given)) for name in source.translators),
        ("TI", source.title),
        ("T2", source.container),
        ("ET", source.version),
        ("PB", source.publisher),
        ("CY", source.place),
        ("PY", source.issued[:4]),
        ("DA", source.issued.partition("/")[0].replace("-", "/")),
        ("SE", located(cited)),
        ("LA", source.language),
        ("OP", source.composed.partition("/")[0].replace("-", "/")),
        ("UR", cited.public_url),
        ("Y2", cited.accessed.replace("-", "/") if cited.public_url else ""),
    ]
    lines = [f"{tag}  - {' '.join(value.split())}" for tag, value in rows if value]
    return "\r\n".join([*lines, "ER  - ", ""])


def _recipients(source: Source) -> tuple[Name, ...]:
    return source.recipients if source.kind == "personal_communication" else ()


def _name(family: str, given: str) -> str:
    return f"{family}, {given}" if given else family
