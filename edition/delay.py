"""Delay: modules that others import and few runs use, run when something asks for them.

pathlib, inspect and elementpath import some that only addresses of networks, Windows, tracebacks
and time zones need.
"""

from collections.abc import Sequence
from importlib.machinery import ModuleSpec, PathFinder
from importlib.util import LazyLoader
from types import ModuleType

__all__ = ["Delay"]


class Delay:
    """Finds modules, as an entry of sys.meta_path; the code of each runs when it is first used."""

    def __init__(self, *names: str) -> None:
        self._names = frozenset(names)

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, _target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Return how a module is loaded later, if it is one of those."""
        spec = PathFinder.find_spec(name, path) if name in self._names else None
        if spec is None or spec.loader is None:
            return None
        spec.loader = LazyLoader(spec.loader)
        return spec
