"""Value message: what is wrong with attributes and values, in words."""

from typing import Final

from edition.relaxng.automaton.pattern import ATTRIBUTE, CHOICE, DATA, LIST, MORE, Pattern
from edition.relaxng.datatype.suggestion import readings
from edition.relaxng.message.commonness import attributes_in_order, common_first
from edition.relaxng.message.expectation import Expectations
from edition.relaxng.message.prospect import values
from edition.relaxng.message.repair import renamed_attribute, rewritten
from edition.relaxng.message.spelling import likely
from edition.relaxng.mistake import Mistake
from edition.relaxng.phrase import XSI, Message, attribute, cut, either, listed, page, tag

__all__ = ["ValueWording"]

_FEW: Final = 6
_MANY: Final = 12

Allowed = tuple[list[str], list[Pattern]]
"""What a value may be: the words, and the datatypes and lists."""


class ValueWording:
    """Words mistakes in attributes and values."""

    def __init__(self, expectations: Expectations) -> None:
        self.expectations = expectations
        self._allowed: dict[tuple[Pattern, ...], Allowed] = {}

    def forget(self) -> None:
        """Drop what is known of patterns."""
        self._allowed.clear()

    def allowed(self, patterns: tuple[Pattern, ...]) -> Allowed:
        """Return what a value may be by any of some patterns."""
        known = self._allowed.get(patterns)
        if known is None:
            found = [values(pattern) for pattern in patterns]
            literal = [word for words, _ in found for word in words if word]
            known = literal, [each for _, types in found for each in types]
            self._allowed[patterns] = known
        return known

    def attribute(self, mistake: Mistake) -> Message:
        """Word that an element has no such attribute; its value is left to the source line."""
        name, element = attribute(mistake.name), tag(mistake.element)
        message = f"{element} has no attribute {name}"
        fix = None
        if mistake.near:
            message += f"; did you mean {either(map(attribute, mistake.near))}?"
            hint = f"Write {attribute(mistake.near[0])} instead of {name}."
            fix = renamed_attribute(mistake, self.expectations)
        else:
            message += "."
            hint = f"Remove it{self._instead(mistake)}"
        return Message("grammar-attribute", message, hint, page(mistake.element), fix)

    def _instead(self, mistake: Mistake) -> str:
        """Say what there is instead of an attribute, and where that may stand."""
        assert mistake.state is not None
        if mistake.name[0] == XSI:
            return ": it serves the W3C's schema language, and this schema is written in RELAX NG."
        name = attribute(mistake.name)
        have = [attribute(each) for each in self.expectations.offered(mistake.state, ATTRIBUTE)]
        ranked = _ranked(mistake.name[1], attributes_in_order(have))
        rest = f" {tag(mistake.element)} may have {listed(ranked)}." if have else ""
        bearers = [tag(each) for each in common_first(self.expectations.bearers(mistake.name))]
        return f".{rest}" + (f" {name} may stand on {listed(bearers)}." if bearers else "")

    def missing_attribute(self, mistake: Mistake) -> Message:
        """Word that an attribute is missing, and what it may say."""
        assert mistake.state is not None
        patterns = self.expectations.offered(mistake.state, ATTRIBUTE)
        missing = [either(map(attribute, need)) for need in mistake.needs]
        what = " and ".join(missing) or "an attribute"
        hints = [
            f"Add {attribute(need[0])}: {told}."
            for need in mistake.needs
            if (told := _told(*self.allowed(patterns[need[0]].branches)))
        ]
        return Message(
            "grammar-missing-attribute",
            f"{tag(mistake.element)} lacks the attribute {what}.",
            " ".join(hints) or f"Add {what}.",
            page(mistake.element),
        )

    def cost(self, mistake: Mistake) -> int:
        """Return how much there is to look into, in words to compare."""
        return 1 + len(self.allowed(mistake.pattern)[0]) // _MANY

    def value(self, mistake: Mistake, *, explained: bool = True) -> Message:
        """Word that a value is not allowed, why, and what was meant, if that is to be explained."""
        value, element = cut(mistake.value), tag(mistake.element)
        where, what = f"in {element}", f"“{value}”"
        if mistake.name[1]:
            where, what = f"on {element}", f"{attribute(mistake.name)}={what}"
        reason, hint = self._reason(mistake, explained=explained)
        return Message(
            "grammar-value",
            f"{what} is not allowed {where}{reason}.",
            hint,
            page(mistake.element),
            rewritten(mistake, self.allowed(mistake.pattern)[1]) if explained else None,
        )

    def _reason(self, mistake: Mistake, *, explained: bool) -> tuple[str, str]:
        """Return why a value is wrong, and what would be right."""
        literal, types = self.allowed(mistake.pattern)
        told = _told(literal, types)
        verb = "has to be" if types else "may be"
        if types and not mistake.value.strip():
            what = "the attribute" if mistake.name[1] else "the element"
            return "", f"Write a value, or remove {what}: {told}."
        if not explained:
            return "", f"It {verb} {told}."
        if near := likely(mistake.value, literal, 1):
            return "", f"Did you mean “{near[0]}”? It may be {told}."
        mended = (_suggestion(mistake.value, each) for each in types)
        suggestion = next(filter(None, mended), None)
        reason = "" if literal else _why(mistake.value, types)
        if suggestion:
            return f": {reason}" if reason else "", f"Write {suggestion}."
        if reason.endswith(told):  # which the hint says as well
            reason = ""
        return f": {reason}" if reason else "", f"It {verb} {told}."

    @staticmethod
    def id(mistake: Mistake) -> Message:
        """Word that an id is given twice."""
        return Message(
            "grammar-id",
            f"The id “{cut(mistake.value)}” is given twice.",
            "Give one of the two another id.",
            None,
        )

    @staticmethod
    def idref(mistake: Mistake) -> Message:
        """Word that nothing has the id that is pointed at."""
        return Message(
            "grammar-idref",
            f"No element has the id “{cut(mistake.value)}”.",
            "Add the element, or mend the reference.",
            None,
        )


def _ranked(word: str, names: list[str]) -> list[str]:
    """Put names that are spelt alike first."""
    near = likely(word, names)
    return [*near, *(name for name in names if name not in near)]


def _told(literal: list[str], types: list[Pattern]) -> str:
    """Say what a value may be."""
    described = list(dict.fromkeys(map(_description, types)))
    wider = tuple(f"{each[:-1]}, " for each in described)  # a number (3.14, 1e6) is a number (3.14)
    told = [f"“{each}”" for each in literal]
    told += [
        each
        for each, begin in zip(described, wider, strict=True)
        if not any(other.startswith(begin) for other in described)
    ]
    return either(told, _FEW if types else _MANY) if told else ""


def _description(pattern: Pattern) -> str:
    if pattern.kind != LIST:
        return str(pattern.type.describe)
    (inner,) = pattern.branches
    told = _told(*values(inner)) or "nothing"
    parts = inner.branches if inner.kind == CHOICE else (inner,)
    if any(part.kind == MORE for part in parts):
        return f"{told}; several may stand, with blanks between them"
    return f"a list of {told}"


def _why(value: str, types: list[Pattern]) -> str:
    """Return why a value is wrong, if all types say the same."""
    reasons = {_reason_by(value, each) for each in types}
    return reasons.pop() if len(reasons) == 1 else ""


def _reason_by(value: str, pattern: Pattern) -> str:
    """Return why a value is wrong by one type; of a list it is the first word that is wrong."""
    if pattern.kind == DATA:
        return str(pattern.type.why(value))
    literal, types = values(pattern.branches[0])
    if literal or any(each.kind != DATA for each in types):
        return ""
    wrong = (word for word in value.split() if not any(each.type.allows(word) for each in types))
    first = next(wrong, "")
    return _why(first, types) if first else ""


def _suggestion(value: str, pattern: Pattern) -> str | None:
    """Return what a value was meant to be; of a list every word that is wrong is mended."""
    if pattern.kind == DATA:
        days = [day for day in readings(value) if pattern.type.allows(day)]
        found: str | None = " or ".join(days) or pattern.type.suggest(value)
        return found
    literal, types = values(pattern.branches[0])
    if literal or len(types) != 1 or types[0].kind != DATA:
        return None
    kind = types[0].type
    words = [word if kind.allows(word) else kind.suggest(word) for word in value.split()]
    return " ".join(filter(None, words)) if all(words) else None
