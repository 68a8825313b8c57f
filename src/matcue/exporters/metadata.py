"""What a file says about itself, in the terms that several formats share."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from itertools import groupby
from math import isfinite
from typing import TYPE_CHECKING, Final

import matcue
from matcue.timeline.model import SPOKEN, Count
from matcue.units import Rate, timestamp, to_frames, to_seconds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matcue.audio.loudness import Loudness
    from matcue.timeline.model import Cue, Timeline

ENCODER: Final = f"matcue {matcue.__version__}"
"""The program that made the file."""

COVER: Final = 3
"""What ID3 and those who copied it call a front cover."""
DEPTH: Final = 32
"""Bits of one dot of a cover."""

NERO: Final = 255
"""Bytes of a chapter's title in Nero's list, the second of the two that M4A has."""
_MILLISECOND: Final = Rate(1000)
_REPLAY_GAIN: Final = -18.0
"""Loudness, in LUFS, that ReplayGain 2 brings everything to."""
_MOST_POWER: Final = 65534
"""The most that Apple's players take."""
_R128: Final = -23.0
"""Loudness that the tags of Opus count from (RFC 7845, section 5.2.1)."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a file is to say about itself.

    `date` is when it was ordered, as YYYY-MM-DD; `cover` is a square PNG picture of `DEPTH`, empty
    where there is none.
    """

    timeline: Timeline
    comment: str
    date: str
    loudness: Loudness
    cover: bytes = b""

    @property
    def texts(self) -> dict[str, str]:
        """Name to text, by FFmpeg's names of tags."""
        return {
            "title": self.timeline.title,
            "artist": "matcue",
            "album": "matcue",
            "genre": "Spoken Word",
            "date": self.date,
            "comment": self.comment,
        }

    @property
    def words(self) -> str:
        """All that is said, a line for each sentence, and an empty one between two chapters.

        Numbers that are counted one after another share a line.
        """
        sections = groupby(spoken_cues(self.timeline), key=lambda cue: cue.section)
        return "\n\n".join("\n".join(_sentences(cues)) for _, cues in sections)

    @property
    def cover_size(self) -> int:
        """The dots of each side of the cover."""
        (size,) = struct.unpack(">I", self.cover[16:20])
        return int(size)

    @property
    def replay_gain(self) -> dict[str, str]:
        """What a player is to add to come to -18 LUFS, and the highest peak; nothing for silence.

        After the specification of ReplayGain 2: decibels with two places, the peak as a part of
        full scale with six.
        """
        if not isfinite(self.loudness.integrated):
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
        if not isfinite(self.loudness.integrated):
            return {}
        power = 10 ** ((self.loudness.integrated - _REPLAY_GAIN) / 10)
        gains = (min(max(round(units * power), 1), _MOST_POWER) for units in (1000, 2500))
        peak = round(32768 * 10 ** (self.loudness.peak / 20))
        numbers = (number for pair in (*gains, 0, peak, 0) for number in (pair, pair))
        return {"iTunNORM": "".join(f" {number:08X}" for number in numbers)}

    @property
    def r128_gain(self) -> dict[str, str]:
        """The same for Opus: what to add to come to -23 LUFS, in parts of 256 of a decibel."""
        if not isfinite(self.loudness.integrated):
            return {}
        return {"R128_TRACK_GAIN": f"{round(256 * (_R128 - self.loudness.integrated))}"}


def spoken_cues(timeline: Timeline) -> Iterator[Cue]:
    """Iterate over the spoken cues, in their order."""
    return (cue for cue in timeline.cues if isinstance(cue.sound, SPOKEN))


def _sentences(cues: Iterator[Cue]) -> Iterator[str]:
    for counted, group in groupby(cues, key=lambda cue: isinstance(cue.sound, Count)):
        texts = [cue.sound.text for cue in group]
        yield from [", ".join(texts)] if counted else texts


def truncated(text: str, size: int | None) -> str:
    """Cut a text to at most `size` bytes of UTF-8, in whole characters; None keeps it all.

    >>> truncated("é" * 4, 5), truncated("é" * 4, None)
    ('éé', 'éééé')
    """
    return text.encode()[:size].decode(errors="ignore")


def milliseconds(frames: int) -> int:
    """Convert a position in frames to the nearest millisecond, rounded as in `to_frames`.

    >>> milliseconds(44100), milliseconds(22), milliseconds(23)
    (1000, 0, 1)
    """
    return to_frames(to_seconds(frames), _MILLISECOND)


def vorbis_comments(metadata: Metadata) -> dict[str, str]:
    """Collect the Vorbis comments, chapters included, by name; all but the loudness."""
    texts = {name.upper(): text for name, text in metadata.texts.items()}
    texts["DESCRIPTION"] = texts.pop("COMMENT")
    texts |= {"ENCODED_BY": ENCODER} | ({"LYRICS": metadata.words} if metadata.words else {})
    return texts | dict(_chapters(metadata.timeline))


def _chapters(timeline: Timeline) -> Iterator[tuple[str, str]]:
    """Yield the chapters as tags, since formats with Vorbis comments have no others."""
    for number, chapter in enumerate(timeline.chapters):
        yield f"CHAPTER{number:03}", timestamp(chapter.start)
        yield f"CHAPTER{number:03}NAME", chapter.title
