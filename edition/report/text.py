"""Text: each finding with its line of the source, a caret and what to do; equal ones once."""

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from edition.diagnostic import Diagnostic, Location, Severity

__all__ = ["render"]

_WIDTH = 96


def render(diagnostics: Iterable[Diagnostic]) -> str:
    """Return the findings for people, the equal ones of a file as one with their count.

    Of mere information the first of each rule stands for all of its kind.
    """
    groups: dict[tuple[object, ...], list[Diagnostic]] = {}
    for item in diagnostics:
        same = (item.message, item.hint) if item.severity is not Severity.INFO else ()
        key = (item.location.file, item.rule, item.severity, same)
        groups.setdefault(key, []).append(item)
    return "".join(_finding(group[0], group[1:]) for group in groups.values())


def _finding(item: Diagnostic, more: list[Diagnostic]) -> str:
    lines = [f"{item.location}: {item.severity}: {item.message} [{item.rule}]"]
    lines += _excerpt(item.location)
    if item.hint:
        lines.append(f"  help: {item.hint}")
    if item.url:
        lines.append(f"  see: {item.url}")
    lines += [f"  {other.location}: {other.message}" for other in item.related]
    more = [other for other in more if other.location != item.location]
    if more:
        places = ", ".join(f"{other.location.line}:{other.location.column}" for other in more[:5])
        rest = f" and {len(more) - 5} more" if len(more) > 5 else ""
        word = "more of this kind" if item.severity is Severity.INFO else "the same"
        lines.append(f"  {word} at {places}{rest} ({len(more) + 1} in all)")
    return "\n".join(lines) + "\n\n"


def _excerpt(location: Location) -> list[str]:
    """Return the line of the source and a caret below the column, cut to a terminal's width."""
    if location.line is None or location.column is None:
        return []
    source = _lines(location.file)
    if location.line > len(source):
        return []
    line = source[location.line - 1].replace("\t", " ")
    start = max(0, location.column - 1 - _WIDTH // 2) if len(line) > _WIDTH else 0
    shown = ("…" if start else "") + line[start : start + _WIDTH].rstrip()
    caret = location.column - 1 - start + (1 if start else 0)
    number = str(location.line)
    return [f"  {number} | {shown}", f"  {' ' * len(number)} | {' ' * caret}^"]


@lru_cache(maxsize=4)
def _lines(file: str) -> list[str]:
    try:
        data = Path(file).read_bytes()
    except (OSError, ValueError):
        return []
    return _decoded(data).replace("\r\n", "\n").split("\n")


def _decoded(data: bytes) -> str:
    """Read as UTF-16 or UTF-8 where that succeeds, else sign by sign: this is only to be shown."""
    for encoding in ("utf-16",) if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else ("utf-8-sig",):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("cp1252", "replace")
