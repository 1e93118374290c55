"""Starter: runs of the command, each a copy of one Python that has loaded what all runs load.

A run is a process of its own, with nothing in it of the runs before: only its first tenth of a
second, in which Python, click and lxml start, is not gone through again and again.
"""

import contextlib
import gc
import json
import os
import runpy
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

PLACES = ("PYTHON", "LC_", "LANG", "TZ")
"""How the names begin of what Python itself asks for in the environment when it starts."""

_SIZE = 8


class Starter:
    """One Python from which runs are copied."""

    def __init__(self, folder: Path) -> None:
        self._own, other = socket.socketpair()
        with other:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.starter", str(other.fileno())],
                cwd=folder,
                stdin=subprocess.DEVNULL,
                pass_fds=[other.fileno()],
                start_new_session=True,
            )
        self._asked = asked(os.environ)

    def serves(self, environment: dict[str, str]) -> bool:
        """Whether Python would start in this environment as it has started here."""
        return asked(environment) == self._asked

    def run(
        self, arguments: list[str], folder: Path, stdin: bytes, environment: dict[str, str]
    ) -> tuple[int, bytes, bytes]:
        """Return the exit status of a run, and what it wrote to its two streams."""
        with contextlib.ExitStack() as stack:
            given, out, err = (
                stack.enter_context(tempfile.TemporaryFile(buffering=0)) for _ in range(3)
            )
            given.write(stdin)
            given.seek(0)
            request = json.dumps([arguments, str(folder), environment]).encode()
            size = len(request).to_bytes(_SIZE)
            socket.send_fds(self._own, [size], [each.fileno() for each in (given, out, err)])
            self._own.sendall(request)
            status = int.from_bytes(_received(self._own, _SIZE), signed=True)
            out.seek(0)
            err.seek(0)
            return status, out.read(), err.read()

    def close(self) -> None:
        """End this Python."""
        self._own.close()
        self._process.wait()


def asked(environment: "os._Environ[str] | dict[str, str]") -> dict[str, str]:
    """Return what Python itself asks for in an environment."""
    return {name: said for name, said in environment.items() if name.startswith(PLACES)}


def _received(connection: socket.socket, size: int) -> bytes:
    found = b""
    while len(found) < size:
        part = connection.recv(size - len(found))
        if not part:
            raise EOFError
        found += part
    return found


def serve(connection: socket.socket) -> None:
    """Start a run for each request, until there are no more."""
    while True:
        size, streams, *_ = socket.recv_fds(connection, _SIZE, 3)
        if not size:
            return
        request = _received(connection, int.from_bytes(size))
        child = os.fork()
        if not child:
            connection.close()
            _become(streams, *json.loads(request))
            return
        for each in streams:
            os.close(each)
        _, status = os.waitpid(child, 0)
        connection.sendall(os.waitstatus_to_exitcode(status).to_bytes(_SIZE, signed=True))


def _become(
    streams: list[int], arguments: list[str], folder: str, environment: dict[str, str]
) -> None:
    """Do what `python -m edition` does, in place of this Python."""
    for number, each in enumerate(streams):
        os.dup2(each, number)
        os.close(each)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    sys.path[0] = folder
    sys.argv = ["edition", *arguments]
    runpy.run_module("edition", run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    import click  # noqa: F401
    import lxml.etree  # noqa: F401

    gc.collect()
    gc.freeze()
    serve(socket.socket(fileno=int(sys.argv[1])))
