"""A private-use character stands in the text, and nothing says what it means.

What
    A sign of Unicode's private-use areas outside the element g, that no charDecl declares either.

Why
    It means something only with the font that it was typed in; elsewhere it is an empty box.

Wrong
    <p>d&#xE8BF; homine</p>

Right
    <p>d<g ref="https://example.org/signs#quia">&#xE8BF;</g> homine</p>
"""

from collections.abc import Iterator

from edition.diagnostic import Severity
from edition.document import Document
from edition.document.characters import characters, hits, is_within, place
from edition.project import Project
from edition.rule import Finding

SEVERITY = Severity.WARNING
HITS = (0, 0)

_PRIVATE = "\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd"


def check(document: Document, _project: Project) -> Iterator[Finding]:
    """Yield a finding for every such sign that is neither in g nor in charDecl."""
    of = characters(document)
    if not any(sign >= "\ue000" for sign in of.beyond_ascii):
        return
    found = list(hits(document, f"[{_PRIVATE}]"))
    declared = {hit.words for hit in found if is_within(hit.element, "charDecl")}
    for hit in found:
        if hit.words not in declared and not is_within(hit.element, "g"):
            words = of.around(hit.offset, hit.offset + 1)
            yield Finding(
                place(document, hit.offset),
                f"The private-use character U+{ord(hit.words):04X} has no meaning here: “{words}”.",
                "Put it into <g> and describe it in charDecl, or use the character that Unicode "
                "has by now.",
            )
