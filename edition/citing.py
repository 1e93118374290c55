"""Citing: what a page carries so that its passages can be cited, and checked years later."""

from functools import lru_cache

from lxml import etree

from edition.addressing import mark_addresses
from edition.citation import Cited, exchanged, formatted, listed, styles
from edition.citation.cited import address
from edition.citation.source import Source
from edition.document import TEI, Element
from edition.identity.ledger import Ledger, read_ledger
from edition.identity.tombstone import tombstones
from edition.locator import Locator
from edition.passage import Index
from edition.project import Project

__all__ = ["carry"]

_CARRIED = "e-citing"
_SAVED = (("RIS", "ris", "ris"), ("BibTeX", "bibtex", "bib"))
"""What a page saves for reference managers: its name, our exchange format, the ending of a file."""

_PLACE, _ADDRESS = "␀", "␁"
"""Stand-ins in what is saved; the script puts a passage's own in their place."""

_NUMBER, _OTHER = "987654321", "987654322"
_PINS = {
    "p": Locator("paragraph", _NUMBER),
    "pp": Locator("paragraph", f"{_NUMBER}–{_OTHER}"),
    "l": Locator("line", _NUMBER),
    "ll": Locator("line", f"{_NUMBER}–{_OTHER}"),
    "n": Locator("line", f"{_NUMBER}.1"),
    "nn": Locator("line", f"{_NUMBER}.1–{_NUMBER}.2"),
}
"""The kinds of places that styles write differently, each with an example."""


def carry(index: Index, record: Source) -> None:
    """Set on a prepared document what its page carries for citing; twice changes nothing more.

    On each passage that a page offers for citing: `e-address`, its versioned address from the page
    itself, and `e-at`, its place where that is more than its `@n`. Behind all else an `e-citing`:
    for each style the citation and the entry of the document (`pin` where a passage has its place,
    `address` where its own is put), records to `save`, and of published ids that are `gone` why
    and for what, of those that were altered the `earlier` words. Raises Refused for a ledger that
    cannot be read.
    """
    if index.root.find(_CARRIED) is not None:
        return
    places = mark_addresses(index, record.version)
    kinds = {kind for place in places for kind in _kinds(place)}
    carried = etree.SubElement(index.root, _CARRIED, nsmap={})
    url = address(None, f"{record.id}.html", index.project.settings.base, record.version)
    _describe(carried, record, url, _doi(index.document.root))
    for name in _ordered(index.project.settings.style):
        carried.append(_style(name, Cited(record, url), kinds))
    for title, name, ending in _SAVED:
        made = _record(name, record, _ADDRESS if "://" in url else "")
        _add(carried, "save", made, name=title, ending=ending)
    _tell_history(carried, index, _ledger(index.project))


def _describe(carried: Element, record: Source, url: str, doi: str) -> None:
    """Add the record of a document for reference managers and search engines."""
    fields = {
        "title": record.title,
        "container": record.container,
        "publisher": record.publisher,
        "date": record.issued.partition("/")[0],
        "language": record.language.replace("und", ""),
        "doi": doi,
    }
    described = etree.SubElement(
        carried, "record", {name: value for name, value in fields.items() if value}
    )
    for role, names in (("author", record.authors), ("editor", record.editors)):
        for name in names:
            _add(described, role, ", ".join(filter(None, (name.surname, name.given))))
    _add(described, "linked", _linked(record, fields, url))


def _linked(record: Source, fields: dict[str, str], url: str) -> str:
    """Return the record as JSON-LD in the terms of schema.org, which search engines read."""
    whole = {"@type": "Book", "name": record.container}
    rows = {
        "@context": "https://schema.org",
        "@type": "Chapter" if record.container else "Book",
        "name": record.title,
        "isPartOf": whole if record.container else "",
        "author": [{"name": name.whole} for name in record.authors],
        "editor": [{"name": name.whole} for name in record.editors],
        "publisher": {"name": record.publisher} if record.publisher else "",
        "datePublished": fields["date"],
        "inLanguage": fields["language"],
        "url": url if "://" in url else "",
        "sameAs": f"https://doi.org/{fields['doi']}" if fields["doi"] else "",
    }
    return _json({name: value for name, value in rows.items() if value})


def _json(value: object) -> str:
    """Return strings, lists and objects as JSON that no text in HTML can end."""
    if isinstance(value, dict):
        return "{" + ",".join(f"{_json(name)}:{_json(one)}" for name, one in value.items()) + "}"
    if isinstance(value, list):
        return f"[{','.join(map(_json, value))}]"
    text = " ".join(str(value).split()).replace("\\", "\\\\").replace('"', '\\"')
    return '"' + text.replace("<", "\\u003c") + '"'


def _doi(root: Element) -> str:
    """Return the DOI that a header gives to the edition, without the address of its resolver."""
    path = f"{{{TEI}}}teiHeader/{{{TEI}}}fileDesc/{{{TEI}}}publicationStmt//{{{TEI}}}idno"
    given = (idno.text or "" for idno in root.iterfind(path) if idno.get("type") == "DOI")
    return next(given, "").strip().rpartition("doi.org/")[2]


def _kinds(place: Locator) -> tuple[str, ...]:
    """Return the kinds of place of which a citation needs to know how styles write them."""
    if place.label != "line":
        return ("p", "pp")
    return ("l", "ll") if place.value.isalnum() else ("n", "nn")


def _ordered(preferred: str) -> list[str]:
    """Return the styles, that of the project first; one in a file of its own is none of ours."""
    return sorted(styles(), key=lambda name: name != preferred)


def _style(name: str, whole: Cited, kinds: set[str]) -> Element:
    """Return what a style makes of a document, with a pin for the places of its passages."""
    style = etree.Element("style", {"name": name})
    plain = formatted(whole, name)
    made = {kind: formatted(whole.changed(locator=_PINS[kind]), name) for kind in sorted(kinds)}
    begun = min((_alike(plain, text) for text in made.values()), default=len(plain))
    turned = plain[begun:][::-1]
    ended = min((_alike(turned, text[begun:][::-1]) for text in made.values()), default=0)
    pins = {
        kind: text[begun : len(text) - ended].replace(_PINS[kind].value, "#")
        for kind, text in made.items()
    }
    citation = etree.SubElement(style, "citation")
    _write(citation, plain[:begun], whole.url)
    etree.SubElement(citation, "pin", pins)
    _write(citation, plain[begun:], whole.url)
    _write(etree.SubElement(style, "entry"), listed(whole, name), whole.url)
    return style


def _alike(one: str, other: str) -> int:
    """Return how many signs two texts begin with alike."""
    pairs = zip(one, other, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _write(parent: Element, text: str, url: str) -> None:
    """Write a text at the end of an element, with an element in place of the address."""
    first, *rest = text.split(url) if "://" in url else [text]
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + first
    else:
        parent.text = (parent.text or "") + first
    for part in rest:
        etree.SubElement(parent, "address").text = url
        parent[-1].tail = part


def _record(name: str, record: Source, stand_in: str) -> str:
    """Return the record of a passage in an exchange format, with stand-ins for what is its own."""
    url = f"https://{stand_in}" if stand_in else ""
    made = exchanged([Cited(record, url, None, Locator("page", _PLACE))], name)
    made = made.replace(f"page {_PLACE}", _PLACE)  # the script puts "paragraph 5" there
    return made.replace("https://" + _ADDRESS, _ADDRESS).replace("\r\n", "\n")


def _add(parent: Element, tag: str, text: str, **attributes: str) -> Element:
    child = etree.SubElement(parent, tag, attributes)
    child.text = text
    return child


@lru_cache(maxsize=1)
def _ledger(project: Project) -> Ledger:
    """Return a project's ledger, read once for all its texts."""
    return read_ledger(project)


def _tell_history(carried: Element, index: Index, ledger: Ledger) -> None:
    """Tell which published ids are gone, and what others said earlier."""
    name, graves = index.document.id, {each.id: each for each in tombstones(index.document)}
    for grave in graves.values():
        _bury(carried, index, grave.id, grave.reason, grave.successors)
    for entry in ledger.entries.values():
        if entry.document != name:
            continue
        if entry.last and entry.id not in graves and entry.id not in index.elements:
            _bury(carried, index, entry.id, entry.reason, entry.successors)
        for earlier in entry.earlier if entry.id in index.elements else ():
            if not earlier.text:
                continue  # nobody kept its words
            passage = index.passage(entry.id)
            place = " ".join(passage.locator).strip() if passage else ""
            told = {"ref": entry.id, "until": earlier.last, "fp": earlier.fingerprints}
            _add(carried, "earlier", earlier.text, place=place or entry.id, **told)


def _bury(
    carried: Element, index: Index, ref: str, reason: str, successors: tuple[str, ...]
) -> None:
    """Add an id that is gone, with links to what stands in for it, here or in another text."""
    gone = etree.SubElement(carried, "gone", {"ref": ref, "reason": reason})
    for heir in successors:
        document, _, name = heir.rpartition("#")
        is_here = document in {"", index.document.id}
        page = "" if is_here else f"{document}.html"
        _add(gone, "heir", name if is_here else heir, href=f"{page}#{name}")
