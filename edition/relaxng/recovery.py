"""Recovery: how a run goes on behind a mistake, so that one mistake is one finding.

A misspelt element is taken for its likely neighbour, a misplaced one judged by its own definition;
what was told to be missing may still arrive; what only follows from a mistake is not told. All that
this takes is imported at the first mistake, since most documents have none.
"""

from functools import cached_property
from pyexpat import XMLParserType
from typing import TYPE_CHECKING, Final

from edition.relaxng.automaton import Wrong
from edition.relaxng.compiled import Compiled
from edition.relaxng.driver import Stack
from edition.relaxng.mistake import Mistake
from edition.relaxng.pattern import NOT_ALLOWED, Name, Pattern, joined, split
from edition.relaxng.state import TYPED, Opening, State, twin

if TYPE_CHECKING:
    from edition.relaxng.expectation import Expectations
    from edition.relaxng.level import Level
    from edition.relaxng.standin import StandIns
    from edition.relaxng.wrapping import Wrapping

__all__ = ["Recovery"]

_SPACE: Final = " \t\r\n"
_MOST_SEARCHES: Final = 500
_NEAR: Final = 3  # levels; what strays, strays to a neighbour
_INCLUSION: Final = ("http://www.w3.org/2001/XInclude", "include")


class Recovery:
    """The policy of a run that goes on as the document was probably meant."""

    def __init__(self, compiled: Compiled, parser: XMLParserType) -> None:
        self.compiled = compiled
        self.automaton = compiled.automaton
        self.parser = parser
        self._found: dict[int, Mistake] = {}
        self._count = 0
        self._asked: set[tuple[tuple[Pattern, ...], Name]] = set()
        self._levels: dict[int, Level] = {}
        self._aliases: dict[str, list[tuple[Opening, str]]] = {}

    @property
    def found(self) -> list[Mistake]:
        """The mistakes, in the order of the text."""
        return list(self._found.values())

    @cached_property
    def _made(self) -> "StandIns":
        """What is made up where the grammar has nothing; a valid document never asks."""
        from edition.relaxng.standin import StandIns

        return StandIns(self.compiled)

    @property
    def expectations(self) -> "Expectations":
        """What the grammar knows of its elements; a valid document never asks."""
        return self.compiled.expectations

    @cached_property
    def _wrapping(self) -> "Wrapping":
        """What could be put around that which strays."""
        from edition.relaxng.wrapping import Wrapping

        return Wrapping(self.expectations)

    def element(self, state: State, opening: Opening | None, stack: Stack, name: str) -> Opening:
        """Return what a start tag that is not allowed is taken for."""
        wanted = self._renamed(split(name), opening, stack)
        if state is self._made.unknown and stack is not None:
            self._level(stack[1]).held.add(wanted)
        if state in {self._made.limbo, self._made.unknown}:
            return self._made.apart(state, wanted)
        found = self.automaton.open(state, joined(wanted)) if joined(wanted) != name else None
        if found is not None:
            return found
        level = self._level(stack)
        if wanted == _INCLUSION:  # what could not be taken in: anything may be in its place
            level.has_gap = True
            return self._made.apart(state, wanted)
        if level.arrives(wanted)[0]:
            return self._made.apart(state, wanted)
        for way in (self._other_namespace, self._too_early, self._misspelt):
            found = way(state, opening, stack, wanted)
            if found is not None:
                return found
        return self._stranger(state, opening, stack, wanted)

    def _level(self, stack: Stack) -> "Level":
        known = self._levels.get(id(stack))
        if known is None or known.cell is not stack:
            from edition.relaxng.level import Level

            known = self._levels[id(stack)] = Level(stack)
        return known

    def _renamed(self, name: Name, opening: Opening | None, stack: Stack) -> Name:
        """Return a name in the namespace that the elements around were meant to be in."""
        aliases = self._aliases.get(name[0], [])
        while aliases:
            bearer, right = aliases[-1]
            if _is_open(bearer, opening, stack):
                return right, name[1]
            aliases.pop()
        return name

    def _other_namespace(
        self, state: State, opening: Opening | None, _stack: Stack, name: Name
    ) -> Opening | None:
        """Take an element for the one of that name in a namespace of the grammar."""
        if self.expectations.has_namespace(name[0]):
            return None
        here = [found for found in self.expectations.first(state) if found[1] == name[1]]
        here = here or [found for found in self.expectations.by_name if found[1] == name[1]]
        if not here:
            return None
        found = self.automaton.open(state, joined(here[0]))
        meant = twin(found) if found is not None else self._made.apart(state, here[0])
        self._aliases.setdefault(name[0], []).append((meant, here[0][0]))
        self._tell("namespace", _name_of(opening), name, near=(here[0],), state=state)
        return meant

    def _too_early(
        self, state: State, opening: Opening | None, stack: Stack, name: Name
    ) -> Opening | None:
        """Let an element come where something that has to stand before it is missing."""
        advanced = self._advanced(state, name)
        if advanced is None:
            return None
        missing, ahead = advanced
        found = self.automaton.open(ahead, joined(name))
        if found is not None:
            needs, level = _names(missing), self._level(stack)
            told = None
            if not level.explains(needs):
                told = self._tell("early", _name_of(opening), name, needs=needs, state=state)
            level.owed += [(frozenset(need), told) for need in needs]
            level.early.add(name)
        return found

    def _advanced(self, state: State, name: Name) -> tuple[list[list[Pattern]], State] | None:
        way = self.expectations.ahead(state, name)
        return None if way is None else (way[0], self.automaton.state(way[1]))

    def _misspelt(
        self, state: State, opening: Opening | None, stack: Stack, name: Name
    ) -> Opening | None:
        """Take an element that the grammar does not know for one that is spelt alike."""
        if self.expectations.is_known(name):
            return None
        near = self._may_search(state, name) and self.expectations.elements_like(state, name)
        if not near:
            return None
        here = self.expectations.first(state)
        near = [each for each in near if each in here] or near
        self._tell("misspelt", _name_of(opening), name, near=tuple(near), state=state)
        meant = near[0]
        found = self.automaton.open(state, joined(meant))
        if found is None:
            advanced = self._advanced(state, meant)
            found = self.automaton.open(advanced[1], joined(meant)) if advanced else None
        if found is None:
            self._level(stack).has_unknown = True
            return self._made.unjudged(state, name)
        return self._made.guess(twin(found))

    def _may_search(self, state: State, name: Name) -> bool:
        """Whether to look for what was meant: where hundreds differ, these are no slips."""
        question = (state.alternatives, name)
        if len(self._asked) < _MOST_SEARCHES:
            self._asked.add(question)
        return question in self._asked

    def _stranger(self, state: State, opening: Opening | None, stack: Stack, name: Name) -> Opening:
        """Pass an element over that may not stand here, and judge what it holds by itself."""
        level = self._level(stack)
        is_known = bool(self.expectations.defined(name))
        if is_known:
            level.has_known = True
        else:
            level.has_unknown = True
        around = self._around(stack)
        if self._goes_on(state, level, name):
            return self._made.apart(state, name)
        if self._is_exchanged(name, opening):
            level.is_excused = True
            for each in around:
                each.strayed.add(name)
            return self._made.exchange(state, name)
        self._retract(name, around)
        is_late = opening is not None and name in self.expectations.offered(opening.inner)
        for each in around:
            each.strayed.add(name)
        kind = ("late" if is_late else "misplaced") if is_known else "unknown"
        self._tell(kind, _name_of(opening), name, state=state)
        level.told.add(name)
        return self._made.apart(self._made.stretched(state), name)

    def _goes_on(self, state: State, level: "Level", name: Name) -> bool:
        """Whether a mistake that was told goes on: the same name, or what belongs to stray text."""
        if state.origin is None:  # something was allowed before it
            level.told.clear()
            return False
        belongs = self._made.may_hold_text(state) and name in self._wrapping.phrases(state.origin)
        return belongs or name in level.told

    def _is_exchanged(self, name: Name, opening: Opening | None) -> bool:
        """Whether a strange element could stand in place of the strange one that it stands in."""
        if opening is None or opening not in self._made.guessed:
            return False
        return self.automaton.open(opening.outer, joined(name)) is not None

    def _retract(self, name: Name, around: "list[Level]") -> None:
        """Take back that an element is missing, where it now turns up in the wrong place."""
        for level in around:
            _, told = level.arrives(name)
            if told is not None:
                self._found.pop(told, None)

    def _around(self, stack: Stack) -> "list[Level]":
        """Return the levels of the nearest open elements, from within."""
        levels: list[Level] = []
        while len(levels) < _NEAR and stack is not None:
            levels.append(self._level(stack))
            _, stack = stack
        return levels

    def attributes(
        self, state: State, opening: Opening, name: str, attributes: list[str], wrong: list[Wrong]
    ) -> None:
        """Take down what is wrong or missing of the attributes of a start tag."""
        from edition.relaxng.prospect import needed_attributes

        element = split(opening.name or name)
        missing = [
            need
            for kind, _, _, at in wrong
            if kind == "missing-attribute" and opening not in self._made.guessed
            for need in _names(needed_attributes(at.alternatives))
        ]
        given = set(attributes[::2])
        for kind, attribute, value, at in wrong:
            if kind == "value":
                self._tell_value(element, split(attribute), value, at)
            elif kind == "attribute":
                near = self._near_attributes(split(attribute), at, given)
                if not near and len(wrong) == 2 and len(missing) == 1:
                    near = self._fitting(missing[0], value, at)
                missing = [need for need in missing if not set(need) & set(near)]
                self._tell("attribute", element, split(attribute), value=value, near=near, state=at)
        if missing:
            self._tell("missing-attribute", element, needs=tuple(missing), state=state)

    def _tell_value(self, element: Name, attribute: Name, value: str, at: State) -> None:
        pattern = self.automaton.value_of(at, joined(attribute))
        self._tell("value", element, attribute, value=value, state=at, pattern=pattern)

    def _near_attributes(self, attribute: Name, at: State, given: set[str]) -> tuple[Name, ...]:
        """Return the attributes that may have been meant, and are not there yet."""
        near = self._may_search(at, attribute) and self.expectations.attributes_like(at, attribute)
        return tuple([name for name in near or () if joined(name) not in given])

    def _fitting(self, names: tuple[Name, ...], value: str, at: State) -> tuple[Name, ...]:
        """Return the attributes for which a value would be right."""
        matches, values_of = self.automaton.derivatives.matches, self.automaton.value_of
        of_names = {name: values_of(at, joined(name)) for name in names}
        return tuple([n for n in names if any(matches(each, value) for each in of_names[n])])

    def text(self, state: State, opening: Opening | None, stack: Stack, text: str) -> State:
        """Return the state behind a text that is not allowed."""
        if state is self._made.unknown:
            if stack is not None:
                self._level(stack[1]).has_text = True
            return self._made.limbo
        if state.text == TYPED:
            self._tell(
                "value", _name_of(opening), value=text, state=state, pattern=state.alternatives
            )
            return self.automaton.with_any_text(state)
        level = self._level(stack)
        level.has_text = True
        if state.origin is None:
            level.told.clear()
        if opening not in self._made.exchanged:
            self._tell("text", _name_of(opening), value=text.strip(_SPACE), state=state)
        return self._made.stretched(state, has_text=True)

    def incomplete(self, state: State, opening: Opening, stack: Stack, name: str) -> State:
        """Return the state behind an element that lacks something."""
        from edition.relaxng.prospect import needed

        level = self._level(stack)
        if not level.is_excused and opening not in self._made.guessed:
            ways = [needed(each) for each in state.alternatives if each.kind != NOT_ALLOWED]
            needs = _names(min(ways, key=len, default=[]))
            if state.text == TYPED and not needs:
                if not level.has_stranger:
                    self._tell("value", _name_of(opening), state=state, pattern=state.alternatives)
            elif not (level.explains(needs) or self._is_disguised(level, needs)):
                bearer = split(opening.name or name)
                self._tell("incomplete", bearer, needs=needs, state=state, other=_depth(stack))
        return self.automaton.end_anyhow(opening) if opening.returns else opening.outer

    def _is_disguised(self, level: "Level", needs: tuple[tuple[Name, ...], ...]) -> bool:
        """Whether what strays directly in an element could be all that it lacks."""
        return level.has_known or (
            level.has_stranger
            and all(any(self._could_be(level, name) for name in need) for need in needs)
        )

    def _could_be(self, level: "Level", name: Name) -> bool:
        """Whether an element could be meant by something unknown, or hold the text that strays."""
        content = self.expectations.content(name)
        if level.has_text and content.takes_text:
            return True
        if level.has_unknown and content.may_be_empty:
            return True
        return not content.elements.isdisjoint(level.held)

    def identity(self, kind: str, value: str, offset: int) -> None:
        """Take note of an `id` that was given at a byte before, or of an `idref` to none."""
        self._tell(kind, ("", ""), value=value, other=offset)

    def _tell(  # noqa: PLR0913  (the fields of a mistake)
        self,
        kind: str,
        element: Name,
        name: Name = ("", ""),
        state: State | None = None,
        *,
        value: str = "",
        near: tuple[Name, ...] = (),
        needs: tuple[tuple[Name, ...], ...] = (),
        pattern: tuple[Pattern, ...] = (),
        other: int = -1,
    ) -> int:
        """Take a mistake down at the place that is being read; return its number."""
        parser = self.parser
        place = (parser.CurrentLineNumber, parser.CurrentColumnNumber + 1, parser.CurrentByteIndex)
        at = None if state is None else state.origin or state
        self._count += 1
        number = self._count
        self._found[number] = Mistake(
            kind, *place, element, name, value, near, needs, at, pattern, other
        )
        return number


def _depth(stack: Stack) -> int:
    """Return how many elements are around the one that is open."""
    depth = 0
    while stack is not None:
        depth, stack = depth + 1, stack[1]
    return depth


def _name_of(opening: Opening | None) -> Name:
    return ("", "") if opening is None else split(opening.name)


def _names(places: list[list[Pattern]]) -> tuple[tuple[Name, ...], ...]:
    """Return the names of patterns; a place that any name fills is left out."""
    from edition.relaxng.prospect import named

    names = [tuple(named(alternatives)) for alternatives in places]
    return tuple([each for each in names if each])


def _is_open(bearer: Opening, opening: Opening | None, stack: Stack) -> bool:
    while opening is not None:
        if opening is bearer:
            return True
        opening, stack = (None, None) if stack is None else stack
    return False
