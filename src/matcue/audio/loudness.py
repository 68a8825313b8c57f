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
_HISTORY: Final = _STEP
"""Frames after which the filters have settled."""
_CHUNK: Final = 13 * _STEP
"""Frames measured at once, so that with their history they fill a transform of a power of two."""
_TRANSFORM: Final = 1 << (_HISTORY + _CHUNK).bit_length()
_EDGE: Final = 256
"""Frames at both ends of a chunk where it is not known what goes on between samples."""


def integrated(samples: Samples) -> float:
    """Loudness of the whole in LUFS, gated: pauses do not count. `-inf` where nothing is heard.

    Args:
        samples: one-dimensional; less than 400 ms is measured as if silence followed.
    """
    return _gated(_block_powers(samples))


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


@dataclass(frozen=True, slots=True)
class Loudness:
    """How loud a whole is: `integrated` in LUFS and the true `peak` in dBTP, `-inf` for silence."""

    integrated: float
    peak: float

    def __str__(self) -> str:
        return f"{self.integrated:.1f} LUFS, peak {self.peak:.1f} dBTP"


class Meter:
    """Loudness of sound that comes in parts of any size; an hour of it takes a third of a megabyte.

    What is read is what `integrated` and `true_peak` say of all parts in one.
    """

    def __init__(self) -> None:
        self._waiting = [np.zeros(_HISTORY, np.float32)]
        self._frames = 0
        self._steps: list[npt.NDArray[np.float64]] = []
        self._peak = 0.0

    def add(self, samples: Samples) -> None:
        """Measure the next samples, one-dimensional."""
        self._waiting.append(samples)
        self._frames += len(samples)
        if self._frames >= _CHUNK:
            self._measure(0)

    def read(self) -> Loudness:
        """How loud all of it is that was added; nothing can be added afterwards."""
        whole = len(self._steps) * (_CHUNK // _STEP) + self._frames // _STEP
        self._measure(2 * _CHUNK)
        sums = np.concatenate(self._steps)[: max(whole, _BLOCK // _STEP)]
        powers = sliding_window_view(sums, _BLOCK // _STEP).sum(axis=1) / _BLOCK
        with np.errstate(divide="ignore"):
            return Loudness(_gated(powers), float(20 * np.log10(self._peak)))

    def _measure(self, silence: int) -> None:
        """Measure what waits in whole chunks, after so many frames of silence."""
        waiting = np.concatenate([*self._waiting, np.zeros(silence, np.float32)])
        while len(waiting) >= _HISTORY + _CHUNK:
            chunk, waiting = waiting[: _HISTORY + _CHUNK], waiting[_CHUNK:]
            self._steps.append(_step_energies(chunk))
            self._peak = max(self._peak, _peak_over(chunk, self._peak))
        self._waiting, self._frames = [waiting], len(waiting) - _HISTORY


def _step_energies(chunk: Samples) -> npt.NDArray[np.float64]:
    """Energy of each step of a chunk, whose history only lets the filters settle."""
    if not chunk.any():
        return np.zeros(_CHUNK // _STEP)
    squares = _filtered(chunk, _TRANSFORM)[_HISTORY:] ** 2
    return np.asarray(squares.reshape(-1, _STEP).sum(axis=1), np.float64)


def _peak_over(chunk: Samples, known: float) -> float:
    """The highest level between the samples of a chunk, where it may be over a known one.

    Between samples it is hardly ever more than 3 dB higher than at them.
    """
    highest = float(np.abs(chunk).max())
    if highest * np.sqrt(2) <= known:
        return 0.0
    dense = soxr.resample(chunk, HOUSE_RATE, _OVERSAMPLING * HOUSE_RATE, quality="HQ")
    edge = _OVERSAMPLING * _EDGE
    return float(np.abs(dense[edge:-edge]).max())


def _gated(powers: npt.NDArray[np.float64]) -> float:
    """Loudness of blocks of these powers, the silent and then the faint ones left out."""
    powers = powers[_lufs(powers) > _ABSOLUTE_GATE]
    if not powers.size:
        return float("-inf")
    gate = _lufs(powers.mean()) + _RELATIVE_GATE
    return float(_lufs(powers[_lufs(powers) > gate].mean()))


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
    return _filtered(samples, 1 << (len(samples) + _HISTORY - 1).bit_length())


def _filtered(samples: Samples, size: int) -> npt.NDArray[np.float64]:
    """K-weighted samples by a transform of `size`; what rings on after it falls on their start."""
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
