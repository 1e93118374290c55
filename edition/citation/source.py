"""Source: the bibliographic record of a document in an edition."""

from edition.value import Value

__all__ = ["KINDS", "Name", "Source"]

KINDS = ("webpage", "personal_communication", "classic", "document")
"""The types of CSL that a document can be cited as, instead of as a chapter or a book."""


class Name(Value):
    """A person with family and given name, or a body or plain name (`family` alone).

    `particle` is what stands before the family name and belongs to it: van, de la.
    """

    family: str
    given: str = ""
    particle: str = ""

    @property
    def surname(self) -> str:
        """The family name with its particle."""
        return f"{self.particle} {self.family}".strip()

    @property
    def whole(self) -> str:
        """The name as it is spoken."""
        return f"{self.given} {self.surname}".strip()


class Source(Value):
    """A record whose dates are ISO 8601, a range with a slash; absent is empty.

    With a `container`, the edition that holds the text, the document is a chapter of it, else a
    book of its own, unless it is to be cited as a `kind` of KINDS. `issued` is the day of the
    edition, `composed` that of the text; a letter has `recipients`.
    """

    id: str
    title: str
    container: str
    authors: tuple[Name, ...]
    editors: tuple[Name, ...]
    publisher: str
    place: str
    issued: str
    version: str
    language: str
    licence: str
    recipients: tuple[Name, ...] = ()
    composed: str = ""
    translators: tuple[Name, ...] = ()
    kind: str = ""

    @property
    def type(self) -> str:
        """The CSL type: a chapter where an edition holds the text, if nothing else is asked for."""
        return self.kind or ("chapter" if self.container else "book")

    @property
    def year(self) -> str:
        """The year of publication, or the first and the last; empty if there is none."""
        return years(self.issued)

    @property
    def origin(self) -> str:
        """The year in which the text was written, or the first and the last; empty if unknown."""
        return years(self.composed)


def years(date: str) -> str:
    """Return the year of a date, or the first and the last of a range."""
    return "–".join(dict.fromkeys(day[:4] for day in date.split("/")))
