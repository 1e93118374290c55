"""Tag mistake: what is wrong or missing of the attributes of a start tag, and what was meant."""

from edition.relaxng.automaton import Wrong
from edition.relaxng.automaton.pattern import Name, joined, split
from edition.relaxng.automaton.state import State
from edition.relaxng.compiled import Compiled
from edition.relaxng.message.prospect import names_of, needed_attributes
from edition.relaxng.mistake import Mistakes
from edition.relaxng.search import Searches

__all__ = ["TagMistakes"]


class TagMistakes:
    """What takes down, in one run, what is wrong with the attributes of its tags."""

    def __init__(self, compiled: Compiled, mistakes: Mistakes, searches: Searches) -> None:
        self.automaton = compiled.automaton
        self.expectations = compiled.expectations
        self._mistakes = mistakes
        self._searches = searches

    def tell(
        self,
        element: Name,
        state: State,
        attributes: list[str],
        wrong: list[Wrong],
        *,
        is_guessed: bool,
    ) -> None:
        """Take down what is wrong of a tag's attributes, names and values in turn, or missing.

        Of an element that is only guessed nothing is told to be missing.
        """
        missing = [] if is_guessed else _missing(wrong)
        given = set(attributes[::2])
        for kind, attribute, value, at in wrong:
            name = split(attribute)
            if kind == "value":
                pattern = self.automaton.value_of(at, attribute)
                self._mistakes.tell("value", element, name, at, value=value, pattern=pattern)
            elif kind == "attribute":
                near = self._near(name, at, given)
                if not near and len(wrong) == 2 and len(missing) == 1:
                    near = self._fitting(missing[0], value, at)
                missing = [need for need in missing if not set(need) & set(near)]
                self._mistakes.tell("attribute", element, name, at, value=value, near=near)
        if missing:
            self._mistakes.tell("missing-attribute", element, state=state, needs=tuple(missing))

    def _near(self, attribute: Name, at: State, given: set[str]) -> tuple[Name, ...]:
        """Return the attributes that may have been meant, and are not there yet."""
        if not self._searches.allow(at, attribute):
            return ()
        near = self.expectations.attributes_like(at, attribute)
        return tuple([name for name in near if joined(name) not in given])

    def _fitting(self, names: tuple[Name, ...], value: str, at: State) -> tuple[Name, ...]:
        """Return the attributes for which a value would be right."""
        matches, values_of = self.automaton.states.derivatives.matches, self.automaton.value_of
        of_names = {name: values_of(at, joined(name)) for name in names}
        return tuple([n for n in names if any(matches(each, value) for each in of_names[n])])


def _missing(wrong: list[Wrong]) -> list[tuple[Name, ...]]:
    """Return for each attribute that is missing the names of which one will do."""
    return [
        need
        for kind, _, _, at in wrong
        if kind == "missing-attribute"
        for need in names_of(needed_attributes(at.alternatives))
    ]
