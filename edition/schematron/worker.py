"""Worker: rules that are not ours are run in a process of their own, with limits."""

import json
import sys
from collections.abc import Callable, Iterable
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from edition.child import Child, Ended, limit, say, summary
from edition.diagnostic import Diagnostic, Location, Refused, Severity
from edition.schematron import seconds

if TYPE_CHECKING:
    import subprocess

    from edition.document import Document

__all__ = ["Worker", "for_schema", "main"]


class Worker:
    """Judges documents by one schema, in a child that compiles it once.

    The child first says what it leaves unchecked; a schema that fails then is not tried again.
    Then the protocol is: the length of a document and its path as a line, its bytes; each answer
    is a line of JSON. Documents that tests ask for are read in `folder` only.
    """

    def __init__(
        self,
        schema: Path,
        folder: Path | None = None,
        cpu_seconds: int | None = None,
        phase: str = "",
    ) -> None:
        self.schema = schema
        where = schema.parent if folder is None else folder
        most = seconds() if cpu_seconds is None else cpu_seconds
        self._child = Child("edition.schematron.worker", (str(schema), str(where), phase), most)

    @property
    def process(self) -> "subprocess.Popen[bytes] | None":
        """The process of the child, if it runs."""
        return self._child.process

    def judge(self, data: bytes, path: Path | None = None) -> list[dict[str, Any]]:
        """Return what the schema finds in a document, one row for each. Raises Refused."""
        line = f"{len(data)} {json.dumps(None if path is None else str(path))}\n"
        try:
            return list(self._child.ask(line.encode() + data))
        except Ended as ended:
            raise self._broken_off(ended) from None

    @property
    def unchecked(self) -> tuple[str, ...]:
        """What the schema asks and the child cannot judge. Raises Refused."""
        try:
            return tuple(map(str, self._child.greeting))
        except Ended as ended:
            raise self._broken_off(ended) from None

    def close(self) -> None:
        """End the child process, if there is one."""
        self._child.close()

    def _broken_off(self, ended: Ended) -> Refused:
        most = self._child.cpu_seconds
        if ended.is_by_limit and not self._child.has_greeted:
            return _refused(
                self.schema,
                "schema-too-slow",
                f"These rules could not be read within {most} s.",
                "Divide the schema, and judge by its parts one after the other.",
            )
        if ended.is_by_limit:
            return _refused(
                self.schema,
                "schema-too-slow",
                f"The rules did not come to an end with this document within {most} s.",
            )
        return _refused(
            self.schema,
            "schema-failed",
            f"The process that judged by this schema broke off with status {ended.status}.",
        )


@lru_cache(maxsize=8)
def for_schema(schema: Path, folder: Path, phase: str = "") -> Worker:
    """Return the worker that judges by a phase of a schema; there is one for each."""
    return Worker(schema, folder, phase=phase)


_HINT = "Name another schema with --schema, or mend this one."


def _refused(schema: Path, rule: str, message: str, hint: str = _HINT) -> Refused:
    return Refused(Diagnostic(Location(str(schema)), rule, Severity.ERROR, message, hint))


def main(cpu_seconds: str, schema: str, folder: str, phase: str = "") -> None:
    """Serve: compile the schema, then judge documents from standard input until it ends."""
    from edition.document import parse

    limit(int(cpu_seconds))
    try:
        judge, unchecked = _compiled(Path(schema), Path(folder), phase)
    except Refused as refusal:
        say(summary(refusal))
        return
    say(unchecked)
    while line := sys.stdin.buffer.readline():
        limit(int(cpu_seconds))
        size, _, name = line.partition(b" ")
        path = json.loads(name)
        data = sys.stdin.buffer.read(int(size))
        try:
            document = parse(data, _HERE, None if path is None else Path(path))
            say([_row(found) for found in judge(document)])
        except Refused as refusal:
            say(summary(refusal))


def _compiled(
    path: Path, folder: Path, phase: str
) -> "tuple[Callable[[Document], Iterable[Diagnostic]], list[str]]":
    """Return a function that judges by a schema, and what it cannot judge."""
    from edition import schematron

    schema = schematron.load(path, phase)
    if schema.plan.by_saxon:
        from edition.schematron import saxon

        if saxon.is_at_hand():
            return saxon.load(path, phase)
    missing = [f"{what} ({_SAXON})" for what in schema.plan.unchecked]
    return lambda document: schematron.validate(document, schema, folder), missing


_SAXON = "functions in XSLT: install edition with the extra xslt3"


_HERE = "-"
"""How the child calls the document that it judges; the parent knows what it is called."""


def _row(found: Diagnostic) -> dict[str, object]:
    file, *place = found.location
    location = ("" if file == _HERE else file, *place)
    return {**found.fields(), "location": location, "related": ()}
