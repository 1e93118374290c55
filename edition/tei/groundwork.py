"""Groundwork: what the sheets of plain text have to be told of a tree, found in one walk."""

from collections import defaultdict
from collections.abc import Mapping

from edition.document import TEI, Document
from edition.document.tree import Element
from edition.tei.edge import QUOTED, mark_edges
from edition.tei.glyph import mark_glyphs
from edition.tei.reckoning import NOTE, ROOMS, number_notes
from edition.tei.table import mark_empty

__all__ = ["SOUGHT", "lay", "mark"]

_TABLE, _APP = (f"{{{TEI}}}{name}" for name in ("table", "app"))
_DECLARED = tuple(f"{{{TEI}}}{name}" for name in ("char", "glyph"))
_SPANS = tuple(f"{{{TEI}}}{name}" for name in ("delSpan", "addSpan"))
_DELETION = _SPANS[0]
_ENTRIES = tuple(f"{{{TEI}}}{name}" for name in ("entry", "entryFree"))
_MARKED = (_TABLE, NOTE, _APP, *_DECLARED, *QUOTED, *_SPANS, *_ENTRIES)
SOUGHT = (*_MARKED, *ROOMS)
"""The tags of what is looked at here."""

_COUNTED = {"e-notes": (NOTE,), "e-readings": (_APP,), "e-spans": _SPANS, "e-entries": _ENTRIES}

_Found = Mapping[str, list[Element]]


def lay(document: Document, found: _Found | None = None) -> Element:
    """Set what our sheets of plain text need, and return the root.

    Whoever walks through the tree anyway gives what was `found` of what is `SOUGHT`, by its tag.

    That is what `mark` sets, of notes `e-number`, `e-aside` and `e-opens`, of the apparatus
    `e-lem`, and of the root `e-notes`, `e-readings`, `e-spans` and `e-entries`, how many notes,
    places with several readings, beginnings of a stretch, and entries of dictionaries there are.
    """
    root = document.root
    is_whole = found is not None
    found = mark(root, found)
    is_known = is_whole or not found[NOTE]
    notes = found if is_known else _found(root, (NOTE, *ROOMS))
    number_notes(document, notes, found[_DELETION])
    placed = [entry for entry in found[_APP] if entry.get("from")]
    if placed:
        from edition.tei.lemma import mark_lemmas  # few apparatus are of that kind

        mark_lemmas(document, placed)
    for name, tags in _COUNTED.items():
        root.set(name, str(sum(len(found[tag]) for tag in tags)))
    return root


def mark(root: Element, found: _Found | None = None) -> _Found:
    """Set what the text of a passage depends on, too, and return what was found, by its tag.

    That is `e-empty`, see `table`; `e-marks` of the root, see `edge`; `e-glyph`, see `glyph`.
    """
    if found is None:
        found = _found(root, _MARKED)
    mark_empty(found[_TABLE])
    mark_edges(root, is_quoting=any(found[tag] for tag in QUOTED))
    mark_glyphs(root, [each for tag in _DECLARED for each in found[tag]])
    return found


def _found(root: Element, sought: tuple[str, ...]) -> _Found:
    """Return the elements of some tags; each tag that is sought costs a look at every element."""
    found: dict[str, list[Element]] = defaultdict(list)
    for element in root.iter(*sought):
        found[str(element.tag)].append(element)
    return found
