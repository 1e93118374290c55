"""Makes xslt/html/page.js of page.source.js: `make script`.

Comments and blanks go, the names that the script gives itself become short ones, and so do the
properties that it asks for often. For this the source keeps to plain ways: every statement has its
semicolon, no name of its own is also a key in an object, template strings hold plain names, and a
regular expression stands behind a bracket or a sign.
"""

import re
from collections import Counter
from collections.abc import Iterator

from tests.conftest import ROOT

SOURCE = ROOT / "xslt" / "html" / "page.source.js"
TARGET = SOURCE.with_name("page.js")

Token = tuple[str, str]
"""What kind of thing it is, and its text."""

_TOKEN = re.compile(
    r"""(?P<comment>/\*.*?\*/)
    |(?P<string>'(?:\\.|[^'\\\n])*')
    |(?P<template>`[^`]*`)
    |(?P<regex>(?<=[(,=?:\ ])(?<![\w)\]]\ )/(?:\\.|\[[^\]]*\]|[^/\\\n])+/[a-z]*)
    |(?P<blank>\s+)
    |(?P<word>[\w$]+)
    |(?P<sign>\.\.\.|=>|\?\.|.)""",
    re.VERBOSE | re.DOTALL,
)
_KEYWORDS = frozenset("async await const else for if let new of return".split())
_LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_WORTH = 5
"""So many signs more than its name a property takes that is held by a short one."""


def squeezed(source: str) -> str:
    """Return a script that does the same in fewer signs."""
    found = [(str(m.lastgroup), m.group()) for m in _TOKEN.finditer(source)]
    tokens = _merged([token for token in found if token[0] not in {"comment", "blank"}])
    names, keys = _shortened(tokens)
    out = ""
    for number, token in enumerate(tokens):
        text = _written(tokens, number, names, keys)
        if text.startswith("[") and token[0] == "word":
            out = out if out.endswith("?.") else out.removesuffix(".")
        out += f" {text}" if out and _is_word(out[-1]) and _is_word(text[0]) else text
    held = ",".join(f"{name}='{key}'" for key, name in keys.items())
    return re.sub(r";(?=\})", "", out.replace("(()=>{", f"(()=>{{let {held};", 1))


def _written(tokens: list[Token], number: int, names: dict[str, str], keys: dict[str, str]) -> str:
    kind, text = tokens[number]
    if kind == "template":
        return re.sub(r"\$\{(\w+)\}", lambda m: f"${{{names.get(m[1], m[1])}}}", text)
    if kind != "word":
        return text
    if _is_name(tokens, number):
        return names.get(text, text)
    return f"[{keys[text]}]" if text in keys else text


def _is_word(sign: str) -> bool:
    return sign.isalnum() or sign in "_$"


def _is_name(tokens: list[Token], number: int) -> bool:
    """Whether a word is a name, and not a property behind a dot."""
    return tokens[number - 1][1] not in {".", "?."}


def _merged(tokens: list[Token]) -> list[Token]:
    """Return a script in which const is let, and one that follows another goes on from it."""
    made: list[Token] = [("sign", ";")]
    is_let = [False]
    for kind, text in tokens:
        before = made[-1][1]
        if text in {"const", "let"} and before != "(":
            if is_let[-1] and before == ";":
                made[-1] = ("sign", ",")
                continue
            is_let[-1] = True
        elif before in {";", "{"}:
            is_let[-1] = False
        if text in set("([{"):
            is_let.append(False)
        elif text in set(")]}"):
            is_let.pop()
        made.append((kind, "let" if text == "const" else text))
    return made[1:]


def _shortened(tokens: list[Token]) -> tuple[dict[str, str], dict[str, str]]:
    """Return short names for those that the script declares, and for its frequent properties."""
    declared, keys = _declared(tokens), _frequent_keys(tokens)
    words = Counter(
        text for n, (kind, text) in enumerate(tokens) if kind == "word" and _is_name(tokens, n)
    )
    counts = [(times, text, False) for text, times in words.items() if text in declared]
    counts += [(times + 1, text, True) for text, times in keys.items()]
    free = (name for name in _candidates() if name in declared or name not in words)
    of = {(text, is_key): next(free) for _, text, is_key in sorted(counts, reverse=True)}
    names = {text: short for (text, is_key), short in of.items() if not is_key}
    return names, {text: short for (text, is_key), short in of.items() if is_key}


def _candidates() -> Iterator[str]:
    yield from _LETTERS
    yield from (first + second for first in _LETTERS for second in _LETTERS)


def _frequent_keys(tokens: list[Token]) -> dict[str, int]:
    """Return how often properties occur that are shorter said by a name that holds theirs."""
    counts = Counter(
        text for n, (kind, text) in enumerate(tokens) if kind == "word" and not _is_name(tokens, n)
    )
    return {
        key: times for key, times in counts.items() if times * (len(key) - 2) > len(key) + _WORTH
    }


def _declared(tokens: list[Token]) -> set[str]:
    """Return the names behind let, and the parameters of functions."""
    texts = [text for _, text in tokens]
    found: set[str] = set()
    for number, text in enumerate(texts):
        if text == "let":
            found |= set(_listed(texts[number + 1 :]))
        elif text == "=>":
            begun = number - 1
            while texts[number - 1] == ")" and texts[begun] != "(":
                begun -= 1
            found |= {each for each in texts[begun:number] if each[0].isalpha()}
    return found - _KEYWORDS


def _listed(texts: list[str]) -> Iterator[str]:
    """Yield the names that one let declares, whatever stands behind their equals signs."""
    depth, is_name = 0, True
    for text in texts:
        depth += (text in set("([{")) - (text in set(")]}"))
        if depth < 0 or (depth == 0 and text in {";", "of"}):
            return
        if is_name and text[0].isalpha():
            yield text
        if text in {"=", ","} and (text == "=" or depth == 0):
            is_name = text == ","


if __name__ == "__main__":
    TARGET.write_text(squeezed(SOURCE.read_text()))
