"""Clips: sound at hand, at the house rate, mono, read-only.

Every clip holds whole 16-bit steps, so that a clip from the cache, from a file and fresh from an
engine are the same bits.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt
import soxr
from numpy.lib.stride_tricks import sliding_window_view

from matcue.units import HOUSE_RATE

if TYPE_CHECKING:
    from matcue.audio.ports import Block

Pcm = npt.NDArray[np.int16]
"""16-bit samples."""
Samples = npt.NDArray[np.float32]
"""One-dimensional samples, full scale at -1 and 1."""

FULL_SCALE: Final = 32767
SPEECH_RMS: Final = 0.14
"""Level of speech while it sounds: -17 dBFS."""
SPEECH_PEAK: Final = 0.8
"""No spoken sample exceeds this, whatever its level."""
AUDIBLE: Final = 0.003
"""A window whose RMS is over this (-50 dBFS) is heard, after levelling."""
LEAD: Final = 441
"""Frames kept before the first audible one (10 ms), faded in."""
TAIL: Final = 2205
"""Frames kept after the last audible one (50 ms), faded out."""
_WINDOW: Final = 220


def to_pcm(block: Block) -> Pcm:
    """16-bit samples of a block, same shape; what is over full scale is clipped.

    >>> to_pcm(np.array([[1.0], [-2.0], [0.5]], np.float32)).ravel().tolist()
    [32767, -32767, 16384]
    """
    scaled = np.rint(block * np.float32(FULL_SCALE))
    pcm: Pcm = np.clip(scaled, -FULL_SCALE, FULL_SCALE).astype(np.int16)
    return pcm


def from_pcm(pcm: Pcm) -> Block:
    """A read-only mono clip of 16-bit samples of any shape; `to_pcm` gives them back exactly."""
    block: Block = (pcm.astype(np.float32) / np.float32(FULL_SCALE)).reshape(-1, 1)
    block.flags.writeable = False
    return block


def resample(samples: Samples, rate: int) -> Samples:
    """One-dimensional samples taken at `rate` hertz, at the house rate instead."""
    if rate == HOUSE_RATE:
        return samples
    return np.asarray(soxr.resample(samples, rate, HOUSE_RATE, quality="HQ"), np.float32)


def _loudness(samples: Samples) -> Samples:
    """RMS of each whole window of 5 ms; a last part of a window counts as a window."""
    padded = np.pad(samples, (0, -len(samples) % _WINDOW)).reshape(-1, _WINDOW)
    return np.asarray(np.sqrt(np.mean(padded**2, axis=1)), np.float32)


def level(samples: Samples) -> Samples:
    """Speech brought to `SPEECH_RMS` while it sounds, its peaks held under `SPEECH_PEAK`.

    Pauses do not count: only windows within 30 dB of the loudest one are measured.
    """
    loudness = _loudness(samples)
    sounding = loudness[loudness > loudness.max(initial=0) * 10 ** (-30 / 20)]
    if not sounding.size:
        return samples
    gain = SPEECH_RMS / float(np.sqrt(np.mean(sounding**2)))
    return limit(samples * np.float32(gain), SPEECH_PEAK)


def limit(samples: Samples, peak: float) -> Samples:
    """Samples of which none exceeds `peak`; a gain turns down before each peak and up after it.

    The gain is the least that any sample within a window needs, smoothed over the same window, so
    that it moves within 5 ms and never overshoots.
    """
    needed = np.minimum(1, peak / np.maximum(np.abs(samples), 1e-9)).astype(np.float32)
    if needed.min(initial=1) == 1:
        return samples
    width = 2 * _WINDOW + 1
    least = sliding_window_view(np.pad(needed, _WINDOW, constant_values=1), width).min(axis=1)
    bell = np.hanning(width + 2)[1:-1]
    gain = np.convolve(np.pad(least, _WINDOW, mode="edge"), bell / bell.sum(), "valid")
    return samples * gain.astype(np.float32)


def trim(samples: Samples) -> Samples:
    """Levelled speech from `LEAD` before its first audible window to `TAIL` after its last.

    The kept margins fade, so that a clip starts and ends at zero; what is audible is not touched.
    """
    heard = np.flatnonzero(_loudness(samples) > AUDIBLE)
    if not heard.size:
        return samples[:0]
    first, last = int(heard[0]) * _WINDOW, (int(heard[-1]) + 1) * _WINDOW
    padded = np.pad(samples, (LEAD, TAIL))
    kept = padded[first : last + LEAD + TAIL].copy()
    kept[:LEAD] *= np.linspace(0, 1, LEAD, endpoint=False, dtype=np.float32)
    kept[-TAIL:] *= np.linspace(1, 0, TAIL, dtype=np.float32)
    return kept


def spoken(samples: Samples, rate: int) -> Pcm:
    """What an engine said, ready for the house: resampled, levelled, trimmed, 16-bit.

    Args:
        samples: one-dimensional, full scale at -1 and 1.
        rate: of the samples, in hertz.

    Returns:
        One-dimensional; empty when nothing audible was said.
    """
    return to_pcm(trim(level(resample(samples.astype(np.float32), rate))))


def softer(clip: Block, decibels: int) -> Block:
    """The clip so many decibels under itself, in whole 16-bit steps again."""
    return from_pcm(to_pcm(clip * np.float32(10 ** (-decibels / 20)))) if decibels else clip


def silence(frames: int) -> Block:
    """`frames` frames of digital silence, mono."""
    return np.zeros((frames, 1), np.float32)
