"""Note: the bibliographic record of a document as a line that its index keeps."""

from typing import Any

from edition.citation.source import Name, Source
from edition.document import Document

__all__ = ["note", "noted"]


def note(document: Document) -> str:
    """Return the record of a document as a line."""
    import json

    from edition.citation.header import source

    return json.dumps(source(document), ensure_ascii=False)


def noted(line: str) -> Source:
    """Return the record that a line says."""
    import json

    said = json.loads(line)
    fields: list[Any] = [tuple([Name(*n) for n in f]) if isinstance(f, list) else f for f in said]
    return Source(*fields)
