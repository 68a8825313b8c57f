"""A routine shown: what will be heard, and when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matcue.app.estimate import chime_frames, script_of, speech_frames
from matcue.app.library import guidance_of, read_routine
from matcue.app.prepare import prepared, with_own_choices
from matcue.app.sounds import master_of
from matcue.app.synthesis import open_voice
from matcue.pictures.render import check_plot, draw_plot
from matcue.timeline.arrange import arrange, lay, sounds
from matcue.timeline.document import document, kind
from matcue.timeline.model import Chime, Cue, Dropped, Sound, Timeline
from matcue.units import clock

if TYPE_CHECKING:
    from pathlib import Path

    from matcue.reporting import Reporter
    from matcue.routine.plan import Routine
    from matcue.settings import Choices, Settings
    from matcue.voices.base import Voice

__all__ = [
    "Cue",
    "Dropped",
    "Outline",
    "Timeline",
    "document",
    "kind",
    "outline",
    "timeline",
]


@dataclass(frozen=True, slots=True)
class Outline:
    """A timeline, and those of its sounds whose lengths are estimated."""

    timeline: Timeline
    estimated: frozenset[Sound] = frozenset()


def timeline(
    name: str, chosen: Choices, reporter: Reporter, picture: Path | None = None
) -> Timeline:
    """Build the timeline of a routine, and draw it to the file `picture` if there is one.

    Raises:
        FileError: the picture cannot be written, or its suffix names no format.
        MatcueError: the routine cannot be read, or no voice can speak.
    """
    if picture:
        check_plot(picture)
    routine, settings = read_routine(name, with_own_choices(chosen))
    shown = _spoken(routine, settings, reporter)
    if picture:
        draw_plot(shown, picture)
        reporter.done(f"{picture}: {clock(shown.frames)}, {len(shown.chapters)} chapters")
    return shown


def outline(name: str, chosen: Choices, reporter: Reporter) -> Outline:
    """Build the timeline of a routine at once, with estimates for what was never spoken yet.

    One that is brought to a length is spoken all the same.

    Raises:
        MatcueError: the routine cannot be read, or no voice is installed.
    """
    routine, settings = read_routine(name, with_own_choices(chosen))
    if settings.fit:
        return Outline(_spoken(routine, settings, reporter))
    script, _ = script_of(routine, guidance_of(settings), reporter)
    every = {sound for section in script.sections for sound in sounds(section)}
    with open_voice(settings, reporter) as voice:
        known = {sound: _known_frames(sound, voice) for sound in every}
    estimated = frozenset(sound for sound, frames in known.items() if frames is None)
    lengths = {
        sound: speech_frames(sound.text, settings.speed) if frames is None else frames
        for sound, frames in known.items()
    }
    parts = [arrange(section, i, lengths) for i, section in enumerate(script.sections)]
    return Outline(lay(script, parts, voice.name), estimated)


def _spoken(routine: Routine, settings: Settings, reporter: Reporter) -> Timeline:
    if settings.fit:
        master_of(settings)  # what is wrong with the bed is told before speaking takes its time
    with prepared(settings, reporter) as preparation:
        return preparation.mix(preparation.script(routine)).timeline


def _known_frames(sound: Sound, voice: Voice) -> int | None:
    return chime_frames(sound) if isinstance(sound, Chime) else voice.known_frames(sound.text)
