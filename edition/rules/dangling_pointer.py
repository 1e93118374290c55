"""A pointer leads to nothing.

What
    A pointer such as who="#hamlet", ref="person:hamlet" or target="other.xml#p3" whose target does
    not exist: in the document, through a prefix declared in listPrefixDef, or in a file beside it.

Why
    Who speaks, who is meant, what a note is about is lost, and no grammar notices.

Wrong
    <said who="#hamlt" direct="true">To be, or not to be.</said><name xml:id="hamlet">Hamlet</name>

Right
    <said who="#hamlet" direct="true">To be, or not to be.</said><name xml:id="hamlet">Hamlet</name>
"""

from collections.abc import Iterator

from edition.diagnostic import Severity
from edition.document import Document
from edition.pointer import Pointer, pointers
from edition.project import Missing, Project
from edition.rule import Finding

SEVERITY = Severity.ERROR
# every distinct value was read: layers, renditions and witnesses left out, and slips
HITS = (2258, 2258)


_MANY = 50
"""Where an attribute has more values that dangle, a register or a layer is missing, no letter."""

_MOST_HINTS = 20
"""Each search for a name that is spelt alike takes time, and the first few show what is wrong."""


def check(document: Document, project: Project) -> Iterator[Finding]:
    """Yield a finding for every pointer whose target is known to be missing."""
    dangling = [at for at in pointers(document, project) if _dangles(at, document)]
    values: dict[str, dict[str, None]] = {}
    for pointer in dangling:
        values.setdefault(pointer.attribute, {})[pointer.value] = None
    layers = {name: _layer(name, list(of)) for name, of in values.items() if len(of) > _MANY}
    hints: dict[str, str] = {}
    for pointer in dangling:
        if pointer.attribute in layers:
            advice = "Bring back the register or the layer that they point at, or take them out."
            yield Finding(pointer.element, layers[pointer.attribute], advice)
            continue
        if pointer.value not in hints:
            hints[pointer.value] = _advice(pointer, search=len(hints) < _MOST_HINTS)
        yield Finding(
            pointer.element,
            f"{pointer.attribute}=“{pointer.value}” leads nowhere: {_missing(pointer).reason}.",
            hints[pointer.value],
        )


def _layer(attribute: str, values: list[str]) -> str:
    return (
        f"{attribute} leads nowhere here, as in many places of this document: "
        f"“{values[0]}”, “{values[1]}” and others are missing."
    )


def _dangles(pointer: Pointer, document: Document) -> bool:
    """Whether a pointer is known to miss; one that only lacks its # is told by missing-hash."""
    return isinstance(pointer.target, Missing) and pointer.value not in document.ids


def _missing(pointer: Pointer) -> Missing:
    assert isinstance(pointer.target, Missing)
    return pointer.target


def _advice(pointer: Pointer, *, search: bool) -> str:
    sign = "#" if "#" in pointer.value else ""
    names = [f"{sign}{name}" for name in _missing(pointer).nearest] if search else []
    close = f"Did you mean {' or '.join(names)}?"
    return close if names else "Add what it names, or mend the pointer."
