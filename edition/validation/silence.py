"""Silence: what `<?edition allow RULE?>` silences where, and what silences nothing."""

import re
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from edition.diagnostic import Diagnostic, Location, Refused, Severity
from edition.document import Document
from edition.file import read_bytes
from edition.file.encoding import transcode
from edition.project import Project
from edition.schema import schemas
from edition.suggestion import nearest

if TYPE_CHECKING:
    from edition.document.tree import Element

__all__ = ["Ignored", "Silenced", "allowed", "is_silent", "unheeded"]

Place = tuple[float, float]
Silenced = tuple[str, Place, Place]
"""A rule, from where it is silent, and up to where."""


def is_silent(item: Diagnostic, document: Document, silenced: Collection[Silenced]) -> bool:
    """Whether a finding is left out since the document allows it where it is."""
    if not silenced:
        return False
    place = document.order(item.location)
    return any(rule == item.rule and first <= place < last for rule, first, last in silenced)


def allowed(document: Document) -> list[Silenced]:
    """Return what `<?edition allow RULE?>` silences: a rule, from where, up to where.

    Inside an element, before anything else in it, the instruction is about that element; anywhere
    else it is about the element that follows.
    """
    return [
        (name, *_extent(document, _subject(node, document.root)))
        for node in _instructions(document)
        for name in _names(node.text)
    ]


def _instructions(document: Document) -> "list[Element]":
    if not document.mentions(b"<?edition"):
        return []
    found: list[Element] = document.root.xpath("//processing-instruction('edition')")
    return found


def _names(instruction: str | None) -> list[str]:
    """Return the rules that an instruction allows."""
    verb, *names = (instruction or "").split() or [""]
    return names if verb == "allow" else []


def _subject(node: "Element", root: "Element") -> "Element":
    parent = node.getparent()
    opens = node.getprevious() is None and parent is not None and not (parent.text or "").strip()
    if opens and parent is not None:
        return parent
    following = next(node.itersiblings("*"), None)
    return root if following is None else following


def _extent(document: Document, element: "Element") -> tuple[Place, Place]:
    """Return the place of an element and that of the next one which is not inside it."""
    ends = (next(around.itersiblings("*"), None) for around in (element, *element.iterancestors()))
    after = next((end for end in ends if end is not None), None)
    last = (float("inf"), 0.0) if after is None else document.order(document.locate(after))
    return document.order(document.locate(element)), last


def unheeded(document: Document, used: Iterable[Path]) -> Iterator[Diagnostic]:
    """Yield a warning for each instruction, and each name in one, that silences nothing.

    `used` are the schemas that judge it: what they have as an id may be the name of a test.
    """
    texts = {node.text or "" for node in _instructions(document)}
    names = {name for text in texts for name in _names(text)}
    unknown = {name for name in _doubtful(names) if not _is_id(name, used)}
    if unknown or not all(map(_names, texts)):
        for place, text in _instruction_places(document):
            at = document.place(*place)
            if not _names(text):
                yield _idle(text, at)
            for name in _names(text):
                if name in unknown:
                    yield _finding(name, at)


def _idle(text: str, at: Location) -> Diagnostic:
    """Return the finding for an instruction that names no rule, or says something else."""
    verb, *names = text.split() or [""]
    message = f"<?edition{f' {verb}' if verb else ''}?> names no rule, so it silences nothing."
    hint = "Write <?edition allow RULE?>; “edition explain” lists the rules."
    if verb not in {"", "allow"}:
        is_near = bool(nearest(verb.lower(), ["allow"]))
        ending = "; did you mean allow?" if is_near else ": only “allow” does."
        message = f"<?edition {verb}?> silences nothing{ending}"
        hint = f"Write <?edition allow {' '.join(names)}?>." if is_near and names else hint
    return Diagnostic(at, "unknown-rule", Severity.WARNING, message, hint)


def _instruction_places(document: Document) -> list[tuple[tuple[int, int], str]]:
    """Return place and text of our instructions; lxml does not know their columns."""
    from pyexpat import ExpatError, ParserCreate

    parser = ParserCreate("utf-8")
    found: list[tuple[tuple[int, int], str]] = []

    def instruction(target: str, text: str) -> None:
        if target == "edition":
            place = (parser.CurrentLineNumber, parser.CurrentColumnNumber + 1)
            found.append((place, text))

    parser.ProcessingInstructionHandler = instruction
    with suppress(ExpatError):
        for piece in document.chunks():
            parser.Parse(piece)
    return found


def _is_id(name: str, used: Iterable[Path]) -> bool:
    """Whether a name stands as an id in one of these schemas, or is what we call a longer one."""
    ornament = rb"(?:-constraint)?(?:-(?:rule|assert|report))?(?:-\d+)?"
    shortened = rb"(?:[\w.-]*-)?" + re.escape(name.encode()) + ornament
    stated = re.compile(rb"\bid\s*=\s*[\"']\s*" + shortened + rb"\s*[\"']")
    for file in used:
        with suppress(Refused, LookupError, UnicodeError):
            if stated.search(transcode(read_bytes(file, str(file)))):
                return True
    return False


def _finding(name: str, at: Location) -> Diagnostic:
    from edition import manual

    close = nearest(name, manual.names(), most=1)
    return Diagnostic(
        at,
        "unknown-rule",
        Severity.WARNING,
        f"No rule is called “{name}”, so nothing is silenced by it.",
        f"Did you mean {close[0]}?" if close else "“edition explain” lists the rules.",
    )


class Ignored:
    """The rules that a run ignores, by its option and its projects' settings.

    A name that is in no manual may be that of a test in a schema: that is known only when the
    documents have been judged.
    """

    def __init__(self, by_option: Collection[str], named: tuple[str, ...] = ()) -> None:
        self._named = named
        self._doubtful = {("", name): Location("--ignore") for name in sorted(_doubtful(by_option))}
        self._seen: set[Path] = set()

    def look(self, document: Document, project: Project) -> None:
        """Take note of the names that a document's project ignores, and its schemas have."""
        if project.root not in self._seen:
            self._seen.add(project.root)
            for name in sorted(_doubtful(project.settings.ignore)):
                self._doubtful[str(project.root), name] = _place_in_settings(name, project)
        if not self._doubtful:
            return
        with suppress(Refused):
            judges = schemas(document, project, self._named)
            used = (*judges.grammars, *judges.schematrons)
            for key in list(self._doubtful):
                if key[0] in {"", str(project.root)} and _is_id(key[1], used):
                    del self._doubtful[key]

    def unknown(self) -> list[Diagnostic]:
        """Return a warning for each name that turned out to be no rule's."""
        return [_finding(name, at) for (_, name), at in self._doubtful.items()]


def _doubtful(names: Collection[str]) -> set[str]:
    """Return the names that have no page in the manual."""
    if not names:
        return set()
    from edition import manual

    return set(names).difference(manual.names())


def _place_in_settings(name: str, project: Project) -> Location:
    """Return where edition.toml names a rule: the parser tells no places."""
    from edition.project import shown

    file = project.root / "edition.toml"
    lines = read_bytes(file, str(file)).decode("utf-8-sig").split("\n")
    for number, line in enumerate(lines, 1):
        at = max(line.find(f'"{name}"'), line.find(f"'{name}'"))
        if at >= 0:
            return Location(str(shown(file)), number, at + 1)
    return Location(str(shown(file)))
