"""Setting: what stands around the passages of a document, as its index keeps it.

With it a passage is cited without the document's tree: start tags are read where they stand in the
file, and what cannot be read off them is kept here.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import count

from edition.document import TEI, Document, Element
from edition.file.encoding import transcode
from edition.index.table import Row, Table
from edition.passage.context import page_within, words
from edition.passage.designation import Designations
from edition.passage.passages import Passages
from edition.passage.voice import SPEECHES
from edition.project import Project
from edition.tei.usage import used_language

__all__ = ["setting"]

_ALIKE = frozenset(
    f"{{{TEI}}}{name}"
    for name in (
        "TEI text front body back group div div1 div2 div3 div4 div5 div6 div7 head p ab l lg sp "
        "speaker stage list item label milestone persName placeName orgName name rs date time num "
        "foreign emph term title bibl author cit seg opener closer salute signed dateline byline"
    ).split()
)
"""What makes no difference between the reading text and the diplomatic one: a test sees to it."""
_SOFT = (b"\xc2\xad", b"&#")
_PB, _SP = f"{{{TEI}}}pb", f"{{{TEI}}}sp"
_HEAD, _SPEAKER = f"{{{TEI}}}head", f"{{{TEI}}}speaker"


def setting(
    document: Document,
    project: Project,
    passages: Mapping[Element, int],
    ordinals: Mapping[Element, int],
    extents: list[tuple[int, int]],
) -> Iterator[Table]:
    """Yield the tables of a setting; they are empty where the bytes are not those of a file.

    A holder is an element with a passage somewhere in it, or a speech, by its number: where it
    stands, the number of the passage that it is, its heading, who is named above it; 0 and nothing
    where there is none, since SQLite's module takes long to ask what None may stand for. `page` are
    the breaks, `opening` what begins with one; `differing` the first bytes of what may not read
    alike in every profile; `name` what pointers to voices mean. The frame says where header and
    body begin.
    """
    breaks = list(document.root.iter(_PB)) if extents else []
    pages = [(ordinals[each], each.get("n", "")) for each in breaks]
    openings = [(ordinals[each], page) for each, page in _openings(breaks).items()]
    holders = list(_holders(document, passages, ordinals, extents))
    frame = list(_frame(document, ordinals, extents))
    yield Table("holder", "number, around, first, passage, head, heading, speaker", holders)
    yield Table("page", "number, page", pages)
    yield Table("opening", "number, page", openings)
    yield Table("differing", "number", list(_differing(document, project, extents)))
    yield Table("name", "pointer, words", list(_names(document, project)))
    yield Table("frame", "header, header_end, body, language, is_declared, anew", frame)


def _holders(
    document: Document,
    passages: Mapping[Element, int],
    ordinals: Mapping[Element, int],
    extents: list[tuple[int, int]],
) -> Iterator[Row]:
    if not extents:
        return
    known = dict.fromkeys(document.root.iter(_SP))
    for element in [*passages, *known]:
        around = element.getparent()
        while around is not None and around not in known:
            known[around] = None
            around = around.getparent()
    heads = _first_within(document.root.iter(_HEAD))
    speakers = _first_within(document.root.iter(_SPEAKER))
    for element in known:
        number, parent, head = ordinals[element], element.getparent(), heads.get(element)
        speaker = speakers.get(element) if element.tag == _SP else None
        yield (
            number,
            None if parent is None else ordinals[parent],
            extents[number][0],
            passages.get(element, 0),
            *((0, "") if head is None else (ordinals[head], words(head))),
            "" if speaker is None else words(speaker),
        )


def _first_within(elements: Iterable[Element]) -> dict[Element | None, Element]:
    """Return the first of some elements in each that one of them stands in, as its child."""
    found: dict[Element | None, Element] = {}
    for each in elements:
        found.setdefault(each.getparent(), each)
    return found


def _openings(breaks: list[Element]) -> dict[Element, str]:
    """Return the elements of which the first words stand behind a page break in them."""
    found: dict[Element, str] = {}
    for each in breaks:
        around = each.getparent()
        while around is not None and around not in found:
            page = page_within(around)
            if page is None:
                break
            found[around] = page
            around = around.getparent()
    return found


def _names(document: Document, project: Project) -> Iterator[Row]:
    """Yield what the pointers to voices mean that lead to the document itself."""
    if document.corpus is not None:
        return
    passages = Passages(document, project)
    said = [each.get(name, "") for each in document.root.iter(*SPEECHES) for name in _VOICES]
    for pointer in dict.fromkeys(" ".join(said).split()):
        if pointer.startswith("#"):
            yield pointer, *passages.names(pointer)


_VOICES = ("who", "toWhom")


def _differing(
    document: Document, project: Project, extents: list[tuple[int, int]]
) -> Iterator[Row]:
    """Yield the first bytes of what may read otherwise in another profile; the root's for all."""
    is_own = len(project.sheet_folders) > 1
    found = [n for n, each in zip(count(), document.elements) if each.tag not in _ALIKE]
    tags = {str(document.elements[number].tag) for number in found}
    if is_own or any(sign in transcode(document.data) for sign in _SOFT) or any(map(_is_far, tags)):
        found[:0] = [] if found[:1] == [0] else [0]
    yield from ((extents[number][0],) for number in found if extents)


def _is_far(tag: str) -> bool:
    """Whether an element reaches over others, to where a pointer of it leads."""
    return tag.endswith(("Span", "}undo", "}redo", "}restore", "}transpose"))


def _frame(
    document: Document, ordinals: Mapping[Element, int], extents: list[tuple[int, int]]
) -> Iterator[Row]:
    header = document.root.find(f"{{{TEI}}}teiHeader")
    body = document.root.find(f"{{{TEI}}}text")
    if not extents:
        return
    designations = Designations(document)
    yield (
        *((None, None) if header is None else extents[ordinals[header]]),
        None if body is None else extents[ordinals[body]][0],
        used_language(document.root),
        designations.is_declared,
        " ".join(sorted(designations.restarting)),
    )
