"""The mastering of a whole: its loudness, its highest peaks, and the background of its words.

The gain is one number for all clips. A detector would let the sound of a word hang on what was
said before it, and the voice would pump.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from matcue.audio.limiter import CEILING, limit
from matcue.audio.loudness import true_peak
from matcue.audio.speech import SPEECH_LUFS
from matcue.timeline.model import SPOKEN

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matcue.audio.layers import Background, Layer
    from matcue.audio.samples import Block
    from matcue.timeline.model import Cue, Sound, Timeline

_Placed = tuple["Cue", "Block"]
"""A cue, and its clip at its loudness."""
_BESIDE_WORDS: Final = 2 / 3
"""How much of what is free chimes take where words sound with them; the words have the rest."""
_ROUNDS: Final = 8
"""After so many attempts a peak between samples is turned down as a whole."""


class Master:
    """The mastering of every mix of one session.

    A session is stereo where something under it is. Its clips sound in both channels then, and the
    powers of those are added (ITU-R BS.1770): in each they are 3.01 dB softer than in one alone, so
    that any meter and any player measures the loudness that was asked for.

    Args:
        loudness: of what is spoken, in LUFS.
        under: what lies under it, already at its loudness.
    """

    def __init__(self, loudness: float = SPEECH_LUFS, under: tuple[Background, ...] = ()) -> None:
        self.channels = max((each.channels for each in under), default=1)
        self._gain = np.float32(10 ** ((loudness - SPEECH_LUFS) / 20) / np.sqrt(self.channels))
        self._loudness = loudness
        self._under = under
        self._known: dict[int, tuple[Block, Block, float]] = {}
        self._held: dict[tuple[int, float], Block] = {}

    def at(self, loudness: float) -> Master:
        """Return the same master at another loudness of speech, with all under it as far below."""
        under = tuple(each.raised(loudness - self._loudness) for each in self._under)
        return Master(loudness, under)

    def layers(self, timeline: Timeline) -> tuple[Layer, ...]:
        """Build the layers that sound all along a timeline."""
        return tuple(under.layer(timeline) for under in self._under)

    def clips(self, timeline: Timeline, clips: Mapping[Sound, Block]) -> tuple[Block, ...]:
        """Scale each cue's clip to its loudness, limited where the sum would be over `CEILING`.

        Chimes that are too high together share the headroom, and words take what those leave.
        What else sounds with a cue lies in its own section, so that a cue sounds the same however
        much of the timeline is there.
        """
        cues, beside = timeline.cues, _beside(timeline.cues)
        loud = [self._loud(clips[cue.sound]) for cue in cues]
        laid = [clip for clip, _ in loud]
        for i, cue in enumerate(cues):
            if not isinstance(cue.sound, SPOKEN):
                share = self._share(cue, loud[i][1], [(cues[j], loud[j][0]) for j in beside[i]])
                laid[i] = self._clip(clips[cue.sound], share)
        room = CEILING - sum(under.ducked for under in self._under)
        for i, cue in enumerate(cues):
            if isinstance(cue.sound, SPOKEN):
                taken = _highest(cue, [(cues[j], laid[j]) for j in beside[i]])
                laid[i] = self._clip(clips[cue.sound], room - taken)
        return tuple(laid)

    def alone(self, clip: Block) -> Block:
        """Scale a clip with which only the layers sound to its loudness, limited as `clips` are."""
        loud, peak = self._made(clip)
        room = CEILING - sum(under.ducked for under in self._under)
        return loud if peak <= room else _hold(loud, room)

    def _share(self, chime: Cue, peak: float, beside: list[_Placed]) -> float:
        """Compute the highest level that a chime may have, given what sounds with it.

        A chime that fits into the room together with all that sound with it may have all of it;
        otherwise the room is divided by how many chimes sound at once. Either way the sum fits.
        """
        others = [laid for laid in beside if not isinstance(laid[0].sound, SPOKEN)]
        room = CEILING - sum(under.peak for under in self._under)
        if len(others) < len(beside):
            room *= _BESIDE_WORDS
        if peak + _highest(chime, others) <= room:
            return room
        return room / (1 + _most(chime, [other for other, _ in others]))

    def _clip(self, clip: Block, room: float) -> Block:
        """Scale a clip to its loudness, its peaks limited to `room`; the result is cached."""
        loud, peak = self._loud(clip)
        if peak <= room:
            return loud
        if (key := (id(clip), room)) not in self._held:
            self._held[key] = _hold(loud, room)
        return self._held[key]

    def _loud(self, clip: Block) -> tuple[Block, float]:
        """Scale a clip to its loudness and measure its peak then, cached by the clip's `id`.

        The clip is kept as well, so that its `id` stays its own.
        """
        if id(clip) not in self._known:
            self._known[id(clip)] = clip, *self._made(clip)
        return self._known[id(clip)][1:]

    def _made(self, clip: Block) -> tuple[Block, float]:
        loud = clip if self._gain == 1 else clip * self._gain
        return loud, 10 ** (true_peak(loud[:, 0]) / 20)


def _beside(cues: tuple[Cue, ...]) -> list[list[int]]:
    """List for each cue the indices of those that sound with it."""
    found: list[list[int]] = [[] for _ in cues]
    sounding: list[int] = []
    for i, cue in enumerate(cues):
        sounding = [j for j in sounding if cues[j].end > cue.start]
        for j in sounding:
            found[i].append(j)
            found[j].append(i)
        sounding.append(i)
    return found


def _highest(cue: Cue, others: list[_Placed]) -> float:
    """Find the highest level that others have together while a cue sounds."""
    level = np.zeros(cue.frames if others else 0, np.float32)
    for other, clip in others:
        lower, upper = max(cue.start, other.start), min(cue.end, other.end)
        part = clip[lower - other.start : upper - other.start, 0]
        level[lower - cue.start :][: len(part)] += np.abs(part)
    return float(level.max(initial=0))


def _most(cue: Cue, others: list[Cue]) -> int:
    """Count the most of some others that sound at once while a cue does."""
    starts = {max(cue.start, other.start) for other in others}
    return max((sum(o.start <= at < o.end for o in others) for at in starts), default=0)


def _hold(clip: Block, room: float) -> Block:
    """Limit a clip so that its peaks, between its samples too, stay under `room`."""
    aim, held = room, clip[:, 0]
    for _ in range(_ROUNDS):
        held = limit(clip[:, 0], aim)
        over = 10 ** (true_peak(held) / 20) / room
        if over <= 1:
            break
        aim /= over
    return (held / np.float32(max(over, 1))).reshape(-1, 1)
