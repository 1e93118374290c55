"""Insertion: ids written into the start tags of a file; nothing else changes by a byte."""

import re
from collections.abc import Container, Iterable, Iterator

from edition.diagnostic import Diagnostic, Location, Refused, Severity
from edition.document import TEI, XML_ID, Document, Element, parse
from edition.document.tag import Tags
from edition.file.encoding import codec, transcode
from edition.identity.minting import minted
from edition.tei.derivation import derived, texts
from edition.value import Value

__all__ = ["DEFAULT", "Insertion", "inserted"]

DEFAULT = frozenset("div div1 div2 div3 div4 div5 div6 div7 lg sp p ab l head note said".split())
"""What gets an id if nothing else is asked for: divisions, blocks, notes, speeches."""
ALL = "all"
_PREFIX = len(TEI) + 2


class Insertion(Value):
    """A file with ids, and what was given: the names in the order of the text."""

    data: bytes
    names: tuple[str, ...]


def inserted(document: Document, kinds: Container[str], taken: set[str]) -> Insertion:
    """Return the file of a document with an id for each citable element of some kinds without one.

    The ids that are given are added to `taken`. Raises Refused for a file that takes in others,
    and for one in which a tag cannot be found again or that could not be written back as it was.
    """
    if document.text is not None:
        raise _refused(
            document,
            "The text takes in other files by XInclude, so its ids have to be written in these.",
            "Name the files that hold the passages: edition ids write FILE…",
        )
    text = transcode(document.source)
    name, mark = codec(document.source)
    if name != "utf-8" and text.decode().encode(name) != document.source[mark:]:
        raise _refused(
            document, f"The file cannot be written back in {name} as it is.", "Save it as UTF-8."
        )
    tags = Tags(text)
    numbers = {element: number for number, element in enumerate(document.elements)}
    places = []
    for element in _unnamed(document, kinds):
        offset = _behind_name(text, tags.offsets[numbers[element]], element)
        if offset is not None:  # an entity stands for it otherwise
            words = " ".join("".join(map(str, element.itertext())).split())
            given = minted(str(element.tag)[_PREFIX:], words, taken)
            taken.add(given)
            places.append((offset, given))
    made = b"".join(_pieces(text, sorted(places)))
    data = document.source[:mark] + (made if name == "utf-8" else made.decode().encode(name))
    _verify(document, data, len(places))
    return Insertion(data, tuple(given for _, given in places))


def _unnamed(document: Document, kinds: Container[str]) -> Iterator[Element]:
    for text in texts(document.root):
        for element, local, ref in derived(text):
            if ref and (local in kinds or ALL in kinds):
                yield element


def _behind_name(text: bytes, offset: int, element: Element) -> int | None:
    match = re.compile(rb"<(?:[^\s/>:]+:)?([^\s/>:]+)").match(text, offset)
    if match is None or match[1].decode() != str(element.tag)[_PREFIX:]:
        return None
    return match.end()


def _pieces(text: bytes, places: Iterable[tuple[int, str]]) -> Iterator[bytes]:
    done = 0
    for offset, name in places:
        yield text[done:offset]
        yield f' xml:id="{name}"'.encode()
        done = offset
    yield text[done:]


def _verify(document: Document, data: bytes, count: int) -> None:
    """Read what would be written: the same elements and words, and so many ids more."""
    made = parse(data, document.file, document.path)
    same = [element.tag for element in made.elements] == [e.tag for e in document.elements]
    words = "".join(map(str, made.root.itertext())) == "".join(map(str, document.root.itertext()))
    ids = [element.get(XML_ID) for element in made.identified]
    if not (same and words and len(ids) == len(document.identified) + count):
        raise _refused(
            document, "Ids cannot be written here without other changes.", "Add them by hand."
        )


def _refused(document: Document, message: str, hint: str) -> Refused:
    at = Location(document.file)
    return Refused(Diagnostic(at, "unwritten-ids", Severity.ERROR, message, hint))
