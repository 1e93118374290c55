"""Effort: what an act costs, in calls of functions, since seconds differ with what else runs."""

import sys
from collections.abc import Callable
from typing import TypeVar

__all__ = ["LINEAR", "effort"]

LINEAR = 2.3
"""How much more effort twice as much may be, which twice would be if it were exact."""

_Result = TypeVar("_Result")


def effort(act: Callable[[], _Result]) -> tuple[_Result, int]:
    """Return what an act returns, and how many functions it calls, ours and those written in C.

    What happens within one function of C counts as one call, however long it takes.
    """
    calls = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal calls
        if event in {"call", "c_call"}:
            calls += 1

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        result = act()
    finally:
        sys.setprofile(before)
    return result, calls
