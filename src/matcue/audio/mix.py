"""The one renderer: any stretch of a timeline as samples, from any frame, in any order.

Beside it is what a session that plays adds: words for which it stands still, and its volume.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Final

import numpy as np

from matcue.audio.samples import rising, silence
from matcue.units import HOUSE_RATE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matcue.audio.mastering import Master
    from matcue.audio.samples import Block
    from matcue.timeline.model import Sound, Timeline

DAMPING: Final = HOUSE_RATE // 20
"""Frames in which a chime fades that ends before it has rung out (50 ms)."""
TURNING: Final = HOUSE_RATE // 10
"""Frames in which the volume goes from silence to all of it (100 ms)."""


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
        self._placed = tuple(
            (cue.start, _damped(clip, cue.frames))
            for cue, clip in zip(timeline.cues, laid, strict=True)
        )
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


def _damped(clip: Block, frames: int) -> Block:
    """Cut a clip to so many frames, faded out at their end; a shorter one stays as it is."""
    if len(clip) <= frames:
        return clip
    cut = clip[:frames].copy()
    fall = 1 - rising(min(DAMPING, frames))
    cut[-len(fall) :] *= fall
    return cut


class Interjection:
    """Words, as long as they last; what lies under them fades in, and out after them.

    Args:
        words: what is said.
        fade: frames of those fades.
        mix: whose layers lie under the words; None where nothing does.
        position: the frame at which its timeline stands.
    """

    def __init__(self, words: Block, fade: int, mix: Mix | None, position: int) -> None:
        self._words = words
        self._fade = rising(fade)
        self._mix = mix
        self._position = position
        self._heard = 0

    def append(self, words: Block) -> None:
        """Append other words."""
        self._words = np.concatenate([self._words, words])

    def read(self, frames: int) -> Block:
        """Return the next frames, at most as many as there are words left; none after them."""
        block = self.ahead(min(frames, len(self._words) - self._heard))
        self._heard += len(block)
        return block

    def ahead(self, frames: int) -> Block:
        """Render the next frames without consuming them; after the words the background goes on.

        They have the channels of the background; words alone are mono.
        """
        block = self._under(frames)
        words = self._words[self._heard : self._heard + frames]
        block[: len(words)] += words
        return block

    def _under(self, frames: int) -> Block:
        if not self._mix:
            return silence(frames)
        under = self._mix.under(self._position, self._heard, frames)
        fade = self._fade[self._heard : self._heard + frames]
        under[: len(fade)] *= fade
        return under


class Volume:
    """A factor for all that is heard, 1 at first; to another one it goes along a ramp."""

    def __init__(self) -> None:
        self._now = self._wanted = 1.0

    def turn(self, factor: float) -> None:
        """Set the factor that is wanted from the next block on."""
        self._wanted = float(np.float32(factor))

    def applied(self, block: Block) -> Block:
        """Return the next block at the volume, ramping to it where it has changed."""
        if self._now == self._wanted == 1:
            return block
        way = np.arange(1, len(block) + 1) / TURNING
        low, high = sorted((self._now, self._wanted))
        way = self._now + (way if self._wanted > self._now else -way)
        levels = np.clip(way, low, high).astype(np.float32).reshape(-1, 1)
        self._now = float(levels[-1, 0]) if len(levels) else self._now
        return block * levels
