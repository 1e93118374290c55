"""Cited: a passage with all that its citation says: record, address, place."""

from typing import TYPE_CHECKING
from urllib.parse import quote

from edition.citation.source import Source
from edition.passage.locator import Locator
from edition.value import Value

if TYPE_CHECKING:
    from edition.passage import Passage

__all__ = ["Cited", "address", "cited", "key", "located"]


class Cited(Value):
    """A passage, or a whole document (`passage` None), with its record, address and place.

    `accessed` is the day on which its reader saw it (ISO 8601), if that is to be said. Of the
    address of a passage, `verdict` is what became of what it cites, `step` by what it was found.
    """

    source: Source
    url: str
    passage: "Passage | None" = None
    locator: Locator = Locator("", "")
    profile: str = "reading"
    style: str = "chicago-notes"
    accessed: str = ""
    verdict: str = ""
    step: str = ""

    @property
    def public_url(self) -> str:
        """The address, if it is one on the web; empty where the project has no home yet."""
        return self.url if "://" in self.url else ""

    @property
    def exact_url(self) -> str:
        """The address, with the words that it is of, where these are not all of the passage."""
        if self.passage is None or self.passage.around is None:
            return self.url
        from edition.reference.schemes.text_fragment import written

        return self.url + written(self.passage.text())


def address(
    passage: "Passage | None", page: str, base: str, version: str, profile: str = "reading"
) -> str:
    """Return the public address of a passage: PAGE?v=VERSION&fp=STRICT.LETTERS#ID.

    A range has `end=` in the query, another profile than reading `profile=`. Relative where `base`
    is empty. Mere words have the address of the passage around them: its fingerprints are those
    that can be compared with what bears its name.
    """
    name = quote(page)
    home = f"{base.rstrip('/')}/{name}" if base else name
    if passage is None:
        return home
    mark = str((passage.around or passage).fingerprints(profile))
    return located(home, version, mark, (passage.start, passage.end), profile)


def located(
    home: str, version: str, mark: str, anchors: tuple[str, str], profile: str = "reading"
) -> str:
    """Return the address of a passage by that of its page, its fingerprints and its two ends."""
    start, end = anchors
    query = f"v={version}&fp={mark}" if version else f"fp={mark}"
    if end != start:
        query += f"&end={quote(end)}"
    if profile != "reading":
        query += f"&profile={profile}"
    return f"{home}?{query}#{quote(start)}" if start else f"{home}?{query}"


def cited(
    passage: "Passage",
    style: str = "",
    profile: str = "reading",
    kind: str = "",
    accessed: str = "",
) -> Cited:
    """Return a passage with all that its citation needs; the style by default its project's.

    `kind` is a type of CSL that it is to be cited as, if not as the chapter or book that it is.
    """
    settings = passage.passages.project.settings
    record = _record(passage)
    if kind:
        record = record.changed(kind=kind)
    url = address(passage, f"{record.id}.html", settings.base, record.version, profile)
    named = style or settings.style or "chicago-notes"
    return Cited(record, url, passage, passage.locator, profile, named, accessed)


def _record(passage: "Passage") -> Source:
    if passage.note:
        from edition.citation.note import noted

        return noted(passage.note)
    from edition.citation.header import source

    return source(passage.front)


def key(cited: Cited) -> str:
    """Return the citation key: the document, and the passage behind a colon."""
    ref = cited.passage.ref if cited.passage else ""
    return f"{cited.source.id}:{ref}" if ref else cited.source.id
