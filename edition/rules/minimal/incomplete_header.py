"""The header leaves empty what TEI asks of every document.

What
    A teiHeader whose title, publication statement or source description is missing or holds no
    words. This is the policy `minimal`: `edition validate --rules minimal`.

Why
    The schema is content with an empty paragraph; whoever gets the file knows nothing of it.

Wrong
    <TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc>
    <titleStmt><title>A letter to Anna</title></titleStmt>
    <publicationStmt><publisher>A press</publisher></publicationStmt>
    <sourceDesc/></fileDesc></teiHeader><text><body><p>One.</p></body></text></TEI>

Right
    <TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc>
    <titleStmt><title>A letter to Anna</title></titleStmt>
    <publicationStmt><publisher>A press</publisher></publicationStmt>
    <sourceDesc><p>A manuscript.</p></sourceDesc></fileDesc></teiHeader>
    <text><body><p>One.</p></body></text></TEI>
"""

from collections.abc import Iterator

from edition.diagnostic import Severity
from edition.document import Document
from edition.policy import Demand, unmet
from edition.project import Project
from edition.rule import Finding

SEVERITY = Severity.WARNING
HITS = (51, 51)  # 60 of all three policies read

_DEMANDS = (
    Demand("what the text is called", "fileDesc/titleStmt", ("title",), "<title>…</title>"),
    Demand(
        "who publishes the text",
        "fileDesc",
        ("publicationStmt",),
        "<publicationStmt><publisher>…</publisher></publicationStmt>",
    ),
    Demand(
        "where the text comes from",
        "fileDesc",
        ("sourceDesc",),
        "<sourceDesc><bibl>…</bibl></sourceDesc>",
    ),
)


def check(document: Document, _project: Project) -> Iterator[Finding]:
    """Yield a finding for each of the three that a header lacks."""
    yield from unmet(document, _DEMANDS)
