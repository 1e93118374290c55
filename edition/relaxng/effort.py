"""Effort: how much work a grammar, and each document, may make before it is given up."""

from typing import Final

__all__ = ["Effort", "Overgrown"]

_MOST_OF_GRAMMAR: Final = 5_000_000  # steps of work, such as to look at a branch
_MOST_OF_DOCUMENT: Final = 2_000_000  # of the shared corpora none takes more than 20,000
_MOST_OF_STATE: Final = 20_000


class Overgrown(Exception):  # noqa: N818  (what the patterns are)
    """A grammar is so ambiguous that a document makes more work of it than can be gone through."""


class Effort:
    """The work that was done, in steps; first it is that of reading the grammar."""

    def __init__(self) -> None:
        self._spent = 0
        self._most = _MOST_OF_GRAMMAR

    def begin(self) -> None:
        """Allow a document its share of work, after which Overgrown is raised."""
        self._most = self._spent + _MOST_OF_DOCUMENT

    def go_on(self) -> None:
        """Allow a document some more work, since it came to a state that no other had."""
        self._most += _MOST_OF_STATE

    def spend(self, steps: int) -> None:
        """Take note of work that was done. Raises Overgrown where it is too much."""
        self._spent += steps
        if self._spent > self._most:
            raise Overgrown
