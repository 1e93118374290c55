"""A stage direction stands among the words of a speaker.

What
    A speaker or a line of a speech with a direction in brackets, (aside) or [Exit], that is no
    stage; known are the usual words of English, French, German, Italian, Latin and Spanish plays.

Why
    It is counted and read as spoken.

Wrong
    <sp who="#a"><speaker xml:id="a">Anna (aside)</speaker><p>One.</p></sp>

Right
    <sp who="#a"><speaker xml:id="a">Anna</speaker> <stage>(aside)</stage><p>One.</p></sp>
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from edition.diagnostic import Severity
from edition.document import TEI, Document, Element
from edition.project import Project
from edition.rule import Finding

SEVERITY = Severity.WARNING
HITS = (0, 0)

_DIRECTION = (
    r"[(\[] *((?:aside|exit|exeunt|enters?|re-enters?|manent|à part|il sort|elle sort|ils sortent|"
    r"für sich|beiseite|ab|geht ab|tritt auf|tritt ab|leise|laut|da sé|a parte|parte|aparte|vase)"
    r"\b[^)\]]{0,40})[)\]]"
)
_SPOKEN = tuple(f"{{{TEI}}}{name}" for name in ("speaker", "p", "l", "ab", "seg"))


@lru_cache(maxsize=1)
def _direction() -> "re.Pattern[str]":
    return re.compile(_DIRECTION, re.IGNORECASE)


def check(document: Document, _project: Project) -> Iterator[Finding]:
    """Yield a finding for every direction in brackets that is no stage."""
    for speech in document.root.iter(f"{{{TEI}}}sp"):
        for element in speech.iter(*_SPOKEN):
            for text in _own(element):
                found = _direction().search(text) if "(" in text or "[" in text else None
                if found:
                    yield Finding(
                        element,
                        f"“{found[1].strip()}” stands among the words of the speech.",
                        "Make it <stage>, outside speaker.",
                    )


def _own(element: Element) -> Iterator[str]:
    """Yield the texts that stand directly in an element, not in elements within it."""
    yield element.text or ""
    for part in element.iterchildren():
        yield part.tail or ""
