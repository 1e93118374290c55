"""Echo: what two checks say of one mistake, of which the clearer one is told."""

from collections.abc import Iterable, Iterator

from edition.diagnostic import Diagnostic

__all__ = ["without_echoes"]

_CLEARER = {
    "grammar-id": {"duplicate-id"},
    "grammar-namespace": {"not-tei"},
    "grammar-element": {"not-tei"},
    "grammar-value": {"impossible-date", "malformed-id", "duplicate-id"},
    "impossible-date": {"grammar-attribute"},
    "lone-alternative": {"grammar-incomplete"},
    "malformed-language": {"grammar-value"},
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
    "said-by-unknown-speaker": {"dangling-pointer"},
    "said-to-unknown-addressee": {"dangling-pointer"},
}
"""By the rule that is left out: those that say the same more clearly."""

_HEARD = frozenset().union(*_CLEARER.values())


def without_echoes(found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Leave out what a rule says more clearly at the same place, and of the same attribute."""
    findings = list(found)
    told = {(item.location, item.rule, item.attribute) for item in findings if item.rule in _HEARD}
    for item in findings:
        clearer = _CLEARER.get(item.rule, ())
        if not any((item.location, rule, item.attribute) in told for rule in clearer):
            yield item
