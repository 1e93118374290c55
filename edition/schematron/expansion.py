"""Expansion: abstract patterns and rules are written out where they are used."""

import re

from edition.document import Element
from edition.document.tree import copied
from edition.schematron.source import SCH, Source
from edition.suggestion import nearest

__all__ = ["INSTANCE", "expand"]

INSTANCE = "is-a"
_PATTERNS = (f"{SCH}pattern", f"{SCH}group")


def expand(source: Source, schema: Element) -> None:
    """Write out, in place, every instance of an abstract pattern and every extended rule.

    Raises Refused for one that is not there, that needs itself, or that lacks its parameters.
    Source: ISO/IEC 19757-3:2020, 5.4.12, 5.4.9, 6.3.
    """
    _write_out_patterns(source, schema)
    _write_out_rules(source, schema)


def _write_out_patterns(source: Source, schema: Element) -> None:
    abstract = {
        pattern.get("id", ""): pattern
        for pattern in schema.iter(*_PATTERNS)
        if pattern.get("abstract") == "true"
    }
    for pattern in list(schema.iter(*_PATTERNS)):
        if pattern.get(INSTANCE) is not None and pattern.get("abstract") != "true":
            _instantiate(source, pattern, abstract)
    for pattern in abstract.values():
        _remove(pattern)


def _instantiate(source: Source, instance: Element, abstract: dict[str, Element]) -> None:
    name = instance.get(INSTANCE, "")
    model = abstract.get(name)
    if model is None:
        raise source.fault(
            instance, f"There is no abstract pattern “{name}”.", _meant(name, list(abstract))
        )
    if model.get(INSTANCE) is not None:
        raise source.fault(
            model,
            f"The abstract pattern “{name}” is itself an instance, which ISO does not allow.",
            "Give it rules of its own.",
        )
    source.spend(instance)
    given = _parameters(model) | _parameters(instance)
    for child in model:
        if child.tag not in {f"{SCH}param", f"{SCH}title", f"{SCH}p"}:
            instance.append(_filled(copied(child), given))


def _parameters(pattern: Element) -> dict[str, str]:
    return {
        param.get("name", ""): param.get("value", "")
        for param in pattern.iterchildren(f"{SCH}param")
    }


def _filled(element: Element, given: dict[str, str]) -> Element:
    if not given:
        return element
    names = "|".join(re.escape(name) for name in sorted(given, key=len, reverse=True))
    use = re.compile(rf"\$({names})(?![\w.-])")
    for part in element.iter("*"):
        for name, value in part.items():
            if "$" in value:
                part.set(name, use.sub(lambda found: given[found[1]], value))
    return element


def _write_out_rules(source: Source, schema: Element) -> None:
    abstract = {
        rule.get("id", ""): rule
        for rule in schema.iter(f"{SCH}rule")
        if rule.get("abstract") == "true"
    }
    for rule in list(schema.iter(f"{SCH}rule")):
        if rule.get("abstract") != "true":
            _extend(source, rule, abstract, ())
    for rule in abstract.values():
        _remove(rule)


def _extend(
    source: Source, rule: Element, abstract: dict[str, Element], through: tuple[str, ...]
) -> None:
    for extends in list(rule.iterchildren(f"{SCH}extends")):
        name = extends.get("rule", "")
        if name in through:
            raise source.fault(
                extends, f"The abstract rule “{name}” extends itself.", "Break the circle."
            )
        if not name:
            message = "An <extends> names neither a rule nor a file."
            raise source.fault(extends, message, "Write @rule, or @href.")
        model = abstract.get(name)
        if model is None:
            raise source.fault(
                extends, f"There is no abstract rule “{name}”.", _meant(name, list(abstract))
            )
        source.spend(extends)
        model = copied(model)
        _extend(source, model, abstract, (*through, name))
        at = rule.index(extends)
        rule[at : at + 1] = list(model)


def _meant(name: str, known: list[str]) -> str:
    close = nearest(name, known, most=1)
    if close:
        return f"Did you mean “{close[0]}”?"
    return 'Define it with abstract="true" and this id.'


def _remove(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
