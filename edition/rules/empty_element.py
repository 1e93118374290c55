"""An element is empty that is made to hold words.

What
    A p, head, l, q, quote, said, speaker, title, name, persName, placeName, orgName, item, label,
    idno, author, editor, note, foreign, emph or hi without text and without elements, and without
    an attribute that points at what stands for its content (ref, key, target, facs, when …).

Why
    Words were lost, or an empty line of a template was never filled in; pages show a gap.

Wrong
    <p>A letter to <persName/>.</p>

Right
    <p>A letter to <persName>Anna</persName>.</p>
"""

from collections.abc import Iterator
from itertools import chain

from edition.diagnostic import Severity
from edition.document import TEI, XML_LANG, Document, Element
from edition.project import Project
from edition.rule import Finding
from edition.tei.attribute import attributes
from edition.tei.wording import text_of

SEVERITY = Severity.WARNING
# all read; wrong: three p that their schema asks for, one idno for a manuscript in private hands
HITS = (117, 121)

_FULL = (
    "p head l q quote said speaker title name persName placeName orgName item label idno author "
    "editor note foreign emph hi"
).split()
_DESCRIBING = frozenset(
    "n rend rendition style type subtype resp part level xml:lang place default cert".split()
) | {
    XML_LANG,
    "{http://www.w3.org/XML/1998/namespace}space",
}
"""Attributes that describe an element's words, and so do not stand for them."""


def check(document: Document, _project: Project) -> Iterator[Finding]:
    """Yield a finding for every empty element of the list."""
    hollow = attributes(document).hollow
    for element in chain.from_iterable(map(hollow, _FULL)):
        if _is_empty(element) and _DESCRIBING.issuperset(element.keys()):
            name = str(element.tag)[len(TEI) + 2 :]
            yield Finding(
                element,
                f"<{name}> is empty.",
                "Give it its words, mark what is missing with gap, or take it away.",
            )


def _is_empty(element: Element) -> bool:
    """Whether there is nothing in an element, or nothing but comments."""
    if not len(element):
        return True
    return next(element.iterchildren("*"), None) is None and not text_of(element)
