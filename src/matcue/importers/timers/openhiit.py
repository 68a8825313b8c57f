"""Timers of OpenHIIT, in JSON: a list of them, each with one length for all works."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from matcue.importers.folding import repeated
from matcue.importers.timers import timer_steps
from matcue.importers.timers.fields import Record, number_of, record_of, records_of, text_of

if TYPE_CHECKING:
    from matcue.importers.document import Document
    from matcue.importers.programme import Programme, Step

FORMAT: Final = "openhiit"


def recognises(document: Document) -> bool:
    """Tell whether a document is an export of the app, by the keys of its timers."""
    timers = _timers(document)
    return bool(timers) and {"timeSettings", "activities"} <= timers[0].keys()


def read(document: Document) -> tuple[Programme, ...]:
    """Read the timers of a file.

    Raises:
        UnreadableDocument: nothing in it lasts any time.
    """
    timers = (
        timer_steps.Timer(text_of(each.get("name")), _steps(each), (timer_steps.UNTRIED,))
        for each in _timers(document)
    )
    return timer_steps.programmes(FORMAT, document, timers)


def _timers(document: Document) -> tuple[Record, ...]:
    return records_of(document.data) or (record_of(document.data),)


def _steps(timer: Record) -> tuple[Step, ...]:
    """Read what is done: no rest is after the last work of a round, but a break, or else a rest."""
    times = _nested(timer.get("timeSettings"))
    rest, pause = number_of(times.get("restTime")), number_of(times.get("breakTime"))
    warm_up = number_of(times.get("warmupTime"))
    restarts = int(number_of(timer.get("restarts", times.get("restarts"))))
    works: list[Step] = []
    for i, name in enumerate(_names(timer), 1):
        if works:
            works.append(timer_steps.rest(i, rest))
        works.append(timer_steps.timed(i, name, number_of(times.get("workTime"))))
    between = pause or rest
    return (
        timer_steps.timed(1, timer_steps.GET_READY, number_of(times.get("getReadyTime"))),
        timer_steps.timed(1, timer_steps.WARM_UP, warm_up),
        *([timer_steps.rest(1, rest)] if warm_up else []),
        *repeated(tuple(works), restarts + 1, (between, between) if between else None),
        timer_steps.timed(1, timer_steps.COOL_DOWN, number_of(times.get("cooldownTime"))),
    )


def _names(timer: Record) -> list[str]:
    """List the names of the works of a round; those that have none are called so."""
    activities = timer.get("activities")
    names = list(map(text_of, activities)) if isinstance(activities, list) else []
    often = min(int(number_of(timer.get("activeIntervals", len(names)))), timer_steps.MOST_STEPS)
    return [*names[:often], *[""] * (often - len(names))]


def _nested(value: object) -> Record:
    """Return an object, also one that is written as a text of JSON."""
    if not isinstance(value, str):
        return record_of(value)
    try:
        return record_of(json.loads(value))
    except (ValueError, RecursionError):
        return {}
