"""Samples: at the house rate, in 16-bit steps, read-only once they are a clip.

Every clip holds whole 16-bit steps, so that a clip from the cache, from a file and fresh from an
engine are the same bits.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt
import soxr

from matcue.units import HOUSE_RATE

if TYPE_CHECKING:
    from matcue.audio.ports import Block

Pcm = npt.NDArray[np.int16]
"""16-bit samples."""
Samples = npt.NDArray[np.float32]
"""One-dimensional samples, full scale at -1 and 1."""

FULL_SCALE: Final = 32767


def to_pcm(block: Block) -> Pcm:
    """Convert a block to 16-bit samples of the same shape, clipping what is over full scale.

    >>> to_pcm(np.array([[1.0], [-2.0], [0.5]], np.float32)).ravel().tolist()
    [32767, -32767, 16384]
    """
    scaled = np.rint(block * np.float32(FULL_SCALE))
    pcm: Pcm = np.clip(scaled, -FULL_SCALE, FULL_SCALE).astype(np.int16)
    return pcm


def from_pcm(pcm: Pcm) -> Block:
    """Convert 16-bit samples to a read-only clip; `to_pcm` gives them back exactly.

    Args:
        pcm: shape (frames,) for mono, or (frames, channels).
    """
    samples = pcm.astype(np.float32) / np.float32(FULL_SCALE)
    block: Block = samples.reshape(-1, 1) if samples.ndim == 1 else samples
    block.flags.writeable = False
    return block


def resample(samples: Samples, rate: int) -> Samples:
    """Resample one-dimensional samples from `rate` hertz to the house rate."""
    if rate == HOUSE_RATE:
        return samples
    return np.asarray(soxr.resample(samples, rate, HOUSE_RATE, quality="HQ"), np.float32)


def rising(frames: int) -> Block:
    """Compute a linear fade-in: gains from 0 (inclusive) to 1 (exclusive), shape (frames, 1)."""
    return np.linspace(0, 1, frames, endpoint=False, dtype=np.float32).reshape(-1, 1)


def silence(frames: int, channels: int = 1) -> Block:
    """Return `frames` frames of digital silence, shape (frames, channels)."""
    return np.zeros((frames, channels), np.float32)
