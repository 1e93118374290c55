"""Address: the public address of a passage read again: PAGE?v=VERSION&fp=STRICT.LETTERS#ID."""

import re
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from edition.fingerprint import Fingerprints
from edition.identity.resolving.resolution import Citation
from edition.index.entry import Quotation
from edition.value import Value

__all__ = ["Address", "read_address"]

_PAGE = ".html"


class Address(Value):
    """An address of a page of an edition, taken apart.

    `base` is where the page stands, a web address or a folder, and empty for a name alone;
    `fp` is what the address says its fingerprints are, `end` the last passage of a range.
    """

    text: str
    base: str
    document: str
    ref: str
    end: str = ""
    version: str = ""
    fp: str = ""
    profile: str = "reading"
    fragment: str = ""

    @property
    def fingerprints(self) -> Fingerprints | None:
        """The fingerprints that it was given; None where it has none, or none that can be."""
        found = re.fullmatch(r"([a-z2-7]{8})\.([a-z2-7]{8})", self.fp)
        return None if found is None else Fingerprints(found[1], found[2], self.profile)

    @property
    def reference(self) -> str:
        """What it leads to, as people write it: DOCUMENT#REF, DOCUMENT#START..END, DOCUMENT."""
        last = f"..{_escaped(self.end)}" if self.end else ""
        return f"{self.document}#{_escaped(self.ref)}{last}" if self.ref else self.document

    def citation(self) -> Citation | None:
        """Return what it cites; None where nothing says what the words were, or of what."""
        marks = self.fingerprints
        if marks is None or not self.ref:
            return None
        ref = self.reference.removeprefix(f"{self.document}#")
        words = self.quotation
        return Citation(self.document, ref, marks, words, self.version, words is not None)

    @property
    def quotation(self) -> Quotation | None:
        """The words that its text fragment has browsers mark, and those around them."""
        parts = self.fragment.partition("text=")[2].partition("&")[0].split(",")
        prefix = unquote(parts.pop(0)[:-1]) if len(parts) > 1 and parts[0].endswith("-") else ""
        suffix = unquote(parts.pop()[1:]) if len(parts) > 1 and parts[-1].startswith("-") else ""
        head, *tail = map(unquote, parts)
        return Quotation(prefix, head, "".join(tail[:1]), suffix) if head else None

    def is_of(self, base: str) -> bool:
        """Whether it may lead into the edition that has its pages there.

        What has no host of its own, a relative address or a file, does, as far as can be told; so
        does any address where `base` is empty, since the edition has no home yet.
        """
        return not (base and "://" in self.base) or _bare(self.base) == _bare(base)


def read_address(text: str) -> Address | None:
    """Return an address of a page taken apart; None for what is none.

    It is PAGE.html with a query or a fragment or both, under a web address, in a folder, as a
    file:// or by itself.
    """
    try:
        parts = urlsplit(text)
    except ValueError:
        return None
    folder, _, name = parts.path.rpartition("/")
    if not name.endswith(_PAGE) or not (parts.query or parts.fragment or parts.netloc):
        return None
    asked = {key: values[-1] for key, values in parse_qs(parts.query).items()}
    ref, _, fragment = parts.fragment.partition(":~:")
    return Address(
        text,
        _base(parts, folder),
        unquote(name.removesuffix(_PAGE)),
        unquote(ref),
        asked.get("end", ""),
        asked.get("v", ""),
        asked.get("fp", ""),
        asked.get("profile", "reading"),
        fragment,
    )


def _base(parts: SplitResult, folder: str) -> str:
    return f"{parts.scheme}://{parts.netloc}{folder}" if parts.netloc else unquote(folder)


def _bare(base: str) -> str:
    """Return a base without what may differ: the scheme, a port that it implies, slashes."""
    parts = urlsplit(base)
    host = (parts.hostname or "").removeprefix("www.")
    port = "" if parts.port in {None, 80, 443} else f":{parts.port}"
    return f"{host}{port}{parts.path.rstrip('/')}"


def _escaped(ref: str) -> str:
    """Return a reference that no # and no two dots divide."""
    return ref.replace("#", "%23").replace("..", "%2E%2E")
