"""Parser: regular expressions of XML Schema, read from left to right.

Source: XML Schema Part 2, second edition, appendix F.
"""

from typing import Final

from edition.relaxng.regex.expression import ENDLESS, Choice, Class, Part, Repeat, Sequence

__all__ = ["parsed"]

_MOST_NESTED: Final = 60  # groups in groups, classes in classes
_MOST_CLASSES: Final = 300  # each is asked of each sign that is new
_CATEGORIES: Final = frozenset(
    "L Lu Ll Lt Lm Lo M Mn Mc Me N Nd Nl No P Pc Pd Ps Pe Pi Pf Po Z Zs Zl Zp S Sm Sc Sk So "
    "C Cc Cf Co Cn".split()
)
_ESCAPED: Final = {"n": "\n", "r": "\r", "t": "\t", **{sign: sign for sign in "\\|.?*+(){}-[]^"}}

_MULTIPLE: Final = {
    "s": Class("  \t\t\n\n\r\r"),
    "d": Class(categories=frozenset({"Nd"})),
    "w": Class(categories=frozenset("PZC"), negated=True),
}
_ANY: Final = Class("\n\n\r\r", negated=True)


def parsed(pattern: str) -> Part:
    """Return the parts of an expression. Raises ValueError, saying what is wrong and where."""
    return _Parser(pattern).parsed()


def _multiple(letter: str) -> Class | None:
    """Return the class that a letter behind a backslash stands for, if it is one of many signs."""
    if letter not in {"i", "c"}:
        return _MULTIPLE.get(letter)
    from edition.name import SIGNS, STARTS  # for two escapes that few schemas have

    return Class("::" + (STARTS if letter == "i" else SIGNS))


class _Parser:
    """Reads an expression, from left to right."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self.at = 0
        self.depth = 0
        self.classes: set[Class] = set()

    def parsed(self) -> Part:
        """Return the whole expression."""
        part = self._choice()
        if self.at < len(self.pattern):
            raise self._wrong("“)” closes no group; write \\) for the sign itself")
        return part

    def _choice(self) -> Part:
        branches = [self._sequence()]
        while self._took("|"):
            branches.append(self._sequence())
        if len(branches) == 1:
            return branches[0]
        signs = tuple(branch for branch in branches if isinstance(branch, Class))
        if len(signs) == len(branches):
            return self._counted(Class(classes=signs))
        return Choice(tuple(branches))

    def _counted(self, found: Class) -> Class:
        self.classes.add(found)
        if len(self.classes) > _MOST_CLASSES:
            raise self._wrong(f"more than {_MOST_CLASSES} different classes")
        return found

    def _sequence(self) -> Part:
        parts = []
        while self._sees() not in {"", "|", ")"}:
            parts.append(self._quantified(self._atom()))
        return parts[0] if len(parts) == 1 else Sequence(tuple(parts))

    def _atom(self) -> Part:
        sign = self._take()
        if sign == "(":
            return self._group()
        if sign == "[":
            return self._class()
        if sign == "\\":
            return self._escape()
        if sign == ".":
            return _ANY
        if sign in "?*+":
            raise self._wrong(f"“{sign}” repeats nothing; write \\{sign} for the sign itself")
        if sign in "{}]":
            raise self._wrong(f"“{sign}” stands alone; write \\{sign} for the sign itself")
        return Class(sign * 2)

    def _group(self) -> Part:
        self._enter()
        part = self._choice()
        if not self._took(")"):
            raise self._wrong("a group is not closed by “)”")
        self.depth -= 1
        return part

    def _enter(self) -> None:
        self.depth += 1
        if self.depth > _MOST_NESTED:
            raise self._wrong(f"more than {_MOST_NESTED} groups or classes in one another")

    def _quantified(self, part: Part) -> Part:
        sign = self._sees()
        bounds = {"?": (0, 1), "*": (0, ENDLESS), "+": (1, ENDLESS)}.get(sign)
        if bounds is None and sign != "{":
            return part
        self.at += 1
        return Repeat(part, *(bounds or self._bounds()))

    def _bounds(self) -> tuple[int, int]:
        end = self.pattern.find("}", self.at)
        text = self.pattern[self.at : end] if end >= 0 else ""
        least, comma, most = text.partition(",")
        if not _is_number(least) or not (_is_number(most) or most == ""):
            raise self._wrong("after “{” stand numbers and “}”, as in {2}, {2,} or {2,5}")
        self.at = end + 1
        if len(least.lstrip("0")) > 6 or len(most.lstrip("0")) > 6:
            raise self._wrong(f"{{{text[:20]}}} counts too far")
        if not comma:
            return int(least), int(least)
        if most and int(most) < int(least):
            raise self._wrong(f"{{{text}}} has the larger number first")
        return int(least), int(most) if most else ENDLESS

    def _escape(self) -> Class:
        sign = self._take()
        if sign in _ESCAPED:
            return Class(_ESCAPED[sign] * 2)
        found = _multiple(sign.lower())
        if found is not None:
            return found if sign.islower() else Class(classes=(found,), negated=True)
        if sign in {"p", "P"}:
            return self._property(negated=sign == "P")
        raise self._wrong(
            f"“\\{sign}” has no meaning in XML Schema; write the sign alone, or [{sign}]"
        )

    def _property(self, *, negated: bool) -> Class:
        end = self.pattern.find("}", self.at)
        if self._sees() != "{" or end < 0:
            raise self._wrong("after “\\p” stands a category or a block, as in \\p{Lu}")
        name = self.pattern[self.at + 1 : end]
        self.at = end + 1
        if name in _CATEGORIES:
            return Class(categories=frozenset({name}), negated=negated)
        ranges = _block(name.removeprefix("Is")) if name.startswith("Is") else None
        if ranges is None:
            raise self._wrong(f"“{name[:40]}” is no category and no block of Unicode")
        return Class(ranges, negated=negated)

    def _class(self) -> Class:
        """Read the rest of a class, as in [a-z-[aeiou]]."""
        self._enter()
        negated = self._took("^")
        start = self.at
        ranges, classes = "", []
        while self._sees() != "]" and not self.pattern.startswith("-[", self.at):
            found = self._member(first=self.at == start)
            if isinstance(found, str):
                ranges += found
            else:
                classes.append(found)
        if self.at == start:
            raise self._wrong("a class names no sign; write \\[ or \\] for the sign itself")
        without = None
        if self._took("-"):
            self._take()
            without = self._class()
        if not self._took("]"):
            raise self._wrong("a class is not closed by “]” after what it leaves out")
        self.depth -= 1
        return self._counted(Class(ranges, frozenset(), tuple(classes), negated, without))

    def _member(self, *, first: bool) -> str | Class:
        """Read one range, as its two ends, or an escape that means many signs."""
        low = self._end(alone=first)
        if isinstance(low, Class) or self._sees() != "-":
            return low if isinstance(low, Class) else low * 2
        if self.pattern.startswith(("-]", "-["), self.at):
            return low * 2
        self.at += 1
        high = self._end(alone=False)
        if isinstance(high, Class) or high < low:
            raise self._wrong("a range runs from a sign to one not before it; write \\- for “-”")
        return low + high

    def _end(self, *, alone: bool) -> str | Class:
        sign = self._take()
        if sign == "\\":
            many = self._sees() not in _ESCAPED
            found = self._escape()
            return found if many else found.ranges[0]
        if sign == "[":
            raise self._wrong("“[” stands in a class; write \\[ for the sign itself")
        if sign == "-" and not alone and self._sees() != "]":
            raise self._wrong("“-” stands in the midst of a class; write \\- for the sign itself")
        return sign

    def _sees(self) -> str:
        return self.pattern[self.at : self.at + 1]

    def _took(self, sign: str) -> bool:
        found = self._sees() == sign
        self.at += found
        return found

    def _take(self) -> str:
        if self.at >= len(self.pattern):
            raise self._wrong("it ends too early")
        self.at += 1
        return self.pattern[self.at - 1]

    def _wrong(self, what: str) -> ValueError:
        shown = self.pattern if len(self.pattern) <= 60 else f"{self.pattern[:60]}…"
        return ValueError(f"The expression “{shown}” is wrong at sign {self.at}: {what}.")


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal()


def _block(name: str) -> str | None:
    from edition.relaxng.regex.block import blocks  # few expressions name one

    return blocks().get(name)
