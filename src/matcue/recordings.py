"""Sound files to clips."""

from __future__ import annotations

from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Any, Final, Literal

import numpy as np
import numpy.typing as npt

from matcue.audio.samples import from_pcm
from matcue.errors import FileError, reason_of
from matcue.processes import in_thread, limit_memory
from matcue.reading import open_file
from matcue.units import HOUSE_RATE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from av.audio.frame import AudioFrame
    from av.audio.stream import AudioStream
    from av.container import InputContainer

    from matcue.audio.samples import Block, Pcm

_OPTIONS: Final = {"format_whitelist": "aac,aiff,caf,flac,matroska,mov,mp3,ogg,wav"}
"""What may be read; FFmpeg also knows lists that point to other files and to the network."""
_FLOATS: Final = ("flt", "dbl")
_LAYOUTS: Final = {1: "mono", 2: "stereo"}
LONGEST: Final = 3600
"""Seconds of the longest file that is read where nothing else is said."""
RATES: Final = (4000, 768_000)
"""Hertz of the lowest and the highest rate: from a telephone's on; a second of less would become
too much of a session's."""
PATIENCE: Final = 10.0
"""Seconds that reading may take: FFmpeg compares each of a million tags with all others."""
ROOM: Final = 300_000_000
"""Bytes that reading may take besides what is heard: a small file can ask for gigabytes."""
_SECOND: Final = HOUSE_RATE * 2 * 2 * 2
"""Bytes of a second in two channels, while the parts are put together."""
SHORTEST: Final = 64
"""Samples of the shortest frames that are read, on average; the shortest of Opus have 120."""
MANY: Final = 1000
"""Frames from which on the average counts."""
_ENDIAN: Final[dict[bytes, Literal["little", "big"]]] = {b"RIFF": "little", b"FORM": "big"}
"""The order of bytes in which WAV and AIFF tell how long they are, by how they begin."""
_AGAIN: Final = "save it once more, as WAV or FLAC"
_UNKNOWN: Final = 0xFFFFFFFF
"""The length that is told where it was not known yet."""


class _Unusable(Exception):
    """A file that is read and cannot be used, in words for the person."""


def _samples(container: InputContainer, channels: int, most: int) -> Pcm:
    """Decode the first sound in `container`, shape (frames, channels); empty if there is none.

    Decoding ends once there are more than `most` frames.

    Raises:
        _Unusable: it cannot be used; the message says why.
    """
    import av

    stream = next(iter(container.streams.audio), None)
    if stream is None or not stream.codec_context or not stream.channels:
        return np.empty((0, channels), np.int16)
    if not RATES[0] <= stream.rate <= RATES[1]:
        raise _Unusable(f"its rate is {stream.rate} hertz, not from {RATES[0]} to {RATES[1]}")
    channels = min(channels, stream.channels, len(_LAYOUTS))
    resampler = av.AudioResampler("s16", _LAYOUTS[channels], HOUSE_RATE)
    parts: list[npt.NDArray[Any]] = []
    known = 0
    for frame in chain(_frames(container, stream), [None]):
        more = [part.to_ndarray().reshape(-1, channels) for part in resampler.resample(frame)]
        parts += more
        known += sum(map(len, more))
        if known > most:
            break
    return np.concatenate([np.empty((0, channels), np.int16), *parts], dtype=np.int16)


def _frames(container: InputContainer, stream: AudioStream) -> Iterator[AudioFrame]:
    """Decode a stream frame by frame.

    Raises:
        _Unusable: there is no number in one, or they are so short that they would take hours.
    """
    samples = 0
    for count, frame in enumerate(container.decode(stream), start=1):
        samples += frame.samples
        if count > MANY and samples < count * SHORTEST:
            raise _Unusable(f"it is cut into too many pieces; {_AGAIN}")
        if frame.format.name.startswith(_FLOATS) and not np.isfinite(frame.to_ndarray()).all():
            raise _Unusable("there is something in it that is no sound")
        yield frame


def _check_whole(path: Path) -> None:
    """Check that a WAV or AIFF file is as long as it tells.

    Raises:
        OSError: it cannot be read.
        _Unusable: it is shorter.
    """
    with path.open("rb") as file:
        head = file.read(8)
    order = _ENDIAN.get(head[:4])
    told = int.from_bytes(head[4:], order) if order else 0
    if order and told != _UNKNOWN and told + len(head) > path.stat().st_size + 1:
        raise _Unusable("it is cut off, shorter than it tells; copy it once more")


def _decoded(path: Path, seconds: int, channels: int) -> Pcm:
    """Decode a file that is there, a little past `seconds` at most.

    Raises:
        _Unusable: it cannot be used; the message says why.
        Exception: it is no sound file, or a damaged one.
    """
    import av  # slow, and needed only where there is a file to read

    # by its name, since PyAV prints what goes wrong in a file that Python reads for it
    with av.open(f"file:{path.absolute()}", "r", options=_OPTIONS) as container:
        _check_whole(path)
        return _samples(container, channels, seconds * HOUSE_RATE)


def read_recording(
    path: Path, seconds: int = LONGEST, channels: int = 1, patience: float = PATIENCE
) -> Block:
    """Decode a sound file to a clip: at the house rate, read-only; never empty.

    Samples that are already 16-bit at the house rate, in no more channels, come out as they are.

    Args:
        path: of the file.
        seconds: the most that it may last.
        channels: the most that come out, 1 or 2; more are mixed down. Two that are equal are one.
        patience: seconds that reading may take, and a tenth of `seconds` more.

    Raises:
        FileError: the file cannot be read, there is no sound in it, or more than `seconds` of it.
    """
    import av

    try:
        open_file(path).close()  # FFmpeg's reasons are not in plain words
        with limit_memory(ROOM + seconds * _SECOND):
            decoding = in_thread(partial(_decoded, path, seconds, channels))
            pcm = decoding.result(patience + seconds / 10)
    except _Unusable as error:
        raise FileError(str(path), str(error)) from error
    except TimeoutError as error:
        raise FileError(str(path), f"it takes too long to be read; {_AGAIN}") from error
    except (av.FFmpegError, ValueError, LookupError, ArithmeticError, MemoryError) as error:
        raise FileError(str(path), f"this is no sound file, or a damaged one; {_AGAIN}") from error
    except OSError as error:
        raise FileError(str(path), reason_of(error)) from error
    if not pcm.size:
        raise FileError(str(path), f"there is no sound in it that is known here; {_AGAIN}")
    if len(pcm) > seconds * HOUSE_RATE:
        raise FileError(str(path), f"it is longer than {seconds} seconds")
    return from_pcm(pcm[:, :1] if np.array_equal(pcm[:, 0], pcm[:, -1]) else pcm)
