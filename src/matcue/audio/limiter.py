"""A limiter: peaks, those between the samples too, held under a level."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from matcue.audio.loudness import true_peaks

if TYPE_CHECKING:
    from matcue.audio.samples import Samples

CEILING_DBTP: Final = -1.5
"""The highest true peak of a whole, and of a chime alone, in dBTP: lossy formats overshoot by 1."""
CEILING: Final = 10 ** (CEILING_DBTP / 20)
"""The same as a level of samples."""
_WINDOW: Final = 220
"""Frames to either side of a peak that need its gain (5 ms)."""
_REACH: Final = 2 * _WINDOW
"""Frames to either side of a peak in which it turns the sound down."""
_SHIFTS: Final = (1, 2, 4, 8, 16, 32, 64, 128, 185)
"""By which a row and itself are compared, one after another, to compare `2 * _WINDOW + 1`."""


def limit(samples: Samples, peak: float) -> Samples:
    """Limit the true peaks of samples to `peak`; return the same array where none is over it.

    The gain goes down before each peak and up after it. It is the least that anything within 5 ms
    needs, smoothed over the same time, so that it never overshoots. Smoothing makes new peaks
    between the samples, hardly any: the whole is turned down by what is left.
    """
    peaks = true_peaks(samples, peak)
    over = np.flatnonzero(peaks > peak)
    if not over.size:
        return samples
    held = samples.copy()
    # distant peaks share no gain, so each group of near ones is limited by itself
    for near in np.split(over, np.flatnonzero(np.diff(over) > 2 * _REACH) + 1):
        turned = slice(max(near[0] - _REACH, 0), near[-1] + _REACH + 1)
        needed = np.asarray(peak / np.maximum(peaks[turned], peak), np.float32)
        held[turned] *= _smooth(_least(needed))
    return held * np.float32(min(1, peak / true_peaks(held, peak).max()))


def _least(gain: Samples) -> Samples:
    """Take the minimum of a gain within a window on both sides of each sample."""
    least = np.pad(gain, _WINDOW, constant_values=1)
    # each shift widens the window by itself: doubling needs 9 passes instead of 440
    for shift in _SHIFTS:
        least = np.minimum(least[:-shift], least[shift:])
    return least


def _smooth(gain: Samples) -> Samples:
    """Average a gain over the window around each sample, in two passes over half of it."""
    for _ in range(2):
        sums = np.cumsum(np.pad(gain, _WINDOW // 2, mode="edge"), dtype=np.float64)
        sums = np.insert(sums, 0, 0)
        gain = ((sums[_WINDOW + 1 :] - sums[: -_WINDOW - 1]) / (_WINDOW + 1)).astype(np.float32)
    return gain
