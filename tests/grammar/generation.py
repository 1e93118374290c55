"""Random documents that a grammar accepts, whatever their sense. It knows nothing of TEI."""

from collections import Counter
from random import Random

from lxml import etree

from .pattern import REPEATS, STRINGS, Grammar, Pattern
from .values import sample_value

XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
WORDS = ["speech", "the", "“letter”", "نامه", "письмо", "წერილი", "&", "<q>", "1989", "…", "’"]


class Generator:
    """Documents of one grammar from one seed, turning to what it has used least."""

    def __init__(self, grammar: Grammar, seed: int) -> None:
        self.grammar = grammar
        self.random = Random(seed)
        self.used: Counter[Pattern] = Counter()
        self.carried: set[tuple[str, str]] = set()
        self.ids: set[str] = set()

    def document(self, surplus: int) -> etree._Element:
        """One document with about `surplus` elements more than the smallest has, or fewer."""
        self.ids = set()
        holder = etree.Element("holder", nsmap={None: self.grammar.namespace})
        self._match(self.grammar.start, holder, surplus)
        root = holder[0]
        holder.remove(root)
        etree.cleanup_namespaces(root)
        return root

    def _match(self, pattern: Pattern, into: etree._Element, surplus: int) -> None:
        self.used[pattern] += 1
        if pattern.kind == "ref":
            self._match(self.grammar.definitions[pattern.name], into, surplus)
        elif pattern.kind == "choice":
            self._one(pattern, into, surplus)
        elif pattern.kind in REPEATS:
            self._some(pattern, into, surplus)
        elif pattern.kind == "attribute":
            self._attribute(pattern, into)
        elif pattern.kind in STRINGS:
            write(into, self._string([pattern]))
        else:
            self._all(pattern, into, surplus)

    def _all(self, pattern: Pattern, into: etree._Element, surplus: int) -> None:
        """Every part in its turn; that of an interleave is random."""
        if pattern.kind == "element":
            into = etree.SubElement(into, pattern.name)
        dealt = list(zip(pattern.parts, self._shares(pattern.parts, surplus), strict=True))
        if pattern.kind == "interleave":
            self.random.shuffle(dealt)
        for part, share in dealt:
            self._match(part, into, share)

    def _shares(self, parts: list[Pattern], surplus: int) -> list[int]:
        """The surplus dealt out among the parts, attributes getting none."""
        shares = [0] * len(parts)
        if not surplus:
            return shares
        growing = [place for place, part in enumerate(parts) if part.grows]
        self.random.shuffle(growing)
        for place in growing:
            rest = surplus - sum(shares)
            shares[place] = rest if place == growing[-1] else self.random.randint(0, rest)
        return shares

    def _one(self, pattern: Pattern, into: etree._Element, surplus: int) -> None:
        room = pattern.least + surplus
        fits = [part for part in pattern.parts if part.least <= room + self._credit(part)]
        if surplus > 3:
            fits = [part for part in fits if part.grows] or fits
        seldom = min(self.used[part] for part in fits)
        if seldom == 0 or self.random.random() < 0.5:
            fits = [part for part in fits if self.used[part] == seldom]
        part = self.random.choice(fits)
        self._match(part, into, max(0, room - part.least))

    def _credit(self, pattern: Pattern) -> int:
        """What is new may cost a few elements more than there are left."""
        return 0 if self.used[pattern] > 2 else 6

    def _some(self, pattern: Pattern, into: etree._Element, surplus: int) -> None:
        each = sum(part.least for part in pattern.parts)
        more = self._times(pattern, each, surplus, into)
        times = more + (pattern.kind == "oneOrMore")
        rest = max(0, surplus - each * more)
        for turn in range(times):
            share = rest if turn == times - 1 else self.random.randint(0, rest)
            self._all(Pattern("group", parts=pattern.parts), into, share)
            rest -= share

    def _times(self, pattern: Pattern, each: int, surplus: int, into: etree._Element) -> int:
        """How often beyond what is demanded.

        Few attributes at a time, the new ones first: libxml2's cost doubles with each optional
        attribute that an element has.
        """
        first = pattern.parts[0]
        if first.kind == "ref" and not first.holds:
            first = self.grammar.definitions[first.name].parts[0]
        if first.kind == "attribute":
            known = (str(into.tag), first.name) in self.carried
            return int(self.random.random() < 0.2 if known else len(into.attrib) < 10)
        if pattern.holds and surplus + self._credit(first) < max(each, 1):
            return 0
        if pattern.kind == "optional":
            return int(self.random.random() < 0.7)
        most = min(4, (surplus + self._credit(first)) // max(each, 1))
        return self.random.randint(min(most, int(surplus > 3)), most)

    def _attribute(self, pattern: Pattern, into: etree._Element) -> None:
        value = self._string(pattern.parts)
        if pattern.name == XML_ID:
            while value in self.ids:
                value += self.random.choice("bcdfghjklmnp")
            self.ids.add(value)
        self.carried.add((str(into.tag), pattern.name))
        into.set(pattern.name, value)

    def _string(self, parts: list[Pattern]) -> str:
        """A value for the pattern of an attribute, or of content that is all text."""
        return " ".join(word for part in parts or [Pattern("text")] for word in self._words(part))

    def _words(self, pattern: Pattern) -> list[str]:
        parts = pattern.parts
        if pattern.kind == "value":
            return [pattern.text]
        if pattern.kind == "data":
            return [sample_value(pattern.name, pattern.text, self.random)]
        if pattern.kind == "text":
            return self.random.choices(WORDS, k=self.random.randint(1, 4))
        if pattern.kind == "ref":
            return [self._string(self.grammar.definitions[pattern.name].parts)]
        if pattern.kind == "choice":
            return [self._string([self.random.choice(parts)])]
        times = self.random.randint(1, 3) if pattern.kind == "oneOrMore" else 1
        return [self._string(parts) for _ in range(times)]


def write(into: etree._Element, words: str) -> None:
    """Words after whatever the element holds already."""
    if len(into):
        into[-1].tail = (into[-1].tail or "") + words
    else:
        into.text = (into.text or "") + words
