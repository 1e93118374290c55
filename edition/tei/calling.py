"""Calling: what in a text calls a note that stands apart from the words that it is about."""

from collections.abc import Iterator

from edition.document import TEI, XML_ID, Document
from edition.document.tree import Element
from edition.numeral import number
from edition.tei.derivation import texts

__all__ = ["APART", "CALL", "mark_calls", "sign"]

CALL = "e-call"
"""On what calls a note that stands apart: the note's id."""
APART = "e-apart"
"""On a note that is called from elsewhere: `call`, or `target` where the note says from where; on
one of the back matter that has a number and is called from nowhere: `alone`."""

_NOTE, _REF, _PTR, _ITEM, _BACK = (
    f"{{{TEI}}}{name}" for name in ("note", "ref", "ptr", "item", "back")
)
_AROUND = frozenset(
    f"{{{TEI}}}{name}"
    for name in "back front body text noteGrp div div1 div2 div3 div4 div5 div6 div7".split()
)
_SHOWN = frozenset(f"{{{TEI}}}{name}" for name in ("text", "body", "front"))
_BESIDE = frozenset(f"{{{TEI}}}{name}" for name in ("head", "label", "pb", "lb", "cb", "milestone"))


def mark_calls(document: Document) -> dict[Element, Element]:
    """Mark all that calls notes, and return what calls each note that stands apart, or itself.

    Such are endnotes: notes among no words, to which a sign in the text leads (`ref`, `ptr`) or
    which lead there themselves, or which the back matter numbers though nothing leads to them; and
    notes anywhere that an empty note leads to. The first that leads to one has `e-call`; an empty
    pointer to any note has `e-number-of`: each is the id of the note. What holds no more than such
    notes has `e-emptied`. Doing this twice changes nothing more.
    """
    notes = [note for text in texts(document.root) for note in text.iter(_NOTE)]
    if not notes:
        return {}
    seen: dict[Element, bool] = {}
    apart = {note for note in notes if _has_words(note) and _is_alone(note, seen)}
    called = dict(_called(document, notes, apart))
    for note in apart.difference(called):
        for pointer in note.get("target", "").split()[:1]:
            target = document.ids.get(pointer.removeprefix("#"))
            if target is not None and note not in {target, *target.iterancestors()}:
                called[note] = target
                note.set(APART, "target")
        if note not in called and sign(note.get("n", "")) and _is_in_back(note):
            called[note] = note
            note.set(APART, "alone")
    _mark_emptied(called)
    if any(note.get(APART) == "target" for note in called):
        document.root.set("e-attached", "")
    return called


def _called(
    document: Document, notes: list[Element], apart: set[Element]
) -> Iterator[tuple[Element, Element]]:
    """Yield each note that a sign elsewhere in the text calls, and that sign."""
    named = {name: note for note in notes if (name := note.get(XML_ID))}
    found = set()
    inside = texts(document.root) if named else []
    for caller in (each for text in inside for each in text.iter(_REF, _PTR, _NOTE)):
        name = caller.get("target", "").strip().removeprefix("#")
        note = named.get(name)
        if note is None or (caller.tag == _NOTE and _has_words(caller)):
            continue
        written = "".join(caller.itertext())
        # What points from one note to another is no call.
        is_free = note not in found and next(caller.iterancestors(_NOTE), None) is None
        is_called = caller.tag == _NOTE or note in apart  # for nothing else is an empty note there
        if is_free and is_called and (not written.strip() or sign(written)):
            found.add(note)
            caller.set(CALL, name)
            note.set(APART, "call")
            yield note, caller
        if not written.strip() and caller.get(CALL) is None:
            caller.set("e-number-of", name)


def sign(written: str) -> str:
    """Return the number, letter or mark by which a note is called; empty for other words."""
    bare = written.strip().strip("[]()").strip()
    before, count = number(bare)
    is_number = count is not None and before in {"", "roman", "ROMAN"}
    is_mark = len(bare) == 1 or (len(bare) < 5 and not any(map(str.isalnum, bare)))
    return bare if is_number or is_mark else ""


def _has_words(note: Element) -> bool:
    return len(note) > 0 or bool((note.text or "").strip())


def _is_in_back(note: Element) -> bool:
    return next(note.iterancestors(_BACK), None) is not None


def _is_alone(note: Element, seen: dict[Element, bool]) -> bool:
    """Whether a note stands among no words: between blocks, or in one that holds only notes."""
    around = note.getparent()
    if around is None or around.tag in _AROUND:
        return True
    if around not in seen:
        seen[around] = _holds_only(around, {_NOTE, _ITEM, *_BESIDE}) and _is_alone(around, seen)
    return seen[around]


def _holds_only(around: Element, tags: set[str]) -> bool:
    loose = (around.text, *(child.tail for child in around))
    return not any(text and text.strip() for text in loose) and all(
        child.tag in tags or not isinstance(child.tag, str) for child in around
    )


def _mark_emptied(called: dict[Element, Element]) -> None:
    """Mark what nothing is left in when its notes stand elsewhere, from the inmost outwards."""
    emptied: set[Element] = set()
    around = dict.fromkeys(note.getparent() for note in called)
    while around:
        found = [
            each
            for each in around
            if each is not None and each.tag not in _SHOWN and _is_emptied(each, called, emptied)
        ]
        for each in found:
            each.set("e-emptied", "")
        emptied.update(found)
        around = dict.fromkeys(each.getparent() for each in found)


def _is_emptied(around: Element, called: dict[Element, Element], emptied: set[Element]) -> bool:
    if any((text or "").strip() for text in (around.text, *(child.tail for child in around))):
        return False
    return all(
        child in called
        or child in emptied
        or child.tag in _BESIDE
        or not isinstance(child.tag, str)
        for child in around
    )
