"""Interface: the words that a page says of itself, in the language of its readers."""

import re

from edition.document import XML_LANG
from edition.document.tree import Element

__all__ = ["Interface"]

_WESTERN = "0123456789"
_DATE = re.compile(r"(-?[0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


class Interface:
    """The messages of one language; what it lacks is said by another, at last not at all."""

    def __init__(self, locale: Element, otherwise: "Interface | None" = None) -> None:
        """Take the messages of an xslt/locale/LANGUAGE.xml."""
        self.language = locale.get(XML_LANG, "")
        self.digits = str.maketrans(_WESTERN, locale.get("digits", _WESTERN))
        self.otherwise = otherwise
        self.messages = {message.get("key", ""): message for message in locale.iter("message")}
        self.read: dict[str, dict[str, str]] = {}

    def say(self, key: str, *given: str) -> str:
        """Return a message, what is given put in place of {a}, {b} and {c}.

        Whole numbers are written in the digits of the language, and the first of them chooses
        among the forms of number (`one`, `few`, …) of a message that has some. Of a range, as 2–3,
        the last number chooses, but no form that says its number itself, as a dual does.
        """
        forms = self.read.get(key) or self._forms(key)
        if not forms:
            return self.otherwise.say(key, *given) if self.otherwise else ""
        said = forms["message"]
        if len(forms) > 1:
            counted = next((each for each in given if _is_number(each.replace("–", ""))), "0")
            _, dash, last = counted.rpartition("–")
            said = forms.get(plural(self.language, int(last or 0)), forms["other"])
            if dash and not (last and "{a}" in said):
                said = forms["other"]
        for place, value in zip(("{a}", "{b}", "{c}"), given, strict=False):
            written = value.translate(self.digits) if _is_number(value.replace("–", "")) else value
            said = said.replace(place, written)
        return said

    def day(self, iso: str) -> str:
        """Return an ISO date in words; what is not a plain date, month or year stays as written."""
        parts = _DATE.fullmatch(iso)
        if parts is None:
            return iso
        _, month, day = parts.groups()
        if month is None:
            return self.year(iso)
        said = self.say(f"date.month.{month}")
        if day is None:
            return self.say("date.month", said, self.year(iso))
        return self.say("date.day", str(int(day)), said, self.year(iso))

    def year(self, iso: str) -> str:
        """Return the year of an ISO date, as people write it.

        There is no year 0: as in XML Schema 1.0, the year before 1 is -0001, which is 1 BC.
        """
        begin = iso.startswith("-")
        plain = iso[begin : begin + 4]
        number = int(plain) if _is_number(plain.strip()) else 0
        if not number:
            return plain
        return self.say("date.before-christ", str(number)) if begin else str(number)

    def _forms(self, key: str) -> dict[str, str]:
        """Return a message as it is written for each number; most are for all numbers."""
        message = self.messages.get(key)
        if message is None:
            return {}
        forms = (message, *message.iterchildren("*"))
        self.read[key] = {str(form.tag): " ".join((form.text or "").split()) for form in forms}
        return self.read[key]


def _is_number(value: str) -> bool:
    return value.isascii() and value.isdigit()


def plural(language: str, number: int) -> str:
    """Return the form of number that a whole number asks for.

    Source: Unicode CLDR, plural rules of the languages of xslt/locale.
    """
    if language == "ar":
        return _arabic(number)
    least = 0 if language in {"fr", "fa"} else 1
    return "one" if least <= number <= 1 else "other"


def _arabic(number: int) -> str:
    few, many = range(3, 11), range(11, 100)
    named = {0: "zero", 1: "one", 2: "two"}.get(number)
    return named or ("few" if number % 100 in few else "many" if number % 100 in many else "other")
