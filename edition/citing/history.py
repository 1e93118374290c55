"""History: what the page of a text tells of ids that are gone, and of words that were altered."""

from functools import lru_cache

from lxml import etree

from edition.document import Element
from edition.identity.ledger import Ledger, read_ledger
from edition.identity.tombstone import tombstones
from edition.passage.passages import Passages
from edition.project import Project

__all__ = ["tell_history"]


def tell_history(carried: Element, passages: Passages) -> None:
    """Add to what a page carries which published ids are gone, and what others said earlier.

    Raises Refused for a ledger that cannot be read.
    """
    ledger = _ledger(passages.project)
    name, graves = passages.document.id, {each.id: each for each in tombstones(passages.document)}
    for grave in graves.values():
        _bury(carried, passages, grave.id, grave.reason, grave.successors)
    for entry in ledger.entries.values():
        if entry.document != name:
            continue
        if entry.last and entry.id not in graves and entry.id not in passages.elements:
            _bury(carried, passages, entry.id, entry.reason, entry.successors)
        for earlier in entry.earlier if entry.id in passages.elements else ():
            if not earlier.text:
                continue  # nobody kept its words
            passage = passages.passage(entry.id)
            place = " ".join(passage.locator).strip() if passage else ""
            told = {"ref": entry.id, "until": earlier.last, "fp": earlier.fingerprints}
            etree.SubElement(carried, "earlier", told, place=place or entry.id).text = earlier.text


def _bury(
    carried: Element, passages: Passages, ref: str, reason: str, successors: tuple[str, ...]
) -> None:
    """Add an id that is gone, with links to what stands in for it, here or in another text."""
    gone = etree.SubElement(carried, "gone", {"ref": ref, "reason": reason})
    for heir in successors:
        document, _, name = heir.rpartition("#")
        is_here = document in {"", passages.document.id}
        page = "" if is_here else f"{document}.html"
        etree.SubElement(gone, "heir", href=f"{page}#{name}").text = name if is_here else heir


@lru_cache(maxsize=1)
def _ledger(project: Project) -> Ledger:
    """Return a project's ledger, read once for all its texts."""
    return read_ledger(project)
