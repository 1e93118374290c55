"""A pointer leads out of what can be looked at here.

What
    A pointer into another project, through a prefix that no listPrefixDef declares, or relative in
    a text from standard input. Web addresses are not meant: they are counted in the closing line.

Why
    It may be right; nobody has looked.

Wrong
    <persName ref="gnd:118540238">Goethe</persName>

Right
    <persName ref="https://d-nb.info/gnd/118540238">Goethe</persName>
"""

from collections.abc import Iterator

from edition.diagnostic import Severity
from edition.document import Document
from edition.pointer import pointers
from edition.project import Project
from edition.rule import Finding

SEVERITY = Severity.INFO
HITS = (4434, 4434)  # 60 read: it says only what nobody has looked at


def check(document: Document, project: Project) -> Iterator[Finding]:
    """Yield a finding for every pointer that is out of reach and no web address."""
    for pointer in pointers(document, project):
        if pointer.value in document.ids:
            continue  # missing-hash tells it
        if pointer.target is None and "://" not in pointer.value and not _is_address(pointer.value):
            yield Finding(
                pointer.element,
                f"{pointer.attribute}=“{pointer.value}” leads out of this project: not checked.",
                _advice(pointer.value),
            )


def _advice(value: str) -> str:
    if not set(value) & set(":/.#"):
        return "This is read as the name of a file; a pointer into the document begins with #."
    return "Declare its prefix in listPrefixDef, or bring what it names into the project."


def _is_address(value: str) -> bool:
    return value.startswith(("mailto:", "urn:", "doi:", "data:", "tel:"))
