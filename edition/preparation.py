"""Preparation: the linear pass that settles what templates would count or look up again."""

from collections import Counter
from copy import deepcopy

from lxml import etree

from edition.date import computed
from edition.document import TEI, XML_ID, Document, Element
from edition.project import Project

__all__ = ["CITABLE", "POINTERS", "REFERENCE", "prepare"]

REFERENCE = "e-ref"
"""The attribute that holds the derived reference of an element without xml:id."""

POINTERS = ("who", "toWhom", "ref", "corresp")
"""Attributes through which a text points into registers."""

_DIVISIONS = frozenset(
    "text front back group floatingText div div1 div2 div3 div4 div5 div6 div7".split()
)
_BLOCKS = frozenset("lg sp p ab l head list item table row cell figure note".split())
_INLINES = frozenset(
    "said q quote seg s fw choice persName placeName orgName name rs date time event "
    "term bibl".split()
)
CITABLE = frozenset("p ab l lg sp head said q".split())
"""Local names of what is offered for citing by link."""

_QUOTED = frozenset({"said", "q", "quote"})
_TAGS = tuple(f"{{{TEI}}}{name}" for name in sorted(_DIVISIONS | _BLOCKS | _INLINES))
_PREFIX = len(TEI) + 2


def prepare(document: Document, project: Project) -> Element:
    """Set on the document's own tree what the stylesheets need, and return its root.

    Attributes in no namespace, only where something is missing: `e-ref` the derived reference
    (`~div.2.p.3`: a typed path, counted within its division), `e-level` the depth of quotation,
    `e-number` of notes, `e-from` and `e-to` of relative dates. Register entries that other files
    hold are appended in a `standOff` of type `e-register`. Preparing twice changes nothing more.
    """
    for text in document.root.iter(f"{{{TEI}}}text"):
        if next(text.iterancestors(f"{{{TEI}}}text"), None) is None:
            _name(text)
    _number_notes(document)
    _date_relatives(document)
    _append_registers(document, project)
    return document.root


def _name(text: Element) -> None:
    """Give every nameable element without xml:id its typed path, and quotations their level."""
    paths: dict[Element, str] = {text: ""}
    levels: dict[Element, int] = {}
    counts: Counter[tuple[Element, str]] = Counter()
    for element in text.iter(*_TAGS):
        if element is text:
            continue
        local = str(element.tag)[_PREFIX:]
        container = _nearest(element, paths)
        counts[container, local] += 1
        path = f"{paths[container]}{local}.{counts[container, local]}"
        if local not in _INLINES:
            paths[element] = f"{path}."
        if element.get(XML_ID) is None:
            element.set(REFERENCE, f"~{path}")
        if local in _QUOTED:
            levels[element] = 1 + _level_around(element, levels)
            element.set("e-level", str(levels[element]))


def _nearest(element: Element, among: dict[Element, str]) -> Element:
    parent = element.getparent()
    while parent is not None and parent not in among:
        parent = parent.getparent()
    return element if parent is None else parent


def _level_around(element: Element, levels: dict[Element, int]) -> int:
    if not levels:
        return 0
    return next((levels[around] for around in element.iterancestors() if around in levels), 0)


def _number_notes(document: Document) -> None:
    """Count notes in the order in which they, or what they are about, stand in the text."""
    notes = list(document.root.iter(f"{{{TEI}}}note"))
    if not notes:
        return
    attached = {note: _first_target(note, document) for note in notes}
    wanted = {place for place in attached.values() if place is not None}
    order = {element: n for n, element in enumerate(document.root.iter("*")) if element in wanted}
    placed = [note for note in notes if attached[note] is not None]
    placed.sort(key=lambda note: order.get(attached[note], len(order)))  # type: ignore[arg-type]
    for number, note in enumerate(placed, 1):
        note.set("e-number", str(number))


def _first_target(note: Element, document: Document) -> Element | None:
    """Return what a note is attached to: in the text itself, in standOff its target, else None."""
    around = next(note.iterancestors(f"{{{TEI}}}text", f"{{{TEI}}}standOff"), None)
    if around is None:
        return None
    if around.tag == f"{{{TEI}}}text":
        return note
    targets = note.get("target", "").split()
    return document.ids.get(targets[0].removeprefix("#")) if targets else None


def _date_relatives(document: Document) -> None:
    for date in document.root.iter(f"{{{TEI}}}date"):
        if date.get("datingPoint") is not None:
            meant = computed(date, document)
            if meant is not None:
                first, last = meant.isoformat()
                date.set("e-from", first)
                date.set("e-to", last)


def _append_registers(document: Document, project: Project) -> None:
    """Copy the entries of other files into the tree, so that a key() finds them."""
    if not document.prefixes and not project.registers:
        return
    entries: dict[str, Element] = {}
    for element in document.root.iter(f"{{{TEI}}}*"):
        for name in POINTERS:
            for pointer in element.get(name, "").split():
                if not pointer.startswith("#") and pointer not in entries:
                    target = project.target(pointer, document)
                    if isinstance(target, etree._Element) and not _is_own(target, document):
                        entries[pointer] = target
    if not entries or document.root.find(f"{{{TEI}}}standOff[@type='e-register']") is not None:
        return
    register = etree.SubElement(document.root, f"{{{TEI}}}standOff", {"type": "e-register"})
    for pointer, entry in entries.items():
        copy = deepcopy(entry)
        copy.tail = None
        for inner in copy.iter("*"):
            inner.attrib.pop(XML_ID, None)  # it is another document's, and may be ours as well
        copy.set("e-key", pointer)
        copy.set(REFERENCE, f"~entry/{pointer}")
        register.append(copy)


def _is_own(element: Element, document: Document) -> bool:
    return element.getroottree().getroot() is document.root
