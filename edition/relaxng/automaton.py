"""Automaton: what a grammar allows at each point of a document, built as documents ask for it.

A state is what may follow within one element, a tuple of alternatives; the way out of the element
is kept by the document's own stack. So the tables do not depend on depth, and grow with what is
really written: all of a corpus needs a few hundred states.
"""

from collections.abc import Callable, Iterable
from typing import Final

from edition.relaxng.derivative import Derivatives
from edition.relaxng.interning import Patterns
from edition.relaxng.pattern import (
    ATTRIBUTE,
    CHOICE,
    DATA,
    ELEMENT,
    NOT_ALLOWED,
    TEXT,
    Bindings,
    Pattern,
)
from edition.relaxng.state import ANY, BLANK, LEADING, TYPED, Check, Opening, Plan, State
from edition.value import Value

__all__ = ["Automaton", "Identity", "Sleep", "Wrong"]

_MOST_TEXTS: Final = 4096
_MOST_VALUES: Final = 50_000
_MOST_KEPT: Final = 500
_LONG: Final = 100
_MOST_STATES: Final = 50_000
_MOST_NAMES: Final = 2000  # of one state: where any name may stand, documents make up new ones
_FREE: Final = frozenset({"string", "normalizedString", "token"})
_IDS: Final = frozenset({"ID", "IDREF", "IDREFS"})
_SPACE: Final = " \t\r\n"

Wrong = tuple[str, str, str, State]
"""What is wrong with a tag: attribute, value or missing-attribute; its name and value; where."""

Identity = tuple[str, str]
"""The type of an attribute, one of ID, IDREF and IDREFS, and its value."""


class Sleep(Value):
    """What an automaton out of a cache does without its patterns, and how it gets them.

    `read` returns the patterns, always the same; `states` all states by the uids of theirs; `thaw`
    makes the tables of a state, if it has any still to be made; until the patterns are read,
    `allows` judges a value by the uid of its pattern.
    """

    needs_bindings: bool
    read: Callable[[], Patterns]
    states: Callable[[], Iterable[tuple[tuple[int, ...], State]]]
    thaw: Callable[[State], bool]
    allows: Callable[[int, str], bool]


class Automaton:
    """The states of one grammar; every question is answered from a table, or fills it."""

    def __init__(self, patterns: Patterns) -> None:
        self._sleep: Sleep | None = None
        self._derivatives: Derivatives | None = Derivatives(patterns)
        self.needs_bindings = patterns.needs_bindings
        self.growth = 0
        self.has_forgotten = False
        self._states: dict[tuple[int, ...], State] = {}
        self._values: dict[int, set[str]] = {}
        self._remembered = 0
        self.start = self.state((patterns.start,))

    @classmethod
    def restored(cls, start: State, values: dict[int, set[str]], sleep: "Sleep") -> "Automaton":
        """Return an automaton with known states, whose patterns are read when it has to grow."""
        automaton = cls.__new__(cls)
        automaton._sleep = sleep
        automaton._derivatives = None
        automaton.needs_bindings = sleep.needs_bindings
        automaton.growth = automaton._remembered = 0
        automaton.has_forgotten = False
        automaton._states, automaton._values = {}, values
        automaton.start = start
        return automaton

    def begin(self) -> None:
        """Get ready for the next document."""
        if self._derivatives is not None:
            self._derivatives.patterns.begin()

    @property
    def derivatives(self) -> Derivatives:
        """The derivatives of the grammar's patterns; whoever asks has to before it asks a state."""
        if self._derivatives is None:
            assert self._sleep is not None
            patterns = self._sleep.read()
            patterns.begin()
            self._derivatives = Derivatives(patterns)
            self._states = dict(self._sleep.states())
        return self._derivatives

    @property
    def patterns(self) -> Patterns:
        """The patterns of the grammar, and those that documents added."""
        return self.derivatives.patterns

    def value_patterns(self) -> list[Pattern]:
        """Return the patterns of all values that some plan checks."""
        return [self.patterns[uid] for uid in self._values]

    def right_values(self, pattern: Pattern) -> list[str]:
        """Return values that are known to be right by a pattern, as many as are worth keeping."""
        return sorted(self._values[pattern.uid])[:_MOST_KEPT]

    def states(self) -> Iterable[State]:
        """Return every state there is, with all of its tables."""
        _ = self.derivatives
        for state in self._states.values():
            self._is_thawed(state)
        return self._states.values()

    def __len__(self) -> int:
        return len(self._states)

    def state(self, alternatives: tuple[Pattern, ...]) -> State:
        """Return the state of these alternatives, always the same one."""
        key = tuple([pattern.uid for pattern in alternatives])
        known = self._states.get(key)
        if known is None:
            if len(self._states) > _MOST_STATES or self.patterns.is_full:
                self._forget()
            is_typed = any(map(self.derivatives.is_typed, alternatives))
            is_alive = any(pattern.kind != NOT_ALLOWED for pattern in alternatives)
            known = State(alternatives, TYPED if is_typed else LEADING, is_alive=is_alive)
            self._states[key] = known
            self.growth += 1
            self.patterns.go_on()
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
        self._values.clear()
        self.derivatives.forget()

    def _check_of_text(self, state: State) -> tuple[Check, State] | None:
        """Return the check of a content that is one value, and the state behind it."""
        (pattern, *others) = state.alternatives
        if others or self.needs_bindings or not self.derivatives.is_value(pattern):
            return None
        known = self._values.setdefault(pattern.uid, set())
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
                self.growth += 1
        return known

    def _opening(self, state: State, name: str) -> Opening | None:
        ns, _, local = name.rpartition(" ")
        opened = self.derivatives.opened
        alike = self.patterns.alike(ELEMENT, (ns, local))
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
        return Opening(name, state, inner, tuple([tuple(returns[uid]) for uid in contents]))

    def close(self, state: State) -> State:
        """Return the state behind the last attribute; a dead one where an attribute is missing."""
        closed = self.derivatives.closed
        return self.state(tuple(map(closed, state.alternatives)))

    def without_attributes(self, state: State) -> State:
        """Return the state behind a start tag as if no attribute were missing."""
        stripped = self.derivatives.stripped
        return self.state(tuple(map(stripped, state.alternatives)))

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
            self.growth += 1
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
                self.growth += 1
        return known

    def _plan(self, state: State, names: tuple[str, ...]) -> Plan | None:
        if names and self.needs_bindings:
            return Plan(state, is_open=True)
        checks: list[Check] = []
        ids: list[int] = []
        references: list[int] = []
        for place, name in enumerate(names):
            steps = self.attribute(state, name)
            if not steps:
                return None
            values = {value.uid: value for value, _, _ in steps}
            if len(values) > 1:
                return Plan(state, is_open=True)
            (value,) = values.values()
            index = 2 * place + 1
            kind = self.id_type(value)
            if kind:
                (ids if kind == "ID" else references).append(index)
            if kind != "ID" and not _takes_all(value):
                checks.append((index, self._values.setdefault(value.uid, set()), value.uid))
            state = self.behind(state, steps)
        return Plan(self.close(state), tuple(checks), tuple(ids), tuple(references))

    def attribute(self, state: State, name: str) -> list[tuple[Pattern, int, Pattern]]:
        """Return what an attribute may be: its value's pattern, the alternative, what is left."""
        ns, _, local = name.rpartition(" ")
        attributes = self.derivatives.attributes
        alike = self.patterns.alike(ATTRIBUTE, (ns, local))
        return [
            (attribute.branches[0], place, rest)
            for place, alternative in enumerate(state.alternatives)
            for attribute, rest in attributes(alternative, alike)
        ]

    def behind(self, state: State, steps: list[tuple[Pattern, int, Pattern]]) -> State:
        """Return the state behind an attribute: that of the given steps."""
        rests: list[list[Pattern]] = [[] for _ in state.alternatives]
        for _, alternative, rest in steps:
            rests[alternative].append(rest)
        return self.state(tuple([self.patterns.choice(*found) for found in rests]))

    def id_type(self, value: Pattern) -> str:
        """Return ID, IDREF or IDREFS where a value's datatype is one of these, else nothing."""
        if value.kind == CHOICE:
            return next(filter(None, map(self.id_type, value.branches)), "")
        is_id = value.kind == DATA and value.stated[0] and value.stated[1] in _IDS
        return str(value.stated[1]) if is_id else ""

    def walk(
        self, state: State, attributes: list[str], bindings: Bindings
    ) -> tuple[State, list[Wrong], list[Identity]]:
        """Return the state behind a start tag as if its attributes were right, and what is not.

        `attributes` are names and values in turn, as expat gives them. Ids and references among
        them are returned too.
        """
        wrong: list[Wrong] = []
        identities: list[Identity] = []
        pairs = iter(attributes)
        for name, value in zip(pairs, pairs, strict=True):
            steps = self.attribute(state, name)
            if not steps:
                wrong.append(("attribute", name, value, state))
                continue
            matches = self.derivatives.matches
            right = [step for step in steps if matches(step[0], value, bindings)]
            if not right:
                wrong.append(("value", name, value, state))
            kinds = {self.id_type(step[0]) for step in right}
            identities += [(kind, value) for kind in kinds if kind]
            state = self.behind(state, right or steps)
        closed = self.close(state)
        if not closed.is_alive:
            wrong.append(("missing-attribute", "", "", state))
            closed = self.without_attributes(state)
        return closed, wrong, identities

    def allows(self, check: Check, value: str) -> bool:
        """Return whether a value is right where a plan has a check; what is right is remembered."""
        _, known, uid = check
        if self._derivatives is None and self._sleep is not None:
            allowed = self._sleep.allows(uid, value)
        else:
            allowed = self.derivatives.matches(self.patterns[uid], value)
        if allowed and len(value) < _LONG:
            known.add(value)
            self._remembered += 1
            if self._remembered > _MOST_VALUES:
                self._forget_values()
        return allowed

    def _forget_values(self) -> None:
        for known in self._values.values():
            known.clear()
        self._remembered = 0


def _takes_all(value: Pattern) -> bool:
    """Whether a value may be anything, so that no document has to be asked for it."""
    if value.kind != DATA:
        return value.kind == TEXT
    _, name, parameters, excluded = value.stated
    return name in _FREE and not parameters and excluded < 0
