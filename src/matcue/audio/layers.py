"""What sounds between the cues: a bed under the voice, and the tone that wakes a device."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

import numpy as np

from matcue.audio.beds import Noise, band, measure
from matcue.audio.envelope import DUCKED, FADE_IN, FADE_OUT, ducking, fading, leading
from matcue.errors import UsageError
from matcue.units import to_frames

if TYPE_CHECKING:
    from fractions import Fraction

    from matcue.audio.beds import Bed
    from matcue.audio.samples import Block
    from matcue.timeline.model import Timeline

LEAD_LEVEL: Final = 10 ** (-50 / 20)
"""RMS of a lead at its height: -50 dBFS, hardly heard, but sound to any device."""
FLOOR: Final = 10 ** (-70 / 20)
"""RMS of what sounds all along where there are leads: -70 dBFS, heard by nobody."""


HIGHEST: Final = 10 ** (-10.5 / 20)
"""No bed has a higher true peak: -10.5 dBTP, so that it leaves room for words and chimes."""


class Layer(Protocol):
    """What sounds all along a timeline, besides its cues."""

    @property
    def settled(self) -> int:
        """Frames from the start that stay as they are however the timeline goes on."""

    def render(self, start: int, frames: int) -> Block:
        """Render frames `start` to `start + frames`, the same bits in any split."""

    def held(self, position: int, since: int, frames: int) -> Block:
        """Render so many frames as under words, `since` frames after the timeline began to wait."""


class Background(Protocol):
    """What makes a layer of a timeline."""

    @property
    def channels(self) -> int:
        """1, or 2: left and right."""

    @property
    def peak(self) -> float:
        """The highest level, full scale at 1."""

    @property
    def ducked(self) -> float:
        """The highest level under words."""

    def layer(self, timeline: Timeline) -> Layer:
        """Build the layer for a timeline."""

    def raised(self, decibels: float) -> Background:
        """Return the same background for a voice that is so much louder."""


class LevelledBed:
    """A bed at a loudness.

    Args:
        bed: what is heard.
        loudness: in LUFS, between the words; under them it is 6 dB less. A bed that would have a
            peak over `HIGHEST` then is softer.

    Raises:
        UsageError: nothing is heard in the bed.
    """

    def __init__(self, bed: Bed, loudness: float) -> None:
        measured = measure(bed)
        if measured.integrated == float("-inf"):
            raise UsageError("The bed is silent; choose another one.")
        self.bed, self.channels = bed, bed.channels
        self.loudness = loudness
        self.gain = min(10 ** ((loudness - measured.integrated) / 20), HIGHEST / bed.peak)
        self.peak = self.gain * bed.peak
        self.ducked = DUCKED * self.peak

    def layer(self, timeline: Timeline) -> Layer:
        """Build the layer of the bed: faded in and out, and ducked under the words."""
        return _BedLayer(self, timeline)

    def raised(self, decibels: float) -> LevelledBed:
        """Return the same bed, so much louder."""
        return LevelledBed(self.bed, self.loudness + decibels)


class _BedLayer:
    def __init__(self, laid: LevelledBed, timeline: Timeline) -> None:
        self._bed, self._gain = laid.bed, laid.gain
        self._ducking, self._fading = ducking(timeline), fading(timeline)
        long = timeline.frames >= FADE_IN + FADE_OUT
        self.settled = timeline.frames - FADE_OUT if long else 0

    def render(self, start: int, frames: int) -> Block:
        gain = self._ducking.at(start, frames) * self._fading.at(start, frames)
        gain *= self._gain
        return self._bed.render(start, frames) * gain.reshape(-1, 1)

    def held(self, position: int, since: int, frames: int) -> Block:
        gain = self._fading.at(position, 1) * np.float32(DUCKED * self._gain)
        return gain * self._bed.render(position + since, frames)


class WakeTone:
    """Faint noise before words that come after silence, and a fainter one all along.

    A link that sleeps in silence (Bluetooth) wakes by it and does not swallow the first syllable.

    Args:
        seconds: of each lead, over 0 to 2.
    """

    channels, peak, ducked = 1, Noise.peak * LEAD_LEVEL, Noise.peak * FLOOR

    def __init__(self, seconds: Fraction) -> None:
        self.frames = to_frames(seconds)
        self.noise = Noise(41, band(100, 4000))

    def layer(self, timeline: Timeline) -> Layer:
        """Build the wake-tone layer of a timeline; nothing in the timeline is moved."""
        return _WakeLayer(self, timeline)

    def raised(self, _: float) -> WakeTone:
        """Return itself: the wake tone is as faint under any voice."""
        return self


class _WakeLayer:
    def __init__(self, leads: WakeTone, timeline: Timeline) -> None:
        self._noise = leads.noise
        self._envelope = leading(timeline, leads.frames, FLOOR, LEAD_LEVEL)
        self.settled = max(timeline.frames - leads.frames, 0)

    def render(self, start: int, frames: int) -> Block:
        return self._noise.render(start, frames) * self._envelope.at(start, frames).reshape(-1, 1)

    def held(self, position: int, since: int, frames: int) -> Block:
        return self._noise.render(position + since, frames) * np.float32(FLOOR)
