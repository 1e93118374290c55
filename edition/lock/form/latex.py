"""LaTeX: citations of every package, links with their escapes, and the quotations of csquotes."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from unicodedata import normalize

from edition.lock.block import Block, Source
from edition.lock.decoding import decoded
from edition.lock.tex import (
    ACCENTS,
    SIGNS,
    TYPED,
    UNREAD,
    braces,
    plain_address,
    without_comments,
)

__all__ = ["ENDINGS", "blocks"]

ENDINGS = (".tex", ".ltx", ".latex")

_PIECE = r"""(?s)\\(?P<name>[A-Za-z@]+)\*?|\\(?P<sign>.)|(?P<brace>[{}])|(?P<tie>~)
    |(?P<parted>\n[ \t]*\n\s*)|(?P<typed>``|"`|<<|''|"'|>>|-{2,3}|"[=|~"]|`)"""
_CITES = r"(?!.*style)[A-Za-z]*cite[a-z]*"
_QUOTING = r"quote|quotation|verse|(?:foreign)?displayc?quote"
_QUOTED = r"(?:enquote|(foreign|hyphen)?(text|block)?(c)?quote)"
_PARTS = {"par", "chapter", "section", "subsection", "subsubsection", "paragraph", "item"}
_NOTES = {"footnote", "endnote", "footnotetext", "thanks", "marginpar", "sidenote"}
_MOST_GROUPS = 99
_LONGEST = 5_000
_DEEPEST = 40


def blocks(data: bytes, file: str) -> Iterator[Block]:
    """Yield the paragraphs of a manuscript.

    Source: the manuals of biblatex 3.20, natbib, csquotes 5.2, hyperref.
    """
    text = decoded(data, file, "LaTeX")
    source = Source(text)
    text = without_comments(text)
    end = text.find(r"\end{document}")
    return _Reader(text, source).paragraphs(end if end >= 0 else len(text))


@lru_cache(maxsize=1)
def _piece() -> re.Pattern[str]:
    return re.compile(_PIECE, re.VERBOSE)


class _Reader:
    """Reads the words between two places of a manuscript into blocks, one for each paragraph."""

    def __init__(self, text: str, source: Source) -> None:
        self.text = text
        self.source = source
        self.main = Block(source)
        self.done = [self.main]
        self.depth = 0
        self.pending: list[list[tuple[int, int]]] = []
        self.closing = braces(text)
        self.commands: dict[str, Callable[[Block, str, int, int, int], int]] = {
            **dict.fromkeys(("begin", "end"), self._environment),
            **dict.fromkeys(("href", "url", "nolinkurl", "path"), self._link),
            **dict.fromkeys(_NOTES, self._note),
            **dict.fromkeys(("textins", "textelp"), self._inserted),
        }

    def paragraphs(self, end: int) -> Iterator[Block]:
        self._read(self.main, 0, end)
        yield from self.done

    def _read(self, block: Block, at: int, end: int) -> None:
        is_main = block is self.main
        self.depth += 1
        while at < end and self.depth < _DEEPEST:
            match = _piece().search(self.text, at, end)
            if match is None:
                break
            block.add(self.text[at : match.start()], at)
            at = self._taken(block, match, end)
            block = self.main if is_main else block
        block.add(self.text[at:end], at)
        self.depth -= 1

    def _taken(self, block: Block, match: re.Match[str], end: int) -> int:
        """Read one piece of markup; return where the text goes on."""
        start, kind = match.start(), match.lastgroup
        if kind == "name":
            return self._command(block, match["name"], start, match.end(), end)
        if kind == "sign":
            return self._sign(block, match["sign"], start, end)
        if kind == "parted":
            self._part(block)
        block.add(TYPED.get(match[0], " " if kind == "parted" else ""), start)
        return match.end()

    def _part(self, block: Block, *, is_quotation: bool | None = None) -> None:
        """Begin a new paragraph, which is a quotation where the one before is."""
        if block is self.main:
            quotes = block.is_quotation if is_quotation is None else is_quotation
            self.main = Block(self.source, is_quotation=quotes)
            self.done.append(self.main)

    def _sign(self, block: Block, sign: str, start: int, end: int) -> int:
        at = start + 2
        if sign in ACCENTS:
            return self._accented(block, sign, start, at, end)
        plain = {"\\": " ", "-": "", "/": "", "@": "", ",": "\u2009", ";": " ", ":": " ", "!": ""}
        block.add(plain.get(sign, sign), start)
        return at

    def _accented(self, block: Block, sign: str, start: int, at: int, end: int) -> int:
        found = re.compile(r"\s*(?:\{\s*\\?([^\W\d_]?)\s*\}|\\?([^\W\d_]))").match(
            self.text, at, end
        )
        if found is None:
            return at
        block.add(normalize("NFC", (found[1] or found[2] or "") + ACCENTS[sign]), start)
        return found.end()

    def _command(self, block: Block, name: str, start: int, at: int, end: int) -> int:
        quotation = re.fullmatch(_QUOTED, name)
        if quotation and (name == "enquote" or quotation[1] or quotation[2]):
            return self._quoted(block, quotation, at, end)
        if re.fullmatch(_CITES, name):
            return self._cited(block, at, end)
        if name in ACCENTS and self.text[at : at + 1] in {"{", " ", "\\"}:
            return self._accented(block, name, start, at, end)
        if name in SIGNS:
            block.add(SIGNS[name], start)
            return self._behind(r"\{\}|[ \t]*\n?[ \t]*", at, end)
        read = self.commands.get(name)
        return read(block, name, start, at, end) if read else self._other(name, block, at, end)

    def _other(self, name: str, block: Block, at: int, end: int) -> int:
        """Pass over a command, and of some what they are told; what others set is text."""
        if name in UNREAD:
            return self._behind(r"(?:\[[^\]]*\])*(?:\{[^{}]*\})*", at, end)
        if name in _PARTS:
            self._part(block)
        return self._behind(r"[ \t]*", at, end)

    def _behind(self, pattern: str, at: int, end: int) -> int:
        found = re.compile(pattern).match(self.text, at, end)
        return found.end() if found else at

    def _groups(self, at: int, end: int, brackets: str = "[{") -> Iterator[tuple[int, int]]:
        """Yield what stands in the brackets behind a command, each from where to where."""
        for _ in range(_MOST_GROUPS):
            begin = re.compile(r"\s*([\[{(])").match(self.text, at, end)
            if begin is None or begin[1] not in brackets:
                return
            close = self._closing(begin[1], begin.end(), end)
            if close < 0:
                return
            yield begin.end(), close
            at = close + 1

    def _braced(self, groups: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
        return [each for each in groups if self.text[each[0] - 1] == "{"]

    def _closing(self, opened: str, at: int, end: int) -> int:
        """Return where a bracket closes that is open, -1 for nowhere: braces do anywhere."""
        if opened == "{":
            close = self.closing.get(at, end)
            return close if close < end else -1
        most = min(end, at + _LONGEST)
        while at < most:
            match = re.compile(r"(?s)\\.|[\](){}\[]").search(self.text, at, most)
            if match is None or match[0] == "}":
                return -1
            if match[0] == {"[": "]", "(": ")"}[opened]:
                return match.start()
            at = match.end()
            if match[0] == "{":
                at = self.closing.get(at, most) + 1
        return -1

    def _cited(self, block: Block, at: int, end: int) -> int:
        """Read the keys of a citation; what stands around them is no part of the text."""
        is_many, behind = self.text[at - 1] == "s", at
        for start, close in self._groups(at, end, "[{("):
            sign = self.text[start - 1]
            if sign == "(" and (not is_many or behind > at):
                break
            if sign == "{":
                self._keys(block, start, close)
                behind = close + 1
                if not is_many:
                    break
        return behind

    def _keys(self, block: Block, start: int, close: int) -> None:
        for found in re.compile(r"[^\s,]+").finditer(self.text, start, close):
            block.cite(found.start(), key=found[0])

    def _quoted(self, block: Block, kind: re.Match[str], at: int, end: int) -> int:
        """Read a quotation of csquotes, then what cites it, as it is printed."""
        groups = list(self._groups(at, end))
        place = bool(kind[1]) + bool(kind[3])  # behind the language and the key
        braced = self._braced(groups)
        if len(braced) <= place:
            return at
        words, start = braced[place], block.size
        self._read(block, *words)
        block.quoted.append((start, block.size))
        if kind[3]:
            self._keys(block, *braced[place - 1])
        for each in groups:
            if kind[2] and not kind[3] and each < words and self.text[each[0] - 1] == "[":
                self._read(block, *each)
        return words[1] + 1

    def _environment(self, block: Block, name: str, _start: int, at: int, end: int) -> int:
        """Begin or end what stands apart; what a quotation is cited by is printed behind it."""
        named = next(self._groups(at, end), None)
        if named is None:
            return at
        called, behind = self.text[named[0] : named[1]].strip("*"), named[1] + 1
        if not re.fullmatch(_QUOTING, called):
            return behind
        if name == "end":
            self._cite_pending(block)
            self._part(block, is_quotation=False)
            return behind
        self._part(block, is_quotation=True)
        cited: list[tuple[int, int]] = []
        if "display" in called:
            is_foreign, is_keyed = called.startswith("foreign"), "cquote" in called
            for each in self._groups(behind, end):
                is_braced = self.text[each[0] - 1] == "{"
                if is_braced and len(self._braced(cited)) == is_foreign + is_keyed:
                    break
                cited.append(each)
                behind = each[1] + 1
            cited = self._braced(cited)[is_foreign:] if is_keyed else cited[is_foreign:][:1]
        self.pending.append(cited)
        return behind

    def _cite_pending(self, block: Block) -> None:
        """Cite what a quotation that ends here is from."""
        for each in self.pending.pop() if self.pending else []:
            if self.text[each[0] - 1] == "{":
                self._keys(block, *each)
            else:
                self._read(block, *each)

    def _link(self, block: Block, name: str, start: int, at: int, end: int) -> int:
        groups = self._braced(self._groups(at, end))
        if not groups:
            return at
        begun = block.size
        behind = groups[0][1] + 1
        if name == "href" and len(groups) > 1:
            self._read(block, *groups[1])
            behind = groups[1][1] + 1
        address = plain_address(self.text[groups[0][0] : groups[0][1]])
        block.cite(start, address=address, start=begun)
        return behind

    def _note(self, block: Block, _name: str, start: int, at: int, end: int) -> int:
        groups = self._braced(self._groups(at, end))
        if not groups:
            return at
        note = Block(self.source, note=f"note at {start}")
        block.calls.append((block.size, note.note))
        self.done.append(note)
        self._read(note, *groups[0])
        return groups[0][1] + 1

    def _inserted(self, block: Block, name: str, start: int, at: int, end: int) -> int:
        """Read what a quotation was shortened or filled up by. Source: csquotes, 8.8."""
        groups = self._braced(self._groups(at, end))[:1]
        block.add("…" if name == "textelp" else "", start)
        if not groups:
            return at
        if groups[0][0] < groups[0][1]:
            block.add("[", start)
            self._read(block, *groups[0])
            block.add("]", start)
        return groups[0][1] + 1
