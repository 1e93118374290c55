"""A language tag is not written as such tags usually are.

What
    xml:lang, language/@ident or textLang with capitals where others write small letters, or the
    reverse: a language is written en, a script Latn, a country GB.

Why
    EN-gb and en-GB mean the same, but style sheets, search and statistics mostly compare letter
    by letter, and count two languages.

Wrong
    <p xml:lang="EN-gb">A colour.</p>

Right
    <p xml:lang="en-GB">A colour.</p>
"""

from collections.abc import Iterator

from edition.diagnostic import Fix, Severity
from edition.document import Document
from edition.project import Project
from edition.rule import Finding
from edition.tei.declaration import faulty_tags

SEVERITY = Severity.INFO
HITS = (0, 0)


def check(document: Document, _project: Project) -> Iterator[Finding]:
    """Yield a finding for every tag that differs from its usual form by case alone."""
    for element, name, tag in faulty_tags(document, _is_unusual):
        from edition.relaxng.datatype.certainty import certain_language

        meant = certain_language(tag)
        if meant is not None and meant.lower() == tag.lower():
            yield Finding(
                element,
                f"{name}=“{tag}” is usually written {meant}.",
                f"Write {meant}.",
                fix=Fix("value", tag, meant, name),
            )


def _is_unusual(tag: str) -> bool:
    """Whether a tag is not a language, perhaps with script and country, each in its usual case."""
    language, *others = tag.split("-")
    is_plain = tag.isascii() and language.isalpha() and language.islower()
    return not is_plain or not all(
        each.isalpha() and (each.isupper() if len(each) == 2 else len(each) == 4 and each.istitle())
        for each in others
    )
