"""Folding: the markup of a text tree as pieces of text, with the places of passages in them."""

from collections.abc import Iterator
from itertools import accumulate

from edition.regex import compiled

__all__ = ["Fold"]

_SEPARATORS = ("", " ", "\n", "\n\n")
_NONE, _WORD, _LINE, _BLOCK = range(4)
_CLINGING = frozenset({"opening", "closing", "call"})
_OWN_BLANKS = _CLINGING | {"verbatim"}
"""Where a single blank may be more than a border between words."""
_ENTITIES = (
    ("&lt;", "<"),
    ("&gt;", ">"),
    ("&quot;", '"'),
    ("&#13;", "\r"),
    ("&#10;", "\n"),
    ("&#9;", "\t"),
    ("&amp;", "&"),
)
_BORDERS = {
    "block": _BLOCK,
    "line": _LINE,
    "space": _WORD,
    "/block": _BLOCK,
    "/line": _LINE,
    "/space": _WORD,
}
_FLAT = {"block": "space", "line": "space", "/block": "/space", "/line": "/space"}


class Fold:
    """The state of folding: what is written, which separator waits, which passages are open.

    `pieces` are texts, `separators` what stands before each; a passage is known by the numbers of
    its first piece and of the one behind it.
    """

    def __init__(self) -> None:
        self.ids: list[str] = []
        self.is_folded = False
        self.pieces: list[str] = []
        self.separators: list[str] = []
        self.is_open: list[tuple[str, int]] = []
        self.parts: dict[str, tuple[int, int]] = {}
        self.waiting = _NONE
        self.glued = False
        self.until: str | None = None
        self.calls = ""
        self.opened: int | None = None

    def take(self, markup: str) -> None:
        """Fold markup, of which `ids` are those of the tags; `is_folded` is what is done of it."""
        tokens = _tokens(markup)
        names = tokens[1::4]
        if "flat" in names:
            names = [*_flattened(names, tokens[3::4])]
        self.ids, self.is_folded = tokens[2::4], "verbatim" not in names
        is_open, border = self.is_open, _BORDERS.get
        tags = zip(names, self.ids, tokens[3::4], tokens[4::4], strict=True)
        for number, (local, name, rest, text) in enumerate(tags):
            if border(local, _NONE) > self.waiting:
                self.waiting = _BORDERS[local]
            if local[0] == "/":
                ended, first = is_open.pop()
                if ended and first < len(self.pieces) and ended not in self.parts:
                    self.parts[ended] = first, len(self.pieces)  # without text it has no place
            elif rest[-1:] == "/":
                self.point(local, number, rest)
            else:
                is_open.append((name, len(self.pieces)))
                if self.until:
                    self.pass_by(name)
            if text and self.until is None:
                self.add(text, local if rest[-1:] != "/" else "")

    def point(self, local: str, number: int, attributes: str) -> None:
        """Take notice of the empty element of a number."""
        name = self.ids[number] or ""
        if local == "glue":
            self.glued = True
        elif local == "mark":
            if name:
                self.parts.setdefault(name, (len(self.pieces), len(self.pieces)))
        elif local == "hide":
            until = attributes.partition('until="')[2].partition('"')[0]
            if until in self.ids and self.ids.index(until) > number:
                self.until = until
        self.pass_by(name)

    def pass_by(self, name: str | None) -> None:
        """Show again what stands behind the end of what is hidden."""
        if name and name == self.until:
            self.until = None

    def add(self, text: str, local: str) -> None:
        """Write the text behind the tag of a name."""
        if text == " " and local not in _OWN_BLANKS:  # every other text is no more than that
            self.waiting = self.waiting or _WORD
            return
        if local in _CLINGING:
            self.cling(text, local)
            return
        is_verbatim = local == "verbatim"
        folded = text if is_verbatim or self.is_folded else _spaced(text)
        core = folded if is_verbatim else folded.strip(" ")
        if folded[0] == " " and not (is_verbatim or self.waiting):
            self.waiting = _WORD
        if not core:
            return
        if self.calls:
            core = self.call_behind(core)
        if self.opened is not None:
            self.open_before()
        self.write(_unescaped(core) if "&" in core else core)
        self.waiting = _WORD if folded[-1] == " " and not is_verbatim else _NONE

    def write(self, piece: str) -> None:
        """Put a piece behind the border that waits."""
        is_glued = self.glued and self.waiting == _WORD
        self.separators.append("" if is_glued or not self.pieces else _SEPARATORS[self.waiting])
        self.pieces.append(piece)
        self.glued = False

    def cling(self, text: str, local: str) -> None:
        """Put a mark to the text before it, or keep it for the text behind it."""
        sign = _unescaped(text)
        if local == "call":
            self.calls += sign
            return
        if self.calls:
            self.call_behind("")
        if local == "closing":
            self.opened = None
            self.separators.append("")
            self.pieces.append(sign)
        else:
            first = len(self.pieces) if self.opened is None else self.opened
            if self.opened is not None:
                self.open_before()
            self.write(sign)
            self.opened, self.waiting = first, _NONE

    def open_before(self) -> None:
        """Move the border that waits in front of the opening marks that were written."""
        assert self.opened is not None
        if self.waiting > _WORD and self.opened:
            before = _SEPARATORS.index(self.separators[self.opened])
            self.separators[self.opened] = _SEPARATORS[max(before, self.waiting)]
        self.waiting = _NONE
        self.opened = None

    def call_behind(self, text: str) -> str:
        """Write the calls, behind the end of a broken word if one goes on; return what is left."""
        rest = text.lstrip("".join(filter(str.isalnum, set(text)))) if self.glued else text
        if len(rest) < len(text):
            self.write(text[: len(text) - len(rest)])
            self.waiting = _NONE
        self.separators.append("")
        self.pieces.append(self.calls)
        self.calls = ""
        return rest

    def finished(self) -> tuple[list[str], dict[str, tuple[int, int]]]:
        """Return the text in pieces, and its passages: first and after-last offset, by their ids.

        A mark ends where the text before it does.
        """
        if self.calls:
            self.call_behind("")
        pieces = [part for pair in zip(self.separators, self.pieces, strict=True) for part in pair]
        at = [*accumulate(map(len, pieces), initial=0)]
        at.append(at[-1])
        spans = {
            _unescaped(name) if "&" in name else name: (at[2 * first + 1], at[2 * behind])
            for name, (first, behind) in self.parts.items()
        }
        return pieces, spans


def _flattened(names: list[str], rests: list[str]) -> Iterator[str]:
    """Yield the names of tags, those of blocks and lines within `flat` as what a space is."""
    depth = 0
    for name, rest in zip(names, rests, strict=True):
        depth += (name == "flat" and rest[-1:] != "/") - (name == "/flat")
        yield _FLAT.get(name, name) if depth else name


def _tokens(markup: str) -> list[str]:
    """Return each tag's name, id and other attributes, and the text behind it, from the second on.

    To take the tags apart again is cheaper than to walk through the tree. libxml2 writes > in
    attributes as an entity.
    """
    if "<verbatim" not in markup:
        markup = _spaced(markup)
    return compiled("""<(/?[^ />]+)(?: id="([^"]*)")?([^>]*)>""").split(markup)


def _unescaped(text: str) -> str:
    if "&" in text:
        for entity, sign in _ENTITIES:
            text = text.replace(entity, sign)
    return text


def _spaced(text: str) -> str:
    """Return a text with each run of XML's white space as one space.

    Lines are stripped and what is left of doubled blanks is split at: to replace these again and
    again goes through the whole text each time.
    """
    for sign in ("\t", "\r", "&#13;"):
        if sign in text:
            text = text.replace(sign, " ")
    return _single(_unbroken(text) if "\n" in text else text)


def _unbroken(text: str) -> str:
    first, *lines, last = text.split("\n")
    return " ".join([first.rstrip(" "), *[line.strip(" ") for line in lines], last.lstrip(" ")])


def _single(text: str) -> str:
    """Return a text with single blanks for several."""
    first, *parts = text.split("  ")
    if not parts:
        return text
    end = " " * (not parts[-1].strip(" "))
    return " ".join([first, *filter(None, [part.lstrip(" ") for part in parts])]) + end
