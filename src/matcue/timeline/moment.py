"""What a timeline is about at one position: for eyes that look at the screen."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from matcue.timeline.model import SPOKEN, Count, Timeline

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matcue.timeline.model import Section


@dataclass(frozen=True, slots=True)
class Moment:
    """One position of a timeline.

    `name` is the title without the `side`, which is empty where there is none. `number` is the one
    to show large: the whole seconds left of a hold, or the repetition that was counted last; None
    where there is neither. `gate` tells that this is where a session waits for the person.
    """

    position: int
    section: int
    title: str
    name: str
    side: str
    words: str
    number: int | None
    gate: bool


def moment(timeline: Timeline, position: int) -> Moment:
    """What is heard at a frame of the timeline; past its end, what was heard last."""
    position = min(max(position, 0), timeline.frames - 1)
    starts = [chapter.start for chapter in timeline.chapters]
    index = bisect_right(starts, position) - 1
    chapter = timeline.chapters[index]
    side = chapter.section.side or ""
    return Moment(
        position=position,
        section=index,
        title=chapter.title,
        name=", ".join(part for part in chapter.title.split(", ") if part != side),
        side=side,
        words=_words(timeline, position, index),
        number=_number(timeline, position, index),
        gate=position in chapter.gates,
    )


def coming(sections: Sequence[Section]) -> tuple[str, ...]:
    """What to get ready for in and after the first of some sections, by their titles.

    The next stretch, and the next other exercise if that is one more; where no stretch comes any
    more, the next section; nothing after the last.
    """
    now, *following = sections
    stretches = [section for section in following if section.posture]
    others = [section for section in stretches if section.place != now.place]
    return tuple(dict.fromkeys(s[0].title for s in (stretches or following, others) if s))


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
