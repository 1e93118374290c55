"""Token: the words of an XPath expression, each with its place in it."""

import re
from functools import lru_cache

from edition.regex import compiled
from edition.value import Value

__all__ = ["Token", "Unread", "tokens"]


class Token(Value):
    """A word: its kind is name, string, number, sign or end; a string's text is its value."""

    kind: str
    text: str
    start: int
    end: int


class Unread(ValueError):  # noqa: N818  (what happened: it may be right all the same)
    """This reader does not know the expression; another may. The text says where it stopped."""


@lru_cache(maxsize=1)
def _words() -> re.Pattern[str]:
    name = r"[^\W\d][\w.\-\u00b7]*"
    return compiled(
        rf"""(?P<space>\s+)
        |(?P<name>Q\{{[^{{}}]*\}}(?:{name}|\*)|\*:{name}|{name}(?::(?:{name}|\*))?)
        |(?P<number>(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)
        |(?P<string>"(?:[^"]|"")*"|'(?:[^']|'')*')
        |(?P<sign>\(:|::|//|\.\.|!=|<=|>=|<<|>>|\|\||=>|:=|[-+*/|,.()\[\]{{}}@$=<>!?\#])""",
        re.VERBOSE,
    )


@lru_cache(maxsize=64)
def tokens(text: str) -> tuple[Token, ...]:
    """Return the words of an expression, the last of kind end. Raises Unread."""
    found: list[Token] = []
    at = 0
    while at < len(text):
        match = _words().match(text, at)
        if match is None:
            raise Unread(f"“{text[at]}” is not understood there")
        kind, word = str(match.lastgroup), match[0]
        if word == "(:":
            at = _comment_end(text, at)
            continue
        if kind == "string":
            word = word[1:-1].replace(word[0] * 2, word[0])
        if kind != "space":
            found.append(Token(kind, word, at, match.end()))
        at = match.end()
    return (*found, Token("end", "", at, at))


def _comment_end(text: str, start: int) -> int:
    depth = 0
    for sign in re.finditer(r"\(:|:\)", text[start:]):
        depth += 1 if sign[0] == "(:" else -1
        if depth == 0:
            return start + sign.end()
    raise Unread("a comment is not closed")
