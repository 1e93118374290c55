"""Preparation: the linear pass that settles what templates would count or look up again."""

from lxml import etree

from edition.document import TEI, Document, Element
from edition.document.tree import copied
from edition.language import direction, tag
from edition.preparation.entry import append_registers, gather_mentions, name_entries
from edition.preparation.speech import SPEECHES, describe_speeches
from edition.project import Project
from edition.stylesheet.rendition import mark_looks
from edition.tei.date import computed
from edition.tei.derivation import DIVISIONS, REFERENCE, derived, texts
from edition.tei.groundwork import lay
from edition.tei.reckoning import number_readings
from edition.tei.vocabulary import OCCURRING, used

__all__ = [
    "CITABLE",
    "OCCURRING",
    "REFERENCE",
    "mark_blocks",
    "prepare",
]

CITABLE = (f"{{{TEI}}}p", f"{{{TEI}}}ab", f"{{{TEI}}}l", *SPEECHES)
"""The tags of what a page offers for citing; a speech only where it names its speaker."""

_LEVELLED = frozenset({"said", "q", "quote"})
_QUOTED = tuple(f"{{{TEI}}}{name}" for name in _LEVELLED)
_LEVEL = "e-level"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_LANG_USAGE = ("teiHeader", "profileDesc", "langUsage", "language")
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


def prepare(document: Document, project: Project) -> Element:
    """Set on the document's own tree what the stylesheets need, and return its root.

    Attributes in no namespace. Of a passage: `e-ref` its derived reference where it has no xml:id
    (`~div.2.p.3`: a typed path, counted within its division), `e-level` the depth of quotation,
    `e-block` where it holds what HTML takes for blocks, `e-number` of a note and `e-noted` on what
    notes are about, `e-number` and `e-sign` of an `app`, `e-from` and `e-to` of a relative date,
    `e-glyph` of an empty `g` the sign it stands for,
    `e-empty` of a table with spans what these leave empty. Of a speech with a speaker: `e-manner`
    (direct, indirect, open), `e-tone` (1 to 6, by voice), `e-voice` where that first speaks,
    `e-reporter`. Of a register entry:
    `e-headword`, `e-name`, and `e-key`, the pointer that leads to it; of what mentions one:
    `e-form`, a number for each entry and wording, and `e-first` where that is new; of the entry
    these numbers, `e-forms`, and of the root `e-mentioned` where there are any. Of what states
    its look, `e-look`, and of the root `e-style`, the CSS of them all. Of what states its language,
    of the root and the header: `e-lang` the tag of BCP 47, `e-dir` its direction where that
    changes. Of the root: `e-occurring`, which elements there are, `e-nested` where a text
    stands deeper than below it, and `e-mixed` where texts run both ways. Register
    entries that other files hold are appended in a `standOff` of type `e-register`. Preparing
    twice changes nothing more.
    """
    outermost = texts(document.root)
    for text in outermost:
        _name(text)
    lay(document)
    mark_blocks(document.root)
    describe_speeches(outermost)
    number_readings(outermost)
    _inherit_licence(document)
    _date_relatives(document)
    append_registers(document, project)
    name_entries(document)
    gather_mentions(document.root, outermost)
    _tag_languages(document)
    mark_looks(document)
    if any(text.getparent() is not document.root for text in outermost):
        document.root.set("e-nested", "")
    document.root.set(OCCURRING, f" {' '.join(used(document.root))} ")
    return document.root


def _name(text: Element) -> None:
    """Give every nameable element without xml:id its typed path, and quotations their level."""
    for element, local, reference in derived(text):
        if reference:
            element.set(REFERENCE, reference)
        if local in _LEVELLED:
            around = next(element.iterancestors(*_QUOTED), None)
            level = 0 if around is None else int(around.get(_LEVEL, 0))
            element.set(_LEVEL, str(level + 1))


def mark_blocks(root: Element) -> None:
    """Mark all that holds a block: HTML forbids one within a paragraph or a span."""
    seen: set[Element | None] = {None}
    for block in root.iter(*_HTML_BLOCKS):
        around = block.getparent()
        while around not in seen:
            assert around is not None
            seen.add(around)
            if around.tag not in _DIVISIONS:
                around.set("e-block", "")
            around = around.getparent()


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


def _tag_languages(document: Document) -> None:
    """Tag the document and its header with their languages, and whatever states its own."""
    root = document.root
    main = tag(_main_language(root))
    root.set("e-lang", main)
    root.set("e-dir", direction(main))
    tagged = {root}
    for header in root.iterchildren(f"{{{TEI}}}teiHeader"):
        header.set("e-lang", tag(header.get(_LANG, "")) or main)
        header.set("e-dir", direction(header.get("e-lang", "")))
        tagged.add(header)
    directions = {each: each.get("e-dir", "") for each in tagged}
    is_mixed = len(set(directions.values())) > 1
    for element in _LANGUAGES(root):
        code = tag(element.get(_LANG, ""))
        if not code or element in tagged:
            continue
        element.set("e-lang", code)
        own = direction(code)
        is_mixed = is_mixed or own != direction(main)
        if is_mixed:  # else all is written in the direction of the root
            around = next(each for each in element.iterancestors() if each in directions)
            if own != directions[around]:
                element.set("e-dir", own)
            directions[element] = own
    if is_mixed:
        root.set("e-mixed", "")


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
