"""Samples, in blocks of 16-bit steps at the house rate; what gives them, and what takes them.

Every clip holds whole 16-bit steps, so that a clip from the cache, from a file and fresh from an
engine are the same bits.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol, Self

import numpy as np
import numpy.typing as npt
import soxr

from matcue.units import HOUSE_RATE

if TYPE_CHECKING:
    from types import TracebackType


Block = npt.NDArray[np.float32]
"""Samples, float32, shape (frames, channels), full scale at -1 and 1."""
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


class Source(Protocol):
    """Something audible that is pulled."""

    def read(self, frames: int) -> Block:
        """Return the next `frames` frames at the house rate; a shorter block is the last one.

        The block is complete in itself: the caller pads nothing and keeps nothing. After a short
        block (an empty one counts) the source has ended and `read` is not called again.
        """


class Rewindable(Source, Protocol):
    """A source that can go back a little."""

    def rewind(self, frames: int) -> None:
        """Go back by the last `frames` frames that were read, as far as they are remembered.

        A second is remembered. It is called while nobody reads, also after the end.
        """


class Sink(Protocol):
    """A place where sound goes. It pulls, and it is closed on every way out of its `with`."""

    def drain(self, source: Source) -> None:
        """Pull `source` until it ends; return when the last frame has been handed over.

        An error that the source raises ends the pulling and comes out here unchanged.

        Raises:
            DeviceError: the device cannot be opened or stopped asking for sound.
            FileError: the file cannot be written.
        """

    def __enter__(self) -> Self:
        """Open the sink and return it."""

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the sink; after an error, leave nothing half-made behind."""


class Speakers(Sink, Protocol):
    """A sink that is heard as it pulls. After it was closed it can be opened again.

    What it was doing when its device went away it tells with `DeviceLost`.
    """

    channels: int
    """Of every block that is pulled."""
    gaps: int
    """How often the sound broke off because frames came too late, as far as the sink can tell."""


def pull(source: Source, frames: int, channels: int) -> Block:
    """Read and check the next block of `source`, shape (at most `frames`, `channels`).

    Raises:
        ValueError: the source gave more than it was asked for, or another shape; playing it would
            shift everything that follows.
    """
    block = source.read(frames)
    if block.shape[1:] != (channels,) or len(block) > frames:
        wanted = f"({frames}, {channels}) or less"
        raise ValueError(f"a source gave a block of shape {block.shape}, not {wanted}")
    return block
