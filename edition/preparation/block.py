"""Block: what HTML takes for one, and what may therefore be neither a paragraph nor a span."""

from collections.abc import Iterable

from edition.document import TEI
from edition.document.tree import Element
from edition.tei.derivation import DIVISIONS

__all__ = ["BLOCKS", "mark_blocks"]

_BLOCKS = (
    "p ab lg l list table sp div figure floatingText listBibl eg head castList speaker "
    "listPerson listPlace stage body trailer opener closer signed salute dateline byline "
    "address u licence specList listOrg listEvent listWit listApp spGrp set performance "
    "prologue epilogue caption postscript epigraph argument addrLine titlePage docTitle "
    "titlePart docAuthor docImprint docEdition docDate imprimatur entry entryFree superEntry "
    "hom re sense annotationBlock writing msDesc msIdentifier msContents msItem msItemStruct "
    "msPart msFrag objectIdentifier physDesc objectDesc supportDesc layoutDesc handDesc "
    "scriptDesc typeDesc musicNotation decoDesc additions bindingDesc sealDesc accMat history "
    "origin provenance acquisition additional adminInfo recordHist custodialHist surrogates "
    "condition collation foliation surface surfaceGrp zone line particDesc div1 div2 div3 div4 "
    "div5 div6 div7 group"
)
BLOCKS = frozenset(
    {
        *(f"{{{TEI}}}{name}" for name in _BLOCKS.split()),
        "{http://www.tei-c.org/ns/Examples}egXML",
    }
)
_DIVISIONS = frozenset(f"{{{TEI}}}{name}" for name in DIVISIONS)


def mark_blocks(parents: Iterable[Element | None]) -> None:
    """Mark the parents of blocks, and all around them: HTML has no block in a paragraph or span."""
    seen: set[Element | None] = {None}
    for parent in parents:
        around = parent
        while around not in seen:
            assert around is not None
            seen.add(around)
            if around.tag not in _DIVISIONS:
                around.set("e-block", "")
            around = around.getparent()
