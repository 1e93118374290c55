"""Telling: what came of the citations of a manuscript, as findings for people, as objects."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from edition.diagnostic import Diagnostic, Location, Severity
from edition.lock.block import Place
from edition.lock.checked import Checked, Judged, Report
from edition.lock.difference import Difference, told
from edition.lock.present import Found
from edition.report import plural

__all__ = ["counted", "findings", "has_errors", "objects"]

_WIDEST = 60
_CHANGED = {Found.TYPOGRAPHY, Found.ALTERED, Found.MOVED, Found.SPLIT, Found.MERGED}
_STEPS = {
    "fingerprint": "found by its fingerprints",
    "ledger": "as the ledger of the edition says",
    "quotation": "found by its words",
}
_FORM = {"misquoted", "elsewhere", "outdated"}


def findings(report: Report) -> list[Diagnostic]:
    """Return what is to be told of a manuscript, in its order: of what is the same, nothing."""
    return sorted(_findings(report), key=_place_of)


def _place_of(item: Diagnostic) -> tuple[int, int]:
    return item.location.line or 0, item.location.column or 0


def _findings(report: Report) -> Iterator[Diagnostic]:
    for each in report.citations:
        if each.verdict is None:
            yield from _unverified(each)
        elif each.verdict is not Found.SAME:
            yield _verdict(each)
        if each.verdict is not Found.UNKNOWN and each.verdict is not None and each.note:
            message = f"{each.reference}: {each.note}."
            hint = "Copy the address anew, or ask the editors which versions are published."
            yield Diagnostic(_at(each), "unknown-version", Severity.WARNING, message, hint)
        yield from filter(None, (_quoted(each, judged) for judged in each.quotations))


def _at(each: Checked, place: Place | None = None) -> Location:
    at = place or each.place
    if not at.part:
        return Location(each.file, at.line, at.column)
    near = f", at “{at.near}”" if at.near else ""
    return Location(f"{each.file}, {at.part}{near}")


def _verdict(each: Checked) -> Diagnostic:
    severity = Severity.INFO if each.verdict is Found.TYPOGRAPHY else Severity.ERROR
    rule = "changed-passage" if each.verdict in _CHANGED else "lost-passage"
    return Diagnostic(_at(each), rule, severity, *_said(each))


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
        is_right = judged and not any(one.likeness in _FORM for one in judged)
        self.stands = "; the words that you quote are still there" if is_right else ""
        self.reason = f" The edition says: “{each.reason}”" if each.reason else ""


def _said(each: Checked) -> tuple[str, str]:
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
    return message, f"Cite it as that: {case.renew}"


def _split(case: _Case) -> tuple[str, str]:
    message = f"{case.name} is split: its words are in {case.now} now{case.by}."
    return f"{message}{case.words}{case.reason}", _choice(case.each)


def _merged(case: _Case) -> tuple[str, str]:
    message = f"{case.name} is a part of {case.now} now{case.by}.{case.reason}"
    return message, f"Cite what it is a part of: {case.renew}"


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
        return f"say edition lock add {now} --key {each.key} --renew."
    return f"replace the address by what edition cite {now} --as address says."


def _choice(each: Checked) -> str:
    which = " or ".join(f"edition cite {name}" for name in each.references[:3])
    return f"Read them, and cite the one that you mean: {which}."


def _unverified(each: Checked) -> Iterator[Diagnostic]:
    """Tell that nothing is known of the words that an address cites; of a mere link, nothing."""
    message = f"Of {each.reference} only the name is checked: {each.note}."
    if each.address:
        hint = f"Take the address that edition cite {each.reference} --as address gives."
    else:
        hint = f"Lock it: edition lock add {each.reference} --key {each.key}"
    if each.is_damaged:
        yield Diagnostic(_at(each), "damaged-address", Severity.ERROR, message, hint)
    elif each.note:
        yield Diagnostic(_at(each), "unverified-address", Severity.INFO, message, hint)


def _quoted(each: Checked, judged: Judged) -> Diagnostic | None:
    """Return the finding of a quotation that is not what the passage says."""
    words = _cut(judged.words)
    if judged.likeness == "typography only":
        message = f"The quotation “{words}” has other marks or capitals than {each.reference}."
        hint = "Check whether these matter."
        return Diagnostic(
            _at(each, judged.place), "inexact-quotation", Severity.INFO, message, hint
        )
    if judged.likeness not in _FORM:
        return None
    if judged.likeness == "outdated":
        changes = told(Difference(each.new, each.old) for each in judged.differences)
        version = f" in version {each.version}" if each.version else " when it was cited"
        message = f"The quotation “{words}” is what {each.reference} said{version}."
        hint = f"The passage has changed: {changes}." if changes else "The passage has changed."
    elif judged.found:
        message = f"The quotation “{words}” does not stand in {each.reference}."
        hint = f"Its words stand in {judged.found}: cite that."
    elif judged.differences:
        changes = told(judged.differences, " in the quotation")
        message = f"The quotation “{words}” is not what {each.reference} says: {changes}."
        hint = "Quote the words as they are; mark what you leave out by […], what you add by [ ]."
    else:
        message = f"The quotation “{words}” does not stand in {each.reference}."
        hint = "Check the words, and whether this is the passage that they are from."
    return Diagnostic(_at(each, judged.place), "misquotation", Severity.ERROR, message, hint)


def _cut(words: str) -> str:
    folded = " ".join(words.split())
    if len(folded) <= _WIDEST:
        return folded
    return f"{folded[:_WIDEST].rpartition(' ')[0] or folded[:_WIDEST]} …"


def has_errors(report: Report) -> bool:
    """Whether anything is to be looked into: a verdict but the first two, a misquotation."""
    return any(item.severity is Severity.ERROR for item in findings(report))


def objects(reports: Iterable[Report]) -> Iterator[str]:
    """Yield an object a line for each citation, also of what is the same; absent is null."""
    from json import dumps

    for report in reports:
        for each in report.citations:
            yield dumps(_object(each), ensure_ascii=False) + "\n"


def _object(each: Checked) -> dict[str, object]:
    said = _said(each) if each.verdict not in {None, Found.SAME} else None
    return {
        "file": each.file,
        **_place(each.place),
        "key": each.key or None,
        "address": each.address or None,
        "reference": each.reference,
        "version": each.version or None,
        "verdict": each.verdict,
        "step": each.step or None,
        "now": each.references,
        "reason": each.reason or None,
        "differences": [difference.fields() for difference in each.differences],
        "quotations": [_quotation(judged) for judged in each.quotations],
        "message": said[0] if said else None,
        "hint": said[1] if said else None,
        "note": each.note or None,
    }


def _place(place: Place) -> dict[str, object]:
    return {
        "line": place.line,
        "column": place.column,
        "part": place.part or None,
        "near": place.near or None,
    }


def _quotation(judged: Judged) -> dict[str, object]:
    return {
        **_place(judged.place),
        "words": judged.words,
        "verdict": judged.likeness,
        "differences": [difference.fields() for difference in judged.differences],
        "found": judged.found or None,
    }


def counted(reports: Iterable[Report]) -> str:
    """Say how many citations came out how, and what was not checked."""
    every = list(reports)
    cited = [each for report in every for each in report.citations]
    counts = Counter(each.verdict for each in cited if each.verdict is not None)
    named = [f"{counts[verdict]} {verdict}" for verdict in Found if counts[verdict]]
    unknown = sum(each.verdict is None for each in cited)
    named += [f"{unknown} without fingerprints"] if unknown else []
    quoted = [judged for each in cited for judged in each.quotations]
    wrong = sum(judged.likeness in _FORM for judged in quoted)
    words = f"; {plural(len(quoted), 'quotation')}, {wrong} not right" if quoted else ""
    unchecked = "; ".join(dict.fromkeys(each for report in every for each in report.unchecked))
    manuscripts = plural(len(every), "manuscript")
    verdicts = f": {', '.join(named)}" if named else ""
    return (
        f"{manuscripts}, {plural(len(cited), 'citation')}{verdicts}{words}. "
        f"Not checked: {unchecked or 'nothing'}."
    )
