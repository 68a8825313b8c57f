"""Timers of the app Seconds, in JSON: shared packs, folders, and single timers of web pages."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from matcue.importers.document import DEEPEST
from matcue.importers.folding import repeated
from matcue.importers.programme import Kind, LeftOut, Sides, Step
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
    from matcue.importers.programme import Programme

FORMAT: Final = "seconds"
CUSTOM, HIIT, ROUNDS, CIRCUIT, COMPOUND, TABATA = range(6)
"""The types of timer, by the app's own numbers."""
_HOLDS: Final = ("packs", "items", "folders")
"""The keys below which there are timers."""


def recognises(document: Document) -> bool:
    """Tell whether a document is a file of the app: a pack, a folder or a timer."""
    data = record_of(document.data)
    packed = "just-for-kicks" in data or "export-version" in data
    return packed or any(_timers(data))


def read(document: Document) -> tuple[Programme, ...]:
    """Read the timers of a file, in their order.

    Raises:
        UnreadableDocument: nothing in it lasts any time.
    """
    timers = (
        timer_steps.Timer(text_of(each.get("name")), _steps(each), _left_out(each))
        for each in _timers(record_of(document.data))
    )
    return timer_steps.programmes(FORMAT, document, timers)


def _timers(data: Record, depth: int = 0) -> Iterator[Record]:
    """Yield the timers of a pack or folder, or the one that it is."""
    if _is_timer(data):
        yield data
    elif depth < DEEPEST:
        for key in _HOLDS:
            for each in records_of(data.get(key)):
                yield from _timers(each, depth + 1)


def _is_timer(data: Record) -> bool:
    parts = records_of(data.get("intervals")) or records_of(data.get("timers"))
    timed = any("duration" in part or _is_timer(part) for part in parts[:1])
    made = any("duration" in record_of(data.get(key)) for key in ("highIntensity", "rounds"))
    return (timed or made) and bool({"numberOfSets", "type"} & data.keys())


def _type(timer: Record) -> int:
    """Tell the type of a timer, by what it has where it does not say it."""
    if "type" in timer:
        return int(number_of(timer["type"]))
    known = {"timers": COMPOUND, "highIntensity": HIIT, "rounds": ROUNDS, "setRest": CIRCUIT}
    return next((each for key, each in known.items() if key in timer), CUSTOM)


def _steps(timer: Record, depth: int = 0) -> tuple[Step, ...]:
    match _type(timer):
        case 1 | 5 if "highIntensity" in timer:
            middle = _alternating(timer)
        case 2:
            middle = _rounds(timer)
        case 3:
            middle = _circuit(timer)
        case 4 if depth < DEEPEST:
            middle = _compound(timer, depth)
        case _:
            return _intervals(timer)
    return (
        *_part(timer, "warmup", timer_steps.WARM_UP),
        *middle,
        *_part(timer, "cooldown", timer_steps.COOL_DOWN),
    )


def _intervals(timer: Record) -> tuple[Step, ...]:
    """Read a list as it stands; how many sets there are is no more than its length."""
    intervals = records_of(timer.get("intervals"))
    return tuple(_interval(i, each) for i, each in enumerate(intervals, 1))


def _alternating(timer: Record) -> tuple[Step, ...]:
    """Read high and low intensity in turn, a low one only between two high ones."""
    high = _part(timer, "highIntensity", "High intensity")
    low = _part(timer, "lowIntensity", "Low intensity")
    return _again(high, count_of(timer.get("numberOfSets")), low)


def _rounds(timer: Record) -> tuple[Step, ...]:
    """Read rounds with breaks between, which have no names of their own."""
    work = _part(timer, "rounds", "Round")
    return _again(work, count_of(timer.get("numberOfSets")), _rest(timer, "breaks"))


def _circuit(timer: Record) -> tuple[Step, ...]:
    """Read a circuit: round after round, or all sets of one exercise and then the next."""
    works, times = _intervals(timer), count_of(timer.get("numberOfSets"))
    short = _rest(timer, "intervalRest")
    long = _rest(timer, "setRest") or short
    if is_true(timer.get("group")):
        return _joined([_again((work,), times, short) for work in works], long)
    return _again(_joined([(work,) for work in works], short), times, long)


def _compound(timer: Record, depth: int) -> tuple[Step, ...]:
    """Read timers one after the other, and that so many times."""
    short = _rest(timer, "timerRest")
    each = [_steps(inner, depth + 1) for inner in records_of(timer.get("timers"))]
    long = _rest(timer, "circuitRest") or short
    return _again(_joined(each, short), count_of(timer.get("numberOfSets")), long)


def _again(steps: tuple[Step, ...], times: int, between: tuple[Step, ...]) -> tuple[Step, ...]:
    """Do steps so many times, with others between each two times, and none after the last."""
    if between and between[0].kind is Kind.REST:
        return repeated(steps, times, between[0].seconds)
    return (*repeated((*steps, *between), times - 1), *steps)


def _joined(parts: list[tuple[Step, ...]], between: tuple[Step, ...]) -> tuple[Step, ...]:
    """Join parts, with others between each two."""
    return tuple(step for i, part in enumerate(parts) for step in (*(between if i else ()), *part))


def _rest(timer: Record, key: str) -> tuple[Step, ...]:
    """Read a rest of a timer, whatever its name is; none where it lasts no time."""
    return tuple(
        replace(step, kind=Kind.REST) if step.seconds else step
        for step in _part(timer, key, timer_steps.REST)
        if not step.seconds or step.seconds[0]
    )


def _part(timer: Record, key: str, name: str) -> tuple[Step, ...]:
    """Read a part of a timer that has a key of its own; none where it is not there."""
    part = record_of(timer.get(key))
    return (_interval(1, part, name),) if part else ()


def _interval(line: int, interval: Record, name: str = timer_steps.WORK) -> Step:
    name = text_of(interval.get("name")) or name
    if is_true(interval.get("indefinite")):
        return timer_steps.open_ended(line, name, "by a tap")
    step = timer_steps.timed(line, name, number_of(interval.get("duration")))
    if is_true(interval.get("rest")):
        return replace(step, kind=Kind.REST)
    if not is_true(interval.get("split")) or not step.seconds:
        return step
    half, pause = step.seconds[0] / 2, number_of(interval.get("splitRest"))
    return replace(
        step,
        kind=Kind.TIME,
        seconds=(half, half),
        sides=Sides.BOTH,
        between=(pause, pause) if pause else None,
    )


def _left_out(timer: Record) -> Iterator[LeftOut]:
    if is_true(timer.get("random")):
        yield LeftOut(1, "random order", "a routine has one order, that of the list")
    for i, interval in enumerate(records_of(timer.get("intervals")), 1):
        if is_true(interval.get("halfwayAlert")):
            yield LeftOut(i, "an alert half way", "a session has its own cues")
        if record_of(interval.get("music")).get("PersistentId", "0") not in {"0", 0, ""}:
            yield LeftOut(i, "music", "a routine has no music of its own")
