"""Stylesheet: compiled XSLT, its parameters and messages; edition: imports."""

from pathlib import Path
from typing import TYPE_CHECKING

from lxml import etree

from edition.document import Element
from edition.stylesheet.function import ENGLISH, functions, speak
from edition.stylesheet.part import Part, is_ours, leave_out_others, needed
from edition.stylesheet.source import SCHEME, XSL, Edit, broken, parsed, sources, where
from edition.stylesheet.style import KINDS
from edition.value import Value

if TYPE_CHECKING:
    from edition.stylesheet.apart import Apart, Message

__all__ = ["Stylesheet", "compiled", "declared_parameters", "load"]

_PARAM = f"{{{XSL}}}param"
_STANDS = "\ue000"
"""The sign behind a name that stands for a text."""
_RAW = ("style", "script")
_POSITIONS = {"behind", "upto"}
"""Parameters that tell a sheet what part of a long text to make."""
_Key = tuple[tuple[Path, ...], str, Edit | None]
_COMPILED: dict[_Key, tuple[etree.XSLT, frozenset[Part]]] = {}


class Stylesheet(Value):
    """A compiled XSLT 1.0 sheet, with the raw texts that belong to it, such as its `style`."""

    name: str
    transform: etree.XSLT
    texts: tuple[tuple[str, str], ...] = ()
    messages: "tuple[Message, ...]" = ()
    """Ours say nothing."""

    def __call__(self, root: Element, parameters: dict[str, str]) -> Element:
        """Return the root of the result for a prepared tree; parameters are strings.

        Names that the sheet does not declare are passed over: a caller may offer more than a sheet
        uses. Raises Refused where the transformation itself fails.
        """
        speak(parameters.get("language", ENGLISH))
        offered = {**{name: f"{name}{_STANDS}" for name, _ in self.texts}, **parameters}
        given = {name: etree.XSLT.strparam(value) for name, value in offered.items()}
        try:
            result = self.transform(root, **given).getroot()  # type: ignore[arg-type]
        except etree.XSLTApplyError as error:
            raise broken(self.name, _worded(str(error))) from None
        if result is None:
            raise broken(self.name, "The stylesheet made nothing of this document.")
        self._put_in_texts(result)
        return result

    def _put_in_texts(self, root: Element) -> None:
        """Put in the raw texts, where only names stood: to give libxslt all of them takes long.

        In our sheets that is in head and body, so that nobody has to look through the page.
        """
        texts = dict(self.texts)
        found = [each for part in root for each in part.iterchildren(*_RAW)]
        for element in [root] if root.tag in _RAW else found:
            name, sign, rest = (element.text or "").partition(_STANDS)
            if sign and name in texts:
                element.text = texts[name] + rest


def load(
    folders: tuple[Path, ...],
    name: str,
    used: frozenset[str] | None = None,
    edit: Edit | None = None,
) -> "Stylesheet | Apart":
    """Return the sheet `name` (html.xsl), laid over by file: the first folder that has it wins.

    `used`, the names of a document's elements, leaves out what is included `edition:for` others,
    and the style sheets beside it; without it the sheet is whole. `edition:html.xsl` in an import
    always means ours. A sheet reads stylesheets only, writes nothing, uses no network; one that a
    project has a part in runs apart. `edit` changes the bytes of each file of a sheet of ours.
    Raises Refused.
    """
    parts, texts = needed(folders, name, used)
    if not is_ours(folders, name):
        from edition.stylesheet.apart import Apart

        return Apart(folders, name, texts)
    transform, held = _COMPILED.get((folders, name, edit), (None, frozenset()))
    if transform is None or not held.issuperset(parts):
        held = held.union(parts)  # so that a whole corpus compiles few sheets
        sheet = leave_out_others(parsed(folders, name, edit), name, held)
        transform = _transform(folders, name, sheet)
        _COMPILED[folders, name, edit] = transform, held
    return Stylesheet(name, transform, texts)


def compiled(folders: tuple[Path, ...], name: str, edit: Edit | None = None) -> Stylesheet:
    """Compile a sheet, whole, in this process; `edit` may change the bytes of each of its files.

    Raises Refused.
    """
    transform = _transform(folders, name, parsed(folders, name, edit))
    return Stylesheet(where(folders, name), transform)


def declared_parameters(folders: tuple[Path, ...], *names: str) -> set[str]:
    """Return the parameters that sheets, with all that they include, may be given."""
    sheets = (sheet for name in names for _, sheet in sources(folders, name))
    declared = {param.get("name", "") for sheet in sheets for param in sheet.iterfind(_PARAM)}
    return declared - KINDS - _POSITIONS


def _transform(folders: tuple[Path, ...], name: str, sheet: Element) -> etree.XSLT:
    access = etree.XSLTAccessControl(
        read_file=True,
        write_file=False,
        create_dir=False,
        read_network=False,
        write_network=False,
    )
    try:
        return etree.XSLT(
            sheet,
            access_control=access,
            regexp=False,
            extensions=functions(folders),  # type: ignore[arg-type]  # functions will do
        )
    except etree.XMLSyntaxError as error:
        message = f"The stylesheet is not well-formed: {error}"
        raise broken(where(folders, name), message) from None
    except etree.XSLTParseError as error:
        file, line = _told_at(error, name)
        message = f"The stylesheet cannot be compiled: {error}"
        raise broken(where(folders, file), message, line=line) from None


def _told_at(error: etree.XSLTParseError, name: str) -> tuple[str, int]:
    """Return the sheet and the line that libxslt says of a fault; else its name, and no line."""
    start = f"{SCHEME}/"
    told = [each for each in error.error_log if each.line and each.filename.startswith(start)]
    return (told[-1].filename.removeprefix(start), told[-1].line) if told else (name, 0)


def _worded(message: str) -> str:
    if "recursion" in message or message.startswith("unknown error"):
        return "The stylesheet calls itself without end, or more than 3,000 templates deep."
    return f"The stylesheet failed: {message}"
