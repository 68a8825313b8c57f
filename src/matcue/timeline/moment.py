"""What a timeline is about at one position: for eyes that look at the screen."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from matcue.timeline.model import SPOKEN, Count, Timeline


@dataclass(frozen=True, slots=True)
class Moment:
    """One position of a timeline.

    `number` is the one to show large: the whole seconds left of a hold, or the repetition that was
    counted last; None where there is neither.
    """

    position: int
    section: int
    title: str
    words: str
    number: int | None


def moment(timeline: Timeline, position: int) -> Moment:
    """What is heard at a frame of the timeline; past its end, what was heard last."""
    position = min(max(position, 0), timeline.frames - 1)
    starts = [chapter.start for chapter in timeline.chapters]
    index = bisect_right(starts, position) - 1
    return Moment(
        position=position,
        section=index,
        title=timeline.chapters[index].title,
        words=_words(timeline, position, index),
        number=_number(timeline, position, index),
    )


def _words(timeline: Timeline, position: int, section: int) -> str:
    """The words of the section that were begun last, nothing before the first."""
    begun = bisect_right(timeline.cues, position, key=lambda cue: cue.start)
    for cue in reversed(timeline.cues[:begun]):
        if cue.section != section:
            break
        if isinstance(cue.sound, SPOKEN):
            return cue.sound.text
    return ""


def _number(timeline: Timeline, position: int, section: int) -> int | None:
    holds = timeline.chapters[section].holds
    for hold in holds:
        if hold.start <= position < hold.end:
            return -((position - hold.end) // timeline.rate)
    since = max((hold.end for hold in holds if hold.end <= position), default=0)
    begun = timeline.cues[: bisect_right(timeline.cues, position, key=lambda cue: cue.start)]
    counts = (c for c in begun if c.section == section and isinstance(c.sound, Count))
    return sum(cue.start >= since for cue in counts) or None
