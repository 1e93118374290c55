"""Driver: a document read by expat, tag by tag, through an automaton."""

from collections.abc import Mapping
from pyexpat import ParserCreate, XMLParserType
from typing import Final

from edition.relaxng.automaton import Automaton, Opening, State
from edition.value import Value

__all__ = ["Violation", "judge"]

_LAST: Final = True  # expat: nothing follows
_SPACE: Final = " \t\r\n"
_XML: Final = "http://www.w3.org/XML/1998/namespace"


class Violation(Value):
    """What a grammar rejects: its kind, the place, the name or text concerned, the state there.

    Kinds: `element`, `attribute`, `value`, `missing-attribute`, `text`, `incomplete`. Names are
    "namespace local" as expat gives them; line and column count from 1, the column in code points.
    """

    kind: str
    line: int
    column: int
    name: str
    state: State
    detail: str = ""


def judge(automaton: Automaton, data: bytes) -> list[Violation]:
    """Return what a grammar rejects in a UTF-8 document, in its order; raw, nothing grouped.

    An element that is not allowed is passed over with all that it holds, an attribute alone; an
    element that lacks something counts as whole, so that what follows it is judged all the same.
    Raises pyexpat.ExpatError where the document is not well-formed.
    """
    parser = ParserCreate("utf-8", " ")
    parser.buffer_text = True
    parser.ordered_attributes = True
    run = _Run(automaton, parser)
    parser.StartElementHandler = run.start
    parser.EndElementHandler = run.end
    parser.CharacterDataHandler = run.texts.append
    if automaton.patterns.needs_bindings:
        parser.StartNamespaceDeclHandler = run.declare
    parser.Parse(data, _LAST)
    return run.found


class _Run:
    """One document: what is open, and what was found."""

    def __init__(self, automaton: Automaton, parser: XMLParserType) -> None:
        self.automaton = automaton
        self.parser = parser
        self.found: list[Violation] = []
        self.state = automaton.start
        self.opening: Opening | None = None
        self.stack: list[tuple[State, Opening | None, bool]] = []
        self.texts: list[str] = []
        self.skipped = 0
        self.is_leaf = False
        self.place = (1, 1)
        self.bindings: list[Mapping[str, str]] = [{"xml": _XML}]
        self.declared: dict[str, str] = {}

    def declare(self, prefix: str | None, namespace: str | None) -> None:
        self.declared[prefix or ""] = namespace or ""

    def start(self, name: str, attributes: list[str]) -> None:
        if self.texts:
            self._text(whole=False)
        if self.automaton.patterns.needs_bindings:
            self.bindings.append({**self.bindings[-1], **self.declared})
            self.declared = {}
        if self.skipped:
            self.skipped += 1
            return
        opening = self.automaton.open(self.state, name)
        if opening is None:
            self._tell("element", name)
            self.skipped = 1
            return
        self.stack.append((self.state, self.opening, False))
        self.opening, self.is_leaf = opening, True
        self.state = self._attributes(name, opening.inner, attributes)

    def _attributes(self, element: str, state: State, attributes: list[str]) -> State:
        bindings = self._bindings()
        pairs = iter(attributes)
        for name, value in zip(pairs, pairs, strict=True):
            step = self.automaton.attribute(state, name)
            if step is None:
                self._tell("attribute", name, state, element)
                continue
            after = self.automaton.with_value(state, step, value, bindings)
            if not after.is_alive:
                self._tell("value", name, state, value)
                after = self.automaton.with_any_value(state, step)
            state = after
        closed = self.automaton.close(state)
        if not closed.is_alive:
            self._tell("missing-attribute", element, state)
            closed = self.automaton.without_attributes(state)
        return closed

    def _bindings(self) -> Mapping[str, str]:
        return self.bindings[-1] if self.automaton.patterns.needs_bindings else {}

    def end(self, name: str) -> None:
        if self.texts or (self.is_leaf and self.state.is_typed):
            self._text(whole=self.is_leaf)
        if self.automaton.patterns.needs_bindings:
            self.bindings.pop()
        if self.skipped:
            self.skipped -= 1
            return
        assert self.opening is not None
        after = self.automaton.end(self.opening, self.state)
        if not after.is_alive:
            self._tell("incomplete", name)
            after = self.automaton.end_anyhow(self.opening)
        _, self.opening, self.is_leaf = self.stack.pop()
        self.state = after

    def _text(self, *, whole: bool) -> None:
        text = "".join(self.texts)
        self.texts.clear()
        if self.skipped:
            return
        after = self.automaton.text(self.state, text, self._bindings(), whole=whole)
        if after.is_alive:
            self.state = after
        else:
            self._tell("text", text.strip(_SPACE))
            if self.state.is_typed:
                self.state = self.automaton.with_any_text(self.state)

    def _tell(self, kind: str, name: str, state: State | None = None, detail: str = "") -> None:
        line, column = self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1
        self.found.append(Violation(kind, line, column, name, state or self.state, detail))
