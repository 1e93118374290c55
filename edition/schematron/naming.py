"""Naming: what a test is called, and how much it weighs."""

import re
from functools import lru_cache

from edition.diagnostic import Severity
from edition.document import Element

__all__ = ["UNNAMED", "name_of", "severity_of"]

UNNAMED = "schematron"

_SEVERITIES = {
    "fatal": Severity.ERROR,
    "error": Severity.ERROR,
    "warning": Severity.WARNING,
    "warn": Severity.WARNING,
    "nonfatal": Severity.WARNING,
    "info": Severity.INFO,
    "information": Severity.INFO,
    "hint": Severity.INFO,
}


def name_of(*holders: Element) -> str:
    """Return the name of a test: its own id, else that of its rule, else of its pattern.

    The id that a processor of ODDs makes for a pattern is taken apart: what TEI calls the
    constraint stays, the name of the schema and a number that changes with every version go.
    """
    for holder in holders:
        name = _without_ornament(holder.get("id", ""))
        if name:
            return name
    return UNNAMED


def severity_of(*holders: Element) -> Severity:
    """Return the severity of a test, from the first of the elements around it that says one."""
    for holder in holders:
        for attribute in ("severity", "role", "flag"):
            known = _SEVERITIES.get(holder.get(attribute, "").strip().lower())
            if known is not None:
                return known
    return Severity.ERROR


@lru_cache(maxsize=1)
def _made() -> re.Pattern[str]:
    return re.compile(
        r"schematron-constraint-[^-]+-(?P<old>.+)-\d+"
        r"|[^-]+-(?P<new>.+)-constraint-(?:rule|assert|report)-\d+"
        r"|(?P<nothing>d\d+e\d+.*)"
    )


def _without_ornament(name: str) -> str:
    made = _made().fullmatch(name)
    if made is None:
        return "-".join(name.split())
    return made["old"] or made["new"] or ""
