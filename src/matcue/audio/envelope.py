"""Envelopes: gains that depend on the frame alone, computed from the timeline and nothing else.

No level is detected and no state runs along, so that a stretch of a session sounds the same alone
as it does in the whole.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import numpy as np

from matcue.timeline.model import SPOKEN
from matcue.units import HOUSE_RATE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from matcue.audio.samples import Samples
    from matcue.timeline.model import Cue, Timeline

DUCKED: Final = 0.5
"""Gain of a bed under words: 6 dB less than between them."""
DOWN: Final = HOUSE_RATE * 3 // 5
"""Frames before words in which a bed goes down (0.6 s)."""
UP: Final = HOUSE_RATE * 6 // 5
"""Frames after words in which it comes up (1.2 s)."""
BRIDGED: Final = 2 * HOUSE_RATE
"""Words that follow each other within so many frames are one stretch of words (2 s)."""
FADE_IN: Final = 3 * HOUSE_RATE
"""Frames in which a bed begins (3 s)."""
FADE_OUT: Final = 5 * HOUSE_RATE
"""Frames in which it ends (5 s); longer ahead nothing that a bed does is decided."""
ONSET: Final = HOUSE_RATE // 20
"""Frames in which the sound of a lead goes, when the words are there (0.05 s)."""
QUIET: Final = 2 * HOUSE_RATE
"""Frames of silence after which words have a lead (2 s)."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A change of gain: from frame `start` on, in so many `frames`, to `level`."""

    start: int
    frames: int
    level: float


class Envelope:
    """A gain over all time: `level` at first, then after each segment the segment's.

    Between them it runs along half a cosine.

    Args:
        level: before the first segment.
        segments: in their order, none beginning before the one before it is done.
    """

    def __init__(self, level: float, segments: Iterable[Segment]) -> None:
        self._segments = tuple(segments)
        self._levels = (level, *(segment.level for segment in self._segments))
        if any(a.start + a.frames > b.start for a, b in pairwise(self._segments)):
            raise ValueError("a segment begins before the one before it is done")
        self._starts = tuple(segment.start for segment in self._segments)

    def at(self, start: int, frames: int) -> Samples:
        """Compute the gain at frames `start` to `start + frames`, shape (frames,)."""
        end = start + frames
        first, last = bisect_right(self._starts, start), bisect_right(self._starts, end - 1)
        gains = np.full(frames, self._levels[first], np.float32)
        for i in range(max(first - 1, 0), last):
            segment, before = self._segments[i], self._levels[i]
            done = segment.start + segment.frames
            lower, upper = max(segment.start, start), max(min(done, end), start)
            ramp = raised_cosine(segment.frames)[lower - segment.start : upper - segment.start]
            gains[lower - start : upper - start] = (
                ramp * np.float32(segment.level - before) + before
            )
            gains[upper - start :] = segment.level
        return gains


@cache
def raised_cosine(frames: int) -> Samples:
    """Compute a rise from 0 to 1 along half a cosine, read-only, shape (frames,).

    The first value is 0.
    """
    ramp = (0.5 - 0.5 * np.cos(np.pi * np.arange(frames) / frames)).astype(np.float32)
    ramp.flags.writeable = False
    return ramp


def ducking(timeline: Timeline) -> Envelope:
    """Build the ducking envelope of a bed: down before the words, up after them."""
    words = _stretches(timeline)
    return Envelope(
        1,
        (
            segment
            for start, end in words
            for segment in (Segment(start - DOWN, DOWN, DUCKED), Segment(end, UP, 1))
        ),
    )


def fading(timeline: Timeline) -> Envelope:
    """Build the envelope of a bed's fade-in and fade-out over the whole timeline.

    In a short one the fades are shorter, in the ratio 3 to 5.
    """
    into = min(FADE_IN, timeline.frames * FADE_IN // (FADE_IN + FADE_OUT))
    out = min(FADE_OUT, timeline.frames - into)
    return Envelope(0, (Segment(0, into, 1), Segment(timeline.frames - out, out, 0)))


def leading(timeline: Timeline, frames: int, low: float, high: float) -> Envelope:
    """Build the envelope of the wake tone: `low`, and `high` before words that follow silence.

    Args:
        timeline: nothing in it is moved; a lead lies in the silence that is there.
        frames: of each lead, at most `QUIET`; less where a session begins with less silence.
        low: all along.
        high: reached in the first half of a lead, left when the words have begun.
    """
    segments: list[Segment] = []
    for start, silence in _after_silence(timeline.cues):
        lead = min(frames, silence)
        segments += [Segment(start - lead, lead // 2, high), Segment(start, ONSET, low)]
    return Envelope(low, (segment for segment in segments if segment.frames))


def _stretches(timeline: Timeline) -> list[tuple[int, int]]:
    """Find where words follow each other: the start and end of each stretch, in frames."""
    found: list[tuple[int, int]] = []
    for cue in timeline.cues:
        if not isinstance(cue.sound, SPOKEN):
            continue
        if found and cue.start - found[-1][1] < BRIDGED:
            found[-1] = found[-1][0], cue.end
        else:
            found.append((cue.start, cue.end))
    return found


def _after_silence(cues: Iterable[Cue]) -> Iterable[tuple[int, int]]:
    """Yield where words come after silence, and how many frames of it.

    Before a session all is silent.
    """
    heard = 0
    for cue in cues:
        silence = cue.start - heard
        if isinstance(cue.sound, SPOKEN) and silence and (silence > QUIET or not heard):
            yield cue.start, silence
        heard = max(heard, cue.end)
