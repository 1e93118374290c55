"""Cited: what a citation says of a document, read from its header, and of a passage of it."""

from __future__ import annotations  # the tree is loaded by whoever has none yet, not by us

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from edition.document import TEI, Document
from edition.locator import Locator
from edition.value import Value

if TYPE_CHECKING:
    from edition.passage import Passage
    from edition.tree import Element

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

__all__ = ["Cited", "Name", "Source", "address", "cited", "note", "noted", "source"]


class Name(Value):
    """A person with family and given name, or a body or plain name (`family` alone).

    `particle` is what stands before the family name and belongs to it: van, de la.
    """

    family: str
    given: str = ""
    particle: str = ""

    @property
    def surname(self) -> str:
        """The family name with its particle."""
        return f"{self.particle} {self.family}".strip()

    @property
    def whole(self) -> str:
        """The name as it is spoken."""
        return f"{self.given} {self.surname}".strip()


class Source(Value):
    """The bibliographic record of a document in an edition; absent is empty.

    With a `container`, the edition that holds the text, the document is a chapter of it, else a
    book of its own (CSL types).
    """

    id: str
    title: str
    container: str
    authors: tuple[Name, ...]
    editors: tuple[Name, ...]
    publisher: str
    place: str
    issued: str
    version: str
    language: str
    licence: str

    @property
    def type(self) -> str:
        """The CSL type: a chapter where an edition holds the text."""
        return "chapter" if self.container else "book"

    @property
    def year(self) -> str:
        """The year of publication, or the first and the last; empty if there is none."""
        return "–".join(day[:4] for day in self.issued.split("/"))


class Cited(Value):
    """A passage, or a whole document (`passage` None), with its record, address and place."""

    source: Source
    url: str
    passage: Passage | None = None
    locator: Locator = Locator("", "")
    profile: str = "reading"
    style: str = "chicago-notes"


@lru_cache(maxsize=1)
def source(document: Document) -> Source:
    """Return the bibliographic record that a document's header gives.

    The text's own title is the one of its source where that has one, and the edition's title then
    is the container's. Source: TEI P5, HD.
    """
    record = _record(document, document.root.find(f"{{{TEI}}}teiHeader"))
    for header in document.headers:
        record = _completed(record, _record(document, header))
    return record


_INHERITED = ("editors", "publisher", "place", "issued", "version", "licence")


def _completed(record: Source, whole: Source) -> Source:
    """Return a text's record with what only the teiCorpus around it states."""
    stated = {name: getattr(record, name) or getattr(whole, name) for name in _INHERITED}
    is_titled = whole.title not in {record.title, record.id}
    container = record.container or (whole.title if is_titled else "")
    language = record.language if record.language != "und" else whole.language
    return record.changed(**stated, container=container, language=language)


def _record(document: Document, header: Element | None) -> Source:
    """Return the record that one header gives."""
    if header is None:
        header = document.root.makeelement(f"{{{TEI}}}teiHeader", None, None)
    edition = _edition_title(header)
    own = _text(header.find(_path("fileDesc/sourceDesc/bibl/title[@level='a']")))
    series = _series(header)
    titled = own if own and own != edition else ""
    return Source(
        id=document.id,
        title=titled or edition or document.id,
        container=edition if titled else series,
        authors=_names(header, "author"),
        editors=_names(header, "editor") or _responsible(header),
        publisher=_text(header.find(_path("fileDesc/publicationStmt/publisher")))
        or _text(header.find(_path("fileDesc/publicationStmt/authority"))),
        place=_text(header.find(_path("fileDesc/publicationStmt/pubPlace"))),
        issued=_issued(header),
        version=_attribute(header, "fileDesc/editionStmt/edition", "n"),
        language=_language(document, header),
        licence=_attribute(header, "fileDesc/publicationStmt/availability/licence", "target"),
    )


def note(document: Document) -> str:
    """Return the record of a document as a line that can be kept."""
    import json

    return json.dumps(source(document), ensure_ascii=False)


def noted(note: str) -> Source:
    """Return the record that a note says."""
    import json

    said = json.loads(note)
    fields: list[Any] = [tuple([Name(*n) for n in f]) if isinstance(f, list) else f for f in said]
    return Source(*fields)


def address(
    passage: Passage | None, page: str, base: str, version: str, profile: str = "reading"
) -> str:
    """Return the public address of a passage: PAGE?v=VERSION&fp=STRICT.LETTERS#ID.

    A range has `end=` in the query, another profile than reading `profile=`. Relative where `base`
    is empty.
    """
    name = quote(page)
    home = f"{base.rstrip('/')}/{name}" if base else name
    if passage is None:
        return home
    query = [f"v={version}"] if version else []
    query.append(f"fp={passage.fingerprints(profile)}")
    if passage.end != passage.start:
        query.append(f"end={quote(passage.end)}")
    if profile != "reading":
        query.append(f"profile={profile}")
    return f"{home}?{'&'.join(query)}" + (f"#{quote(passage.start)}" if passage.start else "")


def cited(passage: Passage, style: str = "", profile: str = "reading") -> Cited:
    """Return a passage with all that its citation needs; the style by default its project's."""
    document, settings = passage.document, passage.index.project.settings
    record = noted(passage.note) if passage.note else source(passage.front)
    url = address(passage, f"{document.id}.html", settings.base, record.version, profile)
    named = style or settings.style or "chicago-notes"
    return Cited(record, url, passage, passage.locator, profile, named)


def _path(path: str) -> str:
    return "/".join(f"{{{TEI}}}{step}" for step in path.split("/"))


def _text(element: Element | None) -> str:
    return "" if element is None else " ".join("".join(map(str, element.itertext())).split())


def _attribute(header: Element, path: str, name: str) -> str:
    element = header.find(_path(path))
    return "" if element is None else element.get(name, "")


def _titles(header: Element) -> list[Element]:
    return header.findall(_path("fileDesc/titleStmt/title"))


def _edition_title(header: Element) -> str:
    """Join main title and subtitle with a colon; short titles and series are passed over."""
    titles = [title for title in _titles(header) if title.get("level") not in {"s", "j", "u"}]
    main = next((t for t in titles if t.get("type") in {"main", None}), None)
    sub = next((t for t in titles if t.get("type") == "sub"), None)
    if main is None:
        return _text(sub) or next(map(_text, _titles(header)), "")
    if sub is None:
        return _text(main)
    below = _text(sub)
    return f"{_text(main)}: {below[:1].lower()}{below[1:]}"


def _series(header: Element) -> str:
    stated = _text(header.find(_path("fileDesc/seriesStmt/title")))
    return stated or next((_text(t) for t in _titles(header) if t.get("level") == "s"), "")


def _names(header: Element, role: str) -> tuple[Name, ...]:
    """Return the persons of a role; an element that holds several names stands for all of them."""
    people: list[Element] = []
    for element in header.findall(_path(f"fileDesc/titleStmt/{role}")):
        inner = list(element.iterchildren(f"{{{TEI}}}persName", f"{{{TEI}}}name"))
        people += inner if len(inner) > 1 else [element]
    return tuple(name for name in map(_name, people) if name.family)


def _responsible(header: Element) -> tuple[Name, ...]:
    """Return the persons and bodies of respStmt, where no editor is named."""
    return tuple(
        _name(child)
        for statement in header.findall(_path("fileDesc/titleStmt/respStmt"))
        for child in statement.iterchildren(f"{{{TEI}}}persName", f"{{{TEI}}}orgName")
    )


def _name(element: Element) -> Name:
    family, given, particle = (
        " ".join(filter(None, map(_text, element.iter(f"{{{TEI}}}{tag}"))))
        for tag in ("surname", "forename", "nameLink")
    )
    if family:
        return Name(family, given, particle)
    person = element.find(f"{{{TEI}}}persName")
    words = _text(person if person is not None else element)
    first, comma, rest = words.partition(", ")
    return Name(first, rest) if comma and " " not in first.strip() else Name(words)


def _issued(header: Element) -> str:
    """Return the date of publication, else of the edition, as ISO; a range has a slash."""
    for path in ("fileDesc/publicationStmt/date", "fileDesc/editionStmt/edition/date"):
        element = header.find(_path(path))
        if element is None:
            continue
        said = element.get("when") or _text(element)
        for first, last in (("from", "to"), ("notBefore", "notAfter")):
            if element.get(first) and element.get(last):
                said = f"{element.get(first)}/{element.get(last)}"
        days = [_day(day) for day in said.split("/")]
        if all(days) and len(days) <= 2:
            return "/".join(days)
    return ""


def _day(value: str) -> str:
    """Return a day, month or year of our era as ISO; what is none is empty."""
    from edition.date import ImpossibleDate, span

    day = value[:10]
    if not re.fullmatch(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?", day):
        return ""
    try:
        return day if span(value) is not None else ""
    except ImpossibleDate:
        return ""


def _language(document: Document, header: Element) -> str:
    """Return the text's language: of the document, of its text, of langUsage; else "und"."""
    text = document.root.find(f"{{{TEI}}}text")
    used = header.find(_path("profileDesc/langUsage/language"))
    stated = (
        document.root.get(_LANG),
        None if text is None else text.get(_LANG),
        None if used is None else used.get("ident"),
    )
    return next((language for language in stated if language), "und")
