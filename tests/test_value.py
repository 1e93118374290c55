import copy
import pickle

import pytest

from edition.value import Value


class Point(Value):
    """A record for these tests, at the module's level, as pickle wants it."""

    x: int
    y: int = 0


class Other(Value):
    """A record with the fields of the other."""

    x: int
    y: int


def test_fields_are_given_by_place_or_by_name_and_have_their_defaults() -> None:
    assert Point(1, 2) == Point(y=2, x=1)
    assert Point(1) == Point(1, 0)
    assert (Point(1, 2).x, Point(1, 2).y) == (1, 2)


def test_records_are_equal_hashed_and_unpacked_by_their_fields() -> None:
    x, y = Point(1, 2)
    assert (x, y) == (1, 2)
    assert len({Point(1, 2), Point(1, 2), Point(2, 1)}) == 2


def test_records_of_two_classes_are_never_equal() -> None:
    assert Point(1, 2) != Other(1, 2)
    assert Point(1, 2) != (1, 2)


def test_a_record_is_true_and_its_fields_have_any_name() -> None:
    class Odd(Value):
        names: str

    class Nothing(Value):
        pass

    assert Nothing()
    assert Odd("n").names == "n"


def test_a_record_never_changes_but_has_changed_copies() -> None:
    point = Point(1, 2)
    with pytest.raises(AttributeError):
        point.x = 3  # type: ignore[misc]
    with pytest.raises(AttributeError):
        point.z = 3  # type: ignore[attr-defined]
    assert point.changed(y=5) == Point(1, 5)


def test_a_record_survives_pickle_and_copy() -> None:
    assert pickle.loads(pickle.dumps(Point(1, 2))) == Point(1, 2)
    assert type(copy.deepcopy(Point(1, 2))) is Point


def test_a_record_shows_itself_as_the_call_that_makes_it() -> None:
    assert repr(Point(1)) == "Point(x=1, y=0)"


def test_a_field_that_is_missing_unknown_or_given_twice_is_told() -> None:
    with pytest.raises(TypeError, match="Point lacks x"):
        Point()  # type: ignore[call-arg]
    for wrong in ({"x": 1, "z": 2}, {}):
        with pytest.raises(TypeError):
            Point(1, 2, 3, **wrong)  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="has the fields x, y"):
        Point(1, x=2)  # type: ignore[misc]
