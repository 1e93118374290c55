"""Locator: where a passage stands, in the words of a citation."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from edition.derivation import reference
from edition.document import TEI
from edition.value import Value

if TYPE_CHECKING:
    from edition.tree import Element

__all__ = ["UNITS", "Locator", "between", "counted", "place", "unit"]

UNITS = {
    "ab": "block", "body": "text", "div": "section", "fw": "control", "head": "heading",
    "item": "item", "l": "line", "lg": "stanza", "note": "note",
    "orgName": "name", "p": "paragraph", "persName": "name", "placeName": "name",
    "q": "quotation", "quote": "quotation", "rs": "name", "said": "speech", "seg": "segment",
    "sp": "speech", "TEI": "document",
}  # fmt: skip
"""What people call the elements that are cited."""

_LABELLED = {
    "p": "paragraph", "ab": "paragraph", "l": "line", "lg": "verse", "pb": "page", "cb": "column",
}  # fmt: skip
_DIVISIONS = frozenset("act book canon chapter part scene section volume".split())
"""What CSL calls divisions, as @type does."""


class Locator(Value):
    """Where a passage stands, as a citation says it: CSL's label, and the number or numbers."""

    label: str
    value: str


def place(element: "Element", printed: "Callable[[Element], str]") -> Locator:
    """Return the locator of an element: the nearest unit around it that is numbered.

    `printed` gives the reference that the text's own system has for an element, if it has one; that
    says more than a number, which may begin anew in each division.
    """
    for around in (element, *element.iterancestors()):
        local = _local(around)
        is_division = local.startswith("div")
        if local in _LABELLED or (is_division and around is element):
            ref = _lone(around) or printed(around)
            return Locator(_label(around), ref) if ref else _numbered(around)
        if is_division or local in {"body", "text", "standOff", "teiHeader"}:
            break
    return Locator("", "")


def between(first: Locator, last: Locator) -> Locator:
    """Return the locator of a range: the first and the last number, where both are of a kind."""
    if first == last or first.label != last.label:
        return first
    return Locator(first.label, f"{first.value}–{last.value}")


def _lone(element: "Element") -> str:
    """Return an element's number if nothing around it has one, so that it says all."""
    number = element.get("n", "")
    return "" if any(around.get("n") for around in element.iterancestors()) else number


def _label(element: "Element") -> str:
    kind = next((element.get(name, "") for name in ("subtype", "type") if element.get(name)), "")
    plain = _LABELLED.get(_local(element), "section")
    return kind if plain == "section" and kind in _DIVISIONS else plain


def _numbered(element: "Element") -> Locator:
    label = _LABELLED.get(_local(element), "")
    number = element.get("n") if label else ""
    if number:
        return Locator(label, number)
    name = reference(element) if label else ""
    return Locator(label, counted(name)) if name else Locator("", "")


def counted(ref: str) -> str:
    """Say a derived reference in words: `~div.2.p.3` is "3 of section 2 (counted)"."""
    parts = ref.removeprefix("~").split(".")
    pairs = list(zip(parts[::2], parts[1::2], strict=False))
    *outer, (_, number) = pairs
    words = "".join(f" of {UNITS.get(name, name)} {count}" for name, count in reversed(outer))
    return f"{number}{words} (counted)"


def unit(element: "Element") -> str:
    """Return what an element is: paragraph, speech, line …; of a segment, what its type says."""
    local = _local(element)
    if local == "seg" and element.get("type"):
        return str(element.get("type"))
    return UNITS.get(local, local)


def _local(element: "Element") -> str:
    return str(element.tag)[len(TEI) + 2 :]
