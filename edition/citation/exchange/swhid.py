"""SWHID: the file by its content, as Software Heritage names it, with the passage's lines."""

from edition.citation.cited import Cited
from edition.passage import Passage

__all__ = ["HAS_ADDRESS", "render"]

HAS_ADDRESS = False


def render(cited: Cited) -> str:
    """Return `swh:1:cnt:…;lines=FIRST-LAST` in a line: git's name of the very bytes cited from.

    Source: ISO/IEC 18670:2025.
    """
    from hashlib import sha1

    passage = cited.passage
    assert passage is not None
    data = passage.document.source
    name = sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()
    return f"swh:1:cnt:{name}{_lines(passage)}\n"


def _lines(passage: Passage) -> str:
    from edition.index.store import kept

    if not passage.start:
        return ""
    index = kept(passage.document, passage.passages.project)
    ends = [index.find(ref)[:1] for ref in (passage.start, passage.end)]
    if not all(ends) or not ends[1][0].last:
        line = passage.document.locate(passage.element).line
        return f";lines={line}" if line and passage.document.text is None else ""
    before = b"".join(passage.document.chunks())[: ends[1][0].last]
    first, last = ends[0][0].line, before.count(b"\n") + 1
    return f";lines={first}-{last}" if first < last else f";lines={first}"
