"""jing as an oracle: what it says of each of many files, in as few of its starts as it allows."""

import os
import re
import subprocess
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

_ERROR = re.compile(r"(.+?):(\d+):(\d+): (error|fatal): (.*)")
_LOST = re.compile(r"fatal: file not found: (.+?) \(")
_NAME = re.compile(r'"(?:ns\d+:)?([^"]+)"')

Jing = Callable[[Path, list[Path]], str]

QUICK_JAVA = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss8m")
"""Java compiles little: that halves the time of runs which are over after seconds."""


@dataclass(frozen=True)
class Error:
    """One error as jing tells it: at the end of the start tag, or of the text, that is wrong."""

    line: int
    column: int
    words: str

    @property
    def wanted(self) -> frozenset[str]:
        """The names and values that jing says are missing or possible here."""
        _, _, tail = self.words.partition(";")
        if not tail:
            _, _, tail = self.words.partition("missing required")
        return frozenset(_NAME.findall(tail))


@dataclass(frozen=True)
class Verdicts:
    """The errors of each file that could be judged, and why the others could not."""

    errors: dict[Path, list[Error]]
    unreadable: dict[Path, str]


def judge(schema: Path, files: list[Path]) -> str:
    """Return what jing prints of files; its other stream has what Java says of itself."""
    done = subprocess.run(
        ["jing", str(schema), *map(str, files)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "JAVA_TOOL_OPTIONS": " ".join(QUICK_JAVA)},
    )
    return done.stdout


def verdicts(jing: Jing, schema: Path, files: Iterable[Path]) -> Verdicts:
    """Judge files, starting jing anew behind each at which it stops."""
    waiting = list(files)
    errors: dict[Path, list[Error]] = {file: [] for file in waiting}
    unreadable: dict[Path, str] = {}
    while waiting:
        said = jing(schema, waiting)
        stopped = _read(said, waiting, errors)
        if stopped is None:
            break
        file, why = stopped
        del errors[file]
        unreadable[file] = why
        waiting = waiting[waiting.index(file) + 1 :]
    return Verdicts(errors, unreadable)


def _read(said: str, files: list[Path], errors: dict[Path, list[Error]]) -> tuple[Path, str] | None:
    """Add what jing said; return the file at which it stopped, with its reason."""
    for row in said.splitlines():
        if lost := _LOST.match(row):
            name = Path(lost[1]).name.encode()
            return next(file for file in files if name in file.read_bytes()), row
        if found := _ERROR.match(row):
            file, line, column, kind, words = found.groups()
            if kind == "fatal":
                return Path(file), words
            errors[Path(file)].append(Error(int(line), int(column), words))
    return None
