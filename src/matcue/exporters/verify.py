"""A finished file held against what was to be written, before it gets its name or whenever asked.

A file without loss must give back every sample. Of the others every frame is decoded too: the
length is what a player plays, and how loud it is may be as far from what was written as
`TOLERANCES` says.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt

from matcue.audio.loudness import Loudness, Meter
from matcue.audio.samples import FULL_SCALE, from_pcm
from matcue.errors import brief
from matcue.exporters.metadata import NERO, truncated
from matcue.exporters.readback import read_back
from matcue.units import Frames, Rate, to_frames, to_seconds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from matcue.audio.samples import Pcm
    from matcue.exporters.writer import RecordingSpec


@dataclass(frozen=True, slots=True)
class Tolerance:
    """How far a file may be from what was to be written.

    Attributes:
        form: of the file, one of `readback.FORMS`.
        chapter: seconds that a chapter may start early or late.
        title: bytes of a chapter's title that it keeps, None where it keeps all.
        loudness: in LU, None where every sample must be the one that was written.
        peak: in dB.
    """

    form: str
    chapter: Fraction = Fraction(0)
    title: int | None = None
    loudness: float | None = None
    peak: float = 0


_MILLISECOND: Final = Fraction(1, 1000)
_LOUDNESS: Final = 1.5
"""LU. LAME takes 0.4 away at most rates; speech at 16 kbit/s loses 0.3, loud white noise 1.0."""
_PEAK: Final = 3.0
"""dB. Speech comes out up to 1.6 higher at 16 kbit/s, and 2.7 from the slower of the AAC coders."""
TOLERANCES: Final = {
    ".wav": Tolerance("wav"),
    ".flac": Tolerance("flac", _MILLISECOND),
    ".mp3": Tolerance("mp3", _MILLISECOND, loudness=_LOUDNESS, peak=_PEAK),
    ".m4a": Tolerance("mov", title=NERO, loudness=_LOUDNESS, peak=_PEAK),
    ".m4b": Tolerance("mov", title=NERO, loudness=_LOUDNESS, peak=_PEAK),
    ".opus": Tolerance("ogg", _MILLISECOND, loudness=_LOUDNESS, peak=_PEAK),
    ".ogg": Tolerance("vorbis", _MILLISECOND, loudness=_LOUDNESS, peak=_PEAK),
    ".html": Tolerance("page", title=NERO, loudness=_LOUDNESS, peak=_PEAK),
}
"""Suffix to tolerance, of every format."""

_FAINTEST: Final = -70.0
"""LUFS and dBTP; what is fainter is silence, as for the absolute gate of BS.1770."""
_SHOWN: Final = 3
"""Differences of chapters that a message tells."""
_BRIEF: Final = Fraction(1, 10)
"""Seconds under which a length is told in milliseconds."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a file holds.

    Attributes:
        frames: its length at the house rate.
        channels: how many there are.
        chapters: where each starts, in seconds, and what it is called.
        samples: CRC-32 of all of them, where they are compared.
        loudness: where it is compared.
    """

    frames: int
    channels: int
    chapters: tuple[tuple[Fraction, str], ...]
    samples: int | None = None
    loudness: Loudness | None = None


class ReadbackCheck:
    """What a file must hold.

    Args:
        spec: the recording, whose timeline gives the file's chapters and its length.
        tolerance: how far a file of its format may be from that.
    """

    def __init__(self, spec: RecordingSpec, tolerance: Tolerance) -> None:
        self._timeline = spec.timeline
        self._channels = spec.channels
        self._tolerance = tolerance
        self._written = Sum()
        self._meter = Meter(spec.channels)

    def add(self, pcm: Pcm) -> None:
        """Note the next samples that are written, at the house rate."""
        self._meter.add(from_pcm(pcm))
        if self._tolerance.loudness is None:
            self._written.add(pcm)

    @cached_property
    def loudness(self) -> Loudness:
        """Of all frames; none can be added afterwards."""
        return self._meter.read()

    def differences(
        self, path: Path, progress: Callable[[int], None] = lambda _: None
    ) -> tuple[str, ...]:
        """List in words what in a file is not as it should be; empty if all is.

        Raises:
            OSError: as `read`.
        """
        return self.compare(self.read(path, progress))

    def read(self, path: Path, progress: Callable[[int], None] = lambda _: None) -> Found:
        """Decode a file and measure what it holds.

        Args:
            path: of the file.
            progress: called with the frames that have been decoded, at the house rate.

        Raises:
            OSError: it cannot be read, there is no sound in it, or it is damaged.
        """
        with read_back(path, self._tolerance.form) as contents:
            rate, frames, length = Rate(contents.rate), 0, Frames(0)
            meter = Sum() if self._tolerance.loudness is None else Gauge(rate, contents.channels)
            for part in contents.parts:
                meter.add(part)
                frames += len(part)
                length = to_frames(to_seconds(frames, rate))
                progress(length)
        return Found(length, contents.channels, contents.chapters, meter.samples, meter.loudness)

    def compare(self, found: Found) -> tuple[str, ...]:
        """List in words what found is not as it should be; empty if all is."""
        sound = (*self._of_form(found), *self._of_loudness(found))
        return (*_some(self._of_chapters(found)), *(sound or self._of_samples(found)))

    def _of_form(self, found: Found) -> Iterator[str]:
        if found.channels != self._channels:
            yield f"{found.channels} channels instead of {self._channels}"
        more = found.frames - self._timeline.frames
        if more:
            yield f"{_length(to_seconds(more))} {'longer' if more > 0 else 'shorter'}"

    def _of_chapters(self, found: Found) -> Iterator[str]:
        wanted = self._timeline.chapters
        if len(found.chapters) != len(wanted):
            yield f"{len(found.chapters)} chapters instead of {len(wanted)}"
            return
        pairs = zip(found.chapters, wanted, strict=True)
        for number, ((start, title), chapter) in enumerate(pairs, 1):
            late = start - to_seconds(chapter.start)
            if abs(late) > self._tolerance.chapter:
                yield f"chapter {number} {_length(late)} {'late' if late > 0 else 'early'}"
            if title != (called := truncated(chapter.title, self._tolerance.title)):
                yield f"chapter {number} called “{brief(title)}”, not “{brief(called)}”"

    def _of_samples(self, found: Found) -> Iterator[str]:
        if found.samples not in {None, self._written.samples}:
            yield "other samples than were to be written"

    def _of_loudness(self, found: Found) -> Iterator[str]:
        if found.loudness is None:
            return
        louder = _over(found.loudness.integrated, self.loudness.integrated)
        if abs(louder) > (self._tolerance.loudness or 0):
            yield f"{abs(louder):.1f} LU {'louder' if louder > 0 else 'softer'}"
        higher = _over(found.loudness.peak, self.loudness.peak)
        if abs(higher) > self._tolerance.peak:
            yield f"a peak {abs(higher):.1f} dB {'higher' if higher > 0 else 'lower'}"


def _over(found: float, wanted: float) -> float:
    """Compute by how much `found` exceeds `wanted`; fainter than `_FAINTEST` counts as that."""
    return max(found, _FAINTEST) - max(wanted, _FAINTEST)


def _length(seconds: Fraction) -> str:
    """Format a length of time for people, without its sign."""
    if abs(seconds) < _BRIEF:
        return f"{float(abs(seconds) * 1000):.1f} ms"
    return f"{float(abs(seconds)):.1f} s"


def _some(told: Iterator[str]) -> Iterator[str]:
    """Yield the first few differences, and how many more there would be."""
    yield from islice(told, _SHOWN)
    if more := sum(1 for _ in told):
        yield f"{more} more about chapters"


class Sum:
    """The CRC-32 of 16-bit samples, so far, in the order of their channels."""

    loudness = None

    def __init__(self) -> None:
        self.samples = 0

    def add(self, part: npt.NDArray[Any]) -> None:
        """Add the next frames, shape (frames, channels), to the checksum."""
        self.samples = zlib.crc32(np.ascontiguousarray(part).data, self.samples)


class Gauge:
    """How loud samples are, as they are read back.

    Args:
        rate: at which they were taken.
        channels: of every part.
    """

    samples = None

    def __init__(self, rate: Rate, channels: int) -> None:
        self._meter = Meter(channels, rate)

    def add(self, part: npt.NDArray[Any]) -> None:
        """Measure the next frames, shape (frames, channels)."""
        # Decoded floats count 32768 as 1, matcue's own samples count `FULL_SCALE` (32767) as 1.
        full = FULL_SCALE if part.dtype == np.int16 else FULL_SCALE / (FULL_SCALE + 1)
        self._meter.add(np.asarray(part / np.float32(full), np.float32))

    @property
    def loudness(self) -> Loudness:
        """Of all frames; none can be added afterwards."""
        return self._meter.read()
