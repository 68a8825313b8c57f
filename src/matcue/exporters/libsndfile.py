"""Ogg Vorbis, by libsndfile: of FFmpeg's own encoder its makers say that it is unfinished."""

from __future__ import annotations

from contextlib import suppress
from io import BytesIO
from typing import TYPE_CHECKING, Final

from soundfile import SoundFile

from matcue.exporters.tags import tag_ogg
from matcue.routine.enums import Quality
from matcue.units import HOUSE_RATE

if TYPE_CHECKING:
    from pathlib import Path

    from matcue.audio.samples import Pcm
    from matcue.exporters.metadata import Metadata
    from matcue.exporters.writer import RecordingSpec

_LOST: Final = {Quality.LOW: 1.0, Quality.STANDARD: 0.5, Quality.HIGH: 0.2}
"""What libsndfile is told: 1 less the encoder's own quality, -0.1 to 1."""


class Vorbis:
    """The `Writer` of Ogg Vorbis.

    The encoder writes into memory, and from there it goes to the file: libsndfile does not tell
    when a disk is full.

    Raises:
        OSError: the file cannot be opened.
    """

    rate = HOUSE_RATE

    def __init__(self, part: Path, spec: RecordingSpec) -> None:
        self._part = part
        self._made = BytesIO()
        self._file = part.open("wb")
        self._encoder = SoundFile(
            self._made,
            "w",
            HOUSE_RATE,
            spec.channels,
            format="OGG",
            subtype="VORBIS",
            compression_level=_LOST[spec.quality],
        )

    def write(self, pcm: Pcm) -> None:
        """Encode the next samples and write the bytes made so far; see `Writer.write`."""
        self._encoder.write(pcm)
        self._pass_on()

    def finish(self, metadata: Metadata) -> None:
        """Finish encoding, close the file and tag it; see `Writer.finish`."""
        self._encoder.close()
        self._pass_on()
        self._file.close()
        tag_ogg(self._part, metadata)

    def close(self) -> None:
        """Close the encoder and the file, finished or not; see `Writer.close`."""
        self._encoder.close()
        with suppress(OSError):
            self._file.close()

    def _pass_on(self) -> None:
        """Move the encoded bytes from memory to the file."""
        self._file.write(self._made.getvalue())
        self._made.seek(0)
        self._made.truncate()
