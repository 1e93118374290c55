"""GitHub annotations: workflow commands that put each finding beside its line in a pull request."""

from collections.abc import Iterable, Iterator

from edition.diagnostic import Diagnostic, Severity
from edition.report import Judgement, Manner

__all__ = ["render"]

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def render(judgements: Iterable[Judgement], _manner: Manner) -> Iterator[str]:
    """Yield the annotations of each document.

    Source: GitHub's workflow commands; GitHub shows ten of each kind for a step, the rest is in
    the log.
    """
    for judgement in judgements:
        if judgement.diagnostics:
            yield "".join(map(_annotation, judgement.diagnostics))


def _annotation(item: Diagnostic) -> str:
    file, line, column = item.location
    given = {"file": file, "line": line, "col": column, "title": item.rule}
    properties = ",".join(
        f"{key}={_property(str(value))}" for key, value in given.items() if value is not None
    )
    lines = [item.message, item.hint, item.url]
    lines += [f"{other.location}: {other.message}" for other in item.related]
    message = _data("\n".join(line for line in lines if line))
    return f"::{_COMMANDS[item.severity]} {properties}::{message}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
