"""Place: the folders in which schemas are kept, and where TEI's own specifications are."""

from pathlib import Path

from edition.file import cache, is_file
from edition.project import OWN, Project
from edition.value import Value

__all__ = ["SOURCE", "Shelf", "of_user", "shelves", "source_of_tei"]

SOURCE = "p5subset.xml"
"""TEI's own specifications, which an ODD chooses from."""


class Shelf(Value):
    """A folder of schemas, and whose it is: project, user or edition."""

    folder: Path
    whose: str

    @property
    def catalog(self) -> Path:
        """The file that says what the schemas stand for."""
        return self.folder / "catalog.xml"


def shelves(project: Project) -> tuple[Shelf, ...]:
    """Return the shelves that a project has, in the order in which a name is looked up."""
    own = Shelf(OWN / "xml" / "schema", "edition")
    mine = Shelf(project.root / "xml" / "schema", "project")
    theirs = of_user()
    found = (mine, *([] if theirs is None else [theirs]), own)
    return found if mine.folder != own.folder else found[1:]


def of_user() -> Shelf | None:
    """Return the user's own shelf; None where nothing is to be kept."""
    kept = cache.folder()
    return None if kept is None else Shelf(kept / "schemas", "user")


def source_of_tei(project: Project) -> Path | None:
    """Return the file of TEI's own specifications, the project's before the user's."""
    shelf = of_user()
    found = project.schema(SOURCE)
    if found is None and shelf is not None and is_file(shelf.folder / SOURCE):
        return shelf.folder / SOURCE
    return found
