"""What is heard besides the voice: chimes, beds; and the mastering of all of it."""

from __future__ import annotations

import os
import wave
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from matcue.audio.beds import BEDS, Bed, Loop
from matcue.audio.envelope import raised_cosine
from matcue.audio.layers import LevelledBed, WakeTone
from matcue.audio.limiter import CEILING_DBTP
from matcue.audio.loudness import momentary, true_peak
from matcue.audio.mastering import Master
from matcue.audio.samples import from_pcm, to_pcm
from matcue.audio.speech import SPEECH_LUFS
from matcue.errors import FileError, Problem, UsageError, brief
from matcue.paths import chime_file
from matcue.recordings import read_recording
from matcue.routine.enums import BRIEF
from matcue.routine.lookup import as_stored
from matcue.units import HOUSE_RATE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from matcue.audio.layers import Background
    from matcue.audio.samples import Block
    from matcue.routine.plan import Routine
    from matcue.settings import Settings
    from matcue.timeline.model import Chime


OFF: Final = "off"
"""No bed."""
WAKING: Final = Fraction(2, 5)
"""Seconds of a lead where a device is known to wake late."""


def master_of(settings: Settings) -> Master:
    """Build the mastering that settings ask for; where they leave leads open there are none.

    Raises:
        UsageError: no bed has the name, or nothing is heard in it.
        FileError: the bed's file cannot be read, or is no sound.
    """
    under: list[Background] = []
    if settings.bed != OFF:
        under.append(
            LevelledBed(bed_named(settings.bed), float(settings.loudness + settings.bed_level))
        )
    if settings.lead:
        under.append(WakeTone(settings.lead))
    return Master(float(settings.loudness), tuple(under))


def with_absolute_bed(choices: Mapping[str, str]) -> dict[str, str]:
    """Copy the choices with the bed's file, if one was chosen, as an absolute path."""
    file = bed_file(choices.get("bed", OFF))
    return {**choices, "bed": str(file.absolute())} if file else dict(choices)


def bed_file(name: str) -> Path | None:
    """Name the file that a bed is made of, seen from the current folder; None for matcue's own.

    Whether it is there is not checked.
    """
    return None if name in {OFF, *BEDS} else as_stored(Path(name).expanduser())


def bed_named(name: str) -> Bed:
    """Make the bed of a name, or a loop of a sound file, seen from the current folder.

    Raises:
        UsageError: the name is neither a bed's nor a file's.
        FileError: the file cannot be read, or is no sound.
    """
    if name in BEDS:
        return BEDS[name]()
    path = as_stored(Path(name).expanduser())
    if not path.suffix and not os.path.exists(path):  # noqa: PTH110 - `Path` raises for a long name
        known = ", ".join((OFF, *BEDS))
        raise UsageError(
            f"There is no bed “{brief(name)}”; choose one of {known}, or a sound file."
        )
    return Loop(read_recording(path, channels=2))


CHIME: Final = SPEECH_LUFS - 1
"""The loudest 400 ms of a chime, in LUFS: heard as clearly as a sentence, and never above one. The
loudest 400 ms of a sentence are up to 4 LU over it, so that words after a chime rise by 5."""
BEEP: Final = SPEECH_LUFS - 4.5
"""The same of a beep, which lies under counted numbers, and of a tick, which should startle nobody:
well under the voice, yet so near to all else that nothing after it is more than 6 LU louder."""
LONGEST: Final = 20
"""Seconds of the longest file that is a chime: a large bowl has faded by then."""
_FADE: Final = HOUSE_RATE // 4
"""Frames in which a beep or a tick that would be longer than a second fades out."""
QUIETEST: Final = -60.0
"""A file whose loudest 400 ms are under this, in LUFS, holds nothing but noise to make louder."""


def load_chime(chime: Chime) -> Block:
    """Load a chime as a clip.

    Raises:
        FileError: it is a person's own file, and is gone, damaged, too long, or silent.
    """
    if chime.sound is None:
        raise ValueError("nothing is heard for this chime")
    if not isinstance(chime.sound, Path):
        return _bundled_chime(chime_file(chime.sound, chime.text))
    heard = _own_file(chime.sound)
    return levelled(_first_second(heard) if chime.text in BRIEF else heard, chime.text)


def levelled(clip: Block, chime: str) -> Block:
    """Normalise an audible mono clip to its role's loudness, its true peak under the ceiling."""
    samples = clip[:, 0]
    wanted = BEEP if chime in BRIEF else CHIME
    decibels = min(wanted - momentary(samples), CEILING_DBTP - true_peak(samples))
    return from_pcm(to_pcm(clip * np.float32(10 ** (decibels / 20))))


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


def wrong_bed(routine: Routine) -> Problem | None:
    """Check the sound file that a routine has as its bed; return what is wrong with it, if any."""
    bed = routine.written.bed
    if not isinstance(bed, Path) or not routine.bed_place:
        return None
    try:
        LevelledBed(bed_named(str(bed)), SPEECH_LUFS)
    except (FileError, UsageError) as error:
        return Problem(routine.bed_place, str(error))
    return None


def _reason(file: Path) -> str:
    """Say why a file would not be audible; empty where it is."""
    try:
        _own_file(file)
    except FileError as error:
        return error.reason
    return ""
