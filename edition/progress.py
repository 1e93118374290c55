"""Progress: one line on a terminal that says how far a long run has come."""

from collections.abc import Iterable, Iterator
from time import monotonic
from typing import IO, TypeVar

from edition.report import Judgement

__all__ = ["FEWEST", "Progress"]

FEWEST = 20
"""How many documents are done before anybody wonders how long it takes."""

_SECONDS = 0.1
_ERASE = "\r\x1b[K"

T = TypeVar("T")


class Progress:
    """The line; it is drawn at most ten times a second, and not for a few documents."""

    def __init__(self, stream: IO[str]) -> None:
        self.stream = stream
        self.total = self.done = self.errors = 0
        self._drawn = False
        self._last = monotonic()

    def expect(self, selection: Iterable[T]) -> list[T]:
        """Return what will be worked on, counted beforehand."""
        selected = list(selection)
        self.total = len(selected)
        return selected

    def follow(self, judgements: Iterable[Judgement]) -> Iterator[Judgement]:
        """Pass judgements on, drawing the line while the next one is worked on."""
        try:
            for judgement in judgements:
                yield judgement
                self.done += judgement.is_document
                self.errors += sum(item.severity == "error" for item in judgement.diagnostics)
                if self.total > FEWEST and monotonic() - self._last >= _SECONDS:
                    self._draw()
        finally:
            self.erase()

    def erase(self) -> None:
        """Take the line away, so that something else can be printed."""
        if self._drawn:
            self._drawn = False
            self.stream.write(_ERASE)
            self.stream.flush()

    def _draw(self) -> None:
        self._last = monotonic()
        self._drawn = True
        errors = f"{self.errors:,} error{'' if self.errors == 1 else 's'}"
        self.stream.write(f"{_ERASE}{self.done:,} of {self.total:,} documents, {errors}")
        self.stream.flush()
