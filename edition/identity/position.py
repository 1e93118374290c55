"""Position: the line and the column at which the tag of a passage stands, for findings."""

from edition.diagnostic import Location, Refused
from edition.document import Document, read
from edition.document.member import members
from edition.identity.trace import Trace
from edition.project import Project, shown

__all__ = ["Places"]


class Places:
    """The places of passages in the files of a project, of which the last one read is kept."""

    def __init__(self, project: Project) -> None:
        self._paths = {str(shown(path)): path for path in project.documents}
        self._project = project
        self._last: tuple[str, list[Document]] = "", []

    def of(self, trace: Trace) -> Location:
        """Return where the tag begins of what bears the id of a passage; else the line alone."""
        for document in self._documents(trace.file):
            if document.id == trace.document and trace.id in document.ids:
                return document.locate(document.ids[trace.id])
        return Location(trace.file, trace.line or None, None)

    def _documents(self, file: str) -> list[Document]:
        if self._last[0] != file and file in self._paths:
            try:
                whole = read(self._paths[file], file, within=self._project.root)
                self._last = file, list(members(whole))
            except Refused:  # changed meanwhile
                self._last = file, []
        return self._last[1] if self._last[0] == file else []
