"""Cursor: the tokens of a compact schema, read one after the other, and what is wrong with one."""

from typing import NoReturn

from edition.relaxng.grammar import Fault
from edition.relaxng.reading.compact.source import Source, Token

__all__ = ["KEYWORDS", "Cursor", "shortened"]

_DEPTH = 100  # braces and parentheses within each other; a level takes up to seven frames
KEYWORDS = frozenset(
    "attribute default datatypes div element empty external grammar include inherit list mixed "
    "namespace notAllowed parent start string text token".split()
)


class Cursor:
    """The tokens of a schema, and which of them is to be read next."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.tokens = list(source.tokens())
        self.at = 0
        self.depth = 0

    @property
    def token(self) -> Token:
        """The token that is to be read next."""
        return self.tokens[self.at]

    def take(self) -> Token:
        """Return the next token and go past it."""
        taken = self.tokens[self.at]
        if taken.kind != "end":
            self.at += 1
        return taken

    def sees(self, *signs: str) -> bool:
        """Whether the next token is one of these signs."""
        kind, text, _ = self.tokens[self.at]
        return kind == "sign" and text in signs

    def sees_word(self, *words: str) -> bool:
        """Whether the next token is one of these keywords."""
        kind, text, _ = self.tokens[self.at]
        return kind == "name" and text in words

    def want(self, sign: str, where: str) -> Token:
        """Go past a sign that has to stand here."""
        if not self.sees(sign):
            self.unexpected(f"“{sign}” {where}")
        return self.take()

    @property
    def position(self) -> int:
        """Where the next token begins in the settled text."""
        return self.tokens[self.at].position

    def fail(self, token: Token, message: str, hint: str) -> NoReturn:
        raise Fault(self.source.place(token.position), message, hint)

    def unexpected(self, wanted: str) -> NoReturn:
        """Raise the fault of a token that does not belong here."""
        token = self.token
        stands = "The schema ends" if token.kind == "end" else f"“{shortened(token.text)}” stands"
        self.fail(token, f"{stands} where {wanted} is expected.", self._advice(token))

    def _advice(self, token: Token) -> str:
        """Return what may help against a token that does not belong where it stands."""
        if token.kind == "end":
            return "Look for a brace, bracket or parenthesis that was never closed."
        if token.kind == "documentation":
            return "A comment with ## has to precede what it documents; others begin with one #."
        if token.kind == "name" and token.text in KEYWORDS:
            return f"{token.text} is a keyword; as the name of a definition write \\{token.text}."
        if token.kind == "sign" and token.text in "|,&-":
            return "Operators of different kinds need parentheses: (a | b), c."
        return "Look at what stands before it: a sign is missing there, or one too many."

    def deeper(self) -> None:
        """Count a level of nesting."""
        self.depth += 1
        if self.depth > _DEPTH:
            self.fail(
                self.token,
                f"More than {_DEPTH} braces or parentheses are open here.",
                "Give the inner patterns names of their own and refer to them.",
            )

    def literal(self, what: str) -> str:
        """Read a literal: segments in quotation marks, joined by ~."""
        if self.token.kind != "literal":
            self.unexpected(f"{what} in quotation marks")
        parts = [unquoted(self.take().text)]
        while self.sees("~"):
            self.take()
            if self.token.kind != "literal":
                self.unexpected("a text in quotation marks after “~”")
            parts.append(unquoted(self.take().text))
        return "".join(parts)

    def word(self, what: str) -> str:
        """Read an identifier or a keyword."""
        if self.token.kind not in {"name", "quoted"}:
            self.unexpected(what)
        return self.take().text.removeprefix("\\")

    def identifier(self, what: str) -> str:
        """Read an identifier; a keyword has to be quoted."""
        if self.sees_word(*KEYWORDS):
            self.unexpected(what)
        return self.word(what)

    def past_annotations(self, at: int) -> int:
        """Return the index of the token behind annotations."""
        while self.tokens[at].kind == "documentation":
            at += 1
        return self.past_brackets(at, "[", "]")

    def past_brackets(self, at: int, opening: str, closing: str) -> int:
        """Return the index behind what these signs enclose, or `at` where nothing opens."""
        depth = 0
        while at < len(self.tokens) - 1:
            text = self.tokens[at].text if self.tokens[at].kind == "sign" else ""
            depth += (text == opening) - (text == closing)
            if depth <= 0:
                return at + (text == closing and depth == 0)
            at += 1
        return at


def unquoted(literal: str) -> str:
    """Return what stands between the quotation marks of a segment."""
    width = 3 if len(literal) > 5 and literal[:3] in {'"""', "'''"} else 1
    return literal[width:-width]


def shortened(text: str) -> str:
    """Return a text for a message, on one line."""
    flat = " ".join(text.split())
    return flat if len(flat) <= 40 else flat[:39] + "…"
