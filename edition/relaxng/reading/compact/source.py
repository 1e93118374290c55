"""Source: the text of a compact schema, cut into tokens, and the way back to its places.

Newlines and escapes are settled first (A.2.2 to A.2.4), so that positions are not those written.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NoReturn

from edition.name import FORMS
from edition.relaxng.grammar import Fault, Place
from edition.value import Value

__all__ = ["Source", "Token"]

# A line feed that was written as an escape is no end of line (A.2.4); until the tokens are cut it
# is told apart from one by a character that XML does not allow.
_WRITTEN_LF = "\uffff"
_NCNAME = FORMS["NCName"]
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NEWLINE = re.compile(r"\r\n?")
_ESCAPE = re.compile(r"\\x+\{(?:([0-9A-Fa-f]+)\})?")
_DOCUMENTATION_MARK = re.compile(r"^[ \t]*##+ ?", re.MULTILINE)
_TOKEN = re.compile(
    rf"""(?P<separator>[\t\n {_WRITTEN_LF}]+|\#(?!\#)[^\n{_WRITTEN_LF}]*)
    |(?P<documentation>\#\#[^\n{_WRITTEN_LF}]*(?:[\n{_WRITTEN_LF}][ \t]*\#\#[^\n{_WRITTEN_LF}]*)*)
    |(?P<literal>\"\"\"(?:\"{{0,2}}[^\"])*\"\"\"|'''(?:'{{0,2}}[^'])*'''|\"[^\"\n]*\"|'[^'\n]*')
    |(?P<nsname>{_NCNAME}:\*)
    |(?P<cname>{_NCNAME}:{_NCNAME})
    |(?P<name>{_NCNAME})
    |(?P<quoted>\\{_NCNAME})
    |(?P<sign>>>|\|=|&=|[={{}}()\[\],&|?*+~\-])""",
    re.VERBOSE,
)


class Token(Value):
    """One token: its kind (a group of _TOKEN, or "end"), its text, and where it begins."""

    kind: str
    text: str
    position: int


class Source:
    """The text with newlines and escapes settled (A.2.2 to A.2.4), and the way back to places."""

    def __init__(self, text: str, file: str) -> None:
        self.file = file
        original = _NEWLINE.sub("\n", text.removeprefix("\ufeff"))
        self.lines = [0, *(found.end() for found in re.finditer("\n", original))]
        self.ends = [0]  # positions in the settled text, and what to add to go back from there
        self.added = [0]
        illegal = _ILLEGAL.search(original)
        if illegal:
            raise Fault(
                self.place(illegal.start()),
                f"The sign U+{ord(illegal[0]):04X} is allowed in no schema.",
                "Delete it; perhaps the file was saved in another encoding than UTF-8.",
            )
        self.text = "".join(self._settled(original))

    def place(self, position: int) -> Place:
        """Return the place in the file of a position in the settled text."""
        line = self.line(position)
        written = position + self.added[bisect_right(self.ends, position) - 1]
        return Place(self.file, line, written - self.lines[line - 1] + 1)

    def line(self, position: int) -> int:
        """Return the line of a position in the settled text."""
        written = position + self.added[bisect_right(self.ends, position) - 1]
        return bisect_right(self.lines, written)

    def _settled(self, original: str) -> Iterator[str]:
        """Yield the text in pieces, each escape replaced by what it stands for."""
        done = 0
        for found in _ESCAPE.finditer(original):
            position = found.start() - self.added[-1]
            yield original[done : found.start()]
            yield self._character(found, position)
            done = found.end()
            self.ends.append(position + 1)
            self.added.append(done - position - 1)
        yield original[done:]

    def _character(self, escape: re.Match[str], position: int) -> str:
        """Return what an escape stands for."""
        digits = (escape[1] or "").lstrip("0")
        if escape[1] is None:
            raise Fault(
                self.place(position),
                "The escape “\\x{” is not followed by a hexadecimal number and “}”.",
                "Write the sign's number in Unicode, as in \\x{E9} for é.",
            )
        number = int(digits or "0", 16) if len(digits) < 7 else 0x110000
        if number > 0x10FFFF or _ILLEGAL.match(chr(number)):
            raise Fault(
                self.place(position),
                f"The escape \\x{{{escape[1][:12]}}} stands for no sign that XML allows.",
                "Look the sign's number up in Unicode; the surrogates D800 to DFFF are no signs.",
            )
        return _WRITTEN_LF if number == 10 else chr(number)

    def tokens(self) -> Iterator[Token]:
        """Yield the tokens, then one of the kind "end"."""
        position = 0
        while position < len(self.text):
            found = _TOKEN.match(self.text, position)
            if found is None or found.lastgroup is None:
                self._refuse(position)
            if found.lastgroup != "separator":
                text = found[0].replace(_WRITTEN_LF, "\n")
                yield Token(found.lastgroup, text, position)
            position = found.end()
        yield Token("end", "", position)

    def _refuse(self, position: int) -> NoReturn:
        """Raise the fault of a sign that begins no token."""
        sign = self.text[position]
        if sign in "\"'":
            raise Fault(
                self.place(position),
                "This quotation mark is not closed on its line.",
                f"Close it, or write {sign * 3} before and after a text of several lines.",
            )
        shown = f"“{sign}”" if sign.isprintable() else f"The sign U+{ord(sign):04X}"
        raise Fault(
            self.place(position),
            f"{shown} has no meaning at this place of a schema.",
            "Delete it, or put it in quotation marks if it belongs to a text.",
        )
