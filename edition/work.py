"""Work: what a command does with each document: validate it, export it, build it."""

from collections import defaultdict
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from edition.diagnostic import Diagnostic, Misuse, Refused
from edition.document import Document
from edition.document.member import count, members
from edition.namesake import Names
from edition.outcome import Outcome
from edition.project import Project
from edition.selection import Selected, is_stand_in

if TYPE_CHECKING:
    from edition.publication import Choice, Request
    from edition.validation import Checks, Validation
    from edition.validation.baseline import Baselines
    from edition.validation.silence import Ignored

    Judge = Callable[[Document], Validation]
    _Judged = tuple[Document, Validation, "Outcome"]

__all__ = ["Fixes", "Work", "building", "exporting", "validating"]

Work = Callable[[Document, Selected], Outcome]


Fixes = Literal["left", "told", "tried", "made"]
"""What becomes of certain fixes: nothing, or they are told with the findings, tried, made."""


def validating(
    checks: "Checks | None" = None,
    *,
    building: bool = False,
    fixes: Fixes = "left",
    baselines: "Baselines | None" = None,
    ignored: "Ignored | None" = None,
) -> Work:
    """Return the work of `edition validate`; `building`, what is exported tells of equal ids."""
    from edition.validation import Checks, validate

    asked = checks or Checks()
    names: defaultdict[Path, Names] = defaultdict(Names)

    def work(document: Document, selected: Selected) -> Outcome:
        project = selected.project
        if ignored is not None:
            ignored.look(document, project)
        if fixes == "made" and is_stand_in(project):
            raise Misuse("No project is here: --fix mends texts of yours only.")
        judge = partial(validate, project=project, checks=asked)
        document, found, done = _judged(document, judge, fixes)
        diagnostics = found.diagnostics
        if project.is_project and not building and asked.include("rules"):
            for member in members(document):
                diagnostics += names[project.root].take(member, [member.id])
        judged = Outcome(
            diagnostics,
            found.unchecked,
            addresses=found.addresses,
            documents=count(document),
            failed=found.refused,
        )
        return _sifted(judged, document, project, baselines).then(done)

    return work


def _judged(document: Document, judge: "Judge", fixes: Fixes) -> "_Judged":
    """Judge a document, and mend it as is asked for; what cannot be written is in the outcome."""
    if fixes == "left":
        return document, judge(document), Outcome()
    if fixes == "told":
        from edition.validation import fix

        found = judge(document)
        located = found.changed(diagnostics=fix.located(document, found.diagnostics))
        return document, located, Outcome()
    return _mended(document, judge, is_tried=fixes == "tried")


def _mended(document: Document, judge: "Judge", *, is_tried: bool) -> "_Judged":
    from edition.file.difference import difference
    from edition.validation import fix, mending

    _ = document.source  # so that what is judged is what is mended
    found = judge(document)
    elsewhere = fix.elsewhere(document, found.diagnostics)
    found = found.changed(diagnostics=fix.located(document, found.diagnostics))
    better = mending.mend(document, found, judge)
    if not better.made:
        return document, found, Outcome(elsewhere)
    done = Outcome(elsewhere, mended=better.made)
    if is_tried:
        changes = difference(document.file, document.source, better.document.source)
        return document, found, done.changed(difference=changes)
    try:
        mending.save(document, better.document)
    except Refused as refusal:
        return document, found, Outcome((*elsewhere, *refusal.diagnostics), failed=True)
    return better.document, better.validation, done


def _sifted(
    judged: Outcome, document: Document, project: Project, baselines: "Baselines | None"
) -> Outcome:
    """Leave out what a baseline knows; one that is of no use is told with all that is found."""
    if baselines is None:
        return judged
    try:
        kept = baselines.sift(document, project, judged.diagnostics)
    except Refused as refusal:
        return judged.then(Outcome(refusal.diagnostics, failed=True))
    return judged.changed(diagnostics=kept, known=len(judged.diagnostics) - len(kept))


def exporting(choice: "Choice", *, judged: bool = False) -> Work:
    """Return the work of `edition export`; what was `judged` is not told again."""
    from edition.publication import file_names, publish, request

    names = Names()
    known: dict[Project, Request] = {}  # so that a project is asked once what it can write

    def work(document: Document, selected: Selected) -> Outcome:
        _ = document.root  # first of all it is read, or refused
        if not document.is_tei:
            from edition.validation.foreign import not_tei

            return Outcome((not_tei(document),))
        project = selected.project
        wanted = known.get(project) or known.setdefault(project, request(project, choice))
        outcome = Outcome() if judged else _taken_in(document)
        for member in members(document):
            outcome = outcome.then(published(member, project, wanted))
        return outcome

    def published(member: Document, project: Project, wanted: "Request") -> Outcome:
        taken = names.take(member, file_names(member.id, wanted))
        if taken:
            return Outcome(taken)
        try:
            done = publish(member, project, wanted)
            unhandled = () if done.failed else _unhandled(member, project, wanted)
            told = tuple(dict.fromkeys((*done.told, *unhandled)))
            return Outcome(told, written=done.written, failed=done.failed)
        except Refused as refusal:
            return Outcome(refusal.diagnostics, failed=True)

    return work


def _unhandled(document: Document, project: Project, wanted: "Request") -> tuple[Diagnostic, ...]:
    """Return what pages show without knowing what it means."""
    if not any(form.name == "html" for form in wanted.formats):
        return ()
    from edition.stylesheet.coverage import unhandled

    return tuple(unhandled(document, project.sheet_folders, "html.xsl"))


def _taken_in(document: Document) -> Outcome:
    """Return what was found of a document's inclusions: what is missing is missing in the page."""
    found = document.expansion
    return Outcome() if found is None else Outcome(found.diagnostics, failed=found.is_unread)


def building(choice: "Choice", *, strict: bool) -> Work:
    """Return the work of `edition build`: validate, then export what may be."""
    from edition.validation.baseline import Baselines

    judge = validating(building=True, baselines=Baselines(may_write=False))
    write = exporting(choice, judged=True)

    def work(document: Document, selected: Selected) -> Outcome:
        judged = judge(document, selected)
        if selected.is_register or not document.is_tei:
            return judged
        if strict and (judged.has_errors or judged.failed):
            return judged.changed(withheld=document.id)
        try:
            return judged.then(write(document, selected))
        except Refused as refusal:
            return judged.then(Outcome(refusal.diagnostics, failed=True))

    return work
