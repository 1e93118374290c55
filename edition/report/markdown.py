"""Markdown: the summary of a run, as forges show it above its log or in a comment."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from edition.diagnostic import Diagnostic, Severity
from edition.report import Judgement, Manner, Tally, plural

__all__ = ["render"]

_MOST = 100
"""How many findings are written out: GitHub drops a summary of more than a megabyte."""

_MARKS = re.compile(r"([\\`*_\[\]|~#])")
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


def render(judgements: Iterable[Judgement], _manner: Manner) -> Iterator[str]:
    """Yield the whole at the end: counts, a table by rule, the first errors and warnings.

    Mere information is counted only.
    """
    tally, told = Tally(), list[Diagnostic]()
    for judgement in judgements:
        tally.add(judgement)
        weighty = (item for item in judgement.diagnostics if item.severity is not Severity.INFO)
        told += islice(weighty, _MOST - len(told))
    counts = ", ".join(plural(count, name) for name, count in tally.severities.items())
    known = f", {tally.known} known from the baseline" if tally.known else ""
    yield f"### edition: {counts}{known} in {plural(tally.documents, 'document')}\n\n"
    if tally.findings:
        yield _table(tally) + "\n" + "".join(map(_row, told))
    left = tally.findings - tally.severities["info"] - len(told)
    if left:
        yield f"- and {left} more\n"
    unchecked = "; ".join(tally.unchecked) or "nothing"
    yield f"\nNot checked: {_plain(unchecked)}.\n"


def _table(tally: Tally) -> str:
    rows = sorted(tally.rules.items(), key=lambda row: (-row[1][0], row[0]))
    lines = ["| findings | rule | severity | documents |", "|---:|---|---|---:|"]
    lines += [
        f"| {found} | {_plain(rule)} | {severity} | {documents} |"
        for (rule, severity), (found, documents) in rows
    ]
    return "\n".join(lines) + "\n"


def _row(item: Diagnostic) -> str:
    hint = f" *{_plain(item.hint)}*" if item.hint else ""
    return f"- {_plain(str(item.location))}: {item.severity}: {_plain(item.message)}{hint}\n"


def _plain(words: str) -> str:
    """Return words as Markdown shows them, whatever marks they hold."""
    one_line = " ".join(words.split())
    return _MARKS.sub(r"\\\1", one_line).translate(_ENTITIES)
