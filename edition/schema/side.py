"""Side: one of two schemas that are compared, by the names of its elements."""

from pathlib import Path

from edition.relaxng.automaton import Automaton
from edition.relaxng.automaton.pattern import Name, Pattern
from edition.relaxng.automaton.state import State
from edition.relaxng.compiled import load
from edition.relaxng.message.expectation import Expectations

__all__ = ["Side"]


class Side:
    """One of the two schemas."""

    def __init__(self, file: Path) -> None:
        compiled = load(file)
        self.automaton: Automaton = compiled.automaton
        self.automaton.begin()
        self.expectations: Expectations = compiled.expectations
        self.elements = self.expectations.by_name

    def contents(self, name: Name) -> list[Pattern]:
        """Return what elements of a name may hold, attributes included, each way once."""
        found = map(self.automaton.states.patterns.content, self.elements[name])
        return list({pattern.uid: pattern for pattern in found}.values())

    def start(self, name: Name) -> State:
        """Return the state behind the start tag of an element."""
        stripped = self.automaton.states.derivatives.stripped
        return self.automaton.states.of(tuple(map(stripped, self.contents(name))))

    def takes(self, patterns: list[Pattern], value: str) -> bool:
        """Whether a value is of one of some patterns."""
        matches = self.automaton.states.derivatives.matches
        return any(matches(pattern, value) for pattern in patterns)
