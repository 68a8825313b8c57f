"""Estimated sections: how long they will be, before anything has been spoken."""

from __future__ import annotations

import wave
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from matcue.paths import chime_file
from matcue.timeline.arrange import Arranged, arrange, sounds
from matcue.timeline.model import Chime
from matcue.voices.tone import CHARACTER

if TYPE_CHECKING:
    from matcue.routine.enums import Profile
    from matcue.timeline.model import Script, Section, Sound


def estimate(script: Script) -> list[Arranged]:
    """Arrange the sections of a script with about how long their sounds last."""
    return [_arranged(i, section) for i, section in enumerate(script.sections)]


def _arranged(index: int, section: Section) -> Arranged:
    return arrange(section, index, {sound: _frames(sound) for sound in sounds(section)})


def _frames(sound: Sound) -> int:
    return chime_frames(sound) if isinstance(sound, Chime) else speech_frames(sound.text)


def speech_frames(text: str, speed: Fraction = Fraction(1)) -> int:
    """Estimate how many frames a text takes, at Piper's average time per character."""
    return round(len(text) * CHARACTER / speed)


def chime_frames(chime: Chime) -> int:
    """Count the frames of a chime; for one of a set, they are read from its file's header.

    Raises:
        FileError: it is a person's own file, which `load_chime` cannot load.
    """
    if isinstance(chime.sound, Path):
        from matcue.app.sounds import load_chime  # it loads numpy

        return len(load_chime(chime))
    return _bundled_frames(chime.sound, chime.text)


@cache
def _bundled_frames(of: Profile, role: str) -> int:
    with wave.open(str(chime_file(of, role))) as file:
        frames: int = file.getnframes()
    return frames
