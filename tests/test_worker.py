"""Worker: judging apart, with limits; whatever happens to it, nothing is left behind."""

import gc
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from edition.diagnostic import Refused
from edition.schematron import seconds
from edition.schematron.worker import Worker
from tests.conftest import MakeProject

SMALL = """<schema xmlns="http://purl.oclc.org/dsdl/schematron"><pattern><rule context="a">
<assert test="@n">It needs an n.</assert></rule></pattern></schema>"""


@pytest.mark.parametrize(("given", "most"), [("7", 7), ("", 60), ("0", 1), ("x", 60), ("-3", 60)])
def test_the_limit_can_be_set_in_the_environment(
    given: str, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITION_SCHEMA_SECONDS", given)
    assert seconds() == most


@pytest.fixture
def worker(make_project: MakeProject) -> Iterator[Worker]:
    made = Worker(make_project({"a.sch": SMALL}) / "a.sch")
    yield made
    made.close()


def running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().split()[2] != "Z"
    except FileNotFoundError:
        return False


def eventually_ended(pid: int) -> bool:
    for _ in range(100):
        if not running(pid):
            return True
        time.sleep(0.05)
    return False


def test_rules_too_many_to_be_read_in_time_are_told_from_those_that_do_not_end(
    make_project: MakeProject,
) -> None:
    pattern = (
        '<pattern><rule context="a[@n]/b[c]"><assert test="@m or d">x</assert></rule></pattern>'
    )
    head = '<schema xmlns="http://purl.oclc.org/dsdl/schematron">'
    schema = make_project({"a.sch": f"{head}{pattern * 20_000}</schema>"}) / "a.sch"
    slow = Worker(schema, cpu_seconds=1)
    with pytest.raises(Refused) as refusal:
        slow.judge(b"<a/>")
    (told,) = refusal.value.diagnostics
    assert (told.rule, told.message) == (
        "schema-too-slow",
        "These rules could not be read within 1 s.",
    )
    assert told.hint == "Divide the schema, and judge by its parts one after the other."


def test_one_process_judges_document_after_document(worker: Worker) -> None:
    assert worker.judge(b'<a n="1"><b/></a>') == []
    process = worker.process
    assert worker.judge(b"<a/>") != []
    assert worker.judge('<a n="1"><b>é𝒜\n</b></a>'.encode("utf-16")) == []
    assert worker.process is process


def test_a_worker_that_dies_is_told_and_replaced(worker: Worker) -> None:
    worker.judge(b"<a/>")
    assert worker.process is not None
    worker.process.kill()
    with pytest.raises(Refused):
        worker.judge(b"<a/>")
    assert worker.judge(b'<a n="1"><b/></a>') == []


def test_no_process_outlives_its_worker(worker: Worker) -> None:
    worker.judge(b"<a/>")
    assert worker.process is not None
    pid = worker.process.pid
    worker.close()
    assert eventually_ended(pid)
    assert worker.judge(b'<a n="1"><b/></a>') == []


def test_a_forgotten_worker_ends_its_process(worker: Worker) -> None:
    forgotten = Worker(worker.schema)
    forgotten.judge(b"<a/>")
    assert forgotten.process is not None
    pid = forgotten.process.pid
    del forgotten
    gc.collect()
    assert eventually_ended(pid)


KEEPER = """
import sys, time
from pathlib import Path
from edition.schematron.worker import Worker
worker = Worker(Path(sys.argv[1]))
worker.judge(b"<a/>")
print(worker.process.pid, flush=True)
time.sleep(float(sys.argv[2]))
"""


@pytest.mark.parametrize("by_force", [True, False])
def test_no_process_outlives_the_command_that_asked(worker: Worker, by_force: bool) -> None:
    command = [sys.executable, "-W", "error", "-c", KEEPER, str(worker.schema)]
    with subprocess.Popen(
        [*command, "60" if by_force else "0"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as parent:
        assert parent.stdout is not None
        assert parent.stderr is not None
        pid = int(parent.stdout.readline())
        if by_force:
            parent.kill()
        assert parent.stderr.read() == b""
    assert eventually_ended(pid)


def test_a_worker_takes_no_module_from_the_folder_of_its_user(
    make_project: MakeProject,
) -> None:
    trap = "from pathlib import Path\nPath('sprung').touch()\n"
    files = {f"{name}.py": trap for name in ("json", "dataclasses", "lxml", "weakref")}
    root = make_project({**files, "a.sch": SMALL, "a.xml": '<a n="1"><b/></a>'})
    code = (
        "import sys; from pathlib import Path; from edition.schematron.worker import Worker; "
        "sys.exit(Worker(Path('a.sch')).judge(b'<a n=\"1\"><b/></a>') != [])"
    )
    done = subprocess.run([sys.executable, "-P", "-c", code], cwd=root, check=False)
    assert done.returncode == 0
    assert not (root / "sprung").exists()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="limits are those of Unix")
def test_a_lower_limit_of_the_system_is_respected(worker: Worker) -> None:
    code = (
        "import resource, sys; from pathlib import Path; "
        "resource.setrlimit(resource.RLIMIT_CPU, (30, 30)); "
        "from edition.schematron.worker import Worker; "
        "print(Worker(Path(sys.argv[1])).judge(b'<a n=\"1\"><b/></a>'))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(worker.schema)], capture_output=True, check=False
    )
    assert done.stdout.strip() == b"[]", done.stderr
