"""Picture: the images of a guide, taken along with its page."""

from pathlib import Path
from urllib.parse import unquote

from edition.document import Element
from edition.file import is_file, read_bytes
from edition.odd.naming import TEI

__all__ = ["gathered"]

_ENDINGS = frozenset({".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp"})


def gathered(root: Element, folder: Path) -> dict[str, bytes]:
    """Return the images that a tree shows, by the names that its pointers now have.

    Only what lies in the ODD's own folder is taken along. What is not there is left out, so that
    the figure shows its description; an image on the web stays a link.
    """
    found: dict[str, bytes] = {}
    for graphic in root.iter(f"{TEI}graphic"):
        address = graphic.get("url", "")
        file = folder / unquote(address)
        if "://" in address:
            continue
        if _is_within(file, folder):
            name = f"image-{len(found) + 1}{file.suffix.lower()}"
            found[name] = read_bytes(file, str(file))
            graphic.set("url", name)
        else:
            graphic.tag = f"{TEI}seg"  # which holds nothing, and shows nothing
    return found


def _is_within(file: Path, folder: Path) -> bool:
    try:
        inside = file.resolve().is_relative_to(folder.resolve())
    except (OSError, ValueError, RuntimeError):  # no name of a file
        return False
    return inside and file.suffix.lower() in _ENDINGS and is_file(file)
