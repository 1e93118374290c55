"""Message: a mistake in the words of an editor: what is wrong, and what to do about it."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from edition.relaxng.message.attribute import ValueWording
from edition.relaxng.message.element import ElementWording
from edition.relaxng.message.expectation import Expectations
from edition.relaxng.message.offer import Offers
from edition.relaxng.message.wrapping import Wrapping
from edition.relaxng.mistake import Mistake
from edition.relaxng.phrase import Message

__all__ = ["Message", "Wording"]

_MOST_KNOWN: Final = 5000
_MOST_EXPLAINED: Final = 2000


class Wording:
    """Words mistakes by what a grammar expects; `classes` are its named choices of elements."""

    def __init__(self, expectations: Expectations, classes: Mapping[str, tuple[str, ...]]) -> None:
        self._wrapping = Wrapping(expectations)
        self._offers = Offers(expectations, self._wrapping, classes)
        self._values = ValueWording(expectations)
        self._elements = ElementWording(expectations, self._wrapping, self._offers)
        self._known: dict[tuple[Any, ...], Message] = {}
        self._explained: set[tuple[Any, ...]] = set()
        self._left = _MOST_EXPLAINED
        self._words: dict[str, Callable[[Mistake], Message]] = {
            **{kind: getattr(self._elements, kind) for kind in _OF_ELEMENTS},
            **{kind: getattr(self._values, kind.replace("-", "_")) for kind in _OF_VALUES},
        }

    def begin(self, schema: str) -> None:
        """Get ready for the mistakes of the next document; the schema is told by its name."""
        if schema != self._elements.schema:
            self._known.clear()
            self._elements.schema = schema
        self._explained.clear()
        self._left = _MOST_EXPLAINED

    def worded(self, mistake: Mistake) -> Message:
        """Return the message of a mistake; of equal ones it is made once."""
        key = mistake.sense
        if mistake.kind == "value" and not self._may_explain(mistake, key):
            return self._values.value(mistake, explained=False)
        known = self._known.get(key)
        if known is None:
            if len(self._known) > _MOST_KNOWN:
                self._forget()
            known = self._known[key] = self._words[mistake.kind](mistake)
        return known

    def _may_explain(self, mistake: Mistake, key: tuple[Any, ...]) -> bool:
        """Whether to look into a value: of thousands that are wrong nobody reads each reason."""
        if self._left > 0 and key not in self._explained:
            self._left -= self._values.cost(mistake)
            self._explained.add(key)
        return key in self._explained

    def _forget(self) -> None:
        """Drop what was said so far."""
        self._known.clear()
        self._offers.forget()
        self._values.forget()
        self._wrapping.forget()


_OF_ELEMENTS: Final = "misspelt namespace early late misplaced unknown text incomplete".split()
_OF_VALUES: Final = "attribute missing-attribute value id idref".split()
