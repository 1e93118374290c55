import pytest

from edition.fingerprint import fingerprints
from edition.identity import (
    Citation,
    Found,
    Ledger,
    Quotation,
    Resolver,
    Roll,
    Rolls,
    State,
    Trace,
    rolls_of,
)
from edition.identity.ledger import Earlier, Entry
from edition.identity.roll import Source
from edition.identity.tombstone import Tombstone

LONG = "The garden lay in the last light of the evening, and nobody had come to close the gate."
OTHER = "A letter from the capital had arrived at noon, sealed twice, and it was still unopened."
THIRD = "Between the two houses ran a ditch that the neighbours had dug when they were children."
NO_LEDGER = Ledger((), {})


def state(*passages: tuple[str, str], graves: tuple[Tombstone, ...] = ()) -> State:
    return State(
        "now",
        "2",
        tuple(Trace("d", ref, "" if ref[0] == "~" else ref, "p", text) for ref, text in passages),
        graves,
    )


def cited(ref: str, text: str, before: str = "", behind: str = "") -> Citation:
    quotation = Quotation(
        before[-32:], text[:64], text[-64:] if len(text) > 64 else "", behind[:32]
    )
    return Citation("d", ref, fingerprints(text), quotation)


def told(now: State, citation: Citation, ledger: Ledger = NO_LEDGER) -> tuple[str, str, list[str]]:
    found = Resolver(rolls_of(now), ledger).resolve(citation)
    return str(found.verdict), str(found.step), [trace.ref for trace in found.targets]


def test_what_bears_the_name_and_has_the_words_is_the_same() -> None:
    assert told(state(("a", LONG)), cited("a", LONG)) == ("same", "name", ["a"])


def test_marks_and_case_are_typography() -> None:
    now = state(("a", LONG.upper().replace(",", ";")))
    assert told(now, cited("a", LONG)) == ("typography only", "name", ["a"])


def test_a_kept_id_with_other_words_is_altered() -> None:
    now = state(("a", LONG.replace("evening", "morning")), ("b", OTHER))
    assert told(now, cited("a", LONG)) == ("altered", "name", ["a"])


def test_a_number_that_now_names_another_passage_is_not_believed() -> None:
    now = state(("~p.1", OTHER), ("~p.2", LONG))
    assert told(now, cited("~p.1", LONG)) == ("moved", "fingerprint", ["~p.2"])


def test_an_id_that_was_given_to_other_words_is_not_believed() -> None:
    now = state(("p1", OTHER), ("p2", LONG))
    assert told(now, cited("p1", LONG)) == ("moved", "fingerprint", ["p2"])


def test_equal_passages_are_told_apart_by_what_stands_around() -> None:
    now = state(("~p.1", LONG), ("~p.2", "Exit."), ("~p.3", OTHER), ("~p.4", "Exit."))
    citation = cited("~p.9", "Exit.", before=OTHER)
    assert told(now, citation) == ("moved", "fingerprint", ["~p.4"])


def test_equal_passages_that_nothing_tells_apart_are_ambiguous() -> None:
    now = state(("~p.1", "Exit."), ("~p.2", LONG), ("~p.3", "Exit."))
    found = told(now, cited("~p.9", "Exit."))
    assert found == ("ambiguous", "fingerprint", ["~p.1", "~p.3"])


def test_a_tombstone_without_heir_says_why() -> None:
    grave = Tombstone("d", "a", (), "Found to be forged.", "d.xml", 1)
    found = Resolver(rolls_of(state(("b", OTHER), graves=(grave,))), NO_LEDGER).resolve(
        cited("a", LONG)
    )
    assert (found.verdict, found.step, found.reason) == (
        "withdrawn", "ledger", "Found to be forged.",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("successors", "verdict"), [(("d#b",), "merged"), (("d#b", "d#c"), "split")]
)
def test_the_ledger_says_what_stands_in_for_an_id(
    successors: tuple[str, ...], verdict: str
) -> None:
    entry = Entry("d", "a", "p", "1", "1", str(fingerprints(LONG)), successors)
    now = state(("b", f"{OTHER} {LONG[:40]}"), ("c", THIRD))
    refs = [name.removeprefix("d#") for name in successors]
    ledger = Ledger(("1",), {("d", "a"): entry})
    assert told(now, cited("a", LONG), ledger) == (verdict, "ledger", refs)


def test_heirs_of_heirs_are_followed() -> None:
    entries = {
        ("d", "a"): Entry("d", "a", "p", "1", "1", "x.y", ("d#b",)),
        ("d", "b"): Entry("d", "b", "p", "1", "2", "x.y", ("d#c",)),
    }
    assert told(state(("c", OTHER)), cited("a", LONG), Ledger(("1",), entries))[2] == ["c"]


def test_the_words_that_were_published_are_told_where_the_ledger_has_them() -> None:
    earlier = Earlier("1", str(fingerprints(LONG)), LONG)
    entry = Entry("d", "a", "p", "1", "", str(fingerprints(THIRD)), (), "", (earlier,))
    citation = Citation("d", "a", fingerprints(LONG))
    found = Resolver(rolls_of(state(("a", THIRD))), Ledger(("1",), {("d", "a"): entry})).resolve(
        citation
    )
    assert (found.verdict, found.earlier) == ("altered", LONG)


def test_words_that_stand_in_two_passages_now_are_split() -> None:
    now = state(("~p.1", LONG[:47] + " then"), ("~p.2", LONG[47:]), ("~p.3", OTHER))
    long = f"{LONG} {THIRD}"
    now = state(("~p.1", f"{LONG} Indeed."), ("~p.2", THIRD), ("~p.3", OTHER))
    assert told(now, cited("~p.7", long)) == ("split", "quotation", ["~p.1", "~p.2"])


def test_words_that_stand_in_a_longer_passage_now_are_merged() -> None:
    now = state(("~p.1", f"{OTHER} {LONG}"), ("~p.2", THIRD))
    assert told(now, cited("~p.2", LONG)) == ("merged", "quotation", ["~p.1"])


def test_what_is_nowhere_is_unknown() -> None:
    assert told(state(("~p.1", OTHER)), cited("~p.5", LONG)) == ("unknown", "none", [])


def test_fingerprints_of_another_profile_are_never_compared() -> None:
    citation = Citation("d", "~p.1", fingerprints(LONG, "diplomatic"))
    assert told(state(("~p.1", LONG)), citation)[0] == "unknown"


def cited_range(ref: str, *texts: str) -> Citation:
    return cited(ref, "\n".join(texts))


@pytest.mark.parametrize(
    ("now", "ledger", "verdict"),
    [
        ([("a", LONG), ("b", OTHER), ("c", THIRD)], {}, ("same", "name", ["a", "c"])),
        ([("a", LONG), ("b", OTHER + "!"), ("c", THIRD)], {},
         ("typography only", "name", ["a", "c"])),
        ([("a", LONG), ("c", THIRD)], {}, ("altered", "name", ["a", "c"])),
        ([("a", LONG), ("b", OTHER), ("x", THIRD)], {}, ("moved", "fingerprint", ["a", "x"])),
        ([("y", OTHER), ("a", LONG), ("b", OTHER), ("x", THIRD)], {},
         ("moved", "fingerprint", ["a", "x"])),
        ([("x", LONG), ("y", OTHER), ("z", THIRD)], {}, ("moved", "fingerprint", ["x", "z"])),
        ([("x", LONG), ("y", "Gone."), ("z", THIRD)], {}, ("moved", "quotation", ["x", "z"])),
        ([("a", LONG), ("x", "Rewritten.")], {"c": ("d#x",)}, ("altered", "ledger", ["a", "x"])),
        ([("a", LONG), ("x", "Rewritten.")], {}, ("ambiguous", "quotation", ["a"])),
        ([("c", THIRD), ("b", OTHER), ("a", LONG)], {}, ("ambiguous", "quotation", ["c", "a"])),
        ([("x", "Rewritten.")], {}, ("unknown", "none", [])),
    ],
)  # fmt: skip
def test_of_a_range_both_ends_are_resolved_and_the_words_between_compared(
    now: list[tuple[str, str]],
    ledger: dict[str, tuple[str, ...]],
    verdict: tuple[str, str, list[str]],
) -> None:
    entries = {
        ("d", name): Entry("d", name, "p", "1", "1", "x.y", heirs) for name, heirs in ledger.items()
    }
    citation = cited_range("a..c", LONG, OTHER, THIRD)
    assert told(state(*now), citation, Ledger(("1",), entries)) == verdict


def test_an_id_with_two_dots_is_no_range() -> None:
    assert told(state(("a..c", LONG), ("a", OTHER)), cited("a..c", LONG)) == (
        "same",
        "name",
        ["a..c"],
    )


def test_a_note_in_a_paragraph_does_not_hide_its_words() -> None:
    now = State(
        "now",
        "2",
        (
            Trace("d", "~p.1", "", "p", f"{OTHER} {THIRD}"),
            Trace("d", "~p.1.note.1", "", "note", "See below.", 0, is_apart=True),
        ),
    )
    found = told(now, cited("~p.7", f"{OTHER} {THIRD.replace('the neighbours', 'some people')}"))
    assert found == ("moved", "quotation", ["~p.1"])


def test_the_texts_that_a_citation_is_not_of_are_read_only_if_its_own_has_nothing() -> None:
    asked: list[str] = []

    def rolls(name: str, *passages: tuple[str, str]) -> Source:
        made = [Trace(name, ref, ref, "p", text) for ref, text in passages]

        def every(_profile: str) -> list[Roll]:
            asked.append(name)
            return list(rolls_of(State("", "", tuple(made))).every())

        return name, every

    sources = [rolls("c", ("a", OTHER)), rolls("d", ("a", LONG)), rolls("e", ("x", THIRD))]
    resolver = Resolver(Rolls(sources), NO_LEDGER)
    assert resolver.resolve(cited("a", LONG)).verdict is Found.SAME
    assert asked == ["d"]
    assert resolver.resolve(cited("b", THIRD)).references == ("e#x",)
    assert sorted(asked) == ["c", "d", "e"]


def test_what_only_begins_like_the_words_quoted_is_named_and_not_taken_for_them() -> None:
    begins = LONG.replace("evening", "morning").replace("nobody", "somebody")
    now = state(("~p.1", f"{THIRD} {begins} And so it went on."), ("~p.2", THIRD))
    assert told(now, cited("~p.7", f"{LONG} {OTHER}"))[::2] == ("ambiguous", ["~p.1"])
