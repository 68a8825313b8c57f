"""What a timeline is about at one position: for eyes that look at the screen."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from matcue.timeline.model import SPOKEN, Timeline


@dataclass(frozen=True, slots=True)
class Moment:
    """One position of a timeline; `left` is the whole seconds left of a hold, None outside one."""

    position: int
    section: int
    title: str
    words: str
    left: int | None


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
        left=_left(timeline, position, index),
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


def _left(timeline: Timeline, position: int, section: int) -> int | None:
    hold = timeline.chapters[section].hold
    if hold is None or not hold.start <= position < hold.end:
        return None
    return -((position - hold.end) // timeline.rate)
