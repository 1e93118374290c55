"""Telling: what came of the citations of a manuscript, as findings for people, as objects."""

from collections import Counter
from collections.abc import Iterable, Iterator

from edition.diagnostic import Diagnostic, Location, Severity
from edition.lock.block import Place
from edition.lock.checked import Checked, Judged, Report
from edition.lock.difference import Difference, told
from edition.lock.present import Found
from edition.lock.saying import said
from edition.report import plural

__all__ = ["counted", "findings", "has_errors", "objects"]

_WIDEST = 60
_CHANGED = {Found.TYPOGRAPHY, Found.ALTERED, Found.MOVED, Found.SPLIT, Found.MERGED}


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
    return Diagnostic(_at(each), rule, severity, *said(each))


def _unverified(each: Checked) -> Iterator[Diagnostic]:
    """Tell that nothing is known of the words that an address cites; of a mere link, nothing."""
    message = f"Of {each.reference} only the name is checked: {each.note}."
    if each.address:
        hint = f"Take its address anew: edition cite {each.reference} --as address"
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
    if not judged.is_wrong:
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
    message, hint = said(each) if each.verdict not in {None, Found.SAME} else (None, None)
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
        "message": message,
        "hint": hint,
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


def counted(reports: Iterable[Report], *, has_failed: bool = False) -> str:
    """Say how many citations came out how, and what was not checked or `has_failed` to be read."""
    every = list(reports)
    cited = [each for report in every for each in report.citations]
    counts = Counter(each.verdict for each in cited if each.verdict is not None)
    named = [f"{counts[verdict]} {verdict}" for verdict in Found if counts[verdict]]
    unknown = sum(each.verdict is None for each in cited)
    named += [f"{unknown} without fingerprints"] if unknown else []
    quoted = [judged for each in cited for judged in each.quotations]
    wrong = sum(judged.is_wrong for judged in quoted)
    words = f"; {plural(len(quoted), 'quotation')}, {wrong} not right" if quoted else ""
    left = [each for report in every for each in report.unchecked]
    left += ["what could not be read"] if has_failed else []
    unchecked = "; ".join(dict.fromkeys(left))
    manuscripts = plural(len(every), "manuscript")
    verdicts = f": {', '.join(named)}" if named else ""
    return (
        f"{manuscripts}, {plural(len(cited), 'citation')}{verdicts}{words}. "
        f"Not checked: {unchecked or 'nothing'}."
    )
