"""Keeping: plans of schemas in the cache, beside the grammars that may hold them."""

from collections.abc import Iterable
from pathlib import Path

from edition.relaxng import cache
from edition.schematron.plan import Plan, packed, unpacked

__all__ = ["find", "keep"]

_FORMAT = 13


def find(path: Path, data: bytes) -> Plan | None:
    """Return the plan kept for a schema file with these bytes; None where none is."""
    kept = cache.find(_named(path), data)
    if kept is None:
        return None
    try:
        _, (format_, plan) = kept
        found = unpacked(plan) if format_ == _FORMAT else None
    except (ValueError, TypeError, IndexError):
        return None  # what another version kept is of no use
    return found if isinstance(found, Plan) else None


def keep(path: Path, data: bytes, taken_in: Iterable[str], plan: Plan) -> None:
    """Keep the plan of a schema file with these bytes."""
    cache.keep(_named(path), data, taken_in, _FORMAT, packed(plan))


def _named(path: Path) -> Path:
    """Return another name for a file: that of a grammar stands for the grammar's own entry."""
    return path.with_name(f"{path.name}.schematron")
