"""Corpus: any work over many documents; one that fails hides none of the others."""

import sys
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from unicodedata import normalize

from edition.diagnostic import Diagnostic, Location, Misuse, Refused, Related, Severity
from edition.document import Document, parse, read
from edition.file import is_folder
from edition.member import count, members
from edition.project import OWN, Project, at, find, shown, whole, xml_files
from edition.settings import Settings
from edition.value import Value

if TYPE_CHECKING:
    from edition.baseline import Baselines
    from edition.publication import Choice, Request
    from edition.silence import Ignored
    from edition.validation import Validation

__all__ = [
    "Fixes",
    "Outcome",
    "Selected",
    "Work",
    "afterwards",
    "building",
    "each",
    "exporting",
    "finish",
    "select",
    "validating",
]


class Outcome(Value):
    """What the work on one document came to."""

    diagnostics: tuple[Diagnostic, ...] = ()
    unchecked: tuple[str, ...] = ()
    written: tuple[Path, ...] = ()
    addresses: int = 0
    withheld: str = ""
    """The document whose pages were not written because of its errors."""
    documents: int = 1
    """How many documents this is of: a teiCorpus holds several, a project's settings are none."""
    failed: bool = False
    """Whether something could not be read, parsed or written."""
    file: str = ""
    """The document as findings name it."""
    source: bytes | None = None
    """What came from standard input, for reports to quote: no file holds it."""
    known: int = 0
    """How many findings were left out since a baseline knows them."""
    mended: int = 0
    """How many findings were mended, or would be."""
    difference: str = ""
    """What mending would change, as a unified diff."""

    @property
    def has_errors(self) -> bool:
        """Whether an error was found."""
        return any(item.severity is Severity.ERROR for item in self.diagnostics)

    def then(self, other: "Outcome") -> "Outcome":
        """Return this outcome and a later one of the same document as one."""
        return Outcome(
            self.diagnostics + other.diagnostics,
            self.unchecked + other.unchecked,
            self.written + other.written,
            self.addresses + other.addresses,
            self.withheld or other.withheld,
            self.documents,
            failed=self.failed or other.failed,
            known=self.known + other.known,
            mended=self.mended + other.mended,
            difference=self.difference + other.difference,
        )


class Selected(Value):
    """A path to work on, and the project it belongs to."""

    path: Path
    project: Project
    is_register: bool = False


_Bearer = tuple[str, Path | None, Location | None]
"""A document that bears a name: as findings call it, where it was read, where it begins."""

Work = Callable[[Document, Selected], Outcome]


def select(
    paths: tuple[Path, ...],
    folder: Path | None = None,
    *,
    output: Path | None = None,
    registers: bool = False,
) -> Iterator[Selected]:
    """Yield what to work on: files, every *.xml beneath a folder, or a project's texts.

    Without paths the project of the current folder is meant, or ours where there is none. A path
    may be `-`, standard input. What lies in an output folder is never worked on. Raises Refused
    for settings that cannot be read, Misuse for a folder of texts that is no project.
    """
    given = at(folder) if folder is not None else None
    known: dict[Path, Project] = {}
    around: dict[Path, Project] = {}  # by folder: all its files are in the same project
    if not paths:
        project = given or here()
        yield from (Selected(shown(path), project) for path in project.documents)
        if registers:
            yield from (
                Selected(shown(path), project, is_register=True) for path in project.registers
            )
    for path in paths:
        place = path if is_folder(path) else path.parent
        found = given or around.get(place) or find(path if str(path) != "-" else Path())
        around[place] = found
        project = known.setdefault(found.root, found)  # so that registers are read once
        files = _documents_beneath(path, project, output) if is_folder(path) else (path,)
        entries = {entry.resolve() for entry in project.registers}
        for file in files:
            yield Selected(file, project, is_register=file.resolve() in entries)


def here(*, to_work_on: bool = True) -> Project:
    """Return the project of the current folder; where there is none, the one we come with.

    Where the folder holds texts but is no project, Misuse is raised if they are to be worked on.
    """
    project = find(Path())
    if project.is_project:
        return project
    if any(path.suffix == ".xml" for path in Path().iterdir()):
        if not to_work_on:
            return project
        raise Misuse("This folder is no project: it has no xml/. To take its files, write .")
    return Project(OWN, settings=Settings(output=str(Path("build").resolve())))


def is_stand_in(project: Project) -> bool:
    """Whether a project is the one that we come with, taken where the current folder has none."""
    return project.root == OWN and not Path.cwd().is_relative_to(OWN)


def _documents_beneath(folder: Path, project: Project, output: Path | None) -> tuple[Path, ...]:
    """Return every *.xml beneath a folder but schemas, sources and what was written by us.

    Files that XInclude takes into another of them are judged there, as parts of it.
    """
    root = project.root / "xml"
    apart = [root / "schema", root / "source", project.output, output or project.output]
    away = [path.resolve() for path in apart]
    found = (
        path
        for path in xml_files(folder)
        if not any(path.resolve().is_relative_to(name) for name in away)
    )
    return whole(tuple(found))


def each(selection: Iterable[Selected], work: Work, *, stdin_name: str = "-") -> Iterator[Outcome]:
    """Yield the outcome of the work for every document, in order.

    What is wrong with a project's settings comes before its first document.
    """
    seen: set[Path] = set()
    for selected in selection:
        project = selected.project
        if project.root not in seen and project.diagnostics:
            settings = project.diagnostics[0].location.file
            yield Outcome(project.diagnostics, documents=0, file=settings)
        seen.add(project.root)
        piped = sys.stdin.buffer.read() if str(selected.path) == "-" else None
        name = str(selected.path) if piped is None else stdin_name
        try:
            if piped is None:
                document = Document(name, selected.path, within=project.root)
            else:
                document = parse(piped, stdin_name)
            outcome = work(document, selected)
        except Refused as refusal:
            outcome = Outcome(refusal.diagnostics, failed=True)
        yield outcome.changed(file=name, source=piped)


def afterwards(baselines: "Baselines", ignored: "Ignored") -> Iterator[Outcome]:
    """Yield what is known of a run's settings only when all its documents are judged."""
    remarks: dict[str, list[Diagnostic]] = {}
    for item in (*ignored.unknown(), *baselines.outdated()):
        remarks.setdefault(item.location.file, []).append(item)
    for file, found in remarks.items():
        yield Outcome(tuple(found), documents=0, file=file)


def finish() -> None:
    """Keep what the documents of a run taught about their schemas, for the next run."""
    from edition import relaxng

    relaxng.keep()


class Fixes(StrEnum):
    """What becomes of certain fixes: nothing, or they are told with the findings, tried, made."""

    LEFT = "left"
    TOLD = "told"
    TRIED = "tried"
    MADE = "made"


def validating(  # noqa: PLR0913  (what may be asked of it)
    named: tuple[str, ...] = (),
    only: str | None = None,
    ignore: tuple[str, ...] = (),
    sets: tuple[str, ...] = (),
    *,
    building: bool = False,
    fixes: Fixes = Fixes.LEFT,
    baselines: "Baselines | None" = None,
    ignored: "Ignored | None" = None,
    phase: str = "",
) -> Work:
    """Return the work of `edition validate`; `building`, what is exported tells of equal ids."""
    from edition.validation import validate

    taken: dict[Path, dict[str, _Bearer]] = {}
    told: set[Diagnostic] = set()  # what is wrong with a schema is told once, not for each document

    def work(document: Document, selected: Selected) -> Outcome:
        project = selected.project
        if ignored is not None:
            ignored.look(document, project)
        if fixes is Fixes.MADE and is_stand_in(project):
            raise Misuse("No project is here: --fix mends texts of yours only.")
        judge = partial(
            validate,
            project=project,
            named=named,
            only=only,
            ignore=ignore,
            sets=sets,
            phase=phase,
        )
        if fixes is Fixes.LEFT:
            found, done = judge(document), Outcome()
        else:
            document, found, done = _mended(document, judge, fixes)
        diagnostics = tuple(item for item in found.diagnostics if item not in told)
        told.update(item for item in diagnostics if item.rule.startswith("schema-"))
        if project.is_project and not building and only in {None, "rules"}:
            ids = taken.setdefault(project.root, {})
            for member in members(document):
                collision = _collision(member, [member.id], ids)
                diagnostics += (collision,) if collision is not None else ()
        judged = Outcome(
            diagnostics,
            found.unchecked,
            addresses=found.addresses,
            documents=count(document),
            failed=found.refused,
        )
        return _sifted(judged, document, project, baselines).then(done)

    return work


def _mended(
    document: Document, judge: "Callable[[Document], Validation]", fixes: Fixes
) -> "tuple[Document, Validation, Outcome]":
    """Judge a document, and mend it as is asked for; what cannot be written is in the outcome."""
    from edition import fix, mending
    from edition.difference import difference

    if fixes is not Fixes.TOLD:
        _ = document.source  # so that what is judged is what is mended
    found = judge(document)
    elsewhere = fix.elsewhere(document, found.diagnostics) if fixes is not Fixes.TOLD else ()
    found = found.changed(diagnostics=fix.located(document, found.diagnostics))
    if fixes is Fixes.TOLD:
        return document, found, Outcome()
    better = mending.mend(document, found, judge)
    if not better.made:
        return document, found, Outcome(elsewhere)
    done = Outcome(elsewhere, mended=better.made)
    if fixes is Fixes.TRIED:
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


def _collision(
    document: Document, names: Iterable[str], taken: dict[str, _Bearer]
) -> Diagnostic | None:
    """Return a finding where an earlier document of the run bears one of the names; else take them.

    Names that differ only in case or in Unicode's form are one on many file systems.
    """
    folded = [normalize("NFC", name).casefold() for name in names]
    other = next((taken[name] for name in folded if name in taken), None)
    if other is None:
        begins = None if document.corpus is None else document.locate(document.root)
        taken.update(dict.fromkeys(folded, (document.file, document.path, begins)))
        return None
    return Diagnostic(
        document.locate(document.root),
        "duplicate-document-id",
        Severity.ERROR,
        f"Another document has the name “{document.id}” already; this one is not published.",
        "Give one of the two another xml:id on its root element.",
        related=(Related(_place(*other), "the other one"),),
    )


def _place(file: str, path: Path | None, begins: Location | None) -> Location:
    """Return where a document begins; it is read again, since few runs ever ask."""
    if begins is not None:
        return begins
    if path is None:
        return Location(file)
    try:
        document = read(path, file)
    except Refused:
        return Location(file)
    return document.locate(document.root)


def exporting(choice: "Choice", *, judged: bool = False) -> Work:
    """Return the work of `edition export`; what was `judged` is not told again."""
    from edition.publication import file_names, publish, request

    taken: dict[str, _Bearer] = {}

    def work(document: Document, selected: Selected) -> Outcome:
        _ = document.root  # first of all it is read, or refused
        if not document.is_tei:
            from edition.validation import not_tei

            return Outcome((not_tei(document),))
        wanted = request(selected.project, choice)
        outcome = Outcome() if judged else _taken_in(document)
        for member in members(document):
            outcome = outcome.then(published(member, selected.project, wanted))
        return outcome

    def published(member: Document, project: Project, wanted: "Request") -> Outcome:
        collision = _collision(member, file_names(member.id, wanted), taken)
        if collision is not None:
            return Outcome((collision,))
        try:
            return Outcome(written=tuple(publish(member, project, wanted)))
        except Refused as refusal:
            return Outcome(refusal.diagnostics, failed=True)

    return work


def _taken_in(document: Document) -> Outcome:
    """Return what was found of a document's inclusions: what is missing is missing in the page."""
    found = document.expansion
    return Outcome() if found is None else Outcome(found.diagnostics, failed=found.is_unread)


def building(choice: "Choice", *, strict: bool) -> Work:
    """Return the work of `edition build`: validate, then export what may be."""
    from edition.baseline import Baselines

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
