"""The one renderer: any stretch of a timeline as samples, from any frame, in any order."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from matcue.audio.samples import silence

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matcue.audio.mastering import Master
    from matcue.audio.ports import Block
    from matcue.timeline.model import Sound, Timeline


class Mix:
    """A timeline made audible. It keeps no state: equal arguments give equal bits.

    Without a master the clips are laid as they are.
    """

    def __init__(
        self, timeline: Timeline, clips: Mapping[Sound, Block], master: Master | None = None
    ) -> None:
        self.timeline = timeline
        laid = master.clips(timeline, clips) if master else [clips[c.sound] for c in timeline.cues]
        self.channels = master.channels if master else 1
        self._layers = master.layers(timeline) if master else ()
        self._starts = tuple(cue.start for cue in timeline.cues)
        self._placed = tuple(zip(self._starts, laid, strict=True))
        self._longest = max(map(len, laid), default=0)

    @property
    def frames(self) -> int:
        """Length of the whole."""
        return self.timeline.frames

    @property
    def settled(self) -> int:
        """Frames from the start that sound the same however the timeline goes on."""
        return min([self.frames, *(layer.settled for layer in self._layers)])

    def render(self, start: int, frames: int) -> Block:
        """Render frames `start` to `start + frames` (exclusive), shape (frames, channels).

        Outside the timeline there is silence. Layers, then cues are added in their order, so that
        where a block begins never changes a sum. Mono is added to every channel.
        """
        block = silence(frames, self.channels)
        lower, upper = max(start, 0), min(start + frames, self.frames)
        for layer in self._layers if lower < upper else ():
            block[lower - start : upper - start] += layer.render(lower, upper - lower)
        # a cue that starts even earlier has ended before the block
        first = bisect_left(self._starts, start - self._longest)
        last = bisect_left(self._starts, start + frames)
        for at, clip in self._placed[first:last]:
            lower, upper = max(at, start), min(at + len(clip), start + frames)
            if lower < upper:
                block[lower - start : upper - start] += clip[lower - at : upper - at]
        return block

    def under(self, position: int, since: int, frames: int) -> Block:
        """Render the layers alone while the timeline waits at a frame, shape (frames, channels).

        They are heard under the words that the timeline waits for.

        Args:
            position: that frame.
            since: frames since the timeline began to wait.
            frames: how many are wanted from then on.
        """
        block = silence(frames, self.channels)
        for layer in self._layers:
            block += layer.held(position, since, frames)
        return block
