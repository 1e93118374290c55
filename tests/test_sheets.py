"""Users' own stylesheets: what they can do, and what they cannot."""

import re
from pathlib import Path

import pytest

from tests.conftest import Command, MakeProject, loaded_by
from tests.samples import tei

FORMAT = (
    '<edition:format xmlns:edition="https://tei-edition.org/ns/format" extension="txt" '
    'media-type="text/plain" profiles="reading"/>'
)
OPEN = (
    '<xsl:stylesheet version="{}" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" '
    'xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:exsl="http://exslt.org/common" '
    'xmlns:saxon="http://icl.com/saxon" xmlns:str="http://exslt.org/strings" '
    'xmlns:xs="http://www.w3.org/2001/XMLSchema" '
    'exclude-result-prefixes="tei exsl saxon str xs" extension-element-prefixes="exsl saxon">'
)
TEXT = tei("<p>I am <name>Jo</name>.</p>\n<p>And <name>Al</name>.</p>")


def sheet(content: str, version: str = "1.0") -> str:
    return f"{OPEN.format(version)}{FORMAT}{content}</xsl:stylesheet>"


def body(content: str, version: str = "1.0", more: str = "") -> str:
    """Return a sheet that makes a text of what stands in its template for the document."""
    template = f'<xsl:template match="/"><text><block>{content}</block></text></xsl:template>'
    return sheet(template + more, version)


LAID_OVER = sheet(
    '<xsl:import href="edition:html.xsl"/><xsl:param name="who" select="\'nobody\'"/>'
    '<xsl:template match="tei:name"><b class="mine"><xsl:value-of select="$who"/></b>'
    "</xsl:template>"
).replace(FORMAT, "")


def test_a_sheet_that_imports_ours_changes_only_what_it_says(
    edition_command: Command, make_project: MakeProject
) -> None:
    root = make_project({"xslt/html.xsl": LAID_OVER, "xml/a.xml": TEXT})
    done = edition_command("export", "--to", "html", "--param", "who=N. N.", cwd=root)
    assert (done.returncode, done.stderr) == (0, "wrote build/a.xml\nwrote build/a.html\n")
    page = (root / "build" / "a.html").read_text()
    assert "I am <b class=mine>N. N.</b>." in page
    assert page.count("<main") == 1
    assert page.startswith("<!DOCTYPE html>")


def test_a_sheet_that_imports_ours_and_says_nothing_makes_the_same_page(
    edition_command: Command, make_project: MakeProject
) -> None:
    silent = OPEN.format("1.0") + '<xsl:import href="edition:html.xsl"/></xsl:stylesheet>'
    pages = []
    for files in ({"xslt/html.xsl": silent, "xml/a.xml": TEXT}, {"xml/a.xml": TEXT}):
        root = make_project(dict(files))
        edition_command("export", "--to", "html", cwd=root)
        page = (root / "build" / "a.html").read_text()
        pages.append(re.sub("(?s)<style>.*?</style>|style-src '[^']*'", "", page))
        (root / "xslt" / "html.xsl").unlink(missing_ok=True)
    assert "citation_title" in pages[0]
    assert pages[0] == pages[1]


@pytest.mark.parametrize(("given", "meant"), [("wo=x", "who"), ("langauge=de", "language")])
def test_a_parameter_that_there_is_none_of_is_told_with_the_nearest(
    given: str, meant: str, edition_command: Command, make_project: MakeProject
) -> None:
    root = make_project({"xslt/html.xsl": LAID_OVER, "xml/a.xml": TEXT})
    done = edition_command("export", "--to", "html", "--param", given, cwd=root)
    assert done.returncode == 2
    assert f"did you mean {meant}?" in done.stderr


def test_a_part_of_ours_can_be_laid_over_by_its_name(
    edition_command: Command, make_project: MakeProject
) -> None:
    verse = sheet(
        '<xsl:template match="tei:l"><line>/ <xsl:apply-templates/></line></xsl:template>'
    )
    files: dict[str, str | bytes] = {
        "xslt/text/verse.xsl": verse,
        "xml/a.xml": tei("<lg><l>One</l><l>two</l></lg>"),
    }
    root = make_project(files)
    edition_command("export", "--to", "text", "--profile", "reading", cwd=root)
    assert (root / "build" / "a.txt").read_text() == "/ One\n/ two\n"


MESSAGE = (
    '<xsl:template match="tei:name"><xsl:message>A name: <xsl:value-of select="."/>'
    "</xsl:message></xsl:template>"
)


@pytest.mark.parametrize("version", ["1.0", "3.0"])
def test_a_message_is_a_finding_at_the_element_that_it_is_about(
    version: str, edition_command: Command, make_project: MakeProject
) -> None:
    if version != "1.0":
        pytest.importorskip("saxonche")
    own = body("<xsl:apply-templates/>", version, MESSAGE)
    root = make_project({"xslt/text.xsl": own, "xml/a.xml": TEXT})
    done = edition_command("export", "--to", "text", cwd=root)
    assert done.returncode == 0, done.stderr
    assert "xml/a.xml:7:9: warning: A name: Jo [stylesheet-message]" in done.stderr
    assert "xml/a.xml:8:8: warning: A name: Al [stylesheet-message]" in done.stderr
    assert done.stderr.count("[stylesheet-message]") == 2


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ('<xsl:valu-of select="."/>', "<xsl:valu-of>; did you mean <xsl:value-of>?"),
        ('<xsl:for-each-group select="."/>', "<xsl:for-each-group>"),
        ("<xsl:analyze><xsl:fallback>x</xsl:fallback></xsl:analyze>", ""),
    ],
)
def test_an_instruction_that_xslt_does_not_have_is_a_broken_stylesheet(
    content: str, told: str, edition_command: Command, make_project: MakeProject
) -> None:
    root = make_project({"xslt/text.xsl": body(f"\n{content}"), "xml/a.xml": TEXT})
    done = edition_command("export", "--to", "text", cwd=root)
    assert done.returncode == (3 if told else 0), done.stderr
    line = f"xslt/text.xsl:2: error: XSLT 1.0 has no instruction {told}"
    assert (line in done.stderr) == bool(told)


def test_many_messages_are_counted(edition_command: Command, make_project: MakeProject) -> None:
    names = "".join(f"<name>{number}</name>" for number in range(50))
    own = body("<xsl:apply-templates/>", more=MESSAGE)
    root = make_project({"xslt/text.xsl": own, "xml/a.xml": tei(f"<p>{names}</p>")})
    done = edition_command("export", "--to", "text", cwd=root)
    assert done.stderr.count("[stylesheet-message]") == 21
    assert "… and 30 messages more." in done.stderr


def test_a_message_that_ends_the_transformation_is_why_there_is_no_page(
    edition_command: Command, make_project: MakeProject
) -> None:
    own = body('<xsl:message terminate="yes">No title.</xsl:message>')
    root = make_project({"xslt/text.xsl": own, "xml/a.xml": TEXT})
    done = edition_command("export", "--to", "text", cwd=root)
    assert done.returncode == 3
    assert re.search(r"No title\..* \[broken-stylesheet\]", done.stderr)
    assert "\ufdd0" not in done.stderr


TWO = (
    '<xsl:function name="tei:shout" as="xs:string"><xsl:param name="word"/>'
    '<xsl:sequence select="upper-case($word)"/></xsl:function>'
)


def test_a_sheet_in_xslt_3_runs_with_its_parts_and_parameters(
    edition_command: Command, make_project: MakeProject
) -> None:
    pytest.importorskip("saxonche")
    own = body(
        '<xsl:value-of select="string-join(for $n in //tei:name return tei:shout($n), $by)"/>',
        "3.0",
        '<xsl:include href="part/shout.xsl"/><xsl:param name="by" select="\'-\'"/>',
    )
    files: dict[str, str | bytes] = {
        "xslt/text.xsl": own,
        "xslt/part/shout.xsl": sheet(TWO, "3.0"),
        "xml/a.xml": TEXT,
    }
    root = make_project(files)
    done = edition_command("export", "--to", "text", "--param", "by=+", cwd=root)
    assert done.returncode == 0, done.stderr
    assert (root / "build" / "a.txt").read_text() == "JO+AL\n"


def test_without_saxon_a_sheet_in_xslt_3_is_refused_with_what_to_install(
    edition_command: Command, make_project: MakeProject
) -> None:
    files: dict[str, str | bytes] = {
        "xslt/text.xsl": body("x", "3.0"),
        "xml/a.xml": TEXT,
        "none/saxonche.py": "raise ImportError",
    }
    root = make_project(files)
    path = f"{root}/none:{Path(__file__).parents[1]}"
    done = edition_command("export", "--to", "text", cwd=root, PYTHONPATH=path)
    assert done.returncode == 3
    assert "extra xslt3" in done.stderr


def test_a_sheet_in_xslt_3_cannot_import_ours(
    edition_command: Command, make_project: MakeProject
) -> None:
    pytest.importorskip("saxonche")
    own = sheet('<xsl:import href="edition:text.xsl"/>', "3.0")
    root = make_project({"xslt/text.xsl": own, "xml/a.xml": TEXT})
    done = edition_command("export", "--to", "text", cwd=root)
    assert done.returncode == 3
    assert "cannot import edition:text.xsl" in done.stderr


AGAIN = '<xsl:template name="again"><xsl:call-template name="again"/></xsl:template>'
TWICE = (
    '<xsl:template match="*" mode="twice"><xsl:apply-templates select="." mode="twice"/>'
    '<xsl:apply-templates select="." mode="twice"/></xsl:template>'
)
BRANCH = (
    '<xsl:template name="branch"><xsl:param name="n" select="60"/><xsl:if test="$n">'
    '<xsl:call-template name="branch"><xsl:with-param name="n" select="$n - 1"/>'
    '</xsl:call-template><xsl:call-template name="branch"><xsl:with-param name="n" '
    'select="$n - 1"/></xsl:call-template></xsl:if></xsl:template>'
)
DOUBLING = (
    '<xsl:template name="double"><xsl:param name="s" select="\'xxxxxxxxxxxxxxxx\'"/>'
    '<xsl:call-template name="double"><xsl:with-param name="s" select="concat($s, $s)"/>'
    "</xsl:call-template></xsl:template>"
)
HOSTILE = {
    "reads a system file": body("<xsl:copy-of select=\"document('/etc/passwd')\"/>"),
    "reads by file:": body("<xsl:copy-of select=\"document('file:///etc/passwd')\"/>"),
    "reads above": body("<xsl:copy-of select=\"document('../../secret.xml')\"/>"),
    "reads above, escaped": body("<xsl:copy-of select=\"document('%2e%2e/%2e%2e/secret.xml')\"/>"),
    "reads a text of the project": body("<xsl:copy-of select=\"document('../xml/a.xml')\"/>"),
    "reads a link": body("<xsl:copy-of select=\"document('link.xml')\"/>"),
    "asks a host": body("<xsl:copy-of select=\"document('http://127.0.0.1:9/x')\"/>"),
    "includes from a host": sheet('<xsl:include href="http://127.0.0.1:9/x.xsl"/>'),
    "imports a file": sheet('<xsl:import href="file:///etc/passwd"/>'),
    "has an external entity": '<!DOCTYPE x [<!ENTITY e SYSTEM "../../secret.xml">]>'
    + body("&e;"),
    "has an external DTD": '<!DOCTYPE x SYSTEM "../../secret.dtd">' + body("x"),
    "writes by exsl:document": body('<exsl:document href="stolen.txt">x</exsl:document>'),
    "writes by saxon:output": body('<saxon:output href="../stolen.txt">x</saxon:output>'),
    "writes by xsl:document": body('<xsl:document href="stolen.txt">x</xsl:document>', "1.1"),
    "writes by result-document": body('<xsl:result-document href="stolen.txt">x'
                                      "</xsl:result-document>", "3.0"),
    "reads by doc()": body('<xsl:copy-of select="doc(\'/etc/passwd\')"/>', "3.0"),
    "reads by unparsed-text()": body(
        '<xsl:value-of select="unparsed-text(\'../../secret.xml\')"/>', "3.0"
    ),
    "lists a folder": body('<xsl:value-of select="uri-collection(\'.\')"/>', "3.0"),
    "reads the environment": body(
        '<xsl:value-of select="environment-variable(\'KEY\')"/>', "3.0"
    ),
    "reads while compiled": body(
        '<xsl:value-of select="$x"/>', "3.0",
        '<xsl:variable name="x" static="yes" select="unparsed-text(\'/etc/passwd\')"/>'
        '<xsl:include href="part.xsl"/>',
    ),
    "reads by doc(), with a part": body(
        '<xsl:copy-of select="doc(\'../../secret.xml\')"/>', "3.0", '<xsl:include href="part.xsl"/>'
    ),
    "calls itself": body('<xsl:call-template name="again"/>', more=AGAIN),
    "applies itself twice": body('<xsl:apply-templates select="*" mode="twice"/>', more=TWICE),
    "branches": body('<xsl:call-template name="branch"/>', more=BRANCH),
    "doubles a string": body('<xsl:call-template name="double"/>', more=DOUBLING),
    "counts and counts": body(
        '<xsl:value-of select="count(//*[count(//*[count(//*[count(//*[count(//*[count(//*)'
        ' &gt; 0]) &gt; 0]) &gt; 0]) &gt; 0]) &gt; 0])"/>'
    ),
    "never ends in XSLT 3": body(
        '<xsl:iterate select="1 to 100000000000"><xsl:if test=". = -1">x</xsl:if></xsl:iterate>',
        "3.0",
    ),
}  # fmt: skip
ENTRIES = [("export", "--to", "text"), ("build",)]


@pytest.mark.parametrize("command", ENTRIES, ids=lambda command: command[0])
@pytest.mark.parametrize("vector", HOSTILE)
def test_no_sheet_reads_or_writes_outside_and_each_comes_to_an_end(
    vector: str, command: tuple[str, ...], edition_command: Command, make_project: MakeProject
) -> None:
    if 'version="3.0"' in HOSTILE[vector]:
        pytest.importorskip("saxonche")
    many = "<p><name>x</name></p>" * 40
    files: dict[str, str | bytes] = {
        "p/xslt/text.xsl": HOSTILE[vector],
        "p/xslt/part.xsl": sheet("", "3.0"),
        "p/xml/a.xml": tei(many),
        "secret.xml": "<s>SECRET</s>",
        "secret.dtd": '<!ENTITY e "SECRET">',
    }
    root = make_project(files)
    (root / "p" / "xslt" / "link.xml").symlink_to(root / "secret.xml")
    done = edition_command(*command, cwd=root / "p", EDITION_SHEET_SECONDS="2", KEY="SECRET")
    assert "Traceback" not in done.stderr
    assert list(root.rglob("stolen*")) == []
    made = "".join(file.read_text() for file in (root / "p" / "build").rglob("*.txt"))
    for leak in ("SECRET", "root:", "teiHeader", "A sample"):
        assert leak not in made + done.stderr


@pytest.mark.parametrize("vector", ["branches", "doubles a string", "counts and counts"])
def test_a_sheet_without_end_is_told_and_what_comes_after_it_is_written(
    vector: str, edition_command: Command, make_project: MakeProject
) -> None:
    root = make_project({"xslt/text.xsl": HOSTILE[vector], "xml/a.xml": tei("<p>x</p>" * 90)})
    done = edition_command("export", cwd=root, EDITION_SHEET_SECONDS="2")
    assert done.returncode == 3
    assert done.stderr.count("[broken-stylesheet]") == 1


@pytest.mark.parametrize("fault", ["<a", "<xsl:nonsense", "match='p['", "branches"])
@pytest.mark.parametrize("asked", [(), ("--to", "html", "--to", "text"), ("--to", "text")])
def test_a_sheet_of_no_use_keeps_no_other_format_from_being_written(
    fault: str, asked: tuple[str, ...], edition_command: Command, make_project: MakeProject
) -> None:
    faults = {
        "<xsl:nonsense": body("<xsl:apply-templates select='['/>"),
        "match='p['": body("x").replace('match="/"', 'match="p["'),
        "branches": HOSTILE["branches"],
    }
    own = faults.get(fault, fault).replace(FORMAT, "")
    files = {"xslt/html.xsl": own, "xml/a.xml": tei("<p>x</p>" * 90)}
    root = make_project({**files, "xml/b.xml": tei("<p>y</p>")})
    done = edition_command("export", *asked, cwd=root, EDITION_SHEET_SECONDS="2")
    is_told = asked != ("--to", "text")
    assert done.returncode == (3 if is_told else 0), done.stderr
    assert done.stderr.count("[broken-stylesheet]") == is_told
    made = {file.name for file in (root / "build").iterdir()}
    assert made == {"a.txt", "a.diplomatic.txt", "b.txt", "b.diplomatic.txt"}


SHEET = """<?xml version="1.0"?>
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
<xsl:import href="edition:{}.xsl"/>
<xsl:template match="/"><xsl:message>Begun.</xsl:message>
<a><xsl:value-of select="{}"/></a>
</xsl:template>{}"""


@pytest.mark.parametrize(
    ("sheet", "place", "told"),
    [
        (("html", "foo(.", "</xsl:stylesheet>"), ":5", "cannot be compiled"),
        (("htlm", "1", "</xsl:stylesheet>"), ":3", "Did you mean edition:html.xsl?"),
        (("html", "1", "<a>"), ":6", "not well-formed"),
        (("html", "document('/etc/passwd')", "</xsl:stylesheet>"), "", "asks for “/etc/passwd”"),
    ],
)
def test_a_fault_of_a_sheet_is_told_in_its_file_at_its_line(
    sheet: tuple[str, str, str],
    place: str,
    told: str,
    edition_command: Command,
    make_project: MakeProject,
) -> None:
    root = make_project({"xslt/html.xsl": SHEET.format(*sheet), "xml/a.xml": TEXT})
    done = edition_command("export", "--to", "html", cwd=root)
    assert done.returncode == 3
    assert done.stderr.startswith(f"xslt/html.xsl{place}: error: ")
    assert told in done.stderr


@pytest.mark.parametrize("value", ["x' or 1", "document('/etc/passwd')", "</text>", "$profile"])
def test_the_value_of_a_parameter_is_words_and_nothing_else(
    value: str, edition_command: Command, make_project: MakeProject
) -> None:
    own = body('<xsl:value-of select="$who"/>', more='<xsl:param name="who"/>')
    root = make_project({"xslt/text.xsl": own, "xml/a.xml": TEXT})
    edition_command("export", "--to", "text", "--param", f"who={value}", cwd=root)
    assert (root / "build" / "a.txt").read_text() == f"{value}\n"


def test_our_own_sheets_run_in_the_process_itself(tmp_path: Path) -> None:
    code = (
        "from edition.work import exporting; from edition.publication import Choice\n"
        "from edition.selection import select; from edition.corpus import each\n"
        "from pathlib import Path\n"
        f"choice = Choice(formats=('text',), output=Path({str(tmp_path)!r}))\n"
        "list(each(select((Path('xml/gorbachev-response.xml'),)), exporting(choice)))"
    )
    loaded = loaded_by(code)
    assert "edition.stylesheet" in loaded
    assert not {"edition.stylesheet.apart", "subprocess"} & set(loaded)
