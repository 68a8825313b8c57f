"""Sound files to clips."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Final

import numpy as np

from matcue.audio.clip import from_pcm
from matcue.errors import FileError
from matcue.units import HOUSE_RATE

if TYPE_CHECKING:
    from pathlib import Path

    from av import AudioResampler
    from av.container import InputContainer

    from matcue.audio.clip import Pcm
    from matcue.audio.ports import Block

_OPTIONS: Final = {"format_whitelist": "aac,aiff,caf,flac,matroska,mov,mp3,ogg,wav"}
"""What may be read; FFmpeg also knows lists that point to other files and to the network."""


def _samples(container: InputContainer, resampler: AudioResampler) -> Pcm:
    """All samples of the first sound in `container`; none when it has no sound."""
    frames = container.decode(audio=0) if container.streams.audio else ()
    parts = [
        part.to_ndarray().ravel()
        for frame in chain(frames, [None])
        for part in resampler.resample(frame)
    ]
    return np.concatenate([np.empty(0, np.int16), *parts], dtype=np.int16)


def read_recording(path: Path) -> Block:
    """The sound of a file as a clip: mono, at the house rate, read-only; never empty.

    Samples that are already 16-bit mono at the house rate come out as they are.

    Raises:
        FileError: the file cannot be read, or there is no sound in it.
    """
    import av  # slow, and needed only where there is a file to read

    try:
        with path.open("rb") as file, av.open(file, "r", options=_OPTIONS) as container:
            pcm = _samples(container, av.AudioResampler("s16", "mono", HOUSE_RATE))
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise FileError(str(path), reason) from error
    except (av.FFmpegError, ValueError) as error:
        raise FileError(str(path), "this is no sound file, or a damaged one") from error
    if not pcm.size:
        raise FileError(str(path), "there is no sound in it")
    return from_pcm(pcm)
