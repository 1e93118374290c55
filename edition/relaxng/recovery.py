"""Recovery: how a run goes on behind a mistake, so that one mistake is one finding.

A misspelt element is taken for its likely neighbour, a misplaced one judged by its own definition;
what was told to be missing may still arrive; what only follows from a mistake is not told. All of
this is imported at the first mistake, since most documents have none.
"""

from pyexpat import XMLParserType
from typing import Final

from edition.relaxng.automaton import Wrong
from edition.relaxng.automaton.pattern import NOT_ALLOWED, Name, Pattern, joined, split
from edition.relaxng.automaton.state import TYPED, Opening, State, twin
from edition.relaxng.compiled import Compiled
from edition.relaxng.driver import Stack
from edition.relaxng.level import Level, Levels
from edition.relaxng.message.prospect import names_of, needed
from edition.relaxng.message.spelling import is_same_address
from edition.relaxng.message.wrapping import Wrapping
from edition.relaxng.mistake import Mistake, Mistakes
from edition.relaxng.search import Searches
from edition.relaxng.standin import StandIns
from edition.relaxng.tag_mistake import TagMistakes

__all__ = ["Recovery"]

_SPACE: Final = " \t\r\n"
_INCLUSION: Final = ("http://www.w3.org/2001/XInclude", "include")


class Recovery:
    """The policy of a run that goes on as the document was probably meant."""

    def __init__(self, compiled: Compiled, parser: XMLParserType) -> None:
        self.automaton = compiled.automaton
        self.expectations = compiled.expectations
        self._mistakes = Mistakes(parser)
        self._searches = Searches()
        self._tags = TagMistakes(compiled, self._mistakes, self._searches)
        self._levels = Levels()
        self._made = StandIns(compiled)
        self._wrapping = Wrapping(self.expectations)
        self._aliases: dict[str, list[tuple[Opening, str]]] = {}

    def found(self) -> list[Mistake]:
        """Return the mistakes, in the order of the text."""
        return self._mistakes.found()

    def element(self, state: State, opening: Opening | None, stack: Stack, name: str) -> Opening:
        """Return what a start tag that is not allowed is taken for."""
        wanted = self._renamed(split(name), opening, stack)
        if state is self._made.unknown and stack is not None:
            self._levels.of(stack[1]).held.add(wanted)
        if state in {self._made.limbo, self._made.unknown}:
            return self._made.apart(state, wanted)
        found = self.automaton.open(state, joined(wanted)) if joined(wanted) != name else None
        if found is not None:
            return found
        level = self._levels.of(stack)
        if wanted == _INCLUSION:  # what could not be taken in: anything may be in its place
            level.has_gap = True
            return self._made.apart(state, wanted)
        if level.arrives(wanted)[0]:
            return self._made.apart(state, wanted)
        for way in (self._other_namespace, self._too_early, self._misspelt):
            found = way(state, opening, stack, wanted)
            if found is not None:
                return found
        is_known = self.expectations.is_known(wanted)
        return self._stranger(state, opening, stack, wanted if is_known else split(name))

    def _renamed(self, name: Name, opening: Opening | None, stack: Stack) -> Name:
        """Return a name in the namespace that the elements around were meant to be in."""
        aliases = [] if self.expectations.is_known(name) else self._aliases.get(name[0], [])
        while aliases:
            bearer, right = aliases[-1]
            if _is_open(bearer, opening, stack):
                return right, name[1]
            aliases.pop()
        return name

    def _other_namespace(
        self, state: State, opening: Opening | None, _stack: Stack, name: Name
    ) -> Opening | None:
        """Take an element for the one of that name in another namespace of the grammar.

        One that may not stand here is taken so only where its namespace is missing or misspelt.
        """
        if self.expectations.is_known(name):
            return None
        here = [found for found in self.expectations.first(state) if found[1] == name[1]]
        if not here:
            named = [found for found in self.expectations.by_name if found[1] == name[1]]
            here = [found for found in named if is_same_address(name[0], found[0])]
        if not here:
            return None
        found = self.automaton.open(state, joined(here[0]))
        meant = twin(found) if found is not None else self._made.apart(state, here[0])
        self._aliases.setdefault(name[0], []).append((meant, here[0][0]))
        self._mistakes.tell("namespace", _name_of(opening), name, near=(here[0],), state=state)
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
            needs, level = names_of(missing), self._levels.of(stack)
            told = None
            if not level.explains(needs):
                told = self._mistakes.tell(
                    "early", _name_of(opening), name, needs=needs, state=state
                )
            level.owed += [(frozenset(need), told) for need in needs]
            level.early.add(name)
        return found

    def _advanced(self, state: State, name: Name) -> tuple[list[list[Pattern]], State] | None:
        way = self.expectations.ahead(state, name)
        return None if way is None else (way[0], self.automaton.states.of(way[1]))

    def _misspelt(
        self, state: State, opening: Opening | None, stack: Stack, name: Name
    ) -> Opening | None:
        """Take an element that the grammar does not know for one that is spelt alike."""
        if self.expectations.is_known(name):
            return None
        near = self._searches.allow(state, name) and self.expectations.elements_like(state, name)
        if not near:
            return None
        here = self.expectations.first(state)
        near = [each for each in near if each in here] or near
        meant = near[0]
        start = () if meant in here else self._start_with(meant, opening)
        self._mistakes.tell(
            "misspelt", _name_of(opening), name, near=tuple(near), state=state, start=start
        )
        found = self.automaton.open(state, joined(meant))
        if found is None:
            advanced = self._advanced(state, meant)
            found = self.automaton.open(advanced[1], joined(meant)) if advanced else None
        if found is None:
            self._levels.of(stack).has_unknown = True
            return self._made.unjudged(state, name)
        return self._made.guess(twin(found))

    def _stranger(self, state: State, opening: Opening | None, stack: Stack, name: Name) -> Opening:
        """Pass an element over that may not stand here, and judge what it holds by itself."""
        level = self._levels.of(stack)
        is_known = bool(self.expectations.defined(name))
        if is_known:
            level.has_known = True
        else:
            level.has_unknown = True
        around = self._levels.around(stack)
        if self._goes_on(state, level, name):
            return self._made.apart(state, name)
        if self._is_exchanged(name, opening):
            level.is_excused = True
            for each in around:
                each.strayed.add(name)
            return self._made.exchange(state, name)
        self._retract(name, around)
        start = self._start_with(name, opening)
        for each in around:
            each.strayed.add(name)
        kind = ("late" if start else "misplaced") if is_known else "unknown"
        self._mistakes.tell(kind, _name_of(opening), name, state=state, start=start)
        level.told.add(name)
        return self._made.apart(self._made.stretched(state), name)

    def _start_with(self, name: Name, opening: Opening | None) -> tuple[Pattern, ...]:
        """Return what an element may hold from its start tag on, if one of a name is in it."""
        if opening is None or name not in self.expectations.offered(opening.inner):
            return ()
        return opening.inner.alternatives

    def _goes_on(self, state: State, level: Level, name: Name) -> bool:
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

    def _retract(self, name: Name, around: list[Level]) -> None:
        """Take back that an element is missing, where it now turns up in the wrong place."""
        for level in around:
            _, told = level.arrives(name)
            if told is not None:
                self._mistakes.retract(told)

    def attributes(
        self, state: State, opening: Opening, name: str, attributes: list[str], wrong: list[Wrong]
    ) -> None:
        """Take down what is wrong or missing of the attributes of a start tag."""
        is_guessed = opening in self._made.guessed
        self._tags.tell(
            split(opening.name or name), state, attributes, wrong, is_guessed=is_guessed
        )

    def text(self, state: State, opening: Opening | None, stack: Stack, text: str) -> State:
        """Return the state behind a text that is not allowed."""
        if state is self._made.unknown:
            if stack is not None:
                self._levels.of(stack[1]).has_text = True
            return self._made.limbo
        if state.text == TYPED:
            self._mistakes.tell(
                "value", _name_of(opening), value=text, state=state, pattern=state.alternatives
            )
            return self.automaton.with_any_text(state)
        level = self._levels.of(stack)
        level.has_text = True
        if state.origin is None:
            level.told.clear()
        if opening not in self._made.exchanged:
            self._mistakes.tell("text", _name_of(opening), value=text.strip(_SPACE), state=state)
        return self._made.stretched(state, has_text=True)

    def incomplete(self, state: State, opening: Opening, stack: Stack, name: str) -> State:
        """Return the state behind an element that lacks something."""
        level = self._levels.of(stack)
        if not level.is_excused and opening not in self._made.guessed:
            ways = [needed(each) for each in state.alternatives if each.kind != NOT_ALLOWED]
            needs = names_of(min(ways, key=len, default=[]))
            if state.text == TYPED and not needs:
                if not level.has_stranger:
                    self._mistakes.tell(
                        "value", _name_of(opening), state=state, pattern=state.alternatives
                    )
            elif not (level.explains(needs) or self._is_disguised(level, needs)):
                bearer = split(opening.name or name)
                self._mistakes.tell(
                    "incomplete", bearer, needs=needs, state=state, other=_depth(stack)
                )
        return self.automaton.end_anyhow(opening) if opening.returns else opening.outer

    def _is_disguised(self, level: Level, needs: tuple[tuple[Name, ...], ...]) -> bool:
        """Whether what strays directly in an element could be all that it lacks."""
        return level.has_known or (
            level.has_stranger
            and all(
                any(level.may_hide(self.expectations.content(name)) for name in need)
                for need in needs
            )
        )

    def identity(self, kind: str, value: str, offset: int) -> None:
        """Take note of an `id` that was given at a byte before, or of an `idref` to none."""
        self._mistakes.tell(kind, ("", ""), value=value, other=offset)


def _depth(stack: Stack) -> int:
    """Return how many elements are around the one that is open."""
    depth = 0
    while stack is not None:
        depth, stack = depth + 1, stack[1]
    return depth


def _name_of(opening: Opening | None) -> Name:
    return ("", "") if opening is None else split(opening.name)


def _is_open(bearer: Opening, opening: Opening | None, stack: Stack) -> bool:
    while opening is not None:
        if opening is bearer:
            return True
        opening, stack = (None, None) if stack is None else stack
    return False
