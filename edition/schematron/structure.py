"""Structure: what stands in a schema where nothing would ask it, or is no part of Schematron."""

from lxml import etree

from edition.document import Element
from edition.schematron.source import SCH, Source
from edition.suggestion import nearest

__all__ = ["expect_structure"]

_WITHIN = {
    "rule": {"pattern", "group", "rules", "library"},
    "assert": {"rule"},
    "report": {"rule"},
    "pattern": {"schema", "library"},
    "group": {"schema", "library"},
    "phase": {"schema", "library"},
    "active": {"phase"},
    "ns": {"schema", "library"},
    "diagnostic": {"diagnostics"},
    "property": {"properties"},
}
"""What each of these stands in. Source: ISO/IEC 19757-3:2020, annex A."""

_OTHERS = (
    "schema include extends let param title p diagnostics properties rules library value-of "
    "copy-of name emph dir span"
).split()


def expect_structure(source: Source, schema: Element) -> None:
    """Raise Refused for what is misspelt or misplaced, which would be passed over in silence."""
    for element in schema.iter(f"{SCH}*"):
        name, parent = etree.QName(element).localname, element.getparent()
        if name not in _WITHIN and name not in _OTHERS:
            raise source.fault(element, f"Schematron has no element <{name}>.", _meant(name))
        around = "" if parent is None else etree.QName(parent).localname
        if parent is not None and name in _WITHIN and around not in _WITHIN[name]:
            place = next(iter(sorted(_WITHIN[name] - {"group", "library", "rules"})))
            message = f"A <{name}> stands in <{around}>, where nothing asks it."
            raise source.fault(element, message, f"Put it into a <{place}>.")
        if name == "ns" and not (element.get("prefix") and element.get("uri")):
            message = "An <ns> has no prefix or no address."
            raise source.fault(element, message, 'Write <ns prefix="…" uri="…"/>.')


def _meant(name: str) -> str:
    close = nearest(name, [*_WITHIN, *_OTHERS], most=1)
    return f"Did you mean <{close[0]}>?" if close else "Remove it, or correct its name."
