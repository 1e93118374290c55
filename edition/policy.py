"""Policy: what a header has to say so that a text can be found, cited, kept."""

from collections.abc import Iterator

from edition.document import TEI, Document, Element
from edition.rule import Finding
from edition.tei.wording import text_of
from edition.value import Value

__all__ = ["Demand", "unmet"]


_TELLING = ("target", "when", "n", "ref", "key", "ident")


class Demand(Value):
    """Something that a header has to say: `what`, by one of the elements `names` within `where`.

    `where` is a path from teiHeader; with `attribute` that one has to be there, otherwise words.
    `example` shows how it is written.
    """

    what: str
    where: str
    names: tuple[str, ...]
    example: str
    attribute: str = ""


def unmet(document: Document, demands: tuple[Demand, ...]) -> Iterator[Finding]:
    """Yield a finding for every demand that the header of a TEI does not meet.

    A TEI within a teiCorpus has what the header of the corpus says. The finding is at the deepest
    element that is already there of the path where the missing one belongs.
    """
    met: dict[tuple[Element, Demand], bool] = {}
    for tei in document.root.iter(f"{{{TEI}}}TEI"):
        around = (tei, *tei.iterancestors(f"{{{TEI}}}teiCorpus"))
        headers = [head for top in around for head in top.iterchildren(f"{{{TEI}}}teiHeader")]
        for demand in demands if headers else ():
            if not any(_meets(header, demand, met) for header in headers):
                yield Finding(
                    _place(headers[0], demand.where),
                    f"The header does not say {demand.what}: {_cause(headers, demand)}.",
                    f"Write {demand.example} into {demand.where}.",
                )


def _meets(header: Element, demand: Demand, met: dict[tuple[Element, Demand], bool]) -> bool:
    """Whether a header meets a demand; that of a corpus is asked for each of its texts."""
    if (header, demand) not in met:
        stated = _stated(header, demand)
        met[header, demand] = any(
            (at.get(demand.attribute) or "").strip() if demand.attribute else _says(at)
            for at in stated
        )
    return met[header, demand]


def _stated(header: Element, demand: Demand) -> Iterator[Element]:
    """Yield the elements that could meet a demand, if they say anything."""
    for place in header.iterfind(_path(demand.where)):
        for name in demand.names:
            yield from place.iter(f"{{{TEI}}}{name}")


def _cause(headers: list[Element], demand: Demand) -> str:
    there = next((at for header in headers for at in _stated(header, demand)), None)
    if there is None:
        return f"{demand.where} has no {' or '.join(demand.names[:3])}"
    lacking = f"has no {demand.attribute}" if demand.attribute else "is empty"
    return f"{str(there.tag)[len(TEI) + 2 :]} {lacking}"


def _says(element: Element) -> bool:
    """Whether an element holds words, or an attribute that stands for them, at any depth."""
    if text_of(element):
        return True
    return any(at.get(name) for at in element.iter(f"{{{TEI}}}*") for name in _TELLING)


def _path(where: str) -> str:
    return "/".join(f"{{{TEI}}}{step}" for step in where.split("/"))


def _place(header: Element, where: str) -> Element:
    place = header
    for step in where.split("/"):
        below = place.find(f"{{{TEI}}}{step}")
        if below is None:
            break
        place = below
    return place
