"""The tag of a name holds the space before or after it.

What
    persName, placeName, orgName, geogName, name or rs in running text whose words begin or end with
    a blank. Line breaks are not meant.

Why
    The blank becomes part of the name in every index, and the page underlines it with the link.

Wrong
    <p>He met<persName> Anna</persName> there.</p>

Right
    <p>He met <persName>Anna</persName> there.</p>
"""

from collections.abc import Iterator

from edition.diagnostic import Severity
from edition.document import Document, Element
from edition.project import Project
from edition.rule import Finding
from edition.tei.attribute import elements
from edition.tei.wording import text_of

SEVERITY = Severity.WARNING
HITS = (3, 3)

_NAMES = "persName placeName orgName geogName name rs".split()
_BLANKS = " \xa0\u202f"


def check(document: Document, _project: Project) -> Iterator[Finding]:
    """Yield a finding for every name with a blank at its borders."""
    for element in elements(document, *_NAMES):
        first = element.text or ""
        last = (element[-1].tail if len(element) else first) or ""
        before, after = first[:1] in _BLANKS, last[-1:] in _BLANKS
        if not first + last or not ((first and before) or (last and after)):
            continue
        if not _is_running(element) or (not len(element) and not first.strip()):
            continue
        side = "begins" if first and before else "ends"
        yield Finding(
            element,
            f"The name “{text_of(element)}” {side} with a space inside its tag.",
            "Move the space out of the tag.",
        )


def _is_running(element: Element) -> bool:
    """Whether words stand beside the element: so it is no entry of a register."""
    parent = element.getparent()
    if parent is None:
        return False
    return bool((parent.text or "").strip()) or any((node.tail or "").strip() for node in parent)
