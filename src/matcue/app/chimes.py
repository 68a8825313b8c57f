"""Chimes made audible: those of a set, and a person's own files at the same loudness."""

from __future__ import annotations

import wave
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from matcue.audio.chimes import levelled
from matcue.audio.envelope import raised_cosine
from matcue.audio.loudness import momentary
from matcue.audio.samples import from_pcm
from matcue.errors import FileError, Problem
from matcue.paths import chime_file
from matcue.recordings import read_recording
from matcue.routine.enums import Chimes
from matcue.units import HOUSE_RATE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matcue.audio.ports import Block
    from matcue.routine.plan import Routine
    from matcue.timeline.model import Chime

LONGEST: Final = 20
"""Seconds of the longest file that is a chime: a large bowl has faded by then."""
_FADE: Final = HOUSE_RATE // 4
"""Frames in which a beep that would be longer than a second fades out."""
QUIETEST: Final = -60.0
"""A file whose loudest 400 ms are under this, in LUFS, holds nothing but noise to make louder."""


def load_chime(chime: Chime) -> Block:
    """Load a chime as a clip.

    Raises:
        FileError: it is a person's own file, and is gone, damaged, too long, or silent.
    """
    if not isinstance(chime.sound, Path):
        return _bundled_chime(chime_file(chime.sound, chime.text))
    heard = _own_file(chime.sound)
    return levelled(_first_second(heard) if chime.text == Chimes.BEEP else heard, chime.text)


def _bundled_chime(file: Path) -> Block:
    """Read a chime of a set without FFmpeg, whose loading would hold up a session that plays."""
    with wave.open(str(file)) as opened:
        pcm = np.frombuffer(opened.readframes(opened.getnframes()), np.int16)
    return from_pcm(pcm.reshape(-1, 1))


def _first_second(clip: Block) -> Block:
    """Cut a clip to one second, its last quarter fading out: it is over before the next beep."""
    brief = clip[:HOUSE_RATE].copy()
    if len(clip) > HOUSE_RATE:
        brief[-_FADE:, 0] *= raised_cosine(_FADE)[::-1]
    return brief


def _own_file(file: Path) -> Block:
    """Read a person's own file as it was recorded."""
    clip = read_recording(file, LONGEST)
    if momentary(clip[:, 0]) < QUIETEST:
        raise FileError(str(file), "there is nothing to be heard in it")
    return clip


def silent_files(routine: Routine) -> Iterator[Problem]:
    """Yield a problem for each chime of a routine whose file, the person's own, is inaudible."""
    reasons = {file: _reason(file) for file in {each.file for each in routine.recordings}}
    for recording in routine.recordings:
        if reason := reasons[recording.file]:
            said = f"“{recording.file.name}” cannot be rung: {reason}"
            yield Problem(recording.place, said)


def _reason(file: Path) -> str:
    """Say why a file would not be audible; empty where it is."""
    try:
        _own_file(file)
    except FileError as error:
        return error.reason
    return ""
