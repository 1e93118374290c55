from collections import Counter
from pathlib import Path

import pytest

from edition.diagnostic import Diagnostic
from edition.identity.comparison import compared
from edition.identity.fate import Fate
from edition.identity.matching import likeness, pairing, pieces, placing
from edition.identity.matching.likeness import Text
from edition.identity.sighting import sighted
from edition.identity.trace import State, Trace
from edition.project import at
from tests.histories import History
from tests.survival import state as state_of_folder
from tests.survival import steps

LONG = "The garden lay in the last light of the evening, and nobody had come to close the gate."
OTHER = "A letter from the capital had arrived at noon, sealed twice, and it was still unopened."
THIRD = "Between the two houses ran a ditch that the neighbours had dug when they were children."


def state(*texts: str, ids: tuple[str, ...] = ()) -> State:
    names = (*ids, *[""] * len(texts))
    return State(
        "state",
        "",
        tuple(
            Trace("d", name or f"~p.{number}", name, "p", text)
            for number, (text, name) in enumerate(zip(texts, names, strict=False), 1)
        ),
    )


def told(fates: list[Fate]) -> list[tuple[str, str, str]]:
    return [
        (
            fate.old.ref if fate.old else "",
            str(fate.verdict),
            " ".join(trace.ref for trace in fate.new),
        )
        for fate in fates
    ]


def test_a_passage_keeps_its_identity_where_others_come_before_it() -> None:
    fates = compared(state(LONG, OTHER), state(THIRD, LONG, OTHER))
    assert told(fates) == [("~p.1", "kept", "~p.2"), ("~p.2", "kept", "~p.3"), ("", "new", "~p.1")]


def test_marks_case_and_space_are_typography_and_letters_are_not() -> None:
    touched = LONG.replace(",", ";").replace("The", "THE")
    altered = OTHER.replace("noon", "night")
    fates = compared(state(LONG, OTHER), state(touched, altered))
    assert told(fates) == [("~p.1", "typography only", "~p.1"), ("~p.2", "altered", "~p.2")]


def test_what_changes_its_place_among_the_others_is_moved() -> None:
    fates = compared(state(LONG, OTHER, THIRD, LONG[::-1]), state(OTHER, THIRD, LONG[::-1], LONG))
    assert ("~p.1", "moved", "~p.4") in told(fates)
    assert [verdict for _, verdict, _ in told(fates)].count("kept") == 3


def test_a_text_that_quotes_what_was_altered_is_new() -> None:
    def passages(document: str, **texts: str) -> tuple[Trace, ...]:
        return tuple(Trace(document, name, name, "p", text) for name, text in texts.items())

    old = State("old", "", passages("d", p1=LONG, p2=OTHER))
    altered = passages("d", p1=LONG.replace("last", "very last"), p2=OTHER)
    new = State("new", "", (*altered, *passages("e", a1=LONG, a2=THIRD)))
    assert told(compared(old, new)) == [
        ("p1", "altered", "p1"), ("p2", "kept", "p2"), ("", "new", "a1"), ("", "new", "a2"),
    ]  # fmt: skip


def test_a_split_passage_names_all_its_parts() -> None:
    fates = compared(state(LONG, OTHER), state(LONG[:47], LONG[47:], OTHER))
    assert told(fates) == [("~p.1", "split", "~p.1 ~p.2"), ("~p.2", "kept", "~p.3")]


def test_merged_passages_name_what_holds_them_now() -> None:
    fates = compared(state(LONG, OTHER, THIRD), state(f"{LONG} {OTHER}", THIRD))
    assert told(fates)[:2] == [("~p.1", "merged", "~p.1"), ("~p.2", "merged", "~p.1")]


def test_what_is_gone_is_withdrawn() -> None:
    fates = compared(state(LONG, OTHER), state(OTHER))
    assert told(fates) == [("~p.1", "withdrawn", ""), ("~p.2", "kept", "~p.1")]


def test_of_two_equal_neighbours_nobody_can_say_which_is_gone() -> None:
    fates = compared(state(LONG, "Exit.", "Exit.", OTHER), state(LONG, "Exit.", OTHER))
    assert told(fates)[1:3] == [("~p.2", "ambiguous", "~p.2"), ("~p.3", "ambiguous", "~p.2")]


def test_equal_short_passages_are_told_apart_by_their_neighbours() -> None:
    old = state("Exit.", LONG, "Exit.", OTHER, "Exit.", THIRD)
    fates = compared(old, state("Exit.", LONG, OTHER, "Exit.", THIRD))
    assert told(fates)[2] == ("~p.3", "withdrawn", "")
    assert told(fates)[4] == ("~p.5", "kept", "~p.4")


def test_an_id_goes_before_likeness() -> None:
    old = state(LONG, OTHER, ids=("a", "b"))
    fates = compared(old, state("Rewritten from the ground up.", OTHER, ids=("a", "b")))
    assert told(fates) == [("a", "altered", "a"), ("b", "kept", "b")]


def test_ids_that_were_given_anew_by_position_lead_nobody_astray() -> None:
    old = state(LONG, OTHER, THIRD, ids=("p1", "p2", "p3"))
    new = state("An opening.", LONG, OTHER, THIRD, ids=("p1", "p2", "p3", "p4"))
    assert told(compared(old, new))[:3] == [
        ("p1", "kept", "p2"), ("p2", "kept", "p3"), ("p3", "kept", "p4"),
    ]  # fmt: skip


def test_a_division_is_where_most_of_what_it_held_is(tmp_path: Path) -> None:
    def passages(name: str, body: str) -> State:
        folder = tmp_path / name
        (folder / "xml").mkdir(parents=True)
        (folder / "xml" / "t.xml").write_text(
            f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>{body}</body></text></TEI>'
        )
        faults: list[Diagnostic] = []
        return sighted(name, at(folder).documents, at(folder), faults)

    old = passages("old", f"<div><p>{LONG}</p><p>{OTHER}</p></div>")
    new = passages("new", f"<div><p>{THIRD}</p></div><div><p>{LONG}</p><p>{OTHER}</p></div>")
    assert ("~div.1", "kept", "~div.2") in told(compared(old, new))


def test_a_name_that_stands_in_no_passage_keeps_its_identity() -> None:
    name = Trace("d", "~name.1", "", "name", "Goethe", -1, is_inline=True)
    alone = State("s", "", (name, *state(LONG).traces))
    assert told(compared(alone, alone)) == [
        ("~name.1", "kept", "~name.1"), ("~p.1", "kept", "~p.1"),
    ]  # fmt: skip


def test_twice_as_many_passages_take_twice_as_many_comparisons(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    compared_texts: list[int] = []
    counts = []

    def counting(one: Text, other: Text) -> float:
        compared_texts.append(1)
        return likeness.likeness(one, other)

    for module in (pairing, pieces, placing):
        monkeypatch.setattr(module, "likeness", counting)
    for passages in (300, 600, 1_200):
        history = History(7, passages)
        before = state_of_folder(history.write(tmp_path / f"{passages}-0"))
        history.revise()
        after = state_of_folder(history.write(tmp_path / f"{passages}-1"))
        compared_texts.clear()
        compared(before, after)
        counts.append(len(compared_texts))
    assert counts[2] < 3 * counts[1] < 9 * counts[0]


@pytest.mark.parametrize("ids", ["", "stable", "renumbered"])
def test_synthetic_histories_end_well(ids: str) -> None:
    total, last = steps(1, passages=500, ids=ids)
    assert total["right"] >= 0.99 * total.total()
    assert wrong(total) <= 0.001 * total.total()
    assert last["right"] >= 0.99 * last.total()


def test_of_5000_passages_four_times_revised_99_of_100_are_right_and_one_of_1000_wrong() -> None:
    total, last = steps(5)
    for counts in (total, last):
        assert counts["right"] >= 0.99 * counts.total()
        assert wrong(counts) <= 0.001 * counts.total()


def wrong(counts: Counter[str]) -> int:
    return counts["astray"] + counts["misnamed"]


def test_short_speeches_go_along_with_the_scene_that_was_moved() -> None:
    scene, other = (LONG, "Aye.", "No.", "Aye."), (OTHER, "Aye.", THIRD, "No.", LONG[::-1])
    fates = compared(state(*scene, *other), state(*other, *scene))
    assert told(fates)[:4] == [
        ("~p.1", "moved", "~p.6"),
        ("~p.2", "moved", "~p.7"),
        ("~p.3", "moved", "~p.8"),
        ("~p.4", "moved", "~p.9"),
    ]


def test_words_put_at_the_end_of_another_passage_are_found_there() -> None:
    scrap = "the gatekeeper of the old mill"
    whole = f"{LONG} {scrap}"
    fates = compared(state(whole, OTHER, THIRD), state(LONG, OTHER, f"{THIRD} {scrap}"))
    assert told(fates) == [
        ("~p.1", "split", "~p.1 ~p.3"),
        ("~p.2", "kept", "~p.2"),
        ("~p.3", "merged", "~p.3"),
    ]


def test_a_formula_that_others_say_too_is_not_said_to_be_part_of_anything() -> None:
    formula = "Yours as ever, my friend."
    old = state(LONG, formula, OTHER, formula, THIRD)
    fates = compared(old, state(LONG, OTHER, formula, f"{THIRD} {formula}"))
    assert ("~p.2", "ambiguous", "~p.4") in told(fates)


def test_ids_given_anew_in_one_part_of_a_text_are_believed_in_the_others() -> None:
    old = state(LONG, "Yours.", OTHER, "Yours.", THIRD, "Yours.", ids=tuple("abcdef"))
    new = state(OTHER, "Yours.", THIRD, "Yours.", ids=("a", "b", "e", "f"))
    assert told(compared(old, new))[2:] == [
        ("c", "kept", "a"),
        ("d", "kept", "b"),
        ("e", "kept", "e"),
        ("f", "kept", "f"),
    ]


def test_words_are_found_where_they_are_though_their_id_names_others_now() -> None:
    old = state(LONG, OTHER, THIRD, ids=("a", "b", "c"))
    new = state(LONG, "Amen", OTHER.replace("noon", "night"), THIRD, ids=("a", "b", "d", "c"))
    assert ("b", "altered", "d") in told(compared(old, new))


def test_what_stands_in_its_place_and_begins_as_it_did_may_be_all_that_is_left() -> None:
    fates = compared(state(LONG, OTHER, THIRD), state(LONG, "A letter.", THIRD))
    assert told(fates)[1] == ("~p.2", "ambiguous", "~p.2")


def test_a_short_passage_that_went_elsewhere_is_known_by_words_running_that_nobody_else_has() -> (
    None
):
    line, now = "Bring the amber lantern.", "Take the amber lantern."
    fates = compared(state(line, LONG, OTHER, THIRD), state(LONG, OTHER, THIRD, now))
    assert told(fates)[0] == ("~p.1", "moved", "~p.4")


def test_one_word_that_others_say_too_makes_no_passage_another() -> None:
    old = state(LONG, "Lord Hamlet.", OTHER, "My good Hamlet, hear.", THIRD)
    new = state(LONG, OTHER, "My good Hamlet, hear.", THIRD, "Enter Hamlet and two clowns.")
    assert told(compared(old, new))[1] == ("~p.2", "withdrawn", "")


def test_the_one_short_passage_in_the_place_of_another_is_what_it_has_become() -> None:
    old = state("Exit.", LONG, "Exit.", OTHER, THIRD)
    new = state("Exit.", LONG, "Alarum.", LONG[::-1], OTHER, THIRD, "Exit.")
    assert told(compared(old, new))[2] == ("~p.3", "altered", "~p.3")


def test_a_word_that_was_cut_off_and_spelt_anew_is_not_passed_over() -> None:
    old = state(LONG, "The bell rang twice; nobody answered.", OTHER)
    new = state(LONG, "The bell rang twice; nobody", "answerred.", OTHER)
    assert told(compared(old, new))[1] == ("~p.2", "split", "~p.2 ~p.3")


def test_a_piece_that_was_cut_off_and_reworded_is_known_by_a_word_that_nobody_else_says() -> None:
    many = [" ".join(f"{word}{number}" for word in OTHER.split()) for number in range(20)]
    line = "Riverside meadows flooded again; the old ferryman counted seven herons at the weir."
    rest = "the old ferryman counted seven herons at the weir."
    old, new = state(LONG, line, *many), state(LONG, "Riverside pastures", rest, *many)
    assert told(compared(old, new))[1] == ("~p.2", "split", "~p.2 ~p.3")


def test_a_short_passage_that_is_spelt_otherwise_elsewhere_may_be_there() -> None:
    old = state("Thunderstruck.", LONG, OTHER, THIRD)
    new = state(LONG, OTHER, THIRD, "Thunderstrucke.")
    assert told(compared(old, new))[0] == ("~p.1", "ambiguous", "~p.4")


def test_what_stands_elsewhere_as_it_was_has_become_nothing_else() -> None:
    old = state(LONG, "Ring the bell.", OTHER, THIRD)
    new = state(LONG, "Close that door.", OTHER, THIRD, "Ring the bell.")
    assert told(compared(old, new))[1][2] != "~p.2"


def test_a_formula_that_stood_there_before_is_no_trace_of_one_that_is_gone() -> None:
    formula = "Your obedient servant and friend."
    old = state(LONG, formula, OTHER, formula, THIRD)
    new = state(LONG, OTHER, f"{formula} The tenth of May.", THIRD)
    assert told(compared(old, new))[3] == ("~p.4", "altered", "~p.3")


def test_words_that_stand_beside_what_lost_them_are_a_part_of_it_however_frequent() -> None:
    old = state(LONG, f"The {OTHER}", THIRD)
    new = state(LONG, "The", OTHER, THIRD)
    assert told(compared(old, new))[1] == ("~p.2", "split", "~p.2 ~p.3")


def test_a_word_that_went_over_a_border_and_was_spelt_anew_is_found_there() -> None:
    old = state(LONG, "Yonder bell rang twice; nobody answered.", OTHER)
    new = state(f"{LONG} Yonderr", "bell rang twice; nobody answered.", OTHER)
    assert told(compared(old, new))[1] == ("~p.2", "split", "~p.1 ~p.2")
    assert told(compared(old, new))[0] == ("~p.1", "merged", "~p.1")


def test_a_short_passage_reworded_elsewhere_is_known_by_words_in_their_places() -> None:
    old = state("Herons circled above meadows.", LONG, OTHER, THIRD)
    new = state(LONG, OTHER, THIRD, "Herons perched above meadows.")
    assert told(compared(old, new))[0] == ("~p.1", "moved", "~p.4")


def test_a_single_word_that_is_gone_may_be_any_single_word_that_is_new() -> None:
    old = state(LONG, "Thunder.", OTHER, THIRD)
    new = state(LONG, OTHER, THIRD, "Lightning.")
    assert told(compared(old, new))[1] == ("~p.2", "ambiguous", "~p.4")


def test_what_has_fewer_words_in_the_place_of_something_may_be_another() -> None:
    old = state(LONG, "Ring the bell.", OTHER)
    new = state(LONG, "Silence!", OTHER)
    assert told(compared(old, new))[1] == ("~p.2", "ambiguous", "~p.2")
