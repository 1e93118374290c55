"""Member: each TEI of a teiCorpus as a document of its own."""

from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING

from edition.document import TEI, Document

if TYPE_CHECKING:
    from edition.document.tree import Element

__all__ = ["count", "members"]

_TEI = f"{{{TEI}}}TEI"
_CORPUS = f"{{{TEI}}}teiCorpus"


def members(document: Document) -> Iterator[Document]:
    """Yield the document of each TEI in a teiCorpus, nested ones too; of any other itself.

    A member is called by its xml:id; else by the file that XInclude took it from; else by the file
    of the corpus and its number in it, FILE~3: the sign says that it was counted. It takes
    languages and namespaces from around it; its `corpus` is the document that it stands in.
    Raises Refused.
    """
    if not document.is_corpus:
        yield document
        return
    elements = list(document.root.iter("*"))
    found = [n for n, element in enumerate(elements) if _is_member(element)]
    if not found:
        yield document
        return
    from edition.document.inclusion.cutting import Cutter

    cutter = Cutter(document)
    for count, number in enumerate(found, 1):
        yield cutter.member(number, elements[number], f"{document.id}~{count}")


def count(document: Document) -> int:
    """Return how many documents a file is: as many as `members` yields, and no tree is made."""
    if not document.is_corpus:
        return 1
    from pyexpat import ExpatError, ParserCreate

    parser = ParserCreate("utf-8", " ")
    path: list[str] = []
    found = 0

    def start(name: str, _attributes: object) -> None:
        nonlocal found
        found += name == f"{TEI} TEI" and all(each == f"{TEI} teiCorpus" for each in path)
        path.append(name)

    parser.StartElementHandler = start
    parser.EndElementHandler = lambda _name: path.pop()
    with suppress(ExpatError):  # names that only libxml2 reads: what came before them is counted
        for piece in document.chunks():
            parser.Parse(piece)
    return max(found, 1)


def _is_member(element: "Element") -> bool:
    around = element.iterancestors()
    return element.tag == _TEI and all(each.tag == _CORPUS for each in around)
