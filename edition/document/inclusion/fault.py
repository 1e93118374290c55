"""Fault: why an xi:include is not followed, in the words of an editor."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from edition.diagnostic import Diagnostic, Severity
from edition.document import Element
from edition.document.inclusion.fragment import NotUnderstood, selected
from edition.document.inclusion.part import Part
from edition.suggestion import nearest
from edition.value import Value

__all__ = ["FALLBACK", "XINCLUDE", "Gap", "Site", "chosen"]

XINCLUDE = "http://www.w3.org/2001/XInclude"
FALLBACK = f"{{{XINCLUDE}}}fallback"

_PREFIXED = (
    "Name an xml:id; in a path TEI's elements have a prefix, as in "
    "xmlns(t=http://www.tei-c.org/ns/1.0)xpointer(//t:div[1])."
)


class Gap(Exception):  # noqa: N818  (what is left in the text)
    """An xi:include cannot be followed; a fallback may stand in for it, if `is_recoverable`."""

    def __init__(self, *findings: Diagnostic, is_recoverable: bool = False) -> None:
        super().__init__(*findings)
        self.findings = findings
        self.is_recoverable = is_recoverable

    @property
    def is_missing(self) -> bool:
        """Whether what is named does not exist, which is what a fallback is written for."""
        return all(item.rule == "missing-inclusion" for item in self.findings)


class Site(Value):
    """An xi:include in the file that holds it; its methods return why it is a gap."""

    part: Part
    include: Element

    @property
    def href(self) -> str:
        """What it names, as it is written."""
        return self.include.get("href", "")

    def faulty(self, message: str, hint: str) -> Gap:
        """Return the gap of an xi:include that is written wrongly."""
        return Gap(self._finding("faulty-inclusion", Severity.ERROR, message, hint))

    def missing(self, reason: str, hint: str) -> Gap:
        """Return the gap of one that names what does not exist."""
        message = f"Nothing is taken in here: {reason}."
        found = self._finding("missing-inclusion", Severity.ERROR, message, hint)
        return Gap(found, is_recoverable=True)

    def unchecked(self, reason: str, hint: str) -> Gap:
        """Return the gap of one that is not followed on principle."""
        message = f"This is not taken in: {reason}."
        found = self._finding("unchecked-inclusion", Severity.INFO, message, hint)
        return Gap(found, is_recoverable=True)

    def outside(self) -> Gap:
        """Return the gap of one that names something outside the project."""
        reason = f"href=“{self.href}” leads out of this project"
        return self.unchecked(reason, "Keep a copy in the project, and name that.")

    def endless(self) -> Gap:
        """Return the gap of one that comes back to itself."""
        named = self.href or self.include.get("xpointer")
        message = f"Taking in “{named}” here would never end."
        hint = "Follow the inclusions from file to file: one of them leads back, or they multiply."
        return Gap(self._finding("endless-inclusion", Severity.ERROR, message, hint))

    def unread(self, message: str, hint: str) -> Diagnostic:
        """Return the finding for a file that only one of our parsers reads."""
        return self._finding("malformed-xml", Severity.ERROR, message, hint)

    def absent(self, file: Path) -> Gap:
        """Return the gap of one whose file is not there, with the name that is spelt most alike."""
        try:
            names = [each.name for each in file.parent.iterdir()]
        except (OSError, ValueError):
            names = []
        close = nearest(file.name, names, most=1)
        folder, slash, _ = self.href.rpartition("/")
        hint = f"Did you mean {folder}{slash}{close[0]}?" if close else _CHECK
        return self.missing(f"there is no file {self.href}", hint)

    def check(self) -> None:
        """Raise Gap where it is written wrongly."""
        for message, hint in _faults(self.include):
            raise self.faulty(message, hint)
        if not self.part.spans.is_written(self.part.numbers[self.include]):
            raise self.faulty("It stands in an entity, where it is not followed.", "Write it out.")

    def _finding(self, rule: str, severity: Severity, message: str, hint: str) -> Diagnostic:
        return Diagnostic(self.part.place(self.include), rule, severity, message, hint)


_CHECK = "Check the path; it is seen from this file."


def chosen(site: Site, taken: Part) -> list[Element]:
    """Return the elements of a file that an xi:include names. Raises Gap."""
    pointer = site.include.get("xpointer", "")
    if not pointer:
        return [taken.root]
    try:
        found = selected(pointer, taken.root, taken.ids)
    except NotUnderstood as words:
        reason = f"the xpointer “{words}” is not understood"
        raise site.unchecked(reason, "Name an xml:id, or a path as element(/1/2).") from None
    written = [each for each in found if taken.spans.is_written(taken.numbers[each])]
    if not written:
        close = nearest(pointer, taken.ids, most=1)
        where = f" of {site.href}" if site.href else ""
        hint = f"Did you mean {close[0]}?" if close else _PREFIXED
        raise site.missing(f"the xpointer “{pointer}” names nothing{where}", hint)
    return written


def _faults(include: Element) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with an xi:include itself, and what to do."""
    parse, href = include.get("parse", "xml"), include.get("href", "")
    inner = [child.tag == FALLBACK for child in include.iterchildren(f"{{{XINCLUDE}}}*")]
    if parse not in {"xml", "text"}:
        yield f"parse=“{parse}” is neither “xml” nor “text”.", "Write one of the two."
    if "#" in href:
        name, _, fragment = href.partition("#")
        hint = f"Write href=“{name}” xpointer=“{fragment}”."
        yield f"href=“{href}” has a fragment, which belongs into xpointer.", hint
    if parse == "text" and include.get("xpointer") is not None:
        yield "An xpointer cannot name a part of a text.", "Leave it out, or write parse=“xml”."
    if not href and include.get("xpointer") is None:
        yield "This xi:include names nothing.", "Give it an href, or an xpointer into this file."
    try:
        urlsplit(href)
    except ValueError:
        yield f"href=“{href}” is no address.", "Write the path of a file, seen from this one."
    if len(inner) > 1 or not all(inner):
        yield "An xi:include may hold one xi:fallback only.", "Put all into one."
