"""Run every command over every document of the shared corpora, and count what went wrong.

For each document: validate and export end without a traceback; every xml:id of the text is in the
page; the words of each profile of the text are, one after the other, those that a walk of our
own gathers as the text model says. Prints a table, and ends with status 1 where something does not
hold.
"""

import os
import sys
import tempfile
from collections import Counter
from copy import deepcopy
from pathlib import Path

from lxml import etree, html

from edition.corpus import each
from edition.document import TEI, XML_ID, Document, read
from edition.document.member import members
from edition.passage.passages import Passages
from edition.project import Project
from edition.publication import Choice
from edition.selection import select
from edition.stylesheet import load
from edition.stylesheet.coverage import renderings
from edition.text.record import records
from edition.work import exporting, validating
from tests.oracles.text_words import expected, outer_texts, searchable, words

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("EDITION_SHARED", ROOT.parent / "shared"))
PROFILES = ("reading", "diplomatic", "spoken", "search")


def wrong_words(document: Document, profile: str) -> int:
    """Count the words that a profile of a text lacks, or has beyond what the source gives it."""
    index = Passages(document, Project(Path(), is_project=False))
    if profile == "search":
        sheet = load(index.project.sheet_folders, "text.xsl")
        told = records(sheet(index.root, {"profile": profile}))
        said = Counter(word for record in told for word in words(record.text))
        return (searchable(document.root) - said).total()
    wanted, found = expected(document.root, profile), words(index.text(profile).text)
    if wanted == found:
        return 0
    return ((Counter(wanted) - Counter(found)) + (Counter(found) - Counter(wanted))).total() or 1


def ids_kept(root: etree._Element, page: Path) -> bool:
    asked = [
        element.get(XML_ID)
        for text in root.iter(f"{{{TEI}}}text")
        for element in text.iter("{*}*")
        if element.get(XML_ID)
    ]
    shown = html.parse(str(page), html.HTMLParser(encoding="utf-8"))
    there = {str(element.get("id")) for element in shown.iter("{*}*")}
    return all(name in there for name in asked)


ENTRIES = ("person", "personGrp", "place", "org", "event", "object")


def repeated(root: etree._Element) -> Counter[str]:
    """Count the words of names that an entry gives again, in the words of an earlier one.

    An entry shows each of its names once: databases list the same name as headword, as alternative
    and as what was merged.
    """
    said: list[str] = []
    for entry in root.iter(*(f"{{{TEI}}}{name}" for name in ENTRIES)):
        names = [each for each in entry if str(each.tag).endswith(("Name", "label", "head"))]
        told = [" ".join("".join(map(str, each.itertext())).split()) for each in names]
        said += [each for number, each in enumerate(told) if each in told[:number]]
    return Counter(words(" ".join(said)))


def taken_out(root: etree._Element) -> Counter[str]:
    """Count the words of the text elements, without what a page leaves out on purpose."""
    left_out = renderings((ROOT / "xslt",), "html.xsl").values()
    names = [each.element for each in left_out if each.kind == "omitted"]
    for omitted in root.iter(*(f"{{{TEI}}}{name}" for name in (*names, "geo", "binaryObject"))):
        if next(omitted.iterancestors(f"{{{TEI}}}text"), None) is not None:
            for node in omitted.iter():
                node.text = None
                if node is not omitted:
                    node.tail = None
    said = " ".join(" ".join(map(str, text.itertext("{*}*"))) for text in outer_texts(root))
    return Counter(words(said)) - sum(map(repeated, outer_texts(root)), Counter())


def lost_in_page(root: etree._Element, page: Path) -> int:
    """Return how many of a document's words its page does not have."""
    wanted = taken_out(deepcopy(root))
    shown = html.parse(str(page), html.HTMLParser(encoding="utf-8")).getroot().find(".//main")
    assert shown is not None
    alternatives = [str(image.get("alt")) for image in shown.iter("img")]
    missing = wanted - Counter(words(" ".join([*map(str, shown.itertext()), *alternatives])))
    return sum(missing.values())


def main() -> int:
    failures = 0
    print("| collection | documents | errors | refused | ids lost | words wrong | not in page |")
    print("|---|---|---|---|---|---|---|")
    for folder in sorted((SHARED / "data" / "corpora").iterdir()):
        files = sorted(folder.glob("*.xml"))
        if not files:
            continue
        with tempfile.TemporaryDirectory() as name:
            found = list(each(select(tuple(files)), validating()))
            errors = sum(outcome.has_errors and not outcome.failed for outcome in found)
            work = exporting(Choice(output=Path(name)))
            refused = ids = gone = unseen = 0
            for file, outcome in zip(files, each(select(tuple(files)), work), strict=True):
                pages = {path.stem: path for path in outcome.written if path.suffix == ".html"}
                refused += not pages
                for member in filter(lambda each: each.is_tei, members(read(file))):
                    gone += sum(wrong_words(member, profile) for profile in PROFILES)
                    if member.id in pages:  # not the second of two documents of one name
                        ids += not ids_kept(member.root, pages[member.id])
                        unseen += lost_in_page(member.root, pages[member.id])
        failures += ids + gone + unseen
        print(
            f"| {folder.name} | {len(files)} | {errors} | {refused} | {ids} | {gone} | {unseen} |"
        )
    return min(failures, 1)


if __name__ == "__main__":
    sys.exit(main())
