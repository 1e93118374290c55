"""Structure: the headers and the texts of a document, be it one TEI or a corpus of several."""

from collections.abc import Iterator

from edition.document import TEI, Document, Element

__all__ = ["HEADER", "TOPS", "headers", "texts"]

HEADER, _TEXT = f"{{{TEI}}}teiHeader", f"{{{TEI}}}text"
TOPS = (f"{{{TEI}}}TEI", f"{{{TEI}}}teiCorpus")
"""What holds a header, and a text or more of the same."""


def headers(document: Document) -> Iterator[Element]:
    """Yield the headers of a document, without a look into its texts: those are long."""
    yield from _parts(document.root, HEADER)


def texts(document: Document) -> Iterator[Element]:
    """Yield the text of a document, or of each TEI in a corpus; not those within a text."""
    yield from _parts(document.root, _TEXT)


def _parts(top: Element, tag: str) -> Iterator[Element]:
    for below in top.iterchildren(tag, *TOPS):
        if below.tag == tag:
            yield below
        else:
            yield from _parts(below, tag)
