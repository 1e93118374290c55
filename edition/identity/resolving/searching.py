"""Searching: the steps by which one citation is looked for, from its name to its place."""

from collections.abc import Iterator, Sequence

from edition.identity.fate import Change
from edition.identity.ledger import Entry, change_of
from edition.identity.matching.likeness import Text, contained, likeness
from edition.identity.resolving.inheritance import Inheritance
from edition.identity.resolving.resolution import Citation, Found, Resolution, Step
from edition.identity.resolving.seeking import ALIKE, TELLING, Seeker
from edition.identity.roll import Roll
from edition.identity.trace import letters
from edition.index.entry import Quotation
from edition.reference.syntax import unescaped

__all__ = ["Search"]

_HARDLY = 0.1
_PLAIN = {
    Change.SAME: Found.SAME,
    Change.TYPOGRAPHY: Found.TYPOGRAPHY,
    Change.ALTERED: Found.ALTERED,
}
_UNKNOWN = Resolution(Found.UNKNOWN, Step.NONE)


class Search:
    """The search for one citation: `exact` is the number of what bears its name now."""

    def __init__(
        self,
        citation: Citation,
        home: Seeker | None,
        others: Iterator[Seeker],
        inheritance: Inheritance,
    ) -> None:
        self.citation = citation
        self.ref = unescaped(citation.ref)
        self.home = home
        self.others = others
        self.inheritance = inheritance
        self.exact = None if home is None else home.roll.passages.find(self.ref)

    def resolved(self) -> Resolution:
        """Go from step to step, until one has something to say."""
        found = self._at_home() or self._by_ledger() or self._elsewhere() or self._by_place()
        return found or _UNKNOWN

    def _at_home(self) -> Resolution | None:
        if self.home is None:
            return None
        found = self._by_name(self.home) or self._by_fingerprint([self.home])
        if found is not None or self.exact is None:
            return found or (None if self._is_in_ledger() else self._by_quotation([self.home]))
        return self._altered(self.home, self.exact) or self._by_quotation([self.home])

    def _elsewhere(self) -> Resolution | None:
        others = list(self.others)
        return self._by_fingerprint(others) or self._by_quotation(others)

    def _is_in_ledger(self) -> bool:
        return self.inheritance.end(self.citation.document, self.ref) is not None

    def _by_name(self, home: Seeker) -> Resolution | None:
        """Judge what bears the name by its words."""
        if self.exact is None:
            return None
        change = self._change(home, self.exact)
        if change is Change.ALTERED or self._stands_elsewhere(home, self.exact):
            return None
        return self._told(_PLAIN[change], Step.NAME, [(home, self.exact)], change)

    def _stands_elsewhere(self, home: Seeker, exact: int) -> bool:
        """Whether it is a formula, counted, and what was around it is now around another such."""
        quoted = self.citation.quotation
        is_telling = len(letters(home.roll.passages[exact].text)) >= TELLING
        if quoted is None or is_telling or self._is_kept_name() or home.fits(quoted, exact):
            return False
        return sum(home.fits(quoted, number) for number in self._alike(home.roll)) == 1

    def _by_fingerprint(self, seekers: Sequence[Seeker]) -> Resolution | None:
        """Look for the same letters elsewhere; of what is short, only where it stood before."""
        same = [(seeker, number) for seeker in seekers for number in self._alike(seeker.roll)]
        if not same:
            return None
        quoted = self.citation.quotation
        fitting = [each for each in same if quoted is not None and each[0].fits(quoted, each[1])]
        chosen = fitting if len(fitting) == 1 else same
        if len(chosen) > 1:
            if self._is_kept_name() and self.home in seekers:
                return None
            return self._told(Found.AMBIGUOUS, Step.FINGERPRINT, chosen)
        seeker, number = chosen[0]
        if not fitting and len(letters(seeker.roll.passages[number].text)) < TELLING:
            return None
        change = self._change(seeker, number)
        return self._told(Found.MOVED, Step.FINGERPRINT, chosen, change)

    def _alike(self, roll: Roll) -> list[int]:
        """Return what has the same letters, but not what stands in another such."""
        signs = self.citation.fingerprints.letters
        same = [n for n in roll.passages.by_letters.get(signs, ()) if roll.passages[n].text]
        kind = self.ref.removeprefix("~").rpartition(".")[0].rpartition(".")[2]
        alike = [number for number in same if roll.passages[number].unit == kind]
        if self.ref.startswith("~") and alike:
            return alike
        return [number for number in same if not set(same) & set(roll.around(number))]

    def _by_ledger(self) -> Resolution | None:
        """Follow what the ledger or a tombstone says of an id that is gone."""
        end = self.inheritance.end(self.citation.document, self.ref)
        if end is None or self.exact is not None:
            return None
        heirs = [(self._of(roll), number) for roll, number in self.inheritance.heirs(end)]
        if not heirs:
            return Resolution(Found.WITHDRAWN, Step.LEDGER, (), Change.ALTERED, end.reason)
        change = self._change(*heirs[0])
        verdict = Found.SPLIT if len(heirs) > 1 else Found.MERGED
        seeker, number = heirs[0]
        is_named = seeker.roll.passages[number].id == self.ref  # as in a text that was renamed
        if len(heirs) == 1 and (is_named or change is not Change.ALTERED):
            verdict = Found.MOVED
        return self._told(verdict, Step.LEDGER, heirs, change, end.reason)

    def _of(self, roll: Roll) -> Seeker:
        return self.home if self.home is not None and self.home.roll is roll else Seeker(roll)

    def _altered(self, home: Seeker, exact: int) -> Resolution | None:
        """Return the verdict on what bears the cited name and has other words."""
        quoted, entry = self.citation.quotation, self.inheritance.entry(*self._key())
        is_known = self._is_kept_name() and _has_had(entry, str(self.citation.fingerprints))
        is_believed = self._is_kept_name() and quoted is None
        if is_known or is_believed or (quoted is not None and home.is_alike(quoted, exact)):
            whole = None if self.citation.is_within else quoted
            rest = None if whole is None else home.rest(whole, exact)
            if rest is not None:
                both = [(home, number) for number in sorted((exact, rest))]
                return self._told(Found.SPLIT, Step.QUOTATION, both)
            return self._told(Found.ALTERED, Step.NAME, [(home, exact)])
        return None  # what it says is to be looked for

    def _by_quotation(self, seekers: Sequence[Seeker]) -> Resolution | None:
        """Look for the first and the last words, in one passage or in two."""
        quoted = self.citation.quotation
        if quoted is None:
            return None
        head, tail = Text(quoted.head), Text(quoted.tail or quoted.head)
        heads = [(seeker, number) for seeker in seekers for number in seeker.holding(head)]
        tails = [(seeker, number) for seeker in seekers for number in seeker.holding(tail)]
        one = [each for each in heads if each in tails] or list(dict.fromkeys((*heads, *tails)))
        chosen = one
        if len(one) > 1:
            chosen = [(seeker, n) for seeker, n in one if n in seeker.places(quoted)]
        if len(chosen) == 1 and _is_enough(*chosen[0], head, tail):
            return self._located(quoted, *chosen[0])
        if len(heads) == len(tails) == 1:
            return self._told(Found.SPLIT, Step.QUOTATION, [*heads, *tails])
        return self._told(Found.AMBIGUOUS, Step.QUOTATION, one) if one else None

    def _located(self, quoted: Quotation, seeker: Seeker, number: int) -> Resolution:
        """Say what became of a citation whose words stand in one passage now."""
        if seeker is self.home and number == self.exact:
            return self._told(Found.ALTERED, Step.QUOTATION, [(seeker, number)])
        rest = seeker.rest(quoted, number)
        if rest is not None:
            both = [(seeker, each) for each in sorted((number, rest))]
            return self._told(Found.SPLIT, Step.QUOTATION, both)
        is_grown = not self.citation.is_within and seeker.is_grown(quoted, number)
        verdict = Found.MERGED if is_grown else Found.MOVED
        return self._told(verdict, Step.QUOTATION, [(seeker, number)])

    def _by_place(self) -> Resolution | None:
        """Take what stands where the passage stood, if it is short; doubt an id without words."""
        quoted, home = self.citation.quotation, self.home
        if quoted is None or home is None:
            return None
        places = home.places(quoted)
        if len(places) == 1 and not quoted.tail:
            texts = Text(quoted.head), home.text(places[0])
            is_short = all(len(text.letters) < TELLING for text in texts)
            if is_short or likeness(*texts) >= _HARDLY:
                verdict = Found.ALTERED if places[0] == self.exact else Found.MOVED
                return self._told(verdict, Step.QUOTATION, [(home, places[0])])
        kept = [self.exact] if self.exact is not None and self._is_kept_name() else []
        may = [(home, number) for number in sorted({*places, *kept})]
        return self._told(Found.AMBIGUOUS, Step.QUOTATION, may) if may else None

    def _key(self) -> tuple[str, str]:
        return self.citation.document, self.ref

    def _is_kept_name(self) -> bool:
        """Whether the name is an id, which is not to be given to anything else."""
        home, exact = self.home, self.exact
        return home is not None and exact is not None and home.roll.passages[exact].id == self.ref

    def _change(self, seeker: Seeker, number: int) -> Change:
        return change_of(str(self.citation.fingerprints), str(seeker.roll.passages.marks(number)))

    def _told(
        self,
        verdict: Found,
        step: Step,
        found: Sequence[tuple[Seeker, int]],
        change: Change = Change.ALTERED,
        reason: str = "",
    ) -> Resolution:
        targets = tuple(seeker.roll.passages[number] for seeker, number in found)
        is_certain = verdict is not Found.AMBIGUOUS
        words = "\n".join(target.text for target in targets) if is_certain else ""
        earlier = ""
        if change is Change.ALTERED and is_certain:
            entry = self.inheritance.entry(*self._key())
            earlier = _published(entry, str(self.citation.fingerprints))
        return Resolution(verdict, step, targets, change, reason, earlier, words)


def _is_enough(seeker: Seeker, number: int, head: Text, tail: Text) -> bool:
    """Whether a passage nearly holds both the first and the last words, or holds some exactly."""
    text = seeker.text(number)
    if head.letters in text.letters or tail.letters in text.letters:
        return True
    return min(contained(head, text), contained(tail, text)) >= ALIKE


def _has_had(entry: Entry | None, marks: str) -> bool:
    """Whether an id is known to have had these words in some version."""
    if entry is None:
        return False
    return marks in {entry.fingerprints, *(each.fingerprints for each in entry.earlier)}


def _published(entry: Entry | None, marks: str) -> str:
    """Return the words of these fingerprints that were published under an id, if they are kept."""
    earlier = () if entry is None else entry.earlier
    return next((each.text for each in earlier if each.fingerprints == marks), "")
