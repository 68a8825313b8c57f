"""The one renderer: any stretch of a timeline as samples, from any frame, in any order."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from matcue.audio.clip import silence

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matcue.audio.ports import Block
    from matcue.timeline.model import Sound, Timeline


class Mix:
    """A timeline made audible. It keeps no state: equal arguments give equal bits."""

    def __init__(self, timeline: Timeline, clips: Mapping[Sound, Block]) -> None:
        self.timeline = timeline
        self._placed = tuple((cue.start, clips[cue.sound]) for cue in timeline.cues)
        self._starts = tuple(start for start, _ in self._placed)
        self._longest = max((len(clip) for _, clip in self._placed), default=0)

    @property
    def frames(self) -> int:
        """Length of the whole."""
        return self.timeline.frames

    def render(self, start: int, frames: int) -> Block:
        """Frames `start` to `start + frames` (exclusive), shape (frames, 1).

        Outside the timeline there is silence. Cues are added in their order, so that where a
        block begins never changes a sum.
        """
        block = silence(frames)
        first = bisect_left(self._starts, start - self._longest)
        last = bisect_left(self._starts, start + frames)
        for at, clip in self._placed[first:last]:
            lower, upper = max(at, start), min(at + len(clip), start + frames)
            if lower < upper:
                block[lower - start : upper - start] += clip[lower - at : upper - at]
        return block
