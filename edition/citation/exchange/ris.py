"""RIS, for EndNote, Citavi and library catalogues."""

from edition.citation.cited import Cited

__all__ = ["render"]


def render(cited: Cited) -> str:
    """Return one record: CHAP in an edition, else BOOK; lines end with CR LF as the format wants.

    Source: Research Information Systems, RIS format specification.
    """
    source = cited.source
    label, locator = cited.locator
    rows = [
        ("TY", "CHAP" if source.container else "BOOK"),
        *(("AU", _name(name.surname, name.given)) for name in source.authors),
        *(("ED", _name(name.surname, name.given)) for name in source.editors),
        ("TI", source.title),
        ("T2", source.container),
        ("ET", source.version),
        ("PB", source.publisher),
        ("CY", source.place),
        ("PY", source.issued[:4]),
        ("DA", source.issued.partition("/")[0].replace("-", "/")),
        ("SE", f"{label} {locator}".strip()),
        ("LA", source.language),
        ("UR", cited.url if "://" in cited.url else ""),
    ]
    lines = [f"{tag}  - {' '.join(value.split())}" for tag, value in rows if value]
    return "\r\n".join([*lines, "ER  - ", ""])


def _name(family: str, given: str) -> str:
    return f"{family}, {given}" if given else family
