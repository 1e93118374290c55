"""Edge: whether quotation marks stand at the edges of quotations, or were left out."""

from collections.abc import Iterator

from edition.document import TEI, XML_LANG
from edition.document.tree import Element
from edition.tei.derivation import texts
from edition.tei.usage import used_language

__all__ = ["QUOTED", "mark_edges"]

QUOTED = tuple(f"{{{TEI}}}{name}" for name in ("q", "said", "quote"))
_DECLARATION = "/".join(
    f"{{{TEI}}}{name}" for name in ("teiHeader", "encodingDesc", "editorialDecl", "quotation")
)
_MARKS = frozenset("“”„‟‘’‚‛«»‹›「」『』–—―\"'`´-")
_BLANKS = " \t\r\n"


def mark_edges(root: Element, *, is_quoting: bool) -> None:
    """Say on the root, `e-marks` = "none", that a reading has to be given its quotation marks.

    So it is where the header declares it. Where it declares nothing, one quotation with a mark at
    its edge shows that the source kept them all; none is sought in what is not quoting. Marks are
    those of a language: `e-used` is the one of the header, where the root states none.
    """
    declared = [each.get("marks") for each in root.iterfind(_DECLARATION)]
    stated = [marks for marks in declared if marks is not None]
    quotations = _quotations(root) if is_quoting and not stated else ()
    if "none" in stated or not (stated or any(map(_is_marked, quotations))):
        root.set("e-marks", "none")
        if is_quoting and root.get(XML_LANG) is None:
            root.set("e-used", used_language(root))


def _quotations(root: Element) -> Iterator[Element]:
    return (each for text in texts(root) for each in text.iter(*QUOTED))


def _is_marked(quotation: Element) -> bool:
    """Whether a mark stands before a quotation, or at its beginning."""
    parent, before = quotation.getparent(), quotation.getprevious()
    around = before.tail if before is not None else parent.text if parent is not None else None
    if around and around[-1] in _MARKS:
        return True
    if quotation.text and quotation.text.strip(_BLANKS):
        return quotation.text.lstrip(_BLANKS)[0] in _MARKS
    words = (str(text).lstrip(_BLANKS) for text in quotation.itertext())
    return next(filter(None, words), " ")[0] in _MARKS
