"""A tag for a name, a date or a quotation begins or ends within a word.

What
    A letter directly before the start of persName, placeName, orgName, name, date, title, quote, q
    or said and a letter directly after it; or a word of six letters or more directly after its end.
    Shorter ones may be endings (Goethes, Budapestről). Scripts without capitals are not meant:
    there, particles are joined to names.

Why
    Either the space is missing, or the tag cuts a word in two: the name is cited with too little or
    too much.

Wrong
    <p><persName>Skuláson</persName>mentioned it.</p>

Right
    <p><persName>Skuláson</persName> mentioned it.</p>
"""

from collections.abc import Iterator

from edition.diagnostic import Severity
from edition.document import Document, Element
from edition.project import Project
from edition.rule import Finding
from edition.tei.attribute import elements

SEVERITY = Severity.WARNING
HITS = (24, 24)

_WHOLE = "persName placeName orgName name date title quote q said".split()
_ENDING = 6


def check(document: Document, _project: Project) -> Iterator[Finding]:
    """Yield a finding for every such element with a letter too near."""
    for element in elements(document, *_WHOLE):
        before, after = _before(element), element.tail or ""
        near = before[-1:] + after[:1]
        if not _is_cased(near):
            continue
        words = "".join(map(str, element.itertext()))
        if _is_cased(before[-1:]) and words[:1].isalpha():
            told = f"“{_last(before)}|{_first(words)}”: a tag begins within this word."
        elif len(_first(after)) >= _ENDING and words[-1:].isalpha():
            told = f"“{_last(words)}|{_first(after)}”: a tag ends within this word."
        else:
            continue
        yield Finding(element, told, "Put the missing space there, or move the tag (at |).")


def _before(element: Element) -> str:
    previous, parent = element.getprevious(), element.getparent()
    if previous is not None:
        return previous.tail or ""
    return (parent.text or "") if parent is not None else ""


def _is_cased(signs: str) -> bool:
    """Whether there is a letter among some signs, and of a script with capitals."""
    return signs.lower() != signs.upper()


def _first(words: str) -> str:
    end = next((n for n, sign in enumerate(words) if not sign.isalpha()), len(words))
    return words[:end]


def _last(words: str) -> str:
    return _first(words[::-1])[::-1]
