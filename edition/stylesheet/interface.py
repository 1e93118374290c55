"""Interface: the words that a page says of itself, in the language of its readers."""

from edition.document import XML_LANG
from edition.document.tree import Element

__all__ = ["Interface"]

_WESTERN = "0123456789"


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
        among the forms of number (`one`, `few`, …) of a message that has some.
        """
        forms = self.read.get(key) or self._forms(key)
        if not forms:
            return self.otherwise.say(key, *given) if self.otherwise else ""
        said = forms["message"]
        if len(forms) > 1:
            number = next((int(each) for each in given if _is_number(each)), 0)
            said = forms.get(plural(self.language, number), forms["other"])
        for place, value in zip(("{a}", "{b}", "{c}"), given, strict=False):
            written = value.translate(self.digits) if _is_number(value) else value
            said = said.replace(place, written)
        return said

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
