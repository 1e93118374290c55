"""An entity stands in the text as if it were words: it was escaped twice.

What
    The signs &amp;amp; or &amp;mdash; or &amp;#233; themselves in the text, as a reader sees them.
    In the header's accounts of the encoding and in code they are allowed.

Why
    The page shows “&amp;amp;” where the source has “&”.

Wrong
    <p>Smith &amp;amp; Sons</p>

Right
    <p>Smith &amp; Sons</p>
"""

from collections.abc import Iterator

from edition.diagnostic import Severity
from edition.document import Document
from edition.document.characters import characters, hits, is_within, place
from edition.project import Project
from edition.rule import Finding

SEVERITY = Severity.WARNING
HITS = (1, 1)

_ENTITY = r"&(?:[A-Za-z][A-Za-z0-9]+|#[0-9]+|#x[0-9A-Fa-f]+);"  # not “&c;”, which is et cetera


def check(document: Document, _project: Project) -> Iterator[Finding]:
    """Yield a finding for every entity that has become words."""
    of = characters(document)
    for hit in hits(document, _ENTITY):
        if not is_within(hit.element, "encodingDesc", "revisionDesc"):
            words = of.around(hit.offset, hit.offset + len(hit.words))
            yield Finding(
                place(document, hit.offset),
                f"The text has the signs “{hit.words}” themselves: “{words}”.",
                _remedy(hit.words),
            )


def _remedy(entity: str) -> str:
    from html import unescape

    meant = unescape(entity)
    if meant == entity:
        return "Write the character that is meant."
    return f"It was escaped twice; write the character “{meant}” itself" + (
        f", as {entity}." if meant in "&<>" else "."
    )
