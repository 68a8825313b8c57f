"""A recording's samples told apart as they come: stretches that sound, and silence between them.

An encoder that begins anew in silence needs nothing of what was before it. So stretches can be
encoded side by side, and silence is encoded once. Where they begin and end depends on the samples
alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matcue.audio.samples import Pcm

AFTER: Final = 3
"""Silent frames that belong to the sound before them: an encoder gives out the last of it late."""
BEFORE: Final = 4
"""Silent frames that belong to the sound after them: an encoder settles in them."""
LEAST: Final = 8
"""Silent frames beside those that are told apart."""


@dataclass(frozen=True, slots=True)
class Silence:
    """So many frames of an encoder in which every sample is zero."""

    frames: int


class Spans:
    """Tells sound and silence apart.

    Args:
        frame: samples of each channel in a frame of the encoder; silence begins and ends with one.
        channels: of all samples.
    """

    def __init__(self, frame: int, channels: int) -> None:
        self._frame = frame
        self._rest: Pcm = np.empty((0, channels), np.int16)
        self._silent = 0

    def add(self, pcm: Pcm) -> Iterator[Pcm | Silence]:
        """Take the next samples, shape (frames, channels); yield what is known to follow.

        Sound comes in whole frames of the encoder.
        """
        pcm = np.concatenate([self._rest, pcm])
        whole = len(pcm) // self._frame * self._frame
        frames, self._rest = pcm[:whole].reshape(-1, self._frame, pcm.shape[1]), pcm[whole:]
        sounding = frames.any(axis=(1, 2))
        for run in np.split(frames, np.flatnonzero(np.diff(sounding)) + 1):
            if not len(run):
                continue
            if run.any():
                yield from self._held()
                yield run.reshape(-1, pcm.shape[1])
            else:
                yield from self._after(run)

    def end(self) -> Iterator[Pcm | Silence]:
        """Yield what is left; the last of it is sound, and its last frame need not be whole."""
        yield from self._held()
        yield self._rest

    def _after(self, silent: Pcm) -> Iterator[Pcm]:
        """Yield the silent frames that belong to the sound before; hold the others."""
        kept = silent[: max(AFTER - self._silent, 0)]
        self._silent += len(silent)
        if len(kept):
            yield kept.reshape(-1, silent.shape[2])

    def _held(self) -> Iterator[Pcm | Silence]:
        """Yield the silent frames that were held, before what sounds."""
        held, self._silent = max(self._silent - AFTER, 0), 0
        if held >= LEAST + BEFORE:
            yield Silence(held - BEFORE)
            held = BEFORE
        if held:
            yield np.zeros((held * self._frame, self._rest.shape[1]), np.int16)
