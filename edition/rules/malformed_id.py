"""An xml:id is no name that XML, or this project, allows.

What
    An xml:id that is empty, begins with a digit, or holds a blank, a colon or another sign that
    XML names may not hold; or that holds two full stops in a row, which mark a range in references.

Why
    No pointer and no citation can reach the element.

Wrong
    <p xml:id="1 a">One.</p>

Right
    <p xml:id="p1a">One.</p>
"""

from collections.abc import Collection, Iterator

from edition.diagnostic import Severity
from edition.document import XML_ID, Document
from edition.name import is_ncname
from edition.project import Project
from edition.rule import Finding

SEVERITY = Severity.ERROR
HITS = (0, 0)
TEI_ONLY = False


def check(document: Document, _project: Project) -> Iterator[Finding]:
    """Yield a finding for every xml:id that is no NCName or holds `..`."""
    if _are_plain(document.ids):
        return
    wrong = {name for name in document.ids if not is_ncname(name) or ".." in name}
    for element in document.identified:
        name = element.get(XML_ID, "")
        if name not in wrong:
            continue
        yield Finding(element, *_told(name), attribute="xml:id")


def _told(name: str) -> tuple[str, str]:
    """Return what is wrong with an id, and how it is mended."""
    bare = name.strip()
    if bare != name and is_ncname(bare) and ".." not in bare:
        advice = f"Write {bare}: some programs take the blank away, and others do not."
        return f"The xml:id “{name}” begins or ends with a blank.", advice
    advice = "An id begins with a letter; letters, digits, - and _ may follow, and single dots."
    return f"“{name}” cannot be an xml:id.", advice


def _are_plain(names: Collection[str]) -> bool:
    """Whether ids are of ASCII letters, digits, - . and _, as nearly always: all seen at once."""
    signs = "".join(names).replace("-", "").replace("_", "").replace(".", "")
    starts = "".join([name[:1] for name in names])
    well_made = signs.isascii() and signs.isalnum() and starts.isalpha() and "" not in names
    return well_made and ".." not in " ".join(names)
