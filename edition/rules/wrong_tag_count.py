"""The header counts the uses of an element otherwise than the text has them.

What
    A tagUsage whose occurs, or withId, is not the number of those elements in the text.

Why
    A header that counts wrongly was made for another state of the text; its other statements are
    then in doubt too.

Wrong
    <TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><encodingDesc><tagsDecl>
    <namespace name="http://www.tei-c.org/ns/1.0"><tagUsage gi="p" occurs="2"/></namespace>
    </tagsDecl></encodingDesc></teiHeader><text><body><p>One.</p></body></text></TEI>

Right
    <TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><encodingDesc><tagsDecl>
    <namespace name="http://www.tei-c.org/ns/1.0"><tagUsage gi="p" occurs="1"/></namespace>
    </tagsDecl></encodingDesc></teiHeader><text><body><p>One.</p></body></text></TEI>
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TypeAlias

from edition.diagnostic import Severity
from edition.document import TEI, XML_ID, Document, Element
from edition.project import Project
from edition.rule import Finding
from edition.tei.declaration import stated

SEVERITY = Severity.WARNING
HITS = (23, 23)  # all read: headers of longer texts over excerpts

_TOPS = (f"{{{TEI}}}TEI", f"{{{TEI}}}teiCorpus")
_MOST_DIGITS = 9  # Python refuses to read thousands of digits as a number

Counted: TypeAlias = tuple[Counter[tuple[str, str]], Counter[tuple[str, str]]]


def check(document: Document, _project: Project) -> Iterator[Finding]:
    """Yield a finding for every number that is another one; the header may be counted too."""
    counted: dict[Element, Counted] = {}
    for usage in stated(document, "tagUsage"):
        top = next(usage.iterancestors(*_TOPS), document.root)
        parent = usage.getparent()
        name = f"{{{TEI if parent is None else parent.get('name', TEI)}}}{usage.get('gi', '')}"
        for attribute in ("occurs", "withId"):
            said = usage.get(attribute, "")
            if not said.isdecimal() or len(said) > _MOST_DIGITS:
                continue
            if top not in counted:
                counted[top] = _counted(top)
            in_text, in_all = (part[attribute, name] for part in counted[top])
            if int(said) not in {in_text, in_all}:
                yield Finding(
                    usage,
                    f"{attribute}=“{said}” for <{usage.get('gi')}>: the text has {in_text}.",
                    f"Write {attribute}=“{in_text}”, or see what became of the others.",
                )


def _counted(top: Element) -> Counted:
    """Count the elements of a TEI's text, and of the whole TEI, in one walk for all names."""
    in_text = _tally(at for text in top.iterchildren(f"{{{TEI}}}text") for at in text.iter("*"))
    return in_text, _tally(top.iter("*"))


def _tally(elements: Iterable[Element]) -> Counter[tuple[str, str]]:
    found: Counter[tuple[str, str]] = Counter()
    for at in elements:
        found["occurs", str(at.tag)] += 1
        if at.get(XML_ID) is not None:
            found["withId", str(at.tag)] += 1
    return found
