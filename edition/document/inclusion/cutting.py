"""Cutting: documents cut out of the text of a teiCorpus, every place kept."""

import re
from pathlib import Path

from edition.document import TEI, Document, Element
from edition.document.inclusion.part import Spans, declared
from edition.document.patchwork import Patchwork, Source
from edition.file.encoding import transcode

__all__ = ["Cutter"]

_CORPUS = f"{{{TEI}}}teiCorpus"
_DECLARATION = b'<?xml version="1.0" encoding="UTF-8"?>\n'


class Cutter:
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
