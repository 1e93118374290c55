"""States: every state of an automaton, each there once, made as documents ask for it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from edition.relaxng.automaton.pattern import NOT_ALLOWED, Pattern, split
from edition.relaxng.automaton.state import ANY, BLANK, LEADING, TYPED, Check, State
from edition.relaxng.automaton.values import Values

if TYPE_CHECKING:  # what no run loads that a kept automaton has an answer for
    from edition.relaxng.automaton.attribute import Alternatives
    from edition.relaxng.automaton.derivative import Derivatives
    from edition.relaxng.automaton.interning import Patterns
    from edition.relaxng.automaton.sleep import Sleep

__all__ = ["States"]

_MOST_WIDTH: Final = 200_000  # of all states together: their alternatives, and the ways out


class States:
    """The states of one grammar, which begin at `start`, and what is known of their values.

    `growth` is how much documents taught; where that grows without an end, tables are dropped:
    then it `has_forgotten`, and what is left is right, but no longer whole, so not to be kept.
    """

    def __init__(self, patterns: "Patterns") -> None:
        from edition.relaxng.automaton.derivative import Derivatives

        self._sleep: Sleep | None = None
        self._derivatives: Derivatives | None = Derivatives(patterns)
        self.needs_bindings = patterns.needs_bindings
        self.growth = self._width = 0
        self.has_forgotten = False
        self._known: dict[tuple[int, ...], State] = {}
        self._values = Values()
        self.start = self.of((patterns.start,))

    @classmethod
    def restored(cls, start: State, values: Values, sleep: "Sleep") -> "States":
        """Return known states, whose patterns are read when they have to grow."""
        states = cls.__new__(cls)
        states._sleep, states._derivatives = sleep, None
        states.needs_bindings = sleep.needs_bindings
        states.growth = states._width = 0
        states.has_forgotten = False
        states._known, states._values = {}, values
        states.start = start
        return states

    def begin(self) -> None:
        """Get ready for the next document."""
        if self._derivatives is not None:
            self._derivatives.patterns.effort.begin()

    @property
    def derivatives(self) -> "Derivatives":
        """The derivatives of the grammar's patterns; whoever asks has to before it asks a state."""
        if self._derivatives is None:
            from edition.relaxng.automaton.derivative import Derivatives

            assert self._sleep is not None
            patterns = self._sleep.read()
            patterns.effort.begin()
            self._derivatives = Derivatives(patterns)
            self._known = dict(self._sleep.states())
        return self._derivatives

    @property
    def patterns(self) -> "Patterns":
        """The patterns of the grammar, and those that documents added."""
        return self.derivatives.patterns

    def __iter__(self) -> Iterator[State]:
        """Yield every state there is, with all of its tables."""
        _ = self.derivatives
        for state in self._known.values():
            self.thaw(state)
        return iter(self._known.values())

    def __len__(self) -> int:
        return len(self._known)

    def of(self, alternatives: "Alternatives") -> State:
        """Return the state of these alternatives, always the same one."""
        key = tuple([pattern.uid for pattern in alternatives])
        known = self._known.get(key)
        if known is None:
            self.widen(len(key))
            if self._width > _MOST_WIDTH or self.patterns.is_full:
                self._forget()
            is_typed = any(pattern.is_typed for pattern in alternatives)
            is_alive = any(pattern.kind != NOT_ALLOWED for pattern in alternatives)
            known = State(alternatives, TYPED if is_typed else LEADING, is_alive=is_alive)
            self._known[key] = known
            self.growth += 1
            self.patterns.effort.go_on()
            if is_typed:
                known.typed = self._check_of_text(known)
            elif is_alive:
                known.text = self._kind_of_text(known)
        return known

    def widen(self, number: int) -> None:
        """Take note that tables became wider by so many patterns."""
        self._width += number

    def mentions(self, kind: int, *names: str) -> bool:
        """Whether the grammar speaks of an element, or of attributes; others are not kept.

        Where any name may stand, documents make up new ones.
        """
        alike = self.patterns.alike
        return all(alike(kind, split(name)) == split(name) for name in names)

    def grow(self, kind: int, *names: str) -> None:
        """Take note that a table has an element or attributes more."""
        self.growth += self.mentions(kind, *names)

    def thaw(self, state: State) -> bool:
        """Make what the cache holds of a state; whether that was anything."""
        return self._sleep is not None and self._sleep.thaw(state)

    def _forget(self) -> None:
        """Drop the tables where a schema or a document makes them grow without an end."""
        self.has_forgotten = True
        for state in self._known.values():
            self.thaw(state)
            state.openings, state.plans, state.texts, state.bare = {}, {}, {}, None
        self._known.clear()
        self._width = 0
        self._values.clear()
        self.derivatives.forget()

    def _check_of_text(self, state: State) -> tuple[Check, State] | None:
        """Return the check of a content that is one value, and the state behind it."""
        (pattern, *others) = state.alternatives
        if others or self.needs_bindings or not self.derivatives.is_value(pattern):
            return None
        return self.check(0, pattern), self.of((self.patterns.empty,))

    def _kind_of_text(self, state: State) -> int:
        after = self.after_text(state)
        if after is state:
            return ANY
        return LEADING if after.is_alive else BLANK

    def after_text(self, state: State) -> State:
        """Return the state behind some text in mixed content, a dead one where none may stand."""
        known = state.texts.get("")
        if known is None:
            texted = self.derivatives.texted
            derived = [texted(pattern, "x") for pattern in state.alternatives]
            known = state.texts[""] = self.of(tuple(derived))
        return known

    def check(self, index: int, pattern: Pattern) -> Check:
        """Return the check of the value at an index of what expat gives, by its pattern."""
        return index, self._values.of(pattern.uid), pattern.uid

    def allows(self, check: Check, value: str) -> bool:
        """Return whether a value is right where there is a check; what is right is remembered."""
        _, known, uid = check
        if value in known or (self._values.recall(uid) and value in known):
            return True
        if self._derivatives is None and self._sleep is not None:
            allowed = self._sleep.allows(uid, value)
        else:
            allowed = self.derivatives.matches(self.patterns[uid], value)
        if allowed:
            self._values.remember(known, value)
        return allowed

    def value_patterns(self) -> list[Pattern]:
        """Return the patterns of all values that some plan checks."""
        return [self.patterns[uid] for uid in self._values.uids()]

    def right_values(self, pattern: Pattern) -> list[str]:
        """Return values that are known to be right by a pattern, as many as are worth keeping."""
        return self._values.kept(pattern.uid)
