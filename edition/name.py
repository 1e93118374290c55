"""Name: which signs XML lets a name have, and the expressions for names.

Source: XML 1.0, fifth edition, productions 4, 4a, 5 and 7; Namespaces in XML, production 4.
"""

import re
from typing import Final

__all__ = ["FORMS", "SIGNS", "STARTS", "is_ncname"]

STARTS: Final = (
    "AZ__az\u00c0\u00d6\u00d8\u00f6\u00f8\u02ff\u0370\u037d\u037f\u1fff\u200c\u200d"
    "\u2070\u218f\u2c00\u2fef\u3001\ud7ff\uf900\ufdcf\ufdf0\ufffd\U00010000\U000effff"
)
"""The signs that a name may begin with but the colon: first and last of each range in turn."""

SIGNS: Final = STARTS + "--..09\u00b7\u00b7\u0300\u036f\u203f\u2040"
"""The signs that may follow, likewise."""


def _bracketed(ranges: str) -> str:
    """Write ranges as they stand in the brackets of an expression."""
    ends = [re.escape(sign) for sign in ranges]
    return "".join(map("{}-{}".format, ends[::2], ends[1::2]))


_START: Final = _bracketed(STARTS)
_SIGN: Final = _bracketed(SIGNS)

FORMS: Final = {
    "Name": f"[:{_START}][:{_SIGN}]*",
    "NCName": f"[{_START}][{_SIGN}]*",
    "NMTOKEN": f"[:{_SIGN}]+",
}
"""The kinds of names as Python's expressions; to compile one takes as long as to read ten pages."""


def is_ncname(name: str) -> bool:
    """Whether a string is a name without a colon, as xml:id has to be."""
    plain = name.replace("-", "").replace(".", "").replace("_", "")
    if name[:1].isalpha() and plain.isascii() and plain.isalnum():
        return True  # as nearly all are; the expression below takes a millisecond to compile
    if not name:  # as where no xml:id is
        return False
    return re.fullmatch(FORMS["NCName"], name) is not None
