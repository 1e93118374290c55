"""Automaton: what a grammar allows at each point of a document, built as documents ask for it.

A state is what may follow within one element, a tuple of alternatives; the state of the element
around it is kept by the document's own stack. So the tables do not depend on depth, and grow with
what is really written: all of a corpus needs a few hundred states.
"""

from collections.abc import Mapping

from edition.relaxng.pattern import NOT_ALLOWED, Pattern, Patterns

__all__ = ["AttributeStep", "Automaton", "Opening", "State"]

_MOST_TEXTS = 4096
_SPACE = " \t\r\n"


class State:
    """What may follow within an element: alternatives, of which those not allowed are dead.

    `is_typed` where it matters what a text says, not only that there is one.
    """

    __slots__ = (
        "after_text",
        "alternatives",
        "attributes",
        "closed",
        "is_alive",
        "is_complete",
        "is_typed",
        "openings",
        "texts",
    )

    def __init__(self, alternatives: tuple[Pattern, ...], *, is_typed: bool) -> None:
        self.alternatives = alternatives
        self.openings: dict[str, Opening | None] = {}
        self.attributes: dict[str, AttributeStep | None] = {}
        self.texts: dict[str, State] = {}
        self.after_text: State | None = None
        self.closed: State | None = None
        self.is_typed = is_typed
        self.is_alive = any(pattern.kind != NOT_ALLOWED for pattern in alternatives)
        self.is_complete = any(pattern.nullable for pattern in alternatives)


class Opening:
    """A start tag at a state: the state within, and what each way out of it leaves of the outer."""

    __slots__ = ("ends", "inner", "outer", "returns")

    def __init__(
        self, outer: State, inner: State, returns: tuple[tuple[tuple[int, Pattern], ...], ...]
    ) -> None:
        self.outer = outer
        self.inner = inner
        self.returns = returns
        self.ends: dict[State, State] = {}


class AttributeStep:
    """An attribute's name at a state: the patterns that its value may have, the states behind."""

    __slots__ = ("after", "patterns", "steps", "values")

    def __init__(
        self, patterns: tuple[Pattern, ...], steps: tuple[tuple[tuple[int, Pattern], ...], ...]
    ) -> None:
        self.patterns = patterns
        self.steps = steps
        self.values: dict[str, int] = {}
        self.after: dict[int, State] = {}


class Automaton:
    """The states of one grammar; every question is answered from a table, or fills it."""

    def __init__(self, patterns: Patterns) -> None:
        self.patterns = patterns
        self._states: dict[tuple[int, ...], State] = {}
        self.start = self.state((patterns.start,))

    def state(self, alternatives: tuple[Pattern, ...]) -> State:
        """Return the state of these alternatives, always the same one."""
        key = tuple([pattern.uid for pattern in alternatives])
        known = self._states.get(key)
        if known is None:
            is_typed = any(map(self.patterns.is_typed, alternatives))
            known = self._states[key] = State(alternatives, is_typed=is_typed)
        return known

    def open(self, state: State, name: str) -> Opening | None:
        """Return what a start tag leads to; None where it is not allowed. Names: "ns local"."""
        if name not in state.openings:
            state.openings[name] = self._opening(state, name)
        return state.openings[name]

    def _opening(self, state: State, name: str) -> Opening | None:
        key = _split(name)
        returns: dict[int, list[tuple[int, Pattern]]] = {}
        contents: dict[int, Pattern] = {}
        for place, alternative in enumerate(state.alternatives):
            for element, rest in self.patterns.opened(alternative, key):
                content = self.patterns.content(element)
                contents[content.uid] = content
                returns.setdefault(content.uid, []).append((place, rest))
        if not contents:
            return None
        inner = self.state(tuple(contents.values()))
        return Opening(state, inner, tuple(tuple(returns[uid]) for uid in contents))

    def attribute(self, state: State, name: str) -> AttributeStep | None:
        """Return what an attribute's name leads to; None where it is not allowed."""
        if name not in state.attributes:
            state.attributes[name] = self._attribute(state, name)
        return state.attributes[name]

    def _attribute(self, state: State, name: str) -> AttributeStep | None:
        key = _split(name)
        steps: dict[int, list[tuple[int, Pattern]]] = {}
        values: dict[int, Pattern] = {}
        for place, alternative in enumerate(state.alternatives):
            for attribute, rest in self.patterns.attributes(alternative, key):
                value = attribute.branches[0]
                values[value.uid] = value
                steps.setdefault(value.uid, []).append((place, rest))
        if not values:
            return None
        return AttributeStep(tuple(values.values()), tuple(tuple(steps[uid]) for uid in values))

    def with_value(
        self, state: State, step: AttributeStep, value: str, bindings: Mapping[str, str]
    ) -> State:
        """Return the state behind an attribute with its value; a dead one if that is wrong."""
        mask = step.values.get(value)
        if mask is None:
            mask = self._mask(step, value, bindings)
            if not bindings and len(step.values) < _MOST_TEXTS:
                step.values[value] = mask
        after = step.after.get(mask)
        if after is None:
            after = step.after[mask] = self._after(state, step, mask)
        return after

    def _mask(self, step: AttributeStep, value: str, bindings: Mapping[str, str]) -> int:
        mask = 0
        for place, pattern in enumerate(step.patterns):
            if self.patterns.matches(pattern, value, bindings):
                mask |= 1 << place
        return mask

    def _after(self, state: State, step: AttributeStep, mask: int) -> State:
        rests: list[list[Pattern]] = [[] for _ in state.alternatives]
        for place, pairs in enumerate(step.steps):
            if mask >> place & 1:
                for alternative, rest in pairs:
                    rests[alternative].append(rest)
        return self.state(tuple(self.patterns.choice(*found) for found in rests))

    def with_any_value(self, state: State, step: AttributeStep) -> State:
        """Return the state behind an attribute as if its value were right."""
        return self._after(state, step, (1 << len(step.patterns)) - 1)

    def without_attributes(self, state: State) -> State:
        """Return the state behind a start tag as if no attribute were missing."""
        return self.state(tuple(map(self.patterns.stripped, state.alternatives)))

    def with_any_text(self, state: State) -> State:
        """Return the state behind a text of a datatype as if it were right."""
        return self.state(tuple(self.patterns.empty for _ in state.alternatives))

    def end_anyhow(self, opening: Opening) -> State:
        """Return the outer state behind an element as if its content were whole."""
        rests: list[list[Pattern]] = [[] for _ in opening.outer.alternatives]
        for returns in opening.returns:
            for place, rest in returns:
                rests[place].append(rest)
        return self.state(tuple(self.patterns.choice(*found) for found in rests))

    def close(self, state: State) -> State:
        """Return the state behind the last attribute; a dead one where an attribute is missing."""
        if state.closed is None:
            state.closed = self.state(tuple(map(self.patterns.closed, state.alternatives)))
        return state.closed

    def text(self, state: State, text: str, bindings: Mapping[str, str], *, whole: bool) -> State:
        """Return the state behind a text; `whole`, if it is all that the element holds."""
        if not state.is_typed:
            return state if not text.strip(_SPACE) else self._after_any(state)
        key = text if whole else f"\0{text}"
        known = state.texts.get(key)
        if known is None:
            known = self._texted(state, text, bindings, whole=whole)
            if not bindings and len(state.texts) < _MOST_TEXTS:
                state.texts[key] = known
        return known

    def _after_any(self, state: State) -> State:
        if state.after_text is None:
            state.after_text = self._texted(state, "x", {}, whole=False)
        return state.after_text

    def _texted(
        self, state: State, text: str, bindings: Mapping[str, str], *, whole: bool
    ) -> State:
        blank = not text.strip(_SPACE)
        if blank and not whole:
            return state
        derived = [self.patterns.texted(pattern, text, bindings) for pattern in state.alternatives]
        if blank:  # white space alone may also be no text at all
            pairs = zip(derived, state.alternatives, strict=True)
            derived = [self.patterns.choice(*pair) for pair in pairs]
        return self.state(tuple(derived))

    def end(self, opening: Opening, state: State) -> State:
        """Return the outer state behind an element; a dead one where its content is incomplete."""
        known = opening.ends.get(state)
        if known is None:
            known = opening.ends[state] = self._ended(opening, state)
        return known

    def _ended(self, opening: Opening, state: State) -> State:
        rests: list[list[Pattern]] = [[] for _ in opening.outer.alternatives]
        for pattern, returns in zip(state.alternatives, opening.returns, strict=True):
            if pattern.nullable:
                for place, rest in returns:
                    rests[place].append(rest)
        return self.state(tuple(self.patterns.choice(*found) for found in rests))


def _split(name: str) -> tuple[str, str]:
    ns, _, local = name.rpartition(" ")
    return ns, local
