"""Reckoning: the numbers of a text's notes, and of its places with several readings."""

from itertools import count

from edition.calling import APART, CALL, mark_calls, sign
from edition.derivation import REFERENCE
from edition.document import TEI, XML_ID, Document
from edition.tree import Element

__all__ = ["number_notes", "number_readings"]

_IN_PLACE = tuple(
    f"{{{TEI}}}{name}"
    for name in "listPerson listPlace listOrg listEvent listObject listNym listRelation".split()
)
_READINGS = frozenset({f"{{{TEI}}}app", f"{{{TEI}}}rdgGrp"})


def number_notes(document: Document) -> None:
    """Count notes in the order in which they, or what they are about, stand in the text.

    Where the text itself numbers some, `e-sign` is what each is called by.
    """
    called = mark_calls(document)
    notes = list(document.root.iter(f"{{{TEI}}}note"))
    places = [(called.get(note, _first_target(note, document)), note) for note in notes]
    placed = [(place, note) for place, note in places if place is not None]
    if any(place is not note for place, note in placed):
        wanted = {place for place, _ in placed}
        walk = enumerate(document.root.iter("*"))
        order = {element: number for number, element in walk if element in wanted}
        placed.sort(key=lambda pair: order.get(pair[0], len(order)))
    for number, (place, note) in enumerate(placed, 1):
        note.set("e-number", str(number))
        _attach(note, place, number, document)
    _keep_signs(placed, called)


def _attach(note: Element, place: Element, number: int, document: Document) -> None:
    """Mark what a note is about as such, and name a note that nothing else names."""
    if place is note or note.get(APART) == "call":
        return
    if note.get(XML_ID) is None and note.get(REFERENCE) is None:
        note.set("e-id", f"~note/{number}")
    for pointer in note.get("target", "").split():
        target = document.ids.get(pointer.removeprefix("#"))
        if target is not None:
            target.set("e-noted", "")


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


def _first_target(note: Element, document: Document) -> Element | None:
    """Return what a note is attached to: in the text itself, in standOff its target, else None.

    A note of the apparatus or of a register in the text is shown there, and called from nowhere;
    an empty one that calls another is none.
    """
    parent = note.getparent()
    is_call = note.get(CALL) is not None or note.get("e-number-of") is not None
    if is_call or (parent is not None and parent.tag in _READINGS):
        return None
    if next(note.iterancestors(*_IN_PLACE), None) is not None:
        return None
    around = next(note.iterancestors(f"{{{TEI}}}text", f"{{{TEI}}}standOff"), None)
    if around is None:
        return None
    if around.tag == f"{{{TEI}}}text":
        return note
    targets = note.get("target", "").split()
    return document.ids.get(targets[0].removeprefix("#")) if targets else None
