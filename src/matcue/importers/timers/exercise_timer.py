"""Trainings of the GNOME program Exercise Timer, as its settings hold them in JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from matcue.importers.folding import repeated
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

FORMAT: Final = "exercise-timer"
_TITLE: Final = ("Title", "name")
_SETS: Final = ("Sets", "sets")
_PREPARE: Final = ("PreparationSec", "WarmupSec", "prepare_s", "warmup_s")
_EXERCISE: Final = ("ExerciseSec", "exercise_s")
_REST: Final = ("RestSec", "rest_s")


def recognises(document: Document) -> bool:
    """Tell whether a document is a list of trainings, or one, by their keys of either version."""
    trainings = _trainings(document)
    return bool(trainings) and not trainings[0].keys().isdisjoint(_EXERCISE)


def read(document: Document) -> tuple[Programme, ...]:
    """Read the trainings of a document.

    Raises:
        UnreadableDocument: nothing in it lasts any time.
    """
    timers = (
        timer_steps.Timer(text_of(_value(each, _TITLE)), _steps(each), (timer_steps.UNTRIED,))
        for each in _trainings(document)
    )
    return timer_steps.programmes(FORMAT, document, timers)


def _trainings(document: Document) -> tuple[Record, ...]:
    return records_of(document.data) or (record_of(document.data),)


def _value(training: Record, keys: tuple[str, ...]) -> object:
    """Return the value under whichever of some keys there is."""
    return next((training[key] for key in keys if key in training), None)


def _steps(training: Record) -> Iterator[Step]:
    """Yield the preparation, then the sets with a rest between each two."""
    prepare, rest = (number_of(_value(training, keys)) for keys in (_PREPARE, _REST))
    yield timer_steps.timed(1, timer_steps.GET_READY, prepare)
    work = timer_steps.timed(1, timer_steps.WORK, number_of(_value(training, _EXERCISE)))
    times = count_of(_value(training, _SETS))
    yield from repeated((work,), times, (rest, rest) if rest else None)
