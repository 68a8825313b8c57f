"""The sink that keeps what it pulls."""

from __future__ import annotations

from itertools import cycle
from typing import TYPE_CHECKING, Self

import numpy as np

from matcue.audio.samples import pull, silence

if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import TracebackType

    from matcue.audio.samples import Block, Source


class MemorySink:
    """Collects the samples of every source it drains.

    Args:
        blocks: frames to ask for at each read, at least 1; several are used in turn, over and over.
        channels: of the sources.
    """

    def __init__(self, blocks: Iterable[int] | int = 4096, channels: int = 1) -> None:
        self._sizes = (blocks,) if isinstance(blocks, int) else tuple(blocks)
        self._channels = channels
        self._blocks = [silence(0, channels)]

    @property
    def samples(self) -> Block:
        """Everything pulled so far, in order, shape (frames, channels)."""
        return np.concatenate(self._blocks)

    def drain(self, source: Source) -> None:
        """Pull `source` until it ends, as fast as it reads."""
        for frames in cycle(self._sizes):
            block = pull(source, frames, self._channels)
            self._blocks.append(block.copy())
            if len(block) < frames:
                return

    def __enter__(self) -> Self:
        """Return the sink itself; there is nothing to open."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Keep what was collected; there is nothing to close."""
