"""JSON Lines: one object a finding, every key always there, absent is null."""

import json
from collections.abc import Iterable

from edition.diagnostic import Diagnostic, Location

__all__ = ["render"]


def render(diagnostics: Iterable[Diagnostic]) -> str:
    """Return one line of JSON for each finding, in the order given."""
    return "".join(
        json.dumps(
            {
                **_place(item.location),
                "rule": item.rule,
                "severity": item.severity,
                "message": item.message,
                "hint": item.hint,
                "url": item.url,
                "related": [
                    {**_place(other.location), "message": other.message} for other in item.related
                ],
            },
            ensure_ascii=False,
        )
        + "\n"
        for item in diagnostics
    )


def _place(location: Location) -> dict[str, str | int | None]:
    return {"file": location.file, "line": location.line, "column": location.column}
