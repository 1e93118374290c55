"""Headline: English titles with capitals, as American and British styles write them."""

from functools import lru_cache

from edition.regex import compiled

__all__ = ["capitalised", "headline"]

_SMALL = frozenset(
    "a about above across afore after against al along alongside amid amidst among amongst an "
    "anenst and apropos apud around as aside astride at athwart atop barring before behind below "
    "beneath beside besides between beyond but by c ca circa de despite down during et except for "
    "forenenst from given in inside into lest like modulo near next nor notwithstanding of off on "
    "onto or out over per plus pro qua sans since so than the through throughout thruout till to "
    "toward towards under underneath until unto up upon v van versus via vis-à-vis von vs with "
    "within without yet".split()
)
_DIVIDERS = "\ue010\ue011\ue012\ue013‘’“”\"'-–—/.,;?!:[]()"


@lru_cache(maxsize=256)
def headline(title: str, language: str) -> str:
    """Return an English title in headline style; other languages keep their own capitals.

    An identifier is no word and stays as it is: o.claud.1.126. Source: CMOS 18, 8.160; the small
    words are those of citeproc-js.
    """
    if language.partition("-")[0] not in {"en", ""}:
        return title
    first = next((n for n, sign in enumerate(title) if sign in _DIVIDERS), -1)
    hyphen = first if title[first : first + 1] == "-" else -1
    words, named = _words(title), _identifiers(title)
    pieces, position = [], 0
    for number, (start, end) in enumerate(words):
        gap, word = title[position:start], title[start:end]
        is_name = any(first <= start < last for first, last in named)
        if not is_name and (number == 0 or gap not in {"’", "'"}):  # "'s" is no word
            must = number == 0 or any(sign in ":?!" for sign in gap) or end == hyphen
            word = _capital(word, must=must, last=number == len(words) - 1)
        pieces += [gap, word]
        position = end
    return "".join([*pieces, title[position:]])


def capitalised(text: str) -> str:
    """Return a text with a capital at its beginning, if its first word has none."""
    word = text.partition(" ")[0]
    if word != word.lower() or _identifiers(word):
        return text
    return text[:1].upper() + text[1:]


def _identifiers(text: str) -> list[tuple[int, int]]:
    """Return where the identifiers and addresses of a text begin and end."""
    if "." not in text and "_" not in text:
        return []
    names = compiled(r"\S*(?:\w\w\.|\w_|\d\.)\w\S*|\S*\w\.\w\w\S*")
    return [name.span() for name in names.finditer(text)]


def _words(title: str) -> list[tuple[int, int]]:
    """Return where each word begins and ends: what no blank and no divider stands in."""
    found, start = [], -1
    for place, sign in enumerate(f"{title} "):
        if sign.isspace() or sign in _DIVIDERS:
            if start >= 0:
                found.append((start, place))
            start = -1
        elif start < 0:
            start = place
    return found


def _capital(word: str, *, must: bool, last: bool) -> str:
    """Capitalise a word of lower case but a small one; a lone letter only where a title begins."""
    long = len(word) > 1 and (last or word not in _SMALL)
    return word[:1].upper() + word[1:] if word == word.lower() and (must or long) else word
