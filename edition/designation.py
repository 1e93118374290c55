"""Designation: what elements are called, on a page and by the text's own systems of references."""

from functools import cached_property

from edition.derivation import reference
from edition.document import TEI, XML_ID, Document, Element
from edition.reference.search import is_written_out
from edition.reference.tree import trees

__all__ = ["Designations", "anchor", "name"]

_PARTS = frozenset(f"{{{TEI}}}{part}" for part in ("text", "standOff"))
_HEADER, _DECLARATION = f"{{{TEI}}}teiHeader", f"{{{TEI}}}refsDecl"
_OURS = frozenset(("ids", "derived"))


def name(element: Element) -> str:
    """Return an element's id, else its derived reference; empty where it has neither."""
    return element.get(XML_ID) or reference(element)


def anchor(element: Element) -> str:
    """Return the reference by which a page shows an element of text or standOff, if it does."""
    is_shown = any(each.tag in _PARTS for each in (element, *element.iterancestors()))
    return name(element) if is_shown and str(element.tag).startswith(f"{{{TEI}}}") else ""


class Designations:
    """The references of a document's elements by the systems of its header, else by its numbers."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._repeated: dict[str, bool] = {}

    def called(self, element: Element) -> str:
        """Return what people call an element that a page shows; where there is a name, not ~."""
        shown = anchor(element)
        return (shown.startswith("~") and self._known.get(element)) or shown

    def printed(self, element: Element, found_by: str = "") -> str:
        """Return the reference that a system of the header has for an element, if one has.

        Where numbers begin anew in each part, theirs is such a system.

        What it was found by may be that, and is then taken without a look at the others.
        """
        is_own = found_by not in {"", element.get(XML_ID)} and found_by[0] != "~"
        if is_own and not is_written_out(found_by):
            return found_by
        is_asked = self._is_declared or self._begins_anew(str(element.tag))
        return self._known.get(element, "") if is_asked else ""

    def _begins_anew(self, tag: str) -> bool:
        """Whether several elements of a kind have one number, which then needs what is around."""
        if tag not in self._repeated:
            numbers = [each.get("n") for each in self._document.root.iter(tag) if each.get("n")]
            self._repeated[tag] = len(set(numbers)) < len(numbers)
        return self._repeated[tag]

    @cached_property
    def _is_declared(self) -> bool:
        """Whether a header declares a system of references; most do not, and pay for none."""
        headers = (*self._document.root.iterchildren(_HEADER), *self._document.headers)
        return any(next(header.iter(_DECLARATION), None) is not None for header in headers)

    @cached_property
    def _known(self) -> dict[Element, str]:
        """The reference of each element by the first system that has one for it alone."""
        found: dict[Element, str] = {}
        for tree in trees(self._document):
            for unit in tree.units() if tree.kind not in _OURS else ():
                if unit.end is None and unit.ref not in tree.shared:
                    found.setdefault(unit.element, unit.ref)
        return found
