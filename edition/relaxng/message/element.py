"""Element message: what is wrong with elements and the text between them, in words."""

import re
from typing import Final

from edition.relaxng.automaton.pattern import Name
from edition.relaxng.message.commonness import common_first, is_of_tei
from edition.relaxng.message.expectation import Expectations
from edition.relaxng.message.offer import Offers
from edition.relaxng.message.repair import namespaced, renamed_element
from edition.relaxng.message.wrapping import Wrapping
from edition.relaxng.mistake import Mistake
from edition.relaxng.phrase import Message, cut, either, foreign, page, tag

__all__ = ["ElementWording"]

_MOST_AKIN: Final = 3
_MOST_NEEDS: Final = 4
_ANYWHERE: Final = "there or on an element around it"


class ElementWording:
    """Words mistakes in elements and text, by what may stand where."""

    def __init__(self, expectations: Expectations, wrapping: Wrapping, offers: Offers) -> None:
        self.expectations = expectations
        self.wrapping = wrapping
        self.offers = offers
        self.schema = ""

    def misspelt(self, mistake: Mistake) -> Message:
        """Word that no element is called so."""
        near = either(map(tag, mistake.near))
        here = self.expectations.first(mistake.state) if mistake.state else {}
        meant = mistake.near[0]
        hint = f"Write {tag(meant)}."
        if meant not in here:
            hint = f"{tag(meant)} may not stand here, but {self.offers.places(meant)}."
            if mistake.start:
                hint = f"{tag(meant)} has to stand earlier in {tag(mistake.element)}."
            if mistake.beside[1]:
                hint = f"{_kept_out(mistake, meant)}."
        message = f"No element is called {tag(mistake.name)}; did you mean {near}?"
        if is_of_tei(mistake.name):
            message = f"{self._left_out(mistake.name)}; near it is {near}."
            if meant in here:
                hint = f"Write {tag(meant)}, if that fits, or {_let_in(mistake.name)}."
        return Message(
            "grammar-element",
            message,
            hint,
            page(meant),
            renamed_element(mistake, self.expectations),
        )

    def namespace(self, mistake: Mistake) -> Message:
        """Word that an element is in a namespace that is not the schema's."""
        name, (right, *_) = mistake.name, mistake.near
        where = f"in the namespace “{name[0]}”" if name[0] else "in no namespace"
        place = "on it" if self.expectations.has_namespace(name[0]) else _ANYWHERE
        return Message(
            "grammar-namespace",
            f"{tag(name)} is {where}; it belongs to “{right[0]}”.",
            f'Write xmlns="{right[0]}" {place}; a prefix has to go.'
            if right[0]
            else 'Write xmlns="" there, or remove the prefix.',
            page(right),
            namespaced(mistake, self.expectations),
        )

    def early(self, mistake: Mistake) -> Message:
        """Word that something has to come before an element."""
        missing = " and then ".join(map(self.offers.one_of, mistake.needs)) or "something else"
        return Message(
            "grammar-element",
            f"{tag(mistake.name)} comes too early: {missing} has to come first.",
            f"Put {missing} before it, or move it there if it stands further down.",
            page(mistake.needs[0][0] if mistake.needs else mistake.name),
        )

    def late(self, mistake: Mistake) -> Message:
        """Word that an element may only stand further up; to wrap it keeps the text's order."""
        name, around = tag(mistake.name), tag(mistake.element)
        message = f"{name} comes too late in {around}: it has to stand earlier."
        remedy = f"Move it up within {around}"
        if mistake.beside[1]:
            message = f"{_kept_out(mistake, mistake.name)}."
            remedy = "Join the two, or remove one"
            if mistake.beside != mistake.name:
                remedy = f"Keep to one of the two in {around}"
        return Message(
            "grammar-element",
            message,
            f"{remedy}{self._late_wraps(mistake)}. {self._expected(mistake)}",
            page(mistake.name),
        )

    def _late_wraps(self, mistake: Mistake) -> str:
        if mistake.state is None:
            return ""
        wraps = self.wrapping.of_late(mistake.state, mistake.name, mistake.element)
        return f", or wrap it in a {either(map(tag, wraps))} of its own" if wraps else ""

    def misplaced(self, mistake: Mistake) -> Message:
        """Word that an element may not stand here, though it may elsewhere."""
        name = mistake.name
        if not self.expectations.is_known(name):
            return self.unknown(mistake)
        return Message(
            "grammar-element",
            f"{tag(name)} is not allowed {_around(mistake)}.",
            f"{self._remedy(mistake)} {self._expected(mistake)} {tag(name)} "
            f"{self.offers.places(name)}.",
            page(name),
        )

    def _remedy(self, mistake: Mistake) -> str:
        """Say which elements that may stand here would hold the one that may not."""
        name = mistake.name
        ways = self.wrapping.of_element(mistake.state, name) if mistake.state else []
        told = either([" within ".join(map(tag, way)) for way in ways])
        if name == mistake.element:
            close = f"lose the first {tag(name)} before it."
            return f"Wrap it in {told}, or c{close}" if told else f"C{close}"
        return f"Wrap it in {told}, or move it." if told else "Move or remove it."

    def unknown(self, mistake: Mistake) -> Message:
        """Word that no schema names an element so."""
        name = mistake.name
        around = _around(mistake)
        message = f"No element is called {tag(name)}, so it is not allowed {around}."
        if name[0] and not self.expectations.has_namespace(name[0]):
            message = f"{tag(name)}{foreign(name)} is not allowed {around}."
        remedy, about = "Remove it, or use another element.", mistake.element
        if is_of_tei(name):
            message = f"{self._left_out(name)}, so it is not allowed {around}."
            near = either(map(tag, self._akin(mistake)))
            other = f"another element{f', such as {near}' if near else ''}"
            remedy, about = f"Use {other}, or {_let_in(name)}.", name
        return Message(
            "grammar-element", message, f"{remedy} {self._expected(mistake)}", page(about)
        )

    def _left_out(self, name: Name) -> str:
        return f"TEI has {tag(name)}, but the schema {self.schema} leaves it out"

    def _akin(self, mistake: Mistake) -> list[Name]:
        """Return the elements that may stand here whose names share their words with another."""
        words = _words(mistake.name)
        here = self.expectations.first(mistake.state) if mistake.state else {}
        akin = [name for name in here if (its := _words(name)) <= words or words <= its]
        return common_first(akin)[:_MOST_AKIN]

    def text(self, mistake: Mistake) -> Message:
        """Word that text may not stand here; the hint names what it may be wrapped in."""
        element = tag(mistake.element)
        holders = self.wrapping.of_text(mistake.state) if mistake.state else []
        why = "where only elements may stand"
        hint = f"Wrap it in {either(map(tag, holders))}." if holders else "Remove or move it."
        if mistake.element[1] and self.expectations.content(mistake.element).is_nothing:
            why, hint = "which is always empty", f"Move it out of {element}, or remove it."
        return Message(
            "grammar-text",
            f"The text “{cut(mistake.value)}” stands directly in {element}, {why}.",
            hint,
            page(mistake.element),
        )

    def incomplete(self, mistake: Mistake) -> Message:
        """Word what an element lacks at its end."""
        needs = mistake.needs
        what = ", then ".join(map(self.offers.needed, needs[:_MOST_NEEDS])) or "something"
        what += f", and {len(needs) - _MOST_NEEDS} more" if len(needs) > _MOST_NEEDS else ""
        return Message(
            "grammar-incomplete",
            f"{tag(mistake.element)} is incomplete: it still needs {what}.",
            f"Add it before the end tag of {tag(mistake.element)}.",
            page(mistake.element),
        )

    def _expected(self, mistake: Mistake) -> str:
        return self.offers.expected(mistake.state, mistake.element)


def _kept_out(mistake: Mistake, name: Name) -> str:
    """Say of an element that comes too late which sibling keeps it from standing further up."""
    around = tag(mistake.element)
    if mistake.beside != name:
        return f"{tag(name)} does not go together with {tag(mistake.beside)} in {around}"
    if mistake.other > 1:
        return f"{tag(name)} may not stand here once more: {around} has {mistake.other} already"
    return f"{tag(name)} may stand only once here: {around} has one already"


def _let_in(name: Name) -> str:
    return f"let the schema have {tag(name)}"


def _words(name: Name) -> set[str]:
    """Return the words that a name is made of: pers and Name, list and Person."""
    return {word.lower() for word in re.findall("[A-Z]?[a-z]+", name[1])}


def _around(mistake: Mistake) -> str:
    element: Name = mistake.element
    return f"in {tag(element)}" if element[1] else "as the root"
