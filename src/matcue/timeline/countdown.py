"""What is said inside exact time: a countdown, the middle of a hold, the repetitions' numbers."""

from __future__ import annotations

from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING, Final

from matcue import numerals
from matcue.routine.enums import Profile, Tally
from matcue.timeline import phrases
from matcue.timeline.model import Count, Priority, Prompt, Speech

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from matcue.routine.plan import Repeated, Timed
    from matcue.timeline.guidance import Cues
    from matcue.timeline.model import Chime
    from matcue.timeline.phrases import Variation

LAST: Final = 3
"""How many repetitions are counted where only the last ones are, and seconds counted softly."""
BREATHS: Final = 3
"""How many breaths are led before one goes on by oneself."""
FADING: Final = 2
"""Decibels by which each breath that is led is softer than the one before."""
FIRST_BREATH: Final = Fraction(3)
"""Seconds from the bell, which has mostly faded then."""
SOFTLY: Final = 3
"""Decibels by which calm counting is softer than the voice: the hold ends, and nobody is pushed."""
ROOM: Final = Fraction(8)
"""Seconds to breathe between two things that are said of the time that is left."""
BREATHED: Final = Fraction(3)
"""Seconds that a breath is led in, in which nothing else is said."""
WORTH_HALVING: Final = Fraction(40)
"""Holds from this length on are told their middle, in seconds."""
LONG_TO_HOLD: Final = Fraction(25)
"""Holds from this length on may be reminded of breathing, in seconds."""
SHORT_TO_HOLD: Final = Fraction(15)
"""Holds under this length come one after another with hardly a word between, in seconds."""
REMINDED: Final = Fraction(10)
"""Seconds from the bell: by then one holds, and perhaps one's breath with it."""


def countdown(
    phase: Timed, cues: Cues, wording: Variation, beep: Chime, breaths: tuple[Prompt, ...] = ()
) -> tuple[Prompt, ...]:
    """Count a hold's last seconds to zero, the closing chime; say how much is left of a long one.

    What is left is said where nothing else of it is within `ROOM`, and none of the breaths that
    are led within `BREATHED`; the middle is tried last.
    """
    length = phase.seconds
    counted = tuple(_seconds(length, cues, beep))
    if cues.profile is Profile.SILENT or length < WORTH_HALVING:
        return counted
    placed = [prompt.at for prompt in counted]
    told: list[Prompt] = []
    for at, ways, priority in _left(length):
        if priority is Priority.HALFWAY and not cues.halved:
            continue
        if any(abs(at - breath.at) < BREATHED for breath in breaths):
            continue
        if at >= ROOM and all(abs(at - other) >= ROOM for other in (*placed, length)):
            placed.append(at)
            text = wording.choose("halfway", ways) if len(ways) > 1 else ways[0]
            told.append(Prompt(at, Speech(text), priority))
    return (*told, *counted)


def last_seconds(length: Fraction, cues: Cues, beep: Chime) -> tuple[Prompt, ...]:
    """Count the last seconds of any exact time, as those of a hold are."""
    return tuple(_seconds(length, cues, beep))


def _seconds(length: Fraction, cues: Cues, beep: Chime) -> Iterator[Prompt]:
    """Yield the last seconds, counted: the very last softly when calm, with beeps when brisk."""
    for left in range(min(cues.countdown, ceil(length)), 0, -1):
        if left < length:
            softly = SOFTLY if cues.profile is Profile.CALM and left <= LAST else 0
            number = Count(numerals.number(left), softly)
            yield Prompt(length - left, number, Priority.COUNTDOWN)
            if cues.profile is Profile.BRISK:
                yield Prompt(length - left, beep, Priority.BEEP)


def _left(length: Fraction) -> Iterator[tuple[Fraction, tuple[str, ...], Priority]]:
    """Yield what may be said of the time that is left, and when, the most important first."""
    for seconds, text in phrases.LEFT.items():
        if length >= 2 * seconds:
            yield length - seconds, (text,), Priority.TIME_LEFT
    yield length / 2, phrases.HALFWAY, Priority.HALFWAY


def is_long(phase: Timed | Repeated) -> bool:
    """Tell whether a phase is a hold in which breathing is easily forgotten."""
    return phase.measure == "hold" and phase.amount >= LONG_TO_HOLD


def is_short(phase: Timed | Repeated) -> bool:
    """Tell whether a phase is over so soon that words would last longer than it does."""
    return phase.measure != "reps" and phase.amount < SHORT_TO_HOLD


def crowded(at: Fraction, others: Iterable[Prompt]) -> bool:
    """Tell whether any of the others is within `ROOM` of a second of a hold."""
    return any(abs(prompt.at - at) < ROOM for prompt in others)


def reminder(cues: Cues, others: Iterable[Prompt]) -> tuple[Prompt, ...]:
    """Remind of breathing in a long hold, where none of the others is within `ROOM`."""
    if cues.profile is Profile.SILENT or crowded(REMINDED, others):
        return ()
    return (Prompt(REMINDED, Speech(phrases.BREATHING), Priority.REMINDER),)


def breaths(phase: Timed, breath: tuple[Fraction, Fraction] | None) -> tuple[Prompt, ...]:
    """Place in and out on their seconds for a hold's first breaths, fading; none near its end."""
    if not breath:
        return ()
    into, out = phrases.BREATH
    prompts = (
        Prompt(FIRST_BREATH + i * sum(breath) + later, Speech(text, i * FADING), Priority.BREATH)
        for i in range(BREATHS)
        for later, text in ((Fraction(0), into), (breath[0], out))
    )
    return tuple(prompt for prompt in prompts if prompt.at + ROOM <= phase.seconds)


def count(phase: Repeated, cues: Cues, out: str, back: str) -> tuple[Prompt, ...]:
    """Place each repetition's number on its start, and the words where it turns back.

    Where a number is not counted, `out` is said in its place.
    """
    numbers = {
        Tally.UP: [*range(1, phase.reps + 1)],
        Tally.DOWN: [*range(phase.reps, 0, -1)],
        Tally.LAST: [0] * (phase.reps - LAST) + [*range(min(phase.reps, LAST), 0, -1)],
        Tally.OFF: [0] * phase.reps,
    }
    if cues.profile is Profile.SILENT:
        return ()
    prompts: list[Prompt] = []
    for i, number in enumerate(numbers[cues.tally]):
        start = i * phase.tempo
        if number:
            prompts.append(Prompt(start, Count(numerals.number(number)), Priority.COUNTDOWN))
        elif out and phase.back:
            prompts.append(Prompt(start, Speech(out), Priority.BEAT))
        if phase.back:
            prompts.append(Prompt(start + phase.back, Speech(back or phrases.BACK), Priority.BEAT))
    return tuple(prompts)
