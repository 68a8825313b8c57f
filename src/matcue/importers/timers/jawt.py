"""Workouts of Just Another Workout Timer, in JSON: exported, or shared."""

from __future__ import annotations

import json
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from matcue.importers.folding import repeated
from matcue.importers.programme import LeftOut
from matcue.importers.timers import timer_steps
from matcue.importers.timers.fields import (
    Record,
    count_of,
    number_of,
    record_of,
    records_of,
    text_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matcue.importers.document import Document
    from matcue.importers.programme import Programme, Step

FORMAT: Final = "jawt"
LEAD_IN: Final = Fraction(10)
"""Seconds before the first exercise of each workout."""
_CONTROLS: Final = dict.fromkeys((*range(0x20), *range(0x7F, 0xA0)))


def recognises(document: Document) -> bool:
    """Tell whether a document is a file of the app, by the shape of its workouts."""
    return any(map(_is_workout, _workouts(document)))


def read(document: Document) -> tuple[Programme, ...]:
    """Read the workouts of a file.

    Raises:
        UnreadableDocument: nothing in it lasts any time.
    """
    timers = (
        timer_steps.Timer(_text(each, "title"), _steps(each), _left_out(document))
        for each in _workouts(document)
        if _is_workout(each)
    )
    return timer_steps.programmes(FORMAT, document, timers)


def _workouts(document: Document) -> tuple[Record, ...]:
    """List the workouts: an export has a list of them, what is shared is one."""
    data = record_of(_data(document))
    return records_of(data.get("workouts")) or (data,)


def _data(document: Document) -> object:
    """Return the values of a document, where need be with the letters that an export destroyed.

    An export writes the low half of each letter, so that a dash or a quotation mark becomes a sign
    that JSON does not allow.
    """
    if _is_utf8(document) and document.data is not None:
        return document.data
    if b'"exercises"' not in document.raw or b'"repetitions"' not in document.raw:
        return None
    try:
        return json.loads(document.raw.decode("latin-1"), strict=False)
    except (ValueError, RecursionError):
        return None


def _is_utf8(document: Document) -> bool:
    try:
        document.raw.decode()
    except UnicodeDecodeError:
        return False
    return True


def _is_workout(data: Record) -> bool:
    sets = records_of(data.get("sets"))
    return "title" in data and bool(sets) and {"repetitions", "exercises"} <= sets[0].keys()


def _steps(workout: Record) -> Iterator[Step]:
    yield timer_steps.timed(1, timer_steps.GET_READY, LEAD_IN)
    line = 0
    for each in records_of(workout.get("sets")):
        steps: list[Step] = []
        for exercise in records_of(each.get("exercises")):
            line += 1
            name = _text(exercise, "name") or timer_steps.WORK
            steps.append(timer_steps.timed(line, name, number_of(exercise.get("duration"))))
        yield from repeated(tuple(steps), count_of(each.get("repetitions")))


def _text(record: Record, key: str) -> str:
    value = record.get(key)
    return text_of(value.translate(_CONTROLS) if isinstance(value, str) else value)


def _left_out(document: Document) -> Iterator[LeftOut]:
    yield timer_steps.UNTRIED
    if not _is_utf8(document) or document.data is None:
        lost = "the app's export destroys them; what it shares has them"
        yield LeftOut(1, "letters beyond those of Western Europe", lost)
