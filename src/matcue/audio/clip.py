"""Clips: sound at hand, at the house rate, mono, read-only.

Every clip holds whole 16-bit steps, so that a clip from the cache, from a file and fresh from an
engine are the same bits.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt
import soxr

from matcue.audio.loudness import integrated, true_peaks
from matcue.units import HOUSE_RATE

if TYPE_CHECKING:
    from matcue.audio.ports import Block

Pcm = npt.NDArray[np.int16]
"""16-bit samples."""
Samples = npt.NDArray[np.float32]
"""One-dimensional samples, full scale at -1 and 1."""

FULL_SCALE: Final = 32767
SPEECH_LUFS: Final = -18.0
"""Loudness of speech while it sounds, by ITU-R BS.1770."""
SPEECH_RMS: Final = 10 ** ((SPEECH_LUFS + 0.6) / 20)
"""RMS of what sounds in speech of `SPEECH_LUFS`: 0.6 dB over it, measured on five hundred sentences
of espeak-ng (standard deviation 0.3)."""
SPEECH_PEAK: Final = 0.8
"""No spoken sample exceeds this, nor what lies between two: -1.9 dBTP."""
SHORT: Final = HOUSE_RATE
"""Frames of the longest speech that is too short for the standard's blocks of 400 ms: a second."""
PASSES: Final = 3
"""How often speech is levelled and its peaks held: what holding them takes away is given back."""
MOST_MISSING: Final = 6.0
"""Decibels by which the two measures of speech may differ; what differs more is no speech."""
AUDIBLE: Final = 0.003
"""A window whose RMS is over this (-50 dBFS) is heard, after levelling."""
LEAD: Final = 441
"""Frames kept before the first audible one (10 ms), faded in."""
TAIL: Final = 2205
"""Frames kept after the last audible one (50 ms), faded out."""
_WINDOW: Final = 220
_REACH: Final = 2 * _WINDOW
"""Frames to either side of a peak in which it turns the sound down."""
_SHIFTS: Final = (1, 2, 4, 8, 16, 32, 64, 128, 185)
"""By which a row and itself are compared, one after another, to compare `2 * _WINDOW + 1`."""


def to_pcm(block: Block) -> Pcm:
    """16-bit samples of a block, same shape; what is over full scale is clipped.

    >>> to_pcm(np.array([[1.0], [-2.0], [0.5]], np.float32)).ravel().tolist()
    [32767, -32767, 16384]
    """
    scaled = np.rint(block * np.float32(FULL_SCALE))
    pcm: Pcm = np.clip(scaled, -FULL_SCALE, FULL_SCALE).astype(np.int16)
    return pcm


def from_pcm(pcm: Pcm) -> Block:
    """A read-only clip of 16-bit samples; `to_pcm` gives them back exactly.

    Args:
        pcm: shape (frames,) for mono, or (frames, channels).
    """
    samples = pcm.astype(np.float32) / np.float32(FULL_SCALE)
    block: Block = samples.reshape(-1, 1) if samples.ndim == 1 else samples
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


def _sounding(loudness: Samples) -> npt.NDArray[np.intp]:
    """Which windows sound: those within 30 dB of the loudest; none in silence."""
    return np.flatnonzero(loudness > loudness.max(initial=0) * 10 ** (-30 / 20))


def sounding_rms(samples: Samples) -> float:
    """RMS of what sounds, without the pauses; 0 for silence."""
    loudness = _loudness(samples)
    sounding = loudness[_sounding(loudness)]
    return float(np.sqrt(np.mean(sounding**2))) if sounding.size else 0.0


def level(samples: Samples) -> Samples:
    """Speech brought to `SPEECH_LUFS`, its true peaks held under `SPEECH_PEAK`.

    Pauses do not count. Over a second the standard's gated loudness is the measure; shorter speech
    would be measured with the silence around it, so there it is the plain RMS of what sounds.
    Weighting that as the standard does would change it by 0.3 dB (standard deviation, espeak-ng).
    """
    rms = sounding_rms(samples)
    if not rms:
        return samples
    near = samples * np.float32(SPEECH_RMS / rms)
    heard = np.flatnonzero(_loudness(near) > AUDIBLE)
    short = (heard[-1] + 1 - heard[0]) * _WINDOW <= SHORT
    for _ in range(PASSES):
        missing = 20 * np.log10(SPEECH_RMS / sounding_rms(near)) if short else _missing(near)
        louder = near * np.float32(10 ** (missing / 20))
        near = limit(louder, SPEECH_PEAK)
        if near is louder:
            break
    return near


def _missing(samples: Samples) -> float:
    """Decibels by which speech is to be louder."""
    return float(np.clip(SPEECH_LUFS - integrated(samples), -MOST_MISSING, MOST_MISSING))


def limit(samples: Samples, peak: float) -> Samples:
    """Samples whose true peaks do not exceed `peak`, the same ones where none does.

    A gain turns down before each peak and up after it.

    The gain is the least that anything within 5 ms needs, smoothed over the same time, so that it
    never overshoots. Smoothing makes new peaks between the samples, hardly any: the whole is turned
    down by what is left.
    """
    peaks = true_peaks(samples, peak)
    over = np.flatnonzero(peaks > peak)
    if not over.size:
        return samples
    held = samples.copy()
    for near in np.split(over, np.flatnonzero(np.diff(over) > 2 * _REACH) + 1):
        turned = slice(max(near[0] - _REACH, 0), near[-1] + _REACH + 1)
        needed = np.asarray(peak / np.maximum(peaks[turned], peak), np.float32)
        held[turned] *= _smooth(_least(needed))
    return held * np.float32(min(1, peak / true_peaks(held, peak).max()))


def _least(gain: Samples) -> Samples:
    """The least gain within a window on both sides of each sample."""
    least = np.pad(gain, _WINDOW, constant_values=1)
    for shift in _SHIFTS:
        least = np.minimum(least[:-shift], least[shift:])
    return least


def _smooth(gain: Samples) -> Samples:
    """A gain averaged over the window around each sample, twice over half of it."""
    for _ in range(2):
        sums = np.cumsum(np.pad(gain, _WINDOW // 2, mode="edge"), dtype=np.float64)
        sums = np.insert(sums, 0, 0)
        gain = ((sums[_WINDOW + 1 :] - sums[: -_WINDOW - 1]) / (_WINDOW + 1)).astype(np.float32)
    return gain


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

    A constant under the sound is taken away.

    Args:
        samples: one-dimensional, full scale at -1 and 1.
        rate: of the samples, in hertz.

    Returns:
        One-dimensional; empty when nothing audible was said.
    """
    if not samples.size:
        return np.zeros(0, np.int16)
    centred = np.asarray(samples - np.mean(samples, dtype=np.float64), np.float32)
    return to_pcm(trim(level(resample(centred, rate))))


def softer(clip: Block, decibels: int) -> Block:
    """The clip so many decibels under itself, in whole 16-bit steps again."""
    return from_pcm(to_pcm(clip * np.float32(10 ** (-decibels / 20)))) if decibels else clip


def rising(frames: int) -> Block:
    """Levels from silence up to all, over so many frames; the first is 0."""
    return np.linspace(0, 1, frames, endpoint=False, dtype=np.float32).reshape(-1, 1)


def silence(frames: int, channels: int = 1) -> Block:
    """`frames` frames of digital silence."""
    return np.zeros((frames, channels), np.float32)
