"""Tex: by what LaTeX writes signs, what in it no reader sees, and where its braces close."""

import re

__all__ = ["ACCENTS", "SIGNS", "TYPED", "UNREAD", "braces", "plain_address", "without_comments"]

TYPED = {
    "``": "“", "''": "”", '"`': "„", "\"'": "“", "<<": "«", ">>": "»", "`": "‘", "~": "\u00a0",
    "--": "–", "---": "—", '"=': "-", '"~': "-",
}  # fmt: skip
ACCENTS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", '"': "\u0308", "~": "\u0303", "=": "\u0304",
    ".": "\u0307", "u": "\u0306", "v": "\u030c", "H": "\u030b", "c": "\u0327", "d": "\u0323",
    "b": "\u0331", "r": "\u030a", "k": "\u0328",
}  # fmt: skip
SIGNS = {
    "ss": "ß", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø", "aa": "å",
    "AA": "Å", "l": "ł", "L": "Ł", "i": "ı", "j": "ȷ", "dh": "ð", "th": "þ", "DH": "Ð", "TH": "Þ",
    "dots": "…", "ldots": "…", "textellipsis": "…", "textquotedblleft": "“",
    "textquotedblright": "”", "textquoteleft": "‘", "textquoteright": "’", "quotedblbase": "„",
    "guillemotleft": "«", "guillemotright": "»", "guillemetleft": "«", "guillemetright": "»",
    "glqq": "„", "grqq": "“", "flqq": "«", "frqq": "»", "textendash": "–", "textemdash": "—",
    "quad": " ", "qquad": " ", "textasciitilde": "~", "textbackslash": "\\", "space": " ",
    "textunderscore": "_", "newline": " ", "linebreak": " ",
}  # fmt: skip
UNREAD = {
    "label", "ref", "pageref", "cref", "autoref", "usepackage", "documentclass", "includegraphics",
    "addbibresource", "bibliography", "bibliographystyle", "input", "include", "setlength",
    "newcommand", "renewcommand", "hypersetup", "index", "vspace", "hspace", "selectlanguage",
    "RequirePackage", "pagestyle", "thispagestyle", "graphicspath", "textcolor", "color",
}  # fmt: skip
_HIDDEN = r"""(?s)(?P<kept>\\(?:url|href|path|nolinkurl)\s*(?:\[[^\]]*\])?\s*\{[^{}\s]*\})
    |\\begin\{(?P<name>comment|verbatim\*?|lstlisting|minted)\}.*?\\end\{(?P=name)\}
    |\\verb\*?(?P<border>[^\w\s*]).*?(?P=border)|(?P<sign>\\.)|%[^\n]*\n?"""


def without_comments(text: str) -> str:
    """Return a text with comments and code as blanks: every sign keeps its place."""
    return re.sub(re.compile(_HIDDEN, re.VERBOSE), _blanked, text)


def _blanked(match: re.Match[str]) -> str:
    return match[0] if match["kept"] or match["sign"] else " " * len(match[0])


def braces(text: str) -> dict[int, int]:
    """Return where each brace that is open closes, found in one pass."""
    opened: list[int] = []
    found: dict[int, int] = {}
    for match in re.finditer(r"(?s)\\.|[{}]", text):
        if match[0] == "{":
            opened.append(match.end())
        elif match[0] == "}" and opened:
            found[opened.pop()] = match.start()
    return found


def plain_address(address: str) -> str:
    """Return an address as it is meant, without the escapes that TeX needs."""
    plain = re.sub(r"\{?\\textasciitilde\s*(?:\{\})?\}?", "~", address)
    plain = re.sub(r"\\(?:string|allowbreak|-)\s*|\s+", "", plain)
    return re.sub(r"\\([%#&_{}~$])(?:\{\})?", r"\1", plain)
