"""Delay: modules that others import and few runs use, run when something asks for them.

pathlib and elementpath import some that only addresses of networks, Windows, tracebacks and time
zones need; click and lxml import inspect, for which Python reads its own syntax in.
"""

from collections.abc import Callable, Sequence
from functools import partial
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from importlib.abc import Loader

__all__ = ["Delay"]


class Delay:
    """Finds modules, as an entry of sys.meta_path; the code of each runs when it is first used.

    To import a name from one is to use it; but not where it is one of the functions that the module
    has `promised`, for which its code runs when they are called.
    """

    def __init__(self, *names: str, **promised: str) -> None:
        self._promised = {**dict.fromkeys(names, ""), **promised}

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, _target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Return how a module is loaded later, if it is one of those."""
        spec = PathFinder.find_spec(name, path) if name in self._promised else None
        if spec is None or spec.loader is None:
            return None
        promised = self._promised[name].split()
        spec.loader = _Later(spec.loader, promised)  # type: ignore[assignment]  # it loads
        return spec


class _Later:
    """Loads a module without its code, and with functions that wait for that."""

    def __init__(self, loader: "Loader", promised: list[str]) -> None:
        self._loader = loader
        self._promised = promised

    def create_module(self, _spec: ModuleSpec) -> None:
        """Leave it to Python to make the module."""

    def exec_module(self, module: ModuleType) -> None:
        """Put the functions in the module, and let it wait."""
        assert module.__spec__ is not None
        module.__spec__.loader = module.__loader__ = self._loader
        for name in self._promised:
            setattr(module, name, partial(_call, module, name))
        module.__class__ = _Waiting


class _Waiting(ModuleType):
    """A module that runs when it is asked for a name that it does not have yet."""

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401  (a module's names are of any type)
        if name == "__path__":  # which Python asks for whenever something is imported from it
            raise AttributeError(name)
        _run(self)
        return getattr(self, name)


def _run(module: ModuleType) -> None:
    """Run the code of a module that has waited, if it still does."""
    if isinstance(module, _Waiting):
        module.__class__ = ModuleType  # type: ignore[assignment]  # it waits no longer
        for name in [name for name, found in vars(module).items() if isinstance(found, partial)]:
            delattr(module, name)
        assert module.__spec__ is not None
        assert module.__spec__.loader is not None
        module.__spec__.loader.exec_module(module)


def _call(module: ModuleType, name: str, *given: Any, **named: Any) -> Any:  # noqa: ANN401
    """Call a function of a module that has waited for this."""
    _run(module)
    function: Callable[..., Any] = getattr(module, name)
    return function(*given, **named)
