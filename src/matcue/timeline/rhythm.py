"""What a timeline is made of: how much is held, how much is said."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from matcue.timeline.model import SPOKEN, Timeline
from matcue.units import clock

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matcue.timeline.model import Cue, Hold


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How many stretches there are, and how many of 100 frames are hold, speech outside, quiet."""

    stretches: int
    hold: int
    speech: int

    @property
    def quiet(self) -> int:
        """What is left; there are chimes in it at most."""
        return 100 - self.hold - self.speech


def rhythm(timeline: Timeline) -> Rhythm:
    """The rhythm of a timeline; what is said in a hold counts as hold."""
    whole = max(timeline.frames, 1)
    holds = [hold for chapter in timeline.chapters for hold in chapter.holds]
    spoken = [cue for cue in timeline.cues if isinstance(cue.sound, SPOKEN)]
    held = sum(hold.frames for hold in holds)
    said = sum(cue.frames for cue in spoken) - _shared(holds, spoken)
    return Rhythm(_stretches(timeline), round(100 * held / whole), round(100 * said / whole))


def told(timeline: Timeline) -> str:
    """The rhythm of a timeline as a sentence."""
    found = rhythm(timeline)
    stretches = "1 stretch" if found.stretches == 1 else f"{found.stretches} stretches"
    return (
        f"{clock(timeline.frames, timeline.rate)} with the voice {timeline.voice}, {stretches}: "
        f"{found.hold} % hold, {found.speech} % speech outside the holds, {found.quiet} % quiet."
    )


def _shared(holds: Sequence[Hold], cues: Sequence[Cue]) -> int:
    """The frames that are in a hold and in a cue."""
    return sum(
        max(0, min(hold.end, cue.end) - max(hold.start, cue.start))
        for hold in holds
        for cue in cues
    )


def _stretches(timeline: Timeline) -> int:
    """How many stretches there are; all sides and sets of one are one."""
    sections = [chapter.section for chapter in timeline.chapters if chapter.section.posture]
    return sum(1 for _ in groupby(sections, key=lambda section: (section.exercise, section.place)))
