"""A pointer leads to something of another kind than it has to.

What
    A pointer whose target exists, but is no thing that the attribute can mean: a placeName whose
    ref is a person, a picture (facs) that is a paragraph, a rendition that is a place. Only what is
    plainly of another kind is told: of persons, groups, places, events, works, pictures, hands,
    renditions, categories, dates and stretches of text.

Why
    Indexes put the passage under the wrong heading, and nothing else notices.

Wrong
    <p>To <placeName ref="#carl">Weimar</placeName>.</p>
    <listPerson><person xml:id="carl"><persName>Carl</persName></person></listPerson>

Right
    <p>To <persName ref="#carl">Carl</persName>.</p>
    <listPerson><person xml:id="carl"><persName>Carl</persName></person></listPerson>
"""

from collections.abc import Iterator

from edition.diagnostic import Severity
from edition.document import TEI, XML_ID, Document, Element
from edition.project import Project
from edition.rule import Finding
from edition.tei.pointer import Pointer, pointers

SEVERITY = Severity.WARNING
HITS = (0, 0)

_ELEMENTS = {
    "person": "person persona",
    "group": "personGrp org",
    "place": "place",
    "event": "event",
    "work": "biblFull biblStruct msDesc witness",
    "picture": "surface surfaceGrp zone graphic facsimile media binaryObject",
    "hand": "handNote",
    "rendition": "rendition",
    "category": "category taxonomy",
    "date": "date time",
    "calendar": "calendar",
    "stretch of text": "p ab l lg div head seg s w pc pb lb cb milestone sp said table figure",
}
"""The elements that are plainly of a kind; a target that is none of them is let be."""

_MEANT = {
    "who toWhom @persName @author @editor": "person group",
    "resp hand scribeRef": "person group hand work",
    "facs": "picture work",
    "rendition": "rendition",
    "calendar datingMethod": "calendar category",
    "datingPoint": "date event category",
    "where @placeName @settlement @country @region @district @geogName @bloc": "place group",
    "@orgName": "group place work event",
    "@eventName": "event work",
}
"""What an attribute, or @ref of an element, may lead to. Source: TEI P5, att.ascribed.directed,
att.global.responsibility, att.written, att.global.facs, att.global.rendition, att.datable,
att.naming."""

_SPEECHES = frozenset("said sp q u".split())
"""Speakers and those spoken to have a rule of their own."""

_SPOKEN_OF = {"person": "persName", "place": "placeName", "org": "orgName", "event": "eventName"}
"""The types of rs that say what name it stands for."""

_KINDS = {f"{{{TEI}}}{tag}": kind for kind, tags in _ELEMENTS.items() for tag in tags.split()}
_ALLOWED = {name: kinds.split() for names, kinds in _MEANT.items() for name in names.split()}


def check(document: Document, project: Project) -> Iterator[Finding]:
    """Yield a finding for every pointer to something that its attribute cannot mean."""
    for pointer, target in pointers(document, project).reaching:
        kind = _KINDS.get(str(target.tag))
        allowed = _allowed(pointer) if kind else None
        if kind and allowed and kind not in allowed:
            here = document.ids.get(target.get(XML_ID, ""))
            yield Finding(
                pointer.element,
                f"{pointer.attribute}=“{pointer.value}” leads to a {kind}, <{_local(target)}>; "
                f"meant can only be a {' or a '.join(allowed)}.",
                "Point at what is meant, or put the words into the element that fits them.",
                ((target, "the pointer leads here"),) if here is target else (),
            )


def _allowed(pointer: Pointer) -> list[str] | None:
    element = _local(pointer.element)
    if element in _SPEECHES and pointer.attribute in {"who", "toWhom"}:
        return None
    if element == "rs":
        element = _SPOKEN_OF.get(pointer.element.get("type", "").casefold(), "")
    return _ALLOWED.get(f"@{element}" if pointer.attribute == "ref" else pointer.attribute)


def _local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]
