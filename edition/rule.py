"""Rule: what no grammar can see; every module in rules/ is one."""

from collections.abc import Callable, Iterator
from functools import lru_cache
from importlib import import_module
from pkgutil import iter_modules

from edition.diagnostic import Diagnostic, Fix, Location, Misuse, Related, Severity, nearest
from edition.document import Document, Element
from edition.project import Project
from edition.value import Value

__all__ = ["Finding", "Rule", "chosen", "rules"]


class Finding(Value):
    """What a rule has found, before its places are looked up: an element, or a place it knows.

    `fix` is given only where nothing else can have been meant.
    """

    at: Element | Location
    message: str
    hint: str | None = None
    related: tuple[tuple[Element | Location, str], ...] = ()
    fix: Fix | None = None


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
            getattr(module, "SET", ""),
            getattr(module, "HITS", None),
        )
        for module in modules
    )


@lru_cache(maxsize=8)
def chosen(sets: tuple[str, ...]) -> tuple[Rule, ...]:
    """Return the rules that always judge, and those of opt-in sets; `all` means every set.

    Raises Misuse for a set that does not exist.
    """
    known = sorted({rule.set for rule in rules() if rule.set} | {"all"})
    for name in sets:
        if name not in known:
            close = nearest(name, known, most=1)
            hint = f"did you mean {close[0]}?" if close else f"there are: {', '.join(known)}."
            raise Misuse(f"There is no set of rules “{name}”; {hint}")
    return tuple(rule for rule in rules() if not rule.set or {rule.set, "all"}.intersection(sets))
