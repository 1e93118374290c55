"""Rendering: what the child does that a project's own stylesheet runs in.

Messages tell where they were sent: each xsl:message of the project's sheets is given a first part
that says the way from the root to its context, as numbers of children.
"""

import json
import re
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from lxml import etree

from edition.child import limit, say, summary
from edition.diagnostic import Diagnostic, Refused
from edition.document.tree import Element, parse_plain
from edition.stylesheet import compiled
from edition.stylesheet.instruction import expect_instructions
from edition.stylesheet.source import XSL, broken, describe, sources, where

__all__ = ["main"]

_BEGIN, _END = "\ufdd0", "\ufdd1"
_PLACE = f"""<place xmlns:xsl="{XSL}"><xsl:text>{_BEGIN}</xsl:text>
<xsl:for-each select="ancestor-or-self::*"><xsl:text> </xsl:text>
<xsl:value-of select="count(preceding-sibling::*)"/></xsl:for-each>
<xsl:text>{_END}</xsl:text></place>"""
_PLACE_3 = f"""<place xmlns:xsl="{XSL}"><xsl:try><xsl:sequence select="'{_BEGIN}' ||
 string-join(ancestor-or-self::*/count(preceding-sibling::*), ' ') || '{_END}'"/>
<xsl:catch errors="*"/></xsl:try></place>"""
"""The same where there may be no context at all, as in a function."""
_MOST = 20

Run = Callable[[bytes, dict[str, str]], tuple[str, list[str]]]
"""Transforms a document with parameters to a result and messages."""


def main(cpu_seconds: str, name: str, *folders: str) -> None:
    """Serve: compile a stylesheet, then transform documents from standard input until it ends."""
    limit(int(cpu_seconds))
    try:
        run = _compiled(tuple(map(Path, folders)), name)
    except Refused as refusal:
        say(summary(refusal))
        return
    say({})
    while line := sys.stdin.buffer.readline():
        limit(int(cpu_seconds))
        size, _, parameters = line.partition(b" ")
        data = sys.stdin.buffer.read(int(size))
        try:
            result, messages = run(data, json.loads(parameters))
            say({"result": result, "messages": _capped(messages)})
        except Refused as refusal:
            say(summary(Refused(*map(_without_place, refusal.diagnostics))))


def _without_place(told: Diagnostic) -> Diagnostic:
    return told.changed(message=re.sub(f"{_BEGIN}.*?{_END}", "", told.message))


def _compiled(folders: tuple[Path, ...], name: str) -> Run:
    version = describe(folders, name).get("version", "1.0")
    return _by_libxslt(folders, name) if version == "1.0" else _by_saxon(folders, name, version)


def _by_libxslt(folders: tuple[Path, ...], name: str) -> Run:
    expect_instructions(folders, name)
    sheet = compiled(folders, name, _placing)

    def run(data: bytes, parameters: dict[str, str]) -> tuple[str, list[str]]:
        result = sheet(parse_plain(data, ""), parameters)
        messages = [entry.message for entry in sheet.transform.error_log]
        return etree.tostring(result, encoding="unicode", with_tail=False), messages

    return run


def _placing(data: bytes, first: str = _PLACE) -> bytes:
    """Let each message of a sheet say where it is sent."""
    if b"message" not in data:
        return data
    root = parse_plain(data, "")
    lines_before = b"\n" * ((root.sourceline or 1) - 1)  # so that faults are told at their lines
    for message in root.iter(f"{{{XSL}}}message"):
        place = parse_plain(first.replace("\n", "").encode(), "")
        place[-1].tail, message.text = message.text, None
        for number, part in enumerate(list(place)):
            message.insert(number, part)
    return lines_before + etree.tostring(root, encoding="utf-8", with_tail=False)


def _capped(messages: list[str]) -> list[tuple[list[int] | None, str]]:
    told = [_taken_apart(message) for message in messages[:_MOST]]
    if len(messages) > _MOST:
        told.append((None, f"… and {len(messages) - _MOST:,} messages more."))
    return told


def _taken_apart(message: str) -> tuple[list[int] | None, str]:
    before, _, rest = message.partition(_BEGIN)
    path, is_placed, after = rest.partition(_END)
    if not is_placed:
        return None, message.strip()
    return [int(number) for number in path.split()][1:], f"{before}{after}".strip()


_FEATURE = "http://saxon.sf.net/feature/"


def _understood(processor: Any, folders: tuple[Path, ...], name: str) -> Any:  # noqa: ANN401
    """Compile a sheet; what it includes is laid where Saxon may read while it compiles."""
    files = {
        file: parse_plain(_placing(etree.tostring(root), _PLACE_3), "")
        for file, root in sources(folders, name)
    }
    compiler = processor.new_xslt30_processor()
    protocols = f"{_FEATURE}allowedProtocols"
    if len(files) == 1:
        processor.set_configuration_property(protocols, "")
        text = etree.tostring(files[name], encoding="unicode")
        return compiler.compile_stylesheet(stylesheet_text=text)
    for file, root in files.items():
        _expect_harmless(file, root)
    with TemporaryDirectory() as folder:
        for file, root in files.items():
            place = Path(folder, file)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(etree.tostring(root))
        processor.set_configuration_property(protocols, "file")
        try:
            return compiler.compile_stylesheet(stylesheet_file=str(Path(folder, name)))
        finally:
            processor.set_configuration_property(protocols, "")


def _expect_harmless(file: str, root: Element) -> None:
    """Refuse what would be evaluated while Saxon may read files, and what it cannot read."""
    if file.startswith("edition:"):
        message = f"A stylesheet in XSLT 2.0 or 3.0 cannot import {file}, which is XSLT 1.0."
        raise broken(file, message, "Write the stylesheet in XSLT 1.0, or without the import.")
    if file.startswith((".", "/")):
        raise broken(file, "A stylesheet may read stylesheets of the project only.")
    for element in root.iter("*"):
        for attribute in element.attrib:
            if str(attribute).startswith("_") or str(attribute).endswith(("use-when", "static")):
                message = (
                    f"A stylesheet that includes others cannot have the attribute {attribute}."
                )
                raise broken(file, message)


def _by_saxon(folders: tuple[Path, ...], name: str, version: str) -> Run:
    """Run XSLT 2.0 and 3.0.

    Settings as measured against twenty attacks: no protocol, no function of the host, so that
    neither doc() nor unparsed-text(), environment-variable() nor result-document do anything.
    """
    try:
        from saxonche import PySaxonApiError, PySaxonProcessor
    except ImportError:
        hint = "Install edition with the extra xslt3, or write the stylesheet in XSLT 1.0."
        raise broken(
            where(folders, name), f"A stylesheet in XSLT {version} needs Saxon.", hint
        ) from None
    processor: Any = PySaxonProcessor(license=False)
    processor.set_configuration_property(f"{_FEATURE}allow-external-functions", "off")
    try:
        sheet = _understood(processor, folders, name)
    except PySaxonApiError as error:
        raise broken(where(folders, name), f"The stylesheet cannot be compiled: {error}") from None
    sheet.set_property("!method", "xml")
    sheet.set_property("!indent", "no")
    sheet.set_save_xsl_message(True)

    def run(data: bytes, parameters: dict[str, str]) -> tuple[str, list[str]]:
        sheet.clear_parameters()
        sheet.clear_xsl_messages()
        for parameter, value in parameters.items():
            sheet.set_parameter(parameter, processor.make_string_value(value))
        try:
            source = processor.parse_xml(xml_text=data.decode())
            result = sheet.transform_to_string(xdm_node=source)
        except PySaxonApiError as error:
            raise broken(where(folders, name), f"The stylesheet failed: {error}") from None
        said = sheet.get_xsl_messages()
        messages = [str(said.item_at(n)) for n in range(said.size)] if said else []
        return str(result or ""), messages

    return run
