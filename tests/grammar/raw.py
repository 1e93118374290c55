"""Raw: every violation of a grammar, nothing recovered or grouped; as jing tells them.

Users are told mistakes instead (`recovery`); this is what the verdicts are proved by.
"""

from functools import cached_property
from pyexpat import ParserCreate, XMLParserType
from typing import Final

from edition.file.lines import place_of
from edition.relaxng.automaton import Automaton, Wrong
from edition.relaxng.automaton.pattern import split
from edition.relaxng.automaton.state import TYPED, Opening, State, limbo
from edition.relaxng.driver import Stack, drive
from edition.relaxng.message.expectation import Expectations
from edition.value import Value

__all__ = ["Violation", "judge"]

_LAST: Final = True  # expat: nothing follows
_SPACE: Final = " \t\r\n"


class Violation(Value):
    """What a grammar rejects: its kind, the place, the name or text concerned, the state there.

    Kinds: `element`, `attribute`, `value`, `missing-attribute`, `text`, `incomplete`, `id`,
    `idref`. Names are "namespace local" as expat gives them; line and column count from 1, the
    column in code points.
    """

    kind: str
    line: int
    column: int
    name: str
    state: State


def judge(automaton: Automaton, data: bytes) -> list[Violation]:
    """Return what a grammar rejects in a UTF-8 document, in its order; raw, nothing grouped.

    An element that is not allowed is judged as one that comes later, else by its own definition,
    else passed over, and told again with each element that ends in it; an attribute is passed over
    alone; an element that lacks something counts as whole. All of this is as jing has it.
    Raises pyexpat.ExpatError where the document is not well-formed.
    """
    parser = ParserCreate("utf-8")
    raw = _Raw(automaton, parser, data)
    run = drive(automaton, parser, lambda: raw, closely=True)
    parser.Parse(data, _LAST)
    run.finish()  # closely, so that nothing is left to another run
    return raw.found


class _Raw:
    """The policy that repairs nothing: what is wrong is passed over."""

    def __init__(self, automaton: Automaton, parser: XMLParserType, data: bytes) -> None:
        self.automaton = automaton
        self.parser = parser
        self.data = data
        self.limbo = limbo()
        self.found: list[Violation] = []

    @cached_property
    def expectations(self) -> Expectations:
        """What the grammar knows of its elements; a valid document never asks."""
        return Expectations(self.automaton.states.patterns)

    def element(self, state: State, _opening: Opening | None, _stack: Stack, name: str) -> Opening:
        if state is not self.limbo:
            self._tell("element", name, state)
        way = self.expectations.ahead(state, split(name))
        found = None if way is None else self.automaton.open(self.automaton.states.of(way[1]), name)
        if found is not None:
            return found
        defined = self.expectations.defined(split(name))
        contents = map(self.automaton.states.patterns.content, defined)
        unique = {content.uid: content for content in contents}
        inner = self.automaton.states.of(tuple(unique.values())) if unique else self.limbo
        return Opening(name, state, inner, ())

    def attributes(
        self,
        _state: State,
        _opening: Opening,
        name: str,
        _attributes: list[str],
        wrong: list[Wrong],
    ) -> None:
        for kind, attribute, _value, at in wrong:
            self._tell(kind, attribute or name, at)

    def text(self, state: State, _opening: Opening | None, _stack: Stack, text: str) -> State:
        self._tell("text", text.strip(_SPACE), state)
        return self.automaton.with_any_text(state) if state.text == TYPED else state

    def incomplete(self, state: State, opening: Opening, _stack: Stack, name: str) -> State:
        is_complete = any(pattern.nullable for pattern in state.alternatives)
        if opening.outer is self.limbo or not (is_complete or state is self.limbo):
            self._tell("incomplete", name, state)
        return self.automaton.end_anyhow(opening) if opening.returns else opening.outer

    def identity(self, kind: str, value: str, offset: int) -> None:
        if kind == "id":
            self._tell(kind, value, self.automaton.states.start)
        else:
            place = place_of(self.data, offset)
            self.found.append(Violation(kind, *place, value, self.automaton.states.start))

    def _tell(self, kind: str, name: str, state: State) -> None:
        line, column = self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1
        self.found.append(Violation(kind, line, column, name, state))
