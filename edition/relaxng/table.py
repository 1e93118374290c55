"""Table: an automaton as plain data, and back; its patterns come back only when they are asked."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from edition.relaxng.automaton import Automaton, Sleep
from edition.relaxng.derivative import Derivatives
from edition.relaxng.interning import Kept, Patterns, kept
from edition.relaxng.pattern import ATTRIBUTE, ELEMENT, Pattern, split
from edition.relaxng.state import Opening, Plan, Returns, State

__all__ = ["read_back", "rows"]


def _is_mentioned(automaton: Automaton, kind: int, name: str) -> bool:
    """Whether a grammar speaks of a name: where any may stand, documents make up new ones."""
    return automaton.patterns.alike(kind, split(name)) == split(name)


def rows(automaton: Automaton) -> tuple[tuple[Any, ...], tuple[Any, ...]]:
    """Return an automaton, and the patterns that its states still need, as nested tuples."""
    numbers = _numbers(automaton)
    patterns = kept(automaton.patterns, sorted(numbers), numbers)
    return _automaton(automaton, numbers), tuple(patterns)


def _numbers(automaton: Automaton) -> dict[int, int]:
    """Return new uids, without gaps, of the grammar's patterns and of those that states hold."""
    wanted = set(range(automaton.patterns.size))
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
            wanted.add(pattern.uid)
            waiting += pattern.branches
    return {uid: number for number, uid in enumerate(sorted(wanted))}


def _automaton(automaton: Automaton, numbers: dict[int, int]) -> tuple[Any, ...]:
    states = {state: n for n, state in enumerate(automaton.states())}
    kept_openings = (
        opening
        for state in states
        for opening in state.openings.values()
        if _is_mentioned(automaton, ELEMENT, opening.name)
    )
    openings = {opening: n for n, opening in enumerate(kept_openings)}
    return (
        states[automaton.start],
        automaton.needs_bindings,
        tuple([_state(state, states, numbers) for state in states]),
        tuple([_opening(opening, states, numbers) for opening in openings]),
        tuple([_tables(automaton, state, states, openings) for state in states]),
        _values(automaton),
    )


def _values(automaton: Automaton) -> tuple[Any, ...]:
    """Return the patterns of values by themselves, with numbers of their own, and their uids.

    Beside each stand values known to be right: a corpus says the same again and again.
    """
    patterns = automaton.patterns
    wanted = automaton.value_patterns()
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
    found = tuple(
        [(each.uid, numbers[each.uid], tuple(automaton.right_values(each))) for each in wanted]
    )
    return (found, tuple(own))


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
    automaton: Automaton, state: State, states: dict[State, int], openings: dict[Opening, int]
) -> tuple[Any, ...]:
    plans = []
    for names, plan in state.plans.items():
        if not all(_is_mentioned(automaton, ATTRIBUTE, name) for name in names):
            continue
        checks = tuple([(index, uid) for index, _, uid in plan.checks])
        after = states[plan.after]
        plans.append((names, after, checks, plan.ids, plan.references, plan.is_open))
    return (
        tuple([openings[each] for each in state.openings.values() if each in openings]),
        tuple(plans),
    )


def read_back(data: tuple[Any, ...], patterns: Callable[[], Patterns]) -> Automaton:
    """Return the automaton of `rows`; raises whatever other data make of it.

    The tables of a state are made when a document first comes there: few need a tenth of them.
    """
    start, needs_bindings, state_rows, opening_rows, tables, value_rows = data
    states = [
        State(partial(_alternatives, patterns, uids), text, is_alive=is_alive)
        for uids, text, is_alive, _ in state_rows
    ]
    values = {uid: set(right) for uid, _, right in value_rows[0]}
    for state, (*_, typed) in zip(states, state_rows, strict=True):
        if typed is not None:
            uid, after = typed
            state.typed = ((0, values.setdefault(uid, set()), uid), states[after])
    frozen = dict(zip(states, tables, strict=True))

    def thaw(state: State) -> bool:
        numbers, plans = frozen.pop(state, ((), ()))
        for number in numbers:
            opening = _opened(opening_rows[number], states, patterns)
            state.openings[opening.name] = opening
        for names, after, checks, ids, references, is_open in plans:
            known = tuple([(index, values.setdefault(uid, set()), uid) for index, uid in checks])
            state.plans[names] = Plan(states[after], known, ids, references, is_open=is_open)
        return bool(numbers or plans)

    def known() -> Iterable[tuple[tuple[int, ...], State]]:
        return [(uids, state) for state, (uids, *_) in zip(states, state_rows, strict=True)]

    sleep = Sleep(needs_bindings, patterns, known, thaw, _judge(value_rows))
    return Automaton.restored(states[start], values, sleep)


def _alternatives(patterns: Callable[[], Patterns], uids: tuple[int, ...]) -> tuple[Pattern, ...]:
    found = patterns()
    return tuple([found[uid] for uid in uids])


def _opened(
    opening_row: tuple[Any, ...], states: list[State], patterns: Callable[[], Patterns]
) -> Opening:
    name, outer, inner, returns, ends = opening_row
    opening = Opening(name, states[outer], states[inner], partial(_returned, patterns, returns))
    opening.ends = {states[one]: states[other] for one, other in ends}
    return opening


def _judge(value_rows: tuple[Any, ...]) -> Callable[[int, str], bool]:
    """Return what judges values by the uids of their patterns; these are read at the first."""
    read: list[tuple[Derivatives, dict[int, Pattern]]] = []

    def allowed(uid: int, value: str) -> bool:
        if not read:
            numbers, own = value_rows
            patterns = Patterns(Kept(*own))
            nodes = {uid: patterns[n] for uid, n, _ in numbers}
            read.append((Derivatives(patterns), nodes))
        derivatives, nodes = read[0]
        if derivatives.patterns.is_full:
            derivatives.forget()
        derivatives.patterns.begin()
        return derivatives.matches(nodes[uid], value)

    return allowed


def _returned(
    patterns: Callable[[], Patterns], ways: tuple[tuple[tuple[int, int], ...], ...]
) -> Returns:
    found = patterns()
    return tuple([tuple([(place, found[uid]) for place, uid in way]) for way in ways])
