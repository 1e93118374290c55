"""Write the items that citeproc-js and our formatter are both asked to cite: one a line.

Seeded: the same items on every run. Six types, 0 to 12 authors, bodies, particles, recipients,
translators, no date, ranges of years, dates of composition and of access, titles with question
marks, quotation marks, markup characters, writing from right to left.
"""

import json
import random
import sys
from typing import Any

COUNT = 360
TYPES = ("chapter", "book", "webpage", "personal_communication", "classic", "document")
"""The two that we choose between ourselves, then those that a user may ask for."""
TITLES = (
    "Gorbachev’s response to Imam Khomeini",
    "The history of the decline and fall of the Roman empire",
    "What is “a text”? and other questions",
    "Is this it?",
    "Oh, to be in England!",
    "collected letters, with notes",
    "Letters: an edition for readers of today",
    "The “open letter” as a form",
    "On “truth”",
    "A reader’s guide to x-ray and e-text up to 1900",
    "Notes on R&D at 5 % a year, in $ and #",
    "If a < b and c > d: {braces}, [brackets] and _underscores_",
    "Über “Wahrheit” und Lüge: ein Versuch",
    "Briefe an Wolfgang Amadeus von der Heide",
    "Les lettres d’un inconnu",
    "نامه‌ای به گورباچف",
    "„Wer da?“",
    "‘Tis pity she’s a whore",
    "The poem “Where ‘home’ is” and its readers",
    "Sonnets etc.",
    "Works, vol. 2 (1901–1902)",
    "the",
    "Война и мир",
    "Why “I” and what “you” are: two essays",
    'A letter to "Bild" and its readers',
    "The readers’ guide to ‘Rome’",
    "It's a fine thing to look for",
)
PEOPLE: tuple[dict[str, str], ...] = (
    {"family": "Doe", "given": "John"},
    {"family": "Roe", "given": "Jane"},
    {"family": "Smith", "given": "Ann B."},
    {"family": "Poe", "given": "E. A."},
    {"family": "Tolkien", "given": "J.R.R."},
    {"family": "A", "given": "B"},
    {"family": "Müller", "given": "Otto"},
    {"family": "Sartre", "given": "Jean-Paul"},
    {"family": "Gogh", "given": "Vincent", "non-dropping-particle": "van"},
    {"family": "Goethe", "given": "Johann Wolfgang", "non-dropping-particle": "von"},
    {"family": "Vega", "given": "Garcilaso", "non-dropping-particle": "de la"},
    {"family": "Hugo", "given": "Victor-Marie"},
    {"family": "O’Connor", "given": "Flannery"},
    {"family": "García Márquez", "given": "Gabriel"},
    {"family": "Толстой", "given": "Лев Николаевич"},
    {"family": "خمینی", "given": "روح‌الله"},
    {"family": "Émile-Zola", "given": "Élise"},
    {"literal": "the tei-edition project"},
    {"literal": "Austrian Academy of Sciences"},
    {"literal": "Homer"},
    {"literal": "R&D Ltd."},
)
PLACES = (
    ("line", "12"),
    ("line", "12–15"),
    ("line", "3.2.14"),
    ("line", "12a"),
    ("paragraph", "3"),
    ("paragraph", "3–5"),
    ("paragraph", "3 of section 2 (counted)"),
    ("section", "1.2"),
    ("section", "4"),
    ("page", "17"),
    ("page", "17–19"),
    ("page", "xii"),
    ("folio", "13r"),
    ("folio", "7"),
    ("verse", "5"),
    ("column", "40"),
    ("note", "8"),
    ("act", "2"),
    ("scene", "3"),
    ("sub-verbo", "quill"),
    ("act", "1 scene 2 line 3"),
    ("chapter", "4"),
    ("chapter", "4–6"),
    ("book", "2"),
    ("part", "1"),
    ("volume", "3"),
    ("section", "2 speech 3 (counted)"),
    ("line", "3.2.14–16"),
    ("folio", "13r–14v"),
    ("column", "40–41"),
    ("note", "8–9"),
    ("verse", "5–7"),
    ("paragraph", "3–5 of section 2 (counted)"),
    ("", ""),
)
GERMAN = {
    "3–5 of section 2 (counted)": "3–5 in Abschnitt 2 (gezählt)",
    "3 of section 2 (counted)": "3 in Abschnitt 2 (gezählt)",
    "1 scene 2 line 3": "1 Szene 2 Zeile 3",
    "2 speech 3 (counted)": "2 Rede 3 (gezählt)",
}
DATES: tuple[list[list[int]], ...] = (
    [[2015]],
    [[2020, 5]],
    [[2026, 11, 22]],
    [[1890], [1895]],
    [[1901], [1902]],
    [],
)
ORIGINALS: tuple[list[list[int]], ...] = (
    [[1890]],
    [[1890, 3, 2]],
    [[1901, 12]],
    [[1855], [1857]],
    [[1890, 3, 2], [1890, 3, 5]],
    [[1890, 3, 30], [1890, 4, 1]],
    [[1890, 12, 30], [1891, 1, 2]],
    [[1901, 5], [1901, 9]],
    *[[]] * 6,
)
ACCESSED: tuple[list[list[int]], ...] = ([[2026, 11, 22]], [])
LETTERS = ("chapter", "personal_communication")
"""What has recipients: a text of an edition of letters, and the letter itself."""
ADDRESS = "https://example.org/x.html?v=1.0.0&fp=u2zes2pq.ab44a4oh#p5"


def people(chance: random.Random, count: int) -> list[dict[str, str]]:
    return [dict(person) for person in chance.sample(PEOPLE, count)]


def translators(chance: random.Random, editors: list[dict[str, str]]) -> list[dict[str, str]]:
    """Return translators: mostly none, now and then the editors themselves."""
    count = chance.choice((0, 0, 0, 0, 0, 1, 1, 2, 4, -1))
    return editors if count < 0 else people(chance, count)


def container(chance: random.Random, kind: str) -> str:
    """Return an edition's title: a chapter has one, a book none, anything else may have."""
    title = chance.choice(TITLES)
    return title if kind == "chapter" or (kind != "book" and chance.random() < 0.6) else ""


def date(parts: list[list[int]]) -> dict[str, list[list[int]]]:
    return {"date-parts": parts} if parts else {}


def item(chance: random.Random, number: int) -> dict[str, Any]:
    turn = number // len(TITLES)  # so that every title comes as every type, with other places
    kind = TYPES[(number + turn) % len(TYPES)]
    label, locator = PLACES[(number + turn) % len(PLACES)]
    fields: dict[str, Any] = {
        "id": f"{number + 1:03}",
        "type": kind,
        "title": TITLES[number % len(TITLES)],
        "container-title": container(chance, kind),
        "author": people(chance, chance.choice((0, 0, *range(13)))),
        "editor": people(chance, chance.choice((0, 0, 1, 1, 2, 3, 4, 8))),
        "recipient": people(chance, chance.choice((0, 1, 1, 2, 3)) if kind in LETTERS else 0),
        "publisher": chance.choice(("", "Press", "the tei-edition project", "Ohio U.P.")),
        "publisher-place": chance.choice(("", "London", "Ann Arbor, MI")),
        "issued": date(chance.choice(DATES)),
        "original-date": date(chance.choice(ORIGINALS)),
        "version": chance.choice(("", "2", "3.1", "1.0.0")),
        "URL": chance.choice(("", ADDRESS)),
        "accessed": date(chance.choice(ACCESSED)),
        "language": chance.choice(("en", "en", "en", "en-GB", "de", "fa")),
        "label": label,
        "locator": locator,
        "locator-de": GERMAN.get(locator, ""),
    }
    fields["translator"] = translators(chance, fields["editor"])
    return {name: value for name, value in fields.items() if value}


if __name__ == "__main__":
    chance = random.Random(int(sys.argv[1]) if len(sys.argv) > 1 else 8)  # another seed: a trial
    rows = (json.dumps(item(chance, n), ensure_ascii=False) for n in range(COUNT))
    sys.stdout.write("[\n" + ",\n".join(rows) + "\n]\n")
