"""Baseline: the findings that a project knows and leaves for later, by rule and context.

A file of JSON lines, sorted: the first says what it is, each of the others is one entry. Where a
finding stands is told by names and ids, so that lines may come and go.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from edition.diagnostic import Diagnostic, Location, Severity
from edition.document import Document
from edition.file import is_file
from edition.project import Project, shown

if TYPE_CHECKING:
    from edition.validation.baseline.entry import Entry
    from edition.validation.baseline.notation import Known

__all__ = ["Baselines"]


class _Baseline:
    """A baseline in use: what it knows, and what was found in this run."""

    def __init__(self, path: Path, known: "Known") -> None:
        self.path = path
        self.known = known.counts
        self._lines = known.lines
        self._found: Counter[Entry] = Counter()
        self._judged: set[str] = set()

    def sift(
        self, document: Document, found: Iterable[Diagnostic], *, all_: bool = False
    ) -> list[Diagnostic]:
        """Return the findings that are not known; of more than are known, the last ones.

        With `all_` every one is known from now on. That a schema is of no use never is.
        """
        from edition.validation.baseline.entry import entries

        file = self._relative(document)
        self._judged.add(file)
        of_schemas = [item for item in found if item.rule.startswith("schema-")]
        others = [item for item in found if not item.rule.startswith("schema-")]
        fresh = []
        for item, entry in zip(others, entries(file, document, others), strict=True):
            self._found[entry] += 1
            if not all_ and self._found[entry] > self.known[entry]:
                fresh.append(item)
        return of_schemas + fresh

    def write(self) -> int:
        """Write what was found in this run, and what is known of other files that still exist.

        Returns of how many findings the file now knows. Raises Refused.
        """
        from edition.file.writing import write
        from edition.validation.baseline.notation import text

        others = {
            entry: count
            for entry, count in self.known.items()
            if entry.file not in self._judged and is_file(self.path.parent / entry.file)
        }
        counts = {**others, **self._found}
        write(self.path, text(counts).encode(), "Make room, or check the folder's permissions.")
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
        self._open: dict[Path, _Baseline] = {}
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
            self._open[path] = self._read(path)
            self._useless.remove(path)
            if self._may_write and (self._anew or not path.exists()):
                self._fresh.add(path)
        kept = self._open[path].sift(document, diagnostics, all_=path in self._fresh)
        return tuple(kept)

    def _read(self, path: Path) -> _Baseline:
        from edition.validation.baseline.notation import read

        return _Baseline(path, read(path, anew=self._anew))

    def write(self) -> list[tuple[Path, int]]:
        """Write what is to be written; return the files, and how many findings each knows."""
        return [(path, self._open[path].write()) for path in sorted(self._fresh)]

    def outdated(self) -> Iterator[Diagnostic]:
        """Yield an info for each entry that tells what is no longer found."""
        for path in sorted(self._open.keys() - self._fresh):
            yield from self._open[path].outdated(self._was_judged)
