"""A finished file held against what was to be written, before it gets its name or whenever asked.

A file without loss must give back every sample. Of the others every frame is decoded too: the
length is what a player plays, and how loud it is may be as far from what was written as `MARGINS`
says.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Final

from matcue.audio.clip import from_pcm
from matcue.audio.loudness import Meter
from matcue.errors import brief
from matcue.exporters.gauge import Gauge, Sum
from matcue.exporters.readback import read_back
from matcue.exporters.tags import NERO, within
from matcue.units import Rate, to_frames, to_seconds

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from matcue.audio.clip import Pcm
    from matcue.audio.loudness import Loudness
    from matcue.exporters.export import Programme


@dataclass(frozen=True, slots=True)
class Margin:
    """How far a file may be from what was to be written.

    Attributes:
        form: of the file, one of `readback.FORMS`.
        chapter: seconds that a chapter may start early or late.
        frames: by which it may be longer.
        title: bytes of a chapter's title that it keeps, None where it keeps all.
        loudness: in LU, None where every sample must be the one that was written.
        peak: in dB.
    """

    form: str
    chapter: Fraction = Fraction(0)
    frames: int = 0
    title: int | None = None
    loudness: float | None = None
    peak: float = 0


_MILLISECOND: Final = Fraction(1, 1000)
_PADDING: Final = 46
"""Frames. MP3 may end with padding longer than a packet; players leave out a packet at most."""
_LOUDNESS: Final = 1.5
"""LU. LAME takes 0.4 away at most rates; speech at 16 kbit/s loses 0.3, loud white noise 1.0."""
_PEAK: Final = 3.0
"""dB. Speech comes out up to 1.6 higher at 16 kbit/s, and 2.7 from the slower of the AAC coders."""
MARGINS: Final = {
    ".wav": Margin("wav"),
    ".flac": Margin("flac", _MILLISECOND),
    ".mp3": Margin("mp3", _MILLISECOND, _PADDING, loudness=_LOUDNESS, peak=_PEAK),
    ".m4a": Margin("mov", title=NERO, loudness=_LOUDNESS, peak=_PEAK),
    ".m4b": Margin("mov", title=NERO, loudness=_LOUDNESS, peak=_PEAK),
    ".opus": Margin("ogg", _MILLISECOND, loudness=_LOUDNESS, peak=_PEAK),
    ".ogg": Margin("vorbis", _MILLISECOND, loudness=_LOUDNESS, peak=_PEAK),
    ".html": Margin("page", title=NERO, loudness=_LOUDNESS, peak=_PEAK),
}
"""Suffix to margin, of every format."""

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


class Proof:
    """What a file must hold.

    Args:
        programme: of whose timeline the file tells the chapters and has the length.
        margin: of the file's format.
    """

    def __init__(self, programme: Programme, margin: Margin) -> None:
        self._timeline = programme.timeline
        self._channels = programme.channels
        self._margin = margin
        self._written = Sum()
        self._meter = Meter(programme.channels)

    def add(self, pcm: Pcm) -> None:
        """Take note of the next samples that are written, at the house rate."""
        self._meter.add(from_pcm(pcm))
        if self._margin.loudness is None:
            self._written.add(pcm)

    @cached_property
    def loudness(self) -> Loudness:
        """Of all frames; none can be added afterwards."""
        return self._meter.read()

    def differences(self, path: Path) -> tuple[str, ...]:
        """What in a file is not as it was to be, in words; nothing if all is.

        Raises:
            OSError: as `read`.
        """
        return self.compare(self.read(path))

    def read(self, path: Path) -> Found:
        """What a file holds.

        Raises:
            OSError: it cannot be read, there is no sound in it, or it is damaged.
        """
        with read_back(path, self._margin.form) as contents:
            rate, frames = Rate(contents.rate), 0
            ear = Sum() if self._margin.loudness is None else Gauge(rate, contents.channels)
            for part in contents.parts:
                ear.add(part)
                frames += len(part)
        length = to_frames(to_seconds(frames, rate))
        return Found(length, contents.channels, contents.chapters, ear.samples, ear.loudness)

    def compare(self, found: Found) -> tuple[str, ...]:
        """What is not as it was to be, in words; nothing if all is."""
        sound = (*self._of_form(found), *self._of_loudness(found))
        return (*_some(self._of_chapters(found)), *(sound or self._of_samples(found)))

    def _of_form(self, found: Found) -> Iterator[str]:
        if found.channels != self._channels:
            yield f"{found.channels} channels instead of {self._channels}"
        more = found.frames - self._timeline.frames
        if not 0 <= more <= self._margin.frames:
            yield f"{_length(to_seconds(more))} {'longer' if more > 0 else 'shorter'}"

    def _of_chapters(self, found: Found) -> Iterator[str]:
        wanted = self._timeline.chapters
        if len(found.chapters) != len(wanted):
            yield f"{len(found.chapters)} chapters instead of {len(wanted)}"
            return
        pairs = zip(found.chapters, wanted, strict=True)
        for number, ((start, title), chapter) in enumerate(pairs, 1):
            late = start - to_seconds(chapter.start)
            if abs(late) > self._margin.chapter:
                yield f"chapter {number} {_length(late)} {'late' if late > 0 else 'early'}"
            if title != (called := within(chapter.title, self._margin.title)):
                yield f"chapter {number} called “{brief(title)}”, not “{brief(called)}”"

    def _of_samples(self, found: Found) -> Iterator[str]:
        if found.samples not in {None, self._written.samples}:
            yield "other samples than were to be written"

    def _of_loudness(self, found: Found) -> Iterator[str]:
        if found.loudness is None:
            return
        louder = _over(found.loudness.integrated, self.loudness.integrated)
        if abs(louder) > (self._margin.loudness or 0):
            yield f"{abs(louder):.1f} LU {'louder' if louder > 0 else 'softer'}"
        higher = _over(found.loudness.peak, self.loudness.peak)
        if abs(higher) > self._margin.peak:
            yield f"a peak {abs(higher):.1f} dB {'higher' if higher > 0 else 'lower'}"


def _over(found: float, wanted: float) -> float:
    """By how much more; what is fainter than `_FAINTEST` counts as that."""
    return max(found, _FAINTEST) - max(wanted, _FAINTEST)


def _length(seconds: Fraction) -> str:
    """A length without its sign, as people read it."""
    if abs(seconds) < _BRIEF:
        return f"{float(abs(seconds) * 1000):.1f} ms"
    return f"{float(abs(seconds)):.1f} s"


def _some(told: Iterator[str]) -> Iterator[str]:
    """The first of what is told, and how much more there would be."""
    yield from islice(told, _SHOWN)
    if more := sum(1 for _ in told):
        yield f"{more} more about chapters"
