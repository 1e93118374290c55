"""Locator: where a passage stands, in the words of a citation."""

from edition.derivation import reference
from edition.document import TEI, Element
from edition.value import Value

__all__ = ["UNITS", "Locator", "counted", "place", "unit"]

UNITS = {
    "ab": "block", "body": "text", "div": "section", "fw": "control", "head": "heading",
    "item": "item", "l": "line", "lg": "stanza", "note": "note",
    "orgName": "name", "p": "paragraph", "persName": "name", "placeName": "name",
    "q": "quotation", "quote": "quotation", "rs": "name", "said": "speech", "seg": "segment",
    "sp": "speech", "TEI": "document",
}  # fmt: skip
"""What people call the elements that are cited."""

_LABELLED = {"p": "paragraph", "ab": "paragraph", "l": "line", "lg": "verse"}


class Locator(Value):
    """Where a passage stands, as a citation says it: CSL's label, and the number or numbers."""

    label: str
    value: str


def place(element: Element) -> Locator:
    """Return the locator of an element: the nearest unit around it that is numbered."""
    for around in (element, *element.iterancestors()):
        local = _local(around)
        if local in _LABELLED:
            return _numbered(around, _LABELLED[local])
        if local in {"div", "body", "text", "standOff", "teiHeader"}:
            break
    return Locator("", "")


def _numbered(element: Element, label: str) -> Locator:
    number = element.get("n")
    if number:
        return Locator(label, number)
    name = reference(element)
    return Locator(label, counted(name)) if name else Locator("", "")


def counted(ref: str) -> str:
    """Say a derived reference in words: `~div.2.p.3` is "3 of section 2 (counted)"."""
    parts = ref.removeprefix("~").split(".")
    pairs = list(zip(parts[::2], parts[1::2], strict=False))
    *outer, (_, number) = pairs
    words = "".join(f" of {UNITS.get(name, name)} {count}" for name, count in reversed(outer))
    return f"{number}{words} (counted)"


def unit(element: Element) -> str:
    """Return what an element is: paragraph, speech, line …; of a segment, what its type says."""
    local = _local(element)
    if local == "seg" and element.get("type"):
        return str(element.get("type"))
    return UNITS.get(local, local)


def _local(element: Element) -> str:
    return str(element.tag)[len(TEI) + 2 :]
