"""A language tag is well formed, but nobody has registered its parts.

What
    A language, script or country in xml:lang, language/@ident or textLang that is not in the
    registry of BCP 47: greek for grc, en-UK for en-GB, Cryl for Cyrl. A language that has a code
    of two letters has no other: la, not lat; en, not eng.

Why
    Browsers and search know the registered codes only, and every text that has several codes for
    one language has to be asked for it several times.

Wrong
    <p>He said <foreign xml:lang="lat">veni</foreign>.</p>

Right
    <p>He said <foreign xml:lang="la">veni</foreign>.</p>
"""

from collections.abc import Iterator

from edition.diagnostic import Severity
from edition.document import Document
from edition.language import doubt
from edition.project import Project
from edition.rule import Finding
from edition.tei.declaration import faulty_tags

SEVERITY = Severity.WARNING
HITS = (1773, 1773)  # every distinct tag was read


def check(document: Document, _project: Project) -> Iterator[Finding]:
    """Yield a finding for every tag whose language, script or country is in no registry."""
    for element, _, value in faulty_tags(document, doubt):
        found = doubt(value)
        assert found is not None
        yield Finding(
            element,
            f"The language tag “{value}” is not registered: {found.reason}.",
            f"Write {found.meant}, if that is meant."
            if found.meant
            else "Look the code up at https://r12a.github.io/app-subtags/, or begin a private "
            "one with x-.",
        )
