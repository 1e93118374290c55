"""Value: records that never change; as NamedTuple, but defined in a seventh of its time."""

import collections
from operator import itemgetter
from typing import Any, Self, dataclass_transform

__all__ = ["Value"]


def _property(place: int, _said: None) -> property:
    return property(itemgetter(place))


_field: Any = getattr(collections, "_tuplegetter", _property)
"""What NamedTuple reads a field by, where Python has it: made in a third of a property's time."""


class _Definition(type):
    """Makes the annotated names of a class the fields of a tuple."""

    field_names: tuple[str, ...]
    field_defaults: dict[str, Any]
    last_fields: dict[int, tuple[Any, ...]]

    def __new__(cls, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> "_Definition":
        fields = tuple(body.get("__annotations__", ()))
        defaults = {field: body[field] for field in fields if field in body}
        enough = len(fields) - len(defaults)
        last = {n: tuple(defaults.values())[n - enough :] for n in range(enough, len(fields) + 1)}
        body.update({field: _field(n, None) for n, field in enumerate(fields)})
        return super().__new__(
            cls,
            name,
            bases,
            {
                **body,
                "__slots__": (),
                "field_names": fields,
                "field_defaults": defaults,
                "last_fields": last,
            },
        )


@dataclass_transform(frozen_default=True)
class Value(tuple[Any, ...], metaclass=_Definition):  # noqa: SLOT001  (it defines them)
    """The base of every record: fields by place or by name, equal where class and fields are.

    A command's start pays for the definition of every record that it may need; dataclasses take
    more than a millisecond each, NamedTuples a quarter of one. Raises TypeError for a field that
    is missing or unknown.
    """

    def __new__(cls, *given: object, **named: object) -> Self:
        """Make a record."""
        last = None if named else cls.last_fields.get(len(given))
        if last is not None:  # as nearly always: without a look at names
            return tuple.__new__(cls, given + last)
        rest = cls.field_names[len(given) :]
        known = {**cls.field_defaults, **named} if named else cls.field_defaults
        if len(given) > len(cls.field_names) or not named.keys() <= set(rest):
            raise TypeError(f"{cls.__name__} has the fields {', '.join(cls.field_names)}.")
        if rest:
            missing = [field for field in rest if field not in known]
            if missing:
                raise TypeError(f"{cls.__name__} lacks {', '.join(missing)}.")
            given = (*given, *[known[field] for field in rest])
        return super().__new__(cls, given)

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and tuple.__eq__(self, other)

    def __bool__(self) -> bool:
        return True

    def __ne__(self, other: object) -> bool:
        return not self == other

    __hash__ = tuple.__hash__

    def __getnewargs__(self) -> tuple[object, ...]:
        """Return what makes the same record again, for pickle and copy."""
        return tuple(self)

    def __repr__(self) -> str:
        """Write the record as the call that makes it."""
        stated = ", ".join(f"{name}={value!r}" for name, value in self.fields().items())
        return f"{type(self).__name__}({stated})"

    def changed(self, **named: object) -> Self:
        """Return the record with other values in some fields."""
        fields = {**self.fields(), **named}
        if len(fields) > len(self):
            return type(self)(**fields)  # which says what is unknown
        return tuple.__new__(type(self), fields.values())

    def fields(self) -> dict[str, Any]:
        """Return the values by the names of their fields."""
        return dict(zip(type(self).field_names, self, strict=True))
