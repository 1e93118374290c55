"""Format: what an entry stylesheet says of itself."""

from pathlib import Path

from edition.diagnostic import Refused
from edition.document import Element
from edition.stylesheet.source import describe
from edition.value import Value

__all__ = ["Format", "formats"]

_NAMESPACE = "{https://tei-edition.org/ns/format}format"


class Format(Value):
    """An export format: the name of its entry stylesheet, and how its files are called.

    The first of `profiles` is written as ID.EXTENSION, every other as ID.PROFILE.EXTENSION. Those
    `on_request` are written where they are asked for; one may name an extension of its own, as
    `search.jsonl` does.
    """

    name: str
    extension: str
    media_type: str
    profiles: tuple[str, ...]
    on_request: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all profiles."""
        return (*self.profiles, *(stated.partition(".")[0] for stated in self.on_request))

    def among(self, wanted: tuple[str, ...]) -> tuple[str, ...]:
        """Return the profiles to write: of those that are wanted its own; else what is usual."""
        return tuple(name for name in self.names if name in (wanted or self.profiles))

    def file_name(self, document_id: str, profile: str) -> str:
        """Return the name of the file that holds one profile of a document."""
        if profile == self.profiles[0]:
            return f"{document_id}.{self.extension}"
        own = {stated.partition(".")[0]: stated.partition(".")[2] for stated in self.on_request}
        return f"{document_id}.{profile}.{own.get(profile) or self.extension}"


def formats(folders: tuple[Path, ...]) -> dict[str, Format]:
    """Return every format: each xslt/NAME.xsl that says of itself that it is one.

    A sheet that is laid over another may leave that to the other, also where it is not well-formed:
    that is told when it is to be used. Of any other such sheet Refused is raised.
    """
    files = (file for folder in folders if folder.is_dir() for file in folder.iterdir())
    names = sorted({file.name for file in files if file.suffix == ".xsl"})
    found = {}
    for name in names:
        said = _description(folders, name)
        if said is not None:
            stem = name.removesuffix(".xsl")
            found[stem] = Format(
                stem,
                said.get("extension", stem),
                said.get("media-type", "application/xml"),
                tuple(said.get("profiles", "reading").split()),
                tuple(said.get("on-request", "").split()),
            )
    return found


def _description(folders: tuple[Path, ...], name: str) -> Element | None:
    """Return what a sheet says of its format, or what the sheet says that it is laid over."""
    layers = [n for n, folder in enumerate(folders) if (folder / name).is_file()]
    for number in layers:
        try:
            said = describe(folders[number:], name).find(_NAMESPACE)
        except Refused:
            if number == layers[-1]:
                raise
            continue
        if said is not None:
            return said
    return None
