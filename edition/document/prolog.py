"""Prolog: what a file says before and in its first tag, read without the rest of it."""

from codecs import BOM_UTF8
from contextlib import suppress
from pyexpat import ExpatError, ParserCreate

from edition.file.encoding import declared_encoding
from edition.regex import compiled
from edition.value import Value

__all__ = ["Model", "Prolog", "prolog"]

_ID = "http://www.w3.org/XML/1998/namespace id"
_NEWER = rb"(?:\xef\xbb\xbf)?<\?xml[^>]*1\.[1-9]"
_PSEUDO = r"([\w:-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')"


class Model(Value):
    """A schema that an `xml-model` instruction names. Source: Associating Schemas with XML."""

    href: str
    kind: str
    line: int = 1
    column: int = 1


class Prolog(Value):
    """The root element's namespace, name, xml:id and place, and the schemas named above it.

    A file is plain if it is UTF-8 and has no DOCTYPE, so that it can be read as it streams by.
    """

    ns: str
    local: str
    line: int
    column: int
    models: tuple[Model, ...]
    is_plain: bool
    id: str = ""


class _FoundError(Exception):
    """The first tag has come."""


def prolog(head: bytes) -> Prolog | None:
    """Return what the first bytes of a file say; None where they are no XML, or hold no tag."""
    is_plain = declared_encoding(head).lower() in {"utf-8", "utf8", "us-ascii", "ascii"}
    is_plain = is_plain and not compiled(_NEWER).match(head)
    parser = ParserCreate("utf-8" if is_plain else None, " ")
    models: list[Model] = []
    names: list[str] = []
    ids: list[str] = []
    place: list[int] = []
    doctypes: list[str] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        names.append(name)
        ids.append(attributes.get(_ID, ""))
        place.extend((parser.CurrentLineNumber, parser.CurrentColumnNumber + 1))
        raise _FoundError

    def instruction(target: str, data: str) -> None:
        if target == "xml-model":
            said = {key: one or two for key, one, two in compiled(_PSEUDO).findall(data)}
            at = (parser.CurrentLineNumber, parser.CurrentColumnNumber + 1)
            models.append(Model(said.get("href", ""), said.get("schematypens", ""), *at))

    parser.StartElementHandler = start
    parser.ProcessingInstructionHandler = instruction
    parser.StartDoctypeDeclHandler = lambda name, *_: doctypes.append(name)
    with suppress(_FoundError, ExpatError, ValueError, LookupError):  # expat asks for codecs
        parser.Parse(head.removeprefix(BOM_UTF8) if is_plain else head)
    parser.StartElementHandler = parser.ProcessingInstructionHandler = None  # they hold it
    if not names:
        return None
    ns, _, local = names[0].rpartition(" ")
    line, column = place
    return Prolog(ns, local, line, column, tuple(models), is_plain and not doctypes, ids[0])
