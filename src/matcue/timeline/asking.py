"""What a person can ask of a timeline at one frame, answered in words; when that can be said."""

from __future__ import annotations

from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING, Final

from matcue.timeline import phrases
from matcue.timeline.command import section_at
from matcue.timeline.model import SPOKEN
from matcue.units import to_frames, to_seconds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matcue.timeline.model import Timeline

GAP: Final = Fraction(8, 10)
"""Seconds between two words in which something else can be said."""
SOON: Final = Fraction(5)
"""Seconds that a question waits for such a gap; after that the longest one has to do."""


def whereabouts(timeline: Timeline, position: int) -> str:
    """What is done at a frame, on which side, and how much is left of it; what comes next."""
    here = section_at(timeline, position)
    this, *later = timeline.chapters[here:]
    told, left = phrases.place(this.title, this.section.side), _left(timeline, position)
    if this.section.exercise:
        return f"{phrases.clause(told, left)}."
    following = [chapter for chapter in later if chapter.section.exercise][:1]
    coming = [phrases.coming(phrases.place(c.title, c.section.side)) for c in following]
    return " ".join((f"{phrases.clause(told, left)}.", *coming))


def how_long(timeline: Timeline, position: int, rest: int = 0) -> str:
    """How much is left at a frame of what is done, and of everything.

    Args:
        timeline: what is prepared.
        position: the frame.
        rest: about how many frames more the session has.
    """
    left = _left(timeline, position)
    here = f"{phrases.left(left).capitalize()}." if left else ""
    whole = to_seconds(max(timeline.frames + rest - position, 0), timeline.rate)
    return f"{here} {phrases.left_in_all(whole)}".strip()


def _left(timeline: Timeline, position: int) -> Fraction | None:
    """The seconds, whole ones begun, that are left of the exact time at a frame."""
    for start, span in timeline.chapters[section_at(timeline, position)].spans:
        left = span.seconds - to_seconds(position - start, timeline.rate)
        if 0 < left <= span.seconds:
            return Fraction(ceil(left))
    return None


def opening(timeline: Timeline, position: int) -> int:
    """The first frame from `position` on at which something can be said between two words."""
    gaps = list(_gaps(timeline, position))
    wide = to_frames(GAP, timeline.rate)
    soon = position + to_frames(SOON, timeline.rate)
    for start, frames in gaps:
        if frames >= wide and start <= soon:
            return start
    return max(gaps, key=lambda gap: (gap[0] <= soon, gap[1]))[0]


def _gaps(timeline: Timeline, position: int) -> Iterator[tuple[int, int]]:
    """Where no word is heard, from a frame on: the start and the frames of each such place."""
    words = [cue for cue in timeline.cues if isinstance(cue.sound, SPOKEN) and cue.end > position]
    ends = [position, *(cue.end for cue in words)]
    starts = [*(cue.start for cue in words), max(timeline.frames, position)]
    for start, end in zip(ends, starts, strict=True):
        if start <= end:
            yield start, end - start
