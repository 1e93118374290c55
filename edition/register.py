"""Register: what an entry for a person, place, body, event or work is called."""

from typing import TYPE_CHECKING

from edition.document import TEI, XML_ID

if TYPE_CHECKING:
    from edition.tree import Element

__all__ = ["ENTRIES", "headword", "surname"]

ENTRIES = tuple("person personGrp org place event object bibl".split())
"""The names of the elements that are entries."""

_NAMES = frozenset(
    f"{{{TEI}}}{name}"
    for name in "persName orgName placeName eventName objectName name label title head".split()
)
_PUBLISHER = f"{{{TEI}}}publisher"
_MOST = 60


def headword(entry: "Element") -> str:
    """Return the main name of an entry: so marked, else its publisher's, else its first.

    An entry without a name is called by its first words, one without words by its id.
    """
    main = _main(entry)
    words = "" if main is None else _folded(main)
    return words or _short(_folded(entry)) or entry.get(XML_ID, "")


def surname(entry: "Element") -> str:
    """Return the surname in a person's main name, if it is marked there; else nothing."""
    main = _main(entry) if entry.tag == f"{{{TEI}}}person" else None
    name = None if main is None else main.find(f"{{{TEI}}}surname")
    return "" if name is None else _folded(name)


def _main(entry: "Element") -> "Element | None":
    names = [child for child in entry if child.tag in _NAMES]
    for name in names:
        if name.get("type") == "main":
            return name
    return next(entry.iterchildren(_PUBLISHER), names[0] if names else None)


def _folded(element: "Element") -> str:
    text = "".join(map(str, element.itertext())) if len(element) else element.text
    return " ".join((text or "").split())


def _short(words: str) -> str:
    """Cut words to what a label can hold, at the end of one."""
    if len(words) <= _MOST:
        return words
    return f"{words[:50]}{words[50:].partition(' ')[0]} …"
