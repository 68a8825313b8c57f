"""Pulling one block out of a source, with what the port promises checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matcue.audio.ports import Block, Source


def pull(source: Source, frames: int) -> Block:
    """The next block of `source`, mono, shape (at most `frames`, 1).

    Raises:
        ValueError: the source gave more than it was asked for, or another shape; playing it would
            shift everything that follows.
    """
    block = source.read(frames)
    if block.ndim != 2 or block.shape[1] != 1 or len(block) > frames:
        raise ValueError(f"a source gave a block of shape {block.shape}, not ({frames}, 1) or less")
    return block
