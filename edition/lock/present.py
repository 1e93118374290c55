"""Present: the edition as it is now, asked what became of citations, and as it was published.

It alone knows how passages are found again: `edition.identity`.
"""

from edition.diagnostic import Diagnostic, Location, Refused, Severity
from edition.document import Document, read
from edition.document.member import members
from edition.fingerprint import Fingerprints, fingerprints
from edition.identity import (
    Address,
    Change,
    Citation,
    Found,
    Resolution,
    Resolver,
    Rolls,
    cited_now,
    read_address,
    read_ledger,
    rolls_in,
    rolls_of,
    state_of,
)
from edition.identity.ledger import change_of
from edition.identity.sighting import version_of
from edition.identity.trace import letters
from edition.index import kept
from edition.index.entry import Quotation
from edition.lock.record import Record
from edition.project import Project
from edition.value import Value

__all__ = ["PROFILES", "Address", "Citation", "Edition", "Found", "Sight", "read_address"]

PROFILES = frozenset({"reading", "diplomatic"})
_ENDS = 64
_LOCK = "Lock what you cite with edition lock add: then its words are kept with your manuscript."
_UNSURE = {Found.ALTERED, Found.UNKNOWN, Found.AMBIGUOUS}


class Sight(Value):
    """What became of a passage: where it is, what it says now, and what it said, if known."""

    verdict: Found
    step: str
    references: tuple[str, ...] = ()
    words: str = ""
    earlier: str = ""
    reason: str = ""


class Edition:
    """A project as it is now, of which no more is read than what citations ask for.

    `faults` tells what could not be read of it, or looked up in its history.
    """

    def __init__(self, project: Project) -> None:
        self.project = project
        self.faults: list[Diagnostic] = []
        self.ledger = read_ledger(project)
        self._rolls = rolls_in(project, self.faults)
        self._resolver = Resolver(self._rolls, self.ledger)
        self._known: dict[str, bool] = {}
        self._past: dict[str, Rolls | None] = {}

    @property
    def base(self) -> str:
        """The public address of the edition, empty where it has none."""
        return self.project.settings.base

    def has(self, document: str) -> bool:
        """Whether there is a text of that name."""
        if document not in self._known:
            self._known[document] = self._rolls.of(document) is not None
        return self._known[document]

    def is_ours(self, address: Address) -> bool:
        """Whether an address leads into this edition, as far as can be told.

        What has no host does if there is such a text; so does every host where the edition has
        no public address of its own.
        """
        if self.base and "://" in address.base:
            return address.is_of(self.base)
        return self.has(address.document)

    def knows(self, version: str, document: str) -> bool:
        """Whether a version is published, as far as the ledger tells, or is that of a text now."""
        if version in self.ledger.versions or not self.ledger.versions:
            return True
        return version == version_of(self.project, document)

    def is_title(self, words: str, document: str) -> bool:
        """Whether words are the title of a text, or of the edition."""
        titles = [title for each in self._opened(document) for title in _titles(each)]
        return letters(words) in map(letters, filter(None, titles))

    def find(self, words: str, document: str, profile: str = "reading") -> str:
        """Return the reference of the one passage of a text that says some words, else nothing."""
        from edition.index.search import NEAREST, hits

        for each in self._opened(document):
            found = hits(words, kept(each, self.project, profile))
            if len(found) == 1 and found[0].manner != NEAREST:
                return f"{document}#{found[0].ref}"
        return ""

    def _opened(self, document: str) -> list[Document]:
        """Return the text of a name, read anew: only what is amiss asks for it."""
        roll = self._rolls.of(document)
        if roll is None or not len(roll.passages):
            return []
        try:
            every = list(members(read(roll.passages[0].file, within=self.project.root)))
        except Refused:
            return []
        return [each for each in every if each.id == document]

    def now(self, document: str, ref: str, profile: str = "reading") -> Sight | None:
        """Return a passage as it is, by its name alone; None where nothing bears that."""
        citation = self.cited(document, ref, profile)
        return None if citation is None else self.sight(citation)

    def cited(self, document: str, ref: str, profile: str = "reading") -> Citation | None:
        """Return what is to be kept of a passage as it is now; None where there is none."""
        if ref:
            return cited_now(self._rolls, document, ref, "", profile)
        text = self._text(document, profile)
        if not text:
            return None
        return Citation(document, "", fingerprints(text, profile), Quotation("", text[:64], "", ""))

    def _text(self, document: str, profile: str) -> str:
        roll = self._rolls.of(document, profile)
        return "" if roll is None else roll.passages.text

    def _whole(self, citation: Citation, words: str) -> Sight:
        """Judge a citation of a whole document."""
        marks = citation.fingerprints
        text = self._text(citation.document, marks.profile)
        if not text:
            return Sight(Found.UNKNOWN, "none")
        change = change_of(str(marks), str(fingerprints(text, marks.profile)))
        verdict = {Change.SAME: Found.SAME, Change.TYPOGRAPHY: Found.TYPOGRAPHY}.get(change)
        return Sight(verdict or Found.ALTERED, "name", (citation.document,), text, words)

    def sight_of(self, record: Record) -> Sight:
        """Return what became of what is locked."""
        tail = record.ending or record.words[_ENDS:]
        words = record.words[:_ENDS], tail[-_ENDS:]
        quotation = Quotation(record.before, *words, record.after) if record.words else None
        marks, version = record.fingerprints, record.version
        citation = Citation(record.document, record.ref, marks, quotation, version)
        return self.sight(citation, "" if record.ending else record.words)

    def sight(self, citation: Citation, words: str = "") -> Sight:
        """Return what became of a passage; `words` are what it said, where a lock has them.

        Where nobody has kept them, the release of the version is looked at, in git.
        """
        if not citation.ref:
            return self._whole(citation, words)
        found = self._resolver.resolve(citation)
        is_unquoted = citation.quotation is None or citation.is_within
        if found.verdict in _UNSURE and is_unquoted:
            then = self._then(citation)
            if then is not None:
                words, quotation = then
                found = self._resolver.resolve(
                    citation.changed(quotation=quotation, is_within=False)
                )
        return self._sight(found, words)

    def earlier(
        self, document: str, ref: str, version: str, marks: Fingerprints
    ) -> tuple[str, Quotation] | None:
        """Return the words of a passage in a version, if these are still to be had."""
        return self._then(Citation(document, ref, marks, None, version))

    def _sight(self, found: Resolution, words: str = "") -> Sight:
        return Sight(
            found.verdict,
            str(found.step),
            found.references,
            found.words,
            words or found.earlier,
            found.reason,
        )

    def _then(self, citation: Citation) -> tuple[str, Quotation] | None:
        """Return words and quotation of what was cited, from the release of its version."""
        if not citation.version:
            return None
        rolls = self._released(citation.version)
        if rolls is None:
            return None
        profile = citation.fingerprints.profile
        then = cited_now(rolls, citation.document, citation.ref, citation.version, profile)
        if then is None or then.quotation is None or then.fingerprints != citation.fingerprints:
            return None
        words = Resolver(rolls, self.ledger).resolve(then).words
        return words, then.quotation

    def _released(self, version: str) -> Rolls | None:
        """Return the edition as it was in a version: git has it under the version or vVERSION."""
        if version not in self._past:
            self._past[version] = None
            why: Refused | None = None
            for name in (f"refs/tags/v{version}", f"refs/tags/{version}"):
                try:
                    self._past[version] = rolls_of(state_of(name, self.project, []))
                    break
                except Refused as refused:
                    why = refused
            if self._past[version] is None and why is not None:
                self.faults.append(_lost(version, why))
        return self._past[version]


def _lost(version: str, why: Refused) -> Diagnostic:
    """Say that nobody can tell what a version said, and why."""
    told = why.diagnostics[0].message.rpartition(", and ")[2].removeprefix("no revision that ")
    advice = why.diagnostics[0].hint or ""
    reason = f"there is no tag v{version}." if told == "git knows." else told
    hint = advice if advice.startswith("Say ") else _LOCK
    message = f"What version {version} said cannot be looked up: {reason}"
    return Diagnostic(Location(f"version {version}"), "lost-version", Severity.INFO, message, hint)


def _titles(document: Document) -> tuple[str, str]:
    from edition.citation.header import source

    record = source(document)
    return record.title, record.container
