"""RELAX NG: verdicts, places, and a schema that never comes to an end."""

import gc
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from edition import relaxng
from edition.diagnostic import Refused
from edition.document import parse
from edition.worker import Worker, seconds
from tests.conftest import Command, MakeProject

NS = 'xmlns="http://relaxng.org/ns/structure/1.0"'
SMALL = f"""<element name="a" {NS}
 datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
 <attribute name="n"><data type="integer"/></attribute>
 <oneOrMore><element name="b"><text/></element></oneOrMore></element>"""
HANGING = f"""<grammar {NS}><start><ref name="s"/></start>
<define name="s"><element name="s"><group><oneOrMore><ref name="s"/></oneOrMore></group>
<ref name="t"/></element></define>
<define name="t"><optional><attribute name="u"/></optional></define></grammar>"""
PREFIXED = f'<element name="x:a" xmlns:x="u" {NS}><element name="x:b"><empty/></element></element>'


def found(
    text: str, make_project: MakeProject, schema: str = SMALL, *, trusted: bool = True
) -> list[tuple[str, int | None, int | None]]:
    path = make_project({"a.rng": schema}) / "a.rng"
    diagnostics = relaxng.validate(parse(text.encode(), "a.xml"), path, trusted=trusted)
    return [(item.rule, item.location.line, item.location.column) for item in diagnostics]


@pytest.mark.parametrize("trusted", [True, False])
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('<a n="1"><b/></a>', []),
        ('<a n="1">\n  <b/><c/></a>', [("grammar-element", 2, 7)]),
        ('<a n="one"><b/></a>', [("grammar-attribute", 1, 1)]),
        ("<a><b/></a>", [("grammar-attribute", 1, 1)]),
        ('<a n="1"/>', [("grammar-incomplete", 1, 1)]),
        ('<a n="1"> x <b/></a>', [("grammar-text", 1, 1)]),
        ('<a n="1" m="2"><b/></a>', [("grammar-attribute", 1, 1)]),
        ("\n<b/>", [("grammar-element", 2, 1)]),
        ('<a n="1">\n<b/><b xml:id="x"/><c xml:id="x"/></a>', [("grammar-attribute", 2, 5)]),
        ('<a n="x">\n<b/></a>', [("grammar-attribute", 1, 1)]),
    ],
)
def test_what_a_grammar_rejects_is_told_at_its_place_in_either_process(
    text: str,
    expected: list[tuple[str, int, int]],
    trusted: bool,
    make_project: MakeProject,
) -> None:
    assert found(text, make_project, trusted=trusted)[:1] == expected


def test_prefixed_elements_are_found_again(make_project: MakeProject) -> None:
    text = '<p:a xmlns:p="u">\n<p:b/> <p:c/></p:a>'
    assert found(text, make_project, PREFIXED) == [("grammar-element", 2, 8)]
    assert not found('<a xmlns="u"><b/></a>', make_project, PREFIXED)


@pytest.fixture
def hanging(make_project: MakeProject) -> Path:
    return make_project({"hang.rng": HANGING, "s.xml": "<s/>"}) / "hang.rng"


def test_a_schema_that_never_compiles_is_given_up_and_not_tried_again(hanging: Path) -> None:
    worker = Worker(hanging, cpu_seconds=1)
    for most in (8.0, 0.1):
        begun = time.monotonic()
        with pytest.raises(Refused) as caught:
            worker.judge(b"<s/>")
        assert time.monotonic() - begun < most
        (one,) = caught.value.diagnostics
        assert one.rule == "schema-too-slow"
        assert one.location.file == str(hanging)
        assert worker.process is None


def test_the_other_checks_of_a_run_survive_a_hanging_schema(
    hanging: Path, make_project: MakeProject, edition_command: Command
) -> None:
    root = make_project({"t.xml": '<s><s xml:id="i"/><s xml:id="i"/></s>'})
    arguments = ("validate", "s.xml", "t.xml", "--schema", hanging.name, "--format", "json")
    done = edition_command(*arguments, cwd=root, EDITION_SCHEMA_SECONDS="1")
    rules = [json.loads(line)["rule"] for line in done.stdout.splitlines()]
    assert rules == ["schema-too-slow", "schema-too-slow", "duplicate-id"]
    assert done.returncode == 3
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(("given", "most"), [("7", 7), ("", 60), ("0", 1), ("x", 60), ("-3", 60)])
def test_the_limit_can_be_set_in_the_environment(
    given: str, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITION_SCHEMA_SECONDS", given)
    assert seconds() == most


@pytest.fixture
def worker(make_project: MakeProject) -> Iterator[Worker]:
    made = Worker(make_project({"a.rng": SMALL}) / "a.rng")
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
from edition.worker import Worker
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
    root = make_project({**files, "a.rng": SMALL, "a.xml": '<a n="1"><b/></a>'})
    code = (
        "import sys; from pathlib import Path; from edition.worker import Worker; "
        "sys.exit(Worker(Path('a.rng')).judge(b'<a n=\"1\"><b/></a>') != [])"
    )
    done = subprocess.run([sys.executable, "-P", "-c", code], cwd=root, check=False)
    assert done.returncode == 0
    assert not (root / "sprung").exists()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="limits are those of Unix")
def test_a_lower_limit_of_the_system_is_respected(worker: Worker) -> None:
    code = (
        "import resource, sys; from pathlib import Path; "
        "resource.setrlimit(resource.RLIMIT_CPU, (30, 30)); "
        "from edition.worker import Worker; "
        "print(Worker(Path(sys.argv[1])).judge(b'<a n=\"1\"><b/></a>'))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(worker.schema)], capture_output=True, check=False
    )
    assert done.stdout.strip() == b"[]", done.stderr
