"""SARIF 2.1.0: what code hosts and editors read of every checker."""

import re
from collections.abc import Iterable, Iterator

from edition import __version__
from edition.diagnostic import Fix, Location, Severity
from edition.report import Judgement, Manner, Tally

__all__ = ["fingerprints", "render"]

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_PLACE_WORDS = re.compile(r"\b(line|sign|column) \d+")
_SEE = re.compile(r"^See\n +(\S+)", re.MULTILINE)

Row = dict[str, object]


def render(judgements: Iterable[Judgement], manner: Manner) -> Iterator[str]:
    """Yield the log at the end: the rules of the run stand before its results."""
    from json import dumps

    tally, rules, results = Tally(), dict[str, int](), list[Row]()
    for judgement in judgements:
        tally.add(judgement)
        results += _results(judgement, rules)
    driver: Row = {
        "name": "edition",
        "semanticVersion": __version__,
        "rules": [_descriptor(name, manner.manual(name)) for name in rules],
    }
    run: Row = {
        "tool": {"driver": driver},
        "invocations": [_invocation(tally, strict=manner.strict)],
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    yield dumps(log, ensure_ascii=False, indent=1) + "\n"


def _descriptor(name: str, manual: str) -> Row:
    if not manual:
        return {"id": name}
    sentence, _, rest = manual.partition("\n")
    row: Row = {
        "id": name,
        "shortDescription": {"text": sentence},
        "help": {"text": rest.strip("\n") or sentence},
    }
    see = _SEE.search(manual)
    return {**row, "helpUri": see[1]} if see else row


def _invocation(tally: Tally, *, strict: bool) -> Row:
    """Tell how the run ended; what was not checked is a notification, or silence would hide it."""
    row: Row = {
        "executionSuccessful": not tally.failed,
        "exitCode": tally.status(strict=strict),
    }
    notes = [
        {"level": "note", "message": {"text": f"Not checked: {what}."}} for what in tally.unchecked
    ]
    return {**row, "toolExecutionNotifications": notes} if notes else row


def _results(judgement: Judgement, rules: dict[str, int]) -> Iterator[Row]:
    marks = fingerprints(judgement)
    for item, mark in zip(judgement.diagnostics, marks, strict=True):
        row: Row = {
            "ruleId": item.rule,
            "ruleIndex": rules.setdefault(item.rule, len(rules)),
            "level": _LEVELS[item.severity],
            "message": {"text": f"{item.message}\n{item.hint}" if item.hint else item.message},
            "locations": [{"physicalLocation": _physical(item.location)}],
            "partialFingerprints": {"ruleAndContext/v1": mark},
        }
        if item.related:
            row["relatedLocations"] = [
                {
                    "id": number,
                    "physicalLocation": _physical(other.location),
                    "message": {"text": other.message},
                }
                for number, other in enumerate(item.related, 1)
            ]
        if item.fix is not None and item.fix.edits:
            row["fixes"] = [_fix(item.location.file, item.fix)]
        yield {**row, "properties": {"url": item.url}} if item.url else row


def _fix(file: str, fix: Fix) -> Row:
    """Return a fix as editors that read SARIF offer it."""
    replacements = [
        {
            "deletedRegion": {
                "startLine": edit.line,
                "startColumn": edit.column,
                "endLine": edit.line,
                "endColumn": edit.end,
            },
            "insertedContent": {"text": edit.text},
        }
        for edit in fix.edits
    ]
    change = {"artifactLocation": {"uri": _uri(file)}, "replacements": replacements}
    return {"description": {"text": f"Write {fix.new}."}, "artifactChanges": [change]}


def _physical(location: Location) -> Row:
    row: Row = {"artifactLocation": {"uri": _uri(location.file)}}
    if location.line is None:
        return row
    region = {"startLine": location.line}
    if location.column is not None:
        region["startColumn"] = location.column
    return {**row, "region": region}


def _uri(file: str) -> str:
    """Return a file's name as a URI reference, relative where the name is."""
    import os
    from urllib.parse import quote

    if re.match(r"https?://", file):
        return quote(file, safe="/:?#[]@!$&'()*+,;=%~")
    path = file.replace(os.sep, "/").encode("utf-8", "surrogateescape")
    scheme = "file://" if os.path.isabs(file) else ""  # noqa: PTH117  (a name, not yet a path)
    return scheme + ("/" if scheme and not path.startswith(b"/") else "") + quote(path, safe="/~")


def fingerprints(judgement: Judgement) -> Iterator[str]:
    """Yield for each finding what stays when lines are put in before it.

    That is its rule, its words without numbers of lines, the words of its line in the source, and
    which of the equal ones of the document it is.
    """
    if not judgement.diagnostics:
        return
    from hashlib import sha256

    from edition.report.text.source import lines

    source = lines(judgement, [item.location for item in judgement.diagnostics])
    seen: dict[str, int] = {}
    for item in judgement.diagnostics:
        line = source.get((item.location.file, item.location.line or 0), "")
        words = _PLACE_WORDS.sub(r"\1", item.message)
        context = "\n".join((item.rule, words, " ".join(line.split())))
        seen[context] = seen.get(context, 0) + 1
        yield sha256(f"{context}\n{seen[context]}".encode("utf-8", "replace")).hexdigest()[:32]
