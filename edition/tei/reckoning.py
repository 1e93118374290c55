"""Reckoning: the numbers of a text's notes, and of its places with several readings."""

from collections.abc import Mapping
from itertools import count

from edition.document import TEI, XML_ID, Document
from edition.document.tree import Element
from edition.tei.calling import APART, CALL, mark_calls, sign
from edition.tei.derivation import REFERENCE
from edition.tei.opening import mark_openings

__all__ = ["NOTE", "ROOMS", "number_notes", "number_readings"]

NOTE, _TEXT, _SOURCE, _STAND_OFF = (
    f"{{{TEI}}}{name}" for name in ("note", "text", "sourceDoc", "standOff")
)
_IN_PLACE = tuple(
    f"{{{TEI}}}{name}"
    for name in "listPerson listPlace listOrg listEvent listObject listNym listRelation".split()
)
ROOMS = (_TEXT, _SOURCE, _STAND_OFF, *_IN_PLACE)
"""What decides where the notes in it are shown."""

_SELDOM = tuple(f"{{{TEI}}}{name}" for name in "del fw surplus metamark choice app listApp".split())
"""What some view of a text leaves out, or a part of it."""

_READINGS = frozenset({f"{{{TEI}}}app", f"{{{TEI}}}rdgGrp"})


def number_notes(
    document: Document, found: Mapping[str, list[Element]], deletions: list[Element]
) -> None:
    """Count notes in the order in which they, or what they are about, stand in the text.

    Those of a transcription of pages follow those of a text beside it, as on the page.

    `found` are the notes and the `ROOMS` of a document, by their tags; `deletions` begin what was
    deleted across elements. Where the text itself numbers some notes, `e-sign` is what each is
    called by; one before all words of its block is `e-opens`; of `e-aside` see `aside`.
    """
    notes = found[NOTE]
    if not notes:
        return
    called = mark_calls(document)
    rooms = _rooms(found)
    places = [
        (called[note] if note in called else _place(note, rooms.get(note), document), note)
        for note in notes
    ]
    placed = [(place, note) for place, note in places if place is not None]
    last = {note for note in notes if found[_TEXT] and rooms.get(note) == _SOURCE}
    if last or any(place is not note for place, note in placed):
        wanted = {place for place, _ in placed}
        walk = enumerate(document.root.iter("*"))
        order = {element: number for number, element in walk if element in wanted}
        placed.sort(key=lambda pair: (pair[1] in last, order.get(pair[0], len(order))))
    for number, (place, note) in enumerate(placed, 1):
        note.set("e-number", str(number))
        _attach(note, place, number, document)
    _keep_signs(placed, called)
    mark_openings(note for place, note in places if place is note)
    _set_aside(placed, document, deletions)


def _rooms(found: Mapping[str, list[Element]]) -> dict[Element, str]:
    """Return for each note where it stands: text, sourceDoc or standOff; not those of registers."""
    rooms = {
        note: str(room.tag)
        for room in [*found[_TEXT], *found[_SOURCE], *found[_STAND_OFF]]
        for note in room.iter(NOTE)
    }
    for tag in _IN_PLACE:
        for listing in found[tag]:
            for note in listing.iter(NOTE):
                rooms.pop(note, None)
    return rooms


def _attach(note: Element, place: Element, number: int, document: Document) -> None:
    """Mark what a note is about as such, the root with it; name a note that nothing else names."""
    if place is note or note.get(APART) == "call":
        return
    if not (note.get(XML_ID) or note.get(REFERENCE)):
        note.set("e-id", f"~note/{number}")
    for target in _calling(note, place, document):
        target.set("e-noted", "")
        document.root.set("e-remarks", "")


def _set_aside(
    placed: list[tuple[Element, Element]], document: Document, deletions: list[Element]
) -> None:
    """Mark the notes that not every view has; in most texts all have all."""
    calls = [(note, _calling(note, place, document)) for place, note in placed]
    apart = calls if deletions else [call for call in calls if any(map(_is_seldom, call[1]))]
    if apart:
        from edition.tei.aside import mark_aside

        mark_aside(document, apart, deletions)


def _is_seldom(place: Element) -> bool:
    return place.tag in _SELDOM or next(place.iterancestors(*_SELDOM), None) is not None


def _calling(note: Element, place: Element, document: Document) -> list[Element]:
    """Return all places that a note is called from."""
    if place is note or note.get(APART) == "call":
        return [place]
    named = (pointer.removeprefix("#") for pointer in note.get("target", "").split())
    return [document.ids[name] for name in named if name in document.ids]


def _keep_signs(placed: list[tuple[Element, Element]], called: dict[Element, Element]) -> None:
    """Let the notes that the text numbers have its numbers, and the others numbers beside them."""
    own = {
        note: sign(note.get("n", ""))
        or ("".join(called[note].itertext()) if note.get(APART) == "call" else "")
        for note in called
    }
    signs = {note: sign(written) for note, written in own.items() if sign(written)}
    taken = set(signs.values())
    free = (str(number) for number in count(1) if str(number) not in taken)
    for _, note in placed if signs else ():
        note.set("e-sign", signs.get(note) or next(free))


def number_readings(outermost: list[Element]) -> None:
    """Give each place with several readings a number, and letters that stand for it."""
    places = [place for text in outermost for place in text.iter(f"{{{TEI}}}app")]
    for number, place in enumerate(places, 1):
        place.set("e-number", str(number))
        place.set("e-sign", _letters(number))


def _letters(number: int) -> str:
    """Return the letters for a number: a to z, aa, ab and so on."""
    rest, last = divmod(number - 1, 26)
    return (_letters(rest) if rest else "") + chr(ord("a") + last)


def _place(note: Element, room: str | None, document: Document) -> Element | None:
    """Return what a note is attached to: in the text itself, in standOff its target, else None.

    A note of the apparatus or of a register in the text is shown there, and called from nowhere;
    an empty one that calls another is none.
    """
    parent = note.getparent()
    is_call = note.get(CALL) is not None or note.get("e-number-of") is not None
    if is_call or room is None or (parent is not None and parent.tag in _READINGS):
        return None
    if room in {_TEXT, _SOURCE}:
        return note
    targets = note.get("target", "").split()
    return document.ids.get(targets[0].removeprefix("#")) if targets else None
