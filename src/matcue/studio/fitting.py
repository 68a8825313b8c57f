"""A routine brought to the length that the listener wants."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from fractions import Fraction
from typing import TYPE_CHECKING

from matcue.errors import LengthError
from matcue.studio.rehearsal import clip_of, open_voice, speak_all
from matcue.studio.shelf import guidance_of
from matcue.timeline.arrange import arrange, sounds
from matcue.timeline.fit import Nearest, fit
from matcue.timeline.script import write_script
from matcue.units import clock, to_frames, to_seconds

if TYPE_CHECKING:
    from collections.abc import Callable

    from matcue.audio.ports import Block
    from matcue.reporting import Reporter
    from matcue.routine.catalogue import Routine
    from matcue.settings import Settings
    from matcue.timeline.model import Sound


def fitted(
    routine: Routine, settings: Settings, seconds: Fraction, reporter: Reporter, at_once: int
) -> Routine:
    """The routine as it fits a length, spoken by so many at once; told is what it took.

    Raises:
        LengthError: it cannot; with the nearest lengths.
        VoiceError: no voice can speak.
    """
    script = write_script(routine, guidance_of(settings))
    with ThreadPoolExecutor(at_once) as pool, open_voice(settings, reporter) as voice:
        spoken = speak_all(script, voice, pool, reporter)

        def speak(text: str) -> Block:
            return spoken[text] if text in spoken else voice.speak(text)

        known: dict[Sound, int] = {}
        found = fit(routine, seconds, lambda tried: _lasting(tried, settings, speak, known))
    if isinstance(found, Nearest):
        near = (None if length is None else _clock(length) for length in (found.below, found.above))
        raise LengthError(_clock(seconds), *near)
    if found.done:
        reporter.tell(f"To fit {_clock(seconds)}: {', '.join(found.done)}.")
    return found.routine


def _lasting(
    routine: Routine,
    settings: Settings,
    speak: Callable[[str], Block],
    known: dict[Sound, int],
) -> Fraction:
    """How long a routine lasts, in seconds, as it is spoken; what has been measured is `known`."""
    frames = 0
    for i, section in enumerate(write_script(routine, guidance_of(settings)).sections):
        for sound in sounds(section):
            if sound not in known:
                known[sound] = len(clip_of(sound, speak))
        frames += arrange(section, i, known).frames
    return to_seconds(frames)


def _clock(seconds: Fraction) -> str:
    """As people read it, to the nearest second: what is offered can be asked for."""
    return clock(to_frames(seconds + Fraction(1, 2)))
