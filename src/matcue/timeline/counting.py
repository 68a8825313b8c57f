"""What is said inside exact time: a countdown, the middle of a hold, the repetitions' numbers."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from matcue.routine.values import Profile
from matcue.timeline import phrases
from matcue.timeline.model import Count, Priority, Prompt, Speech

if TYPE_CHECKING:
    from matcue.routine.catalogue import Repeated, Timed

COUNTED: Final = {Profile.CALM: 3, Profile.BRISK: 5, Profile.SILENT: 0}
"""The last seconds of a hold that are counted down."""
WORTH_HALVING: Final = Fraction(40)
"""Holds from this length on are told their middle, in seconds."""


def countdown(phase: Timed, cues: Profile) -> tuple[Prompt, ...]:
    """The last seconds counted to zero, which is the closing chime; the middle of a long hold."""
    length = phase.seconds
    counted = tuple(
        Prompt(length - left, Count(phrases.number(left)), Priority.COUNTDOWN)
        for left in range(COUNTED[cues], 0, -1)
        if left < length
    )
    if cues is Profile.SILENT or length < WORTH_HALVING:
        return counted
    return (Prompt(length / 2, Speech(phrases.HALFWAY), Priority.HALFWAY), *counted)


def count(phase: Repeated, cues: Profile) -> tuple[Prompt, ...]:
    """Each repetition's number, on its start."""
    if cues is Profile.SILENT:
        return ()
    return tuple(
        Prompt(i * phase.tempo, Count(phrases.number(i + 1)), Priority.COUNTDOWN)
        for i in range(phase.reps)
    )
