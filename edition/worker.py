"""Worker: rules that are not ours are run in a process of their own, with limits."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from threading import Timer
from typing import TYPE_CHECKING, Any
from weakref import finalize

from edition.diagnostic import Diagnostic, Location, Refused, Severity
from edition.schematron import seconds

if TYPE_CHECKING:
    from edition.document import Document

__all__ = ["Worker", "for_schema", "main"]

MEMORY = 4 << 30
WALL = 5
"""How many times its CPU time a worker may take by the clock, since others compute as well."""

_SERVE = "import sys; from edition.worker import main; main(*sys.argv[1:])"


class Worker:
    """Judges documents by one schema; asks a child process, and replaces it when it dies.

    The child first compiles the schema and says what it leaves unchecked; a schema that fails then
    is not tried again. Then the protocol is: the length of a document and its path as a line, its
    bytes; each answer is a line of JSON. The child ends with its parent, whose end closes its
    standard input. Documents that tests ask for are read in `folder` only.
    """

    def __init__(
        self,
        schema: Path,
        folder: Path | None = None,
        cpu_seconds: int | None = None,
        phase: str = "",
    ) -> None:
        self.schema = schema
        self.phase = phase
        self.folder = schema.parent if folder is None else folder
        self.cpu_seconds = seconds() if cpu_seconds is None else cpu_seconds
        self.process: subprocess.Popen[bytes] | None = None
        self._useless: Refused | None = None
        self._unchecked: tuple[str, ...] = ()
        self._finalizer: finalize[[subprocess.Popen[bytes]], Worker] | None = None

    def judge(self, data: bytes, path: Path | None = None) -> list[dict[str, Any]]:
        """Return what the schema finds in a document, one row for each. Raises Refused."""
        process = self._ready()
        line = f"{len(data)} {json.dumps(None if path is None else str(path))}\n"
        return self._answer(process, line.encode() + data)

    @property
    def unchecked(self) -> tuple[str, ...]:
        """What the schema asks and the child cannot judge. Raises Refused."""
        self._ready()
        return self._unchecked

    def _ready(self) -> "subprocess.Popen[bytes]":
        """Return the child process, which has compiled the schema. Raises Refused."""
        if self._useless is not None:
            raise self._useless
        if self.process is None:
            self.process = self._start()
            self._finalizer = finalize(self, _end, self.process)
            try:
                self._unchecked = tuple(map(str, self._answer(self.process, b"")))
            except Refused as refusal:
                self._useless = refusal
                self.close()
                raise
        return self.process

    def close(self) -> None:
        """End the child process, if there is one."""
        if self._finalizer is not None:
            self._finalizer()
        self.process = self._finalizer = None

    def _start(self) -> "subprocess.Popen[bytes]":
        package = str(Path(__file__).resolve().parents[1])
        paths = [package, *filter(None, [os.environ.get("PYTHONPATH")])]
        # -P: no module is taken from the current folder, which is the user's
        given = (str(self.schema), str(self.folder), str(self.cpu_seconds), self.phase)
        command = [sys.executable, "-P", "-c", _SERVE, *given]
        return subprocess.Popen(  # noqa: S603  (our own module)
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(paths), "XML_CATALOG_FILES": ""},
        )

    def _answer(self, process: "subprocess.Popen[bytes]", question: bytes) -> list[Any]:
        timer = Timer(self.cpu_seconds * WALL, process.kill)
        timer.start()
        try:
            answer = _ask(process, question)
        finally:
            timer.cancel()
        if not answer:
            status = process.wait()
            self.close()
            raise self._broken_off(status)
        rows = json.loads(answer)
        if isinstance(rows, dict):
            raise Refused(_told(rows))
        return list(rows)

    def _broken_off(self, status: int) -> Refused:
        if status < 0:  # by a signal, that of the CPU limit or ours
            return _refused(
                self.schema,
                "schema-too-slow",
                f"The rules did not come to an end with this document within {self.cpu_seconds} s.",
            )
        return _refused(
            self.schema,
            "schema-failed",
            f"The process that judged by this schema broke off with status {status}.",
        )


@lru_cache(maxsize=8)
def for_schema(schema: Path, folder: Path, phase: str = "") -> Worker:
    """Return the worker that judges by a phase of a schema; there is one for each."""
    return Worker(schema, folder, phase=phase)


def _end(process: "subprocess.Popen[bytes]") -> None:
    process.kill()
    with suppress(OSError, ValueError):
        process.communicate()


def _refused(schema: Path, rule: str, message: str) -> Refused:
    hint = "Name another schema with --schema, or mend this one."
    return Refused(Diagnostic(Location(str(schema)), rule, Severity.ERROR, message, hint))


def _told(summary: dict[str, Any]) -> Diagnostic:
    place = Location(*summary.pop("location"))
    return Diagnostic(
        place, **{**summary, "severity": Severity(summary["severity"]), "related": ()}
    )


def _ask(process: "subprocess.Popen[bytes]", question: bytes) -> bytes:
    assert process.stdin is not None
    assert process.stdout is not None
    with suppress(BrokenPipeError):
        process.stdin.write(question)
        process.stdin.flush()
    return process.stdout.readline()


def main(schema: str, folder: str, cpu_seconds: str, phase: str = "") -> None:
    """Serve: compile the schema, then judge documents from standard input until it ends."""
    from edition.document import parse

    _limit(int(cpu_seconds))
    try:
        judge, unchecked = _compiled(Path(schema), Path(folder), phase)
    except Refused as refusal:
        _say(_summary(refusal))
        return
    _say(unchecked)
    while line := sys.stdin.buffer.readline():
        _limit(int(cpu_seconds))
        size, _, name = line.partition(b" ")
        path = json.loads(name)
        data = sys.stdin.buffer.read(int(size))
        try:
            document = parse(data, _HERE, None if path is None else Path(path))
            _say([_row(found) for found in judge(document)])
        except Refused as refusal:
            _say(_summary(refusal))


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


def _say(answer: object) -> None:
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


def _summary(refusal: Refused) -> dict[str, object]:
    first = refusal.diagnostics[0]
    return {**first.fields(), "related": ()}


def _limit(cpu_seconds: int) -> None:
    """Allow so many more seconds of CPU, where the system knows such limits.

    Memory is limited by what is written to: Saxon reserves more addresses than it ever uses.
    """
    try:
        import resource
    except ImportError:
        return
    usage = resource.getrusage(resource.RUSAGE_SELF)
    used = int(usage.ru_utime + usage.ru_stime)
    for kind, most in ((resource.RLIMIT_CPU, used + cpu_seconds), (resource.RLIMIT_DATA, MEMORY)):
        _, hard = resource.getrlimit(kind)
        soft = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (soft, hard))
