"""What is said inside exact time: a countdown, the middle of a hold, the repetitions' numbers."""

from __future__ import annotations

from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING, Final

from matcue.routine.values import Profile, Tally
from matcue.timeline import phrases
from matcue.timeline.model import Count, Priority, Prompt, Speech

if TYPE_CHECKING:
    from matcue.routine.catalogue import Repeated, Timed
    from matcue.timeline.guidance import Cues

LAST: Final = 3
"""How many repetitions are counted where only the last ones are."""
WORTH_HALVING: Final = Fraction(40)
"""Holds from this length on are told their middle, in seconds."""


def countdown(phase: Timed, cues: Cues) -> tuple[Prompt, ...]:
    """The last seconds counted to zero, which is the closing chime; the middle of a long hold."""
    length = phase.seconds
    counted = tuple(
        Prompt(length - left, Count(phrases.number(left)), Priority.COUNTDOWN)
        for left in range(min(cues.countdown, ceil(length)), 0, -1)
        if left < length
    )
    if cues.profile is Profile.SILENT or length < WORTH_HALVING:
        return counted
    return (Prompt(length / 2, Speech(phrases.HALFWAY), Priority.HALFWAY), *counted)


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
