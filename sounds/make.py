"""Make the chimes anew: `python sounds/make.py`, with matcue installed.

There are eight timbres, which are sums of fading partials, and the sets that are made of them. A
stroke is `level * sin(2 pi (f t + phase)) * exp(-t / decay)` over its timbre's partials, with a
raised-cosine attack, so that there is no click; a chime ends along a raised cosine. The ratios of
the partials are measured or computed ones, each with its source; levels, decays and pitches are
matcue's own, for a soft mallet.
"""

from __future__ import annotations

import wave
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

from matcue.app.sounds import levelled
from matcue.audio.samples import to_pcm
from matcue.routine.enums import Chimes, Profile
from matcue.units import HOUSE_RATE

if TYPE_CHECKING:
    from matcue.audio.samples import Block


@dataclass(frozen=True, slots=True)
class Partial:
    """One mode: its pitch as a multiple of the note's, its level, its time to fall by 8.7 dB.

    `phase` is where in its period it begins, from 0 to 1.
    """

    ratio: float
    level: float
    decay: float
    phase: float = 0.0


@dataclass(frozen=True, slots=True)
class Timbre:
    """What is struck: its partials, and the seconds that its onset takes."""

    partials: tuple[Partial, ...]
    attack: float


@dataclass(frozen=True, slots=True)
class Stroke:
    """A note begun `at` seconds, `pitch` in hertz, `level` times as strong as others."""

    at: float
    pitch: float
    timbre: Timbre
    level: float = 1.0


@dataclass(frozen=True, slots=True)
class Recipe:
    """A chime before it is made: its length in seconds, and its strokes."""

    seconds: float
    strokes: tuple[Stroke, ...]


BOWL: Final = Timbre(
    (
        Partial(1.0, 1.0, 1.1),
        Partial(1.004, 0.35, 1.1),
        Partial(2.778, 0.25, 0.5),
        Partial(5.181, 0.06, 0.2),
    ),
    attack=0.02,
)
"""A singing bowl of 180 mm (ratios measured; Csound manual, "Modal frequency ratios"). Its second
partial lies close to the first, the slow beating of a bowl that is not quite round (Inacio,
Henrique and Antunes, "The dynamics of Tibetan singing bowls", 2006)."""
SMALL_BOWL: Final = Timbre(
    (Partial(1.0, 1.0, 0.16), Partial(2.765, 0.2, 0.07), Partial(5.121, 0.04, 0.03)), attack=0.012
)
"""A bowl of 140 mm, damped by a hand (same table)."""
GONG: Final = Timbre(
    (
        Partial(1.0, 1.0, 1.6),
        Partial(1.73, 0.18, 0.7),
        Partial(2.0, 0.6, 1.3),
        Partial(2.012, 0.35, 1.3),
        Partial(2.328, 0.16, 0.6),
        Partial(3.91, 0.08, 0.3),
        Partial(4.11, 0.08, 0.3),
    ),
    attack=0.04,
)
"""A gong with a boss: two modes at nearly 1:2, whose second beats with the first one's octave
(Krueger, Gee and Grimshaw, "Acoustical and vibrometry analysis of a large Balinese gamelan gong",
2010), among those of a free round plate, 1:1.73:2.328:3.91:4.11 (Fletcher and Rossing, "The
Physics of Musical Instruments", 3.6)."""
BELL: Final = Timbre(
    (Partial(1.0, 1.0, 0.9), Partial(2.0, 0.3, 0.6), Partial(3.0, 0.22, 0.35)), attack=0.012
)
"""A handbell, struck softly: its strike tone, the octave that this radiates, and the mode that is
tuned to the twelfth (Rossing and Perrin, "Vibrations of bells", 1987)."""
MARIMBA: Final = Timbre(
    (Partial(1.0, 1.0, 0.32), Partial(4.0, 0.16, 0.11), Partial(10.0, 0.03, 0.04)), attack=0.01
)
"""A bar undercut until its modes are 1:4:10 (Fletcher and Rossing, 19.3)."""
BLOCK: Final = Timbre(
    (Partial(1.0, 1.0, 0.11), Partial(2.572, 0.22, 0.05), Partial(4.644, 0.06, 0.02)), attack=0.004
)
"""A block of wood: a uniform wooden bar (ratios measured; Csound manual, as above)."""
TICK: Final = Timbre(
    (Partial(1.0, 1.0, 0.07), Partial(2.756, 0.15, 0.02), Partial(5.404, 0.03, 0.01)), attack=0.003
)
"""A small uniform bar that is free at its ends (1:2.756:5.404, the theory of beams)."""
BREATH: Final = Timbre(
    tuple(
        Partial(formant * (0.75 + 0.5 * place), level * place * (1 - place), 0.32, i * 2**0.5 % 1)
        for formant, level in ((1.0, 1.0), (3.0, 0.5), (5.0, 0.2))
        for i in range(1, 49)
        for place in (i * i * 3**0.5 % 1,)
    ),
    attack=0.5,
)
"""A breath: a throat of 17 cm resonates at 1:3:5 times 500 Hz (a tube closed at one end; Fant,
"Acoustic Theory of Speech Production", 1960). Around each resonance lie partials at no regular
distance and in no regular phase, whose sum rustles as air does."""

SETS: Final[dict[Profile, dict[Chimes, Recipe]]] = {
    Profile.CALM: {
        Chimes.START: Recipe(2.4, (Stroke(0, 523.25, BOWL),)),
        Chimes.END: Recipe(2.8, (Stroke(0, 523.25, BOWL), Stroke(0.22, 392.0, BOWL))),
        Chimes.PHASE: Recipe(2.4, (Stroke(0, 440.0, BOWL),)),
        Chimes.SIDE: Recipe(2.6, (Stroke(0, 500.0, BREATH), Stroke(0.5, 587.33, BOWL, 0.7))),
        Chimes.FINISH: Recipe(5.0, (Stroke(0, 392.0, BOWL, 0.6), Stroke(0.6, 130.81, GONG))),
        Chimes.BEEP: Recipe(0.5, (Stroke(0, 783.99, SMALL_BOWL),)),
        Chimes.TICK: Recipe(0.5, (Stroke(0, 659.26, SMALL_BOWL),)),
    },
    Profile.BRISK: {
        Chimes.START: Recipe(1.2, (Stroke(0, 523.25, MARIMBA), Stroke(0.12, 783.99, MARIMBA))),
        Chimes.END: Recipe(1.3, (Stroke(0, 783.99, MARIMBA), Stroke(0.16, 392.0, MARIMBA))),
        Chimes.PHASE: Recipe(1.1, (Stroke(0, 659.26, MARIMBA),)),
        Chimes.SIDE: Recipe(0.6, (Stroke(0, 587.33, BLOCK), Stroke(0.2, 783.99, BLOCK))),
        Chimes.FINISH: Recipe(
            2.0,
            (
                Stroke(0, 783.99, MARIMBA),
                Stroke(0.18, 659.26, MARIMBA),
                Stroke(0.36, 523.25, MARIMBA),
                Stroke(0.72, 261.63, MARIMBA),
            ),
        ),
        Chimes.BEEP: Recipe(0.25, (Stroke(0, 1174.66, TICK),)),
        Chimes.TICK: Recipe(0.4, (Stroke(0, 440.0, BLOCK),)),
    },
    Profile.SILENT: {
        Chimes.START: Recipe(2.0, (Stroke(0, 659.26, BELL),)),
        Chimes.END: Recipe(2.4, (Stroke(0, 659.26, BELL), Stroke(0.35, 440.0, BELL))),
        Chimes.PHASE: Recipe(2.0, (Stroke(0, 523.25, BELL),)),
        Chimes.SIDE: Recipe(2.4, (Stroke(0, 440.0, BELL), Stroke(0.35, 587.33, BELL))),
        Chimes.FINISH: Recipe(
            4.2,
            (
                Stroke(0, 659.26, BELL),
                Stroke(0.5, 523.25, BELL),
                Stroke(1.0, 440.0, BELL),
                Stroke(1.5, 329.63, BELL),
            ),
        ),
        Chimes.BEEP: Recipe(0.5, (Stroke(0, 880.0, SMALL_BOWL),)),
        Chimes.TICK: Recipe(0.5, (Stroke(0, 698.46, SMALL_BOWL),)),
    },
}
"""What each set sounds for each role."""


def synthesize(of: Profile, chime: Chimes) -> Block:
    """Synthesise a chime of a set as a clip: mono, house rate, normalised, zero at both ends."""
    recipe = SETS[of][chime]
    time = np.arange(round(recipe.seconds * HOUSE_RATE)) / HOUSE_RATE
    sound = sum((_struck(stroke, time) for stroke in recipe.strokes), np.zeros_like(time))
    sound *= _rise(recipe.seconds - time, recipe.seconds / 4)
    return levelled(sound.astype(np.float32).reshape(-1, 1), chime)


def _struck(stroke: Stroke, time: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    since = np.maximum(time - stroke.at, 0)
    modes = (
        mode.level
        * np.sin(2 * np.pi * (stroke.pitch * mode.ratio * since + mode.phase))
        * np.exp(-since / mode.decay)
        for mode in stroke.timbre.partials
    )
    return stroke.level * _rise(since, stroke.timbre.attack) * sum(modes, np.zeros_like(time))


def _rise(since: npt.NDArray[np.float64], length: float) -> npt.NDArray[np.float64]:
    """Compute a rise from 0 to 1 along half a cosine of `length` seconds, and 1 from then on."""
    return np.asarray(0.5 - 0.5 * np.cos(np.pi * np.clip(since / length, 0, 1)), np.float64)


def write(path: Path, clip: Block) -> None:
    """Write a mono clip as 16-bit WAV."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, HOUSE_RATE, 0, "NONE", ""))
        file.writeframes(to_pcm(clip).tobytes())


if __name__ == "__main__":
    for profile, chimes in SETS.items():
        for each in chimes:
            write(
                Path(__file__).parent / "chimes" / profile / f"{each}.wav",
                synthesize(profile, each),
            )
            print(f"{profile}/{each}.wav")
