"""A system of references gives two passages one name, or a passage none.

What
    Two units of a reference system that the header declares (citeStructure, cRefPattern, refState)
    have the same reference: a number was given twice, or a number that holds the delimiter reads
    as another unit, as verse “1.2” beside verse 2 of chapter 1. Or a unit lacks what its reference
    is made of, such as @n; or the declaration cannot be read.

Why
    Whoever cites by that reference is understood to mean another passage, or none.

Wrong
    <TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>Verses</title>
    </titleStmt><publicationStmt><p>Unpublished.</p></publicationStmt>
    <sourceDesc><p>None.</p></sourceDesc></fileDesc><encodingDesc><refsDecl>
    <citeStructure unit="chapter" match="/TEI/text/body/div" use="@n">
    <citeStructure unit="verse" match="p" use="@n" delim="."/></citeStructure>
    </refsDecl></encodingDesc></teiHeader><text><body>
    <div n="1"><p n="1">In the beginning.</p><p n="1">And the earth.</p></div>
    </body></text></TEI>

Right
    <TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>Verses</title>
    </titleStmt><publicationStmt><p>Unpublished.</p></publicationStmt>
    <sourceDesc><p>None.</p></sourceDesc></fileDesc><encodingDesc><refsDecl>
    <citeStructure unit="chapter" match="/TEI/text/body/div" use="@n">
    <citeStructure unit="verse" match="p" use="@n" delim="."/></citeStructure>
    </refsDecl></encodingDesc></teiHeader><text><body>
    <div n="1"><p n="1">In the beginning.</p><p n="2">And the earth.</p></div>
    </body></text></TEI>
"""

from collections.abc import Iterator

from edition.diagnostic import Severity
from edition.document import Document, Element
from edition.project import Project
from edition.reference.fault import Faults, faults
from edition.rule import Finding

SEVERITY = Severity.WARNING
HITS = (1, 1)

_SHOWN = 5
"""The first few show what is wrong; where all references collide, nobody reads the rest."""


def check(document: Document, _project: Project) -> Iterator[Finding]:
    """Yield a finding for every reference that names several units, and every kind without one."""
    known: set[object] = set()
    for system in faults(document):
        yield from _shared(system, known)
        yield from _omitted(system)


def _shared(system: Faults, known: set[object]) -> Iterator[Finding]:
    """Yield what has one reference with something else, once for all trees; many with a count."""
    fresh = []
    for units in system.shared:
        if units[1].element not in known:
            known.add(units[1].element)
            fresh.append(units)
    for first, second, *others in fresh[:_SHOWN]:
        counted = f"{2 + len(others)} passages have the reference “{first.ref}”"
        yield _finding(second.element, f"{counted} in the tree “{system.tree}”.", first.element)
    if len(fresh) > _SHOWN:
        first, second, *_ = fresh[_SHOWN]
        counted = f"{len(fresh) - _SHOWN} more references of the tree “{system.tree}”"
        told = f"{counted} name several passages each, the next of them “{first.ref}”."
        yield _finding(second.element, told, first.element)


def _finding(at: Element, message: str, first: Element) -> Finding:
    advice = "Number them so that each has its own, or choose another delimiter."
    return Finding(at, message, advice, ((first, "the first"),))


def _omitted(system: Faults) -> Iterator[Finding]:
    for at, unit, missing in system.omissions:
        yield Finding(
            at,
            f"No reference names this {unit or 'unit'}: {_reason(missing)}.",
            "Add it, or mend the refsDecl in the header.",
        )


def _reason(missing: str) -> str:
    return f"it has no {missing[:20]}" if missing.startswith(("@", "a name")) else missing
