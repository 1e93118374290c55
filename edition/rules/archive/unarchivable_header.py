"""The header lacks something that an archive asks for before it takes a text.

What
    An identifier (idno), a licence by its address, the described source (bibl, msDesc …), the
    editorial practice (editorialDecl), the history of changes (revisionDesc), the languages
    (langUsage). This is the policy `archive`, which asks for `citable` and `minimal` too:
    `edition validate --rules archive`.

Why
    In twenty years nobody can be asked what was regularised, from which copy, and who may reuse it.

Wrong
    <TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc>
    <titleStmt><title>A letter to Anna</title><author>Bertha</author></titleStmt>
    <editionStmt><edition n="1.0">First version</edition></editionStmt>
    <publicationStmt><publisher>A press</publisher><date when="2026">2026</date>
    <idno type="DOI">10.5281/zenodo.1</idno><availability>
    <licence target="https://creativecommons.org/licenses/by/4.0/">CC BY</licence></availability>
    </publicationStmt><sourceDesc><bibl>A manuscript.</bibl></sourceDesc></fileDesc>
    <profileDesc><langUsage><language ident="de">German</language></langUsage></profileDesc>
    <revisionDesc><change when="2026-01-05">Encoded.</change></revisionDesc></teiHeader>
    <text><body><p>Eins.</p></body></text></TEI>

Right
    <TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc>
    <titleStmt><title>A letter to Anna</title><author>Bertha</author></titleStmt>
    <editionStmt><edition n="1.0">First version</edition></editionStmt>
    <publicationStmt><publisher>A press</publisher><date when="2026">2026</date>
    <idno type="DOI">10.5281/zenodo.1</idno><availability>
    <licence target="https://creativecommons.org/licenses/by/4.0/">CC BY</licence></availability>
    </publicationStmt><sourceDesc><bibl>A manuscript.</bibl></sourceDesc></fileDesc>
    <encodingDesc><editorialDecl><p>Long s is given as s.</p></editorialDecl></encodingDesc>
    <profileDesc><langUsage><language ident="de">German</language></langUsage></profileDesc>
    <revisionDesc><change when="2026-01-05">Encoded.</change></revisionDesc></teiHeader>
    <text><body><p>Eins.</p></body></text></TEI>
"""

from collections.abc import Iterator

from edition.diagnostic import Severity
from edition.document import Document
from edition.policy import Demand, unmet
from edition.project import Project
from edition.rule import Finding

SEVERITY = Severity.WARNING
HITS = (388, 388)  # 60 of all three policies read

_PUBLISHED = "fileDesc/publicationStmt"
_SOURCES = "bibl biblStruct biblFull msDesc recordingStmt scriptStmt witness object".split()
_DEMANDS = (
    Demand("by which identifier it is known", _PUBLISHED, ("idno",), '<idno type="DOI">…</idno>'),
    Demand(
        "the address of its licence",
        _PUBLISHED,
        ("licence",),
        '<availability><licence target="https://…">…</licence></availability>',
        "target",
    ),
    Demand(
        "what the source is, as a description that can be read by machine",
        "fileDesc/sourceDesc",
        tuple(_SOURCES),
        "<bibl>…</bibl> or <msDesc>…</msDesc>",
    ),
    Demand(
        "by which rules the text was edited",
        "encodingDesc",
        ("editorialDecl",),
        "<editorialDecl><p>…</p></editorialDecl>",
    ),
    Demand(
        "which languages the text is in",
        "profileDesc/langUsage",
        ("language",),
        '<language ident="en">English</language>',
        "ident",
    ),
    Demand(
        "when it was changed",
        "revisionDesc",
        ("change",),
        '<change when="2026-01-05">…</change>',
    ),
)


def check(document: Document, _project: Project) -> Iterator[Finding]:
    """Yield a finding for everything that an archive would ask for."""
    yield from unmet(document, _DEMANDS)
