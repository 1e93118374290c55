"""Preparation: the linear pass that settles what templates would count or look up again."""

from typing import TypeVar

from lxml import etree

from edition.date import computed
from edition.derivation import DIVISIONS, REFERENCE, derived, texts
from edition.document import TEI, XML_ID, Document, Element
from edition.edge import mark_edges
from edition.glyph import mark_glyphs, mark_running
from edition.language import direction, tag
from edition.project import Project
from edition.register import ENTRIES, headword, surname
from edition.rendition import mark_looks
from edition.spacing import space_parts
from edition.table import mark_empty
from edition.target import reached
from edition.tree import copied
from edition.vocabulary import used

__all__ = [
    "CITABLE",
    "OCCURRING",
    "POINTERS",
    "REFERENCE",
    "SPEECHES",
    "mark_blocks",
    "prepare",
    "prepare_text",
]

POINTERS = ("who", "toWhom", "ref", "corresp")
"""Attributes through which a text points into registers."""

SPEECHES = (f"{{{TEI}}}said", f"{{{TEI}}}q")
"""The tags of speeches; a `q` is one where it names its speaker."""

CITABLE = (f"{{{TEI}}}p", f"{{{TEI}}}ab", f"{{{TEI}}}l", *SPEECHES)
"""The tags of what a page offers for citing; a speech only where it names its speaker."""

OCCURRING = "e-occurring"
"""The attribute of the root that holds the names of all elements, each between blanks."""

_T = TypeVar("_T")
_QUOTED = frozenset({"said", "q", "quote"})
_TONES = 6
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_LANG_USAGE = ("teiHeader", "profileDesc", "langUsage", "language")
_MENTIONS = etree.XPath(
    "descendant::*/@ref/.. | descendant::t:date/@corresp/..", namespaces={"t": TEI}
)
_LANGUAGES = etree.XPath("/descendant::*/@xml:lang/..")
_HTML_BLOCKS = (
    *(
        f"{{{TEI}}}{name}"
        for name in (
            "p ab lg l list table sp div figure floatingText listBibl eg head castList speaker "
            "listPerson listPlace stage body trailer opener closer signed salute dateline byline "
            "address u licence specList listOrg listEvent listWit listApp spGrp set performance "
            "prologue epilogue caption postscript epigraph argument addrLine titlePage docTitle "
            "titlePart docAuthor docImprint docEdition docDate imprimatur entry entryFree "
            "superEntry hom re sense annotationBlock writing msDesc msIdentifier msContents msItem "
            "msItemStruct msPart msFrag objectIdentifier physDesc objectDesc supportDesc "
            "layoutDesc handDesc scriptDesc typeDesc musicNotation decoDesc additions bindingDesc "
            "sealDesc accMat history origin provenance acquisition additional adminInfo "
            "recordHist custodialHist surrogates condition collation foliation surface "
            "surfaceGrp zone line particDesc div1 div2 div3 div4 div5 div6 div7 group"
        ).split()
    ),
    "{http://www.tei-c.org/ns/Examples}egXML",
)
_DIVISIONS = frozenset(f"{{{TEI}}}{name}" for name in DIVISIONS)
_IN_PLACE = tuple(
    f"{{{TEI}}}{name}"
    for name in "listPerson listPlace listOrg listEvent listObject listNym listRelation".split()
)
_READINGS = frozenset({f"{{{TEI}}}app", f"{{{TEI}}}rdgGrp"})


def prepare(document: Document, project: Project) -> Element:
    """Set on the document's own tree what the stylesheets need, and return its root.

    Attributes in no namespace. Of a passage: `e-ref` its derived reference where it has no xml:id
    (`~div.2.p.3`: a typed path, counted within its division), `e-level` the depth of quotation,
    `e-block` where it holds what HTML takes for blocks, `e-number` of a note and `e-noted` on what
    notes are about, `e-number` and `e-sign` of an `app`, `e-from` and `e-to` of a relative date,
    `e-glyph` of an empty `g` the sign it stands for, `e-run` of a break that ends no word,
    `e-empty` of a table with spans what these leave empty. Of a speech with a speaker: `e-manner`
    (direct, indirect, open), `e-tone` (1 to 6, by voice), `e-voice` where that first speaks,
    `e-reporter`. Of a register entry:
    `e-headword`, `e-name`, and `e-key`, the pointer that leads to it; of what mentions one:
    `e-form`, a number for each entry and wording, and `e-first` where that is new. Of what states
    its look, `e-look`, and of the root `e-style`, the CSS of them all. Of what states its language,
    of the root and the header: `e-lang` the tag of BCP 47, `e-dir` its direction where that
    changes. Of the root: `e-occurring`, which elements there are, and `e-nested` where a text
    stands deeper than below it. Register entries that other files hold are appended in a
    `standOff` of type `e-register`. Preparing twice changes nothing more.
    """
    outermost = texts(document.root)
    for text in outermost:
        _name(text)
    prepare_text(document)
    mark_blocks(document.root)
    _describe_speeches(outermost)
    _number_readings(outermost)
    _inherit_licence(document)
    _date_relatives(document)
    _append_registers(document, project)
    _name_entries(document)
    _gather_mentions(outermost)
    _tag_languages(document)
    mark_looks(document)
    if any(text.getparent() is not document.root for text in outermost):
        document.root.set("e-nested", "")
    document.root.set(OCCURRING, f" {' '.join(used(document.root))} ")
    return document.root


def prepare_text(document: Document) -> Element:
    """Set what our sheets of plain text need, and return the root: a part of `prepare`.

    That is `e-empty`, of notes `e-number`, and of the root `e-notes` and `e-readings`, how many
    notes and places with several readings there are, and `e-marks`: see `edge`; of an empty `g`
    `e-glyph`, and of breaks `e-run`: see `glyph`. Records get blanks between parts: see `spacing`.
    """
    root = document.root
    mark_empty(root)
    mark_edges(root)
    mark_glyphs(root)
    mark_running(root)
    space_parts(root)
    _number_notes(document)
    for mark, name in (("e-notes", "note"), ("e-readings", "app")):
        root.set(mark, str(sum(1 for _ in root.iter(f"{{{TEI}}}{name}"))))
    return root


def _name(text: Element) -> None:
    """Give every nameable element without xml:id its typed path, and quotations their level."""
    levels: dict[Element, int] = {}
    for element, local, reference in derived(text):
        if reference:
            element.set(REFERENCE, reference)
        if local in _QUOTED:
            levels[element] = 1 + _around(element, levels, 0)
            element.set("e-level", str(levels[element]))


def _around(element: Element, known: dict[Element, _T], default: _T) -> _T:
    """Return what is known of the nearest element around one."""
    parent = element.getparent() if known else None
    while parent is not None:
        if parent in known:
            return known[parent]
        parent = parent.getparent()
    return default


def mark_blocks(root: Element) -> None:
    """Mark all that holds a block: HTML forbids one within a paragraph or a span."""
    seen: set[Element] = set()
    for block in root.iter(*_HTML_BLOCKS):
        for around in block.iterancestors():
            if around in seen:
                break
            seen.add(around)
            if around.tag not in _DIVISIONS:
                around.set("e-block", "")


def _describe_speeches(outermost: list[Element]) -> None:
    """Say of every speech with a speaker how, in which voice and by whom it is reported."""
    voices: dict[str, int] = {}
    for speech in (found for text in outermost for found in text.iter(*SPEECHES)):
        who = speech.get("who")
        if who is None:
            continue
        speech.set("e-manner", _manner(speech))
        if who not in voices:
            speech.set("e-voice", "")
        speech.set("e-tone", str(voices.setdefault(who, len(voices)) % _TONES + 1))
        outer = (around.get("who") for around in speech.iterancestors(*SPEECHES))
        reporter = next(filter(None, outer), who)
        if reporter != who:  # speakers who quote themselves are no reporters
            speech.set("e-reporter", reporter)


def _manner(speech: Element) -> str:
    """Return direct, indirect, or open where the encoding leaves it open."""
    stated = speech.get("direct")
    if stated in {"unknown", "inapplicable"}:
        return "open"
    if stated in {"false", "0"} or "#indirect" in speech.get("ana", "").split():
        return "indirect"
    return "direct"


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
        for pointer in note.get("target", "").split() if attached[note] is not note else ():
            target = document.ids.get(pointer.removeprefix("#"))
            if target is not None:
                target.set("e-noted", "")


def _number_readings(outermost: list[Element]) -> None:
    """Give each place with several readings a number, and letters that stand for it."""
    places = [place for text in outermost for place in text.iter(f"{{{TEI}}}app")]
    for number, place in enumerate(places, 1):
        place.set("e-number", str(number))
        place.set("e-sign", _letters(number))


def _letters(number: int) -> str:
    """Return the letters for a number: a to z, aa, ab and so on."""
    rest, last = divmod(number - 1, 26)
    return (_letters(rest) if rest else "") + chr(ord("a") + last)


def _first_target(note: Element, document: Document) -> Element | None:
    """Return what a note is attached to: in the text itself, in standOff its target, else None.

    A note of the apparatus or of a register in the text is shown there, and called from nowhere.
    """
    parent = note.getparent()
    if parent is not None and parent.tag in _READINGS:
        return None
    if next(note.iterancestors(*_IN_PLACE), None) is not None:
        return None
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


def _inherit_licence(document: Document) -> None:
    """Give a text of a teiCorpus the licence of the whole, where it states none of its own."""
    path = f"{{{TEI}}}fileDesc/{{{TEI}}}publicationStmt"
    own = document.root.find(f"{{{TEI}}}teiHeader/{path}")
    if own is None or own.find(f"{{{TEI}}}availability") is not None:
        return
    stated = (header.find(f"{path}/{{{TEI}}}availability") for header in document.headers)
    found = next((each for each in stated if each is not None), None)
    if found is not None:
        copy = copied(found)
        copy.tail = None
        own.append(copy)


def _append_registers(document: Document, project: Project) -> None:
    """Copy the entries of other files into the tree, so that a key() finds them."""
    if not document.prefixes and not project.registers and document.corpus is None:
        return
    entries: dict[str, Element] = {}
    for element in document.root.iter(f"{{{TEI}}}*"):
        for name in POINTERS:
            for pointer in element.get(name, "").split():
                is_own = pointer.startswith("#") and (
                    document.corpus is None or pointer[1:] in document.ids
                )
                if not is_own and pointer not in entries:
                    target = reached(pointer, document, project)
                    if isinstance(target, etree._Element) and not _is_own(target, document):
                        entries[pointer] = target
    if not entries or document.root.find(f"{{{TEI}}}standOff[@type='e-register']") is not None:
        return
    register = etree.SubElement(document.root, f"{{{TEI}}}standOff", {"type": "e-register"})
    for pointer, entry in entries.items():
        copy = copied(entry)
        copy.tail = None
        for inner in copy.iter("*"):
            inner.attrib.pop(XML_ID, None)  # it is another document's, and may be ours as well
        copy.set("e-key", pointer)
        copy.set(REFERENCE, f"~entry/{pointer}")
        register.append(copy)


def _is_own(element: Element, document: Document) -> bool:
    return element.getroottree().getroot() is document.root


def _name_entries(document: Document) -> None:
    kinds = [f"{{{TEI}}}{name}" for name in ENTRIES]
    for part in document.root.iter(f"{{{TEI}}}standOff", f"{{{TEI}}}teiHeader", f"{{{TEI}}}text"):
        # a text's references to works are no entries
        for entry in part.iter(*kinds if part.tag != f"{{{TEI}}}text" else kinds[:-1]):
            name = headword(entry)
            entry.set("e-headword", name)
            if entry.get(XML_ID):
                entry.set("e-key", f"#{entry.get(XML_ID)}")
            entry.set("e-name", surname(entry) or name)


def _gather_mentions(outermost: list[Element]) -> None:
    """Give mentions of the same entry in the same words the same number."""
    forms: dict[tuple[str, str], int] = {}
    for mention in (found for text in outermost for found in _MENTIONS(text)):
        pointers = mention.get("ref") or mention.get("corresp", "")
        words = " ".join("".join(mention.itertext()).split())
        if (pointers, words) not in forms:
            forms[pointers, words] = len(forms)
            mention.set("e-first", "")
        mention.set("e-form", str(forms[pointers, words]))


def _tag_languages(document: Document) -> None:
    """Tag the document and its header with their languages, and whatever states its own."""
    root = document.root
    main = tag(_main_language(root))
    root.set("e-lang", main)
    root.set("e-dir", direction(main))
    directions: dict[Element, str] = {}
    for header in root.iterchildren(f"{{{TEI}}}teiHeader"):
        header.set("e-lang", tag(header.get(_LANG, "")) or main)
        header.set("e-dir", direction(header.get("e-lang", "")))
        directions[header] = header.get("e-dir", "")
    for element in _LANGUAGES(root):
        code = tag(element.get(_LANG, ""))
        if code and element not in directions and element is not root:
            element.set("e-lang", code)
            directions[element] = direction(code)
            if directions[element] != _around(element, directions, root.get("e-dir", "")):
                element.set("e-dir", directions[element])


def _main_language(root: Element) -> str:
    """Return the text's language: declared on it, else the first of the header's langUsage."""
    text = root.find(f"{{{TEI}}}text")
    used = root.find("/".join(f"{{{TEI}}}{name}" for name in _LANG_USAGE))
    stated = (
        None if text is None else text.get(_LANG),
        root.get(_LANG),
        None if used is None else used.get("ident"),
    )
    return next(filter(None, stated), "")
