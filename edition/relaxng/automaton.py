"""Automaton: what a grammar allows at each point of a document, built as documents ask for it.

A state is what may follow within one element, a tuple of alternatives; the way out of the element
is kept by the document's own stack. So the tables do not depend on depth, and grow with what is
really written: all of a corpus needs a few hundred states.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from edition.relaxng.pattern import ATTRIBUTE, ELEMENT, NOT_ALLOWED, Bindings, Pattern, split
from edition.relaxng.prefix import Prefixes
from edition.relaxng.state import ANY, BLANK, LEADING, TYPED, Check, Opening, Plan, State
from edition.relaxng.values import Values

if TYPE_CHECKING:  # what no run loads that a kept automaton has an answer for
    from edition.relaxng.attribute import Alternatives, Identity
    from edition.relaxng.derivative import Derivatives
    from edition.relaxng.interning import Patterns
    from edition.relaxng.sleep import Sleep

__all__ = ["Automaton", "Wrong"]

_MOST_TEXTS: Final = 4096
_MOST_WIDTH: Final = 200_000  # of all states together: their alternatives, and the ways out
_MOST_NAMES: Final = 2000  # of one state: where any name may stand, documents make up new ones
_SPACE: Final = " \t\r\n"

Wrong = tuple[str, str, str, State]
"""What is wrong with a tag: attribute, value or missing-attribute; its name and value; where."""


class Automaton:
    """The states of one grammar; every question is answered from a table, or fills it."""

    def __init__(self, patterns: "Patterns") -> None:
        from edition.relaxng.derivative import Derivatives

        self._sleep: Sleep | None = None
        self._derivatives: Derivatives | None = Derivatives(patterns)
        self.needs_bindings = patterns.needs_bindings
        self.prefixes = Prefixes()
        self.growth = 0
        self.has_forgotten = False
        self._states: dict[tuple[int, ...], State] = {}
        self._values = Values()
        self._width = 0
        self.start = self.state((patterns.start,))

    @classmethod
    def restored(cls, start: State, values: dict[int, set[str]], sleep: "Sleep") -> "Automaton":
        """Return an automaton with known states, whose patterns are read when it has to grow."""
        automaton = cls.__new__(cls)
        automaton._sleep = sleep
        automaton._derivatives = None
        automaton.needs_bindings = sleep.needs_bindings
        automaton.prefixes = Prefixes()
        automaton.growth = automaton._width = 0
        automaton.has_forgotten = False
        automaton._states, automaton._values = {}, Values(values)
        automaton.start = start
        return automaton

    def mentions(self, kind: int, name: str) -> bool:
        """Whether the grammar speaks of an element, or attribute; others are not kept.

        Where any name may stand, documents make up new ones.
        """
        return self.patterns.alike(kind, split(name)) == split(name)

    def begin(self) -> None:
        """Get ready for the next document."""
        if self.prefixes.is_full:
            self.prefixes = Prefixes()
        if self._derivatives is not None:
            self._derivatives.patterns.effort.begin()

    @property
    def derivatives(self) -> "Derivatives":
        """The derivatives of the grammar's patterns; whoever asks has to before it asks a state."""
        if self._derivatives is None:
            from edition.relaxng.derivative import Derivatives

            assert self._sleep is not None
            patterns = self._sleep.read()
            patterns.effort.begin()
            self._derivatives = Derivatives(patterns)
            self._states = dict(self._sleep.states())
        return self._derivatives

    @property
    def patterns(self) -> "Patterns":
        """The patterns of the grammar, and those that documents added."""
        return self.derivatives.patterns

    def value_patterns(self) -> list[Pattern]:
        """Return the patterns of all values that some plan checks."""
        return [self.patterns[uid] for uid in self._values.uids()]

    def right_values(self, pattern: Pattern) -> list[str]:
        """Return values that are known to be right by a pattern, as many as are worth keeping."""
        return self._values.kept(pattern.uid)

    def states(self) -> Iterable[State]:
        """Return every state there is, with all of its tables."""
        _ = self.derivatives
        for state in self._states.values():
            self._is_thawed(state)
        return self._states.values()

    def __len__(self) -> int:
        return len(self._states)

    def state(self, alternatives: "Alternatives") -> State:
        """Return the state of these alternatives, always the same one."""
        key = tuple([pattern.uid for pattern in alternatives])
        known = self._states.get(key)
        if known is None:
            self._width += len(key)
            if self._width > _MOST_WIDTH or self.patterns.is_full:
                self._forget()
            is_typed = any(pattern.is_typed for pattern in alternatives)
            is_alive = any(pattern.kind != NOT_ALLOWED for pattern in alternatives)
            known = State(alternatives, TYPED if is_typed else LEADING, is_alive=is_alive)
            self._states[key] = known
            self.growth += 1
            self.patterns.effort.go_on()
            if is_typed:
                known.typed = self._check_of_text(known)
            elif is_alive:
                known.text = self._kind_of_text(known)
        return known

    def _is_thawed(self, state: State) -> bool:
        """Make what the cache holds of a state; whether that was anything."""
        return self._sleep is not None and self._sleep.thaw(state)

    def _forget(self) -> None:
        """Drop the tables where a schema or a document makes them grow without an end.

        What is left is right, but no longer whole, so that it is not kept for later runs.
        """
        self.has_forgotten = True
        for state in self._states.values():
            self._is_thawed(state)
            state.openings, state.plans, state.texts, state.bare = {}, {}, {}, None
        self._states.clear()
        self._width = 0
        self._values.clear()
        self.derivatives.forget()

    def _check_of_text(self, state: State) -> tuple[Check, State] | None:
        """Return the check of a content that is one value, and the state behind it."""
        (pattern, *others) = state.alternatives
        if others or self.needs_bindings or not self.derivatives.is_value(pattern):
            return None
        known = self._values.of(pattern.uid)
        return (0, known, pattern.uid), self.state((self.patterns.empty,))

    def _kind_of_text(self, state: State) -> int:
        after = self.after_text(state)
        if after is state:
            return ANY
        return LEADING if after.is_alive else BLANK

    def open(self, state: State, name: str) -> Opening | None:
        """Return what a start tag leads to; None where it is not allowed. Names: "ns local"."""
        state = state.origin or state
        known = state.openings.get(name)
        if known is None and self._is_thawed(state):
            known = state.openings.get(name)
        if known is None:
            known = self._opening(state, name)
            if known is not None and len(state.openings) < _MOST_NAMES:
                state.openings[name] = known
                self.growth += self.mentions(ELEMENT, name)
        return known

    def _opening(self, state: State, name: str) -> Opening | None:
        opened = self.derivatives.opened
        alike = self.patterns.alike(ELEMENT, split(name))
        if alike in state.refused:
            return None
        returns: dict[int, list[tuple[int, Pattern]]] = {}
        contents: dict[int, Pattern] = {}
        for place, alternative in enumerate(state.alternatives):
            for element, rest in opened(alternative, alike):
                content = self.patterns.content(element)
                contents[content.uid] = content
                returns.setdefault(content.uid, []).append((place, rest))
        if not contents:
            state.refused.add(alike)
            return None
        inner = self.state(tuple(contents.values()))
        self._width += sum(map(len, returns.values()))
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
            self.growth += self.mentions(ELEMENT, opening.name)
        return known

    def end_anyhow(self, opening: Opening) -> State:
        """Return the outer state behind an element as if its content were whole."""
        return self._left(opening, [True] * len(opening.returns))

    def _left(self, opening: Opening, complete: list[bool]) -> State:
        rests: list[list[Pattern]] = [[] for _ in opening.outer.alternatives]
        for returns, is_complete in zip(opening.returns, complete, strict=False):
            for place, rest in returns if is_complete else ():
                rests[place].append(rest)
        return self.state(tuple([self.patterns.choice(*found) for found in rests]))

    def text(self, state: State, text: str, bindings: Bindings, *, whole: bool) -> State | None:
        """Return the state behind a text, or None; `whole` if it is all that the element holds."""
        if state.text != TYPED:
            if not text.strip(_SPACE):
                return state
            after = self.after_text(state)
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

    def after_text(self, state: State) -> State:
        """Return the state behind some text in mixed content, a dead one where none may stand."""
        known = state.texts.get("")
        if known is None:
            texted = self.derivatives.texted
            derived = [texted(pattern, "x") for pattern in state.alternatives]
            known = state.texts[""] = self.state(tuple(derived))
        return known

    def _typed_text(self, state: State, text: str, bindings: Bindings, *, whole: bool) -> State:
        blank = not text.strip(_SPACE)
        if blank and not whole:
            return state
        texted = self.derivatives.texted
        derived = [texted(pattern, text, bindings) for pattern in state.alternatives]
        if blank:  # white space alone may also be no text at all
            pairs = zip(derived, state.alternatives, strict=True)
            derived = [self.patterns.choice(*pair) for pair in pairs]
        return self.state(tuple(derived))

    def with_any_text(self, state: State) -> State:
        """Return the state behind a text of a datatype as if it were right."""
        empty = self.patterns.empty
        return self.state(tuple([empty for _ in state.alternatives]))

    def plan(self, state: State, names: tuple[str, ...]) -> Plan | None:
        """Return what the attributes of a tag lead to, by their names; None where one may not be.

        Missing ones make the state behind the plan a dead one.
        """
        known = state.plans.get(names)
        if known is None and self._is_thawed(state):
            known = state.plans.get(names)
        if known is None:
            known = self._plan(state, names)
            if known is not None and len(state.plans) < _MOST_NAMES:
                state.plans[names] = known
                self.growth += all(self.mentions(ATTRIBUTE, name) for name in names)
        return known

    def _plan(self, state: State, names: tuple[str, ...]) -> Plan | None:
        if names and self.needs_bindings:
            return Plan(state, is_open=True)
        from edition.relaxng.attribute import follow, id_type, takes_all

        way = follow(self.derivatives, state.alternatives, names)
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
                checks.append((index, self._values.of(value.uid), value.uid))
        return Plan(self._closed(left), tuple(checks), tuple(ids), tuple(references))

    def _closed(self, left: "Alternatives") -> State:
        """Return the state behind the last attribute; a dead one where an attribute is missing."""
        return self.state(tuple(map(self.derivatives.closed, left)))

    def walk(
        self, state: State, attributes: list[str], bindings: Bindings
    ) -> "tuple[State, list[Wrong], list[Identity]]":
        """Return the state behind a start tag as if its attributes were right, and what is not.

        `attributes` are names and values in turn, as expat gives them. Ids and references among
        them are returned too.
        """
        from edition.relaxng.attribute import walk

        derivatives = self.derivatives
        left, amiss, identities = walk(derivatives, state.alternatives, attributes, bindings)
        wrong = [(kind, name, value, self.state(before)) for kind, name, value, before in amiss]
        behind = self._closed(left)
        if not behind.is_alive:
            wrong.append(("missing-attribute", "", "", self.state(left)))
            behind = self.state(tuple(map(derivatives.stripped, left)))
        return behind, wrong, identities

    def value_of(self, state: State, attribute: str) -> tuple[Pattern, ...]:
        """Return the patterns that the value of an attribute may have at a state."""
        from edition.relaxng.attribute import matched

        ways = matched(self.derivatives, state.alternatives, attribute)
        return tuple({value.uid: value for value, _, _ in ways}.values())

    def allows(self, check: Check, value: str) -> bool:
        """Return whether a value is right where a plan has a check; what is right is remembered."""
        _, known, uid = check
        if value in known:
            return True
        if self._derivatives is None and self._sleep is not None:
            allowed = self._sleep.allows(uid, value)
        else:
            allowed = self.derivatives.matches(self.patterns[uid], value)
        if allowed:
            self._values.remember(known, value)
        return allowed
