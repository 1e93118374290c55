"""Patchwork: a text pieced together from files, every place of which leads back to its own."""

from bisect import bisect_right
from functools import cached_property
from pathlib import Path

from edition.file.lines import Lines
from edition.value import Value

__all__ = ["Patchwork", "Source"]

_FEW = 8


class Source:
    """A file that pieces are taken from: its name in findings, its path, its text as UTF-8.

    `shifts` tell where the bytes of `text` stand in `original`, if the two differ: pairs of
    offsets, in order, from each of which on both run in step.
    """

    def __init__(
        self,
        file: str,
        path: Path | None,
        text: bytes,
        original: bytes | None = None,
        shifts: tuple[tuple[int, int], ...] = (),
    ) -> None:
        self.file = file
        self.path = path
        self.text = text
        self._original = text if original is None else original
        self._shifts = shifts
        self._from = [offset for offset, _ in shifts]

    @cached_property
    def _lines(self) -> Lines:
        return Lines(self._original)

    def place(self, offset: int) -> tuple[int, int]:
        """Return line and column of a byte of the text, in the file as it is."""
        if self._shifts:
            here, there = self._shifts[max(bisect_right(self._from, offset) - 1, 0)]
            offset = max(there + offset - here, 0)
        return self._lines.place(min(offset, len(self._original)))

    def offset(self, line: int, column: int) -> int:
        """Return the byte of the text at a line and column of the file."""
        offset = self._lines.offset(line, column)
        if not self._shifts:
            return offset
        number = bisect_right(self._shifts, offset, key=lambda shift: shift[1])
        here, there = self._shifts[max(number - 1, 0)]
        return here + offset - there


class _Piece(Value):
    """Where a piece begins, in the whole and in its source; what we wrote has one place only."""

    start: int
    source: Source
    offset: int
    is_copied: bool


class Patchwork:
    """A UTF-8 text made of pieces; lines and columns of the whole and of the files both ways."""

    def __init__(self) -> None:
        self._texts: list[bytes] = []
        self._pieces: list[_Piece] = []
        self._size = 0

    def lay(self, source: Source, start: int, end: int) -> None:
        """Append what stands between two bytes of a source."""
        self._append(source.text[start:end], _Piece(self._size, source, start, is_copied=True))

    def put(self, words: bytes, source: Source, offset: int) -> None:
        """Append words of our own; findings about them are about a byte of a source."""
        self._append(words, _Piece(self._size, source, offset, is_copied=False))

    def _append(self, words: bytes, piece: _Piece) -> None:
        if words:
            self._texts.append(words)
            self._pieces.append(piece)
            self._size += len(words)

    def __len__(self) -> int:
        return self._size

    @cached_property
    def data(self) -> bytes:
        """The whole text; it is complete when somebody first asks."""
        return b"".join(self._texts)

    @cached_property
    def sources(self) -> list[Source]:
        """The files that pieces are of, each once, in the order of the text."""
        return list({id(piece.source): piece.source for piece in self._pieces}.values())

    @cached_property
    def _lines(self) -> Lines:
        return Lines(self.data)

    @cached_property
    def _starts(self) -> list[int]:
        return [piece.start for piece in self._pieces]

    def origin(self, line: int, column: int) -> tuple[str, int, int]:
        """Return the file that a place of the whole comes from, and line and column there."""
        return self.origin_of(self._lines.offset(line, column))

    def origin_of(self, offset: int) -> tuple[str, int, int]:
        """Return the file that a byte of the whole comes from, and line and column there."""
        piece = self._piece(offset)
        inside = offset - piece.start if piece.is_copied else 0
        return piece.source.file, *piece.source.place(piece.offset + inside)

    def source_of(self, offset: int) -> Source:
        """Return the source that a byte of the whole comes from."""
        return self._piece(offset).source

    def _piece(self, offset: int) -> _Piece:
        return self._pieces[max(bisect_right(self._starts, offset) - 1, 0)]

    def position(self, file: str, line: int, column: int) -> tuple[int, int] | None:
        """Return where a place of a file stands in the whole; None if it does not."""
        for source in self.sources:
            if source.file == file:
                offset = source.offset(line, column)
                for number in self._near(source, offset):
                    piece, inside = self._pieces[number], offset - self._pieces[number].offset
                    if 0 <= inside < len(self._texts[number]):
                        return self._lines.place(piece.start + inside)
        return None

    def _near(self, source: Source, offset: int) -> list[int]:
        """Return the numbers of the few pieces of a source that a byte of it may be in."""
        offsets, numbers = self._by_source.get(id(source), ([], []))
        last = bisect_right(offsets, offset)
        return numbers[max(last - _FEW, 0) : last]

    @cached_property
    def _by_source(self) -> dict[int, tuple[list[int], list[int]]]:
        found: dict[int, tuple[list[int], list[int]]] = {}
        copied = [n for n, piece in enumerate(self._pieces) if piece.is_copied]
        for number in sorted(copied, key=lambda n: self._pieces[n].offset):
            piece = self._pieces[number]
            offsets, numbers = found.setdefault(id(piece.source), ([], []))
            offsets.append(piece.offset)
            numbers.append(number)
        return found

    def add(self, other: "Patchwork", start: int, end: int) -> None:
        """Append what stands between two bytes of another patchwork."""
        number = max(bisect_right(other._starts, start) - 1, 0)
        while number < len(other._pieces) and other._pieces[number].start < end:
            piece, text = other._pieces[number], other._texts[number]
            inside = max(start - piece.start, 0)
            moved = piece.offset + inside if piece.is_copied else piece.offset
            words = text[inside : end - piece.start]
            self._append(words, piece.changed(start=self._size, offset=moved))
            number += 1
