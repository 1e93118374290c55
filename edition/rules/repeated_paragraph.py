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
from edition.wording import text_of

SEVERITY = Severity.INFO
HITS = (2, 2)  # filler text; but formulas and liturgies do repeat, hence only info

_LONG = 200


def check(document: Document, _project: Project) -> Iterator[Finding]:
    """Yield a finding for every later occurrence of a paragraph, related to the first."""
    for text in document.root.iter(f"{{{TEI}}}text"):
        if next(text.iterancestors(f"{{{TEI}}}text"), None) is None:
            yield from _repeated(text)


def _repeated(text: Element) -> Iterator[Finding]:
    alike: dict[tuple[str, ...], list[Element]] = {}
    for paragraph in text.iter(f"{{{TEI}}}p"):
        alike.setdefault(_opening(paragraph), []).append(paragraph)
    for paragraphs in alike.values():
        first: dict[str, Element] = {}
        for paragraph in paragraphs if len(paragraphs) > 1 else ():
            words = text_of(paragraph)
            if first.setdefault(words, paragraph) is not paragraph and len(words) >= _LONG:
                yield Finding(
                    paragraph,
                    f"This paragraph stands here again: “{words[:40]}…”.",
                    "If the source does not repeat it, take one of the two away.",
                    ((first[words], "it stood here first"),),
                )


def _opening(paragraph: Element) -> tuple[str, ...]:
    """Return what equal paragraphs mostly have in common, without reading them as a whole."""
    texts = [paragraph.text or ""]
    if not texts[0].strip():
        texts += [part.text or part.tail or "" for part in paragraph.iterchildren()][:3]
    return tuple(" ".join(text.split())[:40] for text in texts)
