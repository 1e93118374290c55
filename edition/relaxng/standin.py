"""Stand-in: the states and openings of a run where the grammar has none, made up by recovery."""

from edition.relaxng.automaton.pattern import Name, joined
from edition.relaxng.automaton.state import (
    ANY,
    BLANK,
    TYPED,
    Opening,
    State,
    copied,
    leading_back,
    limbo,
)
from edition.relaxng.compiled import Compiled

__all__ = ["StandIns"]


class StandIns:
    """All stand-ins of one run; whether something is one of them is asked again and again.

    `unknown` is the state within an element that no grammar knows, where everything may stand, and
    text is told of; behind that it is in `limbo`. Of an element that was `guessed` nothing is told
    that it lacks, and an `exchanged` one changed places with the element around it.
    """

    def __init__(self, compiled: Compiled) -> None:
        self.limbo = limbo()
        self.unknown = _unknown()
        self.guessed: set[Opening] = set()
        self.exchanged: set[Opening] = set()
        self._compiled = compiled
        self._judged: dict[tuple[State, Name], Opening] = {}
        self._unjudged: dict[tuple[State, Name], Opening] = {}
        self._stretched: dict[tuple[State, bool], State] = {}
        self._with_text: set[State] = set()

    def guess(self, opening: Opening) -> Opening:
        """Take note of an element that is only guessed."""
        self.guessed.add(opening)
        return opening

    def apart(self, state: State, name: Name) -> Opening:
        """Return the opening of an element whose content is judged, and which changes nothing."""
        known = self._judged.get((state, name))
        if known is None:
            automaton, expectations = self._compiled.automaton, self._compiled.expectations
            contents = [
                automaton.states.patterns.content(each) for each in expectations.defined(name)
            ]
            if not contents or not expectations.is_known(name):  # a wildcard says nothing of it
                return self.unjudged(state, name)
            unique = {content.uid: content for content in contents}
            inner = automaton.states.of(tuple(unique.values()))
            known = self._judged[state, name] = leading_back(joined(name), state, inner)
        return self.guess(known)

    def unjudged(self, state: State, name: Name) -> Opening:
        """Return the opening of an element of which nobody can say what it may hold."""
        known = self._unjudged.get((state, name))
        if known is None:
            known = leading_back(joined(name), state, self.unknown)
            self._unjudged[state, name] = known
        return self.guess(known)

    def exchange(self, state: State, name: Name) -> Opening:
        """Return the opening of an element that changed places with the one around it."""
        opening = self.apart(state, name)
        self.exchanged.add(opening)
        return opening

    def stretched(self, state: State, *, has_text: bool = False) -> State:
        """Return a copy of a state behind a mistake that may go on; text too, once it was told."""
        has_text = has_text or state in self._with_text
        key = (state.origin or state, has_text)
        known = self._stretched.get(key)
        if known is None:
            known = self._stretched[key] = copied(key[0])
            if has_text:
                self._with_text.add(known)
            elif key[0].text != TYPED:
                known.text = key[0].text
        return known

    def may_hold_text(self, state: State) -> bool:
        """Whether stray text was told before a state, with nothing allowed in between."""
        return state in self._with_text


def _unknown() -> State:
    state = limbo()
    state.text = BLANK
    state.texts[""] = State((), ANY, is_alive=False)
    return state
