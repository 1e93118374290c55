"""Automaton: what a grammar allows at each point of a document, built as documents ask for it.

A state is what may follow within one element, a tuple of alternatives; the way out of the element
is kept by the document's own stack. So the tables do not depend on depth, and grow with what is
really written: all of a corpus needs a few hundred states.
"""

from typing import TYPE_CHECKING, Final

from edition.relaxng.automaton.pattern import ATTRIBUTE, ELEMENT, Bindings, Pattern, split
from edition.relaxng.automaton.prefix import Prefixes
from edition.relaxng.automaton.state import TYPED, Check, Opening, Plan, State
from edition.relaxng.automaton.states import States

if TYPE_CHECKING:  # what no run loads that a kept automaton has an answer for
    from edition.relaxng.automaton.attribute import Alternatives, Identity
    from edition.relaxng.automaton.interning import Patterns

__all__ = ["Automaton", "Wrong"]

_MOST_TEXTS: Final = 4096
_MOST_NAMES: Final = 2000  # of one state: where any name may stand, documents make up new ones
_SPACE: Final = " \t\r\n"

Wrong = tuple[str, str, str, State]
"""What is wrong with a tag: attribute, value or missing-attribute; its name and value; where."""


class Automaton:
    """What a document asks of a grammar; each answer is from a table, or fills it."""

    def __init__(self, states: States) -> None:
        self.states = states
        self.prefixes = Prefixes()
        self.allows = states.allows

    @classmethod
    def of(cls, patterns: "Patterns") -> "Automaton":
        """Return the automaton of a grammar that has seen no document yet."""
        return cls(States(patterns))

    def begin(self) -> None:
        """Get ready for the next document."""
        if self.prefixes.is_full:
            self.prefixes = Prefixes()
        self.states.begin()

    def open(self, state: State, name: str) -> Opening | None:
        """Return what a start tag leads to; None where it is not allowed. Names: "ns local"."""
        state = state.origin or state
        known = state.openings.get(name)
        if known is None and self.states.thaw(state):
            known = state.openings.get(name)
        if known is None:
            known = self._opening(state, name)
            if known is not None and len(state.openings) < _MOST_NAMES:
                state.openings[name] = known
                self.states.grow(ELEMENT, name)
        return known

    def _opening(self, state: State, name: str) -> Opening | None:
        opened, patterns = self.states.derivatives.opened, self.states.patterns
        alike = patterns.alike(ELEMENT, split(name))
        if alike in state.refused:
            return None
        returns: dict[int, list[tuple[int, Pattern]]] = {}
        contents: dict[int, Pattern] = {}
        for place, alternative in enumerate(state.alternatives):
            for element, rest in opened(alternative, alike):
                content = patterns.content(element)
                contents[content.uid] = content
                returns.setdefault(content.uid, []).append((place, rest))
        if not contents:
            state.refused.add(alike)
            return None
        inner = self.states.of(tuple(contents.values()))
        self.states.widen(sum(map(len, returns.values())))
        return Opening(name, state, inner, tuple([tuple(returns[uid]) for uid in contents]))

    def end(self, opening: Opening, state: State) -> State | None:
        """Return the outer state behind an element; None where its content is incomplete."""
        state = state.origin or state
        known = opening.ends.get(state)
        if known is None:
            complete = [pattern.nullable for pattern in state.alternatives]
            known = self._left(opening, complete)
            if not known.is_alive:
                return None
            opening.ends[state] = known
            self.states.grow(ELEMENT, opening.name)
        return known

    def end_anyhow(self, opening: Opening) -> State:
        """Return the outer state behind an element as if its content were whole."""
        return self._left(opening, [True] * len(opening.returns))

    def _left(self, opening: Opening, complete: list[bool]) -> State:
        rests: list[list[Pattern]] = [[] for _ in opening.outer.alternatives]
        for returns, is_complete in zip(opening.returns, complete, strict=False):
            for place, rest in returns if is_complete else ():
                rests[place].append(rest)
        return self.states.of(tuple([self.states.patterns.choice(*found) for found in rests]))

    def text(self, state: State, text: str, bindings: Bindings, *, whole: bool) -> State | None:
        """Return the state behind a text, or None; `whole` if it is all that the element holds."""
        if state.text != TYPED:
            if not text.strip(_SPACE):
                return state
            after = self.states.after_text(state)
            return after if after.is_alive else None
        if whole and not bindings and state.typed is not None:
            check, after = state.typed
            return after if text in check[1] or self.allows(check, text) else None
        key = text if whole else f"\0{text}"
        known = state.texts.get(key)
        if known is None:
            known = self._typed_text(state, text, bindings, whole=whole)
            if not bindings and len(state.texts) < _MOST_TEXTS:
                state.texts[key] = known
        return known if known.is_alive else None

    def _typed_text(self, state: State, text: str, bindings: Bindings, *, whole: bool) -> State:
        blank = not text.strip(_SPACE)
        if blank and not whole:
            return state
        texted = self.states.derivatives.texted
        derived = [texted(pattern, text, bindings) for pattern in state.alternatives]
        if blank:  # white space alone may also be no text at all
            pairs = zip(derived, state.alternatives, strict=True)
            derived = [self.states.patterns.choice(*pair) for pair in pairs]
        return self.states.of(tuple(derived))

    def with_any_text(self, state: State) -> State:
        """Return the state behind a text of a datatype as if it were right."""
        empty = self.states.patterns.empty
        return self.states.of(tuple([empty for _ in state.alternatives]))

    def plan(self, state: State, names: tuple[str, ...]) -> Plan | None:
        """Return what the attributes of a tag lead to, by their names; None where one may not be.

        Missing ones make the state behind the plan a dead one.
        """
        known = state.plans.get(names)
        if known is None and self.states.thaw(state):
            known = state.plans.get(names)
        if known is None:
            known = self._plan(state, names)
            if known is not None and len(state.plans) < _MOST_NAMES:
                state.plans[names] = known
                self.states.grow(ATTRIBUTE, *names)
        return known

    def _plan(self, state: State, names: tuple[str, ...]) -> Plan | None:
        if names and self.states.needs_bindings:
            return Plan(state, is_open=True)
        from edition.relaxng.automaton.attribute import follow, id_type, takes_all

        way = follow(self.states.derivatives, state.alternatives, names)
        if way is None:
            return None
        values, left = way
        if len(values) < len(names):
            return Plan(state, is_open=True)
        checks: list[Check] = []
        ids: list[int] = []
        references: list[int] = []
        for index, value in zip(range(1, 2 * len(names), 2), values, strict=True):
            kind = id_type(value)
            if kind:
                (ids if kind == "ID" else references).append(index)
            if kind != "ID" and not takes_all(value):
                checks.append(self.states.check(index, value))
        return Plan(self._closed(left), tuple(checks), tuple(ids), tuple(references))

    def _closed(self, left: "Alternatives") -> State:
        """Return the state behind the last attribute; a dead one where an attribute is missing."""
        return self.states.of(tuple(map(self.states.derivatives.closed, left)))

    def walk(
        self, state: State, attributes: list[str], bindings: Bindings
    ) -> "tuple[State, list[Wrong], list[Identity]]":
        """Return the state behind a start tag as if its attributes were right, and what is not.

        `attributes` are names and values in turn, as expat gives them. Ids and references among
        them are returned too.
        """
        from edition.relaxng.automaton.attribute import walk

        derivatives = self.states.derivatives
        left, amiss, identities = walk(derivatives, state.alternatives, attributes, bindings)
        wrong = [(kind, name, value, self.states.of(before)) for kind, name, value, before in amiss]
        behind = self._closed(left)
        if not behind.is_alive:
            wrong.append(("missing-attribute", "", "", self.states.of(left)))
            behind = self.states.of(tuple(map(derivatives.stripped, left)))
        return behind, wrong, identities

    def value_of(self, state: State, attribute: str) -> tuple[Pattern, ...]:
        """Return the patterns that the value of an attribute may have at a state."""
        from edition.relaxng.automaton.attribute import matched

        ways = matched(self.states.derivatives, state.alternatives, attribute)
        return tuple({value.uid: value for value, _, _ in ways}.values())
