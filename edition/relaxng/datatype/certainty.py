"""Certainty: the date or language tag that a wrong one can only have been meant to be.

A suggestion may be wrong, since somebody reads it; what is written into a file unread may not.
"""

import re
from typing import Final

from edition.relaxng.datatype import XSD, datatype
from edition.relaxng.datatype.suggestion import suggest

__all__ = ["certain_date", "certain_language"]

_TWO_READINGS: Final = r"(\d{1,2})\D ?(\d{1,2})\D ?\d{4}"
_TAG: Final = r"([a-zA-Z]{2,3})(-[a-zA-Z]{4})?(-(?:[a-zA-Z]{2}|\d{3}))?"


def certain_date(text: str) -> str | None:
    """Return a day, or a month named in words, as W3C writes it; None where it might be another.

    1863-2-3, 25/12/1863 and 3 May 1863 are certain; 3.2.1863 is not, nor is 1863-4, which may be
    two years.
    """
    words = " ".join(text.split())
    numbers = re.fullmatch(_TWO_READINGS, words, re.ASCII)
    if numbers and numbers[1] != numbers[2] and max(int(numbers[1]), int(numbers[2])) <= 12:
        return None
    is_named = any(sign.isalpha() for sign in words)
    for form in ("date", "gYearMonth") if is_named else ("date",):
        found = suggest(form, words)
        if found is not None and datatype(XSD, form, ()).allows(found):
            return found if found != text else None
    return None


def certain_language(text: str) -> str | None:
    """Return a language tag with hyphens and in its usual case; None where that is not known.

    en_us is en-US, zh-HANT is zh-Hant; what has other parts is left as it is.
    Source: BCP 47 (RFC 5646), 2.1.1.
    """
    found = re.fullmatch(_TAG, text.strip().replace("_", "-"), re.ASCII)
    if found is None:
        return None
    language, script, region = found[1], found[2] or "", found[3] or ""
    meant = language.lower() + script.title() + region.upper()
    return meant if meant != text else None
