"""Boundary: how far the project of a path reaches; what lies beyond is not read."""

import os
from pathlib import Path

from edition.file import is_file, is_folder

__all__ = ["root_of"]


def root_of(start: Path) -> tuple[Path, bool]:
    """Return the nearest ancestor folder with edition.toml, else with xml/; and that it is one.

    Of a path in no project it is its own folder, and False.
    """
    absolute = Path(os.path.realpath(start))  # unlike Path.resolve it stands circles of links
    folders = [absolute, *absolute.parents] if is_folder(absolute) else list(absolute.parents)
    for marker in ("edition.toml", "xml"):
        for folder in folders:
            if _has(folder, marker):
                return folder, True
    return folders[0], False


def _has(folder: Path, marker: str) -> bool:
    return is_folder(folder / marker) if marker == "xml" else is_file(folder / marker)
