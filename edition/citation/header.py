"""Header: the bibliographic record that a document's teiHeader gives."""

from functools import lru_cache

from edition.citation.person import body, in_one_language, names
from edition.citation.responsibility import editing
from edition.citation.source import Name, Source
from edition.document import TEI, XML_LANG, Document, Element
from edition.language import tag
from edition.regex import compiled
from edition.tei.date import ImpossibleDate, span
from edition.tei.usage import used_in
from edition.tei.wording import text_of

__all__ = ["source"]

_INHERITED = ("editors", "publisher", "place", "issued", "version", "licence")


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
    own = text_of(header.find(_path("fileDesc/sourceDesc/bibl/title[@level='a']")))
    titled = own if own and own != edition else ""
    language = _language(document, header)
    return Source(
        id=document.id,
        title=titled or edition or document.id,
        container=edition if titled else _series(header),
        authors=_named(header, "author", language) or _who(header, "sent", language),
        editors=_editors(header, language),
        translators=_named(header, "editor[@role='translator']", language),
        publisher=_first(header, language, "publisher", "authority", "distributor"),
        place=_first(header, language, "pubPlace"),
        issued=_dated(header, "fileDesc/publicationStmt/date", "fileDesc/editionStmt/edition/date"),
        version=_attribute(header, "fileDesc/editionStmt/edition", "n"),
        language=language,
        licence=_attribute(header, "fileDesc/publicationStmt/availability/licence", "target"),
        recipients=_who(header, "received", language),
        composed=_dated(
            header,
            "profileDesc/correspDesc/correspAction[@type='sent']/date",
            "profileDesc/creation/date",
            "fileDesc/sourceDesc/bibl[@type='firstEdition']/date",
        ),
    )


def _path(path: str) -> str:
    return "/".join(f"{{{TEI}}}{step}" for step in path.split("/"))


def _all(header: Element, path: str) -> list[Element]:
    return header.findall(_path(path))


def _named(header: Element, path: str, language: str) -> tuple[Name, ...]:
    return names(_all(header, f"fileDesc/titleStmt/{path}"), language)


def _first(header: Element, language: str, *names: str) -> str:
    """Return the first of some elements of publicationStmt that says something."""
    stated = (_all(header, f"fileDesc/publicationStmt/{name}") for name in names)
    told = (body(each, language) for some in stated for each in in_one_language(some, language))
    return next(filter(None, told), "")


def _attribute(header: Element, path: str, name: str) -> str:
    element = header.find(_path(path))
    return "" if element is None else element.get(name, "")


def _title(element: Element | None) -> str:
    """Return a title without the blank that library catalogues put before a colon."""
    return compiled(r"\s+:\s").sub(": ", text_of(element))


def _edition_title(header: Element) -> str:
    """Join main title and subtitle with a colon; short titles and series are passed over.

    Both keep their capitals: only a style may change them, and none of ours writes them small.
    """
    every = _all(header, "fileDesc/titleStmt/title")
    titles = [title for title in every if title.get("level") not in {"s", "j", "u"}]
    main = next((t for t in titles if t.get("type") in {"main", None}), None)
    sub = next((t for t in titles if t.get("type") == "sub"), None)
    if main is None:
        return _title(sub) or next(map(_title, every), "")
    if sub is None:
        return _title(main)
    return f"{_title(main)}: {_title(sub)}"


def _series(header: Element) -> str:
    """Return the title of the series, which is the edition that a text stands in."""
    stated = _title(header.find(_path("fileDesc/seriesStmt/title")))
    return stated or _title(header.find(_path("fileDesc/titleStmt/title[@level='s']")))


def _editors(header: Element, language: str) -> tuple[Name, ...]:
    """Return the editors; where no editor of any role is named, who is said to have edited.

    A translator is no editor, and neither is who encoded what another translated.
    """
    every = _all(header, "fileDesc/titleStmt/editor")
    if every:
        return names((each for each in every if each.get("role") != "translator"), language)
    return editing(_all(header, "fileDesc/titleStmt/respStmt"), language)


def _who(header: Element, action: str, language: str) -> tuple[Name, ...]:
    """Return who sent or received a letter."""
    actions = _all(header, f"profileDesc/correspDesc/correspAction[@type='{action}']")
    people = (f"{{{TEI}}}persName", f"{{{TEI}}}orgName")
    return names((person for each in actions for person in each.iterchildren(*people)), language)


def _dated(header: Element, *paths: str) -> str:
    """Return the first date of some places as ISO; a range has a slash."""
    for path in paths:
        element = header.find(_path(path))
        days = [] if element is None else _days(element)
        if days and all(days):
            return "/".join(days)
    return ""


def _days(element: Element) -> list[str]:
    """Return the one or the two days of a date; of one in words only, its year."""
    for first, last in (("from", "to"), ("notBefore", "notAfter")):
        ends = _value(element, first), _value(element, last)
        if all(ends):
            return [_day(end) for end in ends]
    said = _value(element, "when")
    if not said:
        said = text_of(element)
        years = compiled(r"(?<![0-9])[12][0-9]{3}(?![0-9])").findall(said)
        if len(years) == 1 and not _day(said):
            return years
    days = [_day(day) for day in said.split("/")]
    return days if len(days) <= 2 else []


def _value(element: Element, name: str) -> str:
    """Return what a dating attribute says, of the W3C's form or of ISO's."""
    return element.get(name, "") or element.get(f"{name}-iso", "")


def _day(value: str) -> str:
    """Return a day, month or year of our era as ISO; what is none is empty."""
    day = value[:10]
    if not compiled(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?").fullmatch(day):
        return ""
    try:
        return day if span(value) is not None else ""
    except ImpossibleDate:
        return ""


def _language(document: Document, header: Element) -> str:
    """Return the text's language: of the document, of its text, of langUsage; else "und"."""
    text = document.root.find(f"{{{TEI}}}text")
    own = document.root.get(XML_LANG) or (text is not None and text.get(XML_LANG))
    return tag(own or used_in(header) or "und")
