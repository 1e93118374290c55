"""Tombstone: what is said in TEI of a passage that is gone, so that its id still leads somewhere.

    <standOff>
      <list type="withdrawn">
        <item xml:id="p-7k3dq" corresp="#p-x2m4a">Merged with the paragraph before it.</item>
      </list>
    </standOff>

The item bears the old id, its words are the reason, and `corresp` names what stands in for it now,
if anything does. It is valid TEI as it is, and never a part of the text.
"""

from lxml import etree

from edition.document import TEI, XML_ID, Document
from edition.value import Value

__all__ = ["GRAVES", "Tombstone", "tombstones"]

GRAVES = etree.XPath("//t:standOff//t:list[@type = 'withdrawn']", namespaces={"t": TEI})


class Tombstone(Value):
    """An id that is withdrawn, by what, and why; `file` and `line` are where this is said."""

    document: str
    id: str
    successors: tuple[str, ...]
    reason: str
    file: str
    line: int


def tombstones(document: Document) -> list[Tombstone]:
    """Return the tombstones of a document."""
    return [
        Tombstone(
            document.id,
            str(item.get(XML_ID)),
            tuple(name.removeprefix("#") for name in item.get("corresp", "").split()),
            " ".join("".join(map(str, item.itertext())).split()),
            document.file,
            item.sourceline or 0,
        )
        for grave in GRAVES(document.root)
        for item in grave.iterchildren(f"{{{TEI}}}item")
        if item.get(XML_ID)
    ]
