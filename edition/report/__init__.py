"""Report: one file for each rendering of diagnostics."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias

from edition.diagnostic import Diagnostic
from edition.value import Value

__all__ = ["Judgement", "Manner", "Renderer", "Tally", "formats", "plural", "render"]


class Judgement(Value):
    """What a report is told of one document, clean ones too; or of a project's settings."""

    file: str
    diagnostics: tuple[Diagnostic, ...] = ()
    unchecked: tuple[str, ...] = ()
    addresses: int = 0
    documents: int = 1
    """How many documents it is of: a teiCorpus holds several, settings are none."""
    failed: bool = False
    """Whether something could not be read, parsed or written."""
    source: bytes | None = None
    """The bytes of what came from standard input: no file holds them."""
    known: int = 0
    """How many findings are left out since a baseline knows them."""

    @property
    def is_document(self) -> bool:
        """Whether this is of a document, not of a project's settings."""
        return self.documents > 0


class Manner(Value):
    """How a report is wanted; it looks up nothing itself, neither a terminal nor a manual."""

    colour: bool = False
    width: int = 96
    grouped: bool = False
    """Whether JSON tells equal findings of a document as one; text always does."""
    strict: bool = False
    manual: Callable[[str], str] = lambda _name: ""
    """The manual page of a rule, empty where there is none."""
    command: str = "validate"
    """The command that reports, as JUnit names the suite."""


Renderer: TypeAlias = Callable[[Iterable[Judgement], Manner], Iterator[str]]


class Tally:
    """What a run came to, counted as it goes: it grows with the rules, not with the documents."""

    def __init__(self) -> None:
        self.documents = 0
        self.addresses = 0
        self.failed = False
        self.known = 0
        self.fixable = 0
        self.severities = {"error": 0, "warning": 0, "info": 0}
        self.rules: dict[tuple[str, str], list[int]] = {}
        """Findings and documents concerned, by rule and severity."""
        self._unchecked: Counter[str] = Counter()

    def add(self, judgement: Judgement) -> None:
        """Count a document and what was found in it."""
        self.documents += judgement.documents
        self.addresses += judgement.addresses
        self.failed = self.failed or judgement.failed
        self.known += judgement.known
        for what in dict.fromkeys(judgement.unchecked):
            self._unchecked[what] += judgement.documents
        for item in judgement.diagnostics:
            self.severities[item.severity] += 1
            self.fixable += item.fix is not None
            self.rules.setdefault((item.rule, str(item.severity)), [0, 0])[0] += 1
        for key in {(item.rule, str(item.severity)) for item in judgement.diagnostics}:
            self.rules[key][1] += 1

    @property
    def findings(self) -> int:
        """How many findings there are, whatever they weigh."""
        return sum(self.severities.values())

    @property
    def unchecked(self) -> list[str]:
        """What was not looked at, in words that can follow “Not checked:”."""
        told = [
            what if count >= self.documents else f"{what} ({count} of {self.documents} documents)"
            for what, count in self._unchecked.items()
        ]
        if self.addresses:
            counted = plural(self.addresses, "web address", "web addresses")
            told.append(f"{counted}, since nothing is fetched")
        return [*told, "what could not be read"] if self.failed else told

    def status(self, *, strict: bool = False) -> int:
        """Return the exit status: 3 something failed, 1 errors, 0 clean; strict counts warnings."""
        if self.failed:
            return 3
        return int(bool(self.severities["error"] or (strict and self.severities["warning"])))


def plural(count: int, noun: str, more: str = "") -> str:
    """Return a number with its noun, which takes an s unless its plural is given."""
    return f"{count} {noun if count == 1 else more or f'{noun}s'}"


def formats() -> tuple[str, ...]:
    """Return the names of the reports: a new file here is a new one."""
    from pkgutil import iter_modules

    return tuple(module.name for module in iter_modules(__path__))


def render(name: str) -> Renderer:
    """Return the function that renders judgements as the report of that name.

    It yields what can be printed already: text, JSON and GitHub's annotations after each document,
    SARIF and JUnit at the end, since they begin with what only then is known.
    """
    from importlib import import_module

    function: Renderer = import_module(f"edition.report.{name}").render
    return function
