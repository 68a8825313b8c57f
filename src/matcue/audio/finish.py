"""What is done to a whole at last: its loudness, its highest peaks, and what lies under its words.

The gain is one number for all clips. A detector would let the sound of a word hang on what was
said before it, and the voice would pump.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from matcue.audio.clip import SPEECH_LUFS, limit
from matcue.audio.loudness import true_peak
from matcue.timeline.model import SPOKEN

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matcue.audio.ports import Block
    from matcue.audio.under import Layer, Under
    from matcue.timeline.model import Cue, Sound, Timeline

CEILING: Final = 10 ** (-1.5 / 20)
"""The highest level of a whole, between its samples too: -1.5 dBTP."""
_ROUNDS: Final = 8
"""After so many attempts a peak between samples is turned down as a whole."""


class Finish:
    """The last touch to every mix of one session.

    Args:
        loudness: of what is spoken, in LUFS.
        under: what lies under it, already at its loudness.
    """

    def __init__(self, loudness: float = SPEECH_LUFS, under: tuple[Under, ...] = ()) -> None:
        self._gain = np.float32(10 ** ((loudness - SPEECH_LUFS) / 20))
        self._under = under
        self._known: dict[int, tuple[Block, Block, float]] = {}
        self._held: dict[tuple[int, float], Block] = {}

    def layers(self, timeline: Timeline) -> tuple[Layer, ...]:
        """What sounds all along a timeline."""
        return tuple(under.along(timeline) for under in self._under)

    def clips(self, timeline: Timeline, clips: Mapping[Sound, Block]) -> tuple[Block, ...]:
        """The clip of each cue at its loudness, limited where the sum would be over `CEILING`.

        What else sounds with a cue lies in its own section, so that a cue sounds the same however
        much of the timeline is there.
        """
        room = CEILING - sum(under.peak for under in self._under)
        besides = _besides(timeline.cues, clips)
        return tuple(
            self._clip(clips[cue.sound], room - float(self._gain) * besides.get(i, 0))
            for i, cue in enumerate(timeline.cues)
        )

    def _clip(self, clip: Block, room: float) -> Block:
        """A clip at its loudness, its peaks within `room`; made once and remembered."""
        loud, peak = self._loud(clip)
        if peak <= room:
            return loud
        if (key := (id(clip), room)) not in self._held:
            self._held[key] = _hold(loud, room)
        return self._held[key]

    def _loud(self, clip: Block) -> tuple[Block, float]:
        """A clip at its loudness, and its peak then; it is kept, so that its `id` stays its own."""
        if id(clip) not in self._known:
            loud = clip if self._gain == 1 else clip * self._gain
            self._known[id(clip)] = clip, loud, 10 ** (true_peak(loud[:, 0]) / 20)
        return self._known[id(clip)][1:]


def _besides(cues: tuple[Cue, ...], clips: Mapping[Sound, Block]) -> dict[int, float]:
    """The highest level that chimes add to each cue of words, by its number, where they do."""
    found: dict[int, float] = {}
    ringing: list[Cue] = []
    spoken: list[tuple[int, Cue]] = []
    for i, cue in enumerate(cues):
        ringing = [chime for chime in ringing if chime.end > cue.start]
        spoken = [(j, words) for j, words in spoken if words.end > cue.start]
        if isinstance(cue.sound, SPOKEN):
            spoken.append((i, cue))
            pairs = [(i, cue, chime) for chime in ringing]
        else:
            ringing.append(cue)
            pairs = [(j, words, cue) for j, words in spoken]
        for j, words, chime in pairs:
            found[j] = found.get(j, 0) + _shared(words, chime, clips[chime.sound])
    return found


def _shared(words: Cue, chime: Cue, clip: Block) -> float:
    """The highest level of a chime while the words sound."""
    part = clip[max(words.start - chime.start, 0) : words.end - chime.start]
    return float(np.abs(part).max(initial=0))


def _hold(clip: Block, room: float) -> Block:
    """A clip whose peaks, between its samples too, are held under `room`."""
    aim, held = room, clip[:, 0]
    for _ in range(_ROUNDS):
        held = limit(clip[:, 0], aim)
        over = 10 ** (true_peak(held) / 20) / room
        if over <= 1:
            break
        aim /= over
    return (held / np.float32(max(over, 1))).reshape(-1, 1)
