"""Message: a mistake in the words of an editor: what is wrong, and what to do about it."""

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from edition.diagnostic import Fix
from edition.relaxng.commonness import common_first
from edition.relaxng.expectation import (
    Expectations,
    first,
    named,
    needed,
    takes_text,
    values,
)
from edition.relaxng.mistake import Mistake
from edition.relaxng.pattern import ATTRIBUTE, DATA, LIST, Name, Pattern, is_open
from edition.relaxng.spelling import is_same_address, is_slip, likely
from edition.relaxng.state import State
from edition.value import Value

__all__ = ["Message", "Wording"]

TEI: Final = "http://www.tei-c.org/ns/1.0"
_XML: Final = "http://www.w3.org/XML/1998/namespace"
_GUIDELINES: Final = "https://www.tei-c.org/release/doc/tei-p5-doc/en/html/ref-{}.html"
_MOST: Final = 8
_FEW: Final = 4
_MOST_GROUPS: Final = 6
_MOST_KNOWN: Final = 5000
_MOST_EXPLAINED: Final = 2000
_SHOWN: Final = 60


class Message(Value):
    """What is told of a mistake: the rule's name, what is wrong, what to do, where to read on.

    `fix` is there where nothing else can have been meant.
    """

    rule: str
    message: str
    hint: str
    url: str | None
    fix: Fix | None = None


class Wording:
    """Words mistakes by what a grammar expects; `classes` are its named choices of elements."""

    def __init__(self, expectations: Expectations, classes: Mapping[str, tuple[str, ...]]) -> None:
        self.expectations = expectations
        self.classes = sorted(classes.items(), key=lambda each: -len(each[1]))
        self._known: dict[Mistake, Message] = {}
        self._lists: dict[tuple[Name, ...], str] = {}
        self._homes: dict[Name, str] = {}
        self._offers: dict[tuple[tuple[Pattern, ...], Name], str] = {}
        self._explained = 0
        self._wraps: dict[tuple[Pattern, ...], list[Name]] = {}

    def begin(self) -> None:
        """Get ready for the mistakes of the next document."""
        self._explained = 0

    def worded(self, mistake: Mistake) -> Message:
        """Return the message of a mistake; of equal ones it is made once."""
        key = mistake.changed(line=0, column=0, offset=0, other=0)
        known = self._known.get(key)
        if known is None:
            if len(self._known) > _MOST_KNOWN:
                self._known.clear()
                self._lists.clear()
                self._homes.clear()
                self._offers.clear()
                self._wraps.clear()
            write: Callable[[Mistake], Message] = getattr(self, _METHODS[mistake.kind])
            known = self._known[key] = write(mistake)
        return known

    def _misspelt(self, mistake: Mistake) -> Message:
        near = _either(map(_tag, mistake.near))
        here = self.expectations.first(mistake.state) if mistake.state else {}
        meant = mistake.near[0]
        hint = f"Write {_tag(meant)}."
        if meant not in here:
            hint = f"{_tag(meant)} may not stand here, but {self._places(meant)}."
        is_certain = meant in here and len(mistake.near) == 1
        names = [local for ns, local in self.expectations.by_name if ns == meant[0]]
        is_certain = is_certain and is_slip(mistake.name[1], meant[1], names)
        return Message(
            "grammar-element",
            f"No element is called {_tag(mistake.name)}; did you mean {near}?",
            hint,
            _page(meant),
            Fix("element", mistake.name[1], meant[1]) if is_certain else None,
        )

    def _namespace(self, mistake: Mistake) -> Message:
        name, (right, *_) = mistake.name, mistake.near
        where = f"in the namespace “{name[0]}”" if name[0] else "in no namespace"
        start = self.expectations.first(mistake.state) if mistake.state else {}
        is_root = not mistake.element[1] and right in start
        is_certain = is_root and right[0] and is_same_address(name[0], right[0])
        return Message(
            "grammar-namespace",
            f"{_tag(name)} is {where}; it belongs to “{right[0]}”.",
            f'Write xmlns="{right[0]}" there or on an element around it; a prefix has to go.'
            if right[0]
            else 'Write xmlns="" there, or remove the prefix.',
            _page(right),
            Fix("namespace", name[0], right[0]) if is_certain else None,
        )

    def _early(self, mistake: Mistake) -> Message:
        missing = " and then ".join(map(self._one_of, mistake.needs)) or "something else"
        return Message(
            "grammar-element",
            f"{_tag(mistake.name)} comes too early: {missing} has to come first.",
            f"Put {missing} before it; what stands further down already can be moved.",
            _page(mistake.needs[0][0] if mistake.needs else mistake.name),
        )

    def _one_of(self, need: tuple[Name, ...]) -> str:
        """Name what is needed, of many the few that are wanted most often."""
        if len(need) <= _FEW:
            return _either(map(_tag, need))
        return f"another element (such as {_either(map(_tag, common_first(need)[:3]))})"

    def _late(self, mistake: Mistake) -> Message:
        around = _tag(mistake.element)
        return Message(
            "grammar-element",
            f"{_tag(mistake.name)} comes too late in {around}: it has to stand earlier.",
            f"Move it up within {around}. {self._expected(mistake)}",
            _page(mistake.name),
        )

    def _misplaced(self, mistake: Mistake) -> Message:
        name = mistake.name
        around = f"in {_tag(mistake.element)}" if mistake.element[1] else "as the root"
        return Message(
            "grammar-element",
            f"{_tag(name)} is not allowed {around}.",
            f"{self._wrapped(mistake)}{self._expected(mistake)} {_tag(name)} {self._places(name)}.",
            _page(name),
        )

    def _wrapped(self, mistake: Mistake) -> str:
        """Say which elements that may stand here would hold the one that may not."""
        if mistake.state is None:
            return ""
        if mistake.name == mistake.element:
            return f"Close the first {_tag(mistake.name)} before it. "
        parents = set(self.expectations.parents(mistake.name))
        here = [
            name
            for name, element in self._fitting(mistake.state).items()
            if name in parents and self._is_wrapper(element, mistake.name)
        ]
        wraps = [_tag(name) for name in common_first(here)[:3]]
        return f"Wrap it in {_either(wraps)}, or move it. " if wraps else "Move or remove it. "

    def _is_wrapper(self, element: Pattern, name: Name) -> bool:
        """Whether an element is there to hold another: it holds text too, or cannot be without."""
        content = self.expectations.patterns.content(element)
        return takes_text([content]) or any(name in named(need) for need in needed(content))

    def _fitting(self, state: State) -> dict[Name, Pattern]:
        """Return the elements that may stand here; where some are needed, only those."""
        alternatives = state.alternatives
        here = self.expectations.first(state)
        lacking = named(each for part in alternatives for need in needed(part)[:1] for each in need)
        return {name: here[name] for name in lacking if name in here} or here

    def _unknown(self, mistake: Mistake) -> Message:
        name = mistake.name
        spaces = {each[0] for each in self.expectations.by_name}
        foreign = name[0] and name[0] not in spaces
        told = f" of “{name[0]}”" if foreign else ""
        around = f"in {_tag(mistake.element)}" if mistake.element[1] else "as the root"
        message = f"No element is called {_tag(name)}{told}, so it is not allowed {around}."
        if foreign:
            message = f"{_tag(name)}{told} is not allowed {around}."
        return Message(
            "grammar-element",
            message,
            f"Remove it, or use another element. {self._expected(mistake)}",
            _page(mistake.element),
        )

    def _attribute(self, mistake: Mistake) -> Message:
        name, element = _attribute(mistake.name), _tag(mistake.element)
        if mistake.near:
            near = _either(map(_attribute, mistake.near))
            return Message(
                "grammar-attribute",
                f"{element} has no attribute {name}; did you mean {near}?",
                f"Write {_attribute(mistake.near[0])}=“{_cut(mistake.value)}”.",
                _page(mistake.element),
                self._renaming(mistake),
            )
        assert mistake.state is not None
        have = [_attribute(each) for each in self.expectations.offered(mistake.state, ATTRIBUTE)]
        bearers = [_tag(each) for each in common_first(self.expectations.bearers(mistake.name))]
        elsewhere = f" {name} may stand on {_listed(bearers)}." if bearers else ""
        rest = f"{element} may have {_listed(_ranked(mistake.name[1], have))}." if have else ""
        return Message(
            "grammar-attribute",
            f"{element} has no attribute {name} (its value is “{_cut(mistake.value)}”).",
            f"Remove it. {rest}{elsewhere}".strip(),
            _page(mistake.element),
        )

    def _renaming(self, mistake: Mistake) -> Fix | None:
        """Return what an attribute was certainly meant to be called: no element has it as it is."""
        (ns, local), (right, meant), *others = mistake.name, *mistake.near
        if others or ns not in {"", _XML} or right not in {"", _XML}:
            return None
        assert mistake.state is not None
        offered = [each[1] for each in self.expectations.offered(mistake.state, ATTRIBUTE)]
        unknown = not self.expectations.bearers(mistake.name)
        if local != meant and not (unknown and is_slip(local, meant, offered)):
            return None
        return Fix("attribute", _attribute(mistake.name), _attribute(mistake.near[0]))

    def _missing_attribute(self, mistake: Mistake) -> Message:
        assert mistake.state is not None
        patterns = self.expectations.offered(mistake.state, ATTRIBUTE)
        missing = [_either(map(_attribute, need)) for need in mistake.needs]
        what = " and ".join(missing) or "an attribute"
        hints = [
            f"Add {_attribute(need[0])}: {told}."
            for need in mistake.needs
            if (told := self._allowed(patterns[need[0]].branches[0]))
        ]
        return Message(
            "grammar-missing-attribute",
            f"{_tag(mistake.element)} lacks the attribute {what}.",
            " ".join(hints) or f"Add {what}.",
            _page(mistake.element),
        )

    def _value(self, mistake: Mistake) -> Message:
        value = _cut(mistake.value)
        element = _tag(mistake.element)
        what = f"{_attribute(mistake.name)}=“{value}”" if mistake.name[1] else f"“{value}”"
        on = "on" if mistake.name[1] else "in"
        reason, hint = self._reason(mistake)
        return Message(
            "grammar-value",
            f"{what} is not allowed {on} {element}{reason}.",
            hint,
            _page(mistake.element),
            _rewriting(mistake) if mistake.name[1] and self._may_explain() else None,
        )

    def _reason(self, mistake: Mistake) -> tuple[str, str]:
        """Return why a value is wrong, and what would be right."""
        literal = [each for pattern in mistake.pattern for each in values(pattern)[0]]
        types = [each for pattern in mistake.pattern for each in values(pattern)[1]]
        if literal and not types:
            near = likely(mistake.value, literal, 1)
            meant = f"Did you mean “{near[0]}”? " if near else ""
            return "", f"{meant}It may be {_either(literal, 12)}."
        if not mistake.value.strip():
            what = "the attribute" if mistake.name[1] else "the element"
            return "", f"Write a value, or remove {what}: {self._allowed_by(literal, types)}."
        near = likely(mistake.value, literal, 1)
        if near:
            return "", f"Did you mean “{near[0]}”? It may be {self._allowed_by(literal, types)}."
        reason = _why(mistake.value, types) if self._may_explain() else ""
        allowed = [f"“{each}”" for each in literal if each]
        allowed += dict.fromkeys(_describe(each) for each in types)
        suggestion = None
        if self._may_explain():
            mended = (_suggestion(mistake.value, each) for each in types)
            suggestion = next(filter(None, mended), None)
        hint = f"Write {suggestion}." if suggestion else f"It has to be {_either(allowed, 4)}."
        return f": {reason}" if reason else "", hint

    def _may_explain(self) -> bool:
        """Whether to look into a value: of thousands that are wrong nobody reads each reason."""
        self._explained += 1
        return self._explained <= _MOST_EXPLAINED

    def _allowed(self, pattern: Pattern) -> str:
        """Say what a value may be."""
        return self._allowed_by(*values(pattern))

    @staticmethod
    def _allowed_by(literal: list[str], types: list[Pattern]) -> str:
        told = [f"“{each}”" for each in literal if each]
        told += dict.fromkeys(map(_describe, types))
        return _either(told, 6) if told else ""

    def _text(self, mistake: Mistake) -> Message:
        holders = self._holders(mistake)
        hint = f"Wrap it in {_either(map(_tag, holders))}." if holders else "Remove or move it."
        return Message(
            "grammar-text",
            f"The text “{_cut(mistake.value)}” stands directly in {_tag(mistake.element)}, where "
            "only elements may stand.",
            hint,
            _page(mistake.element),
        )

    def _holders(self, mistake: Mistake) -> list[Name]:
        """Return elements that may stand here and hold text, what is needed most often first."""
        if mistake.state is None:
            return []
        if mistake.state.alternatives not in self._wraps:
            self._wraps[mistake.state.alternatives] = self._text_holders(mistake.state)
        return self._wraps[mistake.state.alternatives]

    def _text_holders(self, state: State) -> list[Name]:
        able = [
            name
            for name, element in self._fitting(state).items()
            if takes_text([self.expectations.patterns.content(element)])
        ]
        return common_first(able)[:3]

    def _incomplete(self, mistake: Mistake) -> Message:
        missing = [self._grouped(common_first(need)) for need in mistake.needs]
        what = ", then ".join(missing) or "something"
        return Message(
            "grammar-incomplete",
            f"{_tag(mistake.element)} is incomplete: it still needs {what}.",
            f"Add it before the end tag of {_tag(mistake.element)}.",
            _page(mistake.element),
        )

    def _id(self, mistake: Mistake) -> Message:
        return Message(
            "grammar-id",
            f"The id “{_cut(mistake.value)}” is given twice.",
            "Give one of the two another id.",
            None,
        )

    def _idref(self, mistake: Mistake) -> Message:
        return Message(
            "grammar-idref",
            f"No element has the id “{_cut(mistake.value)}”.",
            "Add the element, or mend the reference.",
            None,
        )

    def _places(self, name: Name) -> str:
        if name not in self._homes:
            parents = [_tag(each) for each in common_first(self.expectations.parents(name))]
            home = f"may stand in {_listed(parents)}" if parents else "may only be the root"
            self._homes[name] = home
        return self._homes[name]

    def _expected(self, mistake: Mistake) -> str:
        """Say what may stand here: a few by name, many by their classes."""
        if mistake.state is None:
            return ""
        key = (mistake.state.alternatives, mistake.element)
        if key not in self._offers:
            self._offers[key] = self._offer(mistake.state, mistake.element)
        return self._offers[key]

    def _offer(self, state: State, element: Name) -> str:
        alternatives = state.alternatives
        here = self.expectations.first(state)
        wanted = [name for name in self._fitting(state) if name in here]
        names = [*common_first(wanted), *common_first(set(here).difference(wanted))]
        text = ["text"] if takes_text(alternatives) else []
        wild = ["other elements"] if _is_open(alternatives) else []
        if not names and not text and not wild:
            return f"Nothing more may stand in {_tag(element)} here."
        told = "; ".join([*text, *wild, *([self._grouped(names)] if names else [])])
        return f"Here may stand: {told}."

    def _grouped(self, names: Iterable[Name]) -> str:
        """Name elements; many by classes of which all members are among them, cut with a count."""
        key = tuple(names)
        if key not in self._lists:
            self._lists[key] = self._in_groups(key)
        return self._lists[key]

    def _in_groups(self, every: tuple[Name, ...]) -> str:
        if len(every) <= _MOST:
            return _either(map(_tag, every))
        titles = self._classes_of([name[1] for name in every])
        told: list[str] = []
        left = len(every)
        shown: set[str] = set()
        for _, local in every:
            if local in shown:
                continue
            title, members = titles.get(local, ("", [local]))
            if len(told) == _MOST_GROUPS:
                break
            words = _listed([f"<{each}>" for each in members], 4)
            told.append(f"{words} ({title})" if title else words)
            shown.update(members)
            left -= len(members)
        return f"{'; '.join(told)}; and {left} more" if left else "; ".join(told)

    def _classes_of(self, names: list[str]) -> dict[str, tuple[str, list[str]]]:
        """Return the class of names whose classes share no member and lie among the names."""
        found: dict[str, tuple[str, list[str]]] = {}
        left = set(names)
        for title, members in self.classes:
            if len(members) <= 2 * _MOST and left.issuperset(members):
                inner = [name for name in names if name in members]
                found.update(dict.fromkeys(inner, (title, inner)))
                left.difference_update(members)
        return found


_METHODS: Final = {
    kind: f"_{kind.replace('-', '_')}"
    for kind in (
        "misspelt namespace early late misplaced unknown attribute missing-attribute value text "
        "incomplete id idref"
    ).split()
}


def _tag(name: Name) -> str:
    return f"<{name[1]}>"


def _attribute(name: Name) -> str:
    return f"xml:{name[1]}" if name[0] == _XML else name[1]


def _page(name: Name) -> str | None:
    """Return the page of a TEI element in the Guidelines."""
    return _GUIDELINES.format(name[1]) if name[0] == TEI else None


def _cut(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _SHOWN else f"{plain[:_SHOWN]}…"


def _either(words: Iterable[str], most: int = _MOST) -> str:
    every = list(words)
    if len(every) > most:
        return _listed(every, most)
    return " or ".join(filter(None, [", ".join(every[:-1]), *every[-1:]]))


def _listed(words: list[str], most: int = _MOST) -> str:
    rest = len(words) - most
    if rest > 0:
        return f"{', '.join(words[:most])} and {rest} more"
    return " and ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))


def _ranked(word: str, names: list[str]) -> list[str]:
    """Put names that are spelt alike first."""
    near = likely(word, names)
    return [*near, *(name for name in names if name not in near)]


def _is_open(alternatives: Iterable[Pattern]) -> bool:
    return any(is_open(each.names) for each in first(alternatives))


def _describe(pattern: Pattern) -> str:
    if pattern.kind == LIST:
        return "a list of words"
    return str(pattern.type.describe)


def _why(value: str, types: list[Pattern]) -> str:
    reasons = [each.type.why(value) for each in types if each.kind == DATA]
    return reasons[0] if len(set(reasons)) == 1 else ""


def _suggestion(value: str, pattern: Pattern) -> str | None:
    suggest = getattr(pattern.type, "suggest", None) if pattern.kind == DATA else None
    return suggest(value) if suggest is not None else None


def _rewriting(mistake: Mistake) -> Fix | None:
    """Return the date or language tag that a value of an attribute can only mean."""
    types = [each for pattern in mistake.pattern for each in values(pattern)[1]]
    types = [each for each in types if each.kind == DATA]
    if mistake.name[0] not in {"", _XML} or not {"date", "language"}.intersection(
        each.type.name for each in types
    ):
        return None
    from edition.relaxng.datatype.certainty import certain_date, certain_language

    for read in (certain_date, certain_language):
        meant = read(mistake.value)
        if meant is not None and any(each.type.allows(meant) for each in types):
            return Fix("value", mistake.value, meant, _attribute(mistake.name))
    return None
