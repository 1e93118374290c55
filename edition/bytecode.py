"""Bytecode: all modules of a folder, loaded from one file as Python loads each from its own.

To find, open and read sixty small files takes four times as long as what stands in them.
"""

import marshal
import os
import sys
from contextlib import suppress
from importlib import import_module
from types import CodeType, ModuleType

__all__ = ["modules"]

_Stamp = tuple[tuple[str, int, int], ...]
"""The name, the time of change and the size of every module."""


def modules(package: ModuleType) -> list[ModuleType]:
    """Import the modules of a package, but not its packages; return them by name.

    Their bytecode is kept in the package's __pycache__, where Python keeps its own, with the same
    right to be believed and under the same conditions: it is made anew after any change, and not
    written where Python is told not to write or cannot. Then they are imported one by one.
    """
    folder = package.__path__[0]
    stamp = _stamp(folder)
    kept = f"{folder}/__pycache__/modules.{sys.implementation.cache_tag}.bytecode"
    codes = _read(kept, stamp) if sys.pycache_prefix is None else None
    if codes is not None:
        return [_module(package, name, code) for name, code in codes.items()]
    found = [import_module(f"{package.__name__}.{name}") for name, *_ in stamp]
    if sys.pycache_prefix is None and not sys.dont_write_bytecode:
        with suppress(OSError):
            _write(kept, stamp, found)
    return found


def _stamp(folder: str) -> _Stamp:
    with os.scandir(folder) as files:
        found = [
            (file.name.removesuffix(".py"), file.stat().st_mtime_ns, file.stat().st_size)
            for file in files
            if file.name.endswith(".py") and not file.name.startswith(("_", "."))
        ]
    return tuple(sorted(found))


def _version() -> str:
    return f"{sys.version} {sys.flags.optimize}"


def _read(kept: str, stamp: _Stamp) -> dict[str, CodeType] | None:
    """Return the code of the modules by their names; None where it is not there or of others."""
    try:
        with open(kept, "rb") as file:  # noqa: PTH123  (a Path takes longer to make than to read)
            version, known, codes = marshal.loads(file.read())  # noqa: S302  (as Python's own)
    except (OSError, EOFError, ValueError, TypeError):
        return None
    return codes if (version, known) == (_version(), stamp) else None


def _write(kept: str, stamp: _Stamp, found: list[ModuleType]) -> None:
    codes = {}
    for module, (name, *_) in zip(found, stamp, strict=True):
        loader = getattr(module.__spec__, "loader", None)
        get_code = getattr(loader, "get_code", None)
        code = get_code(module.__name__) if get_code is not None else None
        if code is None:
            return  # it came from elsewhere
        codes[name] = code
    draft = f"{kept}.{os.getpid()}"
    with open(draft, "wb") as file:  # noqa: PTH123
        file.write(marshal.dumps((_version(), stamp, codes)))
    os.replace(draft, kept)  # noqa: PTH105


def _module(package: ModuleType, name: str, code: CodeType) -> ModuleType:
    """Return a module, made of its code if nobody has imported it yet."""
    full = f"{package.__name__}.{name}"
    known = sys.modules.get(full)
    if known is None:
        known = ModuleType(full)
        known.__file__, known.__package__ = code.co_filename, package.__name__
        sys.modules[full] = known
        try:
            exec(code, known.__dict__)  # noqa: S102  (what an import does)
        except BaseException:
            del sys.modules[full]
            raise
        setattr(package, name, known)
    return known
