"""Table: an automaton as plain data, and back; its patterns come back only when they are asked."""

from collections.abc import Callable, Iterable
from typing import Any

from edition.relaxng import interning
from edition.relaxng.automaton import Automaton, Sleep
from edition.relaxng.derivative import Derivatives
from edition.relaxng.interning import Patterns, row
from edition.relaxng.pattern import Pattern
from edition.relaxng.state import Opening, Plan, State

__all__ = ["read_back", "rows"]


def rows(automaton: Automaton) -> tuple[tuple[Any, ...], tuple[Any, ...]]:
    """Return an automaton, and the patterns that its states still need, as nested tuples."""
    numbers = _numbers(automaton)
    patterns = automaton.patterns
    kept = [row(pattern, numbers) for pattern in patterns if pattern.uid in numbers]
    return _automaton(automaton, numbers), (tuple(kept), patterns.start.uid, patterns.size)


def _numbers(automaton: Automaton) -> dict[int, int]:
    """Return new uids, without gaps, of the grammar's patterns and of those that states hold."""
    patterns = automaton.patterns
    wanted = {pattern.uid: pattern for pattern in patterns.of_grammar()}
    waiting = [pattern for state in automaton.states() for pattern in state.alternatives]
    waiting += [
        rest
        for state in automaton.states()
        for opening in state.openings.values()
        for way in opening.returns
        for _, rest in way
    ]
    while waiting:
        pattern = waiting.pop()
        if pattern.uid not in wanted:
            wanted[pattern.uid] = pattern
            waiting += pattern.branches
    return {uid: number for number, uid in enumerate(sorted(wanted))}


def _automaton(automaton: Automaton, numbers: dict[int, int]) -> tuple[Any, ...]:
    states = {state: n for n, state in enumerate(automaton.states())}
    openings = {
        opening: n
        for n, opening in enumerate(
            opening for state in states for opening in state.openings.values()
        )
    }
    return (
        states[automaton.start],
        automaton.needs_bindings,
        tuple([_state(state, states, numbers) for state in states]),
        tuple([_opening(opening, states, numbers) for opening in openings]),
        tuple([_tables(state, states, openings) for state in states]),
        _values(automaton),
    )


def _values(automaton: Automaton) -> tuple[Any, ...]:
    """Return the patterns of values by themselves, with numbers of their own, and their uids."""
    wanted = automaton.value_patterns()
    needed = {pattern.uid: pattern for pattern in automaton.patterns.atoms}
    waiting = list(wanted)
    while waiting:
        pattern = waiting.pop()
        needed[pattern.uid] = pattern
        waiting += pattern.branches
        waiting += [pattern.excluded] if pattern.excluded is not None else []
    numbers = {uid: n for n, uid in enumerate(sorted(needed))}
    own = [row(needed[uid], numbers) for uid in numbers]
    return (tuple([(pattern.uid, numbers[pattern.uid]) for pattern in wanted]), tuple(own))


def _state(state: State, states: dict[State, int], numbers: dict[int, int]) -> tuple[Any, ...]:
    uids = tuple([numbers[pattern.uid] for pattern in state.alternatives])
    typed = None if state.typed is None else (state.typed[0][2], states[state.typed[1]])
    return (uids, state.text, state.is_alive, typed)


def _opening(
    opening: Opening, states: dict[State, int], numbers: dict[int, int]
) -> tuple[Any, ...]:
    returns = tuple(
        [tuple([(place, numbers[rest.uid]) for place, rest in way]) for way in opening.returns]
    )
    ends = tuple([(states[inner], states[outer]) for inner, outer in opening.ends.items()])
    return (opening.name, states[opening.outer], states[opening.inner], returns, ends)


def _tables(
    state: State, states: dict[State, int], openings: dict[Opening, int]
) -> tuple[Any, ...]:
    plans = []
    for names, plan in state.plans.items():
        checks = tuple([(index, uid) for index, _, uid in plan.checks])
        after = states[plan.after]
        plans.append((names, after, checks, plan.ids, plan.references, plan.is_open))
    return (tuple([openings[each] for each in state.openings.values()]), tuple(plans))


def read_back(data: tuple[Any, ...], patterns: Callable[[], Patterns]) -> Automaton:
    """Return the automaton of `rows`; raises whatever other data make of it.

    The tables of a state are made when a document first comes there: few need a tenth of them.
    """
    start, needs_bindings, state_rows, opening_rows, tables, value_rows = data
    states = [State((), text, is_alive=is_alive) for _, text, is_alive, _ in state_rows]
    values: dict[int, set[str]] = {}
    for state, (*_, typed) in zip(states, state_rows, strict=True):
        if typed is not None:
            uid, after = typed
            state.typed = ((0, values.setdefault(uid, set()), uid), states[after])
    frozen = dict(zip(states, tables, strict=True))
    openings: dict[int, Opening] = {}

    def thaw(state: State) -> bool:
        numbers, plans = frozen.pop(state, ((), ()))
        for number in numbers:
            opening = openings[number] = _opened(opening_rows[number], states)
            state.openings[opening.name] = opening
        for names, after, checks, ids, references, is_open in plans:
            known = tuple([(index, values.setdefault(uid, set()), uid) for index, uid in checks])
            state.plans[names] = Plan(states[after], known, ids, references, is_open=is_open)
        return bool(numbers or plans)

    def wake(found: Patterns) -> Iterable[tuple[tuple[int, ...], State]]:
        nodes = list(found)
        for state, (uids, *_) in zip(states, state_rows, strict=True):
            state.alternatives = tuple([nodes[uid] for uid in uids])
            thaw(state)
        for number, opening in openings.items():
            opening.returns = _returned(opening_rows[number][3], nodes)
        return [(uids, state) for state, (uids, *_) in zip(states, state_rows, strict=True)]

    sleep = Sleep(needs_bindings, patterns, wake, thaw, _judge(value_rows))
    return Automaton.restored(states[start], values, sleep)


def _opened(opening_row: tuple[Any, ...], states: list[State]) -> Opening:
    name, outer, inner, _, ends = opening_row
    opening = Opening(name, states[outer], states[inner], ())
    opening.ends = {states[one]: states[other] for one, other in ends}
    return opening


def _judge(value_rows: tuple[Any, ...]) -> Callable[[int, str], bool]:
    """Return what judges values by the uids of their patterns; these are read at the first."""
    read: list[tuple[Derivatives, dict[int, Pattern]]] = []

    def allowed(uid: int, value: str) -> bool:
        if not read:
            numbers, own = value_rows
            patterns = interning.read_back(own, 0, len(own))
            nodes = {number: patterns[n] for number, n in numbers}
            read.append((Derivatives(patterns), nodes))
        derivatives, nodes = read[0]
        return derivatives.matches(nodes[uid], value)

    return allowed


def _returned(
    returns: tuple[tuple[tuple[int, int], ...], ...], nodes: list[Pattern]
) -> tuple[tuple[tuple[int, Pattern], ...], ...]:
    return tuple([tuple([(place, nodes[uid]) for place, uid in way]) for way in returns])
