"""Random documents that a grammar accepts, whatever their sense."""

from collections import Counter
from random import Random

from lxml import etree

from .pattern import REPEATS, STRINGS, Grammar, Pattern
from .values import sample_value

TEI = "http://www.tei-c.org/ns/1.0"  # only the default prefix is for TEI
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
DEEP = 20
"""So many elements within one another are enough: what is new then waits for another place."""

MANY = 6
"""So many optional attributes are enough: libxml2's cost doubles with each, and ours grows."""

WORDS = ["speech", "the", "“letter”", "نامه", "письмо", "წერილი", "&", "<q>", "1989", "…", "’"]


class Generator:
    """Documents of one grammar from one seed, turning to what it has used least."""

    def __init__(self, grammar: Grammar, seed: int) -> None:
        self.grammar = grammar
        self.random = Random(seed)
        self.used: Counter[Pattern] = Counter()
        self.carried: set[tuple[str, str]] = set()
        self.ids: set[str] = set()
        self.depth = 0
        self.in_list = False
        self.way: set[Pattern] = set()
        self._reachable = grammar.reachable()

    def document(self, surplus: int) -> etree._Element:
        """One document with about `surplus` elements more than the smallest has, or fewer."""
        self.ids = set()
        self.way = self._way_to_new()
        holder = etree.Element("holder", nsmap={None: TEI})
        self._match(self.grammar.start, holder, surplus)
        root = holder[0]
        holder.remove(root)
        etree.cleanup_namespaces(root)
        return root

    def _way_to_new(self) -> set[Pattern]:
        """The patterns that lead to one which no document has had, if there is any."""
        new = [pattern for pattern in self._reachable if not self.used[pattern]]
        way: set[Pattern] = set()
        pattern = self.random.choice(new) if new else None
        while pattern is not None:
            way.add(pattern)
            pattern = self._reachable[pattern]
        return way

    def _match(self, pattern: Pattern, into: etree._Element, surplus: int) -> None:
        self.used[pattern] += 1
        self.way.discard(pattern)
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
        self.depth += pattern.kind == "element"
        for part, share in dealt:
            self._match(part, into, share)
        self.depth -= pattern.kind == "element"

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
        part = self._seldom([part for part in pattern.parts if part in self.way] or fits)
        self._match(part, into, max(0, room - part.least))

    def _seldom(self, parts: list[Pattern]) -> Pattern:
        """One of some patterns; every other time, and where one is new, of the least used."""
        seldom = min(self.used[part] for part in parts)
        if seldom == 0 or self.random.random() < 0.5:
            parts = [part for part in parts if self.used[part] == seldom]
        return self.random.choice(parts)

    def _credit(self, pattern: Pattern) -> int:
        """What is new may cost a few elements more than there are left."""
        return 0 if self.used[pattern] > 2 or self.depth > DEEP else 6

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
        """How often beyond what is demanded; few attributes at a time, the new ones first."""
        if not self.way.isdisjoint(pattern.parts):
            return 1
        first = pattern.parts[0]
        if first.kind == "ref" and not first.holds:
            first = self.grammar.definitions[first.name].parts[0]
        if first.kind == "attribute":
            known = (str(into.tag), first.name) in self.carried
            return int(self.random.random() < 0.2 if known else len(into.attrib) < MANY)
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
        words = [word for part in parts or [Pattern("text")] for word in self._words(part)]
        return " ".join(word for word in words if word)

    def _words(self, pattern: Pattern) -> list[str]:
        self.used[pattern] += 1
        self.way.discard(pattern)
        parts = pattern.parts
        if pattern.kind == "ref":
            return [self._string(self.grammar.definitions[pattern.name].parts)]
        if pattern.kind == "choice":
            fits = [part for part in parts if part.least == 0 and not self._is_blank(part)]
            return [self._string([self._seldom(fits)])]
        if pattern.kind == "list":
            return self._tokens(pattern)
        if not parts:
            return self._leaf(pattern)
        times = self.random.randint(1, 3) if pattern.kind == "oneOrMore" else 1
        return [self._string(parts) for _ in range(times)]

    def _leaf(self, pattern: Pattern) -> list[str]:
        if pattern.kind == "value":
            return [pattern.text]
        if pattern.kind == "data":
            return [sample_value(pattern.name, pattern.facets, self.random)]
        if pattern.kind == "text":
            return self.random.choices(WORDS, k=self.random.randint(1, 4))
        return []

    def _tokens(self, pattern: Pattern) -> list[str]:
        self.in_list = True
        made = [self._string(pattern.parts)]
        self.in_list = False
        return made

    def _is_blank(self, pattern: Pattern) -> bool:
        """Whether a value cannot be a token, being empty."""
        if pattern.kind == "choice":
            return all(map(self._is_blank, pattern.parts))
        return self.in_list and pattern.kind == "value" and not pattern.text


def write(into: etree._Element, words: str) -> None:
    """Words after whatever the element holds already."""
    if len(into):
        into[-1].tail = (into[-1].tail or "") + words
    else:
        into.text = (into.text or "") + words
