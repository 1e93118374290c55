"""Wellformedness: why bytes are no XML document, in the words of an editor."""

import re
from pyexpat import ErrorString, ExpatError, ParserCreate

from edition.diagnostic import Fault
from edition.file.encoding import transcode, wrong_bytes

__all__ = ["explain"]

_LAST = True  # expat: nothing follows
_UNDECLARED = re.compile(r"Entity '([^']+)' not defined")
_HTML = re.compile(rb"\s*(?:<!--.*?-->\s*)?<(?:!doctype\s+)?html\b", re.IGNORECASE | re.DOTALL)
_NAME = re.compile(r"[^\s/>]*")
_ATTRIBUTE = re.compile(r"\s([^\s=<>\"']+)\s*=\s*$")
_IN_MARKS = re.compile("[“”„»«’‘‚]([^“”„»«’‘‚<>]*)")


def explain(data: bytes, kind: str, line: int, column: int, message: str) -> Fault:
    """Say why libxml2 refused `data` (its error `kind` with its place), better than it does."""
    if kind == "ERR_RESOURCE_LIMIT" or "too big" in message or "too long" in message:
        return _limit(message, line, column)
    text = transcode(data)
    try:
        lines = text.decode("utf-8").split("\n")
    except UnicodeDecodeError as error:
        if error.reason != "unexpected end of data":
            return wrong_bytes(text, error)
        text = text[: error.start]  # the file was cut off within a sign
        lines = text.decode("utf-8").split("\n")
    undeclared = _UNDECLARED.match(message)
    if undeclared:  # expat is silent where an external DTD could still declare it
        return _undeclared(undeclared.group(1), lines, line)
    fault = _expat_fault(text, lines) or Fault(
        "wrong-encoding" if kind.endswith("_ENCODING") else "malformed-xml",
        line,
        max(column, 1),
        f"The XML is not well-formed: {message}.",
        "Mend the markup at this place.",
    )
    if _HTML.match(text):
        return fault.changed(hint="This is an HTML page; a TEI document begins with <TEI>.")
    return fault


def _limit(message: str, line: int, column: int) -> Fault:
    if "amplification" in message:
        return Fault("entity-expansion", line, column, *_EXPANSION)
    if "depth" in message:
        return Fault(
            "too-deep",
            line,
            column,
            "Elements are nested more than 256 deep here.",
            "Look for start tags that were never closed.",
        )
    return Fault(
        "too-large",
        line,
        column,
        "A single text or attribute here is larger than 10 MB, or a name than 50 kB.",
        "Divide it, or keep such data outside the TEI file.",
    )


def _expat_fault(text: bytes, lines: list[str]) -> Fault | None:
    parser = ParserCreate("utf-8", namespace_separator="\n")
    parser.namespace_prefixes = True
    stack: list[tuple[str, int, int]] = []  # the elements open where expat stops

    def start(name: str, _attributes: list[str]) -> None:
        place = (parser.CurrentLineNumber, parser.CurrentColumnNumber + 1)
        stack.append((_qualified(name), *place))

    def end(_name: str) -> None:
        stack.pop()

    parser.ordered_attributes = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    try:
        parser.Parse(text, _LAST)
    except ExpatError as error:
        return _worded(error, lines, stack)
    return None


def _qualified(name: str) -> str:
    """Return prefix:name of expat's "uri name prefix", which stand on three lines."""
    parts = name.split("\n")
    return f"{parts[2]}:{parts[1]}" if len(parts) > 2 else parts[-1]


def _worded(error: ExpatError, lines: list[str], stack: list[tuple[str, int, int]]) -> Fault:
    line, column = error.lineno, error.offset + 1
    rest = lines[line - 1][error.offset :] if line <= len(lines) else ""
    rest = rest.rstrip("\r")
    open_tag = stack[-1] if stack else None
    if error.code == 7 and open_tag:
        return _mismatch(rest, line, column, stack)
    if error.code in {3, 5} and open_tag:  # no element found, unclosed token: the file ends early
        name, at_line, at_column = open_tag
        return Fault(
            "malformed-xml",
            line,
            column,
            f"The file ends here, and <{name}> from line {at_line} is still open.",
            f"The end of the file seems to be lost; else close it with </{name}>.",
            ((at_line, at_column, f"<{name}> was opened here"),),
        )
    if error.code == 11:
        return _undefined_entity(rest[1:].partition(";")[0], line, column)
    before = lines[line - 1][: error.offset] if line <= len(lines) else ""
    if error.code == 4 and before.endswith(("&", "<")):  # expat points behind the bare sign
        column, rest = column - 1, before[-1] + rest
    if error.code in {2, 4}:  # syntax, token
        message, hint = _token_message(before, rest)
    else:
        message, hint = _MESSAGES.get(error.code) or _other_message(error.code)
    return Fault(_RULES.get(error.code, "malformed-xml"), line, column, message, hint)


def _mismatch(rest: str, line: int, column: int, stack: list[tuple[str, int, int]]) -> Fault:
    name, at_line, at_column = stack[-1]
    match = _NAME.match(rest)  # expat points behind the "</"
    closing = match.group() if match else ""
    column = max(column - 2, 1)
    hint = f"No <{closing}> is open here; did you mean </{name}>?"
    if any(closing == opened for opened, _, _ in stack):
        hint = f"Close <{name}> before </{closing}>, or remove one of the two tags."
    elif closing.lower() == name.lower():
        hint = "Both tags have to be spelt alike, capitals too; mend the one that is not."
    return Fault(
        "malformed-xml",
        line,
        column,
        f"</{closing}> stands where <{name}> from line {at_line} has to be closed first.",
        hint,
        ((at_line, at_column, f"<{name}> was opened here"),),
    )


def _undeclared(name: str, lines: list[str], line: int) -> Fault:
    """Place the entity that libxml2 misses: it names the line, but the end of the tag or text."""
    around = lines[line - 1] if line <= len(lines) else ""
    column = around.find(f"&{name};") + 1
    if column:
        return _undefined_entity(name, line, column)
    for number, words in enumerate(lines, 1):
        column = words.find(f"%{name};") + 1
        if column:
            return _parameter_entity(name, number, column)
    return _undefined_entity(name, line, 1)


def _parameter_entity(name: str, line: int, column: int) -> Fault:
    return Fault(
        "undefined-entity",
        line,
        column,
        f"The parameter entity %{name}; is not expanded here.",
        "Write what it stands for into the DOCTYPE, or remove the DOCTYPE.",
    )


def _undefined_entity(name: str, line: int, column: int) -> Fault:
    return Fault(
        "undefined-entity",
        line,
        column,
        f"The entity &{name}; is defined nowhere.",
        "Write the character itself; XML knows only &amp; &lt; &gt; &quot; &apos;.",
    )


def _token_message(before: str, rest: str) -> tuple[str, str]:
    sign = rest[:1]
    if sign and ord(sign) < 32:
        return (
            f"The control character U+{ord(sign):04X} is not allowed in XML.",
            "Delete it; it is mostly left over from a conversion.",
        )
    if before.endswith("]]") and sign == ">":
        return "The signs ]]> stand in the text here.", "Write ]]&gt; for them."
    if before.endswith("--"):
        return "Two hyphens stand in a comment here.", "Write one hyphen, or put a blank between."
    if sign in {"&", "<"} and not rest.startswith("<!"):
        return (
            "A bare & or < stands in the text here.",
            "Write &amp; for the sign &, and &lt; for the sign <.",
        )
    named, value = _ATTRIBUTE.search(before), _IN_MARKS.match(rest)
    if named and value:
        return (
            f"The value of {named[1]} stands in typographic marks ({sign}), which are none in XML.",
            f'Write it in straight ones: {named[1]}="{value[1]}".',
        )
    return (
        f"The markup breaks off at “{rest[:20]}”." if rest else "The markup breaks off here.",
        "Look for a missing quotation mark, a missing > or a stray < just before.",
    )


def _other_message(code: int) -> tuple[str, str]:
    words = ErrorString(code) or "unknown fault"
    return f"The XML is not well-formed: {words}.", "Mend the markup at this place."


_EXPANSION = (
    "Entities that expand to other entities make this document explode.",
    "Remove the entity declarations from its DOCTYPE.",
)
_RULES = {12: "entity-expansion", 43: "entity-expansion", 19: "wrong-encoding"}
_MESSAGES = {
    3: ("The file holds no element.", "A TEI document begins with <TEI>."),
    8: ("One attribute stands twice in this tag.", "Keep one of the two."),
    9: (
        "Something follows after the end of the document.",
        "A document has one root element; look for a second one, or for stray text.",
    ),
    14: (
        "This reference names no character that XML allows.",
        "Delete it, or write the character that is meant.",
    ),
    12: (
        "An entity contains itself.",
        "Remove the entity declarations from the DOCTYPE.",
    ),
    17: (
        "Something stands before the XML declaration.",
        "<?xml … ?> must be the very first characters; delete the blank or line before it.",
    ),
    19: (
        "The encoding that the file declares is not the one it is written in.",
        'Save it as UTF-8 and declare encoding="UTF-8".',
    ),
    27: (
        "A prefix is used here that no xmlns declares.",
        "Declare it on the root element, or remove the prefix.",
    ),
    28: (
        "A prefix is declared here with an empty namespace.",
        "Give xmlns:… the address of its vocabulary, or remove it.",
    ),
    43: _EXPANSION,
}
