"""JSON Lines: one object a finding, every key always there, absent is null."""

from collections.abc import Iterable, Iterator

from edition.diagnostic import Diagnostic, Fix, Location
from edition.report import Judgement, Manner

__all__ = ["render"]


def render(judgements: Iterable[Judgement], manner: Manner) -> Iterator[str]:
    """Yield the lines of each document, one for each finding, in the order given.

    Grouped, equal findings of a document are one line with two keys more: `count`, and `places`,
    the line and column of each.
    """
    from json import dumps

    for judgement in judgements:
        rows = _grouped(judgement) if manner.grouped else map(_row, judgement.diagnostics)
        text = "".join(f"{dumps(row, ensure_ascii=False)}\n" for row in rows)
        if text:
            yield text


def _grouped(judgement: Judgement) -> Iterator[dict[str, object]]:
    groups: dict[tuple[object, ...], list[Diagnostic]] = {}
    for item in judgement.diagnostics:
        key = (item.location.file, item.rule, item.severity, item.message, item.hint, item.url)
        groups.setdefault(key, []).append(item)
    for group in groups.values():
        places = [{"line": item.location.line, "column": item.location.column} for item in group]
        yield {**_row(group[0]), "count": len(group), "places": places}


def _row(item: Diagnostic) -> dict[str, object]:
    return {
        **_place(item.location),
        "rule": item.rule,
        "severity": item.severity,
        "message": item.message,
        "hint": item.hint,
        "url": item.url,
        "related": [{**_place(other.location), "message": other.message} for other in item.related],
        "fix": item.fix and _fix(item.fix),
    }


def _fix(fix: Fix) -> list[dict[str, object]]:
    """Return the edits of a fix: a piece of a line, and what is written instead."""
    return [
        {"line": edit.line, "column": edit.column, "endColumn": edit.end, "text": edit.text}
        for edit in fix.edits
    ]


def _place(location: Location) -> dict[str, str | int | None]:
    return {"file": location.file, "line": location.line, "column": location.column}
