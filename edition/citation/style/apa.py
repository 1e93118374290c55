"""The Publication Manual of the American Psychological Association, 7th edition."""

from edition.citation.contributor import Manner, listed, role
from edition.citation.dating import dated
from edition.citation.draft import Draft
from edition.citation.headline import capitalised, headline
from edition.citation.imprint import hosted
from edition.citation.locale import Locale
from edition.citation.punctuation import ended, joined, quoted
from edition.citation.source import Name

__all__ = ["LOCALE", "citation", "entry"]

LOCALE = "en-US"
_SHORT = Manner(last="&", most=3, is_short=True)
_LIST = Manner(
    last="&", inverted="all", initials=". ", most=21, kept=19, to_last=True, comma="always"
)
_EDITORS = Manner(last="&", initials=". ", most=21, kept=19, to_last=True)
_TEXT = Manner(last="&", initials=". ", most=3)
_SPOKEN = Manner(last="&")
_DATED = {"webpage", "document", "personal_communication"}


def citation(draft: Draft, locale: Locale) -> str:
    """Return author, date and place in brackets. Source: APA 7, 8.10-8.22."""
    source = draft.source
    if not draft.is_public and draft.kind == "personal_communication":
        return _private(draft, locale)
    draft = draft if _responsible(draft) else hosted(draft)
    title = headline(source.title, source.language)
    is_own = draft.kind == "personal_communication"  # a letter is its writer's, or its title's
    named = listed(source.authors if is_own else _responsible(draft), _SHORT, locale)
    named = named or (quoted(title) if draft.is_part and draft.kind != "webpage" else title)
    year = joined("/", source.origin, source.year) if source.year else locale.words["n.d."]
    return f"({joined(', ', named, year, _located(draft, locale))})"


def _private(draft: Draft, locale: Locale) -> str:
    """Return what is said of a letter that nobody else can read."""
    source = draft.source
    named = listed(source.authors, _TEXT, locale) or headline(source.title, source.language)
    place = _located(draft, locale)
    day = dated(source.issued, locale)
    day = joined("/", source.origin, day) if day else ""
    return f"({joined(', ', named, locale.words['personal'], day, place)})"


def entry(draft: Draft, locale: Locale) -> str:
    """Return the entry in the reference list. Source: APA 7, 9.1-9.34, 10.2-10.3."""
    if not draft.is_public and draft.kind == "personal_communication":
        return ""
    draft = draft if _responsible(draft) else hosted(draft)
    source = draft.source
    responsible = _responsible(draft)
    named = listed(responsible, _LIST, locale)
    is_edited = bool(responsible) and not source.authors
    if is_edited:
        named = f"{named} ({_role(responsible, locale)})"
    titled = _titled(draft, locale, () if is_edited else source.editors)
    letter, when = _letter(draft, locale), _when(draft, locale)
    title, *held = titled
    begun = [named, when, joined(" ", title, letter)] if named else [title, when, letter]
    site = headline(source.container, source.language) if draft.kind == "webpage" else ""
    said = ended(joined(". ", *begun, *held, source.publisher, site), ".")
    origin = f"({capitalised(locale.words['original'])} {source.origin})" if source.origin else ""
    return joined(" ", said, _addressed(draft, locale), origin)


def _responsible(draft: Draft) -> tuple[Name, ...]:
    """Return whose the work is: its translators' never, and a classic's editors' in no edition."""
    source = draft.source
    is_authors = draft.kind == "classic" and draft.is_part
    return source.authors if is_authors else source.authors or source.editors


def _when(draft: Draft, locale: Locale) -> str:
    """Return year, then day and month, in brackets."""
    source = draft.source
    in_order = locale.changed(day_first=False)  # in every language
    day = dated(source.issued, in_order, year=False) if draft.kind in _DATED else ""
    return f"({joined(', ', source.year or locale.words['n.d.'], day)})"


def _titled(draft: Draft, locale: Locale, editors: tuple[Name, ...]) -> list[str]:
    """Return the title with what is said of it, and then what holds it, if anything does."""
    source = draft.source
    version = f"{capitalised(locale.words['version'])} {source.version}" if source.version else ""
    if draft.is_part and draft.kind != "webpage":
        edited = listed(editors, _EDITORS, locale)
        within = f"{edited} ({_role(editors, locale)})" if edited else ""
        within = joined(", ", within, source.container)
        held = f"{capitalised(locale.words['in'])} {within}"
        translated = _bracketed(_helped(source.translators, "translator", locale))
        return [joined(" ", source.title, translated), joined(" ", held, _bracketed(version))]
    stated = [
        _helped(editors, "editor", locale), _helped(source.translators, "translator", locale)
    ]  # fmt: skip
    if editors == source.translators:
        stated = [_helped(editors, "editortranslator", locale)]
    said = joined("; ", *stated, "" if draft.kind == "webpage" else version)
    return [joined(" ", source.title, _bracketed(said))]


def _helped(names: tuple[Name, ...], label: str, locale: Locale) -> str:
    named = listed(names, _EDITORS, locale)
    return joined(", ", named, _role(names, locale, label)) if named else ""


def _letter(draft: Draft, locale: Locale) -> str:
    if draft.kind != "personal_communication":
        return ""
    recipients = listed(draft.source.recipients, _SPOKEN, locale)
    to = f"{locale.words['to']} {recipients}" if recipients else ""
    return f"[{joined(' ', capitalised(locale.words['letter']), to)}]"


def _addressed(draft: Draft, locale: Locale) -> str:
    """Return the address; of what has no date, with the day on which it was seen."""
    if not draft.url or draft.source.issued:
        return draft.url
    words = locale.words
    seen = f"{dated(draft.accessed, locale)}, {words['from']}" if draft.accessed else ""
    return joined(" ", capitalised(words["retrieved"]), seen, draft.url)


def _role(names: tuple[Name, ...], locale: Locale, label: str = "editor") -> str:
    said = role(names, locale, label)
    return " & ".join(map(capitalised, said.split(" & ")))


def _bracketed(text: str) -> str:
    return f"({text})" if text else ""


def _located(draft: Draft, locale: Locale) -> str:
    """Return the place; only pages and paragraphs are abbreviated."""
    place = draft.place
    if place.is_canonical:
        return place.number
    if place.unit in {"page", "paragraph"}:
        return place.labelled(locale)
    return capitalised(place.labelled(locale, short=False))
