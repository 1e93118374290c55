"""A correction, regularisation or expansion is the same as what it is made of.

What
    A choice whose sic and corr, orig and reg, or abbr and expan hold the same text and mark-up.

Why
    One of the two was copied and never changed; readers are shown a correction that is none.

Wrong
    <p>I <choice><sic>recieved</sic><corr>recieved</corr></choice> it.</p>

Right
    <p>I <choice><sic>recieved</sic><corr>received</corr></choice> it.</p>
"""

from collections.abc import Iterator

from edition.diagnostic import Severity
from edition.document import TEI, Document, Element
from edition.project import Project
from edition.rule import Finding
from edition.tei.attribute import elements
from edition.tei.wording import text_of

SEVERITY = Severity.WARNING
HITS = (0, 0)

_PAIRS = (("sic", "corr"), ("orig", "reg"), ("abbr", "expan"))


def check(document: Document, _project: Project) -> Iterator[Finding]:
    """Yield a finding for every pair that does not differ."""
    for choice in elements(document, "choice"):
        for before, after in _PAIRS:
            old, new = choice.find(f"{{{TEI}}}{before}"), choice.find(f"{{{TEI}}}{after}")
            if old is None or new is None or text_of(old) != text_of(new):
                continue
            if _inner(old) == _inner(new):
                yield Finding(
                    choice,
                    f"<{before}> and <{after}> are both “{text_of(old)}”.",
                    f"Write into {after} what is meant, or take the choice away.",
                )


def _inner(element: Element) -> list[str]:
    """Return the tags within a branch, in order, with their attributes and texts."""
    within = element.iterdescendants("*")
    return [f"{at.tag!s} {sorted(at.items())} {text_of(at)}" for at in within]
