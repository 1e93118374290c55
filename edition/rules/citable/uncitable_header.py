"""The header lacks something that a citation of the text needs.

What
    Who is responsible (author, editor, respStmt, principal), who publishes it, when, in which
    version (edition), under which licence (availability), in which language. This is the policy
    `citable`, which asks for `minimal` too: `edition validate --rules citable`.

Why
    A citation that says neither who nor when nor which version cannot be checked later.

Wrong
    <TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="de"><teiHeader><fileDesc>
    <titleStmt><title>A letter to Anna</title><author>Bertha</author></titleStmt>
    <publicationStmt><publisher>A press</publisher><date when="2026">2026</date><availability>
    <licence target="https://creativecommons.org/licenses/by/4.0/">CC BY</licence></availability>
    </publicationStmt><sourceDesc><p>A manuscript.</p></sourceDesc></fileDesc></teiHeader>
    <text><body><p>Eins.</p></body></text></TEI>

Right
    <TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="de"><teiHeader><fileDesc>
    <titleStmt><title>A letter to Anna</title><author>Bertha</author></titleStmt>
    <editionStmt><edition n="1.0">First version</edition></editionStmt>
    <publicationStmt><publisher>A press</publisher><date when="2026">2026</date><availability>
    <licence target="https://creativecommons.org/licenses/by/4.0/">CC BY</licence></availability>
    </publicationStmt><sourceDesc><p>A manuscript.</p></sourceDesc></fileDesc></teiHeader>
    <text><body><p>Eins.</p></body></text></TEI>
"""

from collections.abc import Iterator

from edition.diagnostic import Severity
from edition.document import TEI, Document
from edition.policy import Demand, unmet
from edition.project import Project
from edition.rule import Finding
from edition.tei.attribute import attributes

SEVERITY = Severity.WARNING
HITS = (272, 272)  # 60 of all three policies read

_PUBLISHED = "fileDesc/publicationStmt"
_DEMANDS = (
    Demand(
        "who is responsible for the text",
        "fileDesc/titleStmt",
        ("author", "editor", "respStmt", "principal", "sponsor"),
        "<author>…</author> or <editor>…</editor>",
    ),
    Demand(
        "who publishes the text",
        _PUBLISHED,
        ("publisher", "distributor", "authority"),
        "<publisher>…</publisher>",
    ),
    Demand("when it was published", _PUBLISHED, ("date",), '<date when="2026">2026</date>'),
    Demand(
        "what may be done with it", _PUBLISHED, ("availability",), "<availability>…</availability>"
    ),
    Demand(
        "which version it is",
        "fileDesc",
        ("edition",),
        '<editionStmt><edition n="1.0">…</edition></editionStmt>',
    ),
)
_LANGUAGE = Demand(
    "which language the text is in",
    "profileDesc",
    ("language",),
    '<langUsage><language ident="en">English</language></langUsage>',
    "ident",
)


def check(document: Document, _project: Project) -> Iterator[Finding]:
    """Yield a finding for everything that a citation misses; xml:lang tells the language too."""
    yield from unmet(document, _DEMANDS)
    tops = {f"{{{TEI}}}{name}" for name in ("TEI", "teiCorpus", "text", "body")}
    if not any(at.tag in tops for at, _, _ in attributes(document).languages):
        yield from unmet(document, (_LANGUAGE,))
