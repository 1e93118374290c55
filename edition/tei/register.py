"""Register: what an entry for a person, place, body, event or work is called."""

from typing import TYPE_CHECKING

from edition.document import TEI, XML_ID
from edition.tei.wording import text_of

if TYPE_CHECKING:
    from edition.document.tree import Element

__all__ = ["ENTRIES", "called", "headword"]

ENTRIES = tuple("person personGrp org place event object bibl".split())
"""The names of the elements that are entries."""

_NAMES = tuple(
    f"{{{TEI}}}{name}"
    for name in "persName orgName placeName eventName objectName name label title head".split()
)
_PERSON, _SURNAME, _PUBLISHER = (f"{{{TEI}}}{name}" for name in ("person", "surname", "publisher"))
_MOST = 60


def headword(entry: "Element") -> str:
    """Return the main name of an entry: so marked, else its publisher's, else its first.

    An entry without a name is called by its first words, one without words by its id.
    """
    return called(entry)[0]


def called(entry: "Element") -> tuple[str, str]:
    """Return the main name of an entry, and how it is called in short: a person by its surname."""
    main = _main(entry)
    name = text_of(main) or _short(text_of(entry)) or entry.get(XML_ID, "")
    surname = None if main is None or entry.tag != _PERSON else main.find(_SURNAME)
    return name, (name if surname is None else text_of(surname) or name)


def _main(entry: "Element") -> "Element | None":
    names = list(entry.iterchildren(*_NAMES))
    for name in names:
        if name.get("type") == "main":
            return name
    return next(entry.iterchildren(_PUBLISHER), names[0] if names else None)


def _short(words: str) -> str:
    """Cut words to what a label can hold, at the end of one."""
    if len(words) <= _MOST:
        return words
    return f"{words[:50]}{words[50:].partition(' ')[0]} …"
