"""Rendering: a document as the bytes of its files, by our shortest way or a project's sheets."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from lxml import etree

from edition import __version__
from edition.capture import captures
from edition.citation import Cited, formatted
from edition.citation.cited import address
from edition.citation.header import source
from edition.citing import carry
from edition.diagnostic import Diagnostic, Location, Severity
from edition.document import Document, Element
from edition.file.writing import refusal, write, write_parts
from edition.language import direction
from edition.passage.passages import Passages
from edition.preparation import OCCURRING
from edition.publication.companion import capture_name
from edition.publication.request import Request
from edition.stylesheet import Stylesheet, load
from edition.stylesheet.format import Format
from edition.stylesheet.hypertext import html, pieced_together
from edition.stylesheet.instalment import instalments
from edition.stylesheet.plaintext import plain_text
from edition.tei.groundwork import lay
from edition.tei.vocabulary import textual

if TYPE_CHECKING:
    from edition.stylesheet.apart import Apart

__all__ = ["Rendering", "json_lines", "plain"]

_TEMPORARY = "Make room in the folder for temporary files, or let TMPDIR name another."


class Rendering:
    """What a document is in each format; `messages` are those of a project's own stylesheets."""

    def __init__(self, passages: Passages, request: Request) -> None:
        self._passages = passages
        self._request = request
        self._is_ours = len(passages.project.sheet_folders) == 1
        names = {form.name for form in request.formats}
        self._wants_text = "text" in names
        is_plain = self._is_ours and names <= {"text"}
        self._given = dict(request.parameters) if is_plain else _parameters(passages, request)
        self._has_text = False
        self.messages: list[Diagnostic] = []

    def expect(self, form: Format) -> None:
        """Raise Refused where the stylesheet of a format is of no use."""
        if not (form.name == "text" and self._is_ours):
            self._sheet(form)

    def make_citable(self) -> None:
        """Set on the document what its page carries for citing, for which its text is made."""
        record = source(self._passages.document)
        carry(self._passages, record, is_text_kept=self._wants_text)
        self._has_text = self._wants_text

    def write(self, form: Format, profile: str, target: Path) -> Path:
        """Write one profile of a format, a long page part by part. Raises Refused."""
        is_page = form.media_type == "text/html"
        given = {**self._given, "profile": profile}
        made = instalments(self._sheet(form), self._passages.document, given) if is_page else None
        page = _in_parts(made, target) if made is not None else None
        return page or write(target, self._data(form, profile))

    def _data(self, form: Format, profile: str) -> bytes:
        if form.name == "text" and profile == "reading" and self._is_at_hand:
            return plain(self._passages.text(profile).text, profile)
        given = {**self._given, "profile": profile}
        if form.name == "text" and profile != "search" and self._is_ours:
            return self._flowing(given)
        sheet = self._sheet(form)
        result = sheet(self._passages.root, given)
        self.messages += _messages(self._passages.document, sheet)
        return _serialized(result, form, self._passages.document, profile)

    @property
    def _is_at_hand(self) -> bool:
        """Whether the reading text is made already, and is the one that is asked for."""
        return self._has_text and self._passages.is_complete and not self._request.parameters

    def _flowing(self, parameters: dict[str, str]) -> bytes:
        """Return the bytes of a text that none but our sheets have a part in."""
        from edition.stylesheet.flow import flowing

        document = self._passages.document
        text = flowing(lay(document), document, self._passages.project, parameters)
        return _ended(text, parameters["profile"])

    def _sheet(self, form: Format) -> "Stylesheet | Apart":
        folders = self._passages.project.sheet_folders
        return load(folders, f"{form.name}.xsl", _occurring(self._passages, form))


def _occurring(passages: Passages, form: Format) -> frozenset[str]:
    """Return what the parts of a format's sheet are chosen by."""
    found = textual(passages.document)
    return found if form.name == "text" else found.union(passages.root.get(OCCURRING, "").split())


def _serialized(result: Element, form: Format, document: Document, profile: str) -> bytes:
    if form.media_type == "text/html":
        return html(result)
    if form.media_type == "text/plain":
        if profile == "search":
            return _search_index(document, result)
        return plain(plain_text(result).text, profile)
    return etree.tostring(result, encoding="utf-8", xml_declaration=True)


def _search_index(document: Document, result: Element) -> bytes:
    """Return what a search index is told of a document, as lines of JSON."""
    from edition.text.record import records

    return json_lines(
        {"document": document.id, **record.fields(), "ref": record.ref or None}
        for record in records(result)
    )


def json_lines(rows: Iterable[dict[str, object]]) -> bytes:
    """Return records as lines of JSON."""
    import json

    return "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows).encode()


def plain(text: str, profile: str) -> bytes:
    """Return the bytes of a text in a profile."""
    return _ended(text.encode(), profile)


def _ended(text: bytes, profile: str) -> bytes:
    """Return the bytes of a text; the diplomatic one adds nothing, not even a last line feed."""
    return text if profile == "diplomatic" else text + b"\n"


def _messages(document: Document, sheet: "Stylesheet | Apart") -> Iterator[Diagnostic]:
    """Yield what a stylesheet said, each at the element that it was about."""
    for text, element in sheet.messages:
        around = [] if element is None else [element, *element.iterancestors()]
        is_own = around and all(each.get("type") != "e-register" for each in around)
        place = document.locate(around[0]) if is_own else Location(document.file)
        yield Diagnostic(place, "stylesheet-message", Severity.WARNING, text or "(nothing)")


def _parameters(passages: Passages, request: Request) -> dict[str, str]:
    """Return what every stylesheet is told; a sheet takes those that it declares."""
    document, project = passages.document, passages.project
    record = source(document)
    page = f"{document.id}.html"
    base = project.settings.base
    url = address(None, page, base, record.version)
    capture = next(captures(document, project), None)
    return {
        "page": quote(page),
        "base": base and f"{base.rstrip('/')}/",
        "source": quote(f"{document.id}.xml"),
        "capture": quote(capture_name(document)) if capture else "",
        "citation": formatted(Cited(record, url), project.settings.style or "chicago-notes"),
        "language": project.settings.language,
        "direction": direction(project.settings.language),
        "generator": f"edition {__version__}",
        **dict(request.parameters),
    }


def _in_parts(made: tuple[Element, Iterator[Element]], target: Path) -> Path | None:
    """Write a page of its instalments, which wait in a file; None where it is to be whole."""
    from tempfile import TemporaryFile

    try:
        with TemporaryFile() as file:
            parts = pieced_together(*made, file)
            return write_parts(target, parts) if parts is not None else None
    except OSError as error:
        message = f"The parts of the page cannot be kept while it is made: {error.strerror}."
        raise refusal(target, message, _TEMPORARY) from None
