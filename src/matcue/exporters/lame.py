"""MP3, by LAME.

LAME's frames do not tell where the sound in them begins and ends. A frame of silence in front of
them does, by a tag: http://gabriel.mp3-tech.org/mp3infotag.html
"""

from __future__ import annotations

import struct
from contextlib import suppress
from functools import partial
from itertools import repeat
from typing import TYPE_CHECKING, Final

import lameenc
import numpy as np

from matcue.exporters.id3 import tag_mp3
from matcue.exporters.side_by_side import SideBySide
from matcue.exporters.spans import Silence, Spans
from matcue.routine.enums import Quality
from matcue.units import HOUSE_RATE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from concurrent.futures import Future
    from pathlib import Path

    from matcue.audio.samples import Pcm
    from matcue.exporters.metadata import Metadata
    from matcue.exporters.writer import RecordingSpec

    _Encoding = Callable[[Pcm, Future[list[bytes]] | None], list[bytes]]

KILOBITS: Final = {Quality.LOW: 64, Quality.STANDARD: 96, Quality.HIGH: 160}
"""A second, for each channel."""
EFFORT: Final = 3
"""From 0, the most, to 9; LAME's own choice for constant bit rates."""
FRAME: Final = 1152
"""Samples in a frame."""
DELAY: Final = 576
"""Samples of silence that LAME puts in front."""
LONGEST: Final = 1000 * FRAME
"""Samples that are encoded at once, about 26 s."""
SIDE_INFORMATION: Final = {1: 17, 2: 32}
"""Bytes behind a frame's header, by channels."""
WHAT_FOLLOWS: Final = 0b1111
"""Flags of the tag: it tells the frames, the bytes, where to seek, and the quality."""
CONSTANT: Final = 1
"""The tag's number for a constant bit rate."""


class Lame:
    """The `Writer` of MP3.

    Raises:
        OSError: the file cannot be opened.
    """

    rate = HOUSE_RATE

    def __init__(self, part: Path, spec: RecordingSpec) -> None:
        self._part = part
        self._channels = spec.channels
        self._kilobits = spec.channels * KILOBITS[spec.quality]
        self._samples = self._frames = 0
        self._spans = Spans(FRAME, spec.channels)
        self._sound: list[Pcm] = []
        self._begin_stretch()
        nothing = np.zeros((4 * FRAME, spec.channels), np.int16)
        self._silence = _Stretch(spec.channels, self._kilobits).ended(nothing, None)[0]
        self._work: SideBySide[list[bytes]] = SideBySide(spec.threads)
        self._file = part.open("wb")
        self._file.write(bytes(frame_length(self._kilobits)))

    def write(self, pcm: Pcm) -> None:
        """Take the next samples and write the frames made so far; see `Writer.write`."""
        self._samples += len(pcm)
        for span in self._spans.add(pcm):
            self._take(span)
        self._write(self._work.made())

    def finish(self, metadata: Metadata) -> None:
        """Write the last frames, and what the first one tells; see `Writer.finish`."""
        for span in self._spans.end():
            self._take(span)
        self._encode(self._stretch.ended)
        self._write(self._work.rest())
        length = self._file.tell()
        self._file.seek(0)
        self._file.write(self._tag_frame(length))
        self._file.close()
        tag_mp3(self._part, metadata)

    def close(self) -> None:
        """Close the file, finished or not; see `Writer.close`."""
        self._work.close()
        with suppress(OSError):
            self._file.close()

    def _begin_stretch(self) -> None:
        self._stretch = _Stretch(self._channels, self._kilobits)
        self._before: Future[list[bytes]] | None = None

    def _take(self, span: Pcm | Silence) -> None:
        """Add a span to what is encoded: silence ends a stretch, and one may be long enough."""
        if isinstance(span, Silence):
            self._encode(self._stretch.cut)
            self._work.add(partial(list, repeat(self._silence, span.frames)))
            self._begin_stretch()
            return
        self._sound.append(span)
        if sum(map(len, self._sound)) >= LONGEST:
            self._encode(self._stretch.encoded)

    def _encode(self, how: _Encoding) -> None:
        """Have what has come together encoded, after what was before it."""
        pcm, self._sound = np.concatenate(self._sound), []
        self._before = self._work.add(partial(how, pcm, self._before))

    def _write(self, made: Iterable[list[bytes]]) -> None:
        for frames in made:
            self._file.writelines(frames)
            self._frames += len(frames)

    def _tag_frame(self, length: int) -> bytes:
        """Return the frame in front, by the length of the file in bytes."""
        seeking = bytes(256 * hundredth // 100 for hundredth in range(100))
        found = struct.pack(">4sIII100sI", b"Info", WHAT_FOLLOWS, self._frames, length, seeking, 0)
        padding = max(FRAME * self._frames - DELAY - self._samples, 0)
        # The checksum of the sound, behind the length, stays 0: no player asks for it.
        how = struct.pack(
            ">9sB10xB3s4xIxx",
            b"LAME3.100",
            CONSTANT,
            min(self._kilobits, 255),
            (DELAY << 12 | padding).to_bytes(3, "big"),
            length,
        )
        told = _header(self._channels, self._kilobits) + bytes(SIDE_INFORMATION[self._channels])
        tag = told + found + how
        return (tag + struct.pack(">H", crc16(tag))).ljust(frame_length(self._kilobits), b"\0")


class _Stretch:
    """Frames of sound between silences, made by an encoder of their own.

    So nothing of a frame is stored in one before the first of them. Samples come in parts; the
    frames of one are made when those `before` it are there.
    """

    def __init__(self, channels: int, kilobits: int) -> None:
        self._encoder = _encoder(channels, kilobits)
        self._length = frame_length(kilobits)
        self._samples = self._given = 0
        self._made = b""

    def encoded(self, pcm: Pcm, before: Future[list[bytes]] | None) -> list[bytes]:
        """Encode the next samples, shape (frames, channels); return the frames made so far."""
        if before:
            before.result()
        self._samples += len(pcm)
        if pcm.size:
            self._made += self._encoder.encode(pcm.astype("<i2").tobytes())
        return self._frames()

    def ended(self, pcm: Pcm, before: Future[list[bytes]] | None) -> list[bytes]:
        """Encode the last samples; return all frames that are left."""
        made = self.encoded(pcm, before)
        self._made += self._encoder.flush() if self._samples else b""
        return made + self._frames()

    def cut(self, pcm: Pcm, before: Future[list[bytes]] | None) -> list[bytes]:
        """Encode the last samples; return frames up to as many as there are samples for."""
        made = self.ended(pcm, before)
        return made[: len(made) - (self._given - self._samples // FRAME)]

    def _frames(self) -> list[bytes]:
        """Take the whole frames from what is made."""
        frames, at = [], 0
        while at + 2 < len(self._made):
            # a frame has one byte more where its header says so
            end = at + self._length + (self._made[at + 2] >> 1 & 1)
            if end > len(self._made):
                break
            frames.append(self._made[at:end])
            at = end
        self._made = self._made[at:]
        self._given += len(frames)
        return frames


def _encoder(channels: int, kilobits: int) -> lameenc.Encoder:
    encoder = lameenc.Encoder()
    encoder.silence()
    encoder.set_channels(channels)
    encoder.set_in_sample_rate(HOUSE_RATE)
    encoder.set_out_sample_rate(HOUSE_RATE)
    encoder.set_bit_rate(kilobits)
    encoder.set_quality(EFFORT)
    return encoder


def frame_length(kilobits: int) -> int:
    """Return how many bytes a frame has, without padding."""
    return FRAME // 8 * 1000 * kilobits // HOUSE_RATE


def _header(channels: int, kilobits: int) -> bytes:
    """Return the header of a frame of MPEG-1 layer III at 44.1 kHz, without padding."""
    bit_rates = (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
    mode = 0b11 if channels == 1 else 0b01
    return bytes((0xFF, 0xFB, (1 + bit_rates.index(kilobits)) << 4, mode << 6))


def crc16(data: bytes) -> int:
    """Return the checksum CRC-16/ARC.

    >>> hex(crc16(b"123456789"))
    '0xbb3d'
    """
    checksum = 0
    for byte in data:
        checksum ^= byte
        for _ in range(8):
            checksum = checksum >> 1 ^ (0xA001 if checksum & 1 else 0)
    return checksum
