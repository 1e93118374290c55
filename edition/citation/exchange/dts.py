"""DTS: the request that a server of the Distributed Text Services answers with the passage."""

from urllib.parse import quote

from edition.citation.cited import Cited

__all__ = ["render"]


def render(cited: Cited) -> str:
    """Return the query of the Document endpoint: a reference, or the two ends of a range.

    It is put behind a server's address, `https://…/document`. Source: DTS 1.0, Document Endpoint.
    """
    query = [f"resource={quote(cited.source.id)}"]
    passage = cited.passage
    if passage is not None and passage.ref:
        start, _, end = passage.ref.partition("..")
        query += [f"start={quote(start)}", f"end={quote(end)}"] if end else [f"ref={quote(start)}"]
    return f"?{'&'.join(query)}\n"
