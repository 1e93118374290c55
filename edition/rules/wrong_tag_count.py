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

from collections.abc import Iterator

from edition.declaration import stated
from edition.diagnostic import Severity
from edition.document import TEI, XML_ID, Document, Element
from edition.project import Project
from edition.rule import Finding

SEVERITY = Severity.WARNING
HITS = (23, 23)  # all read: headers of longer texts over excerpts


def check(document: Document, _project: Project) -> Iterator[Finding]:
    """Yield a finding for every number that is another one; the header may be counted too."""
    for usage in stated(document, "tagUsage"):
        for attribute in ("occurs", "withId"):
            said = usage.get(attribute, "")
            if not said.isdecimal():
                continue
            in_text, in_all = _counted(document, usage, attribute)
            if int(said) not in {in_text, in_all}:
                yield Finding(
                    usage,
                    f"{attribute}=“{said}” for <{usage.get('gi')}>: the text has {in_text}.",
                    f"Write {attribute}=“{in_text}”, or see what became of the others.",
                )


def _counted(document: Document, usage: Element, attribute: str) -> tuple[int, int]:
    """Return how many such elements the text of the header's own TEI has, and the whole TEI."""
    around = next(usage.iterancestors(f"{{{TEI}}}TEI", f"{{{TEI}}}teiCorpus"), document.root)
    parent = usage.getparent()
    name = f"{{{TEI if parent is None else parent.get('name', TEI)}}}{usage.get('gi', '')}"
    counts = []
    for part in ([*around.iterchildren(f"{{{TEI}}}text")], [around]):
        there = (at for top in part for at in top.iter(name))
        counts.append(sum(attribute == "occurs" or at.get(XML_ID) is not None for at in there))
    return counts[0], counts[1]
