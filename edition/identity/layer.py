"""Layer: which passages say their words themselves, and which hold others or are a part of one."""

from collections.abc import Iterator, Sequence
from typing import Protocol

from edition.identity.trace import Trace

__all__ = ["around", "holders", "leaves"]


class Indexed(Protocol):
    """Whatever has traces by number."""

    def __getitem__(self, number: int, /) -> Trace: ...


def around(traces: Indexed, number: int) -> Iterator[int]:
    """Yield what a passage stands in, the nearest first."""
    number = traces[number].around
    while number >= 0:
        yield number
        number = traces[number].around


def holders(traces: Sequence[Trace]) -> set[int]:
    """Return what holds others that say most of its words: a division, a speech, a list.

    A paragraph with a note or a short list in it says its words itself.
    """
    said = [0] * len(traces)
    found: set[int] = set()
    for number in range(len(traces) - 1, -1, -1):  # what stands in a passage comes behind it
        trace = traces[number]
        length = len(trace.text)
        if said[number] * 2 > length:
            found.add(number)
        if trace.is_span:
            continue
        outer = trace.around
        while outer >= 0 and traces[outer].is_apart != trace.is_apart:
            outer = traces[outer].around
        if outer >= 0:
            said[outer] += said[number] if trace.is_inline else max(length, said[number])
    return found


def leaves(traces: Sequence[Trace]) -> list[int]:
    """Return what says its words itself and stands in nothing that does, in order."""
    held = holders(traces)
    inner: set[int] = set()
    found = []
    for number, trace in enumerate(traces):
        outer = trace.around
        is_part = outer >= 0 and outer in inner and traces[outer].is_apart == trace.is_apart
        if is_part:
            inner.add(number)
        elif number not in held and not trace.is_span:
            inner.add(number)
            found.append(number)
    return found
