"""Compiled: a schema ready to judge by, kept from one run to the next."""

import marshal
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from edition.diagnostic import Diagnostic, Location, Refused, Severity
from edition.relaxng import cache
from edition.relaxng.automaton import Automaton, table
from edition.relaxng.effort import Overgrown
from edition.value import Value

if TYPE_CHECKING:
    from edition.relaxng.automaton.interning import Patterns
    from edition.relaxng.grammar import Fault
    from edition.relaxng.message import Wording
    from edition.relaxng.message.expectation import Expectations

__all__ = ["Compiled", "load", "overgrown"]

_FEW = 200  # what a run may learn before it is worth keeping
_MOST_STATES = 8000


class Origin(Value):
    """What a schema was compiled from: its file with its bytes, and the files that it takes in."""

    file: Path
    data: bytes
    taken_in: tuple[str, ...]


class Compiled:
    """An automaton with what its messages need; `keep` writes down what documents taught it."""

    def __init__(
        self,
        origin: "Origin",
        automaton: Automaton,
        classes: dict[str, tuple[str, ...]],
        known: int = 0,
    ) -> None:
        self.origin = origin
        self.automaton = automaton
        self.classes = classes
        self._known = known

    @cached_property
    def expectations(self) -> "Expectations":
        """What the grammar knows of its elements."""
        from edition.relaxng.message.expectation import Expectations

        return Expectations(self.automaton.states.patterns)

    @cached_property
    def wording(self) -> "Wording":
        """What words its mistakes."""
        from edition.relaxng.message import Wording

        return Wording(self.expectations, self.classes)

    def keep(self, least: int | None = None) -> None:
        """Keep the automaton for later runs, if it has grown by a part, or by `least`."""
        states = self.automaton.states
        enough = (_FEW + self._known // 4 if self._known else 1) if least is None else least
        is_worth_it = states.growth >= enough and len(states) <= _MOST_STATES
        if not is_worth_it or states.has_forgotten:
            return
        self._known, states.growth = self._known + states.growth, 0
        rows, patterns = table.rows(states)
        cache.keep(*self.origin, self.classes, self._known, rows, marshal.dumps(patterns))


def load(file: Path) -> Compiled:
    """Return a schema from the cache, or compile it.

    Raises Refused with one finding where the file is of no use as a RELAX NG schema.
    """
    data = cache.contents(file)
    kept = cache.find(file, data)
    if kept is not None:
        try:
            taken_in, parts = kept
            return _read_back(Origin(file, data, tuple(taken_in)), parts)
        except (ValueError, TypeError, IndexError, KeyError, AttributeError):
            pass  # what another version kept is of no use
    from edition.relaxng.grammar import Fault
    from edition.relaxng.reading.building import build
    from edition.relaxng.schema import grammar

    others: list[str] = []
    try:
        simple = grammar(file, others)
        automaton = Automaton.of(build(simple))
    except Fault as fault:
        raise _refused(fault) from None
    except Overgrown:
        raise overgrown(file) from None
    return Compiled(Origin(file, data, tuple(others)), automaton, simple.classes)


def _read_back(origin: Origin, parts: tuple[Any, ...]) -> Compiled:
    classes, known, rows, patterns = parts

    @lru_cache(maxsize=1)
    def read() -> "Patterns":
        from edition.relaxng.automaton.interning import Patterns
        from edition.relaxng.automaton.kept import Kept

        return Patterns(Kept(*marshal.loads(patterns)))  # noqa: S302  (its digest was right)

    return Compiled(origin, Automaton(table.read_back(rows, read)), classes, known)


def _refused(fault: "Fault") -> Refused:
    place = fault.place
    location = Location(place.file, place.line or None, place.column or None)
    rule = "schema-malformed" if fault.is_malformed else "schema-invalid"
    return Refused(Diagnostic(location, rule, Severity.ERROR, fault.message, fault.hint))


def overgrown(schema: Path) -> Refused:
    """Return why nothing can be judged by a schema that allows the same in too many ways."""
    found = Diagnostic(
        Location(str(schema)),
        "schema-too-slow",
        Severity.ERROR,
        "The schema allows the same content in too many ways: to judge this would take hours.",
        "Look for definitions that repeat each other, such as (a, a) or a, and write them once.",
    )
    return Refused(found)
