"""Pages: the documentation of a customization: a page for each thing in it, and its guide."""

from pathlib import Path

from edition import __version__
from edition.diagnostic import Misuse
from edition.document import Element
from edition.language import direction, tag
from edition.odd.attribution import Attribution
from edition.odd.compilation import Compilation
from edition.odd.naming import TEI, XML
from edition.odd.pages.address import GUIDE, INDEX, STYLE, Addresses
from edition.odd.pages.attributes import Attributes
from edition.odd.pages.catalogue import catalogue
from edition.odd.pages.entry import Entries
from edition.odd.pages.guide import guide
from edition.odd.pages.markup import made
from edition.odd.pages.model import Models
from edition.odd.pages.picture import gathered
from edition.odd.pages.prose import Prose, same
from edition.odd.pages.relation import Relations
from edition.preparation.block import mark_blocks
from edition.preparation.survey import Survey
from edition.project import Project
from edition.stylesheet import load
from edition.stylesheet.hypertext import html
from edition.tei.wording import text_of

__all__ = ["documented"]

_SHEET = "schema.xsl"
_LANG = f"{XML}lang"
_SECOND = "en"


def documented(compilation: Compilation, project: Project, language: str = "") -> dict[str, bytes]:
    """Return the files of a documentation, by their names: pages in HTML and their style sheet.

    Raises Refused for an ODD that cannot be compiled, and Misuse for a language in which neither
    the ODD nor its source says anything.
    """
    document, specs = compilation.customized.document, compilation.specs
    own = tag(_stated(compilation))
    prose = Prose(language or own or _SECOND, own, project.settings.language)
    _expect(prose.language, own or _SECOND, compilation)
    addresses = Addresses((spec.ident for spec in specs), document.ids)
    relations = Relations(compilation.vocabulary, specs)
    attribution = Attribution(compilation.vocabulary)
    attributes = Attributes(attribution, Models(relations, addresses), addresses, prose)
    entries = Entries(relations, attributes, addresses, prose)
    text = guide(document, project, specs, addresses, prose)
    pictures = gathered(text, (document.path or Path()).parent)
    made_of = [(INDEX, catalogue(compilation, text, addresses, prose))]
    made_of += [(addresses.file(spec.ident), entries.of(spec)) for spec in specs]
    render = _Rendering(project, compilation, text)
    files = {STYLE: render.style(), **pictures, GUIDE: render.page(GUIDE, text)}
    for name, root in made_of:
        addresses.link(root)
        mark_blocks(Survey(root).blocks_in)
        files[name] = render.page(name, root)
    return files


class _Rendering:
    """The stylesheet with what it is told of every page."""

    def __init__(self, project: Project, compilation: Compilation, text: Element) -> None:
        self.sheet = load(project.sheet_folders, _SHEET)
        title = text.find(f"{TEI}teiHeader/{TEI}fileDesc/{TEI}titleStmt/{TEI}title")
        self.given = {
            "title": compilation.customized.ident if title is None else text_of(title),
            "language": project.settings.language,
            "direction": direction(project.settings.language),
            "generator": f"edition {__version__}",
        }

    def page(self, name: str, root: Element) -> bytes:
        """Return a page as HTML; one that is no text is in the language of the interface."""
        if root.get("e-lang") is None:
            root.set("e-lang", self.given["language"])
            root.set("e-dir", self.given["direction"])
        return html(self.sheet(root, {**self.given, "page": name}))

    def style(self) -> bytes:
        """Return the style sheet that all pages share."""
        return (self.sheet(made("style"), self.given).text or "").encode()


def _stated(compilation: Compilation) -> str:
    """Return the language that an ODD says it is documented in."""
    root = compilation.customized.document.root
    documented_in = compilation.customized.schema.get("docLang", "").split()
    text = root.find(f"{TEI}text")
    stated = (each.get(_LANG, "") for each in (text, root) if each is not None)
    return next(filter(None, (*documented_in, *stated)), "")


def _expect(language: str, own: str, compilation: Compilation) -> None:
    """Raise Misuse for a language in which nothing is said."""
    said: dict[str, None] = {}
    for spec in compilation.specs:
        for prose in spec.element.iterchildren(f"{TEI}gloss", f"{TEI}desc"):
            said[prose.get(_LANG, own)] = None
    if said and not any(same(each, language) for each in said):
        raise Misuse(
            f"Nothing is said in the language “{language}”; there are: {', '.join(sorted(said))}."
        )
