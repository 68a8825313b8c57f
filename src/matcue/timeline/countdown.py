"""What is said inside a hold: the author's words, its breaths, its middle, its last seconds."""

from __future__ import annotations

from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING, Final

from matcue import numerals
from matcue.routine.enums import Lead, Profile
from matcue.timeline import phrases
from matcue.timeline.model import Count, Priority, Prompt, Speech
from matcue.timeline.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from matcue.routine.field_types import Side
    from matcue.routine.plan import Repeated, Timed
    from matcue.timeline.guidance import Cues
    from matcue.timeline.model import Chime
    from matcue.timeline.phrases import Variation

LAST: Final = 3
"""How many last seconds are counted softly."""
BREATHS: Final = 3
"""How many breaths are led before one goes on by oneself."""
FADING: Final = 2
"""Decibels by which each breath that is led is softer than the one before."""
WHISPER: Final = 12
"""Decibels by which the last breaths are softer, where all are led ever more softly."""
FIRST_BREATH: Final = Fraction(3)
"""Seconds from the bell, which has mostly faded then."""
SOFTLY: Final = 3
"""Decibels by which calm counting is softer than the voice: the hold ends, and nobody is pushed."""
ROOM: Final = Fraction(8)
"""Seconds to breathe between two things that are said of the time that is left."""
AFTER_BELL: Final = Fraction(3, 2)
"""Seconds from the bell between two phases to the words of the second one."""
WORTH_HALVING: Final = Fraction(40)
"""Holds from this length on are told their middle, in seconds."""
LONG_TO_HOLD: Final = Fraction(25)
"""Holds from this length on may be reminded of breathing, in seconds."""
SHORT_TO_HOLD: Final = Fraction(15)
"""Holds under this length come one after another with hardly a word between, in seconds."""
REMINDED: Final = Fraction(10)
"""Seconds from the bell: by then one holds, and perhaps one's breath with it."""


def countdown(
    phase: Timed, cues: Cues, wording: Variation, beep: Chime, others: tuple[Prompt, ...] = ()
) -> tuple[Prompt, ...]:
    """Count a hold's last seconds to zero, the closing chime; say how much is left of a long one.

    What is left is said where nothing else is within `ROOM` of it, of the `others` the author's
    words and the breaths that are led; the middle is tried last. Where it is so many breaths that
    are held, nobody is told seconds.
    """
    length = phase.seconds
    counted = tuple(_seconds(length, cues, beep))
    if cues.profile is Profile.SILENT or length < WORTH_HALVING or phase.breaths:
        return counted
    taken = [Fraction(0), length, *(other.at for other in (*others, *counted))]
    told: list[Prompt] = []
    for at, ways, priority in _left(length):
        if priority is Priority.HALFWAY and not cues.halved:
            continue
        if all(abs(at - other) >= ROOM for other in taken):
            taken.append(at)
            text = wording.choose("halfway", ways) if len(ways) > 1 else ways[0]
            told.append(Prompt(at, Speech(text), priority))
    return (*told, *counted)


def last_seconds(length: Fraction, cues: Cues, beep: Chime) -> tuple[Prompt, ...]:
    """Count the last seconds of any exact time, as those of a hold are."""
    return tuple(_seconds(length, cues, beep))


def _seconds(length: Fraction, cues: Cues, beep: Chime) -> Iterator[Prompt]:
    """Yield the last seconds, counted: the very last softly when calm, with beeps when brisk."""
    for left in range(min(cues.countdown, ceil(length) - 1), 0, -1):
        at = length - left
        softly = SOFTLY if cues.profile is Profile.CALM and left <= LAST else 0
        yield Prompt(at, Count(numerals.number(left), softly), Priority.COUNTDOWN)
        if cues.profile is Profile.BRISK:
            yield Prompt(at, beep, Priority.BEEP)


def _left(length: Fraction) -> Iterator[tuple[Fraction, tuple[str, ...], Priority]]:
    """Yield what may be said of the time that is left, and when, the most important first."""
    for left, text in phrases.LEFT.items():
        if length >= 2 * left:
            yield length - left, (text,), Priority.TIME_LEFT
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


def remarks(phase: Timed, side: Side | None) -> tuple[Prompt, ...]:
    """Place the author's words inside a hold at their moments."""
    return tuple(
        _said(
            remark.text,
            side,
            remark.at if remark.at >= 0 else phase.seconds + remark.at,
            from_end=remark.at < 0,
        )
        for remark in phase.during
    )


def between(phase: Timed, text: str, side: Side | None) -> Prompt:
    """Place what is said of a phase that follows another one, soon after the bell between them."""
    return _said(text, side, AFTER_BELL if phase.seconds > AFTER_BELL else Fraction(0))


def _said(text: str, side: Side | None, at: Fraction, *, from_end: bool = False) -> Prompt:
    """Place words of one side, sentence after sentence."""
    first, *then = map(Speech, sentences(phrases.sided(text, side)))
    return Prompt(at, first, Priority.WORDS, tuple(then), from_end)


def breaths(
    phase: Timed, breath: tuple[Fraction, ...] | None, lead: Lead = Lead.FIRST
) -> tuple[Prompt, ...]:
    """Place the parts of a hold's breaths on their seconds.

    The first breaths fade, and have none near the hold's end; where all are led, the last one has
    those parts of which at least a half is left.
    """
    if not breath:
        return ()
    into, out = phrases.BREATH
    parts = (into, out) if len(breath) == 2 else (into, phrases.HELD, out, phrases.HELD)
    rounds = BREATHS if lead is Lead.FIRST else ceil(phase.seconds / sum(breath))
    prompts: list[Prompt] = []
    for i in range(rounds):
        at = FIRST_BREATH + i * sum(breath)
        softer = 0 if lead is Lead.ALL else min(i * FADING, WHISPER)
        for part, text in zip(breath, parts, strict=False):
            if at + (ROOM if lead is Lead.FIRST else part / 2) <= phase.seconds:
                prompts.append(Prompt(at, Speech(text, softer), Priority.BREATH))
            at += part
    return tuple(prompts)
