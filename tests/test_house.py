import ast
import re
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path
from typing import TypeGuard

import pytest
from lxml import etree

from tests.conftest import ROOT

PACKAGE = ROOT / "edition"
MODULES = sorted(PACKAGE.rglob("*.py"))
SHEETS = sorted((ROOT / "xslt").rglob("*.xsl"))

# Imports point down only: a module imports from its own line or from a lower one.
LAYERS = """
cli __main__
corpus progress
work
publication namesake
citing lock
citation identity
rules index odd validation
passage reference text
capture preparation
policy schematron stylesheet
rule schema selection tei
project relaxng
document settings
child file fingerprint language numeral outcome report xpath
manual regex
allowance bytecode checksum delay name
diagnostic suggestion
value
"""
RANK = {name: rank for rank, line in enumerate(LAYERS.split("\n")) for name in line.split()}


def room(module: Path) -> str:
    return module.relative_to(PACKAGE).with_suffix("").parts[0]


def imported(module: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(module.read_text())):
        if isinstance(node, ast.ImportFrom) and node.module == "edition":
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("edition."):
            yield str(node.module).split(".")[1]


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_point_down_only(module: Path) -> None:
    if module == PACKAGE / "__init__.py":
        return
    upward = [name for name in imported(module) if RANK.get(name, 99) < RANK[room(module)]]
    assert upward == []


def is_import(node: ast.stmt) -> TypeGuard[ast.ImportFrom]:
    return isinstance(node, ast.ImportFrom)


def dotted(module: Path) -> str:
    return ".".join(module.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def test_no_import_leads_back_within_a_room_either() -> None:
    names = {dotted(module): module for module in MODULES}
    graph: dict[str, set[str]] = {}
    for name, module in names.items():
        at_once = [node for node in ast.parse(module.read_text()).body if is_import(node)]
        told = {(str(node.module), alias.name) for node in at_once for alias in node.names}
        graph[name] = {whole if (whole := ".".join(each)) in names else each[0] for each in told}
    TopologicalSorter(graph).prepare()  # raises CycleError, which tells the way back


def test_only_two_rooms_call_lxmls_parsers() -> None:
    callers = {
        str(module.relative_to(PACKAGE))
        for module in MODULES
        if re.search(
            r"etree\.(parse|fromstring|XMLParser|XML|HTML|iterparse)\b", module.read_text()
        )
    }
    assert callers == {"document/tree.py", "stylesheet/source.py"}


def test_no_file_is_called_by_a_word_that_says_nothing() -> None:
    words = {"utils", "util", "helpers", "helper", "common", "base", "manager", "core", "misc"}
    assert [path for path in MODULES if path.stem in words] == []


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_stylesheet_holds_a_construct_that_is_quadratic_in_libxslt(sheet: Path) -> None:
    text = re.sub(r"<!--.*?-->", "", sheet.read_text(), flags=re.DOTALL)
    templates = re.sub(r"<xsl:(key|variable|param)\b[^>]*/>|'[^']*'", "", text)
    assert re.findall(r"""level="any"|preceding::|following::""", text) == []
    assert re.findall(r"""(?:select|test)="[^"]*//[^"]*\"""", templates) == []


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_template_is_matched_by_what_libxslt_searches_the_document_for(sheet: Path) -> None:
    templates = etree.parse(sheet).iter("{http://www.w3.org/1999/XSL/Transform}template")
    bare = [template.get("match", "") for template in templates]
    while bare != (less := [re.sub(r"\[[^\[\]]*\]", "¶", pattern) for pattern in bare]):
        bare = less
    # two predicates in a row, or one on another node than an element
    assert [pattern for pattern in bare if re.search(r"¶\s*¶|(?:@[\w:*-]+|\))¶", pattern)] == []


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_stylesheet_says_in_its_first_comment_what_it_renders(sheet: Path) -> None:
    assert re.match(r"<\?xml[^>]*\?>\n<!-- \S.*?\S -->\n", sheet.read_text(), flags=re.DOTALL)


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_every_module_opens_with_one_sentence_about_itself(module: Path) -> None:
    said = ast.get_docstring(ast.parse(module.read_text()))
    assert said is not None
    assert said.partition("\n")[0].endswith(".") or module.name == "__main__.py"


def test_nothing_names_a_path_of_somebodys_machine() -> None:
    kinds = {".py", ".xsl", ".css", ".js", ".mjs", ".xml", ".rng", ".sch", ".md", ".toml", ".html"}
    files = [
        path
        for folder in (PACKAGE, ROOT / "xml", ROOT / "xslt", ROOT / "tests", ROOT / ".ci")
        for path in folder.rglob("*")
        if path.suffix in kinds or path.name == "run"
    ]
    named = re.compile(r"(?<![\w.])/(?:work|home|root|Users)/")
    assert [path for path in files if named.search(path.read_text("utf-8", "replace"))] == []
