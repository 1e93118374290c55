"""Stand-in: the states and openings of a run where the grammar has none, made up by recovery."""

from edition.relaxng.compiled import Compiled
from edition.relaxng.pattern import Name, joined
from edition.relaxng.state import Opening, State, copied, leading_back, limbo

__all__ = ["StandIns"]


class StandIns:
    """All stand-ins of one run; whether something is one of them is asked again and again.

    In the `limbo` within an element that no grammar knows everything may stand. Of an element that
    was `guessed` nothing is told that it lacks, and an `exchanged` one changed places with the
    element around it.
    """

    def __init__(self, compiled: Compiled) -> None:
        self.limbo = limbo()
        self.guessed: set[Opening] = set()
        self.exchanged: set[Opening] = set()
        self._compiled = compiled
        self._apart: dict[tuple[State, Name], Opening] = {}
        self._runs: dict[tuple[State, Name | None], State] = {}
        self._names: dict[State, Name | None] = {}

    def guess(self, opening: Opening) -> Opening:
        """Take note of an element that is only guessed."""
        self.guessed.add(opening)
        return opening

    def apart(self, state: State, name: Name) -> Opening:
        """Return the opening of an element whose content is judged, and which changes nothing."""
        known = self._apart.get((state, name))
        if known is None:
            automaton, expectations = self._compiled.automaton, self._compiled.expectations
            contents = [automaton.patterns.content(each) for each in expectations.defined(name)]
            unique = {content.uid: content for content in contents}
            inner = automaton.state(tuple(unique.values())) if unique else self.limbo
            known = self._apart[state, name] = leading_back(joined(name), state, inner)
        return self.guess(known)

    def exchange(self, state: State, name: Name) -> Opening:
        """Return the opening of an element that changed places with the one around it."""
        opening = self.apart(state, name)
        self.exchanged.add(opening)
        return opening

    def run(self, state: State, name: Name | None) -> State:
        """Return a copy of a state in which a mistake, told once, may go on.

        The mistake is an element of this name, or text.
        """
        known = self._runs.get((state, name))
        if known is None:
            known = self._runs[state, name] = copied(state)
            self._names[known] = name
        return known

    def goes_on(self, state: State, name: Name) -> bool:
        """Whether an element of this name only goes on with the mistake of a run."""
        return state in self._names and self._names[state] in {None, name}
