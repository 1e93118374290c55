"""TEI: the passage with its markup and its bibliographic reference, as cit."""

from lxml import etree

from edition.citation.cited import Cited
from edition.document import TEI, Element

__all__ = ["render"]


def render(cited: Cited) -> str:
    """Return a cit of a quote, the passage as it is encoded, and a bibl that points at it.

    The markup of the passage is exactly its slice, without ids, which are the edition's alone.
    Source: TEI P5, CO, Quotation.
    """
    cit = etree.Element(f"{{{TEI}}}cit", nsmap={None: TEI})
    quote = etree.SubElement(cit, f"{{{TEI}}}quote")
    if cited.passage is not None:
        around = cited.passage.slice()
        quote.text = around.text
        quote.extend(around)
    bibl = etree.SubElement(cit, f"{{{TEI}}}bibl")
    _bibl(bibl, cited)
    return etree.tostring(cit, encoding="unicode") + "\n"


def _dated(issued: str) -> dict[str, str]:
    first, _, last = issued.partition("/")
    return {"from": first, "to": last} if last else {"when": first}


def _bibl(bibl: Element, cited: Cited) -> None:
    source = cited.source
    levels = "a" if source.container else "m"
    rows: list[tuple[str, str, dict[str, str]]] = [
        *(("author", n.whole, {}) for n in source.authors),
        ("title", source.title, {"level": levels}),
        ("title", source.container, {"level": "m"}),
        *(("editor", n.whole, {}) for n in source.editors),
        *(("editor", n.whole, {"role": "translator"}) for n in source.translators),
        ("edition", f"version {source.version}" if source.version else "", {}),
        ("pubPlace", source.place, {}),
        ("publisher", source.publisher, {}),
        ("date", source.issued.replace("/", "–"), _dated(source.issued)),
        ("citedRange", cited.locator.value, {"unit": cited.locator.label}),
    ]
    for tag, text, attributes in rows:
        if text:
            etree.SubElement(bibl, f"{{{TEI}}}{tag}", attributes).text = text
    etree.SubElement(bibl, f"{{{TEI}}}ptr", {"target": cited.url})
