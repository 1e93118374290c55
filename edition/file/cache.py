"""Cache: where the user's system keeps what can be made again."""

import os
import sys
from pathlib import Path

__all__ = ["folder"]


def folder() -> Path | None:
    """Return the user's cache folder, None where nothing is kept.

    Source: XDG Base Directory Specification.
    """
    given = os.environ.get("EDITION_CACHE")
    if given is not None:
        return Path(given) if given else None
    try:
        home = Path.home()
    except RuntimeError:
        return None
    if sys.platform == "darwin":
        return home / "Library" / "Caches" / "edition"
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", home)) / "edition" / "Cache"
    caches = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(caches) if Path(caches).is_absolute() else home / ".cache") / "edition"
