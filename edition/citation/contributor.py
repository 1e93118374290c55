"""Contributor: lists of authors and editors as each style writes them."""

from functools import lru_cache
from typing import TypeAlias

from edition.citation.locale import Locale
from edition.citation.punctuation import ended, joined
from edition.citation.source import Name
from edition.regex import compiled
from edition.value import Value

__all__ = ["Helpers", "Manner", "helped", "listed", "role"]


Helpers: TypeAlias = tuple[tuple[Name, ...], tuple[Name, ...]]
"""The editors and the translators of a work, where they are not its authors."""


class Manner(Value):
    """How a style lists names.

    `last` is what stands before the last name; `inverted`, which names begin with the family name
    (first, all or none); `initials`, what follows an initial letter: None keeps given names, but
    gives single letters their stop. Of `most` names or more only `kept` are written, and the last
    one where `to_last`. `comma` says whether a comma stands before the last of two names as well
    (always), of three or more (several), or never; `others_comma` the same before "et al.". Family
    names alone are written where `is_short`, given names untouched where `is_raw`; a particle
    `follows` an inverted name or stays before it; `capitals` has family names in capitals.
    """

    last: str = "and"
    inverted: str = "none"
    initials: str | None = None
    most: int = 0
    kept: int = 1
    to_last: bool = False
    comma: str = "several"
    others_comma: str = "several"
    delimiter: str = ", "
    is_short: bool = False
    is_raw: bool = False
    follows: bool = False
    capitals: bool = False


def listed(names: tuple[Name, ...], manner: Manner, locale: Locale) -> str:
    """Return the names as one text, empty where there are none."""
    words = [_written(name, manner, place == 0) for place, name in enumerate(names)]
    if manner.most and len(words) >= manner.most:
        return _shortened(words, manner, locale)
    last = locale.words.get(manner.last, manner.last)
    if not last or len(words) < 2:
        return joined(manner.delimiter, *words)
    before = joined(manner.delimiter, *words[:-1])
    comma = "several" if not names[-1].given else manner.comma  # a body ends its own list
    has_comma = comma == "always" or (comma == "several" and len(words) > 2)
    return joined(f"{',' * has_comma} {last} ", before, words[-1])


def _shortened(words: list[str], manner: Manner, locale: Locale) -> str:
    front = joined(manner.delimiter, *words[: manner.kept])
    if not manner.last:
        return ended(front, f"{manner.delimiter}{locale.words['others']}")
    if manner.to_last:
        return f"{ended(front, manner.delimiter)}… {words[-1]}"
    has_comma = manner.others_comma == "always" or (
        manner.others_comma == "several" and manner.kept > 1
    )
    return ended(front, f"{',' * has_comma} {locale.words['others']}")


def role(names: tuple[Name, ...], locale: Locale, of: str = "editor", *, short: bool = True) -> str:
    """Return what editors or translators are called, by their number."""
    return locale.label(of, several=len(names) > 1, short=short)


def helped(helpers: Helpers, manner: Manner, locale: Locale, *, short: bool = False) -> list[str]:
    """Return by whom a work was edited and by whom translated; if they are the same, in one."""
    verbs = _SHORT_VERBS if short else _VERBS
    editors, translators = (listed(names, manner, locale) for names in helpers)
    told = list(zip(verbs, (editors, translators), strict=False))
    if editors == translators:
        told = [(verbs[2], editors)]
    return [f"{locale.words[verb]} {names}" for verb, names in told if names]


_VERBS: tuple[str, ...] = ("edited", "translated", "edited and translated")
_SHORT_VERBS: tuple[str, ...] = ("ed. by", "trans. by", "ed. and trans. by")


def _written(name: Name, manner: Manner, is_first: bool) -> str:  # noqa: FBT001  (of a list)
    whole = f"{name.particle} {name.family}".strip()
    whole = whole.upper() if manner.capitals else whole
    if not name.given:
        return whole
    if manner.is_short:
        return whole
    given = name.given if manner.is_raw else _given(name.given, manner.initials)
    if manner.inverted == "all" or (manner.inverted == "first" and is_first):
        if manner.follows:
            return f"{name.family}, {f'{given} {name.particle}'.strip()}"
        return f"{whole}, {given}"
    return f"{given} {whole}".strip()


@lru_cache(maxsize=1024)
def _given(given: str, initials: str | None) -> str:
    return _stopped(given) if initials is None else _initials(given, initials)


def _stopped(given: str) -> str:
    """Give single letters their stop and space: "B" is "B.", "J.R.R." is "J. R. R."."""
    words = []
    for word in given.split():
        letters = word.split(".")
        single = all(len(letter) < 2 for letter in letters) and word[:1].isalpha()
        words += [f"{letter}." for letter in letters if letter] if single else [word]
    return " ".join(words)


def _initials(given: str, stop: str) -> str:
    """Return the first letters of given names: "Jean-Paul" is "J.-P.", "Ann B." is "A. B."."""
    made = "".join(
        f"{hyphen}{word[0]}{stop}" if word[0].upper() == word[0] else f"{hyphen} {word} "
        for hyphen, word in compiled(r"(?:\s*(-)\s*|\s*)([^\s.-]+)\.?").findall(given)
    )
    return compiled(r"\s*-\s*").sub("-", compiled(r"\s+").sub(" ", made)).strip()
