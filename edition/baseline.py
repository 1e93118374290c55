"""Baseline: the findings that a project knows and leaves for later, by rule and context.

A file of JSON lines, sorted: the first says what it is, each of the others is one entry. Where a
finding stands is told by names and ids, so that lines may come and go.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

from edition.diagnostic import Diagnostic, Location, Refused, Severity
from edition.document import Document, is_file, read_bytes
from edition.project import Project, shown
from edition.value import Value

if TYPE_CHECKING:
    from edition.surroundings import Open

__all__ = ["Baseline", "Baselines", "Entry", "read"]

_VERSION: Final = 1
_PLACE_WORDS: Final = r"\b(line|sign|column) \d+"
_MARK: Final = "edition-baseline"
_ABOUT: Final = "findings that are known and left for later: edition validate --update-baseline"


class Entry(Value):
    """What makes a finding the same from run to run.

    `file` is relative to the folder of the baseline, `context` the names of the elements around
    from the last id on.
    """

    file: str
    rule: str
    context: str
    message: str


class Baseline:
    """A baseline in use; `known` are its entries, and how many findings each is about."""

    def __init__(self, path: Path, known: Counter[Entry], lines: dict[Entry, int]) -> None:
        self.path = path
        self.known = known
        self._lines = lines
        self._found: Counter[Entry] = Counter()
        self._judged: set[str] = set()

    def sift(
        self, document: Document, found: Iterable[Diagnostic], *, all_: bool = False
    ) -> list[Diagnostic]:
        """Return the findings that are not known; of more than are known, the last ones.

        With `all_` every one is known from now on. That a schema is of no use never is.
        """
        file = self._relative(document)
        self._judged.add(file)
        of_schemas = [item for item in found if item.rule.startswith("schema-")]
        others = [item for item in found if not item.rule.startswith("schema-")]
        fresh = []
        for item, entry in zip(others, _entries(file, document, others), strict=True):
            self._found[entry] += 1
            if not all_ and self._found[entry] > self.known[entry]:
                fresh.append(item)
        return of_schemas + fresh

    def write(self) -> int:
        """Write what was found in this run, and what is known of other files that still exist.

        Returns of how many findings the file now knows. Raises Refused.
        """
        from edition.writing import write

        others = {
            entry: count
            for entry, count in self.known.items()
            if entry.file not in self._judged and is_file(self.path.parent / entry.file)
        }
        counts = {**others, **self._found}
        write(self.path, _text(counts).encode(), "Make room, or check the folder's permissions.")
        return sum(counts.values())

    def outdated(self, was_judged: Callable[[str], bool]) -> Iterator[Diagnostic]:
        """Yield an info for each entry that was found less often, or no more, or has no file."""
        for entry, count in sorted(self.known.items()):
            left = self._found[entry]
            is_gone = not is_file(self.path.parent / entry.file)
            if left < count and (
                is_gone or (entry.file in self._judged and was_judged(entry.rule))
            ):
                often = f"{left} of {count} times" if left else "no longer"
                yield Diagnostic(
                    Location(str(self.path), self._lines.get(entry), 1),
                    "outdated-baseline",
                    Severity.INFO,
                    f"{entry.rule} in {entry.file} occurs {often}: {entry.message}",
                    "Run with --update-baseline, so that it is told should it come back.",
                )

    @cached_property
    def _folder(self) -> Path:
        return self.path.parent.resolve()

    def _relative(self, document: Document) -> str:
        """Return how the baseline names a file: by its way from the folder of the baseline."""
        import os

        assert document.path is not None
        return os.path.relpath(document.path.resolve(), self._folder).replace(os.sep, "/")


class Baselines:
    """The baselines of a run: one that is named, else that of each project's settings.

    One that does not exist yet, or is to be written anew, takes in all that is found, if it may be
    written; `was_judged` tells which rules took part in the run.
    """

    def __init__(
        self,
        named: Path | None = None,
        *,
        anew: bool = False,
        may_write: bool = False,
        was_judged: Callable[[str], bool] = lambda _rule: True,
    ) -> None:
        self._named = named
        self._anew = anew
        self._may_write = may_write
        self._was_judged = was_judged
        self._open: dict[Path, Baseline] = {}
        self._fresh: set[Path] = set()
        self._useless: set[Path] = set()

    def sift(
        self, document: Document, project: Project, found: Iterable[Diagnostic]
    ) -> tuple[Diagnostic, ...]:
        """Return the findings that no baseline knows. Raises Refused for one that is of no use."""
        diagnostics = tuple(found)
        setting = project.settings.baseline
        path = self._named or (shown(project.root / setting) if setting else None)
        if path is None or document.path is None or path in self._useless:
            return diagnostics
        if path not in self._open:
            self._useless.add(path)
            self._open[path] = read(path, anew=self._anew)
            self._useless.remove(path)
            if self._may_write and (self._anew or not path.exists()):
                self._fresh.add(path)
        kept = self._open[path].sift(document, diagnostics, all_=path in self._fresh)
        return tuple(kept)

    def write(self) -> list[tuple[Path, int]]:
        """Write what is to be written; return the files, and how many findings each knows."""
        return [(path, self._open[path].write()) for path in sorted(self._fresh)]

    def outdated(self) -> Iterator[Diagnostic]:
        """Yield an info for each entry that tells what is no longer found."""
        for path in sorted(self._open.keys() - self._fresh):
            yield from self._open[path].outdated(self._was_judged)


def read(path: Path, *, anew: bool = False) -> Baseline:
    """Return the baseline of a file, an empty one where there is none.

    `anew` lets one pass that is broken, since it will be written anew; what is no baseline at all
    is never written over. Raises Refused.
    """
    if not path.exists():
        return Baseline(path, Counter(), {})
    data = read_bytes(path, str(path))
    version = _version(data.partition(b"\n")[0])
    if version is None:
        message = "This is no baseline: its first line does not say so."
        raise _refused(path, 1, message, "Name another file: a new one is written for you.")
    try:
        if version != _VERSION:
            message = f"The baseline has the form {version}; this program reads form {_VERSION}."
            raise _refused(path, 1, message, "Write it anew with --update-baseline.")
        return _parsed(path, data)
    except Refused:
        if anew:
            return Baseline(path, Counter(), {})
        raise


def _version(line: bytes) -> int | None:
    """Return the form that a first line states; None where it is of no baseline."""
    from json import loads

    try:
        head = loads(line)
    except (ValueError, RecursionError):
        return None
    version = head.get(_MARK) if isinstance(head, dict) else None
    return version if isinstance(version, int) else None


def _parsed(path: Path, data: bytes) -> Baseline:
    from json import loads

    known: Counter[Entry] = Counter()
    lines: dict[Entry, int] = {}
    for number, row in enumerate(data.split(b"\n")[1:], 2):
        if not row.strip():
            continue
        try:
            said = loads(row)
            entry = Entry(*(str(said[key]) for key in Entry.field_names))
            count = int(said["count"])
        except (ValueError, TypeError, KeyError, OverflowError, RecursionError):
            hint = "Mend the line, or write the file anew with --update-baseline."
            raise _refused(path, number, "This is no entry of a baseline.", hint) from None
        known[entry] = max(known[entry], count)  # two branches may have added the same
        lines.setdefault(entry, number)
    if known and not any(is_file(path.parent / entry.file) for entry in known):
        message = "None of the files that the baseline names is here: it is another project's."
        raise _refused(path, None, message, "Name this project's, or use --update-baseline.")
    return Baseline(path, known, lines)


def _refused(path: Path, line: int | None, message: str, hint: str) -> Refused:
    at = Location(str(path), line, line and 1)
    return Refused(Diagnostic(at, "unusable-baseline", Severity.ERROR, message, hint))


def _text(counts: dict[Entry, int]) -> str:
    """Return a baseline as it is written, the same for the same findings."""
    from json import dumps

    rows: list[dict[str, object]] = [{_MARK: _VERSION, "about": _ABOUT}]
    rows += [{**entry.fields(), "count": count} for entry, count in sorted(counts.items()) if count]
    return "".join(f"{dumps(row, ensure_ascii=False)}\n" for row in rows)


def _entries(file: str, document: Document, found: list[Diagnostic]) -> list[Entry]:
    """Return the entries of findings, each with the names of the elements around its place."""
    if not found:
        return []
    import re

    from edition.encoding import transcode
    from edition.surroundings import Lines, surroundings

    text = transcode(document.data)
    lines = Lines(text)
    offsets = [
        lines.offset(item.location.line, item.location.column)
        if item.location.file == document.file
        else None
        for item in found
    ]
    around = surroundings(text, (at for at in offsets if at is not None)).open
    return [
        Entry(
            file,
            item.rule,
            "" if at is None else _context(around[at]),
            re.sub(_PLACE_WORDS, r"\1", item.message),
        )
        for item, at in zip(found, offsets, strict=True)
    ]


def _context(path: "tuple[Open, ...]") -> str:
    """Return the names of open elements from the last that has an id, as p#p1/name."""
    first = max((n for n, each in enumerate(path) if each.id), default=0)
    names = (f"{each.name.rpartition(':')[2]}{each.id and f'#{each.id}'}" for each in path[first:])
    return "/".join(names)
