"""Pulling one block out of a source, with what the port promises checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matcue.audio.ports import Block, Source


def pull(source: Source, frames: int, channels: int) -> Block:
    """The next block of `source`, shape (at most `frames`, `channels`).

    Raises:
        ValueError: the source gave more than it was asked for, or another shape; playing it would
            shift everything that follows.
    """
    block = source.read(frames)
    if block.shape[1:] != (channels,) or len(block) > frames:
        wanted = f"({frames}, {channels}) or less"
        raise ValueError(f"a source gave a block of shape {block.shape}, not {wanted}")
    return block
