"""A routine of wger, as its server sends it: figures as texts, exercises by their numbers."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final, TypeGuard

from matcue.importers.programme import LeftOut
from matcue.importers.tables.columns import Column, Meaning
from matcue.importers.tables.flattening import text_of
from matcue.importers.tables.grouping import Found
from matcue.importers.tables.rows import Row

if TYPE_CHECKING:
    from collections.abc import Iterator

_NAME: Final = Column("exercise", Meaning.NAME)
_REST: Final = Column("rest", Meaning.REST, unit=Fraction(1))
_SETS: Final = Column("sets", Meaning.SETS)
_COMMENT: Final = Column("comment", Meaning.TEXT)
_UNITS: Final = {
    "3": Column("seconds", Meaning.TIME, unit=Fraction(1)),
    "4": Column("minutes", Meaning.TIME, unit=Fraction(60)),
    "5": Column("miles", Meaning.DISTANCE),
    "6": Column("kilometres", Meaning.DISTANCE),
}
"""What is counted, by the number of the unit; all others are repetitions."""
_REPS: Final = Column("repetitions", Meaning.REPS)


def is_wger(values: object) -> TypeGuard[dict[str, Any]]:
    """Tell whether values are a routine of wger."""
    return isinstance(values, dict) and any("slots" in day for day in _objects(values.get("days")))


def found_in(values: dict[str, Any]) -> Found:
    """Read the days of a routine of wger."""
    found = Found(title=text_of(values.get("name")))
    for day in _objects(values.get("days")):
        name = text_of(day.get("name"))
        if day.get("is_rest") is True:
            found.left_out.append(LeftOut(len(found.rows) + 1, name or None, "it is a day of rest"))
        for slot in _objects(day.get("slots")):
            for entry in _objects(slot.get("entries")):
                found.rows.append(
                    _row(entry, text_of(slot.get("comment")), len(found.rows) + 1, name)
                )
    return found


def _row(entry: dict[str, Any], comment: str, number: int, day: str) -> Row:
    figures = _UNITS.get(text_of(entry.get("repetition_unit")), _REPS)
    told = {
        _NAME: _name(entry.get("exercise")),
        _SETS: _configured(entry, "set_nr"),
        figures: _configured(entry, "repetitions"),
        _REST: _configured(entry, "rest"),
        _COMMENT: " ".join(filter(None, (comment, text_of(entry.get("comment"))))),
    }
    columns, cells = tuple(told), tuple(told.values())
    why = (
        "" if isinstance(entry.get("exercise"), dict) else f"What is {told[_NAME]} of wger called?"
    )
    return Row(number, columns, cells, day=day, why=why)


def _name(exercise: object) -> str:
    """Return the name of an exercise, or its number: names are kept on the server."""
    if isinstance(exercise, dict):
        translations = _objects(exercise.get("translations"))
        named = (text_of(each.get("name")) for each in (exercise, *translations))
        return next(filter(None, named), "")
    return f"Exercise {text_of(exercise)}"


def _configured(entry: dict[str, Any], figure: str) -> str:
    """Return the first figure of an entry, as a range where the most is told as well."""
    low, high = (
        next(
            (text_of(each.get("value")) for each in _objects(entry.get(f"{most}{figure}_configs"))),
            "",
        )
        for most in ("", "max_")
    )
    return f"{low}-{high}" if low and high and low != high else low


def _objects(value: object) -> Iterator[dict[str, Any]]:
    """Yield the objects of a list, if it is one."""
    if isinstance(value, list):
        yield from (each for each in value if isinstance(each, dict))
