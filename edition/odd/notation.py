"""Notation: a grammar as XML text, indented, the same for the same ODD."""

from collections.abc import Iterable

from edition.odd.pattern import Pattern

__all__ = ["written"]

_LIBRARY = "http://www.w3.org/2001/XMLSchema-datatypes"
_SPACES = {
    "xmlns": "http://relaxng.org/ns/structure/1.0",
    "xmlns:a": "http://relaxng.org/ns/compatibility/annotations/1.0",
}


def written(definitions: Iterable[Pattern], ns: str, says: Iterable[str]) -> bytes:
    """Return a grammar whose elements are in a namespace; `says` are lines of a comment."""
    given = {**_SPACES, "datatypeLibrary": _LIBRARY, "ns": ns}
    head = "\n         ".join(f'{name}="{_escaped(value)}"' for name, value in given.items())
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f"<grammar {head}>"]
    lines += [f"  <!-- {each.replace('--', '- -')} -->" for each in says]
    for definition in definitions:
        _write(definition, "  ", lines)
    return "\n".join([*lines, "</grammar>", ""]).encode()


def _write(pattern: Pattern, indent: str, lines: list[str]) -> None:
    name, parts, attributes, text = pattern
    stated = "".join([f' {key}="{_escaped(value)}"' for key, value in attributes])
    if not parts:
        words = f">{_escaped(text)}</{name}>" if text or name in {"param", "value"} else "/>"
        lines.append(f"{indent}<{name}{stated}{words}")
        return
    lines.append(f"{indent}<{name}{stated}>")
    for part in parts:
        _write(part, f"{indent}  ", lines)
    lines.append(f"{indent}</{name}>")


def _escaped(text: str) -> str:
    if "&" in text or "<" in text or '"' in text:
        text = text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
    return text.replace(">", "&gt;")
