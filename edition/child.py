"""Child: a process of our own with limits, for rules and stylesheets that are not ours."""

import json
import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from threading import Timer
from typing import Any
from weakref import finalize

from edition.diagnostic import Diagnostic, Location, Refused, Severity

__all__ = ["Child", "Ended", "limit", "say", "summary"]

MEMORY = 4 << 30
WALL = 5
"""How many times its CPU time a child may take by the clock, since others compute as well."""

_SERVE = "import sys; from {} import main; main(*sys.argv[1:])"


class Ended(Exception):  # noqa: N818  (what happened)
    """A child has ended instead of answering; by a limit, or with a status of its own."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.is_by_limit = status < 0  # by a signal, that of the CPU limit or ours
        self.status = status


class Child:
    """Runs `main` of a module apart; asks it, and starts it anew when it has died.

    `main` is given the CPU seconds and what else is `given`. It says one line of JSON to begin
    with, and one for each question that it reads from standard input, whose end is its own: so it
    ends with its parent.
    """

    def __init__(self, module: str, given: tuple[str, ...], cpu_seconds: int) -> None:
        self.module = module
        self.given = given
        self.cpu_seconds = cpu_seconds
        self.process: subprocess.Popen[bytes] | None = None
        self._greeting: Any = None
        self._useless: Refused | None = None
        self._finalizer: finalize[[subprocess.Popen[bytes]], Child] | None = None

    def ask(self, question: bytes) -> Any:  # noqa: ANN401  (whatever JSON holds)
        """Return the answer to a question. Raises Ended, and Refused as the child does."""
        return self._answer(self._ready(), question)

    @property
    def greeting(self) -> Any:  # noqa: ANN401
        """What the child said to begin with. Raises as `ask` does."""
        self._ready()
        return self._greeting

    @property
    def has_greeted(self) -> bool:
        """Whether it has ever said what it says to begin with."""
        return self._greeting is not None

    def close(self) -> None:
        """End the process, if there is one."""
        if self._finalizer is not None:
            self._finalizer()
        self.process = self._finalizer = None

    def _ready(self) -> "subprocess.Popen[bytes]":
        """Return the process once it has greeted; one that refused to is not tried again."""
        if self._useless is not None:
            raise self._useless
        if self.process is None:
            self.process = self._start()
            self._finalizer = finalize(self, _end, self.process)
            try:
                self._greeting = self._answer(self.process, b"")
            except Refused as refusal:
                self._useless = refusal
                self.close()
                raise
        return self.process

    def _start(self) -> "subprocess.Popen[bytes]":
        package = str(Path(__file__).resolve().parents[1])
        paths = [package, *filter(None, [os.environ.get("PYTHONPATH")])]
        # -P: no module is taken from the current folder, which is the user's
        serve = _SERVE.format(self.module)
        command = [sys.executable, "-P", "-c", serve, str(self.cpu_seconds), *self.given]
        return subprocess.Popen(  # noqa: S603  (our own module)
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(paths), "XML_CATALOG_FILES": ""},
        )

    def _answer(self, process: "subprocess.Popen[bytes]", question: bytes) -> Any:  # noqa: ANN401
        timer = Timer(self.cpu_seconds * WALL, process.kill)
        timer.start()
        try:
            answer = _asked(process, question)
        finally:
            timer.cancel()
        if not answer:
            status = process.wait()
            self.close()
            raise Ended(status)
        told = json.loads(answer)
        if isinstance(told, dict) and "refused" in told:
            raise Refused(*map(_diagnostic, told["refused"]))
        return told


def _asked(process: "subprocess.Popen[bytes]", question: bytes) -> bytes:
    assert process.stdin is not None
    assert process.stdout is not None
    with suppress(BrokenPipeError):
        process.stdin.write(question)
        process.stdin.flush()
    return process.stdout.readline()


def _end(process: "subprocess.Popen[bytes]") -> None:
    process.kill()
    with suppress(OSError, ValueError):
        process.communicate()


def _diagnostic(row: dict[str, Any]) -> Diagnostic:
    place = Location(*row.pop("location"))
    return Diagnostic(place, **{**row, "severity": Severity(row["severity"]), "related": ()})


def say(answer: object) -> None:
    """Answer the parent."""
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


def summary(refusal: Refused) -> dict[str, object]:
    """Return what to say so that the parent refuses as the child did."""
    return {"refused": [{**told.fields(), "related": ()} for told in refusal.diagnostics]}


def limit(cpu_seconds: int) -> None:
    """Allow this process so many more seconds of CPU, where the system knows such limits.

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
