"""The header declares a language that nothing in the text is marked to be in.

What
    A langUsage/language that no xml:lang of the text has the language of. The first one declared
    may go without, since a text without xml:lang is taken to be in it; so may one whose usage is 0.

Why
    Whoever looks for the passages in that language does not find them.

Wrong
    <TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><profileDesc><langUsage>
    <language ident="de">German</language><language ident="fr">French</language></langUsage>
    </profileDesc></teiHeader><text><body><p>Ein enfant terrible.</p></body></text></TEI>

Right
    <TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><profileDesc><langUsage>
    <language ident="de">German</language><language ident="fr">French</language></langUsage>
    </profileDesc></teiHeader>
    <text><body><p>Ein <foreign xml:lang="fr">enfant terrible</foreign>.</p></body></text></TEI>
"""

from collections.abc import Iterator

from edition.diagnostic import Severity
from edition.document import Document
from edition.language import same_language
from edition.project import Project
from edition.rule import Finding
from edition.tei.declaration import declared_languages, spoken_languages
from edition.tei.structure import texts

SEVERITY = Severity.INFO
HITS = (22, 22)  # all read: whole plays and tracts declare Greek, French … and mark none


def check(document: Document, _project: Project) -> Iterator[Finding]:
    """Yield a finding for every declared language without a passage."""
    _, *others = declared_languages(document) or [document.root]
    if not others or next(texts(document), None) is None:
        return
    used = {same_language(value) for _, _, value in spoken_languages(document)}
    for language in others:
        ident = language.get("ident", "")
        if same_language(ident) not in used and language.get("usage") != "0":
            yield Finding(
                language,
                f"No passage of the text is marked as “{ident}”.",
                f"Mark the passages with xml:lang=“{ident}”, or take the language from langUsage.",
            )
