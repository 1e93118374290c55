"""A speaker's name is written in a way in which it stands nowhere else.

What
    A speaker whose words occur once or twice in a play, while the same speaker (who), or another
    of a text without who, is at least five times called something that differs by a sign or two.
    Numbers make a difference: First Lord and Third Lord are two.

Why
    Indexes and networks of speakers count one person as two.

Wrong
    <sp><speaker>Hamlet</speaker><p>1</p></sp><sp><speaker>Hamlet</speaker><p>2</p></sp>
    <sp><speaker>Hamlet</speaker><p>3</p></sp><sp><speaker>Hamlet</speaker><p>4</p></sp>
    <sp><speaker>Hamlet</speaker><p>5</p></sp><stage>Exit.</stage>
    <sp><speaker>Halmet</speaker><p>6</p></sp>

Right
    <sp><speaker>Hamlet</speaker><p>1</p></sp><sp><speaker>Hamlet</speaker><p>2</p></sp>
    <sp><speaker>Hamlet</speaker><p>3</p></sp><sp><speaker>Hamlet</speaker><p>4</p></sp>
    <sp><speaker>Hamlet</speaker><p>5</p></sp><stage>Exit.</stage>
    <sp><speaker>Hamlet</speaker><p>6</p></sp>
"""

from collections.abc import Iterator

from edition.diagnostic import Severity
from edition.document import TEI, Document, Element
from edition.project import Project
from edition.rule import Finding
from edition.suggestion import nearest
from edition.tei.wording import text_of

SEVERITY = Severity.WARNING
HITS = (0, 0)

_OFTEN, _SELDOM = 5, 2
_ALIKE = 0.8


def check(document: Document, _project: Project) -> Iterator[Finding]:
    """Yield a finding for every seldom name that is nearly a frequent one."""
    called: dict[str, dict[str, list[Element]]] = {}
    for speaker in document.root.iter(f"{{{TEI}}}speaker"):
        parent = speaker.getparent()
        who = "" if parent is None else parent.get("who", "")
        name = text_of(speaker).strip("()[].:, ")
        called.setdefault(who, {}).setdefault(name, []).append(speaker)
    for names in called.values():
        often = [name for name, at in names.items() if len(at) >= _OFTEN]
        for name, places in names.items():
            close = nearest(name, often, most=1, likeness=_ALIKE) if len(places) <= _SELDOM else []
            if close and _numbers(name) == _numbers(close[0]):
                for at in places:
                    yield Finding(
                        at,
                        f"The speaker “{name}” is called “{close[0]}” elsewhere.",
                        f"Write {close[0]}, if the source does; else keep both, with one who.",
                    )


def _numbers(name: str) -> tuple[str, ...]:
    """Return what tells numbered speakers apart: figures and words such as First."""
    ordinals = {"first", "second", "third", "fourth", "erster", "zweiter", "dritter"}
    words = name.lower().replace(".", " ").split()
    return tuple(word for word in words if word in ordinals or word.isdecimal() or len(word) == 1)
