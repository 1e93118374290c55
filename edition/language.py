"""Language: the tags of xml:lang as BCP 47 has them, and the direction of their script."""

from collections.abc import Iterable
from functools import lru_cache

from edition.regex import compiled
from edition.value import Value

__all__ = ["Doubt", "direction", "direction_in", "doubt", "is_tag", "same_language", "tag"]

_TWO_LETTERS = dict(
    pair.split("=")
    for pair in (
        "aar=aa abk=ab afr=af aka=ak alb=sq amh=am ara=ar arg=an arm=hy asm=as ava=av ave=ae "
        "aym=ay aze=az bak=ba bam=bm baq=eu bel=be ben=bn bis=bi bod=bo bos=bs bre=br bul=bg "
        "bur=my cat=ca ces=cs cha=ch che=ce chi=zh chu=cu chv=cv cor=kw cos=co cre=cr cym=cy "
        "cze=cs dan=da deu=de div=dv dut=nl dzo=dz ell=el eng=en epo=eo est=et eus=eu ewe=ee "
        "fao=fo fas=fa fij=fj fin=fi fra=fr fre=fr fry=fy ful=ff geo=ka ger=de gla=gd gle=ga "
        "glg=gl glv=gv gre=el grn=gn guj=gu hat=ht hau=ha hbs=sh heb=he her=hz hin=hi hmo=ho "
        "hrv=hr hun=hu hye=hy ibo=ig ice=is ido=io iii=ii iku=iu ile=ie ina=ia ind=id ipk=ik "
        "isl=is ita=it jav=jv jpn=ja kal=kl kan=kn kas=ks kat=ka kau=kr kaz=kk khm=km kik=ki "
        "kin=rw kir=ky kom=kv kon=kg kor=ko kua=kj kur=ku lao=lo lat=la lav=lv lim=li lin=ln "
        "lit=lt ltz=lb lub=lu lug=lg mac=mk mah=mh mal=ml mao=mi mar=mr may=ms mkd=mk mlg=mg "
        "mlt=mt mon=mn mri=mi msa=ms mya=my nau=na nav=nv nbl=nr nde=nd ndo=ng nep=ne nld=nl "
        "nno=nn nob=nb nor=no nya=ny oci=oc oji=oj ori=or orm=om oss=os pan=pa per=fa pli=pi "
        "pol=pl por=pt pus=ps que=qu roh=rm ron=ro rum=ro run=rn rus=ru sag=sg san=sa sin=si "
        "slk=sk slo=sk slv=sl sme=se smo=sm sna=sn snd=sd som=so sot=st spa=es sqi=sq srd=sc "
        "srp=sr ssw=ss sun=su swa=sw swe=sv tah=ty tam=ta tat=tt tel=te tgk=tg tgl=tl tha=th "
        "tib=bo tir=ti ton=to tsn=tn tso=ts tuk=tk tur=tr twi=tw uig=ug ukr=uk urd=ur uzb=uz "
        "ven=ve vie=vi vol=vo wel=cy wln=wa wol=wo xho=xh yid=yi yor=yo zha=za zho=zh zul=zu"
    ).split()
)
"""Three-letter codes of languages that BCP 47 knows by two letters. Source: ISO 639-2, 639-3."""

_LANGUAGES = (
    "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy "
    "da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu "
    "hy hz ia id ie ig ii ik in io is it iu iw ja ji jv jw ka kg ki kj kk kl km kn ko kr ks ku kv "
    "kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mo mr ms mt my na nb nd ne ng nl nn no nr "
    "nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq "
    "sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi "
    "yo za zh zu"
)
_SCRIPTS = (
    "Adlm Afak Aghb Ahom Arab Aran Armi Armn Avst Bali Bamu Bass Batk Beng Bhks Blis Bopo Brah "
    "Brai Bugi Buhd Cakm Cans Cari Cham Cher Chrs Cirt Copt Cpmn Cprt Cyrl Cyrs Deva Diak Dogr "
    "Dsrt Dupl Egyd Egyh Egyp Elba Elym Ethi Geok Geor Glag Gong Gonm Goth Gran Grek Gujr Guru "
    "Hanb Hang Hani Hano Hans Hant Hatr Hebr Hira Hluw Hmng Hmnp Hrkt Hung Inds Ital Jamo Java "
    "Jpan Jurc Kali Kana Khar Khmr Khoj Kitl Kits Knda Kore Kpel Kthi Lana Laoo Latf Latg Latn "
    "Leke Lepc Limb Lina Linb Lisu Loma Lyci Lydi Mahj Maka Mand Mani Marc Maya Medf Mend Merc "
    "Mero Mlym Modi Mong Moon Mroo Mtei Mult Mymr Nand Narb Nbat Newa Nkdb Nkgb Nkoo Nshu Ogam "
    "Olck Orkh Orya Osge Osma Ougr Palm Pauc Pcun Pelm Perm Phag Phli Phlp Phlv Phnx Piqd Plrd "
    "Prti Psin Ranj Rjng Rohg Roro Runr Samr Sara Sarb Saur Sgnw Shaw Shrd Shui Sidd Sind Sinh "
    "Sogd Sogo Sora Soyo Sund Sylo Syrc Syre Syrj Syrn Tagb Takr Tale Talu Taml Tang Tavt Telu "
    "Teng Tfng Tglg Thaa Thai Tibt Tirh Tnsa Toto Ugar Vaii Visp Vith Wara Wcho Wole Xpeo Xsux "
    "Yezi Yiii Zanb Zinh Zmth Zsye Zsym Zxxx Zyyy Zzzz"
)
_REGIONS = (
    "AA AC AD AE AF AG AI AL AM AN AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN "
    "BO BQ BR BS BT BU BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CP CR CS CU CV CW CX CY CZ "
    "DD DE DG DJ DK DM DO DZ EA EC EE EG EH ER ES ET EU EZ FI FJ FK FM FO FR FX GA GB GD GE GF GG "
    "GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU IC ID IE IL IM IN IO IQ IR IS IT JE "
    "JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG "
    "MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NT NU NZ OM "
    "PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL "
    "SM SN SO SR SS ST SU SV SX SY SZ TA TC TD TF TG TH TJ TK TL TM TN TO TP TR TT TV TW TZ UA UG "
    "UM UN US UY UZ VA VC VE VG VI VN VU WF WS YD YE YT YU ZA ZM ZR ZW ZZ"
)
"""The subtags of two letters for languages and regions, and those for scripts.

Source: IANA's Language Subtag Registry of 2021-08-06; ISO 639-1, 15924, 3166-1.
"""

_MISTAKEN = {
    "cn": "zh", "cz": "cs", "dk": "da", "gr": "el", "jp": "ja", "kr": "ko", "ua": "uk",
    "arabic": "ar", "deutsch": "de", "dutch": "nl", "english": "en", "french": "fr",
    "german": "de", "greek": "grc", "hebrew": "he", "italian": "it", "latin": "la",
    "persian": "fa", "russian": "ru", "spanish": "es",
}  # fmt: skip
"""What is written for a language by mistake, and what is likely meant."""

_RIGHT_TO_LEFT = frozenset("ar fa he ur ps sd yi ug ckb dv arc syr syc sam mzn prs".split())
_RUNS_LEFT = "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
"""Letters of scripts that are written from right to left. Source: Unicode, DerivedBidiClass."""
_RIGHT_TO_LEFT_SCRIPTS = frozenset("arab hebr syrc thaa nkoo samr mand aran".split())

_TAG = (
    r"(?P<language>[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4,8})(?:-(?P<script>[a-z]{4}))?"
    r"(?:-(?P<region>[a-z]{2}|[0-9]{3}))?(?P<variants>(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*)"
    r"(?:-[a-wy-z0-9](?:-[a-z0-9]{2,8})+)*(?:-x(?:-[a-z0-9]{1,8})+)?"
)
_OTHER_TAG = r"x(?:-[a-z0-9]{1,8})+|i-[a-z]{3,8}|en-gb-oed|sgn-(?:be-fr|be-nl|ch-de)"
"""Private tags, and those that were registered before there was a rule."""


class Doubt(Value):
    """Why a tag is none, in words that go on from it, and what is likely meant, or nothing."""

    reason: str
    meant: str = ""


@lru_cache(maxsize=256)
def is_tag(code: str) -> bool:
    """Whether a string has the form of a language tag, whatever its parts mean.

    Source: BCP 47 (RFC 5646), 2.1.
    """
    if _plain(code) is not None:
        return True
    import re

    return re.fullmatch(f"{_TAG}|{_OTHER_TAG}", code, re.IGNORECASE | re.ASCII) is not None


@lru_cache(maxsize=256)
def doubt(code: str) -> Doubt | None:
    """Return why a well-formed tag is not in the registry; None where nothing speaks against it.

    Languages of three letters are thousands: only those are doubted that have a code of two.
    Source: BCP 47 (RFC 5646), 2.2.9; IANA's Language Subtag Registry.
    """
    parts = _plain(code) or _parts(code)
    if parts is None:
        return None
    language, script, region = parts
    rest = code[len(language) :]
    primary = language.partition("-")[0].lower()
    if len(primary) != 3 and primary not in _LANGUAGES.split():
        meant = _MISTAKEN.get(primary, "")
        return Doubt(f"no language has the code “{language}”", meant and meant + rest)
    if language.lower() in _TWO_LETTERS:
        short = _TWO_LETTERS[language.lower()]
        return Doubt(f"the code of this language is “{short}”", short + rest)
    if script and script.title() not in _SCRIPTS.split():
        return _misspelt("script", script, _SCRIPTS, code)
    if region.isalpha() and region.upper() not in _REGIONS.split():
        before = "-".join(filter(None, (language, script)))
        after = code[len(before) + 1 + len(region) :]
        meant = f"{before}-GB{after}" if region.upper() == "UK" else ""
        return Doubt(f"no country has the code “{region}”", meant)
    return None


def _plain(code: str) -> tuple[str, str, str] | None:
    """Return language, script and region of a tag that has nothing else, as nearly all are.

    To compile the expression for the others takes a millisecond.
    """
    language, *rest = code.split("-")
    script = rest.pop(0) if rest and len(rest[0]) == 4 and rest[0].isalpha() else ""
    region = rest.pop(0) if rest and len(rest[0]) == 2 and rest[0].isalpha() else ""
    is_whole = not rest and code.isascii() and language.isalpha() and len(language) in {2, 3}
    return (language, script, region) if is_whole else None


def _parts(code: str) -> tuple[str, str, str] | None:
    import re

    match = re.fullmatch(_TAG, code, re.IGNORECASE | re.ASCII)
    return match and (match["language"], match["script"] or "", match["region"] or "")


def _misspelt(kind: str, subtag: str, known: str, code: str) -> Doubt:
    from edition.suggestion import nearest

    close = nearest(subtag.title(), known.split(), most=1)
    return Doubt(
        f"no {kind} has the code “{subtag}”", code.replace(subtag, close[0]) if close else ""
    )


@lru_cache(maxsize=256)
def same_language(code: str) -> str:
    """Return the language of a tag by its shortest code, without script and region: `lat` is la."""
    primary = code.partition("-")[0].lower()
    return code.lower() if primary in {"x", "i"} else _TWO_LETTERS.get(primary, primary)


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


def direction_in(code: str, texts: Iterable[str]) -> str:
    """Return the direction of texts in a language; by their letters where it names no script.

    Arabic that has no letter of its own script is transcribed, and runs from left to right.
    """
    if direction(code) == "ltr" or any(len(part) == 4 for part in code.split("-")[1:]):
        return direction(code)
    has_letters = False
    for text in texts:
        if compiled(_RUNS_LEFT).search(text):
            return "rtl"
        has_letters = has_letters or any(map(str.isalpha, text))
    return "ltr" if has_letters else "rtl"
