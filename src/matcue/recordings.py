"""Sound files to clips."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt

from matcue.audio.clip import from_pcm
from matcue.errors import FileError, reason_of
from matcue.units import HOUSE_RATE

if TYPE_CHECKING:
    from pathlib import Path

    from av import AudioResampler
    from av.container import InputContainer

    from matcue.audio.clip import Pcm
    from matcue.audio.ports import Block

_OPTIONS: Final = {"format_whitelist": "aac,aiff,caf,flac,matroska,mov,mp3,ogg,wav"}
"""What may be read; FFmpeg also knows lists that point to other files and to the network."""
LONGEST: Final = 3600
"""Seconds of the longest file that is read where nothing else is said."""


def _samples(container: InputContainer, resampler: AudioResampler, most: int) -> Pcm:
    """Samples of the first sound in `container`, none when it has no sound.

    Decoding ends once there are more than `most`.
    """
    frames = container.decode(audio=0) if container.streams.audio else ()
    parts: list[npt.NDArray[Any]] = [np.empty(0, np.int16)]
    known = 0
    for frame in chain(frames, [None]):
        more = [part.to_ndarray().ravel() for part in resampler.resample(frame)]
        parts += more
        known += sum(map(len, more))
        if known > most:
            break
    return np.concatenate(parts, dtype=np.int16)


def read_recording(path: Path, seconds: int = LONGEST) -> Block:
    """The sound of a file as a clip: mono, at the house rate, read-only; never empty.

    Samples that are already 16-bit mono at the house rate come out as they are.

    Raises:
        FileError: the file cannot be read, there is no sound in it, or more than `seconds` of it.
    """
    import av  # slow, and needed only where there is a file to read

    try:
        with path.open("rb") as file, av.open(file, "r", options=_OPTIONS) as container:
            resampler = av.AudioResampler("s16", "mono", HOUSE_RATE)
            pcm = _samples(container, resampler, seconds * HOUSE_RATE)
    except OSError as error:
        raise FileError(str(path), reason_of(error)) from error
    except (av.FFmpegError, ValueError) as error:
        raise FileError(str(path), "this is no sound file, or a damaged one") from error
    if not pcm.size:
        raise FileError(str(path), "there is no sound in it")
    if len(pcm) > seconds * HOUSE_RATE:
        raise FileError(str(path), f"it is longer than {seconds} seconds")
    return from_pcm(pcm)
