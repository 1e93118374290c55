"""Saying: what became of a passage in a sentence, and what an author is to do about it."""

from collections.abc import Callable

from edition.lock.checked import Checked
from edition.lock.difference import told
from edition.lock.present import Found

__all__ = ["said"]

_STEPS = {
    "fingerprint": "found by its fingerprints",
    "ledger": "as the ledger of the edition says",
    "quotation": "found by its words",
}


class _Case:
    """What the sentences about a citation are made of; each is empty where there is nothing."""

    def __init__(self, each: Checked) -> None:
        self.each = each
        self.name = each.reference
        self.now = " and ".join(each.references)
        self.renew = _renewal(each, each.references[0] if each.references else "")
        self.by = f", {_STEPS[each.step]}" if each.step in _STEPS else ""
        self.changes = told(each.differences)
        self.words = f" {self.changes}." if self.changes else ""
        judged = each.quotations
        is_right = judged and not any(one.is_wrong for one in judged)
        self.stands = "; the words that you quote are still there" if is_right else ""
        self.reason = f" The edition says: “{each.reason}”" if each.reason else ""


def said(each: Checked) -> tuple[str, str]:
    """Return what became of a passage in words, and what to do."""
    assert each.verdict is not None
    return _SAYINGS[each.verdict](_Case(each))


def _retouched(case: _Case) -> tuple[str, str]:
    message = f"{case.name} differs from what was cited in marks, case or space only."
    return message, f"Nothing is to be done; to be told no more, {case.renew}"


def _altered(case: _Case) -> tuple[str, str]:
    then = f"in version {case.each.version}" if case.each.version else "when it was cited"
    words = f": {case.changes}" if case.changes else ""
    message = f"{case.name} reads otherwise than {then}{words}."
    return message, f"Read it again{case.stands}. If your text still holds, {case.renew}"


def _moved(case: _Case) -> tuple[str, str]:
    message = f"{case.name} is {case.now} now{case.by}.{case.words}{case.reason}"
    return message, f"To cite it there, {case.renew}"


def _split(case: _Case) -> tuple[str, str]:
    message = f"{case.name} is split: its words are in {case.now} now{case.by}."
    return f"{message}{case.words}{case.reason}", _choice(case.each)


def _merged(case: _Case) -> tuple[str, str]:
    message = f"{case.name} is a part of {case.now} now{case.by}.{case.reason}"
    return message, f"To cite that, {case.renew}"


def _withdrawn(case: _Case) -> tuple[str, str]:
    message = f"{case.name} is withdrawn{case.by}.{case.reason}"
    return message, "Say in your text that it was withdrawn, and which version you have read."


def _ambiguous(case: _Case) -> tuple[str, str]:
    message = f"{case.name} is not what was cited, and it is not certain what is now: {case.now}."
    return message, _choice(case.each)


def _unknown(case: _Case) -> tuple[str, str]:
    if case.each.note:
        message = f"{case.name} is not in the edition: {case.each.note}."
        what = "address" if case.each.address else "key"
        return message, f"Check the {what}; edition refs lists what can be cited."
    message = f"{case.name} is not in the edition any more, and nothing there is like it."
    return message, "Ask the editors what became of it, or cite the version that you have read."


_SAYINGS: dict[Found, Callable[[_Case], tuple[str, str]]] = {
    Found.TYPOGRAPHY: _retouched,
    Found.ALTERED: _altered,
    Found.MOVED: _moved,
    Found.SPLIT: _split,
    Found.MERGED: _merged,
    Found.WITHDRAWN: _withdrawn,
    Found.AMBIGUOUS: _ambiguous,
    Found.UNKNOWN: _unknown,
}


def _renewal(each: Checked, now: str) -> str:
    if each.key:
        return f"lock it anew: edition lock add {now} --key {each.key} --renew"
    return f"take its address anew: edition cite {now} --as address"


def _choice(each: Checked) -> str:
    which = " or ".join(f"edition cite {name}" for name in each.references[:3])
    return f"Read them, and cite the one that you mean: {which}"
