"""A character was lost when the text was converted, and U+FFFD stands in its place.

What
    U+FFFD, the replacement character “�”, in the text.

Why
    Some program could not read the character that stood here; nobody can guess it from the file.

Wrong
    <p>Grillparzer schrieb �ber Wien.</p>

Right
    <p>Grillparzer schrieb über Wien.</p>
"""

from collections.abc import Iterator

from edition.diagnostic import Severity
from edition.document import Document
from edition.document.characters import characters, hits, place
from edition.project import Project
from edition.rule import Finding

SEVERITY = Severity.WARNING
HITS = (3, 3)


def check(document: Document, _project: Project) -> Iterator[Finding]:
    """Yield a finding for every run of replacement characters."""
    of = characters(document)
    if "\ufffd" not in of.beyond_ascii:
        return
    for hit in hits(document, "\ufffd+"):
        words = of.around(hit.offset, hit.offset + len(hit.words))
        yield Finding(
            place(document, hit.offset),
            f"A character was lost in a conversion: “{words}”.",
            "Look it up in the source; if the source itself cannot be read there, use <gap>.",
        )
