"""A pointer leads out of what can be looked at here.

What
    A pointer into another project, through a prefix that no listPrefixDef declares, or relative in
    a text from standard input; those into a file that cannot be read are told once for the file.
    Web addresses are not meant: they are counted in the closing line.

Why
    It may be right; nobody has looked.

Wrong
    <persName ref="gnd:118540238">Goethe</persName>

Right
    <persName ref="https://d-nb.info/gnd/118540238">Goethe</persName>
"""

from collections import Counter
from collections.abc import Iterable, Iterator

from edition.diagnostic import Severity
from edition.document import Document
from edition.project import Project
from edition.rule import Finding
from edition.tei.pointer import Pointer, pointers
from edition.tei.target import is_doi

SEVERITY = Severity.INFO
_AWAY = "leads out of this project", "Bring what it names into the project."
_NOT_AT_HAND = "names a file that is not at hand", "Put it there, if it belongs to the edition."
_SCHEME = (
    "is written in a pointer scheme",
    "Give what is meant an xml:id, and point at that, if others are to follow it.",
)
HITS = (326, 326)  # 60 read: it says no more than that nothing was looked up


def check(document: Document, project: Project) -> Iterator[Finding]:
    """Yield a finding for every pointer that is out of reach and no web address."""
    found = pointers(document, project)
    yield from _unread(found.unread)
    for pointer in found.beyond:
        if not pointer.is_address:
            why, advice = _told(pointer, document, project)
            message = f"{pointer.attribute}=“{pointer.value}” {why}: not checked."
            yield Finding(pointer.element, message, advice)


def _unread(found: Iterable[tuple[Pointer, str]]) -> Iterator[Finding]:
    """Yield a finding for every file that cannot be read, at the first pointer into it."""
    counted = Counter(file for _, file in found)
    for pointer, file in found:
        number = counted.pop(file, 0)
        if number:
            into = "this pointer into it is" if number == 1 else f"{number} pointers into it are"
            yield Finding(
                pointer.element,
                f"{file} cannot be read: {into} not checked.",
                "Validate that file, which tells what is wrong with it; the pointers may be right.",
            )


def _told(pointer: Pointer, document: Document, project: Project) -> tuple[str, str]:
    """Return why a pointer was not followed, and what to do about it."""
    value = pointer.value
    prefix, colon, _ = value.partition(":")
    if colon:
        return _named_so(prefix, pointer, document)
    if "(" in value.partition("#")[2]:
        return _SCHEME
    if value.startswith("?"):
        advice = "Write the whole address (https://example.org/?q=1), if one on the web is meant."
        return "names no file, but asks a web server", advice
    if not set(value) & set("/.#"):
        advice = f"If an id of this document is meant, write #{value}."
        return "is read as the name of a file", advice
    if is_doi(value):
        return "is a DOI", f"Write the address that it stands for: https://doi.org/{value}."
    return _AWAY if project.is_project or value.startswith("/") else _NOT_AT_HAND


def _named_so(prefix: str, pointer: Pointer, document: Document) -> tuple[str, str]:
    """Return the same of a pointer with a prefix."""
    if prefix not in document.prefixes:
        if "(" in pointer.value.partition("#")[2]:
            return _SCHEME
        advice = "Declare its prefix in listPrefixDef, or write the whole address."
        return "leads out of this project", advice
    if pointer.uri == pointer.value:
        advice = f"Let the prefixDef of “{prefix}” lead to a file or an address."
        return "has a prefix that its own prefixDef leads back to", advice
    advice = f"Bring that into the project, or let the prefixDef of “{prefix}” lead to the web."
    return f"leads to {pointer.uri}, out of this project", advice
