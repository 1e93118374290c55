"""Matcher: an expression as an automaton, whose states are numbers with a bit for each place."""

from edition.relaxng.regex.expression import ENDLESS, Choice, Class, Part, Repeat, Sequence, size

__all__ = ["Matcher"]

_MOST_BYTES = 30_000_000  # that all matchers remember together, roughly


class Matcher:
    """Tells which texts an expression matches as a whole.

    A text stands at several places of the program at once, which are a number with a bit for each.
    A sign leads from the places whose tests it passes to the next ones, all at once by a shift;
    jumps lead on from there.
    """

    __slots__ = ("_first", "_jumped", "_part", "_program", "_states", "_tested")

    def __init__(self, part: Part) -> None:
        self._part = part
        self.forget()

    def forget(self) -> None:
        """Keep the expression only, as before the first text; a text under way loses nothing."""
        self._program: _Program | None = None
        self._first: _State | None = None
        self._states: dict[int, _State] = {}
        self._jumped: dict[int, int] = {}
        self._tested: dict[str, int] = {}

    def matches(self, text: str) -> bool:
        """Return whether the whole text matches."""
        state = self._first
        if state is None:
            state = self._first = self._state(self._started(), 1)
        for sign in text:
            state = state.after.get(sign) or self._step(state, sign)
            if not state.places:
                return False
        return state.accepts

    def longest(self, text: str, start: int, stop: int) -> tuple[int, int]:
        """Return where the longest match that begins at a sign ends, -1 if none does.

        Then how many signs were read to know it; what begins at `stop` is not read.
        """
        state = self._first
        if state is None:
            state = self._first = self._state(self._started(), 1)
        end = start if state.accepts else -1
        for at in range(start, stop):
            state = state.after.get(text[at]) or self._step(state, text[at])
            if not state.places:
                return end, at - start
            if state.accepts:
                end = at + 1
        return end, stop - start

    def _started(self) -> "_Program":
        if self._program is None:
            self._program = _Program(self._part)
            _memory.enter(self, len(self._program.reached) * self._program.length)
        return self._program

    def _step(self, state: "_State", sign: str) -> "_State":
        program = self._started()
        tested = self._tested.get(sign)
        if tested is None:
            tested = self._tested[sign] = program.tested(sign)
            _memory.bits += program.length
        found = state.after[sign] = self._state(program, (state.places & tested) << 1)
        _memory.grow()
        return found

    def _state(self, program: "_Program", places: int) -> "_State":
        """Return the state of all tests that are reached from some places by jumps."""
        jumps = places & program.jumps
        if jumps:
            at = ((jumps & -jumps).bit_length() - 1) >> 3
            jumps >>= 8 * at
            for n, eight in enumerate(jumps.to_bytes((jumps.bit_length() + 7) // 8, "little"), at):
                if eight:
                    places |= self._jumped.get(n << 8 | eight) or self._jump(program, n, eight)
        places &= ~program.jumps
        state = self._states.get(places)
        if state is None:
            accepts = bool(places >> program.length & 1)
            state = self._states[places] = _State(places, accepts=accepts)
            _memory.bits += program.length
        return state

    def _jump(self, program: "_Program", at: int, eight: int) -> int:
        """Return all that is reached from those jumps that stand in one byte of a number."""
        reached = 0
        for place in range(8):
            if eight >> place & 1:
                reached |= program.reached[8 * at + place]
        self._jumped[at << 8 | eight] = reached
        _memory.bits += program.length
        return reached


class _Memory:
    """What all matchers remember; when it is too much, all begin anew."""

    def __init__(self) -> None:
        self.bits = 0
        self._matchers: list[Matcher] = []

    def enter(self, matcher: Matcher, bits: int) -> None:
        self._matchers.append(matcher)
        self.bits += bits

    def grow(self) -> None:
        self.bits += 2000  # a state, and an entry that leads to it
        if self.bits > 8 * _MOST_BYTES:
            for matcher in self._matchers:
                matcher.forget()
            self._matchers.clear()
            self.bits = 0


_memory = _Memory()


class _State:
    """Where a match may stand, and the states that each sign leads to."""

    __slots__ = ("accepts", "after", "places")

    def __init__(self, places: int, *, accepts: bool) -> None:
        self.places = places
        self.accepts = accepts
        self.after: dict[str, _State] = {}


class _Program:
    """Tests, each of which leads to the next place, and jumps, which lead to their targets.

    `reached` holds for each jump all places that it leads to without a sign, its own among them.
    """

    def __init__(self, part: Part) -> None:
        self.length = 0
        self._targets: dict[int, tuple[int, ...]] = {}
        self._back: dict[int, int] = {}
        self._signs: dict[str, int] = {}
        self._classes: dict[Class, int] = {}
        self._add(part)
        self.jumps = sum(1 << place for place in self._targets)
        self.reached: dict[int, int] = {}
        for place in sorted(self._targets, reverse=True):
            self._reach(place)

    def _reach(self, place: int) -> None:
        """Find what a jump reaches, when it is known of all jumps behind it.

        What leads back to a loop's first place reaches what that does; so does what reaches it.
        """
        reached = 1 << place
        for target in self._targets[place]:
            reached |= self.reached.get(target) or 1 << target
        self.reached[place] = reached
        last = self._back.get(place, place)
        for behind in range(place + 1, last + 1):
            if self.reached.get(behind, 0) >> last & 1:
                self.reached[behind] |= reached

    def tested(self, sign: str) -> int:
        """Return the places whose tests a sign passes, as a number with a bit for each."""
        found = self._signs.get(sign, 0)
        for test, places in self._classes.items():
            if test.contains(sign):
                found |= places
        return found

    def _add(self, part: Part) -> None:
        if isinstance(part, Class):
            self._add_test(part)
        elif isinstance(part, Sequence):
            for inner in part.parts:
                self._add(inner)
        elif isinstance(part, Choice):
            self._add_choice(part)
        elif size(part.inner):
            self._add_repeat(part)

    def _add_test(self, test: Class) -> None:
        place = 1 << self.length
        self.length += 1
        if test.is_sign:
            self._signs[test.ranges[0]] = self._signs.get(test.ranges[0], 0) | place
        else:
            self._classes[test] = self._classes.get(test, 0) | place

    def _add_choice(self, part: Choice) -> None:
        ends = []
        for inner in part.parts[:-1]:
            fork = self._jump()
            self._add(inner)
            ends.append(self._jump())
            self._targets[fork] = (fork + 1, self.length)
        self._add(part.parts[-1])
        self._targets.update(dict.fromkeys(ends, (self.length,)))

    def _add_repeat(self, part: Repeat) -> None:
        for _ in range(part.least):
            self._add(part.inner)
        forks = []
        for _ in range(1 if part.most == ENDLESS else part.most - part.least):
            forks.append(self._jump())
            self._add(part.inner)
        if part.most == ENDLESS:
            self._back[forks[0]] = self._jump()
        for fork in forks:
            self._targets[fork] = (fork + 1, self.length)

    def _jump(self) -> int:
        self._targets[self.length] = ()
        self.length += 1
        return self.length - 1
