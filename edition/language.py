"""Language: the tags of xml:lang as BCP 47 has them, and the direction of their script."""

from functools import lru_cache

__all__ = ["direction", "tag"]

_TWO_LETTERS = dict(
    pair.split("=")
    for pair in (
        "eng=en fra=fr fre=fr deu=de ger=de lat=la ita=it spa=es por=pt nld=nl dut=nl rus=ru "
        "ara=ar heb=he fas=fa per=fa ell=el gre=el zho=zh chi=zh jpn=ja pol=pl ces=cs cze=cs "
        "slk=sk slo=sk hun=hu tur=tr swe=sv dan=da nor=no fin=fi kat=ka geo=ka hye=hy arm=hy "
        "ukr=uk san=sa hin=hi urd=ur cym=cy wel=cy gle=ga isl=is ice=is ron=ro rum=ro bul=bg "
        "srp=sr hrv=hr slv=sl yid=yi"
    ).split()
)
"""Three-letter codes of languages that BCP 47 knows by two letters."""

_RIGHT_TO_LEFT = frozenset("ar fa he ur ps sd yi ug ckb dv arc syr syc sam mzn prs".split())
_RIGHT_TO_LEFT_SCRIPTS = frozenset("arab hebr syrc thaa nkoo samr mand aran".split())


@lru_cache(maxsize=256)
def tag(code: str) -> str:
    """Return the tag as HTML wants it (`fra` is `fr`); empty for what cannot be one.

    Source: BCP 47, 2.2.1: the shortest code of a language is its tag.
    """
    primary, *_ = code.split("-")
    if not code.isascii() or not code.replace("-", "").isalnum() or len(primary) not in {2, 3}:
        return ""
    return _TWO_LETTERS.get(primary.lower(), primary) + code[len(primary) :]


@lru_cache(maxsize=256)
def direction(code: str) -> str:
    """Return rtl or ltr, after the script: `fa` is right to left, `fa-Latn` left to right."""
    primary, second, *_ = [*tag(code).lower().split("-"), ""]
    if len(second) == 4:
        return "rtl" if second in _RIGHT_TO_LEFT_SCRIPTS else "ltr"
    return "rtl" if primary in _RIGHT_TO_LEFT else "ltr"
