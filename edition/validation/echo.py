"""Echo: what two checks say of one mistake, of which the clearer one is told."""

from collections.abc import Iterable, Iterator

from edition.diagnostic import Diagnostic, Location
from edition.document import TEI, Document, Element

__all__ = ["without_echoes"]

_CLEARER = {
    "grammar-id": {"duplicate-id"},
    "grammar-namespace": {"not-tei"},
    "grammar-element": {"not-tei"},
    "grammar-value": {"impossible-date", "malformed-id", "duplicate-id"},
    "impossible-date": {"grammar-attribute"},
    "lone-alternative": {"grammar-incomplete"},
    "malformed-language": {"grammar-value"},
    "dangling-pointer": {"grammar-value"},
    "wordless-speech": {"grammar-incomplete"},
    "empty-element": {"grammar-incomplete"},
    "lg-atleast1oflggapl": {"grammar-incomplete"},
    "speech-without-speaker": {"grammar-incomplete"},
    "att.datable.w3c-att-datable-w3c-when": {"when-beside-range"},
    "att.datable.w3c-att-datable-w3c-from": {"from-beside-not-before"},
    "att.datable.w3c-att-datable-w3c-to": {"to-beside-not-after"},
    "p-abstractModel-structure-p-in-ab-or-p": {"grammar-element"},
    "p-abstractModel-structure-p-in-l-or-lg": {"grammar-element"},
    "l-abstractModel-structure-l-in-l": {"grammar-element"},
    "lg-abstractModel-structure-lg-in-l": {"grammar-element"},
    "ab-abstractModel-structure-ab-in-l-or-lg": {"grammar-element"},
    "div-abstractModel-structure-div-in-l-or-lg": {"grammar-element"},
    "div-abstractModel-structure-div-in-ab-or-p": {"grammar-element"},
    "att.spanning-spanTo-spanTo-points-to-following": {"dangling-pointer"},
    "span-without-end": {"dangling-pointer"},
    "reversed-range": {"att.spanning-spanTo-spanTo-points-to-following", "span-without-end"},
    "said-by-unknown-speaker": {"dangling-pointer"},
    "said-to-unknown-addressee": {"dangling-pointer"},
}
"""By the rule that is left out: those that say the same more clearly."""

_HEARD = frozenset().union(*_CLEARER.values())


_NESTED = {"p-abstractModel-structure-p-in-ab-or-p", "paragraph-in-paragraph"}
_OUTER = (f"{{{TEI}}}p", f"{{{TEI}}}ab")


def without_echoes(found: Iterable[Diagnostic], document: Document) -> Iterator[Diagnostic]:
    """Leave out what a rule says more clearly at the same place, and of the same attribute.

    And of a paragraph within a paragraph, what is told of the element between the two.
    """
    findings = list(found)
    told = {(item.location, item.rule, item.attribute) for item in findings if item.rule in _HEARD}
    carried = _carried(findings, document)
    for item in findings:
        clearer = _CLEARER.get(item.rule, ())
        is_echo = any((item.location, rule, item.attribute) in told for rule in clearer)
        if not is_echo and not (item.rule in _NESTED and item.location in carried):
            yield item


def _carried(findings: list[Diagnostic], document: Document) -> set[Location]:
    """Return where paragraphs are within others only since they are in what may not be there."""
    nested = {item.location for item in findings if item.rule in _NESTED}
    refused = {item.location for item in findings if item.rule == "grammar-element"}
    if not nested or not refused:
        return set()
    return {
        place
        for element in document.root.iter(*_OUTER)
        if (place := document.locate(element)) in nested
        and any(document.locate(each) in refused for each in _between(element))
    }


def _between(element: Element) -> Iterator[Element]:
    """Yield what stands between a paragraph and the nearest one around it."""
    for around in element.iterancestors():
        if around.tag in _OUTER:
            return
        yield around
