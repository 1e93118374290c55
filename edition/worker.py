"""Worker: rules that are not ours are run in a process of their own, with limits."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from threading import Timer
from typing import TYPE_CHECKING, Any
from weakref import finalize

from edition.diagnostic import Diagnostic, Location, Refused, Severity

if TYPE_CHECKING:
    from edition.document import Document

__all__ = ["Worker", "for_schema", "main", "seconds"]

MEMORY = 4 << 30
WALL = 5
"""How many times its CPU time a worker may take by the clock, since others compute as well."""

_SERVE = "import sys; from edition.worker import main; main(*sys.argv[1:])"


def seconds() -> int:
    """Return how long libxml2 may compute: EDITION_SCHEMA_SECONDS, by default 60."""
    given = os.environ.get("EDITION_SCHEMA_SECONDS", "")
    return max(int(given), 1) if given.isascii() and given.isdigit() else 60


class Worker:
    """Judges documents by one schema; asks a child process, and replaces it when it dies.

    The child first compiles the schema and says what came of it; a schema that fails then is not
    tried again. Then the protocol is: the length of a document as a line, its bytes; each answer
    is a line of JSON. The child ends with its parent, whose end closes its standard input.
    """

    def __init__(self, schema: Path, cpu_seconds: int | None = None) -> None:
        self.schema = schema
        self.cpu_seconds = seconds() if cpu_seconds is None else cpu_seconds
        self.process: subprocess.Popen[bytes] | None = None
        self._useless: Refused | None = None
        self._finalizer: finalize[[subprocess.Popen[bytes]], Worker] | None = None

    def judge(self, data: bytes) -> list[dict[str, Any]]:
        """Return what the schema finds in a document, one row for each. Raises Refused."""
        if self._useless is not None:
            raise self._useless
        if self.process is None:
            self.process = self._start()
            self._finalizer = finalize(self, _end, self.process)
            try:
                self._answer(self.process, b"")
            except Refused as refusal:
                self._useless = refusal
                self.close()
                raise
        return self._answer(self.process, b"%d\n" % len(data) + data)

    def close(self) -> None:
        """End the child process, if there is one."""
        if self._finalizer is not None:
            self._finalizer()
        self.process = self._finalizer = None

    def _start(self) -> "subprocess.Popen[bytes]":
        package = str(Path(__file__).resolve().parents[1])
        paths = [package, *filter(None, [os.environ.get("PYTHONPATH")])]
        # -P: no module is taken from the current folder, which is the user's
        command = [sys.executable, "-P", "-c", _SERVE, str(self.schema), str(self.cpu_seconds)]
        return subprocess.Popen(  # noqa: S603  (our own module)
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(paths), "XML_CATALOG_FILES": ""},
        )

    def _answer(self, process: "subprocess.Popen[bytes]", question: bytes) -> list[dict[str, Any]]:
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
            raise _refused(self.schema, rows["rule"], rows["message"], rows["line"])
        return list(rows)

    def _broken_off(self, status: int) -> Refused:
        if status < 0:  # by a signal, that of the CPU limit or ours
            return _refused(
                self.schema,
                "schema-too-slow",
                f"libxml2 did not come to an end with these rules within {self.cpu_seconds} s.",
            )
        return _refused(
            self.schema,
            "schema-failed",
            f"The process that judged by this schema broke off with status {status}.",
        )


@lru_cache(maxsize=8)
def for_schema(schema: Path) -> Worker:
    """Return the worker that judges by a schema; there is one for each."""
    return Worker(schema)


def _end(process: "subprocess.Popen[bytes]") -> None:
    process.kill()
    with suppress(OSError, ValueError):
        process.communicate()


def _refused(schema: Path, rule: str, message: str, line: int | None = None) -> Refused:
    place = Location(str(schema), line if line is not None and line > 0 else None)
    hint = "Name another schema with --schema, or mend this one."
    return Refused(Diagnostic(place, rule, Severity.ERROR, message, hint))


def _ask(process: "subprocess.Popen[bytes]", question: bytes) -> bytes:
    assert process.stdin is not None
    assert process.stdout is not None
    with suppress(BrokenPipeError):
        process.stdin.write(question)
        process.stdin.flush()
    return process.stdout.readline()


def main(schema: str, cpu_seconds: str) -> None:
    """Serve: compile the schema, then judge documents from standard input until it ends."""
    from edition.document import parse

    _limit(int(cpu_seconds))
    try:
        judge = _compiled(Path(schema))
    except Refused as refusal:
        _say(_summary(refusal))
        return
    _say([])
    while size := sys.stdin.buffer.readline():
        _limit(int(cpu_seconds))
        data = sys.stdin.buffer.read(int(size))
        try:
            _say(judge(parse(data, "-")))
        except Refused as refusal:
            _say(_summary(refusal))


def _compiled(schema: Path) -> "Callable[[Document], list[dict[str, object]]]":
    """Compile a schema into a function that returns its rows."""
    from edition import schematron

    rules = schematron.load(schema)
    return lambda document: schematron.rows(document, rules)


def _say(answer: object) -> None:
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


def _summary(refusal: Refused) -> dict[str, object]:
    first = refusal.diagnostics[0]
    return {"rule": first.rule, "message": first.message, "line": first.location.line}


def _limit(cpu_seconds: int) -> None:
    """Allow so many more seconds of CPU, where the system knows such limits."""
    try:
        import resource
    except ImportError:
        return
    usage = resource.getrusage(resource.RUSAGE_SELF)
    used = int(usage.ru_utime + usage.ru_stime)
    for kind, most in ((resource.RLIMIT_CPU, used + cpu_seconds), (resource.RLIMIT_AS, MEMORY)):
        _, hard = resource.getrlimit(kind)
        soft = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (soft, hard))
