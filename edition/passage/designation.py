"""Designation: what elements are called, on a page and by the text's own systems of references."""

from functools import cached_property
from typing import TYPE_CHECKING

from edition.document import TEI, XML_ID, Document
from edition.reference.tree import systems
from edition.tei.derivation import reference

if TYPE_CHECKING:
    from edition.document.tree import Element

__all__ = ["OURS", "Designations", "anchor", "is_own", "name"]

_PARTS = frozenset(f"{{{TEI}}}{part}" for part in ("text", "sourceDoc", "standOff"))
_HEADER, _DECLARATION = f"{{{TEI}}}teiHeader", f"{{{TEI}}}refsDecl"
OURS = frozenset(("ids", "derived"))


def name(element: "Element") -> str:
    """Return an element's id, else its derived reference; empty where it has neither."""
    return element.get(XML_ID) or reference(element)


def anchor(element: "Element") -> str:
    """Return the reference by which a page shows an element of a text or standOff, if it does."""
    is_shown = any(each.tag in _PARTS for each in (element, *element.iterancestors()))
    return name(element) if is_shown and str(element.tag).startswith(f"{{{TEI}}}") else ""


def is_own(found_by: str, id_: str | None) -> bool:
    """Whether what something was found by is a reference of the text's own, for people to read."""
    if found_by in {"", id_} or found_by[0] == "~":
        return False
    from edition.reference.search import is_written_out  # what a page offers ends above

    return not is_written_out(found_by)


class Designations:
    """The references of a document's elements by the systems of its header, else by its numbers."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._repeated: dict[str, bool] = {}
        self._systems = systems(document)
        self._known: dict[Element, str] = {}

    def called(self, element: "Element") -> str:
        """Return what people call an element that a page shows; where there is a name, not ~."""
        shown = anchor(element)
        return (shown.startswith("~") and self._named(element)) or shown

    def printed(self, element: "Element", found_by: str = "") -> str:
        """Return the reference that a system of the header has for an element, if one has.

        Where numbers begin anew in each part, theirs is such a system.

        What it was found by may be that, and is then taken without a look at the others.
        """
        if is_own(found_by, element.get(XML_ID)):
            return found_by
        is_asked = self.is_declared or self.begins_anew(str(element.tag))
        return self._named(element) if is_asked else ""

    def begins_anew(self, tag: str) -> bool:
        """Whether several elements of a kind have one number, which then needs what is around."""
        if tag not in self._repeated:
            numbers = [each.get("n") for each in self._document.root.iter(tag) if each.get("n")]
            self._repeated[tag] = len(set(numbers)) < len(numbers)
        return self._repeated[tag]

    @cached_property
    def restarting(self) -> set[str]:
        """The tags of all kinds of which several elements have one number: see `begins_anew`."""
        known: set[tuple[object, str]] = set()
        found: set[object] = set()
        for element in self._document.elements:
            tag = element.tag
            n = None if tag in found else element.get("n")
            if n and (tag, n) in known:
                found.add(tag)
            elif n:
                known.add((tag, n))
        return set(map(str, found))

    @cached_property
    def is_declared(self) -> bool:
        """Whether a header declares a system of references; most do not, and pay for none."""
        headers = (*self._document.root.iterchildren(_HEADER), *self._document.headers)
        return any(next(header.iter(_DECLARATION), None) is not None for header in headers)

    def _named(self, element: "Element") -> str:
        """Return the reference of an element by the first system that has one for it alone."""
        while element not in self._known:
            tree = next(self._systems, None)
            if tree is None:
                return ""
            for unit in tree.units():
                if unit.end is None and unit.ref not in tree.shared:
                    self._known.setdefault(unit.element, unit.ref)
        return self._known[element]
