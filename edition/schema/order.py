"""Order: how two schemas differ in the order and number of what an element holds."""

from collections.abc import Iterator

from edition.relaxng.automaton import Automaton
from edition.relaxng.automaton.pattern import Name
from edition.relaxng.automaton.state import State
from edition.relaxng.message.prospect import first, named
from edition.schema.change import Change, change
from edition.schema.side import Side

__all__ = ["orders"]

_MOST_STATES = 300


def orders(name: Name, old: Side, new: Side) -> Iterator[Change]:
    """Yield how order and number of children differ, by the shortest way to see it.

    The two contents are read side by side, child by child, as two automata are compared.
    """
    start = (old.start(name), new.start(name))
    waiting: list[tuple[State, State, tuple[Name, ...]]] = [(*start, ())]
    seen = {(id(start[0]), id(start[1]))}
    told: set[str] = set()
    while waiting and len(seen) < _MOST_STATES and len(told) < 2:
        one, other, way = waiting.pop(0)
        ends = [any(each.nullable for each in state.alternatives) for state in (one, other)]
        if ends[0] != ends[1]:
            effect = "allows" if ends[1] else "forbids"
            if effect not in told:
                told.add(effect)
                yield change(name, effect, "content", "", _ended(way, effect))
        here = {**named(first(one.alternatives)), **named(first(other.alternatives))}
        for child in sorted(set(here) & {*old.elements} & {*new.elements}):
            after = (_behind(old.automaton, one, child), _behind(new.automaton, other, child))
            if after[0] is None or after[1] is None:
                effect = "allows" if after[0] is None else "forbids"
                if after[0] is not after[1] and effect not in told:
                    told.add(effect)
                    yield change(name, effect, "content", "", _placed(child, way, effect))
            elif (id(after[0]), id(after[1])) not in seen:
                seen.add((id(after[0]), id(after[1])))
                waiting.append((after[0], after[1], (*way, child)))


def _behind(automaton: Automaton, state: State, child: Name) -> State | None:
    opening = automaton.open(state, " ".join(filter(None, child)))
    return None if opening is None else automaton.end_anyhow(opening)


def _placed(child: Name, way: tuple[Name, ...], effect: str) -> str:
    tag = f"<{child[1]}>"
    can = "may stand" if effect == "allows" else "may not stand"
    when = "now" if effect == "allows" else "any more"
    if not way:
        return f"{tag} {can} at its beginning {when}"
    if way[-1] == child:
        again = "may be repeated" if effect == "allows" else "may not be repeated"
        return f"{tag} {again} {when}{_behind_what(way[:-1])}"
    return f"{tag} {can} behind {_sequence(way)} {when}"


def _behind_what(way: tuple[Name, ...]) -> str:
    return f" behind {_sequence(way)}" if way else ""


def _ended(way: tuple[Name, ...], effect: str) -> str:
    what = f"hold only {_sequence(way)}" if way else "be empty"
    return f"it may {what} now" if effect == "allows" else f"it may not {what} any more"


def _sequence(way: tuple[Name, ...]) -> str:
    return " ".join(f"<{name[1]}>" for name in way)
