"""Table: states as plain data, and back; their patterns come back only when they are asked."""

import marshal
from collections.abc import Callable, Iterable
from functools import cached_property, lru_cache, partial
from typing import TYPE_CHECKING, Any

from edition.relaxng.automaton.pattern import ATTRIBUTE, ELEMENT, Pattern
from edition.relaxng.automaton.sleep import Sleep
from edition.relaxng.automaton.state import Opening, Plan, Returns, State
from edition.relaxng.automaton.states import States
from edition.relaxng.automaton.values import Values

if TYPE_CHECKING:
    from edition.relaxng.automaton.derivative import Derivatives
    from edition.relaxng.automaton.interning import Patterns

__all__ = ["read_back", "rows"]


def rows(states: States) -> tuple[tuple[Any, ...], tuple[Any, ...]]:
    """Return states, and the patterns that they still need, as nested tuples."""
    from edition.relaxng.automaton.kept import kept

    numbers = _numbers(states)
    patterns = kept(states.patterns, sorted(numbers), numbers)
    return _of_states(states, numbers), tuple(patterns)


def _numbers(states: States) -> dict[int, int]:
    """Return new uids, without gaps, of the grammar's patterns and of those that states hold."""
    wanted = set(range(states.patterns.size))
    waiting = [pattern for state in states for pattern in state.alternatives]
    waiting += [
        rest
        for state in states
        for opening in state.openings.values()
        for way in opening.returns
        for _, rest in way
    ]
    while waiting:
        pattern = waiting.pop()
        if pattern.uid not in wanted:
            wanted.add(pattern.uid)
            waiting += pattern.branches
    return {uid: number for number, uid in enumerate(sorted(wanted))}


def _of_states(states: States, numbers: dict[int, int]) -> tuple[Any, ...]:
    places = {state: n for n, state in enumerate(states)}
    typed = {n: state.typed for state, n in places.items() if state.typed is not None}
    return (
        places[states.start],
        states.needs_bindings,
        bytes([state.text for state in places]),
        bytes([state.is_alive for state in places]),
        {n: (check[2], places[after]) for n, (check, after) in typed.items()},
        marshal.dumps([tuple([numbers[p.uid] for p in state.alternatives]) for state in places]),
        [marshal.dumps(_tables(states, state, places, numbers)) for state in places],
        _values(states),
    )


def _values(states: States) -> tuple[Any, ...]:
    """Return the patterns of values by themselves, with numbers of their own, and their uids.

    Beside each stand values known to be right: a corpus says the same again and again.
    """
    from edition.relaxng.automaton.kept import kept

    patterns = states.patterns
    wanted = states.value_patterns()
    needed = {pattern.uid for pattern in patterns.atoms}
    waiting = list(wanted)
    while waiting:
        pattern = waiting.pop()
        if pattern.uid in needed:
            continue
        needed.add(pattern.uid)
        waiting += pattern.branches
        excluded = patterns.excluded(pattern)
        waiting += [] if excluded is None else [excluded]
    numbers = {uid: n for n, uid in enumerate(sorted(needed))}
    own = kept(patterns, sorted(needed), numbers).changed(start=0, size=len(numbers))
    return (
        {each.uid: numbers[each.uid] for each in wanted},
        {each.uid: marshal.dumps(states.right_values(each)) for each in wanted},
        marshal.dumps(tuple(own)),
    )


def _tables(
    states: States, state: State, places: dict[State, int], numbers: dict[int, int]
) -> tuple[Any, ...]:
    openings = tuple(
        [
            _opening(each, places, numbers)
            for each in state.openings.values()
            if states.mentions(ELEMENT, each.name)
        ]
    )
    plans = []
    for names, plan in state.plans.items():
        if not states.mentions(ATTRIBUTE, *names):
            continue
        checks = tuple([(index, uid) for index, _, uid in plan.checks])
        after = places[plan.after]
        plans.append((names, after, checks, plan.ids, plan.references, plan.is_open))
    return (openings, tuple(plans))


def _opening(
    opening: Opening, places: dict[State, int], numbers: dict[int, int]
) -> tuple[Any, ...]:
    returns = tuple(
        [tuple([(place, numbers[rest.uid]) for place, rest in way]) for way in opening.returns]
    )
    ends = tuple([(places[inner], places[outer]) for inner, outer in opening.ends.items()])
    return (opening.name, places[opening.inner], returns, ends)


def read_back(data: tuple[Any, ...], patterns: "Callable[[], Patterns]") -> States:
    """Return the states of `rows`; raises whatever other data make of it.

    A state is made when a document first comes near it, its tables when one comes there: of all
    that corpora taught a schema, few documents need a tenth.
    """
    start, needs_bindings, *of_states, (numbers, right, own) = data
    frozen = _Frozen(of_states, right, patterns)
    judge = _judge(numbers, own)
    sleep = Sleep(needs_bindings, patterns, frozen.states, frozen.thaw, judge)
    return States.restored(frozen.state(start), frozen.values, sleep)


class _Frozen:
    """The states of a kept automaton, by number."""

    def __init__(
        self, of_states: list[Any], right: dict[int, bytes], patterns: "Callable[[], Patterns]"
    ) -> None:
        self._texts, self._alive, self._typed, self._packed_uids, self._tables = of_states
        self._patterns = patterns
        self._made: dict[int, State] = {}
        self._asleep: dict[State, int] = {}
        self.values = Values(right)

    def state(self, number: int) -> State:
        """Return a state, always the same one."""
        known = self._made.get(number)
        if known is None:
            alive = bool(self._alive[number])
            known = State(partial(self._alternatives, number), self._texts[number], is_alive=alive)
            self._made[number] = known
            self._asleep[known] = number
            if number in self._typed:
                uid, after = self._typed[number]
                known.typed = ((0, self.values.of(uid), uid), self.state(after))
        return known

    def states(self) -> Iterable[tuple[tuple[int, ...], State]]:
        """Return every state by the uids of its patterns."""
        return [(uids, self.state(number)) for number, uids in enumerate(self._uids)]

    @cached_property
    def _uids(self) -> list[tuple[int, ...]]:
        found: list[tuple[int, ...]] = marshal.loads(self._packed_uids)  # noqa: S302  (as in cache)
        return found

    def _alternatives(self, number: int) -> tuple[Pattern, ...]:
        found = self._patterns()
        return tuple([found[uid] for uid in self._uids[number]])

    def thaw(self, state: State) -> bool:
        """Make the tables of a state, if they are still to be made; whether there was anything."""
        number = self._asleep.pop(state, None)
        if number is None:
            return False
        openings, plans = marshal.loads(self._tables[number])  # noqa: S302  (as in cache)
        for name, inner, returns, ends in openings:
            ways = partial(_returned, self._patterns, returns)
            opening = state.openings[name] = Opening(name, state, self.state(inner), ways)
            opening.ends = {self.state(one): self.state(other) for one, other in ends}
        for names, after, checks, ids, references, is_open in plans:
            known = tuple([(index, self.values.of(uid), uid) for index, uid in checks])
            plan = Plan(self.state(after), known, ids, references, is_open=is_open)
            state.plans[names] = plan
        return bool(openings or plans)


def _judge(numbers: dict[int, int], own: bytes) -> Callable[[int, str], bool]:
    """Return what judges values by the uids of their patterns; these are read at the first."""

    @lru_cache(maxsize=1)
    def derivatives() -> "Derivatives":
        from edition.relaxng.automaton.derivative import Derivatives
        from edition.relaxng.automaton.interning import Patterns
        from edition.relaxng.automaton.kept import Kept

        return Derivatives(Patterns(Kept(*marshal.loads(own))))  # noqa: S302  (as in cache)

    def allowed(uid: int, value: str) -> bool:
        found = derivatives()
        if found.patterns.is_full:
            found.forget()
        found.patterns.effort.begin()
        return found.matches(found.patterns[numbers[uid]], value)

    return allowed


def _returned(
    patterns: "Callable[[], Patterns]", ways: tuple[tuple[tuple[int, int], ...], ...]
) -> Returns:
    found = patterns()
    return tuple([tuple([(place, found[uid]) for place, uid in way]) for way in ways])
