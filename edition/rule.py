"""Rule: what no grammar can see; every module in rules/ is one."""

import os
from collections.abc import Callable, Iterator
from functools import lru_cache
from importlib import import_module
from types import ModuleType

from edition.diagnostic import Diagnostic, Fix, Location, Misuse, Related, Severity
from edition.document import Document, Element
from edition.project import Project
from edition.suggestion import instead
from edition.value import Value

__all__ = ["POLICIES", "Finding", "Rule", "chosen", "rules"]

POLICIES = ("minimal", "citable", "archive")
"""The opt-in sets that ask something of a header; each asks for what those before it ask too."""


class Finding(Value):
    """What a rule has found, before its places are looked up: an element, or a place it knows.

    `fix` is given only where nothing else can have been meant, `attribute` where schemas may find
    fault with the same one.
    """

    at: Element | Location
    message: str
    hint: str | None = None
    related: tuple[tuple[Element | Location, str], ...] = ()
    fix: Fix | None = None
    attribute: str = ""


class Rule(Value):
    """A rule: its name reads well after "allow"; its manual has What, Why, Wrong, Right.

    `set` is the opt-in set it belongs to, empty for a rule that always judges; `hits`, how many of
    its findings on real corpora were right when somebody read them, and how many there were.
    """

    name: str
    severity: Severity
    manual: str
    tei_only: bool
    check: Callable[[Document, Project], Iterator[Finding]]
    set: str = ""
    hits: tuple[int, int] | None = None

    def diagnose(self, document: Document, project: Project) -> Iterator[Diagnostic]:
        """Yield the rule's findings with their places."""
        for finding in self.check(document, project):
            yield Diagnostic(
                _place(document, finding.at),
                self.name,
                self.severity,
                finding.message,
                finding.hint,
                None,
                tuple([Related(_place(document, at), words) for at, words in finding.related]),
                finding.fix,
                finding.attribute,
            )


def _place(document: Document, at: Element | Location) -> Location:
    return at if isinstance(at, Location) else document.locate(at)


@lru_cache(maxsize=1)
def rules() -> tuple[Rule, ...]:
    """Return every rule there is, by name: a new file in rules/ is a new rule."""
    return chosen(("all",))


@lru_cache(maxsize=8)
def chosen(sets: tuple[str, ...]) -> tuple[Rule, ...]:
    """Return the rules that always judge, and those of opt-in sets; `all` means every set.

    Several sets may stand in one string, with commas between them; a policy brings those before
    it. A set is a folder in rules/, which is not even loaded where nobody asks for it; a rule
    beside them may name one as SET. Raises Misuse for a set that does not exist.
    """
    package = import_module("edition.rules")
    always = _rules(package, "")
    with os.scandir(package.__path__[0]) as files:
        folders = [file.name for file in files if file.is_dir() and file.name.isalpha()]
    known = {*folders, *[rule.set for rule in always if rule.set], "all"}
    asked = _asked([name for given in sets for name in given.split(",")], known)
    found = [rule for rule in always if not rule.set or {rule.set, "all"} & asked]
    for folder in folders:
        if {folder, "all"} & asked:
            found += _rules(import_module(f"edition.rules.{folder}"), folder)
    return tuple(sorted(found, key=_name))


def _asked(names: list[str], known: set[str]) -> set[str]:
    for name in names:
        if name not in known:
            raise Misuse(f"There is no set of rules “{name}”; {instead(name, sorted(known))}")
    highest = max([POLICIES.index(name) for name in names if name in POLICIES], default=0)
    return {*names, *POLICIES[:highest]}


def _name(rule: Rule) -> str:
    return rule.name


def _rules(package: ModuleType, folder: str) -> list[Rule]:
    return [
        Rule(
            module.__name__.rpartition(".")[2].replace("_", "-"),
            module.SEVERITY,
            module.__doc__ or "",
            getattr(module, "TEI_ONLY", True),
            module.check,
            folder or getattr(module, "SET", ""),
            getattr(module, "HITS", None),
        )
        for module in _modules(package)
    ]


def _modules(package: ModuleType) -> list[ModuleType]:
    files = os.listdir(package.__path__[0])  # noqa: PTH208  (a Path takes twice the time)
    names = [file.removesuffix(".py") for file in files if file.endswith(".py")]
    return [import_module(f"{package.__name__}.{name}") for name in names if name[0] not in "_."]
