"""How loud sound is to the ear: ITU-R BS.1770-4, which EBU R128 builds on, and true peaks.

Signals are mono, at the house rate. The K-weighting is applied in the frequency domain, by the
response of the standard's two filters; FFmpeg's `ebur128` judges it in the tests.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt
import soxr
from numpy.lib.stride_tricks import sliding_window_view

from matcue.units import HOUSE_RATE

if TYPE_CHECKING:
    from matcue.audio.clip import Samples

_BLOCK: Final = round(0.4 * HOUSE_RATE)
"""Frames of a gating block (400 ms); blocks overlap by three quarters."""
_STEP: Final = _BLOCK // 4
_OFFSET: Final = -0.691
"""Of the standard: a full-scale sine of 997 Hz measures -3.01 LUFS."""
_ABSOLUTE_GATE: Final = -70.0
_RELATIVE_GATE: Final = -10.0
_OVERSAMPLING: Final = 4
"""What the standard asks for at 48 kHz to find the peaks between the samples."""


def integrated(samples: Samples) -> float:
    """Loudness of the whole in LUFS, gated: pauses do not count. `-inf` where nothing is heard.

    Args:
        samples: one-dimensional; less than 400 ms is measured as if silence followed.
    """
    powers = _block_powers(samples)
    powers = powers[_lufs(powers) > _ABSOLUTE_GATE]
    if not powers.size:
        return float("-inf")
    gate = _lufs(powers.mean()) + _RELATIVE_GATE
    return float(_lufs(powers[_lufs(powers) > gate].mean()))


def momentary(samples: Samples) -> float:
    """The loudest 400 ms in LUFS: what startles. `-inf` where there is only silence.

    Args:
        samples: one-dimensional, taken to lie between silences.
    """
    return float(_lufs(_block_powers(np.pad(samples, _BLOCK)).max()))


def true_peak(samples: Samples) -> float:
    """The highest level in dBTP, between the samples too; `-inf` for silence.

    Args:
        samples: one-dimensional, full scale at -1 and 1.
    """
    dense = soxr.resample(samples, HOUSE_RATE, _OVERSAMPLING * HOUSE_RATE, quality="HQ")
    with np.errstate(divide="ignore"):
        return float(20 * np.log10(np.abs(dense).max(initial=0)))


def _block_powers(samples: Samples) -> npt.NDArray[np.float64]:
    """Mean square of each gating block after K-weighting; at least one."""
    short = max(_BLOCK - len(samples), 0)
    squares = _weighted(np.pad(samples, (0, short))) ** 2
    sums = np.concatenate([[0.0], np.cumsum(squares)])
    means: npt.NDArray[np.float64] = sliding_window_view(sums, _BLOCK + 1)[::_STEP, [0, -1]]
    return np.maximum(means[:, 1] - means[:, 0], 0) / _BLOCK


def _lufs(power: npt.ArrayLike) -> npt.NDArray[np.float64]:
    with np.errstate(divide="ignore"):
        return np.asarray(_OFFSET + 10 * np.log10(power), np.float64)


def _weighted(samples: Samples) -> npt.NDArray[np.float64]:
    """K-weighted samples, as many as given."""
    size = 1 << (len(samples) + HOUSE_RATE // 10 - 1).bit_length()
    spectrum = np.fft.rfft(samples.astype(np.float64), size) * _k_weighting(size)
    weighted: npt.NDArray[np.float64] = np.fft.irfft(spectrum, size)[: len(samples)]
    return weighted


@cache
def _k_weighting(size: int) -> npt.NDArray[np.complex128]:
    """Response of the standard's two filters at the frequencies of a transform of `size`.

    The standard gives coefficients for 48 kHz; these are the analogue filters behind them (De Man,
    "Evaluation of implementations of the EBU R128 loudness measurement", 2018).
    """
    shelf, high_pass = (
        _Corner(1681.974450955533, 0.7071752369554196),
        _Corner(38.13547087602444, 0.5003270373238773),
    )
    high = 10 ** (3.999843853973347 / 20)
    above = shelf.polynomial(high, high**0.4996667741545416, 1)
    z = np.exp(-2j * np.pi * np.arange(size // 2 + 1) / size)
    powers = np.stack([np.ones_like(z), z, z * z])
    below, under = shelf.polynomial(1, 1, 1) @ powers, high_pass.polynomial(1, 1, 1) @ powers
    scale = high_pass.polynomial(1, 1, 1)[0]
    return np.asarray(above @ powers / below * (scale * (1 - z) ** 2 / under), np.complex128)


@dataclass(frozen=True, slots=True)
class _Corner:
    """Where a second-order filter turns, in hertz, and how sharply."""

    hertz: float
    q: float

    def polynomial(self, high: float, middle: float, low: float) -> npt.NDArray[np.float64]:
        """`high s^2 + middle s / q + low`, in powers of 1/z by the bilinear transform."""
        k = np.tan(np.pi * self.hertz / HOUSE_RATE)
        square, slope, constant = high, middle * k / self.q, low * k * k
        return np.array(
            [square + slope + constant, 2 * (constant - square), square - slope + constant]
        )
