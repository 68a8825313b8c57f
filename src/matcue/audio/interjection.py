"""Words for which a timeline waits, over its background, which goes on softly."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from matcue.audio.samples import rising, silence

if TYPE_CHECKING:
    from matcue.audio.mix import Mix
    from matcue.audio.ports import Block


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
