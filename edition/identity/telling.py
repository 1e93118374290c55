"""Telling: the fates of passages as lines for people and as objects for programs."""

from collections import Counter
from collections.abc import Iterable, Iterator

from edition.identity.fate import Change, Fate, Verdict
from edition.identity.trace import Trace

__all__ = ["counted", "lines", "objects"]

_WORDS = 56


def lines(fates: Iterable[Fate]) -> Iterator[str]:
    """Yield a line for each passage that is not what and where it was, and its words below.

    Of what holds others, only that it bears another name now is told: these are told themselves.
    """
    for fate in fates:
        here = tuple(trace.reference for trace in fate.new)
        before = fate.old.reference if fate.old else ""
        if here == (before,) and (fate.verdict is Verdict.KEPT or fate.is_holder):
            continue
        names = [name for name in (before, ", ".join(here)) if name]
        told = " -> ".join(dict.fromkeys(names))
        more = " and altered" if _is_also_altered(fate) else ""
        yield f"{fate.verdict}{more}: {told}\n"
        yield from (f"  {sign} {words}\n" for sign, words in _words(fate))


def _is_also_altered(fate: Fate) -> bool:
    moved = {Verdict.MOVED, Verdict.SPLIT, Verdict.MERGED}
    return fate.verdict in moved and fate.change is Change.ALTERED


def _words(fate: Fate) -> Iterator[tuple[str, str]]:
    if fate.verdict is Verdict.KEPT or fate.verdict is Verdict.MOVED:
        yield " ", _cut(fate.new[0].text)
        return
    old = fate.old.text if fate.old else ""
    new = " ".join(trace.text for trace in fate.new)
    if fate.verdict in {Verdict.ALTERED, Verdict.RETOUCHED}:
        old, new = _around_difference(old, new)
    if fate.old:
        yield "-", _cut(old)
    if fate.new:
        yield "+", _cut(new)


def _around_difference(old: str, new: str) -> tuple[str, str]:
    """Return two texts from shortly before the word on in which they begin to differ."""
    one, other = old.split(), new.split()
    same = next(
        (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
        min(len(one), len(other)),
    )
    start = max(0, same - 3)
    mark = "… " if start else ""
    return mark + " ".join(one[start:]), mark + " ".join(other[start:])


def _cut(text: str) -> str:
    folded = " ".join(text.split())
    cut = folded[: _WORDS + 1].rpartition(" ")[0] or folded[:_WORDS]
    return folded if len(folded) <= _WORDS else f"{cut} …"


def objects(fates: Iterable[Fate]) -> Iterator[str]:
    """Yield an object for each passage, also of those that are what and where they were."""
    from json import dumps

    for fate in fates:
        told = {
            "verdict": fate.verdict,
            "change": fate.change if fate.old and fate.new else None,
            "old": _object(fate.old) if fate.old else None,
            "new": [_object(trace) for trace in fate.new],
        }
        yield dumps(told, ensure_ascii=False) + "\n"


def _object(trace: Trace) -> dict[str, object]:
    return {
        "document": trace.document,
        "ref": trace.ref,
        "id": trace.id or None,
        "aliases": trace.aliases,
        "unit": trace.unit,
        "fingerprints": str(trace.marks()),
        "text": trace.text,
        "file": trace.file,
        "line": trace.line or None,
    }


def counted(fates: Iterable[Fate]) -> str:
    """Say how many passages had which fate."""
    counts = Counter(fate.verdict for fate in fates)
    return ", ".join(f"{counts[each]:,} {each}" for each in Verdict if counts[each])
