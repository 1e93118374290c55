"""Two speeches of the same speaker follow one another.

What
    An sp directly after an sp of the same who, with nothing between them, neither of them marked as
    a part of one speech (part, prev, next).

Why
    A page break has cut one speech into two, or one of the two is somebody else's.

Wrong
    <sp who="#a"><speaker xml:id="a">Anna</speaker><p>One.</p></sp>
    <sp who="#a"><speaker>Anna</speaker><p>Two.</p></sp>

Right
    <sp who="#a"><speaker xml:id="a">Anna</speaker><p>One.</p><p>Two.</p></sp>
"""

from collections.abc import Iterator

from edition.diagnostic import Severity
from edition.document import TEI, Document
from edition.project import Project
from edition.rule import Finding

SEVERITY = Severity.WARNING
HITS = (0, 0)

_PARTED = ("part", "prev", "next")


def check(document: Document, _project: Project) -> Iterator[Finding]:
    """Yield a finding for every second speech."""
    for speech in document.root.iter(f"{{{TEI}}}sp"):
        who = speech.get("who")
        before = next(speech.itersiblings("*", preceding=True), None)
        if not who or before is None or before.tag != speech.tag or before.get("who") != who:
            continue
        if not any(at.get(name) for at in (before, speech) for name in _PARTED):
            yield Finding(
                speech,
                f"{who} speaks twice in a row.",
                "Make one speech of the two, or mend who.",
                ((before, "the speech before it"),),
            )
