"""CTS URNs: `urn:cts:latinLit:phi0959.phi006:1.1-1.4`, with words as in `1.1@In[1]-1.4@di`.

A document is known to be the work by an idno, by the @n of its TEI, text or outermost division, or
by its xml:id, which may be the last part of the URN. A URN without a version names any version, as
the standard has it; one of another work is refused. Passages are those of the default tree; a word
is counted within its passage, from 1.

Source: CTS URN Specification 2.0.
"""

import re
from functools import lru_cache

from edition.document import TEI, Document
from edition.reference.point import key
from edition.reference.quote import Quote, Span, found
from edition.reference.search import one
from edition.reference.unit import Found, Unit, extent
from edition.reference.unresolved import Unresolved, unresolved

__all__ = ["resolve", "works"]

NAME = "cts-urn"
ORDER = 3

_HINT = "Write urn:cts:NAMESPACE:GROUP.WORK.VERSION:PASSAGE, or FIRST-LAST for the passage."
_OUTERMOST = ("text", "text/body", "text/body/div")


def resolve(name: str, document: Document) -> Found | None:
    """Return the passage of a URN. Raises Unresolved."""
    if not name.startswith("urn:cts:"):
        return None
    namespace, work, passage = [*name.split(":", 4)[2:], "", "", ""][:3]
    if not namespace or not work:
        raise unresolved(name, f"“{name}” is no whole CTS URN.", _HINT)
    _require_own(name, f"{namespace}:{work}", document)
    if not passage:
        raise unresolved(name, f"“{name}” names the whole text.", f"Write {document.id} for that.")
    whole = one(passage, document)
    if whole is not None:
        return whole
    ranges = _ranges(name, passage, document)
    if not ranges and "@" in passage:
        return _cited(name, passage, document)
    if len(ranges) != 1:
        raise _unknown(name, passage, document, len(ranges))
    start, end = ranges[0]
    if key(extent(end)[0], document) < key(extent(start)[0], document):
        first, _, last = passage.partition("-")
        message = f"The range is reversed: {last} stands before {first}."
        raise unresolved(name, message, f"Write {last}-{first}.", is_known=True)
    if isinstance(start, Unit) and isinstance(end, Unit):
        return start, end
    return extent(start)[0], extent(end)[1]


def _require_own(name: str, work: str, document: Document) -> None:
    own = works(document)
    if any(each == work or each.startswith(f"{work}.") for each in own):
        return
    if any(work.partition(":")[2] == each for each in (document.id, document.name)):
        return
    is_told = f"it is {' and '.join(f'urn:cts:{each}' for each in sorted(own))}" if own else ""
    message = f"“{name}” is of another work than {document.id}"
    hint = "Name the document that it is of; a header says so in an idno of type CTS."
    raise unresolved(name, f"{message}: {is_told}." if is_told else f"{message}.", hint)


def works(document: Document) -> set[str]:
    """Return what the document says to be, NAMESPACE:WORK."""
    root = document.root
    said = [each.text or "" for each in root.iter(f"{{{TEI}}}idno")]
    said.append(root.get("n", ""))
    for path in _OUTERMOST:
        steps = "/".join(f"{{{TEI}}}{step}" for step in path.split("/"))
        said += [each.get("n", "") for each in root.iterfind(steps)]
    parts = [each.strip().split(":") for each in said if each.strip().startswith("urn:cts:")]
    return {":".join(each[2:4]) for each in parts if len(each) > 3}


def _cited(name: str, passage: str, document: Document) -> Found | None:
    """Return what one end of a passage names, the words of it that stand behind an @."""
    unit = one(passage, document)
    if unit is not None or "@" not in passage:
        return unit
    for at in (match.start() for match in re.finditer("@", passage)):
        unit = one(passage[:at], document)
        subreference = _subreference().fullmatch(passage, at + 1)
        if unit is not None and subreference is not None:
            words, number = subreference[1], int(subreference[2] or 1)
            return _words(name, words, number, document, extent(unit))
    return None


def _words(name: str, words: str, number: int, document: Document, within: Span) -> Span:
    if number < 1:
        raise unresolved(name, "Words are counted from 1.", f"Write @{words}[1].")
    return found(name, Quote(words, is_cased=True), document, within, number)


def _ranges(name: str, passage: str, document: Document) -> list[tuple[Found, Found]]:
    pairs = []
    for at in (match.start() for match in re.finditer("-", passage)):
        start = _cited(name, passage[:at], document)
        end = None if start is None else _cited(name, passage[at + 1 :], document)
        if start is not None and end is not None:
            pairs.append((start, end))
    return pairs


def _unknown(name: str, passage: str, document: Document, readings: int) -> Unresolved:
    if readings > 1:
        message = f"“{passage}” can be read as several ranges."
        return unresolved(name, message, f"Write {document.id}#FIRST..LAST.", is_known=True)
    return unresolved(name, f"{document.id} has no passage “{passage}”.", _HINT)


@lru_cache(maxsize=1)
def _subreference() -> re.Pattern[str]:
    return re.compile(r"(.+?)(?:\[(\d{1,6})\])?", re.DOTALL)
