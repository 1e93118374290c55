"""Phase: of a schema only the patterns that one phase names are asked, with its variables."""

from edition.document import Element
from edition.schematron.source import SCH, Source
from edition.suggestion import nearest

__all__ = ["ALL", "DEFAULT", "narrow", "phases"]

ALL, DEFAULT = "#ALL", "#DEFAULT"
_PATTERNS = (f"{SCH}pattern", f"{SCH}group")


def phases(schema: Element) -> list[str]:
    """Return the names of a schema's phases."""
    return [each.get("id", "") for each in schema.iterchildren(f"{SCH}phase")]


def narrow(source: Source, schema: Element, phase: str = "") -> None:
    """Leave in a schema the patterns of a phase, by default its own; its lets become the schema's.

    Raises Refused for a phase, or a pattern in one, that is not there; where there is no pattern.
    Source: ISO/IEC 19757-3:2020, 5.4.1, 5.4.11, 5.5.3.
    """
    patterns = {each: each.get("id", "") for each in schema.iterchildren(*_PATTERNS)}
    if not patterns:
        raise source.fault(
            schema,
            "The schema has no pattern, so it asks nothing.",
            "Add one, or name another schema.",
        )
    name = schema.get("defaultPhase", "") if phase in {"", DEFAULT} else phase
    if name in {"", ALL}:
        return
    chosen = _phase(source, schema, name)
    active = [_active(source, each, patterns) for each in chosen.iterchildren(f"{SCH}active")]
    for pattern, its_name in patterns.items():
        if its_name not in active:
            schema.remove(pattern)
    for let in list(chosen.iterchildren(f"{SCH}let")):
        schema.append(let)


def _phase(source: Source, schema: Element, name: str) -> Element:
    for phase in schema.iterchildren(f"{SCH}phase"):
        if phase.get("id") == name:
            return phase
    known = phases(schema)
    close = nearest(name, known, most=1)
    hint = f"The schema has {', '.join(known) or 'none at all'}."
    hint = f"Did you mean “{close[0]}”?" if close else hint
    raise source.fault(schema, f"There is no phase “{name}”.", hint)


def _active(source: Source, active: Element, patterns: dict[Element, str]) -> str:
    name = active.get("pattern", "")
    known = [each for each in patterns.values() if each]
    if name not in known:
        close = nearest(name, known, most=1)
        hint = f"Did you mean “{close[0]}”?" if close else "Correct @pattern."
        raise source.fault(active, f"There is no pattern “{name}”.", hint)
    return name
