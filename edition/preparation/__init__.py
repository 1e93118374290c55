"""Preparation: the linear pass that settles what templates would count or look up again."""

from collections.abc import Iterable, Iterator, Mapping

from edition.document import TEI, Document, Element
from edition.document.mention import has_sign, numbers_sign
from edition.document.tree import copied
from edition.file.encoding import transcode
from edition.language import direction, direction_in, tag
from edition.preparation.block import mark_blocks
from edition.preparation.entry import append_registers, gather_mentions, name_entries
from edition.preparation.speech import SPEECHES, describe_speeches
from edition.preparation.survey import HEAD, LANG, Survey
from edition.project import Project
from edition.stylesheet.rendition import mark_looks
from edition.tei.date import computed
from edition.tei.derivation import REFERENCE, derived, texts
from edition.tei.groundwork import lay
from edition.tei.reckoning import number_readings
from edition.tei.usage import used_language
from edition.tei.vocabulary import OCCURRING, named

__all__ = [
    "CITABLE",
    "OCCURRING",
    "REFERENCE",
    "prepare",
]

CITABLE = (f"{{{TEI}}}p", f"{{{TEI}}}ab", f"{{{TEI}}}l", *SPEECHES)
"""The tags of what a page offers for citing; a speech only where it names its speaker."""

_HEADER, _DATE, _BODY = (f"{{{TEI}}}{name}" for name in ("teiHeader", "date", "body"))
_HEADED = frozenset({f"{{{TEI}}}div", f"{{{TEI}}}div1"})
_LEVELLED = frozenset({"said", "q", "quote"})
_QUOTED = tuple(f"{{{TEI}}}{name}" for name in _LEVELLED)
_LEVEL = "e-level"


def prepare(document: Document, project: Project) -> Element:
    """Set on the document's own tree what the stylesheets need, and return its root.

    Attributes in no namespace. Of a passage: `e-ref` its derived reference where it has no xml:id
    (`~div.2.p.3`: a typed path, counted within its division), `e-level` the depth of quotation,
    `e-block` where it holds what HTML takes for blocks, `e-number` of a note and `e-noted` on what
    notes are about, `e-number` and `e-sign` of an `app`, and `e-lem` where it has no lemma,
    `e-from` and `e-to` of a relative date, `e-glyph` of an empty `g` the sign it stands for,
    `e-empty` of a table with spans what these leave empty. Of a speech with a speaker: `e-manner`
    (direct, indirect, open), `e-tone` (1 to 6, by voice), `e-voice` where that first speaks,
    `e-reporter`. Of a register entry:
    `e-headword`, `e-name`, and `e-key`, the pointer that leads to it; of what leads to one by its
    @ref, `e-href`; of what mentions one in a text: `e-form`, a number for each entry and wording,
    and `e-first` where that is new; of the entry these numbers, `e-forms`, and of the root
    `e-mentioned` where there are any. Of what states
    its look, `e-look`, and of the root `e-style`, the CSS of them all. Of what states its language,
    of the root and the header: `e-lang` the tag of BCP 47, `e-dir` its direction where that
    changes. Of the root: `e-occurring`, which elements there are, and `e-in-texts`, which stand
    elsewhere than in its header, `e-parts`, how many parts have heads, `e-soft` = 0 where there is
    no soft hyphen, `e-voices` where there are speeches with speakers, `e-nested` where a text
    stands deeper than below it, and `e-mixed` where texts run both ways. Register entries that
    other files hold are appended in a `standOff` of type `e-register`. Preparing twice changes
    nothing more.
    """
    root, outermost = document.root, texts(document.root)
    seen = Survey(root)
    for text in outermost:
        _name(text)
    lay(document, seen.found)
    mark_blocks(seen.blocks_in)
    describe_speeches(root, outermost)
    number_readings(outermost)
    _date_relatives(document, seen.found.get(_DATE, ()))
    licence, registers = _inherit_licence(document), append_registers(document, project)
    added = Survey(*(copy for copy in (licence, registers) if copy is not None))
    root.set("e-parts", str(_parts(root, seen.found)))
    entries = name_entries(document, seen.found)
    gather_mentions(root, [*seen.pointing, *added.pointing], entries)
    _tag_languages(root, [*seen.tagged, *added.tagged])
    mark_looks(root, [*seen.looking, *added.looking])
    if any(text.getparent() is not root for text in outermost):
        root.set("e-nested", "")
    if registers is None and not _may_be_hyphened(document):
        root.set("e-soft", "0")
    root.set("e-in-texts", f" {' '.join(named(seen.of_texts))} ")
    root.set(OCCURRING, f" {' '.join(named(seen.of_texts | seen.of_header | added.of_texts))} ")
    return root


def _name(text: Element) -> None:
    """Give every nameable element without xml:id its typed path, and quotations their level."""
    for element, local, reference in derived(text):
        if reference:
            element.set(REFERENCE, reference)
        if local in _LEVELLED:
            around = next(element.iterancestors(*_QUOTED), None)
            level = 0 if around is None else int(around.get(_LEVEL, 0))
            element.set(_LEVEL, str(level + 1))


def _date_relatives(document: Document, dates: Iterable[Element]) -> None:
    for date in dates:
        if date.get("datingPoint") is not None:
            meant = computed(date, document)
            if meant is not None:
                first, last = meant.isoformat()
                date.set("e-from", first)
                date.set("e-to", last)


def _may_be_hyphened(document: Document) -> bool:
    """Whether there may be a soft hyphen, before which no break is looked for in vain."""
    data = transcode(document.data)
    return has_sign("\xad".encode(), data) or numbers_sign(data)


def _parts(root: Element, found: Mapping[str, list[Element]]) -> int:
    """Return how many parts with a head of their own the bodies of a text have."""
    bodies = set(root.iterfind(f"{{{TEI}}}text/{{{TEI}}}body"))
    headed = {head.getparent() for head in found.get(HEAD, ())}
    parts = [part for part in headed if part is not None and part.tag in _HEADED]
    return sum(not bodies.isdisjoint(part.iterancestors(_BODY)) for part in parts)


def _inherit_licence(document: Document) -> Element | None:
    """Give a text of a teiCorpus the licence of the whole, where it states none of its own.

    Return what was added.
    """
    path = f"{{{TEI}}}fileDesc/{{{TEI}}}publicationStmt"
    own = document.root.find(f"{{{TEI}}}teiHeader/{path}")
    if own is None or own.find(f"{{{TEI}}}availability") is not None:
        return None
    stated = (header.find(f"{path}/{{{TEI}}}availability") for header in document.headers)
    found = next((each for each in stated if each is not None), None)
    if found is None:
        return None
    copy = copied(found)
    copy.tail = None
    own.append(copy)
    return copy


def _tag_languages(root: Element, stating: Iterable[Element]) -> None:
    """Tag the document and its header with their languages, and whatever is `stating` its own."""
    main = tag(_main_language(root))
    root.set("e-lang", main)
    text = root.find(f"{{{TEI}}}text")
    way = direction_in(main, () if text is None else _texts(text))
    root.set("e-dir", way)
    tagged = {root}
    for header in root.iterchildren(_HEADER):
        header.set("e-lang", tag(header.get(LANG, "")) or main)
        header.set("e-dir", direction(header.get("e-lang", "")) if header.get(LANG) else way)
        tagged.add(header)
    directions = {each: each.get("e-dir", "") for each in tagged}
    is_mixed = len(set(directions.values())) > 1
    for element in stating:
        code = tag(element.get(LANG, ""))
        if not code or element in tagged:
            continue
        element.set("e-lang", code)
        own = direction_in(code, _texts(element))
        is_mixed = is_mixed or own != way
        if is_mixed:  # else all is written in the direction of the root
            around = next(each for each in element.iterancestors() if each in directions)
            if own != directions[around]:
                element.set("e-dir", own)
            directions[element] = own
    if is_mixed:
        root.set("e-mixed", "")


def _texts(element: Element) -> Iterator[str]:
    return (str(text) for text in element.itertext("{*}*"))


def _main_language(root: Element) -> str:
    """Return the text's language: declared on it, else the one that the header says is used."""
    text = root.find(f"{{{TEI}}}text")
    return (text is not None and text.get(LANG)) or root.get(LANG) or used_language(root)
