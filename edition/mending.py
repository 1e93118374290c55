"""Mending: certain fixes made in a document, judged anew, and taken back where they do harm."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Final

from edition.diagnostic import Diagnostic, Refused, Severity
from edition.document import Document, read_bytes
from edition.fix import applied, located
from edition.project import find
from edition.validation import Validation
from edition.value import Value
from edition.writing import refusal, write

__all__ = ["Mended", "mend", "save"]

_MOST: Final = 64
"""How often a document is judged anew: what is wrong in so many ways is for an editor."""


class Mended(Value):
    """A document with the fixes that stay, what is found in it now, how many were made."""

    document: Document
    validation: Validation
    made: int = 0


def mend(document: Document, found: Validation, judge: Callable[[Document], Validation]) -> Mended:
    """Make every fix that leaves fewer findings to mend and brings up no new error.

    They are tried all at once; where that does harm, by halves, so that one that is no good hides
    none of the others. What the fixes bring up is mended too, until nothing changes any more, so
    that to mend a second time changes nothing.
    """
    now = _located(document, found)
    made, tries = 0, Counter[str](left=_MOST)
    while better := _bettered(now, _fixable(now.validation), judge, tries):
        made += better.made
        now = better
    return now.changed(made=made)


def _located(document: Document, found: Validation) -> Mended:
    return Mended(document, found.changed(diagnostics=located(document, found.diagnostics)))


def _fixable(found: Validation) -> list[Diagnostic]:
    """Return the findings that have a fix, those of one kind together."""
    fixable = [item for item in found.diagnostics if item.fix is not None]
    return sorted(fixable, key=lambda item: item.fix[:4] if item.fix else ())


def _bettered(
    now: Mended,
    fixable: list[Diagnostic],
    judge: Callable[[Document], Validation],
    tries: Counter[str],
) -> Mended | None:
    """Return the document with as many of these fixes as do no harm, None where all do."""
    tries["left"] -= 1
    if not fixable or tries["left"] < 0:
        return None
    edits = [edit for item in fixable if item.fix for edit in item.fix.edits]
    changed = Document(now.document.file, now.document.path, applied(now.document.data, edits))
    try:
        then = _located(changed, judge(changed))
    except Refused:  # it could not even be read
        return None
    if _is_better(now.validation, then.validation):
        return then.changed(made=len(fixable))
    if len(fixable) == 1:
        return None
    middle = len(fixable) // 2
    return _bettered(now, fixable[:middle], judge, tries) or _bettered(
        now, fixable[middle:], judge, tries
    )


def _is_better(before: Validation, after: Validation) -> bool:
    """Whether less is left to mend, and no error came up.

    The rules of TEI first judge a document when its root is TEI's; what they find was there before.
    """
    was_foreign, is_foreign = ("not-tei" in _rules(found) for found in (before, after))
    now_judged = was_foreign and not is_foreign
    new = _errors(after) - _errors(before)
    if any(rule.startswith("grammar-") or not now_judged for rule, _ in new):
        return False
    fewer = len(_fixable(after)) < len(_fixable(before))
    return (fewer or now_judged) and before.refused == after.refused


def _rules(found: Validation) -> set[str]:
    return {item.rule for item in found.diagnostics}


def _errors(found: Validation) -> Counter[tuple[str, str]]:
    return Counter(
        (item.rule, item.message) for item in found.diagnostics if item.severity is Severity.ERROR
    )


def save(before: Document, after: Document) -> Path:
    """Write a mended document in place of the file that it was read from.

    Raises Refused, and writes nothing, where the file is read-only, was changed in the meantime, or
    is a link to a file outside of the project.
    """
    assert before.path is not None
    path = before.path.resolve()
    shown = Path(before.file)
    if before.path.is_symlink() and not find(before.path.parent).holds(path):
        raise refusal(
            shown,
            "This is a link to a file outside of the project, so nothing is mended in it.",
            "Name that file itself.",
        )
    if not path.stat().st_mode & 0o222 or not _is_writable(path):
        raise refusal(
            shown,
            "The file is read-only, so nothing is mended in it.",
            "Make it writable, and run the command again.",
        )
    if read_bytes(path, before.file) != before.data:
        raise refusal(
            shown,
            "The file changed while it was judged, so nothing is mended in it.",
            "Run the command again.",
        )
    return write(path, after.data, "Make room, or check the permissions of its folder.")


def _is_writable(path: Path) -> bool:
    import os

    return os.access(path, os.W_OK)
