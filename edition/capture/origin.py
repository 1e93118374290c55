"""Origin: where in its file a sign of the diplomatic text stands, asked where a text diverges."""

from edition.capture import diplomatic
from edition.diagnostic import Location
from edition.document import Document
from edition.document.run import locate_text, text_runs
from edition.document.tree import copied
from edition.project import Project

__all__ = ["origin"]

_DYES = range(0xF0000, 0x10FFFE)


def origin(document: Document, project: Project, offset: int) -> Location:
    """Return where the sign at an offset of the diplomatic text stands in the file.

    The text is made a second time from a tree whose every sign is dyed with the number of its
    text run, and of a very long one a third time with the number's upper digits, so no stylesheet
    need know of it.
    A sign that the stylesheet adds, or white space, is placed at the next sign of the source.
    """
    low = _dyed(document, project, 1)
    long = sum(1 for _ in text_runs(document.root)) > len(_DYES)
    high = _dyed(document, project, len(_DYES)) if long else chr(_DYES.start) * len(low)
    rest = range(min(offset, len(low)), len(low))
    at = next((n for n in rest if ord(low[n]) in _DYES), None)
    if at is None:
        return _end(document, low, high)
    return _place(document, low, high, at)


def _end(document: Document, low: str, high: str) -> Location:
    last = next((n for n in range(len(low) - 1, -1, -1) if ord(low[n]) in _DYES), None)
    return document.locate(document.root) if last is None else _place(document, low, high, last)


def _place(document: Document, low: str, high: str, at: int) -> Location:
    run = (ord(low[at]) - _DYES.start) + (ord(high[at]) - _DYES.start) * len(_DYES)
    nth = sum(low[n] == low[at] and high[n] == high[at] for n in range(at))
    for number, (_, _, text) in enumerate(text_runs(document.root)):
        if number == run:
            signs = [n for n, sign in enumerate(text) if sign not in " \t\r\n"]
            return locate_text(document, run, signs[nth])
    return document.locate(document.root)


def _dyed(document: Document, project: Project, unit: int) -> str:
    """Return the diplomatic text with every sign replaced by its run's number // unit, dyed."""
    root = copied(document.root)
    for number, (node, is_tail, text) in enumerate(text_runs(root)):
        dye = chr(_DYES[number // unit % len(_DYES)])
        dyed = "".join(sign if sign in " \t\r\n" else dye for sign in text)
        if is_tail:
            node.tail = dyed
        else:
            node.text = dyed
    copy = Document(document.file, document.path, document.data, root)
    return diplomatic(copy, project)
