"""Member: each TEI of a teiCorpus as a document of its own."""

import re
from collections.abc import Iterator
from pathlib import Path

from edition.document import TEI, Document, Element
from edition.encoding import transcode
from edition.inclusion.part import Spans, declared
from edition.patchwork import Patchwork, Source

__all__ = ["members"]

_TEI = f"{{{TEI}}}TEI"
_CORPUS = f"{{{TEI}}}teiCorpus"
_DECLARATION = b'<?xml version="1.0" encoding="UTF-8"?>\n'


def members(document: Document) -> Iterator[Document]:
    """Yield the document of each TEI in a teiCorpus, nested ones too; of any other itself.

    A member is called by its xml:id; else by the file that XInclude took it from; else by the file
    of the corpus and its number in it, FILE~3: the sign says that it was counted. It takes
    languages and namespaces from around it; its `corpus` is the document that it stands in.
    Raises Refused.
    """
    if document.root.tag != _CORPUS:
        yield document
        return
    elements = list(document.root.iter("*"))
    found = [n for n, element in enumerate(elements) if _is_member(element)]
    cutter = _Cutter(document)
    for count, number in enumerate(found, 1):
        yield cutter.member(number, elements[number], f"{document.id}~{count}")
    if not found:
        yield document


def _is_member(element: Element) -> bool:
    around = element.iterancestors()
    return element.tag == _TEI and all(each.tag == _CORPUS for each in around)


class _Cutter:
    """Cuts documents out of the text of a teiCorpus, each with what stands above its root."""

    def __init__(self, corpus: Document) -> None:
        self.corpus = corpus
        self.text = corpus.text or _whole(corpus)
        self.spans = Spans(self.text.data)
        declaration = re.match(rb"<\?xml\s.*?\?>\s*", self.text.data, re.DOTALL)
        self._prolog = (declaration.end() if declaration else 0, self.spans.outer(0)[0])

    def member(self, number: int, element: Element, name: str) -> Document:
        """Return the document of an element; `name` is what it is called if need be."""
        start, end = self.spans.outer(number)
        behind = self.spans.name_end(number)
        source = self.text.source_of(start)
        cutting = Patchwork()
        cutting.put(_DECLARATION, source, 0)
        cutting.add(self.text, *self._prolog)
        cutting.add(self.text, start, behind)
        cutting.put(declared(element, self.spans.tag(number), None).encode(), source, 0)
        cutting.add(self.text, behind, end)
        cutting.put(b"\n", source, 0)
        return self._document(cutting, source, element, name)

    def _document(
        self, cutting: Patchwork, source: Source, element: Element, name: str
    ) -> Document:
        corpus = self.corpus
        is_taken_in = source.path is not None and source.path != corpus.path
        file, path = (source.file, source.path) if is_taken_in else (corpus.file, corpus.path)
        document = Document(file, path, within=corpus.within, cutting=cutting)
        document.corpus = corpus
        document.headers = tuple(
            header
            for around in element.iterancestors(_CORPUS)
            for header in around.iterchildren(f"{{{TEI}}}teiHeader")
        )
        document.name = Path(file).name.removesuffix(".xml") if is_taken_in else name
        return document


def _whole(document: Document) -> Patchwork:
    text = Patchwork()
    source = Source(document.file, document.path, transcode(document.data))
    text.lay(source, 0, len(source.text))
    return text
