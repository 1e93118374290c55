"""Mending: certain fixes made in a document, judged anew, and taken back where they do harm."""

import os
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Final, TypeAlias

from edition.diagnostic import Diagnostic, Refused, Severity
from edition.document import Document
from edition.file import read_bytes
from edition.file.writing import refusal, write
from edition.project import find
from edition.validation import Validation
from edition.validation.fix import applied, located
from edition.value import Value

__all__ = ["Mended", "mend", "save"]

_MOST: Final = 64
"""How often a document is judged anew: what is wrong in so many ways is for an editor."""


Judge: TypeAlias = Callable[[Document], Validation]
_Key: TypeAlias = tuple[object, ...]


class Mended(Value):
    """A document with the fixes that stay, what is found in it now, how many were made."""

    document: Document
    validation: Validation
    made: int = 0


def mend(document: Document, found: Validation, judge: Judge) -> Mended:
    """Make every fix that leaves fewer findings to mend and brings up no new error.

    They are tried all at once; where that does harm, by halves, so that one that is no good hides
    none of the others. What the fixes bring up is mended too, until nothing changes any more, so
    that to mend a second time changes nothing.
    """
    attempt = _Attempt(judge)
    now = _located(document, found)
    made = 0
    while better := attempt.bettered(now) or attempt.again(now):
        made += better.made
        now = better
    return now.changed(made=made)


def _located(document: Document, found: Validation) -> Mended:
    return Mended(document, found.changed(diagnostics=located(document, found.diagnostics)))


class _Attempt:
    """What was tried so far in one document: which fixes do harm, and how many tries are left."""

    def __init__(self, judge: Judge) -> None:
        self.judge = judge
        self.left = _MOST
        self.harmful: set[_Key] = set()
        self.has_changed = False

    def bettered(self, now: Mended) -> Mended | None:
        """Return the document with as many fixes as do no harm, None where all do."""
        fixable = [item for item in _fixable(now.validation) if _key(item) not in self.harmful]
        return self._with(now, fixable)

    def again(self, now: Mended) -> Mended | None:
        """Try what did harm once more, if other fixes were made since."""
        if not (self.harmful and self.has_changed):
            return None
        self.harmful.clear()
        self.has_changed = False
        return self.bettered(now)

    def _with(self, now: Mended, fixable: list[Diagnostic]) -> Mended | None:
        """Return the document with these fixes, or those of one half of them."""
        if not fixable or not self.left:
            return None
        self.left -= 1
        edits = [edit for item in fixable if item.fix for edit in item.fix.edits]
        old = now.document
        data = applied(old.source, edits)
        changed = Document(old.file, old.path, data, within=old.within)
        try:
            then = _located(changed, self.judge(changed))
        except Refused:  # it could not even be read
            then = None
        if then is not None and _is_better(now.validation, then.validation):
            self.has_changed = True
            return then.changed(made=len(fixable))
        if len(fixable) == 1:
            self.harmful.add(_key(fixable[0]))
            return None
        middle = len(fixable) // 2
        return self._with(now, fixable[:middle]) or self._with(now, fixable[middle:])


def _key(item: Diagnostic) -> _Key:
    """Return what tells a fix from others while columns move."""
    return item.rule, item.location.line, item.message, item.fix and item.fix[:4]


def _fixable(found: Validation) -> list[Diagnostic]:
    """Return the findings that have a fix, those of one kind together."""
    fixable = [item for item in found.diagnostics if item.fix is not None]
    return sorted(fixable, key=lambda item: item.fix[:4] if item.fix else ())


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
    if not path.stat().st_mode & 0o222 or not os.access(path, os.W_OK):
        raise refusal(
            shown,
            "The file is read-only, so nothing is mended in it.",
            "Make it writable, and run the command again.",
        )
    if read_bytes(path, before.file) != before.source:
        raise refusal(
            shown,
            "The file changed while it was judged, so nothing is mended in it.",
            "Run the command again.",
        )
    return write(path, after.source, "Make room, or check the permissions of its folder.")
