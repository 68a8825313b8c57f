"""The chimes: struck bars and bowls as sums of fading partials, so soft that nobody is startled.

Each stroke is `level * sin(2 pi f t) * exp(-t / decay)` over its partials, with a raised-cosine
attack (no click) and a raised-cosine end. The ratios of the bowl's partials are those of a
hand-hammered singing bowl's first modes (1, 2.7, 5.1; Inacio, Henrique and Antunes, "The dynamics
of Tibetan singing bowls", 2006), the bar's those of a free bar undercut for a marimba (1, 4).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

from matcue.audio.clip import from_pcm, to_pcm
from matcue.routine.values import Chimes
from matcue.units import HOUSE_RATE

if TYPE_CHECKING:
    from matcue.audio.ports import Block

PEAK: Final = 0.2
"""Loudest sample of a chime: -14 dBFS, under the voice."""


@dataclass(frozen=True, slots=True)
class Partial:
    """One mode: its pitch as a multiple of the note's, its level, its time to fall by 8.7 dB."""

    ratio: float
    level: float
    decay: float


@dataclass(frozen=True, slots=True)
class Stroke:
    """A note struck `at` seconds, `pitch` in hertz, with `attack` seconds of onset."""

    at: float
    pitch: float
    partials: tuple[Partial, ...]
    attack: float


BOWL: Final = (
    Partial(1.0, 1.0, 1.1),
    Partial(1.004, 0.35, 1.1),
    Partial(2.7, 0.28, 0.5),
    Partial(5.1, 0.06, 0.2),
)
"""The second partial lies close to the first: the slow beating of a real bowl."""
BAR: Final = (Partial(1.0, 1.0, 0.35), Partial(4.0, 0.16, 0.12), Partial(9.2, 0.03, 0.05))

CHIMES: Final[dict[Chimes, tuple[float, tuple[Stroke, ...]]]] = {
    Chimes.START: (2.4, (Stroke(0, 523.25, BOWL, 0.02),)),
    Chimes.END: (2.8, (Stroke(0, 523.25, BOWL, 0.02), Stroke(0.22, 392.0, BOWL, 0.03))),
    Chimes.SIDE: (1.4, (Stroke(0, 440.0, BAR, 0.01), Stroke(0.24, 587.33, BAR, 0.01))),
    Chimes.FINISH: (
        4.8,
        (
            Stroke(0, 392.0, BOWL, 0.03),
            Stroke(0.45, 329.63, BOWL, 0.03),
            Stroke(0.9, 261.63, BOWL, 0.04),
        ),
    ),
    Chimes.BEEP: (0.5, (Stroke(0, 880.0, BAR, 0.01),)),
}
"""Each chime's length in seconds, and its strokes."""


def synthesize(chime: Chimes) -> Block:
    """A chime as a clip: mono, house rate, peak at `PEAK`, beginning and ending at zero."""
    seconds, strokes = CHIMES[chime]
    time = np.arange(round(seconds * HOUSE_RATE)) / HOUSE_RATE
    sound = sum((_struck(stroke, time) for stroke in strokes), np.zeros_like(time))
    sound *= _rise(seconds - time, seconds / 4)
    return from_pcm(to_pcm((sound * PEAK / np.abs(sound).max()).astype(np.float32)))


def _struck(stroke: Stroke, time: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    since = np.maximum(time - stroke.at, 0)
    modes = (
        mode.level
        * np.sin(2 * np.pi * stroke.pitch * mode.ratio * since)
        * np.exp(-since / mode.decay)
        for mode in stroke.partials
    )
    return _rise(since, stroke.attack) * sum(modes, np.zeros_like(time))


def _rise(since: npt.NDArray[np.float64], length: float) -> npt.NDArray[np.float64]:
    """From 0 to 1 along half a cosine of `length` seconds, and 1 from then on."""
    return np.asarray(0.5 - 0.5 * np.cos(np.pi * np.clip(since / length, 0, 1)), np.float64)
