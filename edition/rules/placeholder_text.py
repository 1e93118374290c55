"""The header still says what its template said.

What
    A text that editors and generators put into new documents, to be replaced: "Publication
    Information", "Information about the source", a document called "Title", names such as
    "[author]", four X or more.

Why
    Catalogues and citations take the header at its word.

Wrong
    <TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc>
    <titleStmt><title>Title</title></titleStmt>
    <publicationStmt><publisher>A press</publisher></publicationStmt>
    <sourceDesc><p>A manuscript.</p></sourceDesc></fileDesc></teiHeader>
    <text><body><p>One.</p></body></text></TEI>

Right
    <TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc>
    <titleStmt><title>A letter to Anna</title></titleStmt>
    <publicationStmt><publisher>A press</publisher></publicationStmt>
    <sourceDesc><p>A manuscript.</p></sourceDesc></fileDesc></teiHeader>
    <text><body><p>One.</p></body></text></TEI>
"""

from collections.abc import Iterator
from functools import lru_cache

from edition.diagnostic import Severity
from edition.document import TEI, Document, Element
from edition.project import Project
from edition.rule import Finding
from edition.tei.structure import headers

SEVERITY = Severity.WARNING
HITS = (27, 27)  # all read

_TEMPLATES = frozenset(
    (
        "publication information|information about the source|title|the title|document title|"
        "title of the document|a title|untitled|author|editor|publisher|name|unknown title|"
        "publication statement|source description|information about publication or distribution|"
        "some text here.|some text here|lorem ipsum|to be supplied|to be added|tbd|todo|"
        "insert title here|information about the publication|place of publication|"
        "sample document title"
    ).split("|")
)
_REMINDER = "remember to delete the instructions"
_LONGEST = 100
_BRACKETED = frozenset("title author editor publisher name date source place".split())


def check(document: Document, _project: Project) -> Iterator[Finding]:
    """Yield a finding for every element of the header whose whole text is a template's."""
    for header in headers(document):
        for element in header.iter(f"{{{TEI}}}*"):
            text = element.text
            is_short = text and len(text) < _LONGEST and not len(element)
            if text and is_short and _is_placeholder(text, element):
                yield Finding(
                    element,
                    f"“{' '.join(text.split())}” was put here to be replaced.",
                    "Write what is true of this document, or take the element away.",
                )


def _is_placeholder(text: str, element: Element) -> bool:
    is_template, is_one = _kind(text)
    return is_one or (is_template and _means_it(" ".join(text.lower().split()), element))


@lru_cache(maxsize=1024)  # headers of a corpus say the same
def _kind(text: str) -> tuple[bool, bool]:
    """Whether words are a template's, and whether they are a placeholder wherever they stand."""
    words = " ".join(text.lower().split())
    is_bracketed = words[:1] in {"[", "{", "$"} and words.strip("[]{}$ ") in _BRACKETED
    is_crossed = len(words) > 3 and not words.strip("x")  # three may mean thirty
    is_one = is_bracketed or is_crossed or words.startswith(_REMINDER)
    return words in _TEMPLATES, words not in _TEMPLATES and is_one


def _means_it(words: str, element: Element) -> bool:
    """Whether it is a placeholder there: resp and term say "editor" and mean it."""
    one_word = " " not in words
    said = ("title", "author", "editor", "publisher", "name", "p", "pubPlace", "persName", "idno")
    return not one_word or str(element.tag)[len(TEI) + 2 :] in said
