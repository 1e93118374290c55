"""Somebody in the list of roles never speaks and is never on stage.

What
    A role, person or personGrp of the castList or particDesc whose id no pointer of a text with
    speeches reaches, while the ids of others are reached.

Why
    The speeches are given to somebody else, the list has a person of another play, or the role is
    mute and nobody has marked where it enters.

Wrong
    <castList><castItem><role xml:id="anna">Anna</role></castItem>
    <castItem><role xml:id="karl">Karl</role></castItem></castList>
    <sp who="#anna"><speaker>Anna</speaker><p>One.</p></sp>

Right
    <castList><castItem><role xml:id="anna">Anna</role></castItem>
    <castItem><role xml:id="karl">Karl</role></castItem></castList>
    <stage type="entrance" who="#karl">Karl enters.</stage>
    <sp who="#anna"><speaker>Anna</speaker><p>One.</p></sp>
"""

from collections.abc import Iterator

from edition.diagnostic import Severity
from edition.document import TEI, XML_ID, Document, Element
from edition.project import Project
from edition.rule import Finding
from edition.tei.declaration import pointed_at

SEVERITY = Severity.INFO
HITS = (31, 32)  # all read; wrong: attendants who enter as two smaller groups

_ROLES = tuple(f"{{{TEI}}}{name}" for name in ("role", "person", "personGrp", "castItem"))
_LISTS = tuple(f"{{{TEI}}}{name}" for name in ("castList", "particDesc"))


def check(document: Document, project: Project) -> Iterator[Finding]:
    """Yield a finding for every role that nothing points at."""
    if next(document.root.iter(f"{{{TEI}}}sp"), None) is None:
        return
    roles = [role for place in document.root.iter(*_LISTS) for role in _roles(place)]
    reached = pointed_at(document, project)
    absent = [role for role in roles if not any(part in reached for part in role.iter("*"))]
    for role in absent if len(absent) < len(roles) else ():
        yield Finding(
            role,
            f"“{role.get(XML_ID)}” neither speaks nor enters.",
            "Point at the role from sp or stage (who), or take it from the list.",
        )


def _roles(place: Element) -> Iterator[Element]:
    for role in place.iter(*_ROLES):
        grouped = role.get("corresp") or role.get(
            "sameAs"
        )  # another name of what is listed elsewhere
        if role.get(XML_ID) is not None and not grouped:
            yield role
