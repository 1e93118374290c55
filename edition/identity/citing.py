"""Citing: what is to be kept of a passage, so that it can be found again in years."""

from edition.fingerprint import fingerprints
from edition.identity.resolving.resolution import Citation
from edition.identity.roll import Roll, Rolls
from edition.index.entry import Quotation
from edition.reference.syntax import halves, unescaped

__all__ = ["cited_now"]

_AROUND, _HEAD = 32, 64


def cited_now(
    rolls: Rolls, document: str, ref: str, version: str = "", profile: str = "reading"
) -> Citation | None:
    """Return the citation of a passage, or of a range START..END, as it stands now.

    None where the document, or the passage, is not there. A passage that stands apart from the
    text, such as a note, has nothing around it.
    """
    roll = rolls.of(document, profile)
    ends = None if roll is None else _ends(roll, ref)
    if roll is None or ends is None:
        return None
    words = roll.between(*ends)
    whole = roll.passages.text
    first, last = (roll.passages[number] for number in ends)
    before = whole[max(0, first.start - _AROUND) : first.start]
    behind = whole[last.end : last.end + _AROUND] if last.end else ""
    tail = words[max(_HEAD, len(words) - _HEAD) :]
    quotation = Quotation(before, words[:_HEAD], tail, behind)
    return Citation(document, ref, fingerprints(words, profile), quotation, version)


def _ends(roll: Roll, ref: str) -> tuple[int, int] | None:
    """Return the numbers of what a reference begins and ends with."""
    for first, last in ((unescaped(ref), unescaped(ref)), *halves(ref)):
        start, end = roll.passages.find(first), roll.passages.find(last)
        if start is not None and end is not None:
            return start, end
    return None
