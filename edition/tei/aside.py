"""Aside: which notes are called only from what a view of the text leaves out."""

from edition.document import TEI, XML_ID, Document
from edition.document.tree import Element

__all__ = ["mark_aside"]

_ASIDE = "e-aside"
_DEL, _RESTORE, _UNDO, _CHOICE = (
    f"{{{TEI}}}{name}" for name in ("del", "restore", "undo", "choice")
)
_APP, _LISTED = f"{{{TEI}}}app", f"{{{TEI}}}listApp"
_OUT = frozenset(f"{{{TEI}}}{name}" for name in ("fw", "surplus", "metamark"))
_SOURCES = tuple(f"{{{TEI}}}{name}" for name in ("sic", "orig", "abbr", "am"))
_EDITORS = tuple(f"{{{TEI}}}{name}" for name in ("corr", "reg", "expan", "ex"))

_Calls = list[tuple[Element, list[Element]]]
"""Notes, each with the places that it is called from."""


def mark_aside(document: Document, calls: _Calls, deletions: list[Element]) -> None:
    """Mark with `e-aside` the notes that not every view of the text calls.

    It says for which view their words are: `source` for that of the source alone, `read` for the
    reading alone, both where neither has them; `app` of a note within an apparatus, since of the
    readings only the sheets know which is read; `list` of one in a list of such. `deletions` are
    the beginnings of what was deleted across elements.
    """
    gone = _deleted(calls, document, deletions) if deletions else set()
    undone = {each.get("target", "").removeprefix("#") for each in document.root.iter(_UNDO)}
    for note, places in calls:
        views = [
            _views(place, undone) | ({"source"} if place in gone else set()) for place in places
        ]
        common = set.intersection(*views)
        if places != [note]:
            common.discard("app")  # a call there is beside the reading, and may be pressed
        if common:
            note.set(_ASIDE, " ".join(sorted(common)))


def _views(place: Element, undone: set[str]) -> set[str]:
    """Return for which views the words of a place are; nothing where they are for all."""
    views: set[str] = set()
    inner = place
    for each in (place, *place.iterancestors()):
        if each.tag in _OUT or (each.tag == _DEL and not _stands(each, undone)):
            views.add("source")
        elif each.tag == _LISTED:
            views.add("list")
        elif each.tag == _APP:
            views.add("app")
        elif each.tag == _CHOICE and inner.tag in _SOURCES and _has(each, _EDITORS):
            views.add("source")
        elif each.tag == _CHOICE and inner.tag in _EDITORS and _has(each, _SOURCES):
            views.add("read")
        inner = each
    return views


def _has(choice: Element, tags: tuple[str, ...]) -> bool:
    return next(choice.iterchildren(*tags), None) is not None


def _stands(deletion: Element, undone: set[str]) -> bool:
    """Whether what was deleted was restored after that."""
    around = next(deletion.iterancestors(_DEL, _RESTORE), None)
    return (around is not None and around.tag == _RESTORE) or deletion.get(XML_ID) in undone


def _deleted(calls: _Calls, document: Document, deletions: list[Element]) -> set[Element]:
    """Return the places of calls that lie between the beginning of a deletion and its end."""
    ends = {each: document.ids.get(each.get("spanTo", "").removeprefix("#")) for each in deletions}
    places = {place for _, each in calls for place in each}
    seen: list[Element] = []
    begun: dict[Element, int] = {}
    stretches: list[tuple[int, int]] = []
    for element in document.root.iter("*"):
        if element in begun:
            stretches.append((begun.pop(element), len(seen)))
        if element in places:
            seen.append(element)
        end = ends.get(element)
        if end is not None:
            begun.setdefault(end, len(seen))
    gone: set[Element] = set()
    passed = 0
    for first, behind in sorted(stretches):
        gone.update(seen[max(first, passed) : behind])
        passed = max(behind, passed)
    return gone
