"""A mark says that something is still to be done.

What
    TODO, FIXME or TBD in a comment, or XXX at its start or before a colon; TODO: or FIXME in the
    text; three or more question marks in a comment, or as all that an element holds. XXX elsewhere
    is a number.

Why
    What was put off is easily published; this finds it first.

Wrong
    <p>The town of <placeName>???</placeName>.</p>

Right
    <p>The town of <placeName cert="low" resp="#ed">Bad Ischl</placeName>,
    says <name xml:id="ed">the editor</name>.</p>
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from lxml import etree

from edition.diagnostic import Severity
from edition.document import Document
from edition.document.characters import characters
from edition.project import Project
from edition.rule import Finding
from edition.tei.wording import text_of

SEVERITY = Severity.WARNING
HITS = (1, 1)

_TEXT_MARKS = {"TODO:": "D", "FIXME": "X", "???": "?"}
"""With a sign that is looked for first, since most texts go without."""
_IN_COMMENT = r"\b(?:TODO|FIXME|TBD)\b|^\s*XXX\b|\bXXX[:!?]|\?{3,}"
_WRITTEN = r"\bTODO:|\bFIXME\b|^\s*\?{3,}\s*$"
_IN_TEXT = etree.XPath(
    "descendant::*[text()[contains(., 'TODO:') or contains(., 'FIXME')]"
    " or (not(*) and contains(., '???'))]"
)


def check(document: Document, _project: Project) -> Iterator[Finding]:
    """Yield a finding for every comment and every element with such a mark."""
    has_comments = document.mentions(b"<!--")
    for comment in document.root.iter(etree.Comment) if has_comments else ():
        found = _mark().search(comment.text or "")
        if found:
            yield _finding(comment, "A comment", found[0])
    words = characters(document).text
    is_marked = any(sign in words and mark in words for mark, sign in _TEXT_MARKS.items())
    for element in _IN_TEXT(document.root) if is_marked else ():
        found = re.search(_WRITTEN, text_of(element))
        if found:
            yield _finding(element, "The text", found[0])


@lru_cache(maxsize=1)
def _mark() -> "re.Pattern[str]":
    return re.compile(_IN_COMMENT)


def _finding(at: "etree._Element", where: str, mark: str) -> Finding:
    return Finding(
        at,
        f"{where} says “{mark.strip()}”: something is left to do.",
        "Do it, or write down in the header that it is open, and take the mark out.",
    )
