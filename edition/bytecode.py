"""Bytecode: the modules of a package, loaded from one file as Python loads each from its own.

To find, open and read a hundred small files takes longer than to run what stands in them.
"""

import marshal
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib.machinery import ModuleSpec, SourceFileLoader
from io import FileIO
from types import ModuleType

__all__ = ["Bundle"]

_Stamp = tuple[int, int]
"""The time of change and the size of a module's source."""
_Kept = dict[str, tuple[str, _Stamp, int, int]]
"""By the names of modules: their sources in the package's folder; where behind the list their
bytecode begins, and its size."""
_Patterns = dict[tuple[str | bytes, int], tuple[int, int]]
"""By regular expressions and flags: where what they are compiled to begins, and its size."""
_SIZE = 8
"""So many bytes tell first of all how long the list of modules is that stands in front."""


class Bundle:
    """Finds and loads the modules of a package, as an entry of sys.meta_path.

    What runs have loaded is kept in the package's __pycache__, where Python keeps its own, with the
    same right to be believed and under the same conditions: a module that was changed is not in it,
    and nothing is written where Python is told not to write or cannot. Of the file no more is read
    than the list of modules, and the bytecode of those that are asked for. Beside the modules are
    the regular expressions that they have compiled.
    """

    def __init__(self, package: ModuleType) -> None:
        self._folder = package.__path__[0]
        self._prefix = f"{package.__name__}."
        self._file = f"{self._folder}/__pycache__/modules.{sys.implementation.cache_tag}.bytecode"
        self._opened: FileIO | None = None
        self._first = 0
        self._patterns: _Patterns = {}
        self._kept = self._read() if sys.pycache_prefix is None else {}
        self._fresh: dict[tuple[str | bytes, int], bytes] = {}
        self._missed = not self._kept

    def find_spec(
        self, name: str, _path: Sequence[str] | None = None, _target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Return how a module is loaded, if it is kept and was not changed since."""
        if not self._is_kept(name):
            self._missed = self._missed or name.startswith(self._prefix)
            return None
        place, *_ = self._kept[name]
        source = f"{self._folder}/{place}"
        spec = ModuleSpec(name, self, origin=source)  # type: ignore[arg-type]  # it is a loader
        if place.endswith("/__init__.py"):
            spec.submodule_search_locations = [source.removesuffix("/__init__.py")]
        return spec

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        """Make a module that knows its file: Python would ask it twice whether it does."""
        module = ModuleType(spec.name)
        module.__file__ = spec.origin
        return module

    def exec_module(self, module: ModuleType) -> None:
        """Run the code of a module in it."""
        code = marshal.loads(self._bytecode(module.__name__))  # noqa: S302  (as Python's own)
        exec(code, module.__dict__)  # noqa: S102  (what an import does)

    def pattern(self, key: tuple[str | bytes, int]) -> bytes | None:
        """Return what is kept of a regular expression and its flags."""
        if key not in self._patterns:
            return None
        start, size = self._patterns[key]
        return self._part(self._first + start, size)

    def keep_pattern(self, key: tuple[str | bytes, int], compiled: bytes) -> None:
        """Let `keep` keep what a regular expression is compiled to."""
        self._fresh[key] = compiled

    def keep(self) -> None:
        """Keep what this run has loaded from files of its own; then nothing more is found here."""
        new = self._loaded_elsewhere() if self._missed else {}
        if (new or self._fresh) and sys.pycache_prefix is None and not sys.dont_write_bytecode:
            with suppress(OSError):
                self._write(new)
        self._close()

    def _loaded_elsewhere(self) -> dict[str, SourceFileLoader]:
        ours = [name for name in sys.modules if name.startswith(self._prefix)]
        specs = [(name, sys.modules[name].__spec__) for name in ours]
        return {
            name: spec.loader
            for name, spec in specs
            if spec and isinstance(spec.loader, SourceFileLoader) and not self._is_kept(name)
        }

    def _close(self) -> None:
        self._kept = {}
        self._patterns = {}
        if self._opened is not None:
            self._opened.close()

    def _is_kept(self, name: str) -> bool:
        place, known, *_ = self._kept.get(name, ("", None))
        return known is not None and known == _stamp(f"{self._folder}/{place}")

    def _bytecode(self, name: str) -> bytes:
        *_, start, size = self._kept[name]
        return self._part(self._first + start, size)

    def _part(self, start: int, size: int) -> bytes:
        assert self._opened is not None
        self._opened.seek(start)
        return self._opened.read(size)

    def _read(self) -> _Kept:
        try:
            self._opened = FileIO(self._file)
            size = int.from_bytes(self._part(0, _SIZE))
            made_by, rest, kept, patterns = marshal.loads(self._part(_SIZE, size))  # noqa: S302
            self._first = _SIZE + size
            is_whole = os.fstat(self._opened.fileno()).st_size == self._first + rest
            if made_by == self._maker and is_whole:
                found: _Kept = kept
                self._patterns = patterns
                return found
        except (OSError, EOFError, ValueError, TypeError, OverflowError, MemoryError):
            pass
        self._close()
        return {}

    @property
    def _maker(self) -> str:
        return f"{sys.version} {sys.flags.optimize} {self._folder}"

    def _write(self, new: dict[str, SourceFileLoader]) -> None:
        listed: _Kept = {}
        codes: list[bytes] = []
        size = 0

        def add(code: bytes) -> tuple[int, int]:
            nonlocal size
            codes.append(code)
            size += len(code)
            return size - len(code), len(code)

        for name in filter(self._is_kept, self._kept):
            place, stamp, *_ = self._kept[name]
            listed[name] = place, stamp, *add(self._bytecode(name))
        for name, loader in new.items():
            source = loader.get_filename(name)
            found = _stamp(source)  # before its code: what changes between is seen later
            if found is not None:
                place = source.removeprefix(f"{self._folder}/")
                listed[name] = place, found, *add(marshal.dumps(loader.get_code(name)))
        if self._kept.keys() <= listed.keys() - new.keys():  # else none may be asked for any more
            self._fresh |= {key: self.pattern(key) or b"" for key in self._patterns}
        patterns = {key: add(compiled) for key, compiled in self._fresh.items()}
        index = marshal.dumps((self._maker, size, listed, patterns))
        self._close()  # what is open cannot be replaced everywhere
        draft = f"{self._file}.{os.getpid()}"
        with open(draft, "wb") as file:  # noqa: PTH123
            file.write(len(index).to_bytes(_SIZE) + index + b"".join(codes))
        os.replace(draft, self._file)  # noqa: PTH105


def _stamp(source: str) -> _Stamp | None:
    try:
        stat = os.stat(source)  # noqa: PTH116  (a Path takes longer to make)
    except OSError:
        return None
    return stat.st_mtime_ns, stat.st_size
