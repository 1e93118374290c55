"""Bytecode: the modules of a package, loaded from one file as Python loads each from its own.

To find, open and read a hundred small files takes longer than to run what stands in them.
"""

import marshal
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib.machinery import ModuleSpec, SourceFileLoader
from types import ModuleType

__all__ = ["Bundle"]

_Stamp = tuple[int, int]
"""The time of change and the size of a module's source."""
_Kept = dict[str, tuple[str, _Stamp, bytes]]
"""By the names of modules: their sources in the package's folder, and their bytecode."""


class Bundle:
    """Finds and loads the modules of a package, as an entry of sys.meta_path.

    What runs have loaded is kept in the package's __pycache__, where Python keeps its own, with the
    same right to be believed and under the same conditions: a module that was changed is not in it,
    and nothing is written where Python is told not to write or cannot.
    """

    def __init__(self, package: ModuleType) -> None:
        self._folder = package.__path__[0]
        self._prefix = f"{package.__name__}."
        self._file = f"{self._folder}/__pycache__/modules.{sys.implementation.cache_tag}.bytecode"
        self._kept = self._read() if sys.pycache_prefix is None else {}

    def find_spec(
        self, name: str, _path: Sequence[str] | None = None, _target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Return how a module is loaded, if it is kept and was not changed since."""
        if not self._is_kept(name):
            return None
        place, *_ = self._kept[name]
        source = f"{self._folder}/{place}"
        spec = ModuleSpec(name, self, origin=source)  # type: ignore[arg-type]  # it is a loader
        spec.has_location = True
        if place.endswith("/__init__.py"):
            spec.submodule_search_locations = [source.removesuffix("/__init__.py")]
        return spec

    def create_module(self, _spec: ModuleSpec) -> None:
        """Leave it to Python to make the module."""

    def exec_module(self, module: ModuleType) -> None:
        """Run the code of a module in it."""
        code = marshal.loads(self._kept[module.__name__][2])  # noqa: S302  (as Python's own)
        exec(code, module.__dict__)  # noqa: S102  (what an import does)

    def keep(self) -> None:
        """Keep what this run has loaded from files of its own."""
        ours = [name for name in sys.modules if name.startswith(self._prefix)]
        specs = [(name, sys.modules[name].__spec__) for name in ours]
        new = {
            name: spec.loader
            for name, spec in specs
            if spec and isinstance(spec.loader, SourceFileLoader) and not self._is_kept(name)
        }
        if new and sys.pycache_prefix is None and not sys.dont_write_bytecode:
            with suppress(OSError):
                self._write(new)

    def _is_kept(self, name: str) -> bool:
        place, known, _ = self._kept.get(name, ("", None, b""))
        return known is not None and known == _stamp(f"{self._folder}/{place}")

    def _read(self) -> _Kept:
        try:
            with open(self._file, "rb") as file:  # noqa: PTH123  (a Path takes longer to make)
                made_by, kept = marshal.loads(file.read())  # noqa: S302  (as Python's own)
        except (OSError, EOFError, ValueError, TypeError):
            return {}
        found: _Kept = kept if made_by == self._maker else {}
        return found

    @property
    def _maker(self) -> str:
        return f"{sys.version} {sys.flags.optimize} {self._folder}"

    def _write(self, new: dict[str, SourceFileLoader]) -> None:
        draft = f"{self._file}.{os.getpid()}"
        with open(draft, "wb") as file:  # noqa: PTH123
            kept = {name: self._kept[name] for name in self._kept if self._is_kept(name)}
            for name, loader in new.items():
                source = loader.get_filename(name)
                stamp = _stamp(source)  # before its code: what changes between is seen later
                if stamp is not None:
                    place = source.removeprefix(f"{self._folder}/")
                    kept[name] = place, stamp, marshal.dumps(loader.get_code(name))
            file.write(marshal.dumps((self._maker, kept)))
        os.replace(draft, self._file)  # noqa: PTH105


def _stamp(source: str) -> _Stamp | None:
    try:
        stat = os.stat(source)  # noqa: PTH116  (a Path takes longer to make)
    except OSError:
        return None
    return stat.st_mtime_ns, stat.st_size
