"""MP3, by LAME.

LAME's frames do not tell where the sound in them begins and ends. A frame of silence in front of
them does, by a tag: http://gabriel.mp3-tech.org/mp3infotag.html
"""

from __future__ import annotations

import struct
from contextlib import suppress
from typing import TYPE_CHECKING, Final

import lameenc

from matcue.exporters.id3 import tag_mp3
from matcue.routine.enums import Quality
from matcue.units import HOUSE_RATE

if TYPE_CHECKING:
    from pathlib import Path

    from matcue.audio.samples import Pcm
    from matcue.exporters.metadata import Metadata
    from matcue.exporters.writer import RecordingSpec

KILOBITS: Final = {Quality.LOW: 64, Quality.STANDARD: 96, Quality.HIGH: 160}
"""A second, for each channel."""
EFFORT: Final = 3
"""From 0, the most, to 9; LAME's own choice for constant bit rates."""
FRAME: Final = 1152
"""Samples in a frame."""
DELAY: Final = 576
"""Samples of silence that LAME puts in front."""
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
        self._samples = 0
        self._encoder = _encoder(spec.channels, self._kilobits)
        self._file = part.open("wb")
        self._file.write(bytes(self._tag_frame_length))

    @property
    def _tag_frame_length(self) -> int:
        return FRAME // 8 * 1000 * self._kilobits // self.rate

    def write(self, pcm: Pcm) -> None:
        """Encode the next samples and write the frames made so far; see `Writer.write`."""
        if pcm.size:
            self._samples += len(pcm)
            self._file.write(self._encoder.encode(pcm.astype("<i2").tobytes()))

    def finish(self, metadata: Metadata) -> None:
        """Write the last frames, and what the first one tells; see `Writer.finish`."""
        if self._samples:
            self._file.write(self._encoder.flush())
        length = self._file.tell()
        self._file.seek(0)
        self._file.write(self._tag_frame(length))
        self._file.close()
        tag_mp3(self._part, metadata)

    def close(self) -> None:
        """Close the file, finished or not; see `Writer.close`."""
        with suppress(OSError):
            self._file.close()

    def _tag_frame(self, length: int) -> bytes:
        """Return the frame in front, by the length of the file in bytes."""
        average = FRAME // 8 * 1000 * self._kilobits / self.rate
        frames = round((length - self._tag_frame_length) / average)
        seeking = bytes(256 * hundredth // 100 for hundredth in range(100))
        found = struct.pack(">4sIII100sI", b"Info", WHAT_FOLLOWS, frames, length, seeking, 0)
        padding = max(FRAME * frames - DELAY - self._samples, 0)
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
        return (tag + struct.pack(">H", crc16(tag))).ljust(self._tag_frame_length, b"\0")


def _encoder(channels: int, kilobits: int) -> lameenc.Encoder:
    encoder = lameenc.Encoder()
    encoder.silence()
    encoder.set_channels(channels)
    encoder.set_in_sample_rate(HOUSE_RATE)
    encoder.set_out_sample_rate(HOUSE_RATE)
    encoder.set_bit_rate(kilobits)
    encoder.set_quality(EFFORT)
    return encoder


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
