"""A language tag has a form that no language tag has.

What
    xml:lang, language/@ident or textLang/@mainLang, @otherLangs with a value that is not built as
    language tags are (BCP 47): a language, then perhaps a script, a region, a variant, with hyphens
    between them: grc, de-AT, he-Latn, sr-Cyrl-RS.

Why
    Browsers, screen readers, search and hyphenation do not know the language of the passage.

Wrong
    <p>He called it <foreign xml:lang="it_IT">sprezzatura</foreign>.</p>

Right
    <p>He called it <foreign xml:lang="it-IT">sprezzatura</foreign>.</p>
"""

from collections.abc import Iterator

from edition.diagnostic import Fix, Severity
from edition.document import Document
from edition.language import is_tag
from edition.project import Project
from edition.rule import Finding
from edition.tei.declaration import faulty_tags

SEVERITY = Severity.ERROR
HITS = (0, 0)


def check(document: Document, _project: Project) -> Iterator[Finding]:
    """Yield a finding for every tag that is not well-formed; empty takes back what was stated."""
    for element, name, value in faulty_tags(document, _is_malformed):
        meant = value.strip().replace("_", "-")
        yield Finding(
            element,
            f"{name}=“{value}” cannot be a language tag.",
            f"Write {meant}."
            if is_tag(meant)
            else "Write a code such as en, grc, de-AT or he-Latn.",
            fix=_fix(name, value),
            attribute=name,
        )


def _is_malformed(value: str) -> bool:
    return value != "" and not is_tag(value)


def _fix(name: str, value: str) -> Fix | None:
    from edition.relaxng.datatype.certainty import certain_language

    meant = certain_language(value)
    return Fix("value", value, meant, name) if meant is not None and is_tag(meant) else None
