"""How loud sound is to the ear: ITU-R BS.1770-4, which EBU R128 builds on, and true peaks.

Signals have the shape (frames,) or (frames, channels), at the house rate where nothing else is
told. Of two channels, left and right, the standard adds the powers: the same sound in both measures
3.01 LU more than in one. The K-weighting is applied in the frequency domain, by the response of the
standard's two filters; FFmpeg's `ebur128` judges it in the tests.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt
from numpy.lib.stride_tricks import sliding_window_view

from matcue.units import HOUSE_RATE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matcue.audio.samples import Samples
    from matcue.units import Rate

_STEP: Final = HOUSE_RATE // 10
"""Frames of a step (100 ms); in one, the filters settle."""
_OVERLAP: Final = 4
"""Steps in a gating block; the next block begins a step later."""
_BLOCK: Final = _OVERLAP * _STEP
_OFFSET: Final = -0.691
"""Of the standard: a full-scale sine of 997 Hz measures -3.01 LUFS."""
_ABSOLUTE_GATE: Final = -70.0
_RELATIVE_GATE: Final = -10.0
_BETWEEN: Final = np.array([0.25, 0.5, 0.75])
"""Where peaks between two samples are looked for: the standard asks for this at 48 kHz."""
_REACH: Final = 24
"""Samples on both sides that tell what goes on between two, within 0.001 dB up to 18 kHz."""
_STEEPEST: Final = 0.5
"""Between two samples no sound is more than 6 dB higher than at the higher one."""
_AT_ONCE: Final = 1 << 10
"""Places between samples looked at together; of more, threads make a dear product."""
_WINDOW: Final = 1 << 15
"""Frames of a transform of sound that comes in parts; larger ones leave the processor's cache."""
_WINDOWS: Final = 4
"""Transforms done together: as many as a processor does at once."""
_TOGETHER: Final = 15
"""Steps that a meter looks at together."""


def transform_size(frames: int) -> int:
    """Choose a transform size: the next power of two, or three quarters of it if that is enough.

    Such sizes are fast, and they recur.
    """
    power = 1 << (frames - 1).bit_length()
    return power * 3 // 4 if frames <= power * 3 // 4 else power


def integrated(samples: Samples) -> float:
    """Measure the integrated loudness in LUFS, gated: pauses do not count.

    It is `-inf` where nothing is heard.

    Args:
        samples: less than 400 ms is measured as if silence followed.
    """
    return _gated(_block_powers(samples))


def momentary(samples: Samples) -> float:
    """Measure the loudest 400 ms in LUFS: what startles. `-inf` where there is only silence.

    Args:
        samples: mono, one-dimensional, taken to lie between silences.
    """
    return float(_lufs(_block_powers(np.pad(samples, _BLOCK)).max()))


def true_peak(samples: Samples) -> float:
    """Measure the true peak of all channels in dBTP, between the samples too; `-inf` for silence.

    Args:
        samples: full scale at -1 and 1.
    """
    highest = float(np.abs(samples).max(initial=0))
    peaks = [true_peaks(channel, highest).max(initial=0) for channel in _channels(samples)]
    with np.errstate(divide="ignore"):
        return float(20 * np.log10(max(peaks)))


def true_peaks(samples: Samples, over: float) -> Samples:
    """Find the highest absolute value from each sample to the next, exact where it is over `over`.

    Where it cannot be over it, the sample's own value is given.

    Args:
        samples: one-dimensional.
        over: a level.
    """
    peaks = np.abs(samples)
    high = peaks > over * _STEEPEST
    # an interval counts if the sample at either of its ends is high
    places = np.flatnonzero(high | np.append(high[1:], False))
    around = sliding_window_view(np.pad(samples, (_REACH - 1, _REACH)), 2 * _REACH)
    for start in range(0, len(places), _AT_ONCE):
        at = places[start : start + _AT_ONCE]
        peaks[at] = np.maximum(peaks[at], np.abs(around[at] @ _interpolator()).max(axis=1))
    return peaks


@cache
def _interpolator() -> Samples:
    """Compute the weights of the samples around each of `_BETWEEN`: a Kaiser-windowed sinc."""
    away = np.arange(1 - _REACH, _REACH + 1)[:, None] - _BETWEEN
    window = np.i0(8 * np.sqrt(1 - (away / _REACH) ** 2)) / np.i0(8)
    return np.asarray(np.sinc(away) * window, np.float32)


@dataclass(frozen=True, slots=True)
class Loudness:
    """How loud a whole is: `integrated` in LUFS and the true `peak` in dBTP, `-inf` for silence."""

    integrated: float
    peak: float

    def __str__(self) -> str:
        return f"{self.integrated:.1f} LUFS, peak {self.peak:.1f} dBTP"


class Meter:
    """Loudness and true peak of sound that comes in parts; an hour takes a third of a megabyte.

    What is read is what `integrated` and `true_peak` say of all parts in one. However the same
    sound is parted, it is the same to the bit.

    Args:
        channels: of every part.
        rate: of the samples.
    """

    def __init__(self, channels: int = 1, rate: Rate = HOUSE_RATE) -> None:
        self._step = rate // 10
        self._silence = np.zeros((_TOGETHER * self._step, channels), np.float32)
        self._blocks = _Blocks(len(self._silence))
        self._energies = _Energies(channels, rate)
        self._peak = _Peak(channels)
        self._frames = 0

    def add(self, samples: Samples) -> None:
        """Measure the next samples, shape (frames, channels)."""
        self._frames += len(samples)
        for block in self._blocks.add(samples):
            self._energies.add(block)
            self._peak.add(block)

    def read(self) -> Loudness:
        """Return the loudness of all that was added; nothing can be added afterwards."""
        steps = max(self._frames // self._step, _OVERLAP)
        self.add(self._silence)
        energies = self._energies.read()[:steps]
        return Loudness(_gated(_powers(energies, self._step)), self._peak.read())


class _Blocks:
    """Arrays of any lengths, made into blocks of one length."""

    def __init__(self, length: int) -> None:
        self._length = length
        self._parts: list[Samples] = []
        self._waiting = 0

    def add(self, part: Samples) -> Iterator[Samples]:
        """Take the next array; yield the blocks that it fills."""
        self._parts.append(part)
        self._waiting += len(part)
        if self._waiting >= self._length:
            whole = np.concatenate(self._parts)
            blocks, self._waiting = divmod(len(whole), self._length)
            end = blocks * self._length
            self._parts = [whole[end:]]
            yield from whole[:end].reshape(blocks, self._length, *whole.shape[1:])


class _Energies:
    """The energy of each step after K-weighting, of all channels together.

    A silent step after a silent one has none. The others are measured in windows, each of which
    begins with the last step of the one before.
    """

    def __init__(self, channels: int, rate: Rate) -> None:
        self._rate = rate
        self._step = rate // 10
        self._fresh = _WINDOW // self._step - 1
        self._silence = np.zeros((_WINDOWS * self._fresh, self._step, channels), np.float32)
        self._blocks = _Blocks(len(self._silence))
        self._last = self._silence[:1]
        self._energies: list[npt.NDArray[np.float64]] = []
        self._sounded = np.zeros(1, np.bool_)
        self._measured: list[npt.NDArray[np.bool_]] = []

    def add(self, block: Samples) -> None:
        """Take the next whole steps, shape (frames, channels)."""
        steps = block.reshape(-1, *self._last.shape[1:])
        sounding = np.asarray(steps.reshape(len(steps), -1).any(axis=1))
        measured = sounding | np.append(self._sounded, sounding[:-1])
        self._sounded = sounding[-1:]
        self._measured.append(measured)
        self._measure(steps[measured])

    def read(self) -> npt.NDArray[np.float64]:
        """Return the energies of all steps; none can be added afterwards."""
        self._measure(self._silence)
        measured = np.concatenate(self._measured)
        energies = np.zeros(len(measured))
        energies[measured] = np.concatenate(self._energies)[: measured.sum()]
        return energies

    def _measure(self, steps: Samples) -> None:
        """Measure the steps that fill all windows, shape (steps, frames, channels)."""
        for block in self._blocks.add(steps):
            whole = np.concatenate([self._last, block])
            self._last = block[-1:]
            windows = sliding_window_view(whole, self._fresh + 1, 0)[:: self._fresh]
            rows = windows.transpose(0, 2, 3, 1).reshape(-1, (self._fresh + 1) * self._step)
            weighted = _filtered(rows, _WINDOW, self._rate)[:, self._step :]
            energies = _energies(weighted, self._step).reshape(_WINDOWS, -1, self._fresh)
            self._energies.append(energies.sum(axis=1).ravel())


class _Peak:
    """The true peak of all channels."""

    def __init__(self, channels: int) -> None:
        self._end = np.zeros((2 * _REACH, channels), np.float32)
        self._highest = 0.0

    def add(self, block: Samples) -> None:
        """Look for a higher peak, up to where the samples that follow have a say."""
        around = np.concatenate([self._end, block])
        self._end = around[-len(self._end) :]
        highest = float(max(around.max(), -around.min()))
        self._highest = max(self._highest, highest)
        for channel in around.T if highest > self._highest * _STEEPEST else ():
            peaks = true_peaks(channel, self._highest)[_REACH:-_REACH]
            self._highest = max(self._highest, float(peaks.max(initial=0)))

    def read(self) -> float:
        """Return it in dBTP; nothing can be added afterwards."""
        self.add(np.zeros_like(self._end))
        with np.errstate(divide="ignore"):
            return float(20 * np.log10(self._highest))


def _channels(samples: Samples) -> Samples:
    """Reshape samples of one or more channels to (channels, frames)."""
    return samples.reshape(1, -1) if samples.ndim == 1 else samples.T


def _gated(powers: npt.NDArray[np.float64]) -> float:
    """Compute the loudness of blocks of these powers; gate out the silent, then the faint ones."""
    powers = powers[_lufs(powers) > _ABSOLUTE_GATE]
    if not powers.size:
        return float("-inf")
    gate = _lufs(powers.mean()) + _RELATIVE_GATE
    return float(_lufs(powers[_lufs(powers) > gate].mean()))


def _block_powers(samples: Samples) -> npt.NDArray[np.float64]:
    """Compute the mean square of each gating block after K-weighting; there is at least one."""
    short = max(_BLOCK - len(samples), 0)
    whole = np.pad(_channels(samples), ((0, 0), (0, short)))
    weighted = _filtered(whole, transform_size(whole.shape[1] + _STEP))
    return _powers(_energies(weighted).sum(axis=0))


def _energies(weighted: Samples, step: int = _STEP) -> npt.NDArray[np.float64]:
    """Compute the energy of each whole step, shape (channels, steps)."""
    steps = weighted.shape[1] // step
    parts = (weighted[:, : steps * step] ** 2).reshape(len(weighted), steps, step)
    return np.asarray(parts.sum(axis=2, dtype=np.float64))


def _powers(energies: npt.NDArray[np.float64], step: int = _STEP) -> npt.NDArray[np.float64]:
    """Compute the mean square of each gating block from the energies of its steps."""
    sums = sliding_window_view(energies, _OVERLAP).sum(axis=1)
    return np.asarray(sums / (_OVERLAP * step), np.float64)


def _lufs(power: npt.ArrayLike) -> npt.NDArray[np.float64]:
    with np.errstate(divide="ignore"):
        return np.asarray(_OFFSET + 10 * np.log10(power), np.float64)


def _filtered(rows: Samples, size: int, rate: Rate = HOUSE_RATE) -> Samples:
    """Apply K-weighting to rows of samples by a transform of `size`.

    As many come back as are given; the tail beyond the transform wraps to the start.
    """
    spectrum = np.fft.rfft(rows, size, norm="ortho")
    spectrum *= _k_weighting(size, rate)
    weighted = np.fft.irfft(spectrum, size, norm="ortho")
    return np.asarray(weighted[:, : rows.shape[1]], np.float32)


@lru_cache(16)
def _k_weighting(size: int, rate: Rate) -> npt.NDArray[np.complex64]:
    """Compute the response of the standard's two filters at the bins of a transform of `size`.

    The standard gives coefficients for 48 kHz; these are the analogue filters behind them (De Man,
    "Evaluation of implementations of the EBU R128 loudness measurement", 2018).
    """
    shelf, high_pass = (
        _Corner(1681.974450955533, 0.7071752369554196),
        _Corner(38.13547087602444, 0.5003270373238773),
    )
    high = 10 ** (3.999843853973347 / 20)
    above = shelf.polynomial(rate, high, high**0.4996667741545416, 1)
    z = np.exp(-2j * np.pi * np.arange(size // 2 + 1) / size)
    powers = np.stack([np.ones_like(z), z, z * z])
    below, under = (each.polynomial(rate, 1, 1, 1) @ powers for each in (shelf, high_pass))
    # the standard gives the high-pass the numerator 1, -2, 1 over a denominator with a0 = 1
    scale = high_pass.polynomial(rate, 1, 1, 1)[0]
    return np.asarray(above @ powers / below * (scale * (1 - z) ** 2 / under), np.complex64)


@dataclass(frozen=True, slots=True)
class _Corner:
    """Where a second-order filter turns, in hertz, and how sharply."""

    hertz: float
    q: float

    def polynomial(
        self, rate: Rate, high: float, middle: float, low: float
    ) -> npt.NDArray[np.float64]:
        """Convert `high s^2 + middle s / q + low` to powers of 1/z by the bilinear transform."""
        k = np.tan(np.pi * self.hertz / rate)
        square, slope, constant = high, middle * k / self.q, low * k * k
        return np.array(
            [square + slope + constant, 2 * (constant - square), square - slope + constant]
        )
