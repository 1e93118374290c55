"""A long paragraph stands in the text twice.

What
    A p of 200 signs or more whose words are those of an earlier one of the same text, white space
    and mark-up aside.

Why
    Text that was pasted twice is found by readers, not by editors. Some texts do repeat: a formula,
    a letter that is quoted in another.

Wrong
    <p>It is a truth universally acknowledged, that a single man in possession of a good fortune,
    must be in want of a wife. However little known the feelings or views of such a man may be on
    his first entering a neighbourhood, this truth is so well fixed.</p>
    <p>It is a truth universally acknowledged, that a single man in possession of a good fortune,
    must be in want of a wife. However little known the feelings or views of such a man may be on
    his first entering a neighbourhood, this truth is so well fixed.</p>

Right
    <p>It is a truth universally acknowledged, that a single man in possession of a good fortune,
    must be in want of a wife. However little known the feelings or views of such a man may be on
    his first entering a neighbourhood, this truth is so well fixed.</p>
    <p>“My dear Mr. Bennet,” said his lady to him one day, “have you heard?”</p>
"""

from collections.abc import Iterator

from edition.diagnostic import Severity
from edition.document import TEI, Document, Element
from edition.project import Project
from edition.rule import Finding
from edition.tei.structure import texts
from edition.tei.wording import text_of

SEVERITY = Severity.INFO
HITS = (2, 2)  # filler text; but formulas and liturgies do repeat, hence the set

_LONG = 200


def check(document: Document, _project: Project) -> Iterator[Finding]:
    """Yield a finding for every later occurrence of a paragraph, related to the first."""
    for text in texts(document):
        yield from _repeated(text)


def _repeated(text: Element) -> Iterator[Finding]:
    alike: dict[str, list[Element]] = {}
    for paragraph in text.iter(f"{{{TEI}}}p"):
        start = paragraph.text or ""
        if len(start) >= _LONG or len(paragraph):  # no other is long enough
            alike.setdefault(_opening(paragraph, start), []).append(paragraph)
    for paragraphs in alike.values():
        first: dict[str, Element] = {}
        for paragraph in paragraphs if len(paragraphs) > 1 else ():
            said = text_of(paragraph)
            earlier = first.setdefault(said, paragraph)
            if len(said) >= _LONG and earlier not in (paragraph, *paragraph.iterancestors()):
                yield Finding(
                    paragraph,
                    f"This paragraph stands here again: “{said[:40]}…”.",
                    "If the source does not repeat it, take one of the two away.",
                    ((earlier, "it stood here first"),),
                )


def _opening(paragraph: Element, start: str) -> str:
    """Return what equal paragraphs mostly have in common, without reading them as a whole."""
    folded = " ".join(start[:120].split())[:40]
    return folded if len(folded) == 40 else text_of(paragraph)[:40]
