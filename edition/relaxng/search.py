"""Search: for which names it is asked what they were meant to be."""

from typing import Final

from edition.relaxng.automaton.pattern import Name, Pattern
from edition.relaxng.automaton.state import State

__all__ = ["Searches"]

_MOST: Final = 500


class Searches:
    """The searches of one run: where hundreds of names differ, these are no slips any more."""

    def __init__(self) -> None:
        self._asked: set[tuple[tuple[Pattern, ...], Name]] = set()

    def allow(self, state: State, name: Name) -> bool:
        """Whether to look for what a name was meant to be; what was asked may be asked again."""
        question = (state.alternatives, name)
        if len(self._asked) < _MOST:
            self._asked.add(question)
        return question in self._asked
