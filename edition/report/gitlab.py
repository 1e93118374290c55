"""GitLab Code Quality: what a merge request shows beside its lines."""

from collections.abc import Iterable, Iterator

from edition.diagnostic import Severity
from edition.report import Judgement, Manner
from edition.report.sarif import fingerprints

__all__ = ["render"]

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def render(judgements: Iterable[Judgement], _manner: Manner) -> Iterator[str]:
    """Yield the list at the end: GitLab reads one JSON array.

    A finding without a line is told at the first. Source: GitLab, Code Quality report format.
    """
    from json import dumps

    rows = [
        {
            "description": f"{item.message} {item.hint}" if item.hint else item.message,
            "check_name": item.rule,
            "fingerprint": mark,
            "severity": _SEVERITIES[item.severity],
            "location": {"path": item.location.file, "lines": {"begin": item.location.line or 1}},
        }
        for judgement in judgements
        for item, mark in zip(judgement.diagnostics, fingerprints(judgement), strict=True)
    ]
    yield dumps(rows, ensure_ascii=False, indent=1) + "\n"
