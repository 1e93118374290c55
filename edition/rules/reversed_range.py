"""A range ends before it begins.

What
    A spanTo that leads to what stands before its element; an app or span whose `to` stands before
    its `from`; a biblScope, citedRange or locus whose numbers run backwards (from="152" to="149").

Why
    What lies between the two ends, a deletion, an addition, the pages that are cited, is nothing.

Wrong
    <p><anchor xml:id="end"/>one <delSpan spanTo="#end"/>two</p>

Right
    <p>one <delSpan spanTo="#end"/>two<anchor xml:id="end"/></p>
"""

from collections.abc import Iterator

from edition.diagnostic import Severity
from edition.document import Document, Element
from edition.numeral import number
from edition.project import Project
from edition.rule import Finding
from edition.tei.attribute import attributes, elements

SEVERITY = Severity.WARNING
HITS = (0, 0)

_COUNTING = ("biblScope", "citedRange", "locus")


def check(document: Document, _project: Project) -> Iterator[Finding]:
    """Yield a finding for every range whose end stands before its beginning."""
    ends = [*_spans(document), *_pairs(document)]
    order = {one: n for n, one in enumerate(document.root.iter())} if ends else {}
    for element, first, last in ends:
        if order[last] < order[first]:
            name = "spanTo" if element.get("spanTo") else "to"
            yield Finding(
                element,
                f"{name}=“{element.get(name)}” leads back to what stands before the beginning.",
                "Point at the end of the range; or exchange its two ends.",
                ((last, "the range would end here"),),
            )
    for element in elements(document, *_COUNTING):
        first_page, last_page = element.get("from", ""), element.get("to", "")
        if _is_backwards(first_page, last_page):
            yield Finding(
                element,
                f"The range runs from “{first_page}” back to “{last_page}”.",
                "Compare it with the source; if only the order is wrong, exchange the two.",
            )


def _is_backwards(first: str, last: str) -> bool:
    """Whether a number is below another; one that is written shorter may be cut short: 152 to 9."""
    (prefix, start), (other, end) = number(first), number(last)
    if start is None or end is None or prefix != other or len(last) < len(first):
        return False
    return end < start


def _spans(document: Document) -> Iterator[tuple[Element, Element, Element]]:
    of = attributes(document)
    for element, name, value in of.pointing if of.bears("spanTo") else ():
        target = document.ids.get(value[1:]) if name == "spanTo" and value[:1] == "#" else None
        if target is not None:
            yield element, element, target


def _pairs(document: Document) -> Iterator[tuple[Element, Element, Element]]:
    for element in elements(document, "app", "span"):
        values = [element.get("from", ""), element.get("to", "")]
        first, last = (document.ids.get(value[1:]) for value in values)
        if first is not None and last is not None and all(value[:1] == "#" for value in values):
            yield element, first, last
