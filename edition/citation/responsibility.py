"""Responsibility: who edits an edition, by its header's statements of who did what."""

from edition.citation.person import NAMES, names
from edition.citation.source import Name
from edition.document import TEI, Element
from edition.regex import compiled
from edition.tei.wording import text_of

__all__ = ["editing"]

_EDITS = (
    r"\b(?:edit(?!ion)|édit(?!ion)|éd\.|ediert|herausg|hrsg|redak|curat|a cura di|bezorg"
    r"|редак|تحقيق|تحرير|محق|تصحیح|مصحح|ویرا|به کوشش)"
)
_NAMES_EDITION = r"\b(?:edition|édition|edizion|edici[oó]n|edycj|издани|طبعة|چاپ)"
_DOES_ELSE = (
    r"\b(?:transcri|transkri|trascri|encod|kodier|codif|conver|konver|digiti[sz]|numéris|scan"
    r"|ocr\b|proof|correct|korrig|annot|markup|mark-up|translat|übers|print|publi)"
)
"""What one may do to an edition without being its editor."""
_RELATOR = r"(?:^|[/#:])edt$"
"""MARC's code for an editor, alone or at the end of its address."""


def editing(statements: list[Element], language: str) -> tuple[Name, ...]:
    """Return whom the statements name that tell of editing, each once.

    Whoever transcribed, digitised or planned is named in the header, and no editor for that.
    Source: TEI P5, 2.2.1 (respStmt).
    """
    people = (
        names(statement.iterchildren(*NAMES), language)
        for statement in statements
        if any(map(_edits, statement.iterchildren(f"{{{TEI}}}resp")))
    )
    return tuple(dict.fromkeys(person for named in people for person in named))


def _edits(resp: Element) -> bool:
    if any(compiled(_RELATOR).search(resp.get(name, "")) for name in ("key", "ref")):
        return True
    words = text_of(resp).lower()
    if compiled(_NAMES_EDITION).search(words) and not compiled(_DOES_ELSE).search(words):
        return True
    return compiled(_EDITS).search(words) is not None
