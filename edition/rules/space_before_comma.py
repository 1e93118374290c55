"""A space stands before a comma.

What
    A comma after a blank, on the same line of the same stretch of text. Where more than one comma
    in twenty has a blank before it, the source is taken to be printed so, and nothing is said.

Why
    It comes from a tag that was deleted or set, or from recognition, and it shows on the page.

Wrong
    <p>on board the <name>Aurora</name> , sir</p>

Right
    <p>on board the <name>Aurora</name>, sir</p>
"""

from collections.abc import Iterator

from edition.diagnostic import Severity
from edition.document import Document
from edition.document.characters import Characters, characters, hits, place
from edition.project import Project
from edition.rule import Finding

SEVERITY = Severity.WARNING
HITS = (28, 28)

_COMMA = r",(?<=\S[ \xa0\u202f],)"  # a literal first: so it is found at the speed of a search
_HABIT = 20


def check(document: Document, _project: Project) -> Iterator[Finding]:
    """Yield a finding for every such comma, unless the source is fond of them."""
    of = characters(document)
    found = [hit.offset for hit in hits(document, _COMMA) if _is_slip(of, hit.offset)]
    if len(found) * _HABIT > max(of.text.count(","), _HABIT):
        return
    for offset in found:
        yield Finding(
            place(document, offset),
            f"There is a space before a comma: “{of.around(offset, offset + 1)}”.",
            "Delete the space, unless the source is printed so.",
        )


def _is_slip(of: Characters, comma: int) -> bool:
    """Whether words, not a line break or the start of an element, come before the blank."""
    before = of.text[of.start(of.run(comma)) : comma]
    if before.strip() or not before:
        return bool(before.strip())
    kept = of.kept(comma)
    after = () if kept.after is None else kept.after.itertext()
    return kept.is_after_remark or "".join(map(str, after)).strip() != ""
