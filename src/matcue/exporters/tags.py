"""What a file says about itself, in the terms that several formats share."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite
from typing import TYPE_CHECKING, Final

import matcue
from matcue.units import Rate, to_frames, to_seconds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matcue.audio.loudness import Loudness
    from matcue.timeline.model import Timeline

ENCODER: Final = f"matcue {matcue.__version__}"
"""The program that made the file."""

_MILLISECOND: Final = Rate(1000)
_REPLAY_GAIN: Final = -18.0
"""Loudness, in LUFS, that ReplayGain 2 brings everything to."""
_MOST_POWER: Final = 65534
"""The most that Apple's players take."""
_R128: Final = -23.0
"""Loudness that the tags of Opus count from (RFC 7845, section 5.2.1)."""


@dataclass(frozen=True, slots=True)
class Label:
    """What a file is to say about itself; its `loudness` only where it was measured."""

    timeline: Timeline
    comment: str
    loudness: Loudness | None = None

    @property
    def texts(self) -> dict[str, str]:
        """Name to text, by FFmpeg's names of tags."""
        return {
            "title": self.timeline.title,
            "artist": "matcue",
            "album": "matcue",
            "genre": "Spoken Word",
            "comment": self.comment,
        }

    @property
    def replay_gain(self) -> dict[str, str]:
        """What a player is to add to come to -18 LUFS, and the highest peak; nothing for silence.

        After the specification of ReplayGain 2: decibels with two places, the peak as a part of
        full scale with six.
        """
        if self.loudness is None or not isfinite(self.loudness.integrated):
            return {}
        return {
            "REPLAYGAIN_TRACK_GAIN": f"{_REPLAY_GAIN - self.loudness.integrated:.2f} dB",
            "REPLAYGAIN_TRACK_PEAK": f"{10 ** (self.loudness.peak / 20):.6f}",
        }

    @property
    def sound_check(self) -> dict[str, str]:
        """The same for Apple's players: ten hexadecimal numbers, of which two pairs are zero.

        The gain is told as a power, of 1000 and of 2500 units, the peak in 16-bit steps, each for
        the left and the right (id3.org, "iTunes Normalization settings").
        """
        if self.loudness is None or not isfinite(self.loudness.integrated):
            return {}
        power = 10 ** ((self.loudness.integrated - _REPLAY_GAIN) / 10)
        gains = (min(max(round(units * power), 1), _MOST_POWER) for units in (1000, 2500))
        peak = round(32768 * 10 ** (self.loudness.peak / 20))
        numbers = (number for pair in (*gains, 0, peak, 0) for number in (pair, pair))
        return {"iTunNORM": "".join(f" {number:08X}" for number in numbers)}

    @property
    def r128_gain(self) -> dict[str, str]:
        """The same for Opus: what to add to come to -23 LUFS, in parts of 256 of a decibel."""
        if self.loudness is None or not isfinite(self.loudness.integrated):
            return {}
        return {"R128_TRACK_GAIN": f"{round(256 * (_R128 - self.loudness.integrated))}"}


def milliseconds(frames: int) -> int:
    """The millisecond nearest to a position, by the rounding rule of the house.

    >>> milliseconds(44100), milliseconds(22), milliseconds(23)
    (1000, 0, 1)
    """
    return to_frames(to_seconds(frames), _MILLISECOND)


def vorbis_chapters(timeline: Timeline) -> Iterator[tuple[str, str]]:
    """Chapters as tags, for formats that carry Vorbis comments and no chapters of their own."""
    for number, chapter in enumerate(timeline.chapters):
        seconds, rest = divmod(milliseconds(chapter.start), 1000)
        minutes, seconds = divmod(seconds, 60)
        hours, minutes = divmod(minutes, 60)
        yield f"CHAPTER{number:03}", f"{hours:02}:{minutes:02}:{seconds:02}.{rest:03}"
        yield f"CHAPTER{number:03}NAME", chapter.title
