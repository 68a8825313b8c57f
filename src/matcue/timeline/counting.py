"""What is said inside exact time: a countdown, the middle of a hold, the repetitions' numbers."""

from __future__ import annotations

from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING, Final

from matcue.routine.values import Profile, Tally
from matcue.timeline import phrases
from matcue.timeline.model import Count, Priority, Prompt, Speech

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matcue.routine.catalogue import Repeated, Timed
    from matcue.timeline.guidance import Cues
    from matcue.timeline.wording import Wording

LAST: Final = 3
"""How many repetitions are counted where only the last ones are."""
ROOM: Final = Fraction(8)
"""Seconds to breathe between two things that are said of the time that is left."""
WORTH_HALVING: Final = Fraction(40)
"""Holds from this length on are told their middle, in seconds."""


def countdown(phase: Timed, cues: Cues, wording: Wording) -> tuple[Prompt, ...]:
    """The last seconds counted to zero, which is the closing chime; how much is left of a long one.

    What is left is told where nothing else is said within `ROOM` of it, the middle last.
    """
    length = phase.seconds
    counted = tuple(
        Prompt(length - left, Count(phrases.number(left)), Priority.COUNTDOWN)
        for left in range(min(cues.countdown, ceil(length)), 0, -1)
        if left < length
    )
    if cues.profile is Profile.SILENT or length < WORTH_HALVING:
        return counted
    placed = [prompt.at for prompt in counted]
    told: list[Prompt] = []
    for at, ways, priority in _left(length):
        if at >= ROOM and all(abs(at - other) >= ROOM for other in (*placed, length)):
            placed.append(at)
            text = wording.choose("halfway", ways) if len(ways) > 1 else ways[0]
            told.append(Prompt(at, Speech(text), priority))
    return (*told, *counted)


def _left(length: Fraction) -> Iterator[tuple[Fraction, tuple[str, ...], Priority]]:
    """What may be told of the time that is left, and where, the most important first."""
    for seconds, text in phrases.LEFT.items():
        if length >= 2 * seconds:
            yield length - seconds, (text,), Priority.TIME_LEFT
    yield length / 2, phrases.HALFWAY, Priority.HALFWAY


def count(phase: Repeated, cues: Cues) -> tuple[Prompt, ...]:
    """The repetitions' numbers, each on the start of its own."""
    numbers = {
        Tally.UP: [*range(1, phase.reps + 1)],
        Tally.DOWN: [*range(phase.reps, 0, -1)],
        Tally.LAST: [0] * (phase.reps - LAST) + [*range(min(phase.reps, LAST), 0, -1)],
        Tally.OFF: [],
    }
    return tuple(
        Prompt(i * phase.tempo, Count(phrases.number(number)), Priority.COUNTDOWN)
        for i, number in enumerate(numbers[cues.tally])
        if number
    )
