"""Text fragments: `:~:text=prefix-,start,end,-suffix`, the words of an address that browsers mark.

Behind an id, or any other reference, only that passage is looked through. Words that stand in
several places name none of them, though a browser would go to the first.

Source: WICG, URL Fragment Text Directives.
"""

from urllib.parse import quote, unquote

from edition.document import Document
from edition.reference.quote import Quote, found, whole
from edition.reference.search import reached
from edition.reference.unit import Found, extent
from edition.reference.unresolved import Unresolved, unresolved

__all__ = ["resolve", "written"]

NAME = "text-fragment"
ORDER = 1

_DIRECTIVE, _TEXT = ":~:", "text="
_MOST_WORDS, _ENDS = 9, 4
_HINT = "Write :~:text=START or :~:text=PREFIX-,START,END,-SUFFIX, with %2C for a comma."


def resolve(name: str, document: Document) -> Found | None:
    """Return where the words stand. Raises Unresolved."""
    ref, sign, directives = name.partition(_DIRECTIVE)
    if not sign:
        return None
    texts = [each.removeprefix(_TEXT) for each in directives.split("&") if each.startswith(_TEXT)]
    if len(texts) != 1:
        said = "says no words" if not texts else "marks several passages"
        raise unresolved(name, f"The fragment “{directives}” {said}.", _HINT)
    within = whole(document)
    if ref:
        first, last = reached(ref, document)
        within = extent(first)[0], extent(last)[1]
    return found(name, _read(name, texts[0]), document, within)


def _read(name: str, text: str) -> Quote:
    parts = text.split(",")
    prefix = parts.pop(0)[:-1] if len(parts) > 1 and parts[0].endswith("-") else ""
    suffix = parts.pop()[1:] if len(parts) > 1 and parts[-1].startswith("-") else ""
    if len(parts) > 2:
        raise _malformed(name, text)
    start, end = [*map(unquote, parts), ""][:2]
    return Quote(start, end, unquote(prefix), unquote(suffix), by_words=True)


def written(words: str) -> str:
    """Return the fragment by which a browser marks these words; of many, the first and the last."""
    said = words.split()
    parts = [said[:_ENDS], said[-_ENDS:]] if len(said) > _MOST_WORDS else [said]
    escaped = (quote(" ".join(part), safe="").replace("-", "%2D") for part in parts)
    return f"{_DIRECTIVE}{_TEXT}{','.join(escaped)}" if said else ""


def _malformed(name: str, text: str) -> Unresolved:
    return unresolved(name, f"The fragment “{text}” has too many parts.", _HINT)
