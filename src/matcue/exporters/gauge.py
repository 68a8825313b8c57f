"""What is compared of samples that were read back: each of them, or how loud they are."""

from __future__ import annotations

import zlib
from math import inf
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt
import soxr

from matcue.audio.clip import FULL_SCALE
from matcue.audio.loudness import Loudness, Meter, true_peaks
from matcue.units import HOUSE_RATE

if TYPE_CHECKING:
    from matcue.audio.clip import Samples
    from matcue.audio.ports import Block
    from matcue.units import Rate

_AROUND: Final = 64
"""Frames on both sides of the highest one that tell how high it is beside it."""


class Sum:
    """The CRC-32 of 16-bit samples, so far, in the order of their channels."""

    loudness = None

    def __init__(self) -> None:
        self.samples = 0

    def add(self, part: npt.NDArray[Any]) -> None:
        """Count in the next frames, shape (frames, channels)."""
        self.samples = zlib.crc32(np.ascontiguousarray(part).data, self.samples)


class Gauge:
    """How loud samples are; of the peaks between them only that beside the highest is looked for.

    Args:
        rate: at which they were taken.
        channels: of every part.
    """

    samples = None

    def __init__(self, rate: Rate, channels: int) -> None:
        self._resample = soxr.ResampleStream(rate, HOUSE_RATE, channels, dtype="float32")
        self._meter = Meter(channels, known=inf)
        self._end = np.empty((0, channels), np.float32)
        self._highest = np.zeros(2 * _AROUND + 1, np.float32)

    def add(self, part: npt.NDArray[Any]) -> None:
        """Measure the next frames, shape (frames, channels), as they are read back."""
        full = FULL_SCALE if part.dtype == np.int16 else FULL_SCALE / (FULL_SCALE + 1)
        self._take(self._resample.resample_chunk(part / np.float32(full)))

    @property
    def loudness(self) -> Loudness:
        """Of all frames; none can be added afterwards."""
        self._take(self._resample.resample_chunk(self._end, last=True))
        peaks = true_peaks(self._highest, float(abs(self._highest[_AROUND])))
        with np.errstate(divide="ignore"):
            peak = float(20 * np.log10(peaks[_AROUND - 1 : _AROUND + 1].max()))
        return Loudness(self._meter.read().integrated, peak)

    def _take(self, block: Block) -> None:
        self._meter.add(block)
        for channel in block.T:
            self._look(channel)

    def _look(self, samples: Samples) -> None:
        """Keep what is around the highest of some samples, if none was higher."""
        at = int(np.abs(samples).argmax()) if samples.size else 0
        around = np.pad(samples, (_AROUND, _AROUND + 1))[at : at + 2 * _AROUND + 1]
        self._highest = max(self._highest, around, key=lambda near: float(abs(near[_AROUND])))
