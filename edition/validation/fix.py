"""Fix: where in the bytes of a file a certain remedy changes what, and the file so changed.

Edits lie within tags and never hold the end of a line, so that no text and no line is moved.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from edition.diagnostic import Diagnostic, Edit, Fix, Severity
from edition.document import Document
from edition.document.surroundings import Surroundings, offsets_of, surroundings
from edition.file.encoding import codec, transcode
from edition.file.lines import Lines
from edition.value import Value

__all__ = ["applied", "elsewhere", "located"]

_ATTRIBUTE: Final = rb"""\s+([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')"""
_TAG: Final = rb"""<([^\s/>]+)((?:\s+[^\s=]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(/?)>"""

_Range = tuple[int, int, str]
"""From which byte to which, what is written there instead."""


def located(document: Document, found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return findings with the edits of their fixes; where there are none, the fix is left out.

    A misspelt element keeps its fix only if all that stands in it suits the name it would get.
    """
    diagnostics = tuple(found)
    if not any(item.fix for item in diagnostics):
        return diagnostics
    text = transcode(document.source)
    lines = Lines(text)
    offsets = offsets_of(lines, document.file, diagnostics)
    around = surroundings(text, (at for at in offsets if at is not None))
    doubtful = _doubtful(diagnostics, offsets, around)
    file = _File(document.source, text, lines)
    return tuple(
        item.changed(fix=None if at is None else _located(item.fix, at, around, file, doubtful))
        if item.fix is not None
        else item
        for item, at in zip(diagnostics, offsets, strict=True)
    )


def elsewhere(document: Document, found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return a finding for each file that is taken in, and that holds what could be mended."""
    counts: dict[str, list[Diagnostic]] = {}
    for item in found:
        if item.fix is not None and item.location.file != document.file:
            counts.setdefault(item.location.file, []).append(item)
    return tuple(
        Diagnostic(
            several[0].location,
            "unmended-inclusion",
            Severity.INFO,
            f"{file} is taken in by XInclude, so --fix mends nothing in it: {len(several)} of its "
            "findings could be mended.",
            "Mend them there by hand, as each finding says.",
        )
        for file, several in counts.items()
    )


def applied(data: bytes, edits: Iterable[Edit]) -> bytes:
    """Return the bytes of a file with edits made; of two that overlap only the first is."""
    name, _ = codec(data)
    parts: list[bytes] = []
    done = 0
    for edit in sorted(set(edits), key=lambda each: each.first):
        if edit.first >= done:
            parts += (data[done : edit.first], edit.text.encode(name))
            done = edit.last
    return b"".join([*parts, data[done:]])


class _File:
    """A file as it is and as UTF-8."""

    def __init__(self, data: bytes, text: bytes, lines: Lines) -> None:
        self.data = data
        self.text = text
        self.lines = lines
        self.codec, self._mark = codec(data)
        self._is_faithful = self.codec == "utf-8" or self._written(text) == data[self._mark :]

    def edit(self, change: _Range) -> Edit | None:
        """Return an edit with its place in the file; None where it cannot be written so."""
        first, last, words = change
        old = self.text[first:last]
        if not self._is_faithful or {b"\n", b"\r"} & {old[n : n + 1] for n in range(len(old))}:
            return None
        try:
            words.encode(self.codec)
        except UnicodeEncodeError:
            return None
        line, start = self.lines.place(first)
        _, end = self.lines.place(last)
        return Edit(line, start, end, words, self._byte(first), self._byte(last))

    def _byte(self, offset: int) -> int:
        if self.codec == "utf-8":
            return self._mark + offset
        return self._mark + len(self._written(self.text[:offset]))

    def _written(self, text: bytes) -> bytes:
        return text.decode("utf-8").encode(self.codec)


class _Tag(Value):
    """A start tag: where its name begins, the name, the attributes and where their parts are."""

    start: int
    name: str
    attributes: tuple[tuple[str, int, int, int], ...]
    is_empty: bool


def _doubtful(
    found: tuple[Diagnostic, ...], offsets: list[int | None], around: Surroundings
) -> set[int]:
    """Return the start tags of elements whose content or attributes are wrong too."""
    doubtful: set[int] = set()
    for item, at in zip(found, offsets, strict=True):
        wrong = item.severity is Severity.ERROR and item.rule.startswith("grammar-")
        if wrong and item.fix is None and at is not None:
            doubtful.update(each.start for each in around.open[at][-2:])
    return doubtful


def _located(
    fix: Fix, at: int, around: Surroundings, file: _File, doubtful: set[int]
) -> Fix | None:
    tag = _tag(file.text, at)
    if tag is None or (fix.kind == "element" and at in doubtful):
        return None
    if fix.kind == "element":
        changes = list(_renamed(fix, tag, file.text, around.ends.get(at)))
    else:
        change = {"attribute": _attribute, "value": _value, "namespace": _namespace}[fix.kind](
            fix, tag, file.text
        )
        changes = [] if change is None else [change]
    edits = [edit for change in changes if (edit := file.edit(change)) is not None]
    complete = edits and len(edits) == len(changes)
    return fix.changed(edits=tuple(edits)) if complete else None


def _tag(text: bytes, at: int) -> _Tag | None:
    """Read the start tag at a byte; None where none is, as where an entity stands for it."""
    found = re.compile(_TAG).match(text, at)
    if found is None:
        return None
    attributes = []
    for each in re.compile(_ATTRIBUTE).finditer(text, found.start(2), found.end(2)):
        start, end = each.span(2) if each[2] is not None else each.span(3)
        attributes.append((each[1].decode(), each.start(1), start, end))
    return _Tag(found.start(1), found[1].decode(), tuple(attributes), bool(found[3]))


def _renamed(fix: Fix, tag: _Tag, text: bytes, end: int | None) -> Iterator[_Range]:
    """Yield the changes of both tags, none where they are not as expected."""
    prefix, _, local = tag.name.rpartition(":")
    if local != fix.old:
        return
    before = len(f"{prefix}:".encode()) if prefix else 0
    length = len(local.encode())
    starts = [tag.start]
    if not tag.is_empty:
        if end is None or not text.startswith(f"</{tag.name}".encode(), end):
            return
        starts.append(end + 2)
    for start in starts:
        yield start + before, start + before + length, fix.new


def _attribute(fix: Fix, tag: _Tag, _text: bytes) -> _Range | None:
    names = [name for name, *_ in tag.attributes]
    if fix.new in names or fix.old not in names:
        return None
    start = tag.attributes[names.index(fix.old)][1]
    return start, start + len(fix.old.encode()), fix.new


def _value(fix: Fix, tag: _Tag, text: bytes) -> _Range | None:
    for name, _, start, end in tag.attributes:
        if name == fix.name and text[start:end].decode().split() == fix.old.split():
            return start, end, fix.new
    return None


def _namespace(fix: Fix, tag: _Tag, text: bytes) -> _Range | None:
    prefix, _, _ = tag.name.rpartition(":")
    declaration = f"xmlns:{prefix}" if prefix else "xmlns"
    for name, _, start, end in tag.attributes:
        if name == declaration:
            return (start, end, fix.new) if text[start:end].decode() == fix.old else None
    if prefix or fix.old:
        return None
    behind = tag.start + len(tag.name.encode())
    return behind, behind, f' xmlns="{fix.new}"'
