"""Record: what a search index is told of a text, one record for each of its lines and fields."""

import re
from collections.abc import Iterator
from functools import lru_cache

from edition.document import Element
from edition.stylesheet.plaintext import PlainText, plain_text
from edition.text.folding import folded
from edition.value import Value

__all__ = ["Record", "records"]

_FIRST, _OTHER, _LAST, _NORMAL = "\ufdd0", "\ufdd1", "\ufdd2", "\ufdd3"
"""What the sheet sets around the forms of a word and between them, and before a normal form."""
_TEXT = "text"


class Record(Value):
    """Words with the reference under which a page has them, and the field that they belong to.

    `field` is "text", or the name of the element that they are apart for: note, speaker, person …
    `text` has every form of every word; `folded` is that as searchers type it.
    """

    ref: str
    field: str
    text: str
    folded: str


def records(root: Element) -> Iterator[Record]:
    """Yield the records of a text tree of the profile `search`: its lines, then its fields."""
    fields = list(root.iterchildren("field"))
    for field in fields:
        root.remove(field)
    whole = plain_text(root)
    blocks = {str(block.get("id")) for block in root.iter("block", "line")}
    for start, end, ref in _lines(whole, blocks):
        yield from _record(ref, _TEXT, whole.text[start:end])
    for field in fields:
        field.set("without", root.get("without", ""))
        yield from _record(field.get("ref", ""), field.get("name", ""), plain_text(field).text)


def _record(ref: str, field: str, text: str) -> Iterator[Record]:
    spelt = _spelt_out(text)
    if spelt:
        yield Record(ref, field, spelt, folded(spelt))


def _lines(whole: PlainText, blocks: set[str]) -> Iterator[tuple[int, int, str]]:
    """Yield the beginning and end of each line, and the narrowest passage that holds it.

    Of passages with the same words that is a block, if one is, and else the innermost.
    """
    spans = enumerate(whole.spans.items())  # the inner ones come before those around them
    waiting = sorted(((s, -e, ref in blocks, -n, ref) for n, (ref, (s, e)) in spans), reverse=True)
    is_open: list[tuple[int, str]] = []
    start = 0
    for line in whole.text.split("\n"):
        end = start + len(line)
        while waiting and waiting[-1][0] <= start:
            _, last, _, _, ref = waiting.pop()
            is_open.append((-last, ref))
        is_open = [each for each in is_open if each[0] >= end]
        yield start, end, is_open[-1][1] if is_open else ""
        start = end + 1


def _spelt_out(text: str) -> str:
    """Return a text with every form of each word in full: "wr{n|o}ng" as "wrnng wrong"."""
    if not any(sign in text for sign in (_FIRST, _NORMAL)):
        return text.strip()
    spelt = _words().sub(lambda found: _forms(found[0]), _flat(text))
    return " ".join(re.sub(_MARK, "", spelt).split())


def _flat(text: str) -> str:
    """Return a text in which no forms stand within other forms; those are set side by side."""
    depth, made = 0, []
    for part in re.split(f"({_MARK})", text):
        if part == _LAST:
            depth = max(0, depth - 1)
        is_outer = depth == 0 if part == _LAST else depth == (part == _OTHER)
        if part in {_FIRST, _NORMAL}:
            depth += 1
        is_mark = len(part) == 1 and part in _MARK
        made.append(part if is_outer or not is_mark else " " * (part in {_OTHER, _NORMAL}))
    return "".join(made)


def _forms(word: str) -> str:
    *parts, rest = re.split(f"{_NORMAL}([^{_LAST}]*){_LAST}", word)
    word, normal = "".join([*parts[::2], rest]), parts[1::2]
    parts = re.split(f"{_FIRST}([^{_LAST}]*){_LAST}", word)
    forms = [part.split(_OTHER) for part in parts]
    most = max(map(len, forms))
    made = ("".join(form[min(n, len(form) - 1)] for form in forms) for n in range(most))
    said = [form for form in dict.fromkeys(made) if any(map(str.isalnum, form))]
    return " ".join([*said, *(form for form in normal if form not in said)])


_MARK = f"[{_FIRST}{_OTHER}{_LAST}{_NORMAL}]"


@lru_cache(maxsize=1)
def _words() -> re.Pattern[str]:
    """Return what finds words with several forms: these may hold blanks, the rest may not."""
    marked = f"(?:{_FIRST}[^{_LAST}]*|{_NORMAL}[^{_LAST}]*){_LAST}"
    plain = rf"[^\s{_FIRST}{_NORMAL}]*"
    return re.compile(f"{plain}(?:{marked}{plain})+")
