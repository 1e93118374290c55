"""Folder: where a documentation is written, and what of an earlier one is left over there."""

from pathlib import Path

from edition.file.writing import refusal, write_all
from edition.odd.pages.address import is_page

__all__ = ["replace"]

_OURS = b"<body class=schema"
_PLACE = "Name an empty folder with -o, or one in which edition has documented a schema."


def replace(folder: Path, files: dict[str, bytes]) -> tuple[Path, ...]:
    """Write the files of a documentation, and remove pages of an earlier one that have no heir.

    Returns the pages that were removed. Raises Refused, before anything is written, where a page
    that is not ours stands in the way, and where the file system refuses.
    """
    known = [file for file in folder.iterdir() if file.suffix == ".html"] if folder.is_dir() else []
    ours = {file.name for file in known if _is_ours(file)}
    for file in known:
        if file.name in files and file.name not in ours:
            raise refusal(file, "A page that was written by somebody else stands here.", _PLACE)
    write_all(folder, files)
    stale = sorted(name for name in ours if is_page(name) and name not in files)
    for name in stale:
        (folder / name).unlink(missing_ok=True)
    return tuple(folder / name for name in stale)


def _is_ours(file: Path) -> bool:
    try:
        return _OURS in file.read_bytes()
    except OSError:
        return False
