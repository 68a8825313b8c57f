"""Routines as they were chosen, and their scripts."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from fractions import Fraction
from typing import TYPE_CHECKING

from matcue.app.background import master_of
from matcue.app.library import guidance_of, read_routine
from matcue.app.synthesis import AT_ONCE, clip_of, open_voice, speak_all
from matcue.errors import LengthError
from matcue.routine.fit import Nearest, fit
from matcue.timeline.arrange import arrange, sounds
from matcue.timeline.script import write_script
from matcue.units import clock, to_frames, to_seconds

if TYPE_CHECKING:
    from collections.abc import Callable

    from matcue.audio.ports import Block
    from matcue.reporting import Reporter
    from matcue.routine.plan import Routine
    from matcue.settings import Choices, Settings
    from matcue.timeline.model import Script, Sound


def routine_of(name: str, chosen: Choices, reporter: Reporter) -> tuple[Routine, Settings]:
    """Read a routine, fit it to the chosen length, and return it with the session's settings."""
    routine, settings = read_routine(name, chosen)
    return fit_to_length(routine, settings, reporter, AT_ONCE), settings


def script_of(name: str, chosen: Choices, reporter: Reporter) -> tuple[Script, Settings]:
    """Write a routine's script as it is recorded; return it with the session's settings."""
    routine, settings = read_routine(name, chosen)
    return script_for_export(routine, settings, reporter, AT_ONCE), settings


def script_for_export(
    routine: Routine, settings: Settings, reporter: Reporter, at_once: int
) -> Script:
    """Write a routine's script for a recording; to fit a length, `at_once` texts are spoken."""
    brought = fit_to_length(routine, settings, reporter, at_once)
    return write_script(brought, guidance_of(settings))


def fit_to_length(
    routine: Routine, settings: Settings, reporter: Reporter, at_once: int
) -> Routine:
    """Fit a routine to the length that was chosen, if one was.

    Finding a length takes speech: what is wrong with the bed is raised before.
    """
    if not settings.fit:
        return routine
    master_of(settings)  # called for what it raises
    return fit_routine(routine, settings, settings.fit, reporter, at_once)


def fit_routine(
    routine: Routine, settings: Settings, seconds: Fraction, reporter: Reporter, at_once: int
) -> Routine:
    """Fit a routine to a length, speaking `at_once` texts at a time; report what it took.

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
    """Measure how long a routine lasts as spoken, in seconds; `known` keeps its sounds' frames."""
    frames = 0
    for i, section in enumerate(write_script(routine, guidance_of(settings)).sections):
        for sound in sounds(section):
            if sound not in known:
                known[sound] = len(clip_of(sound, speak))
        frames += arrange(section, i, known).frames
    return to_seconds(frames)


def _clock(seconds: Fraction) -> str:
    """Format a length for people, to the nearest second: what is offered can be asked for."""
    return clock(to_frames(seconds + Fraction(1, 2)))
