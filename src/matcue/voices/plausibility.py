"""Whether what an engine made can be speech, and in words why it cannot.

The bounds lie outside what was measured with espeak-ng on three hundred texts (a third of the
routines' own, short cues, the numbers to a hundred), and with Piper on more, at speeds 0.5 to 2. So
only what is broken is refused.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from matcue.audio.loudness import transform_size
from matcue.audio.samples import FULL_SCALE
from matcue.audio.speech import SPEECH_RMS, gated_rms
from matcue.units import HOUSE_RATE

if TYPE_CHECKING:
    from matcue.audio.samples import Pcm, Samples

LEAST_LETTER: Final = 0.025
"""Seconds a letter at speed 1; 0.056 is the least measured, in a sentence of 58 letters."""
MOST_LETTER: Final = 0.25
"""Seconds a letter at speed 1; 0.11 is usual, and 0.22 the most, in “Go.”"""
MOST_OVER: Final = 1.0
"""Seconds at speed 1 that a text may last whatever its length."""
SIGN: Final = 10
"""Letters that a digit or a sign may be read as, or a letter that is not of the alphabet."""
CLIPPED: Final = 0.001
"""Share of samples at full scale from which a sound is distorted; espeak-ng has none."""
NOISE: Final = 0.3
"""Spectral flatness from which a sound is noise: white noise has 0.56, no word over 0.12."""
OFF_LEVEL: Final = 5.0
"""Decibels by which what sounds may miss `SPEECH_RMS`; 3.6 is the most measured, of Piper in “Out,
hips up.”: short sounds with pauses between them are quiet by the standard, and so made louder."""


def flaw_in_samples(samples: Samples) -> str:
    """Describe what is wrong with an engine's samples, of any rate; empty if they may be speech."""
    if not samples.size:
        return "it gave no sound"
    if not np.isfinite(samples).all():
        return "it gave numbers that are no sound"
    if np.mean(np.abs(samples) >= 0.999) > CLIPPED:
        return "it gave a distorted sound"
    if _flatness(samples) > NOISE:
        return "it gave noise"
    return ""


def flaw_in_clip(pcm: Pcm, text: str, speed: float) -> str:
    """Describe what is wrong with a finished clip of `text`; empty if it is as it should be."""
    seconds = len(pcm) / HOUSE_RATE
    if not pcm.size:
        return "it gave no sound"
    if seconds < LEAST_LETTER * sum(map(str.isalpha, text)) / speed:
        return f"it broke off after {seconds:.1f} seconds"
    if seconds > (MOST_OVER + MOST_LETTER * _weight(text)) / speed:
        return f"it went on for {seconds:.0f} seconds"
    samples = (pcm / FULL_SCALE).astype(np.float32)
    if pcm[0] or pcm[-1] or abs(20 * np.log10(gated_rms(samples) / SPEECH_RMS)) > OFF_LEVEL:
        return "its sound cannot be brought to the level of speech"
    return ""


def _weight(text: str) -> int:
    """Count the letters that a text is read as, at most."""
    plain = sum(sign.isascii() and sign.isalpha() for sign in text)
    return plain + SIGN * (len("".join(text.split())) - plain)


def _flatness(samples: Samples) -> float:
    """Compute the spectral flatness: 0 for a tone, 1 for an impulse.

    It is the geometric over the arithmetic mean of the power spectrum.
    """
    power = np.abs(np.fft.rfft(samples, transform_size(len(samples)))) ** 2
    if not power.any():
        return 0.0
    return float(np.exp(np.mean(np.log(power + 1e-20 * power.max()))) / power.mean())
