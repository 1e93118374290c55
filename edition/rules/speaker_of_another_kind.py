"""The speaker of a speech is no person, role or organisation.

What
    who or toWhom on said, sp, q or u that leads to an element that cannot speak: a place, a date,
    a paragraph, a bibl. Lists, categories and other elements that projects use for voices are
    allowed.

Why
    A pointer with a slip often still leads somewhere: the words are then given to a place or a
    book.

Wrong
    <listPlace><place xml:id="rome"><placeName>Rome</placeName></place></listPlace>
    <p><said who="#rome">I came.</said></p>

Right
    <listPerson><person xml:id="caesar"><persName>Caesar</persName></person></listPerson>
    <p><said who="#caesar">I came.</said></p>
"""

from collections.abc import Iterator

from edition.diagnostic import Severity
from edition.document import TEI, Document
from edition.project import Project
from edition.rule import Finding
from edition.tei.pointer import pointers

SEVERITY = Severity.WARNING
HITS = (0, 0)

_SPEECHES = {f"{{{TEI}}}{name}" for name in "said sp q u".split()}
_DUMB = frozenset(
    "ab anchor bibl biblStruct body cb change country date district div event geogName graphic "
    "head l lb lg line listBibl listEvent listPlace milestone msDesc note p pb place placeName q "
    "quote region s said seg settlement sp surface title u witness zone".split()
)


def check(document: Document, project: Project) -> Iterator[Finding]:
    """Yield a finding for every speaker or addressee that cannot speak."""
    for pointer, target in pointers(document, project).reaching:
        if pointer.attribute not in {"who", "toWhom"} or pointer.element.tag not in _SPEECHES:
            continue
        kind = str(target.tag).removeprefix(f"{{{TEI}}}")
        if kind in _DUMB:
            yield Finding(
                pointer.element,
                f"{pointer.attribute}=“{pointer.value}” leads to a <{kind}>, which cannot speak.",
                "Point at the entry of the person, the role or the organisation that is meant.",
            )
