"""Files of the app Tabata Timer, in JSON: one workout, or a backup of all."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from matcue.importers.folding import repeated
from matcue.importers.programme import PERSONAL, Kind, LeftOut, Step
from matcue.importers.timers import timer_steps
from matcue.importers.timers.fields import (
    Record,
    count_of,
    is_true,
    number_of,
    record_of,
    records_of,
    text_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from matcue.importers.document import Document
    from matcue.importers.programme import Programme

FORMAT: Final = "tabata-timer"
PACKAGE: Final = "com.evgeniysharafan.tabatatimer"
PREPARE, WORK, REST, REST_BETWEEN, COOL_DOWN = range(5)
"""The kinds of interval; the last two were seen in no file."""


def recognises(document: Document) -> bool:
    """Tell whether a document is a file of the app, by the name that it gives itself."""
    return record_of(document.data).get("packageName") == PACKAGE


def read(document: Document) -> tuple[Programme, ...]:
    """Read the workouts of a file.

    Raises:
        UnreadableDocument: nothing in it lasts any time.
    """
    data = record_of(document.data)
    several = records_of(data.get("workouts"))
    workouts = several or (record_of(data.get("workout")),)
    timers = (
        timer_steps.Timer(text_of(each.get("title")), _steps(each), _left_out(each))
        for each in workouts
    )
    return timer_steps.programmes(FORMAT, document, timers)


def _steps(workout: Record) -> tuple[Step, ...]:
    """Read what is done: the list, which alone counts where there is one, or the plain form."""
    intervals = records_of(workout.get("intervals"))
    if not intervals:
        return _plain(workout)
    before, body, after = _parted(workout, intervals)
    rounds = repeated(body, count_of(workout.get("intervalsSetsCount")))
    return (*before, *_without_last_rest(rounds, workout), *after)


def _parted(workout: Record, intervals: tuple[Record, ...]) -> tuple[tuple[Step, ...], ...]:
    """Part what is done once, before and after all rounds, from what is done in each of them."""
    steps = tuple(_interval(i, each, workout) for i, each in enumerate(intervals, 1))
    if not is_true(workout.get("doNotRepeatFirstPrepareAndLastCoolDown")):
        return (), steps, ()
    begin = 1 if _kind(intervals[0]) == PREPARE else 0
    end = len(steps) - (1 if _kind(intervals[-1]) == COOL_DOWN else 0)
    return steps[:begin], steps[begin:end], steps[end:]


def _interval(line: int, interval: Record, workout: Record) -> Step:
    name = text_of(interval.get("description"))
    length = _length(interval, "time", "reps", "bpm")
    match _kind(interval):
        case 0:
            return timer_steps.timed(line, timer_steps.GET_READY, length, source=name)
        case 2 | 3:
            own = name or text_of(workout.get("restDescription")) or timer_steps.REST
            return timer_steps.rest(line, length, own)
        case 4:
            return timer_steps.timed(line, timer_steps.COOL_DOWN, length, source=name)
        case _:
            own = name or text_of(workout.get("workDescription")) or timer_steps.WORK
            work = timer_steps.timed(line, own, length)
            is_reps = is_true(interval.get("isRepsMode"))
            return _repetitions(work, interval, "reps", "bpm") if is_reps else work


def _plain(workout: Record) -> tuple[Step, ...]:
    """Read the form without a list: cycles of a work and a rest, and tabatas of those."""
    cycles, tabatas = count_of(workout.get("cycles")), count_of(workout.get("tabatasCount"))
    work = timer_steps.timed(
        2,
        text_of(workout.get("workDescription")) or timer_steps.WORK,
        _length(workout, "work", "workReps", "workBpm", is_reps="isWorkRepsMode"),
    )
    if is_true(workout.get("isWorkRepsMode")):
        work = _repetitions(work, workout, "workReps", "workBpm")
    pause = timer_steps.rest(
        3,
        _length(workout, "rest", "restReps", "restBpm", is_reps="isRestRepsMode"),
        text_of(workout.get("restDescription")) or timer_steps.REST,
    )
    tabata = _without_last_rest(repeated((work, pause), cycles), workout)
    between = timer_steps.rest(4, number_of(workout.get("restBetweenTabatas")))
    every = repeated((*tabata, between), tabatas)
    if tabatas > 1 and not is_true(workout.get("skipLastRestInterval")):
        doubt = "Is there also a rest after the last work of each tabata?"
        every = (replace(every[0], why=doubt), *every[1:])
    return (
        timer_steps.timed(1, timer_steps.GET_READY, number_of(workout.get("prepare"))),
        *every[: None if every[-1] is not between else -1],
        timer_steps.timed(5, timer_steps.COOL_DOWN, number_of(workout.get("coolDown"))),
    )


def _without_last_rest(steps: tuple[Step, ...], workout: Record) -> tuple[Step, ...]:
    """Leave out the rest that steps end in, where the workout says so."""
    skipped = is_true(workout.get("skipLastRestInterval"))
    return steps[:-1] if skipped and steps and steps[-1].kind is Kind.REST else steps


def _kind(interval: Record) -> int:
    return int(number_of(interval.get("type")))


def _length(
    record: Record, time: str, reps: str, bpm: str, *, is_reps: str = "isRepsMode"
) -> Fraction:
    """Return seconds: of repetitions at a beat where these count, and not the stale time."""
    a_minute = number_of(record.get(bpm))
    if not is_true(record.get(is_reps)) or not a_minute:
        return number_of(record.get(time))
    return count_of(record.get(reps)) * 60 / a_minute


def _repetitions(work: Step, record: Record, reps: str, bpm: str) -> Step:
    """Make repetitions of a work, each as long as a beat."""
    times, a_minute = count_of(record.get(reps)), number_of(record.get(bpm))
    return replace(
        work,
        kind=Kind.REPS,
        reps=(times, times),
        seconds=None,
        tempo=(60 / a_minute,) if a_minute else None,
        why="" if a_minute else "How long does one repetition take?",
    )


def _left_out(workout: Record) -> Iterator[LeftOut]:
    if text_of(workout.get("notes")):
        yield LeftOut(1, None, PERSONAL)
    for i, interval in enumerate(records_of(workout.get("intervals")), 1):
        if text_of(interval.get("url")):
            yield LeftOut(i, "a picture", "a routine has no pictures")
