"""Bytes gone wrong: whatever is flipped, the outcome is a verdict or a refusal that says why.

EDITION_FLIPS says how many are tried.
"""

import os
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from edition import relaxng
from edition.diagnostic import Diagnostic, Refused
from edition.document import parse
from edition.project import Project
from edition.validation import Checks, validate
from tests.conftest import ARTICLE
from tests.grammar.stock import cut

FLIPS = int(os.environ.get("EDITION_FLIPS", "10000"))
CORPORA = (
    "letters/L02359.xml",
    "drama/macbeth.xml",
    "tei-tests/aphrodisias.xml",
    "tei-tests/testfsd.xml",
    "tei-tests/testoverlap.xml",
    "tei-tests/testspoken.xml",
    "tei-tests/testtranscr.xml",
)
OUTSIDE = re.compile(rb'\s+xsi:schemaLocation="[^"]*"|<idno[^>]*>[^<]*</idno>')
"""What the letters have that tei_all does not."""

SIGNS = b"<>&\"'/=?!-[];:# \t\n\0\x7f\x80\xc3\xff"
"""Bytes that mean something to a parser: half of the flips put one of them."""


@pytest.fixture(scope="module")
def documents(shared: Path) -> list[bytes]:
    """Our article, a letter, what is left of a play, and small ones."""
    short = [cut(shared / "data" / "corpora" / name) for name in CORPORA]
    others = [OUTSIDE.sub(b"", source.data) for source in short if source is not None]
    return [ARTICLE.read_bytes(), *others]


def flipped(documents: list[bytes], count: int, seed: int) -> Iterator[bytes]:
    """Documents with a bit flipped or a sign of the syntax put in, in one to three places.

    Short documents come more often, since each of their bytes tells more.
    """
    random = Random(seed)
    weights = [1 / len(document) for document in documents]
    for document in random.choices(documents, weights, k=count):
        made = bytearray(document)
        for _ in range(random.choice([1, 1, 2, 3])):
            place = random.randrange(len(made))
            if random.random() < 0.5:
                made[place] ^= 1 << random.randrange(8)
            else:
                made[place] = random.choice(SIGNS)
        yield bytes(made)


def outcome(data: bytes, project: Project, schema: Path) -> tuple[str, tuple[Diagnostic, ...]]:
    try:
        document = parse(data, "flipped.xml")
        found = validate(document, project, Checks((str(schema),)))
    except Refused as refusal:
        return "refused", refusal.diagnostics
    return "judged", found.diagnostics


@pytest.fixture(scope="module")
def tei_all(shared: Path) -> Path:
    return shared / "data" / "tei" / "tei_all.rng"


def test_the_documents_are_valid_before_anything_is_flipped(
    documents: list[bytes], tei_all: Path
) -> None:
    for data in documents:
        assert not list(relaxng.validate(parse(data, "whole.xml"), tei_all))


def test_a_flipped_byte_gives_a_verdict_or_a_named_refusal_and_nothing_else(
    documents: list[bytes], tei_all: Path, tmp_path: Path
) -> None:
    project = Project(tmp_path, is_project=False)
    seen = Counter[str]()
    for data in flipped(documents, FLIPS, seed=3):
        kind, findings = outcome(data, project, tei_all)
        seen[kind] += 1
        seen["with findings"] += bool(findings)
        assert kind == "judged" or findings
        for finding in findings:
            assert finding.rule
            assert finding.message
            assert (finding.location.line or 1) >= 1
    assert min(seen["refused"], seen["judged"], seen["with findings"]) > FLIPS / 10
