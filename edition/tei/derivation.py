"""Derivation: the typed path that stands in for an id where an edition gives none."""

import itertools
from collections.abc import Iterator
from typing import TYPE_CHECKING

from edition.document import TEI, XML_ID

if TYPE_CHECKING:
    from edition.document.tree import Element

__all__ = [
    "DIVISIONS",
    "INLINES",
    "LEAVES",
    "PARTS",
    "REFERENCE",
    "depth",
    "derived",
    "reference",
    "texts",
]

REFERENCE = "e-ref"
"""The attribute that holds the derived reference of an element without xml:id; "" is none."""

DIVISIONS = frozenset(
    "text front back group floatingText div div1 div2 div3 div4 div5 div6 div7".split()
)
_BLOCKS = frozenset(
    "lg sp p ab l head list item table row cell figure note u entry entryFree superEntry hom sense "
    "re surfaceGrp surface zone line".split()
)
INLINES = frozenset(
    "said q quote seg s fw choice persName placeName orgName name rs date time event "
    "term bibl".split()
)
LEAVES = frozenset(
    # plays; transcripts of speech
    "speaker stage spGrp castList castGroup castItem set prologue epilogue incident kinesic vocal "
    "writing annotationBlock "
    # letters and what stands before or behind a text; dictionaries
    "opener closer dateline salute signed postscript address byline trailer epigraph argument "
    "docTitle titlePart docAuthor docDate docEdition docImprint imprimatur cit form def etym "
    "xr".split()
)
"""What is cited and has a place of its own, but is no step on the way to what stands in it."""

PARTS = DIVISIONS | _BLOCKS
"""What is a step on the way to what stands in it."""

_PARTS = frozenset(f"{{{TEI}}}{name}" for name in PARTS)
_TAGS = (*sorted(_PARTS), *(f"{{{TEI}}}{name}" for name in sorted(INLINES | LEAVES)))
_CITABLE = frozenset(_TAGS)
_LOCAL: "dict[object, str]" = {tag: tag.rpartition("}")[2] for tag in _TAGS}
_TEXT, _SOURCE = (f"{{{TEI}}}{name}" for name in ("text", "sourceDoc"))
_WHOLE = (_TEXT, _SOURCE)
_PREFIX = len(TEI) + 2


def texts(root: "Element") -> "list[Element]":
    """Return the text elements that stand in no other, and after them each sourceDoc."""
    if root.tag == _TEXT:
        return [root]
    found: list[Element] = []
    for part in root:  # a text is not looked through for others
        if part.tag == _TEXT:
            found.append(part)
        else:
            found += (t for t in part.iter(*_WHOLE) if next(t.iterancestors(_TEXT), None) is None)
    return sorted(found, key=lambda text: text.tag != _TEXT)


def derived(text: "Element") -> "Iterator[tuple[Element, str, str]]":
    """Yield what is citable in a text: the element, its name, and its reference if it has no id.

    `~div.2.p.3` is a typed path: each element is counted within the one around it. Only the parts
    that an element stands in are kept in mind.
    """
    counts: dict[str, int] = {}
    open_parts = [text]
    within = {text: ("", counts)}
    for element in text.iter(*_TAGS):
        if element is text:
            continue
        around = element.getparent()
        while around not in within:
            around = around.getparent()  # type: ignore[union-attr]
        while open_parts[-1] is not around:
            del within[open_parts.pop()]
        start, counts = within[around]
        local = _LOCAL[element.tag]
        counts[local] = number = counts.get(local, 0) + 1
        path = f"{start}{local}.{number}"
        if local in PARTS:
            open_parts.append(element)
            within[element] = (f"{path}.", {})
        has_id = XML_ID in element.keys() and element.get(XML_ID)  # noqa: SIM118  (a third of it)
        yield element, local, "" if has_id else f"~{path}"


def reference(element: "Element") -> str:
    """Return the derived reference of one element, without a walk through its whole text.

    Empty for what is in no text, is none of the kinds that are cited, or has an id.
    """
    known = element.get(REFERENCE)
    if known is not None or element.tag not in _CITABLE or element.get(XML_ID):
        return known or ""
    outer = list(element.iterancestors(*_WHOLE))
    steps: list[str] = []
    at = element
    while outer and at is not outer[-1]:
        around = _part(at, outer[-1])
        steps.append(f"{str(at.tag)[_PREFIX:]}.{_number(at, around, outer[-1])}")
        at = around
    return f"~{'.'.join(reversed(steps))}" if steps else ""


def depth(element: "Element", around: "Element") -> int:
    """Return how many steps of a typed path lead from one element down to another in it."""
    between = itertools.takewhile(lambda each: each is not around, element.iterancestors())
    return 1 + sum(each.tag in _PARTS for each in between)


def _part(element: "Element", text: "Element") -> "Element":
    """Return the nearest part of the text around an element, at last the text itself."""
    around = element.getparent()
    while around is not None and around is not text and around.tag not in _PARTS:
        around = around.getparent()
    return text if around is None else around


def _number(element: "Element", around: "Element", text: "Element") -> int:
    """Return which of its kind an element is, of those whose nearest part is the same."""
    number = 0
    for each in around.iter(str(element.tag)):
        number += each is not around and _part(each, text) is around
        if each is element:
            break
    return number
