"""A language tag is not written as such tags usually are.

What
    xml:lang with capitals where others write small letters, or the reverse: a language is written
    en, a script Latn, a country GB.

Why
    EN-gb and en-GB mean the same, but style sheets, search and statistics mostly compare letter
    by letter, and count two languages.

Wrong
    <p xml:lang="EN-gb">A colour.</p>

Right
    <p xml:lang="en-GB">A colour.</p>
"""

from collections.abc import Iterator

from lxml import etree

from edition.diagnostic import Fix, Severity
from edition.document import Document
from edition.project import Project
from edition.rule import Finding

SEVERITY = Severity.INFO
HITS = (0, 0)
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_WITH_LANG = etree.XPath("/descendant-or-self::*[@xml:lang]")


def check(document: Document, _project: Project) -> Iterator[Finding]:
    """Yield a finding for every xml:lang that differs from its usual form by case alone."""
    if not document.mentions(b"xml:lang"):
        return
    from edition.relaxng.datatype.certainty import certain_language

    for element in _WITH_LANG(document.root):
        tag = element.get(_LANG, "")
        meant = certain_language(tag)
        if meant is not None and meant.lower() == tag.lower():
            yield Finding(
                element,
                f"xml:lang=“{tag}” is usually written {meant}.",
                f"Write {meant}.",
                fix=Fix("value", tag, meant, "xml:lang"),
            )
