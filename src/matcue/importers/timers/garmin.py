"""Workouts of Garmin Connect, in JSON."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING, Final

from matcue.importers.document import DEEPEST
from matcue.importers.folding import repeated
from matcue.importers.programme import Kind, LeftOut
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

    from matcue.importers.document import Document
    from matcue.importers.programme import Programme, Step

FORMAT: Final = "garmin"
LONGEST_NAME: Final = 60
"""Letters of a description that is a name; a longer one tells how it is done."""
_NAMES: Final = {
    "warmup": timer_steps.WARM_UP,
    "cooldown": timer_steps.COOL_DOWN,
    "rest": timer_steps.REST,
    "recovery": "Recovery",
}
_DOSE: Final = re.compile(
    r"[\s,:–—-]+(?:[x×]\s*\d{1,4}|\d{1,4}\s*(?:x|×|reps?|s|sec|secs|seconds))\.?$", re.IGNORECASE
)
"""What a description repeats of the figures beside it."""


def recognises(document: Document) -> bool:
    """Tell whether a document is a workout of Garmin Connect, or a list of them."""
    return any("workoutSegments" in each for each in _workouts(document))


def read(document: Document) -> tuple[Programme, ...]:
    """Read the workouts of a file.

    Raises:
        UnreadableDocument: there is nothing to do in it.
    """
    timers = [_timer(each) for each in _workouts(document) if "workoutSegments" in each]
    return timer_steps.workouts(FORMAT, document, timers)


def _workouts(document: Document) -> tuple[Record, ...]:
    data = record_of(document.data)
    return records_of(document.data) or records_of(data.get("workouts")) or (data,)


def _timer(workout: Record) -> timer_steps.Timer:
    listed = [
        each
        for segment in records_of(workout.get("workoutSegments"))
        for each in records_of(segment.get("workoutSteps"))
    ]
    lines = count(1)
    steps = tuple(step for each in listed for step in _step_or_group(each, lines))
    title = text_of(workout.get("workoutName"))
    left_out = [lost for each in listed for lost in _left_out(each)]
    return timer_steps.Timer(title, steps, left_out)


def _step_or_group(record: Record, lines: Iterator[int], depth: int = 0) -> tuple[Step, ...]:
    line = next(lines)
    if "workoutSteps" not in record:
        return (_step(line, record),)
    if depth > DEEPEST:
        return ()
    inner = records_of(record["workoutSteps"])
    body = tuple(step for each in inner for step in _step_or_group(each, lines, depth + 1))
    steps = repeated(body, count_of(record.get("numberOfIterations")))
    ends_in_rest = bool(steps) and steps[-1].kind is Kind.REST
    return steps[:-1] if ends_in_rest and is_true(record.get("skipLastRestStep")) else steps


def _step(line: int, record: Record) -> Step:
    value = number_of(record.get("endConditionValue"))
    kind = text_of(record_of(record.get("stepType")).get("stepTypeKey"))
    name, text = _told(record, kind)
    match text_of(record_of(record.get("endCondition")).get("conditionTypeKey")):
        case "time" | "fixed.rest":
            step = timer_steps.timed(line, name, value)
            step = replace(step, kind=Kind.REST) if kind == "rest" else step
        case "reps":
            step = timer_steps.repetitions(line, name, max(int(value), 1))
        case "distance":
            step = timer_steps.distance(line, name, value)
        case "lap.button" | "":
            step = timer_steps.open_ended(line, name, "at the lap button")
        case other:
            step = timer_steps.open_ended(line, name, f"by something else ({other})")
    return replace(step, text=text)


def _told(record: Record, kind: str) -> tuple[str, str]:
    """Return a step's name, and how it is done: its own words come before the list's names."""
    described = text_of(record.get("description"))
    listed = text_of(record.get("exerciseName")) or text_of(record.get("category"))
    known = listed.replace("_", " ").capitalize() or _NAMES.get(kind, timer_steps.WORK)
    if len(described) > LONGEST_NAME:
        return known, described
    return _DOSE.sub("", described) or known, ""


def _left_out(record: Record, depth: int = 0) -> Iterator[LeftOut]:
    line = count_of(record.get("stepOrder"))
    target = text_of(record_of(record.get("targetType")).get("workoutTargetTypeKey"))
    if target not in {"", "no.target"}:
        yield LeftOut(line, "a target", "a routine has no heart rate, speed or power")
    if number_of(record.get("weightValue")):
        yield LeftOut(line, "a weight", "a routine has no weights")
    if depth <= DEEPEST:
        for each in records_of(record.get("workoutSteps")):
            yield from _left_out(each, depth + 1)
