"""Rule: what a constraint of Schematron demands, in the words in which it is told."""

from collections.abc import Iterable, Iterator

from edition.document import Element
from edition.odd.constraint import SCHEMES
from edition.odd.naming import SCH, TEI, XML
from edition.odd.pages.markup import made

__all__ = ["rules"]

_TESTS = (f"{SCH}assert", f"{SCH}report")


def rules(constraints: Iterable[Element], language: str) -> Iterator[Element]:
    """Yield a rule for each test of constraints.

    A rule has its name, how much it weighs, where it looks and which test it makes; its text is
    the message, in which `hole` stands for what is filled in from a document.
    """
    for spec in constraints:
        written_in = spec.get(f"{XML}lang", language)
        if spec.get("scheme", SCHEMES[0]) in SCHEMES and written_in in {language, "en"}:
            for test in spec.iter(*_TESTS):
                yield _rule(test, spec)


def _rule(test: Element, spec: Element) -> Element:
    around = next(test.iterancestors(f"{SCH}rule"), None)
    attribute = next(spec.iterancestors(f"{TEI}attDef"), None)
    rule = made(
        "rule",
        {
            "name": test.get("id") or spec.get("ident") or "",
            "role": test.get("role", ""),
            "of": "" if attribute is None else attribute.get("ident", ""),
            "context": "" if around is None else around.get("context", ""),
            "test": " ".join(test.get("test", "").split()),
            "fails": "yes" if test.tag == _TESTS[1] else "",
        },
    )
    rule.text = test.text or None
    for child in test.iterchildren("*"):
        hole = made("hole", text=child.get("select") or child.get("path") or "")
        hole.tail = child.tail
        if child.tag in {f"{SCH}emph", f"{SCH}span", f"{SCH}dir"}:
            hole = made("words", text="".join(child.itertext()))
            hole.tail = child.tail
        rule.append(hole)
    return rule
