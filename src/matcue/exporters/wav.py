"""WAV: 16-bit samples, then the tags, then the chapters as cue points with labels and lengths.

How loud the file is stands in the tags of broadcasters (EBU Tech 3285, version 2).
"""

from __future__ import annotations

import errno
import struct
from contextlib import suppress
from math import isfinite
from typing import TYPE_CHECKING, Final

from matcue.exporters.metadata import ENCODER
from matcue.units import HOUSE_RATE

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from matcue.audio.samples import Pcm
    from matcue.exporters.metadata import Metadata
    from matcue.exporters.writer import RecordingSpec
    from matcue.timeline.model import Timeline

_WIDTH: Final = 2
"""Bytes a sample."""
_HEADER: Final = 44
_MOST: Final = 2**32 - 2**24
"""Bytes of samples that fit under the format's 32-bit sizes, with room for what follows them."""
_BROADCAST_VERSION: Final = 2
"""The first that tells loudness."""
_UNTOLD: Final = 0x7FFF
_INFO: Final = {
    "title": b"INAM",
    "artist": b"IART",
    "album": b"IPRD",
    "genre": b"IGNR",
    "date": b"ICRD",
    "comment": b"ICMT",
}


def _chunk(name: bytes, body: bytes) -> bytes:
    """Build one RIFF chunk, padded to an even length; the pad is not counted in its size."""
    return name + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2)


def _list(name: bytes, chunks: Iterable[bytes]) -> bytes:
    return _chunk(b"LIST", name + b"".join(chunks))


def _text(text: str) -> bytes:
    return text.encode() + b"\0"


def _info(metadata: Metadata) -> bytes:
    named = [(_INFO[name], text) for name, text in metadata.texts.items()]
    named.append((b"ISFT", ENCODER))
    return _list(b"INFO", (_chunk(name, _text(text)) for name, text in named))


def _loudness(metadata: Metadata) -> bytes:
    """Build the `bext` chunk: loudness and peak in hundredths; its other fields are left open."""
    measured = metadata.loudness
    if not isfinite(measured.integrated):
        return b""
    integrated, peak = round(100 * measured.integrated), round(100 * measured.peak)
    told = (integrated, _UNTOLD, peak, _UNTOLD, _UNTOLD)
    form = "<256x32s32x10x8x8xH64x5h180x"
    return _chunk(b"bext", struct.pack(form, ENCODER.encode(), _BROADCAST_VERSION, *told))


def _cues(timeline: Timeline) -> bytes:
    """Build the `cue ` chunk: where the chapters start."""
    points = b"".join(
        struct.pack("<II4sIII", number, chapter.start, b"data", 0, 0, chapter.start)
        for number, chapter in enumerate(timeline.chapters, 1)
    )
    return _chunk(b"cue ", struct.pack("<I", len(timeline.chapters)) + points)


def _labels(timeline: Timeline) -> bytes:
    """Build the `adtl` list: titles first, as FFmpeg stops reading them at the first length."""
    numbered = list(enumerate(timeline.chapters, 1))
    names = [
        _chunk(b"labl", struct.pack("<I", number) + _text(chapter.title))
        for number, chapter in numbered
    ]
    lengths = [
        _chunk(b"ltxt", struct.pack("<II4s8x", number, chapter.frames, b"rgn "))
        for number, chapter in numbered
    ]
    return _list(b"adtl", names + lengths)


def _header(frames: int, channels: int, after: int) -> bytes:
    """Build the file up to the first sample; `after` is how many bytes follow the last one."""
    width = channels * _WIDTH
    size = frames * width
    told = (1, channels, HOUSE_RATE, HOUSE_RATE * width, width, 8 * _WIDTH)
    form = struct.pack("<HHIIHH", *told)
    return (
        struct.pack("<4sI4s", b"RIFF", _HEADER - 8 + size + after, b"WAVE")
        + _chunk(b"fmt ", form)
        + struct.pack("<4sI", b"data", size)
    )


class Wav:
    """The `Writer` of WAV.

    Raises:
        OSError: the file cannot be opened, or the timeline is longer than the format allows.
    """

    rate = HOUSE_RATE

    def __init__(self, part: Path, spec: RecordingSpec) -> None:
        self._channels = spec.channels
        if spec.timeline.frames > _MOST // (self._channels * _WIDTH):
            most = f"{13 // self._channels} hours"
            raise OSError(errno.EFBIG, f"a .wav file holds {most} at most; use .flac")
        self._frames = 0
        self._file = part.open("wb")
        self._file.write(_header(0, self._channels, 0))

    def write(self, pcm: Pcm) -> None:
        """Write the next samples; see `Writer.write`."""
        self._file.write(pcm.astype("<i2").tobytes())
        self._frames += len(pcm)

    def finish(self, metadata: Metadata) -> None:
        """Write the chunks after the samples and the header with all sizes; see `Writer.finish`."""
        timeline = metadata.timeline
        after = _loudness(metadata) + _info(metadata) + _cues(timeline) + _labels(timeline)
        self._file.write(after)
        self._file.seek(0)
        self._file.write(_header(self._frames, self._channels, len(after)))
        self._file.close()

    def close(self) -> None:
        """Close the file, finished or not; see `Writer.close`."""
        with suppress(OSError):
            self._file.close()
