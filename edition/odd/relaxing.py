"""Relaxing: RELAX NG that stands in an ODD's content models, as patterns."""

from collections.abc import Callable, Iterator

from edition.document import Element
from edition.odd.naming import ANNOTATION, RNG
from edition.odd.pattern import Pattern, ref
from edition.tei.wording import text_of

__all__ = ["relaxed"]

_NAMED = frozenset({"element", "attribute"})


def relaxed(part: Element, named: Callable[[str], str]) -> Pattern:
    """Return an element of RELAX NG as a pattern; `named` gives a definition its final name."""
    name = str(part.tag).removeprefix(RNG)
    if name == "ref":
        return ref(named(part.get("name", "")))
    inner = (
        _annotated(child) if str(child.tag).startswith(ANNOTATION) else relaxed(child, named)
        for child in part.iterchildren(f"{RNG}*", f"{ANNOTATION}*")
    )
    return Pattern(name, tuple(inner), tuple(_attributes(part, name)), _words(part, name))


def _annotated(part: Element) -> Pattern:
    return Pattern(f"a:{str(part.tag).removeprefix(ANNOTATION)}", (), (), text_of(part))


def _attributes(part: Element, name: str) -> Iterator[tuple[str, str]]:
    """Yield the attributes; a name's prefix is resolved, since it is bound in the ODD only."""
    given = {str(key): value for key, value in part.attrib.items()}
    ns, local = _resolved(part, given["name"]) if name in _NAMED and "name" in given else (None, "")
    if name == "name":
        ns, _ = _resolved(part, (part.text or "").strip())
    for key, value in given.items():
        if key.startswith(ANNOTATION):
            yield f"a:{key.removeprefix(ANNOTATION)}", value
        elif key == "name" and ns is not None:
            yield key, local
        elif not key.startswith("{"):
            yield key, value
    if ns is not None and "ns" not in given:
        yield "ns", ns


def _resolved(part: Element, name: str) -> tuple[str | None, str]:
    prefix, colon, local = name.strip().partition(":")
    if not colon or prefix == "xml":
        return None, name
    return part.nsmap.get(prefix), local


def _words(part: Element, name: str) -> str:
    if name == "name":
        return _resolved(part, (part.text or "").strip())[1]
    return (part.text or "") if name in {"value", "param"} else ""
