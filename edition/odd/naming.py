"""Naming: the namespaces that an ODD is written in, and what kinds of specification there are."""

from urllib.parse import urlsplit

from edition.document import Element

__all__ = [
    "ANNOTATION",
    "KINDS",
    "RNG",
    "SCH",
    "SPECS",
    "TEI",
    "XML",
    "called",
    "is_on_the_web",
    "kind_of",
    "words",
]

TEI = "{http://www.tei-c.org/ns/1.0}"
RNG = "{http://relaxng.org/ns/structure/1.0}"
SCH = "{http://purl.oclc.org/dsdl/schematron}"
ANNOTATION = "{http://relaxng.org/ns/compatibility/annotations/1.0}"
XML = "{http://www.w3.org/XML/1998/namespace}"

KINDS = {
    f"{TEI}elementSpec": "element",
    f"{TEI}classSpec": "class",
    f"{TEI}macroSpec": "macro",
    f"{TEI}dataSpec": "datatype",
}
SPECS = tuple(KINDS)


def kind_of(spec: Element) -> str:
    """Return what a specification specifies: element, class, macro or datatype; else nothing."""
    return KINDS.get(str(spec.tag), "")


def called(spec: Element) -> str:
    """Return the name of a specification among others: its prefix tells it from one of TEI's."""
    return spec.get("prefix", "") + spec.get("ident", "")


def is_on_the_web(address: str) -> bool:
    """Whether an address is that of no file, or of nothing at all."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return True
    return bool(parts.scheme or parts.netloc)


def words(element: Element, attribute: str) -> tuple[str, ...]:
    """Return the names that an attribute lists."""
    return tuple(element.get(attribute, "").split())
