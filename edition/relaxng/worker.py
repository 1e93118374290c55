"""Worker: a schema that is not ours is judged in a process of its own, with limits."""

import json
import os
import subprocess
import sys
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from threading import Timer
from typing import Any

__all__ = ["Worker", "main"]

CPU_SECONDS = 60
WALL_SECONDS = 300
MEMORY = 4 << 30


class Worker:
    """Judges documents by one schema; asks a child process, and replaces it when it dies.

    The protocol: the length of a document as a line, its bytes; back comes a line of JSON.
    """

    def __init__(self, schema: Path) -> None:
        self.schema = schema
        self.process: subprocess.Popen[bytes] | None = None

    def judge(self, data: bytes) -> list[dict[str, Any]]:
        """Return the rows of Violation for a document. Raises Refused."""
        process = self.process or self._start()
        self.process = process
        timer = Timer(WALL_SECONDS, process.kill)
        timer.start()
        try:
            answer = _ask(process, data)
        finally:
            timer.cancel()
        if not answer:
            self._end(process)
            raise self._too_slow()
        rows = json.loads(answer)
        if isinstance(rows, dict):
            from edition.relaxng import refused

            raise refused(self.schema, rows["rule"], rows["message"], rows["line"])
        return list(rows)

    def _start(self) -> "subprocess.Popen[bytes]":
        command = [sys.executable, "-m", "edition.relaxng.worker", str(self.schema)]
        package = str(Path(__file__).resolve().parents[2])
        return subprocess.Popen(  # noqa: S603  (our own module)
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": package, "XML_CATALOG_FILES": ""},
        )

    def _end(self, process: "subprocess.Popen[bytes]") -> None:
        process.kill()
        process.communicate()
        self.process = None

    def _too_slow(self) -> Exception:
        from edition.relaxng import refused

        return refused(
            self.schema,
            "schema-too-slow",
            f"libxml2 did not come to an end with this schema within {CPU_SECONDS} s.",
        )

    def __del__(self) -> None:
        if self.process is not None:
            self._end(self.process)


def _ask(process: "subprocess.Popen[bytes]", data: bytes) -> bytes:
    with suppress(BrokenPipeError):
        assert process.stdin is not None
        process.stdin.write(b"%d\n" % len(data))
        process.stdin.write(data)
        process.stdin.flush()
    assert process.stdout is not None
    return process.stdout.readline()


def main(schema: str) -> None:
    """Serve: read documents from standard input until it ends."""
    from edition.diagnostic import Refused
    from edition.document import parse
    from edition.relaxng import grammar, violations

    while size := sys.stdin.buffer.readline():
        _limit()
        data = sys.stdin.buffer.read(int(size))
        try:
            found = violations(grammar(Path(schema)), parse(data, "-").root)
            answer: object = [asdict(violation) for violation in found]
        except Refused as refusal:
            first = refusal.diagnostics[0]
            answer = {
                "rule": first.rule,
                "message": first.message,
                "line": first.location.line,
            }
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


def _limit() -> None:
    """Allow so many more seconds of CPU, where the system knows such limits."""
    try:
        import resource
    except ImportError:
        return
    usage = resource.getrusage(resource.RUSAGE_SELF)
    seconds = int(usage.ru_utime + usage.ru_stime) + CPU_SECONDS
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, resource.RLIM_INFINITY))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, resource.RLIM_INFINITY))


if __name__ == "__main__":
    main(sys.argv[1])
