"""Sound files to clips."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt

from matcue.audio.samples import from_pcm
from matcue.errors import FileError, reason_of
from matcue.units import HOUSE_RATE

if TYPE_CHECKING:
    from pathlib import Path

    from av.container import InputContainer

    from matcue.audio.samples import Block, Pcm

_OPTIONS: Final = {"format_whitelist": "aac,aiff,caf,flac,matroska,mov,mp3,ogg,wav"}
"""What may be read; FFmpeg also knows lists that point to other files and to the network."""
_LAYOUTS: Final = {1: "mono", 2: "stereo"}
LONGEST: Final = 3600
"""Seconds of the longest file that is read where nothing else is said."""


def _samples(container: InputContainer, channels: int, most: int) -> Pcm:
    """Decode the first sound in `container`, shape (frames, channels); empty if there is none.

    Decoding ends once there are more than `most` frames.
    """
    import av

    if not container.streams.audio:
        return np.empty((0, channels), np.int16)
    channels = min(channels, container.streams.audio[0].channels)
    resampler = av.AudioResampler("s16", _LAYOUTS[channels], HOUSE_RATE)
    parts: list[npt.NDArray[Any]] = []
    known = 0
    for frame in chain(container.decode(audio=0), [None]):
        more = [part.to_ndarray().reshape(-1, channels) for part in resampler.resample(frame)]
        parts += more
        known += sum(map(len, more))
        if known > most:
            break
    return np.concatenate([np.empty((0, channels), np.int16), *parts], dtype=np.int16)


def read_recording(path: Path, seconds: int = LONGEST, channels: int = 1) -> Block:
    """Decode a sound file to a clip: at the house rate, read-only; never empty.

    Samples that are already 16-bit at the house rate, in no more channels, come out as they are.

    Args:
        path: of the file.
        seconds: the most that it may last.
        channels: the most that come out, 1 or 2; more are mixed down. Two that are equal are one.

    Raises:
        FileError: the file cannot be read, there is no sound in it, or more than `seconds` of it.
    """
    import av  # slow, and needed only where there is a file to read

    try:
        with path.open("rb") as file, av.open(file, "r", options=_OPTIONS) as container:
            pcm = _samples(container, channels, seconds * HOUSE_RATE)
    except OSError as error:
        raise FileError(str(path), reason_of(error)) from error
    except (av.FFmpegError, ValueError) as error:
        raise FileError(str(path), "this is no sound file, or a damaged one") from error
    if not pcm.size:
        raise FileError(str(path), "there is no sound in it")
    if len(pcm) > seconds * HOUSE_RATE:
        raise FileError(str(path), f"it is longer than {seconds} seconds")
    return from_pcm(pcm[:, :1] if np.array_equal(pcm[:, 0], pcm[:, -1]) else pcm)
