"""Beds: sound without end that lies under a voice. Nothing in it is ever the same for long.

Each bed is a function of the frame: what is heard there hangs on hashes of the number of the
stretch that the frame is in, so any stretch can be made alone, twice the same. Noise is laid of
grains, each cut from one texture at a place of its own, one fading into the next at equal power:
there is no seam, and no loop to be noticed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

import numpy as np
import numpy.typing as npt

from matcue.audio.loudness import Meter, true_peak
from matcue.units import HOUSE_RATE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from matcue.audio.loudness import Loudness
    from matcue.audio.samples import Block, Samples

Spectrum = npt.NDArray[np.float64]
"""A level, not in decibels, for each of some frequencies."""

_HOP: Final = 1 << 17
"""Frames from one grain to the next (3 s); a grain sounds for two of them."""
_TEXTURE: Final = 1 << 20
"""Frames of noise that grains are cut from (24 s)."""
_WANDER: Final = 1 << 16
"""Frames in which a partial goes from one place to the next (1.5 s)."""
_STEP: Final = 1 << 12
"""Frames of sines that are made at once."""
_LAP: Final = 5 * HOUSE_RATE
"""Frames in which the end of a recording fades into its start."""
_MINUTE: Final = 60 * HOUSE_RATE
"""Frames that tell how loud a bed is of which no stretch is unlike another."""


class Bed(Protocol):
    """Sound without end."""

    @property
    def channels(self) -> int:
        """1, or 2: left and right."""

    @property
    def measure_frames(self) -> int:
        """Frames from the start that are as loud as the whole."""

    @property
    def peak(self) -> float:
        """The peak level, between the samples too; of what never ends, in ten hours."""

    def render(self, start: int, frames: int) -> Block:
        """Render frames `start` (0 or later) to `start + frames`, the same bits in any split."""


def measure(bed: Bed) -> Loudness:
    """Measure the loudness of a bed, as the standard does."""
    meter = Meter(bed.channels)
    for start in range(0, bed.measure_frames, HOUSE_RATE):
        meter.add(bed.render(start, min(HOUSE_RATE, bed.measure_frames - start)))
    return meter.read()


def _hash01(seed: int, numbers: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
    """Hash each number to a pseudo-random one from 0 (inclusive) to 1, by SplitMix64."""
    # numbers stay far under 2**40, so that no two seeds hash the same ones
    mixed = (numbers.astype(np.uint64) + np.uint64(seed << 40)) * np.uint64(0x9E3779B97F4A7C15)
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        mixed = (mixed ^ (mixed >> np.uint64(shift))) * np.uint64(factor)
    return np.asarray(((mixed ^ (mixed >> np.uint64(31))) >> np.uint64(11)) * 2.0**-53, np.float64)


def _rise(frames: int) -> npt.NDArray[np.float64]:
    """Compute a rise from 0 to 1 along half a cosine."""
    return np.asarray(0.5 - 0.5 * np.cos(np.pi * (np.arange(frames) + 0.5) / frames), np.float64)


class Noise:
    """Steady noise of a spectrum, its mean square 1."""

    channels, measure_frames, peak = 1, _MINUTE, 6.0

    def __init__(self, seed: int, spectrum: Callable[[Spectrum], Spectrum]) -> None:
        pitch = np.fft.rfftfreq(_TEXTURE, 1 / HOUSE_RATE)
        phases = np.exp(2j * np.pi * _hash01(seed, np.arange(len(pitch))))
        texture = np.fft.irfft(spectrum(np.maximum(pitch, 1)) * phases)
        texture /= np.sqrt(np.mean(texture**2))
        self._seed = seed
        self._texture = np.pad(texture, (0, 2 * _HOP), mode="wrap").astype(np.float32)
        up = np.sqrt(_rise(_HOP))
        self._window = np.concatenate([up, up[::-1]]).astype(np.float32)

    def render(self, start: int, frames: int) -> Block:
        """Render frames `start` to `start + frames`; see `Bed.render`."""
        block = np.zeros(frames, np.float32)
        numbers = np.arange(start // _HOP - 1, (start + frames - 1) // _HOP + 1)
        cuts = (_hash01(self._seed + 1, numbers) * _TEXTURE).astype(int)
        for number, cut in zip(numbers.tolist(), cuts.tolist(), strict=True):
            at = number * _HOP
            lower, upper = max(at, start), min(at + 2 * _HOP, start + frames)
            grain = self._texture[cut + lower - at : cut + upper - at]
            block[lower - start : upper - start] += grain * self._window[lower - at : upper - at]
        return block.reshape(-1, 1)


class ScatteredEvents:
    """Short shapes strewn over time: one in every `cell` frames, anywhere in them.

    Args:
        seed: other seeds strew otherwise.
        cell: frames.
        shapes: one is chosen each time.
        contrast: 0 for all of one strength; the higher, the more weak ones among few strong ones.
    """

    def __init__(self, seed: int, cell: int, shapes: tuple[Samples, ...], contrast: float) -> None:
        self._seed, self._cell = seed, cell
        self._shapes, self._contrast = shapes, contrast
        self._longest = max(map(len, shapes))

    def render(self, start: int, frames: int) -> Block:
        """Render frames `start` to `start + frames`; see `Bed.render`."""
        block = np.zeros(frames, np.float32)
        first, last = (start - self._longest) // self._cell - 1, (start + frames) // self._cell
        for at, shape, strength in self._events(np.arange(first, last + 1)):
            lower, upper = max(at, start), min(at + len(shape), start + frames)
            if lower < upper:
                block[lower - start : upper - start] += shape[lower - at : upper - at] * strength
        return block.reshape(-1, 1)

    def _events(self, cells: npt.NDArray[np.int64]) -> Iterator[tuple[int, Samples, np.float32]]:
        where, which, strength = (_hash01(self._seed + i, cells) for i in range(3))
        starts = cells * self._cell + (where * self._cell).astype(int)
        chosen = (which * len(self._shapes)).astype(int)
        strengths = (strength**self._contrast).astype(np.float32)
        for at, shape, weight in zip(starts.tolist(), chosen.tolist(), strengths, strict=True):
            yield at, self._shapes[shape], weight


class Rain:
    """Rain at some distance: a steady rustle, and soft drops nearby."""

    channels, measure_frames, peak = 1, _MINUTE, 6.4

    def __init__(self) -> None:
        self._rustle = Noise(11, _rustle)
        drops = tuple(_drop(hertz) for hertz in np.geomspace(500, 1800, 13))
        self._drops = ScatteredEvents(13, HOUSE_RATE // 12, drops, 5)

    def render(self, start: int, frames: int) -> Block:
        """Render frames `start` to `start + frames`; see `Bed.render`."""
        return self._rustle.render(start, frames) + self._drops.render(start, frames)


class Ocean:
    """Waves that come and go over a deep, far surf, no two alike."""

    channels, measure_frames, peak = 1, _MINUTE, 8.0

    def __init__(self) -> None:
        self._deep, self._surf = Noise(21, _brown), Noise(23, _surf)
        swells = tuple(_swell(seconds) for seconds in (8.0, 9.5, 11.0, 13.0))
        self._waves = ScatteredEvents(25, 6 * HOUSE_RATE, swells, 0.5)

    def render(self, start: int, frames: int) -> Block:
        """Render frames `start` to `start + frames`; see `Bed.render`."""
        waves = _bounded(self._waves.render(start, frames))
        deep = self._deep.render(start, frames) * (waves * np.float32(0.3) + np.float32(0.6))
        return deep + self._surf.render(start, frames) * (waves * np.float32(0.9))


@dataclass(frozen=True, slots=True)
class Sine:
    """A sine: its pitch in hertz, and how strong it is."""

    hertz: float
    level: float


class Drone:
    """A soft low chord whose partials swell, fade and beat slowly, each at its own time.

    The amplitude of a partial wanders between places that are thrown, along two axes, so that its
    phase wanders too: that is the beating, and it never comes round.
    """

    channels, measure_frames, peak = 1, _MINUTE, 3.1

    def __init__(self) -> None:
        self._cycles = tuple(round(sine.hertz / HOUSE_RATE * _CIRCLE) for sine in CHORD)
        turn = 2 * np.pi * np.outer(self._cycles, np.arange(_STEP)) / _CIRCLE
        self._waves = np.concatenate([np.sin(turn), np.cos(turn)]).astype(np.float32)
        self._ramp = _rise(_WANDER).astype(np.float32)

    def render(self, start: int, frames: int) -> Block:
        """Render frames `start` to `start + frames`; see `Bed.render`."""
        first, last = start // _STEP, (start + frames - 1) // _STEP
        steps = [self._step(number) for number in range(first, last + 1)]
        whole = np.concatenate([np.empty(0, np.float32), *steps])
        return whole[start - first * _STEP :][:frames].reshape(-1, 1)

    def _step(self, number: int) -> Samples:
        """Render one step of all partials, by the sine of a sum of angles."""
        at = number * _STEP
        stretch, into = divmod(at, _WANDER)
        turned = np.array([cycles * at % _CIRCLE / _CIRCLE for cycles in self._cycles])
        turning = np.exp(2j * np.pi * turned)
        now, then = (_places(number) * turning for number in (stretch, stretch + 1))
        weights = [[*sound.real, *sound.imag] for sound in (now, then - now)]
        steady, growing = np.array(weights, np.float32) @ self._waves
        return np.asarray(steady + growing * self._ramp[into : into + _STEP], np.float32)


def _places(stretch: int) -> npt.NDArray[np.complex128]:
    """Compute the complex amplitude of each partial where a stretch begins."""
    count = len(CHORD)
    numbers = np.arange(2 * count).reshape(2, count) + 2 * count * stretch
    along, across = _hash01(31, numbers)
    levels = np.array([sine.level for sine in CHORD])
    return np.asarray(levels * (0.7 + 0.6 * along + 0.8j * (across - 0.5)), np.complex128)


class Loop:
    """A recording over and over, its end fading into its start at equal power.

    A constant under the sound of a channel is taken away.
    """

    def __init__(self, recording: Block) -> None:
        constant = [channel.mean(dtype=np.float64) for channel in recording.T]
        samples = recording - np.array(constant, np.float32)
        lap = min(_LAP, len(samples) // 3)
        up = np.sqrt(_rise(lap) if lap else np.empty(0)).astype(np.float32).reshape(-1, 1)
        self._ring = samples[: len(samples) - lap]
        self._ring[:lap] *= up
        self._ring[:lap] += samples[len(samples) - lap :] * up[::-1]
        self.channels = recording.shape[1]
        rounds = -(-_MINUTE // len(self._ring))
        self.measure_frames = rounds * len(self._ring)
        self.peak = 10 ** (true_peak(self._ring) / 20)

    def render(self, start: int, frames: int) -> Block:
        """Render frames `start` to `start + frames`; see `Bed.render`."""
        frame = np.arange(start, start + frames) % len(self._ring)
        return np.asarray(self._ring[frame], np.float32)


_CIRCLE: Final = 1 << 32
"""Parts of a cycle in which a sine's place is counted, so that it stays exact for hours."""
CHORD: Final = (
    Sine(98.0, 1.0),
    Sine(146.83, 0.7),
    Sine(196.0, 0.5),
    Sine(293.66, 0.24),
    Sine(392.0, 0.08),
    Sine(587.33, 0.03),
)
"""G, D, G, D and faintly G, D. No two lie close: their beating would come round."""


def _low_pass(pitch: Spectrum, corner: float, order: int) -> Spectrum:
    return np.asarray(1 / np.sqrt(1 + (pitch / corner) ** (2 * order)), np.float64)


def _high_pass(pitch: Spectrum, corner: float, order: int) -> Spectrum:
    return _low_pass(corner / pitch, 1, order)


def band(low: float, high: float) -> Callable[[Spectrum], Spectrum]:
    """Build the spectrum of noise from `low` to `high` hertz, equally strong in between."""
    return lambda pitch: _high_pass(pitch, low, 1) * _low_pass(pitch, high, 2)


def _brown(pitch: Spectrum) -> Spectrum:
    """Shape brown noise: falling by 6 dB an octave from 60 Hz on, faster over 900 Hz."""
    return _high_pass(pitch, 35, 3) * _low_pass(pitch, 60, 1) * _low_pass(pitch, 900, 1)


def _surf(pitch: Spectrum) -> Spectrum:
    """Shape the noise of a wave's wash."""
    return _high_pass(pitch, 120, 1) * _low_pass(pitch, 250, 1) * _low_pass(pitch, 1400, 2)


def _rustle(pitch: Spectrum) -> Spectrum:
    """Shape the noise of many drops far away: the middle of hearing, rolled off above."""
    return _high_pass(pitch, 250, 1) * _low_pass(pitch, 700, 1) * _low_pass(pitch, 4500, 2)


def _drop(hertz: float) -> Samples:
    """Synthesise a soft plop, its pitch rising a little."""
    time = np.arange(round(0.09 * HOUSE_RATE)) / HOUSE_RATE
    sound = np.sin(2 * np.pi * hertz * (time + 1.5 * time**2)) * np.exp(-time / 0.014)
    edge = _rise(220)
    sound[:220] *= edge
    sound[-220:] *= edge[::-1]
    return np.asarray(1.6 * sound, np.float32)


def _bounded(waves: Block) -> Block:
    """Limit waves softly to 1.4, however many come together; low ones stay as they are.

    >>> [f"{wave:.2f}" for wave in _bounded(np.array([0.5, 1, 2], np.float32))]
    ['0.50', '0.94', '1.33']
    """
    return np.asarray(waves / (1 + (waves / np.float32(1.4)) ** 4) ** np.float32(0.25), np.float32)


def _swell(seconds: float) -> Samples:
    """Build the envelope of a wave, which grows, then takes longer to run out."""
    frames = round(seconds * HOUSE_RATE)
    grows = frames * 2 // 5
    return np.concatenate([_rise(grows), _rise(frames - grows)[::-1]]).astype(np.float32)


BEDS: Final[dict[str, Callable[[], Bed]]] = {
    "brown": lambda: Noise(1, _brown),
    "rain": Rain,
    "ocean": Ocean,
    "drone": Drone,
}
"""The beds that need no recording, by their names."""
