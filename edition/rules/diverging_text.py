"""The text of the encoding is not the text of the capture that it was made from.

What
    The header names a capture (sourceDesc//bibl[@type='capture']/ptr), and the diplomatic text of
    the encoding, as `edition export --profile diplomatic` writes it, differs from that file. The
    finding names the first difference, with its place in the encoding and in the capture.

Why
    An encoding may say anything about a text, but it may not change a sign of it unnoticed.

Wrong
    <TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><sourceDesc><bibl type="capture">
    <ptr target="source/capture.txt"/></bibl></sourceDesc></fileDesc></teiHeader>
    <text><body><p>A new word.</p></body></text></TEI>

Right
    <TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><sourceDesc><bibl type="capture">
    <ptr target="source/capture.txt"/></bibl></sourceDesc></fileDesc></teiHeader>
    <text><body><p>One word.</p></body></text></TEI>
"""

from collections.abc import Iterator

from edition.capture import captures, diplomatic, first_difference, uncompared
from edition.diagnostic import Location, Severity
from edition.document import Document
from edition.project import Project
from edition.rule import Finding

SEVERITY = Severity.ERROR
HITS = (0, 0)


def check(document: Document, project: Project) -> Iterator[Finding]:
    """Yield a finding for every capture that the document's text differs from."""
    for bibl, reason in uncompared(document, project):
        yield Finding(
            bibl,
            f"The text cannot be compared with this capture: {reason}.",
            "Put the captured source beside the encoding, and point at it with ptr.",
        )
    for capture in captures(document, project):
        text = diplomatic(document, project)
        offset = first_difference(text, capture.text)
        if offset is not None:
            from edition.capture.origin import origin

            here, there = text[offset : offset + 20], capture.text[offset : offset + 20]
            yield Finding(
                origin(document, project, offset),
                f"The text differs from its capture at sign {offset + 1}: "
                f"here {_shown(here)}, there {_shown(there)}.",
                "Restore the text as the source has it; a correction belongs into choice/corr.",
                (
                    (
                        Location(capture.file, *capture.place(offset)),
                        "the capture has this",
                    ),
                ),
            )


def _shown(words: str) -> str:
    return f"“{words}”".replace("\n", "⏎") if words else "the text has ended"
