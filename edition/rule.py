"""Rule: what no grammar can see; every module in rules/ is one."""

from collections.abc import Callable, Iterator
from functools import lru_cache
from importlib import import_module
from pkgutil import iter_modules

from edition.diagnostic import Diagnostic, Location, Related, Severity
from edition.document import Document, Element
from edition.project import Project
from edition.value import Value

__all__ = ["Finding", "Rule", "rules"]


class Finding(Value):
    """What a rule has found, before its places are looked up: an element, or a place it knows."""

    at: Element | Location
    message: str
    hint: str | None = None
    related: tuple[tuple[Element | Location, str], ...] = ()


class Rule(Value):
    """A rule: its name reads well after "allow"; its manual has What, Why, Wrong, Right."""

    name: str
    severity: Severity
    manual: str
    tei_only: bool
    check: Callable[[Document, Project], Iterator[Finding]]

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
            )


def _place(document: Document, at: Element | Location) -> Location:
    return at if isinstance(at, Location) else document.locate(at)


@lru_cache(maxsize=1)
def rules() -> tuple[Rule, ...]:
    """Return every rule there is, by name: a new file in rules/ is a new rule."""
    package = import_module("edition.rules")
    modules = [
        import_module(f"edition.rules.{found.name}") for found in iter_modules(package.__path__)
    ]
    return tuple(
        Rule(
            module.__name__.rpartition(".")[2].replace("_", "-"),
            module.SEVERITY,
            module.__doc__ or "",
            getattr(module, "TEI_ONLY", True),
            module.check,
        )
        for module in modules
    )
