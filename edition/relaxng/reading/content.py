"""Content: the content types of section 7.2, which keep data apart from anything else."""

from typing import NoReturn

from edition.relaxng.grammar import Fault, Place

__all__ = ["COMPLEX", "NOTHING", "SIMPLE", "joined", "mixed"]

NOTHING, COMPLEX, SIMPLE = range(3)  # in the order of the specification: the larger one counts


def joined(left: int | None, right: int | None, *, beside: bool) -> int | None:
    """Return the content type of two patterns; data cannot stand beside data, text or elements."""
    if left is None or right is None:
        return None
    if beside and SIMPLE in (left, right) and NOTHING not in (left, right):
        return None
    return max(left, right)


def mixed(place: Place, subject: str) -> NoReturn:
    """Section 7.2: a text is of a datatype as a whole."""
    raise Fault(
        place,
        f"In {subject}, data or a value stands beside other data, text or elements.",
        "Use a list for several values; use text where elements stand in the text.",
    )
