"""Histories: editions that are revised again and again, with the truth about every passage.

It knows nothing of what is to find that truth: it writes TEI files, and keeps for each passage what
became of it while it was done.
"""

import random
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

SHARES = {
    "wording": 0.05,
    "marks": 0.10,
    "inserted": 0.02,
    "deleted": 0.02,
    "split": 0.01,
    "merged": 0.01,
    "moved": 0.01,
}
_SYLLABLES = (
    "ba do ke li mo na pe ri so tu va we zi an er is ot un ar el im os ur tha gre stu".split()
)
_MARKS = ",.;:!?"


@dataclass
class Passage:
    """A passage: its words, and for each of them the passage of the first state it comes from.

    `left` says of each word whether it is still that word, however it is spelt.
    """

    words: list[str]
    kind: str
    origins: list[int]
    name: str = ""
    is_moved: bool = False
    left: list[bool] = field(default_factory=list)

    @property
    def sources(self) -> set[int]:
        """The passages of the first state that it came from."""
        return {origin for origin in self.origins if origin >= 0}

    @property
    def quoted(self) -> set[int]:
        """The passages of the first state that it still has words of."""
        known = zip(self.origins, self.left, strict=True)
        return {origin for origin, is_left in known if is_left and origin >= 0}


@dataclass
class Truth:
    """What became of a passage, and the references that it has now."""

    verdict: str
    targets: frozenset[str]


@dataclass
class History:
    """A state of an edition that is revised; the first state is what all is traced back to."""

    seed: int
    passages: int = 5_000
    ids: str = ""
    formulas: float = 0.05
    documents: list[list[list[Passage]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.dice = random.Random(self.seed)
        self.vocabulary = sorted({self._word() for _ in range(6_000)})
        self.dice.shuffle(self.vocabulary)
        self.phrases = [self._sentence(self.dice.randint(1, 3)) for _ in range(40)]
        self.count = 0
        per_division = 50
        for start in range(0, self.passages, per_division):
            if start % 250 == 0:
                self.documents.append([])
            self.documents[-1].append([self._new() for _ in range(per_division)])
        self.mark()

    def _word(self) -> str:
        return "".join(self.dice.choices(_SYLLABLES, k=self.dice.choice((1, 2, 2, 3, 3, 4))))

    def _drawn(self) -> str:
        """Draw a word; a few are very frequent, as in every language."""
        return self.vocabulary[int(len(self.vocabulary) * self.dice.random() ** 3)]

    def _sentence(self, length: int) -> list[str]:
        words = [self._drawn() for _ in range(length)]
        words[0] = words[0].capitalize()
        for place in range(4, length - 1, 6):
            words[place] += self.dice.choice(",;:")
        words[-1] += self.dice.choice("...!?")
        return words

    def _new(self) -> Passage:
        """Make a passage: most are long, some short, some are what others say too."""
        chance = self.dice.random()
        if chance < self.formulas:
            words = list(self.dice.choice(self.phrases))
        elif chance < self.formulas + 0.15:
            words = self._sentence(self.dice.randint(3, 7))
        else:
            words = self._sentence(self.dice.randint(8, 80))
        kind = "l" if len(words) < 12 and self.dice.random() < 0.5 else "p"
        self.count += 1
        name = f"x{self.count}" if self.ids else ""
        return Passage(words, kind, [-1] * len(words), name, left=[True] * len(words))

    def mark(self) -> None:
        """Take the present state for the one that everything is traced back to."""
        self.first: list[tuple[str, str]] = []
        for _, _, _, passage in self._every():
            passage.origins = [len(self.first)] * len(passage.words)
            passage.left = [True] * len(passage.words)
            passage.is_moved = False
            self.first.append((self._reference(passage), " ".join(passage.words)))

    def _every(self) -> list[tuple[int, int, int, Passage]]:
        return [
            (d, s, p, passage)
            for d, document in enumerate(self.documents)
            for s, division in enumerate(document)
            for p, passage in enumerate(division)
        ]

    def _reference(self, wanted: Passage) -> str:
        return self.references()[id(wanted)]

    def references(self) -> dict[int, str]:
        """Return the reference of every passage: its id, else counted within its division."""
        if getattr(self, "_named", None) is None:
            self._named = self._counted()
        return self._named

    def _counted(self) -> dict[int, str]:
        found = {}
        for d, document in enumerate(self.documents):
            for s, division in enumerate(document, 1):
                counts = {"p": 0, "l": 0}
                for passage in division:
                    counts[passage.kind] += 1
                    path = f"~div.{s}.{passage.kind}.{counts[passage.kind]}"
                    found[id(passage)] = f"d{d:03}#{passage.name or path}"
        return found

    def revise(self) -> None:
        """Change the edition as editors do; each kind of change meets its share of passages."""
        total = len(self._every())
        for kind, share in SHARES.items():
            for _ in range(round(total * share)):
                getattr(self, f"_{kind}")()
        self._named = None  # type: ignore[assignment]

    def renumber(self) -> None:
        """Give every passage that bears an id another, in the order of the text."""
        for number, (_, _, _, passage) in enumerate(self._every(), 1):
            passage.name = f"x{number}" if self.ids else ""
        self._named = None  # type: ignore[assignment]

    def _picked(self) -> tuple[list[Passage], int]:
        while True:
            division = self.dice.choice(self.dice.choice(self.documents))
            if len(division) > 5:
                return division, self.dice.randrange(len(division))

    def _wording(self) -> None:
        division, place = self._picked()
        words = division[place].words
        for _ in range(max(1, round(len(words) * self.dice.uniform(0.05, 0.35)))):
            at = self.dice.randrange(len(words))
            words[at] = self._drawn()
            division[place].left[at] = False

    def _marks(self) -> None:
        division, place = self._picked()
        words = division[place].words
        at = self.dice.randrange(len(words))
        bare = words[at].rstrip(_MARKS)
        chance = self.dice.random()
        if chance < 0.5:
            words[at] = bare + self.dice.choice([m for m in _MARKS if m != words[at][-1]])
        elif chance < 0.8:
            words[at] = words[at].swapcase()
        else:  # spelling
            sign = self.dice.randrange(len(bare))
            words[at] = bare[:sign] + bare[sign] * 2 + words[at][sign + 1 :]

    def _inserted(self) -> None:
        division, place = self._picked()
        division.insert(place, self._new())

    def _deleted(self) -> None:
        division, place = self._picked()
        del division[place]

    def _split(self) -> None:
        while True:
            division, place = self._picked()
            words = division[place].words
            if len(words) > 3:
                break
        whole = division[place]
        at = self.dice.randrange(1, len(words))
        self.count += 1
        name = f"x{self.count}" if self.ids else ""
        behind = whole.left[at:]
        rest = Passage(words[at:], whole.kind, whole.origins[at:], name, whole.is_moved, behind)
        whole.words, whole.origins, whole.left = words[:at], whole.origins[:at], whole.left[:at]
        division.insert(place + 1, rest)

    def _merged(self) -> None:
        division, place = self._picked()
        place = max(place, 1)
        one, other = division[place - 1], division[place]
        one.words += other.words
        one.origins += other.origins
        one.left += other.left
        one.is_moved |= other.is_moved
        del division[place]

    def _moved(self) -> None:
        division, place = self._picked()
        passage = division.pop(place)
        passage.is_moved = True
        there, at = self._picked()
        there.insert(at, passage)

    def truths(self) -> dict[str, Truth]:
        """Return for each reference of the first state what became of the passage.

        It is where any of its words are. A piece in which none is left is a new passage, unless
        none is left anywhere: then it is what its editors have made of it.
        """
        names = self.references()
        quoting: dict[int, list[Passage]] = {}
        coming: dict[int, list[Passage]] = {}
        for _, _, _, passage in self._every():
            for source in passage.quoted:
                quoting.setdefault(source, []).append(passage)
            for source in passage.sources:
                coming.setdefault(source, []).append(passage)
        heirs = {source: quoting.get(source, found) for source, found in coming.items()}
        sharing = Counter(id(passage) for found in heirs.values() for passage in found)
        found = {}
        for number, (ref, words) in enumerate(self.first):
            mine = heirs.get(number, [])
            is_shared = any(sharing[id(passage)] > 1 for passage in mine)
            targets = frozenset(names[id(passage)] for passage in mine)
            found[ref] = Truth(_verdict(words, mine, is_shared=is_shared), targets)
        return found

    def news(self) -> set[str]:
        """Return the references of what comes from nothing in the first state."""
        names = self.references()
        return {names[id(passage)] for *_, passage in self._every() if not passage.sources}

    def write(self, folder: Path) -> Path:
        """Write the present state as TEI files."""
        (folder / "xml").mkdir(parents=True)
        for number, document in enumerate(self.documents):
            body = "\n".join(f"<div>\n{_lines(division)}\n</div>" for division in document)
            (folder / "xml" / f"d{number:03}.xml").write_text(_TEI.format(body), "utf-8")
        return folder


def _verdict(words: str, mine: list[Passage], *, is_shared: bool) -> str:
    if not mine:
        return "withdrawn"
    if len(mine) > 1:
        return "split"
    if is_shared:
        return "merged"
    if mine[0].is_moved:
        return "moved"
    now = " ".join(mine[0].words)
    if now == words:
        return "kept"
    return "typography only" if _bare(now) == _bare(words) else "altered"


def _bare(words: str) -> str:
    return "".join(sign for sign in words.casefold() if sign.isalnum())


def _lines(division: list[Passage]) -> str:
    lines = []
    for passage in division:
        name = f' xml:id="{passage.name}"' if passage.name else ""
        lines.append(f"<{passage.kind}{name}>{' '.join(passage.words)}</{passage.kind}>")
    return "\n".join(lines)


_TEI = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc>
<titleStmt><title>A history</title></titleStmt>
<publicationStmt><p>Nowhere.</p></publicationStmt><sourceDesc><p>None.</p></sourceDesc>
</fileDesc></teiHeader><text><body>
{}
</body></text></TEI>
"""
