"""Punctuation: parts joined so that no stop is doubled and quotation marks nest."""

import re
from functools import lru_cache
from typing import TypeAlias

from edition.citation.locale import Locale
from edition.regex import compiled

__all__ = ["Marks", "cleaned", "ended", "finished", "joined", "marked", "quoted"]

Marks: TypeAlias = tuple[str, str, str, str]
"""The quotation marks of a usage: the outer ones, the inner ones."""

_JOINT = "\ue014"
_OPEN, _CLOSE, _OPEN_WITHIN, _CLOSE_WITHIN = "\ue010\ue011\ue012\ue013"
_MARKS = _OPEN + _CLOSE + _OPEN_WITHIN + _CLOSE_WITHIN
_TURNED = str.maketrans(_MARKS, _OPEN_WITHIN + _CLOSE_WITHIN + _OPEN + _CLOSE)
_SWAPPED = tuple(stop + mark for stop in ",:;" for mark in (_CLOSE, _CLOSE_WITHIN))
_ABSORBED = {"..", "!.", "!:", "?.", "?:", ":.", "::", ",,", ";.", ";:", ";;"}
"""Stops that meet of which the second vanishes; others stand side by side."""


def cleaned(text: str) -> str:
    """Return a text in one line, without control characters and the signs that have work here."""
    if text.isprintable():  # as nearly all are
        return " ".join(text.split())
    kept = (sign for sign in text if not _is_odd(sign))
    return " ".join("".join(kept).split())


def _is_odd(sign: str) -> bool:
    return "\ue000" <= sign <= "\ue01f" or (
        sign < "\xa0" and not (sign.isprintable() or sign.isspace())
    )


def joined(delimiter: str, *parts: str) -> str:
    """Return the parts that are not empty with a delimiter between them."""
    return f"{_JOINT}{delimiter}{_JOINT}".join(filter(None, parts))


def ended(text: str, suffix: str) -> str:
    """Return a text with what follows it; nothing follows where there is none."""
    return f"{text}{_JOINT}{suffix}" if text else ""


def quoted(text: str) -> str:
    """Return a marked text in quotation marks; those within it change places."""
    turned, depth = [], 0
    for piece in compiled(f"([{_MARKS}])").split(text):
        depth -= piece in (_CLOSE, _CLOSE_WITHIN)
        is_mark = len(piece) == 1 and piece in _MARKS
        is_turned = is_mark and (piece in (_OPEN, _CLOSE)) == (depth % 2 == 0)
        turned.append(piece.translate(_TURNED) if is_turned else piece)
        depth += piece in (_OPEN, _OPEN_WITHIN)
    return f"{_OPEN}{''.join(turned)}{_CLOSE}" if text else ""


def finished(text: str, locale: Locale) -> str:
    """Return a composed text as it is read: stops merged where parts meet, marks in place."""
    whole = ""
    for part in text.split(_JOINT):
        whole = _attached(whole, part, inside=locale.inside)
    return whole.translate(_in_place(locale.marks))


@lru_cache
def _in_place(marks: Marks) -> dict[int, int]:
    return str.maketrans(_MARKS, "".join(marks))


def _attached(text: str, part: str, *, inside: bool) -> str:
    """Return a text with a part behind it, whose first sign may be a stop."""
    stop, rest = part[:1], part[1:]
    if not inside and text.endswith(_SWAPPED):
        body = text.rstrip(_CLOSE + _CLOSE_WITHIN)
        text = body[:-1] + text[len(body) :] + body[-1]
    if stop == " " and text.endswith(" "):
        return text + rest
    if not stop or stop not in ".,:;" or not text:
        return text + part
    body = text.rstrip(_CLOSE + _CLOSE_WITHIN)
    marks, meeting = text[len(body) :], body[-1:] + stop
    if marks and inside and stop in ".,":
        return body + ("" if meeting in _ABSORBED else stop) + marks + rest
    return text + (rest if meeting in _ABSORBED else part)


@lru_cache(maxsize=256)
def marked(text: str, marks: Marks) -> str:
    """Return a text whose quotation marks in pairs are ready to nest; others stay as they are.

    A straight mark opens at the beginning and after a blank or a bracket, else it closes; one
    before a letter that follows a letter is an apostrophe, as is one without a partner.
    """
    pieces = _pattern(marks).split(text)
    pairs: dict[int, int] = {}
    waiting: list[int] = []
    closers = {**dict(zip(marks[::2], marks[1::2], strict=True)), '"': '"', "'": "'"}
    for place in range(1, len(pieces), 2):
        mark, before, after = pieces[place], pieces[place - 1], pieces[place + 1]
        if mark in "'’" and _is_apostrophe(before, after):
            continue
        opens = mark in marks[::2] or (mark in "\"'" and (before or " ")[-1] in " (")
        if opens:
            waiting.append(place)
        elif waiting and closers[pieces[waiting[-1]]] == mark:
            pairs[waiting.pop()] = place
        elif mark != "'":  # it closes what was not open: so nothing around it is a pair
            waiting.clear()
    return _placed(pieces, pairs, marks)


def _is_apostrophe(before: str, after: str) -> bool:
    return before[-1:].isalnum() and after[:1].isalnum()


def _placed(pieces: list[str], pairs: dict[int, int], marks: Marks) -> str:
    """Put signs for marks at the places of pairs; one in another is of the other kind."""
    outer = next((pieces[place] for place in sorted(pairs) if pieces[place] in "\"'"), '"')
    made = list(pieces)
    depth: list[tuple[int, bool]] = []
    for place in range(1, len(pieces), 2):
        if place in pairs:
            is_outer = pieces[place] in {marks[0], outer}
            if depth:
                is_outer = not depth[-1][1]
            made[place] = _OPEN if is_outer else _OPEN_WITHIN
            depth.append((pairs[place], is_outer))
        elif depth and depth[-1][0] == place:
            made[place] = _CLOSE if depth.pop()[1] else _CLOSE_WITHIN
        elif pieces[place] == "'":
            made[place] = "’"
    return "".join(made)


@lru_cache
def _pattern(marks: Marks) -> re.Pattern[str]:
    return compiled(f"([\"'{''.join(marks)}])")
