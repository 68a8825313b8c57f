"""Speech made ready: resampled, brought to its loudness, limited and trimmed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

from matcue.audio.limiter import limit
from matcue.audio.loudness import integrated
from matcue.audio.samples import from_pcm, resample, to_pcm
from matcue.units import HOUSE_RATE

if TYPE_CHECKING:
    from matcue.audio.samples import Block, Pcm, Samples

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
"""Frames of which the RMS is told at once (5 ms)."""


def _windowed_rms(samples: Samples) -> Samples:
    """Compute the RMS of each window of 5 ms; a last part of a window counts as a window."""
    padded = np.pad(samples, (0, -len(samples) % _WINDOW)).reshape(-1, _WINDOW)
    return np.asarray(np.sqrt(np.mean(padded**2, axis=1)), np.float32)


def _sounding(loudness: Samples) -> npt.NDArray[np.intp]:
    """Find the windows that sound: those within 30 dB of the loudest; none in silence."""
    return np.flatnonzero(loudness > loudness.max(initial=0) * 10 ** (-30 / 20))


def gated_rms(samples: Samples) -> float:
    """Measure the RMS of what sounds, without the pauses; 0 for silence."""
    loudness = _windowed_rms(samples)
    sounding = loudness[_sounding(loudness)]
    return float(np.sqrt(np.mean(sounding**2))) if sounding.size else 0.0


def normalise(samples: Samples) -> Samples:
    """Normalise speech to `SPEECH_LUFS`, its true peaks limited to `SPEECH_PEAK`.

    Pauses do not count. Over a second the standard's gated loudness is the measure; shorter speech
    would be measured with the silence around it, so there it is the plain RMS of what sounds.
    Weighting that as the standard does would change it by 0.3 dB (standard deviation, espeak-ng).
    """
    rms = gated_rms(samples)
    if not rms:
        return samples
    near = samples * np.float32(SPEECH_RMS / rms)
    heard = np.flatnonzero(_windowed_rms(near) > AUDIBLE)
    short = (heard[-1] + 1 - heard[0]) * _WINDOW <= SHORT
    for _ in range(PASSES):
        missing = 20 * np.log10(SPEECH_RMS / gated_rms(near)) if short else _missing(near)
        louder = near * np.float32(10 ** (missing / 20))
        near = limit(louder, SPEECH_PEAK)
        # the limiter gave back its own argument: nothing was lost that a pass must restore
        if near is louder:
            break
    return near


def _missing(samples: Samples) -> float:
    """Compute the decibels by which speech is to be louder, within `MOST_MISSING`."""
    return float(np.clip(SPEECH_LUFS - integrated(samples), -MOST_MISSING, MOST_MISSING))


def trim(samples: Samples) -> Samples:
    """Trim normalised speech to `LEAD` before its first audible window and `TAIL` after its last.

    The kept margins fade, so that a clip starts and ends at zero; what is audible is unchanged.
    """
    heard = np.flatnonzero(_windowed_rms(samples) > AUDIBLE)
    if not heard.size:
        return samples[:0]
    first, last = int(heard[0]) * _WINDOW, (int(heard[-1]) + 1) * _WINDOW
    padded = np.pad(samples, (LEAD, TAIL))
    kept = padded[first : last + LEAD + TAIL].copy()
    kept[:LEAD] *= np.linspace(0, 1, LEAD, endpoint=False, dtype=np.float32)
    kept[-TAIL:] *= np.linspace(1, 0, TAIL, dtype=np.float32)
    return kept


def condition(samples: Samples, rate: int) -> Pcm:
    """Condition what an engine said: resample, normalise, trim and convert it to 16 bits.

    A DC offset is removed first.

    Args:
        samples: one-dimensional, full scale at -1 and 1.
        rate: of the samples, in hertz.

    Returns:
        One-dimensional; empty when nothing audible was said.
    """
    if not samples.size:
        return np.zeros(0, np.int16)
    centred = np.asarray(samples - np.mean(samples, dtype=np.float64), np.float32)
    return to_pcm(trim(normalise(resample(centred, rate))))


def attenuate(clip: Block, decibels: int) -> Block:
    """Attenuate a clip by so many decibels, in whole 16-bit steps again."""
    return from_pcm(to_pcm(clip * np.float32(10 ** (-decibels / 20)))) if decibels else clip
