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
from matcue.timeline.model import (
    Chime,
    Count,
    Pause,
    Priority,
    Prompt,
    Section,
    Span,
    Speech,
)
from matcue.timeline.pacing import talk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matcue.routine.enums import Posture, Profile
    from matcue.routine.plan import Breathing
    from matcue.timeline.guidance import Guidance
    from matcue.timeline.model import Item

SOFTEST: Final = 12
"""Decibels by which a breath is led softer than the voice, at most: a whisper."""
STEP_UP: Final = 4
"""Decibels by which each thing that is heard after a soft breath is louder than the one before."""
_PARTS: Final = (phrases.IN, phrases.HELD, phrases.OUT, phrases.HELD)


def breathing(step: Breathing, guidance: Guidance, profile: Profile, posture: Posture) -> Section:
    """Build breathing as a section: the pattern in a sentence, a bell, the breaths, two bells."""
    pace = guidance.pace
    span = Span(step.seconds, tuple(_led(step)), hold=True, fixed=True)
    onward = (Speech(phrases.BREATHE_ON), Pause(pace.paced(pacing.AFTER_RELEASE)))
    items = (
        *talk(phrases.breaths(step.pattern), pace),
        Pause(pace.paced(pacing.BETWEEN_PHASES)),
        *guidance.readiness(),
        guidance.ring(Chimes.START, profile),
        span,
        guidance.ring(Chimes.END, profile),
        Pause(pace.paced(pacing.AFTER_CHIME)),
        *(onward if _softly(span) > STEP_UP else ()),
    )
    return Section(step.name, eased(items), place=step.place, posture=posture, practice=step)


def eased(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """Return items with bells and words after softly led breaths that grow louder step by step.

    So nobody is startled by the bell that ends the breaths, nor by the voice after it.
    """
    softer = 0
    found: list[Item] = []
    for item in items:
        if isinstance(item, Span):
            softer = _softly(item)
        elif isinstance(item, Speech | Chime):
            softer = max(softer - STEP_UP, 0)
            item = replace(item, decibels=softer)  # noqa: PLW2901
        found.append(item)
    return tuple(found)


def _softly(span: Span) -> int:
    """Return by how many decibels what is said last in exact time is softer than the voice."""
    said = [prompt for prompt in span.prompts if not isinstance(prompt.sound, Chime)]
    return max(said, key=lambda prompt: prompt.at).sound.decibels if said else 0


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
