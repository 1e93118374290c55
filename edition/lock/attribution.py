"""Attribution: what stands behind a quotation that is set apart, and says whose words it is."""

import re
from collections.abc import Sequence

from edition.lock.alignment import aligned

__all__ = ["attributions", "goes_on"]

_LEAD = r"[(\n]|\s[—–-]+\s"
_ENDED = '.!?…:;”»“"’؟。！？'
_MOST_WORDS = 20
_NAMED, _ALIKE = 0.6, 0.5
_KNOWN = 4


def attributions(text: str) -> list[int]:
    """Return where what says who said it may begin in a quotation, the likeliest first.

    It begins in brackets that nothing follows, with a dash, or on a line of its own: where no
    sentence ends before it, and at a mere line, it has to be made of names and numbers.
    """
    led = [match.start() for match in re.finditer(_LEAD, text)]
    return [at for at in reversed(led[-3:]) if at and _is_attribution(text, at)]


def _is_attribution(text: str, at: int) -> bool:
    before, behind = text[:at].rstrip(), text[at:].strip()
    words = _words(behind)
    if not words or len(words) > _MOST_WORDS:
        return not words
    if behind[0] == "(" and _words(behind.partition(")")[2]):
        return False
    is_led = behind[0] in "(—–-"
    is_ended = before[-1:] in _ENDED or "\n" in text[len(before) : at + 1]
    return (is_led and is_ended) or _is_named(words)


def _is_named(words: Sequence[str]) -> bool:
    """Whether most words are names or numbers, as far as capitals tell: nothing runs on."""
    long = [word for word in words if len(word) > 2 or word.isdigit()]
    named = [word for word in long if not word[0].islower()]
    is_cased = any(word[0].isupper() or word[0].isdigit() for word in words)
    return is_cased and not words[0][0].islower() and len(named) >= _NAMED * len(long)


def goes_on(words: str, rest: str, passage: str) -> bool:
    """Whether what stands behind some words goes on much as the passage does behind them."""
    known, more = [word.casefold() for word in _words(words)][-_KNOWN:], _words(rest)
    there = [word.casefold() for word in _words(passage)]
    places = (at for at in range(len(known), len(there)) if there[at - len(known) : at] == known)
    at = next(places, None)
    if at is None or not more:
        return False
    steps = aligned([word.casefold() for word in more], there[at : at + len(more) + len(known)])
    same = sum(step.end - step.start for step in steps if step.is_same)
    return same >= _ALIKE * len(more)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text)
