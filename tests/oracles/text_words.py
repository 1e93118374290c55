"""Which words, in which order, each profile of plain text should have: a walk of its own.

It knows nothing of `edition` but what the text model says, and is written without its stylesheets:
recursion over the source, one rule for each phenomenon. A word is a run of letters, marks and
numbers; where it ends at an element, a table of blocks says.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from lxml import etree

__all__ = ["expected", "outer_texts", "searchable", "words"]

TEI = "{http://www.tei-c.org/ns/1.0}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"

DATA = frozenset(
    "teiHeader standOff facsimile sourceDoc certainty precision respons figDesc desc index interp "
    "interpGrp span spanGrp listPerson listPlace listOrg listEvent listObject listNym listRelation "
    "listApp witDetail listAnnotation fs fLib fvLib binaryObject".split()
)
"""What says something about the text, and is none of it."""

SECOND_NOTATIONS = frozenset(
    f"{{http://www.w3.org/1998/Math/MathML}}{local}" for local in ("annotation", "annotation-xml")
)

BLOCKS = frozenset(
    "p ab head opener closer postscript trailer argument epigraph byline docTitle docImprint "
    "titlePart docAuthor docDate imprimatur floatingText entry entryFree superEntry hom sense re "
    "castList castItem castGroup list listBibl item headItem label lg l sp spGrp speaker table row "
    "cell surface zone line fw text front body back group div div1 div2 div3 div4 div5 div6 div7 "
    "titlePage u addrLine listWit witness msDesc msFrag msPart msIdentifier objectIdentifier "
    "msContents msItem msItemStruct physDesc objectDesc supportDesc layoutDesc handDesc scriptDesc "
    "typeDesc musicNotation decoDesc additions bindingDesc sealDesc accMat history origin "
    "provenance acquisition additional adminInfo recordHist custodialHist surrogates condition "
    "collation foliation".split()
)
"""What begins and ends words."""

SOMETIMES = {
    "dateline": "opener closer postscript div", "salute": "opener closer postscript div",
    "signed": "opener closer postscript div", "address": "opener closer", "bibl": "div listBibl",
    "stage": "sp spGrp div div1 div2 body", "figure": "div body",
}  # fmt: skip
"""What does so within these."""

HEADS = frozenset(("opener", "closer", "div"))
"""Where parts stand in one line, left and right."""
SIGNS = {
    "del": ("⟦", "⟧"), "add": ("\\", "/"), "surplus": ("{", "}"), "supplied": ("⟨", "⟩"),
    "unclear": ("", "?"),
}  # fmt: skip
"""What the diplomatic text sets around words, or behind them."""

LAID_OUT = frozenset(("subst", "ruby"))
"""What holds elements only: blanks in it are none of the text, but between two of one kind."""
OF_ELEMENTS = frozenset(
    "address adminInfo altIdentifier analytic annotationBlock biblFull biblStruct binding "
    "bindingDesc broadcast cit dimensions eLeaf eTree editionStmt entry fileDesc forest graph "
    "history hom imprint listForest listRef locusGrp monogr msContents msIdentifier msItem "
    "msItemStruct notatedMusic noteGrp notesStmt objectIdentifier physDesc publicationStmt "
    "recording relatedItem respStmt scriptStmt seal seriesStmt superEntry supportDesc titleStmt "
    "tree triangle".split()
)
"""What by its content model in P5 has no text of its own: blanks in it only lay it out."""
OF_RECORDS = frozenset(
    "bibl castItem dictScrap docImprint entryFree etym extent form gramGrp measureGrp origin re "
    "sense series support xr provenance acquisition".split()
)
"""What may have text, and holds data side by side."""
PARTS = frozenset(
    # model.entryPart, formPart and gramPart, without the parts of a word (hyph, syll)
    "case colloc def dictScrap etym form gen gram gramGrp iType lbl mood number orth per pos pron "
    "re sense stress subc tns usg xr cit lang mentioned gloss ref "
    # model.biblPart and respLike, and the names and numbers of works
    "author bibl biblScope biblStruct citedRange distributor edition editor explicit extent "
    "funder incipit meeting principal pubPlace publisher relatedItem respStmt resp series sponsor "
    "textLang title idno date docDate "
    # model.castItemPart, measureLike, and of descriptions
    "actor role roleDesc depth dim height measure num unit width dimensions material objectType "
    "origDate origPlace watermark".split()
)
"""What is a word of its own in these."""
DIVISIONS = frozenset("body back front text noteGrp div div1".split())
APART = tuple(f"{TEI}{local}" for local in "note stage speaker figDesc".split())
QUOTED = ("q", "said", "quote")
MARKS = "“”„‟‘’‚‛«»‹›「」『』–—―\"'`´-"
UNITS = frozenset(
    "char character letter word line page column leaf folio syllable sign verse stanza".split()
)
HEARD = ("kinesic", "vocal", "incident")
NAMES = ("persName", "orgName", "name")
TOKENS = frozenset(("w", "pc"))
JOINED = {"left": "left", "right": "right", "both": "left right"}
"""On which sides no white space stands. Source: TEI P5, att.linguistic, @join."""
BREAKS = frozenset("lb pb cb gb".split())
EDITED = {"sic": "corr", "orig": "reg", "abbr": "expan", "am": "ex"}
CHANGED = {new: old for old, new in EDITED.items()}


def words(text: str) -> list[str]:
    """Return the words of a text."""
    kept = (c if c.isalnum() or unicodedata.category(c)[0] == "M" else " " for c in text)
    return "".join(kept).split()


def outer_texts(root: etree._Element) -> list[etree._Element]:
    """Return the text elements that stand in no other."""
    texts = root.iter(f"{TEI}text")
    return [each for each in texts if next(each.iterancestors(f"{TEI}text"), None) is None]


def expected(root: etree._Element, profile: str) -> list[str]:
    """Return the words of a document without its notes, for reading, diplomatic or spoken."""
    walk = Walk(profile, root)
    if profile == "spoken":
        for text in outer_texts(root):
            for speech in text.iter(f"{TEI}sp", f"{TEI}u"):
                for spoken in said(speech):
                    walk.whole(spoken)
    else:
        for text in outer_texts(root) or root.iterchildren(f"{TEI}sourceDoc"):
            walk.inside(text)
    return words(re.sub(r"(\0\s*)+", "", "".join(walk.pieces)))


def searchable(root: etree._Element) -> Counter[str]:
    """Return the words that a search has to find, how often: in either form of the text."""
    found = Counter[str]()
    for profile in ("as-edited", "as-written"):
        walk = Walk(profile, root)
        for text in outer_texts(root):
            walk.inside(text)
            for apart in text.iter(*APART):
                walk.add(" ")
                walk.inside(apart)
                walk.add(" ")
        found |= Counter(words(re.sub(r"(\0\s*)+", "", "".join(walk.pieces))))
    return found


def said(speech: etree._Element) -> Iterator[etree._Element]:
    """Yield the outermost paragraphs and lines of a speech."""
    if speech.tag == f"{TEI}u":
        yield speech
        return
    for child in speech.iterchildren("*"):
        if name(child) in {"p", "ab", "l"}:
            yield child
        elif name(child) not in {"sp", "speaker", "stage", "note", "fw"}:
            yield from said(child)


def name(element: etree._Element) -> str:
    tag = element.tag
    return tag.removeprefix(TEI) if isinstance(tag, str) and tag.startswith(TEI) else ""


class Walk:
    """Gathers the text of one profile."""

    def __init__(self, profile: str, root: etree._Element) -> None:
        self.profile = profile
        self.is_edited = profile in {"reading", "spoken", "as-edited"}
        self.is_search = profile.startswith("as-")
        self.has_marks_of_ours = profile in {"reading", "spoken"} and lacks_marks(root)
        self.undone = {undo.get("target", "").removeprefix("#") for undo in root.iter(f"{TEI}undo")}
        witness = root.find(f"{TEI}teiHeader//{TEI}witness")
        self.witness = "" if witness is None else f"#{witness.get(XML_ID)}"
        self.calls = set(calls(root))
        self.pieces: list[str] = []
        self.hidden_until = ""

    def add(self, text: str | None) -> None:
        if text and not self.hidden_until:
            is_shown = self.profile == "diplomatic"
            self.pieces.append(text if is_shown else text.replace("\u00ad", ""))

    def whole(self, element: etree._Element) -> None:
        """Gather an element, and stand a blank on either side where it is a block."""
        is_apart = self.is_omitted(element)
        blank = (
            " "
            if (is_block(element) and not is_apart) or (name(element) == "stage" and is_apart)
            else ""
        )
        sign = self.signs(element)
        joined = JOINED.get(element.get("join", ""), "") if name(element) in TOKENS else ""
        if "left" in joined:
            self.join()
        self.add(blank + sign[0])
        if not is_apart:
            self.speakers(element)
            self.inside(element)
        self.add(sign[1] + blank)
        if "right" in joined:
            self.join()
        if element.get(XML_ID) and element.get(XML_ID) == self.hidden_until:
            self.hidden_until = ""

    def speakers(self, element: etree._Element) -> None:
        """Gather who speaks an utterance: the first name of each person, or what points to it."""
        if name(element) not in {"u", "annotationBlock"} or self.is_search:
            return
        for pointer in element.get("who", "").split() if self.profile != "spoken" else ():
            found = element.getroottree().xpath("//*[@xml:id = $id]", id=pointer.lstrip("#"))
            names = [each for person in found[:1] for each in person if name(each) in NAMES]
            self.add(f" {' '.join(map(str, names[0].itertext())) if names else pointer} ")

    def signs(self, element: etree._Element) -> tuple[str, str]:
        """Return what is set around the words of an element, which the source has not."""
        if name(element) == "rt":
            return "(", ")"
        if name(element) in QUOTED and self.has_marks_of_ours:
            return " ", " "
        return ("", "") if self.is_edited or self.is_search else SIGNS.get(name(element), ("", ""))

    def inside(self, element: etree._Element) -> None:
        local = name(element)
        if local in BREAKS:
            self.breaks(element)
        elif local == "gap":
            self.add(" " if self.is_search else f"[{extent(element)}]")
        elif local in {"space", "pause"}:
            self.add(" ")
        elif local == "g" and not " ".join(element.itertext()).strip():
            self.add(glyph(element))
        elif local in HEARD:
            is_said = not self.is_search and self.profile != "spoken"
            said = [" ".join(map(str, desc.itertext())) for desc in element.iter(f"{TEI}desc")]
            self.add(f" {' '.join(said)} " if is_said else " ")
        elif local == "ptr" and _around(element) == "bibl":
            self.add(key(element.get("target", "")))
            self.add("" if element.tail or element.getnext() is None else " ")
        elif local == "choice":
            self.chosen(element)
        elif local == "app":
            self.reading(element)
        elif local == "delSpan" and self.is_edited:
            self.hide(element)
        else:
            self.mixed(element, is_laid_out=local in LAID_OUT)

    def mixed(self, element: etree._Element, *, is_laid_out: bool) -> None:
        self.add("" if is_laid_out and not has_words(element.text) else element.text)
        for child in element:
            if isinstance(child.tag, str):
                self.add(" " if is_datum(child) and is_joined(child) else "")
                self.whole(child)
            following = child.getnext()
            is_between = following is not None and following.tag == child.tag
            if not is_laid_out or has_words(child.tail) or is_between:
                self.add(child.tail)

    def breaks(self, element: etree._Element) -> None:
        before = element.getprevious()
        text = (element.getparent().text if before is None else before.tail) or ""  # type: ignore[union-attr]
        joins = element.get("break") == "no" or text.rstrip().endswith("\u00ad")
        if self.profile == "diplomatic" or not joins:
            self.add(" ")
            return
        self.join()

    def join(self) -> None:
        """Join what follows to what came before, whatever blanks stand between."""
        while self.pieces and not self.pieces[-1].strip():
            self.pieces.pop()
        if self.pieces:
            self.pieces[-1] = self.pieces[-1].rstrip()
        self.pieces.append("\0")

    def chosen(self, choice: etree._Element) -> None:
        wanted = CHANGED if self.is_edited else EDITED
        of_kind = [child for child in choice if name(child) in wanted]
        sure = [
            child
            for cert in ("high", "medium")
            for child in choice
            if name(child) == "unclear" and child.get("cert") == cert
        ]
        elements = [child for child in choice if isinstance(child.tag, str)]
        for child in (of_kind or sure or elements)[:1]:
            self.whole(child)

    def reading(self, app: etree._Element) -> None:
        if app.get("loc") or app.get("from") or app.get("to"):
            return
        lemma = app.find(f"{TEI}lem")
        own = [rdg for rdg in app.iter(f"{TEI}rdg") if self.witness in rdg.get("wit", "").split()]
        for chosen in [each for each in [lemma, *own, *app.iter(f"{TEI}rdg")] if each is not None][
            :1
        ]:
            self.whole(chosen)

    def hide(self, span: etree._Element) -> None:
        end = span.get("spanTo", "").removeprefix("#")
        later = span.xpath("following::t:anchor/@xml:id", namespaces={"t": TEI[1:-1]})
        if isinstance(later, list) and end in later:
            self.hidden_until = end

    def is_omitted(self, element: etree._Element) -> bool:
        """Whether the text model leaves an element out of this profile."""
        local = name(element)
        if (
            element.tag in SECOND_NOTATIONS
            or local in DATA
            or local == "note"
            or element in self.calls
        ):
            return True
        is_spoken = self.profile == "spoken"
        if (is_spoken or self.is_search) and local in {"stage", "speaker"}:
            return True
        if self.is_search and (local in {"fw", "metamark"} or is_soft(element)):
            return True
        return self.is_unread(element) if self.is_edited else self.is_later(element)

    def is_later(self, element: etree._Element) -> bool:
        return self.profile == "as-written" and name(element) == "add"

    def is_unread(self, element: etree._Element) -> bool:
        """Whether the text as it was meant in the end goes without an element."""
        if name(element) == "del":
            around = next(element.iterancestors(f"{TEI}del", f"{TEI}restore"), None)
            is_out = around is None or name(around) == "del"
            return is_out and element.get(XML_ID) not in self.undone
        return is_soft(element) or name(element) in {"surplus", "fw", "metamark"}


def is_datum(element: etree._Element) -> bool:
    """Whether an element is a word of its own, whatever stands before it."""
    around = _around(element)
    if name(element) == "seg":
        above = element.getparent()
        is_in_line = above is not None and around == "seg" and _around(above) in HEADS
        return around in {"dateline", "u"} or is_in_line
    if around in OF_ELEMENTS:
        return name(element) not in {"pc", "note"}
    return around in OF_RECORDS and name(element) in PARTS


def is_joined(element: etree._Element) -> bool:
    """Whether an element follows another without anything between."""
    before = element.getprevious()
    return before is not None and not before.tail


def has_words(text: str | None) -> bool:
    return bool((text or "").strip())


def calls(root: etree._Element) -> Iterator[etree._Element]:
    """Yield the number or the mark that leads to each note which stands among no words."""
    notes = root.iter(f"{TEI}note")
    apart = {note.get(XML_ID) for note in notes if _around(note) in DIVISIONS}
    for ref in root.iter(f"{TEI}ref"):
        written = "".join(map(str, ref.itertext())).strip().strip("[]()")
        is_sign = written.isdigit() or not any(map(str.isalnum, written))
        target = ref.get("target", "").removeprefix("#")
        if is_sign and target in apart and next(ref.iterancestors(f"{TEI}note"), None) is None:
            apart.remove(target)
            yield ref


def _around(element: etree._Element) -> str:
    parent = element.getparent()
    return "" if parent is None else name(parent)


def is_soft(element: etree._Element) -> bool:
    """Whether an element is a hyphen that the end of a line has brought about."""
    following = element.getnext()
    is_weak = name(element) == "pc" and element.get("force") == "weak"
    return is_weak and following is not None and following.get("break") == "no"


def lacks_marks(root: etree._Element) -> bool:
    """Whether the encoding left the quotation marks out: declared, or none stands at an edge."""
    declared = root.find(
        f"{TEI}teiHeader/{TEI}encodingDesc/{TEI}editorialDecl/{TEI}quotation[@marks]"
    )
    if declared is not None:
        return declared.get("marks") == "none"
    for text in outer_texts(root):
        for quoted in text.iter(*(f"{TEI}{local}" for local in QUOTED)):
            first = " ".join("".join(quoted.itertext()).split())[:1]
            parent, before = quoted.getparent(), quoted.getprevious()
            assert parent is not None
            run = (parent.text if before is None else before.tail) or ""
            if first and (first in MARKS or (run[-1:] in MARKS and run)):
                return False
    return True


def is_block(element: etree._Element) -> bool:
    local, parent = name(element), element.getparent()
    around = "" if parent is None else name(parent)
    if local in {"list", "item", "label"}:
        box = element if local == "list" else parent
        kind = f" {box.get('rend', '')} {box.get('type', '')} " if box is not None else ""
        return around == "list" or local == "list" if " inline " not in kind else False
    if local == "seg":
        own = [] if parent is None else [parent.text, *(child.tail for child in parent)]
        return around in {"opener", "closer"} and not any(map(has_words, own))
    if local == "figure":
        return around in SOMETIMES[local].split() or element.find(f"{TEI}head") is not None
    if around in {"div", "body", "front", "back", "titlePage"} and local not in BREAKS:
        return local not in {"milestone", "anchor", "note", "addSpan", "delSpan"}
    return local in BLOCKS or around in SOMETIMES.get(local, "").split()


def glyph(sign: etree._Element) -> str:
    """Return what the description of an empty sign maps it to."""
    found = sign.getroottree().xpath("//*[@xml:id = $name]", name=sign.get("ref", "").lstrip("#"))
    mappings = list(found[0].iter(f"{TEI}mapping")) if found else []
    mappings.sort(key=lambda each: each.get("type", "").lower() not in {"standard", "unicode"})
    said = " ".join("".join(map(str, mappings[0].itertext())).split()) if mappings else ""
    made = chr(int(f"0x{said[2:]}", 0)) if said.startswith("U+") else said
    return said if unicodedata.category(made[:1] or " ") == "Cc" else made


def key(target: str) -> str:
    """Return what a pointer calls a work by, without the prefix of a list."""
    return target.partition(":")[2] if ":" in target and "//" not in target else target


def extent(gap: etree._Element) -> str:
    """Return what a gap says of its extent, as words."""
    rend = gap.get("rend")
    if rend and not re.sub(r"[ *.…–†-]", "", rend):
        return rend
    if gap.get("extent"):
        said = gap.get("extent", "").removeprefix("unknown")
        return f"{said} {gap.get('unit', '')}" if said.isdigit() else said
    if gap.get("quantity"):
        return measured(gap, gap.get("quantity", ""))
    if gap.get("atLeast"):
        return measured(gap, f"{gap.get('atLeast')} {gap.get('atMost', '')}")
    return " "


def measured(gap: etree._Element, number: str) -> str:
    """Return a number of units; those of a few English names are put in the plural."""
    unit = gap.get("unit", "")
    if number != "1" and unit in UNITS:
        unit = "leaves" if unit == "leaf" else f"{unit}s"
    return f"{'ca. ' if gap.get('precision') == 'low' else ''}{number} {unit}"
