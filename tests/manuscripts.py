"""Manuscripts for tests: the same sentences in Markdown, LaTeX, DOCX, ODT, HTML and BibTeX."""

import re
from collections.abc import Iterable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from edition.value import Value

__all__ = ["FORMS", "Sentence", "docx", "manuscript", "odt", "zipped"]

FORMS = ("md", "tex", "docx", "odt", "html", "bib")
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
ODF = "urn:oasis:names:tc:opendocument:xmlns"


class Sentence(Value):
    """A sentence that quotes words, and cites them by a key or by an address."""

    words: str
    key: str = ""
    address: str = ""


def manuscript(form: str, sentences: Iterable[Sentence]) -> bytes:
    """Return a manuscript that has each sentence as a paragraph; BibTeX has entries."""
    return {
        "md": _markdown,
        "tex": _latex,
        "docx": _docx,
        "odt": _odt,
        "html": _html,
        "bib": _bibtex,
    }[form](list(sentences))


def zipped(members: dict[str, str | bytes]) -> bytes:
    """Return a zip file."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def _plain(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


def _markdown(sentences: list[Sentence]) -> bytes:
    rows = (
        f"He said “{each.words}” [@{{{each.key}}}, p. 1].\n"
        if each.key
        else f"He said “{each.words}” ([here]({each.address})).\n"
        for each in sentences
    )
    return "\n".join(rows).encode()


def _latex(sentences: list[Sentence]) -> bytes:
    rows = []
    for each in sentences:
        url = re.sub(r"([#%&_])", r"\\\1", each.address)
        cited = rf"\autocite[1]{{{each.key}}}" if each.key else rf"\footnote{{\url{{{url}}}}}"
        words = re.sub(r"([#%&_])", r"\\\1", each.words)
        rows.append(f"He said \\enquote{{{words}}}{cited}.\n")
    return ("\\begin{document}\n" + "\n".join(rows) + "\\end{document}\n").encode()


def _html(sentences: list[Sentence]) -> bytes:
    rows = (
        f'<p>He said “{_plain(each.words)}” <span data-cites="{each.key}">(1)</span>.</p>'
        if each.key
        else f'<p>He said “{_plain(each.words)}” (<a href="{_plain(each.address)}">here</a>).</p>'
        for each in sentences
    )
    return "\n".join(["<!DOCTYPE html><title>T</title>", *rows]).encode()


def _bibtex(sentences: list[Sentence]) -> bytes:
    rows = (
        f"@incollection{{{each.key},\n  title = {{T}},\n}}\n"
        if each.key
        else f"@online{{n{number},\n  title = {{T}},\n  url = {{{each.address}}},\n}}\n"
        for number, each in enumerate(sentences)
    )
    return "\n".join(rows).encode()


def docx(body: str, notes: str = "", links: Iterable[str] = (), styles: str = "") -> bytes:
    """Return a DOCX of some paragraphs, footnotes and links (rId0, rId1 …)."""
    spaces = f'xmlns:w="{W}" xmlns:r="{R}"'
    related = "".join(
        f'<Relationship Id="rId{n}" Target="{_plain(link)}" TargetMode="External"/>'
        for n, link in enumerate(links)
    )
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "word/document.xml": f"<w:document {spaces}><w:body>{body}</w:body></w:document>",
            "word/footnotes.xml": f"<w:footnotes {spaces}>{notes}</w:footnotes>",
            "word/styles.xml": f"<w:styles {spaces}>{styles}</w:styles>",
            "word/_rels/document.xml.rels": f'<Links xmlns="{RELS}">{related}</Links>',
        }
    )


def run(words: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{_plain(words)}</w:t></w:r>'


def field(instruction: str, shown: str) -> str:
    def sign(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    told = f'<w:r><w:instrText xml:space="preserve">{_plain(instruction)}</w:instrText></w:r>'
    return f"{sign('begin')}{told}{sign('separate')}{run(shown)}{sign('end')}"


def zotero(key: str) -> str:
    record = f'{{"citationItems": [{{"itemData": {{"citation-key": "{key}"}}}}]}}'
    return f"ADDIN ZOTERO_ITEM CSL_CITATION {record}"


def _docx(sentences: list[Sentence]) -> bytes:
    links = [each.address for each in sentences]
    rows = (
        f"<w:p>{run(f'He said “{each.words}” ')}"
        + (
            field(zotero(each.key), "(Anon, 1)")
            if each.key
            else f'<w:hyperlink r:id="rId{n}">{run("here")}</w:hyperlink>'
        )
        + "</w:p>"
        for n, each in enumerate(sentences)
    )
    return docx("".join(rows), "", links)


def odt(body: str, styles: str = "", manifest: str = "") -> bytes:
    """Return an ODT of some paragraphs."""
    spaces = (
        "".join(f' xmlns:{name}="{ODF}:{name}:1.0"' for name in ("office", "text", "style"))
        + ' xmlns:xlink="http://www.w3.org/1999/xlink"'
    )
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "META-INF/manifest.xml": f'<manifest xmlns="{ODF}:manifest:1.0">{manifest}</manifest>',
            "content.xml": f"<office:document-content{spaces}><office:automatic-styles>{styles}"
            f"</office:automatic-styles><office:body><office:text>{body}</office:text>"
            "</office:body></office:document-content>",
        }
    )


def _odt(sentences: list[Sentence]) -> bytes:
    rows = (
        f"<text:p>He said “{_plain(each.words)}” "
        + (
            f'<text:bibliography-mark text:identifier="{each.key}">[1]</text:bibliography-mark>'
            if each.key
            else '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation>'
            f'<text:note-body><text:p>See <text:a xlink:href="{_plain(each.address)}">here</text:a>'
            "</text:p></text:note-body></text:note>"
        )
        + "</text:p>"
        for each in sentences
    )
    return odt("".join(rows))
