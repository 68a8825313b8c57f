"""Breathing that is led to its end: each part of each breath on its second."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from matcue import numerals
from matcue.routine.enums import Chimes, Lead
from matcue.timeline import pacing, phrases
from matcue.timeline.countdown import BREATHS, FADING
from matcue.timeline.model import Count, Pause, Priority, Prompt, Section, Span, Speech
from matcue.timeline.pacing import talk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matcue.routine.enums import Posture, Profile
    from matcue.routine.plan import Breathing
    from matcue.timeline.guidance import Guidance

SOFTEST: Final = 12
"""Decibels by which a breath is led softer than the voice, at most: a whisper."""
STEP_UP: Final = 4
"""Decibels by which the bell that ends it is louder than a last breath that was softer, and what is
said then louder than the bell, so that nobody is startled by what comes."""
_PARTS: Final = (phrases.IN, phrases.HELD, phrases.OUT, phrases.HELD)


def breathing(step: Breathing, guidance: Guidance, profile: Profile, posture: Posture) -> Section:
    """Build breathing as a section: the pattern in a sentence, a bell, the breaths, two bells."""
    pace = guidance.pace
    span = Span(step.seconds, tuple(_led(step)), hold=True, fixed=True)
    softest = max(prompt.sound.decibels for prompt in span.prompts)
    over = replace(guidance.ring(Chimes.END, profile), decibels=max(softest - STEP_UP, 0))
    onward = Speech(phrases.BREATHE_ON, max(softest - 2 * STEP_UP, 0))
    items = (
        *talk(phrases.breaths(step.pattern), pace),
        Pause(pace.paced(pacing.BETWEEN_PHASES)),
        *guidance.readiness(),
        guidance.ring(Chimes.START, profile),
        span,
        over,
        Pause(pace.paced(pacing.AFTER_CHIME)),
        *((onward, Pause(pace.paced(pacing.AFTER_RELEASE))) if softest > STEP_UP else ()),
    )
    return Section(step.name, items, place=step.place, posture=posture, practice=step)


def cues(
    pattern: tuple[Fraction, ...], *, counted: bool, softer: int = 0
) -> Iterator[tuple[Fraction, Speech | Count]]:
    """Yield what leads one breath, each with its second of the breath, softer by some decibels.

    It is a word for each part, and its seconds from two on if `counted`: those that are whole, so
    that the next word always has its own.
    """
    words = (phrases.IN, phrases.OUT) if len(pattern) == 2 else _PARTS
    starts = accumulate(pattern[:-1], initial=Fraction(0))
    for start, word, seconds in zip(starts, words, pattern, strict=False):
        yield start, Speech(word, softer)
        for second in range(1, int(seconds) if counted else 1):
            yield start + second, Count(numerals.number(second + 1), softer)


def _led(step: Breathing) -> Iterator[Prompt]:
    """Yield what leads the breaths, of all rounds that are led."""
    length = sum(step.pattern, Fraction(0))
    led = min(step.rounds, BREATHS) if step.lead is Lead.FIRST else step.rounds
    for i in range(led):
        softer = min(i * FADING, SOFTEST) if step.lead is Lead.SOFTER else 0
        for at, sound in cues(step.pattern, counted=step.counted, softer=softer):
            priority = Priority.COUNTDOWN if isinstance(sound, Count) else Priority.BREATH
            yield Prompt(i * length + at, sound, priority)
