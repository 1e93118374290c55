"""Citing: what a page carries so that its passages can be cited, and checked years later."""

from collections.abc import Iterator

from lxml import etree

from edition.citation import Cited, exchanged, formatted, listed, styles
from edition.citation.cited import address
from edition.citation.exchange.bibtex import located
from edition.citation.source import Source
from edition.citing.addressing import kind, mark_addresses
from edition.document import TEI, Element
from edition.file import is_file
from edition.passage.locator import Locator
from edition.passage.passages import Passages
from edition.project import LEDGER

__all__ = ["carry"]

_CARRIED = "e-citing"
_STANDOFF, _LIST = f"{{{TEI}}}standOff", f"{{{TEI}}}list"
_SAVED = (("RIS", "ris", "ris"), ("BibTeX", "bibtex", "bib"))
"""What a page saves for reference managers: its name, our exchange format, the ending of a file."""

_PLACE, _ADDRESS = "␀", "␁"
"""Stand-ins in what is saved; the script puts a passage's own in their place."""

_NUMBER, _OTHER = "987654321", "987654322"
"""What stands for a number, and for a second one, in examples of places."""


def carry(passages: Passages, record: Source, *, is_text_kept: bool = True) -> None:
    """Set on a prepared document what its page carries for citing; twice changes nothing more.

    On each passage that a page offers for citing: `e-address`, its versioned address from the page
    itself, and `e-at`, its place where that is more than its `@n`. Behind all else an `e-citing`:
    for each style the citation and the entry of the document (`pin` where a passage has its place,
    `address` where its own is put), records to `save`, and of published ids that are `gone` why
    and for what, of those that were altered the `earlier` words. Raises Refused for a ledger that
    cannot be read.
    """
    if passages.root.find(_CARRIED) is not None:
        return
    places = mark_addresses(passages, record.version, is_text_kept=is_text_kept)
    examples = {name: one for each in places.values() for name, one in _examples(each)}
    carried = etree.SubElement(passages.root, _CARRIED, nsmap={None: ""})  # as it may be read again
    url = address(None, f"{record.id}.html", passages.project.settings.base, record.version)
    _describe(carried, record, _doi(passages.document.root))
    for name in _ordered(passages.project.settings.style):
        carried.append(_style(name, Cited(record, url), examples))
    _add(carried, "places", "", **_saved_places(examples, record))
    for title, name, ending in _SAVED:
        made = _record(name, record, _ADDRESS if "://" in url else "")
        _add(carried, "save", made, name=title, file=f"{record.id}.{ending}")
    if _has_history(passages):
        from edition.citing.history import tell_history

        tell_history(carried, passages)


def _describe(carried: Element, record: Source, doi: str) -> None:
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
    _add(described, "linked", _linked(record, fields))


def _linked(record: Source, fields: dict[str, str]) -> str:
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


def _examples(place: Locator) -> Iterator[tuple[str, Locator]]:
    """Yield the kind of a place with an example of it, and of a range of two such places."""
    name, is_one = kind(place), place.value.partition(" ")[0].isalnum()
    number, other = (_NUMBER, _OTHER) if is_one else (f"{_NUMBER}.1", "2")
    yield name, Locator(place.label, number)
    yield name * 2, Locator(place.label, f"{number}–{other}")


def _saved_places(examples: dict[str, Locator], record: Source) -> dict[str, str]:
    """Return how exchange formats say each kind of place, with # for its number."""
    said = {name: located(Cited(record, "", None, each)) for name, each in examples.items()}
    return {name: said[name].replace(each.value, "#") for name, each in examples.items()}


def _ordered(preferred: str) -> list[str]:
    """Return the styles, that of the project first; one in a file of its own is none of ours."""
    return sorted(styles(), key=lambda name: name != preferred)


def _style(name: str, whole: Cited, examples: dict[str, Locator]) -> Element:
    """Return what a style makes of a document, with a pin for the places of its passages."""
    style = etree.Element("style", {"name": name})
    plain = formatted(whole, name)
    made = {each: formatted(whole.changed(locator=place), name) for each, place in examples.items()}
    begun = min((_alike(plain, text) for text in made.values()), default=len(plain))
    turned = plain[begun:][::-1]
    ended = min((_alike(turned, text[begun:][::-1]) for text in made.values()), default=0)
    pins = {
        each: text[begun : len(text) - ended].replace(examples[each].value, "#")
        for each, text in made.items()
    }
    citation = etree.SubElement(style, "citation")
    _write(citation, plain[:begun], whole.url)
    etree.SubElement(citation, "pin", pins)
    _write(citation, plain[begun:], whole.url)
    _write(etree.SubElement(style, "entry"), listed(whole, name), whole.url)
    return style


def _alike(one: str, other: str) -> int:
    """Return how many signs two texts begin with alike."""
    least, most = 0, min(len(one), len(other))
    while least < most:
        middle = (least + most + 1) // 2
        if one[least:middle] == other[least:middle]:
            least = middle
        else:
            most = middle - 1
    return least


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
    place = Locator("paragraph", _PLACE)
    made = exchanged([Cited(record, url, None, place)], name)
    made = made.replace(" ".join(place), _PLACE)
    return made.replace("https://" + _ADDRESS, _ADDRESS).replace("\r\n", "\n")


def _add(parent: Element, tag: str, text: str, **attributes: str) -> Element:
    child = etree.SubElement(parent, tag, attributes)
    child.text = text
    return child


def _has_history(passages: Passages) -> bool:
    """Whether anything is known of earlier states; most projects have none, and load nothing."""
    lists = (each for at in passages.root.iter(_STANDOFF) for each in at.iter(_LIST))
    is_buried = any(each.get("type") == "withdrawn" for each in lists)
    return is_buried or is_file(passages.project.root / LEDGER)
