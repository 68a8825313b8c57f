"""Backups of TimeR Machine, in JSON: timers of steps and of groups of steps, each in loops."""

from __future__ import annotations

from dataclasses import replace
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

FORMAT: Final = "timer-machine"
_LOST: Final = {
    "MUSIC": ("music", "a routine has no music of its own"),
    "IMAGE": ("a picture", "a routine has no pictures"),
    "VOICE": ("what is spoken", "a session has its own words"),
    "COUNT": ("a countdown", "a session has its own cues"),
    "HALF": ("an alert half way", "a session has its own cues"),
    "BEEP": ("a beep", "a session has its own chimes"),
    "VIBRATION": ("a vibration", "a session is sound alone"),
    "FLASHLIGHT": ("a flash of light", "a session is sound alone"),
}


def recognises(document: Document) -> bool:
    """Tell whether a document is a backup of the app, or a timer, by the keys of its steps."""
    return any(map(_is_timer, _timers(document)))


def read(document: Document) -> tuple[Programme, ...]:
    """Read the timers of a backup.

    Raises:
        UnreadableDocument: nothing in it lasts any time.
    """
    timers = (
        timer_steps.Timer(text_of(each.get("name")), _steps(each), _left_out(each))
        for each in _timers(document)
        if _is_timer(each)
    )
    return timer_steps.programmes(FORMAT, document, timers)


def _timers(document: Document) -> tuple[Record, ...]:
    data = record_of(document.data)
    return records_of(data.get("timers")) or (data,)


def _is_timer(data: Record) -> bool:
    steps = records_of(data.get("steps"))
    return bool(steps) and any({"length", "steps"} & each.keys() for each in steps)


def _steps(timer: Record) -> tuple[Step, ...]:
    listed = enumerate(records_of(timer.get("steps")), 1)
    body = tuple(step for i, each in listed for step in _step_or_group(i, each))
    return (
        *_single(1, timer.get("startStep"), timer_steps.GET_READY),
        *repeated(body, count_of(timer.get("loop"))),
        *_single(1, timer.get("endStep"), timer_steps.COOL_DOWN),
    )


def _step_or_group(line: int, record: Record) -> tuple[Step, ...]:
    if "steps" not in record:
        return _single(line, record, timer_steps.WORK)
    inner = records_of(record["steps"])
    body = tuple(step for each in inner for step in _single(line, each, timer_steps.WORK))
    return repeated(body, count_of(record.get("loop")))


def _single(line: int, value: object, name: str) -> tuple[Step, ...]:
    """Read a step, whose length is in milliseconds; none where it is not there."""
    record = record_of(value)
    if not record:
        return ()
    seconds = number_of(record.get("length")) / 1000
    step = timer_steps.timed(line, text_of(record.get("label")) or name, seconds)
    if any(each.get("type") == "HALT" for each in records_of(record.get("behaviour"))):
        step = replace(step, why="How long is the pause? The app halts here until a tap.")
    return (step,)


def _left_out(timer: Record) -> Iterator[LeftOut]:
    yield timer_steps.UNTRIED
    for i, step in enumerate(records_of(timer.get("steps")), 1):
        for each in (step, *records_of(step.get("steps"))):
            for behaviour in records_of(each.get("behaviour")):
                if lost := _LOST.get(text_of(behaviour.get("type"))):
                    yield LeftOut(i, *lost)
