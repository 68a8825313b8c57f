"""What a person can ask of a session while it plays, and where in it that leads."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from matcue.timeline.model import SPOKEN, Passage, Span
from matcue.units import to_frames

if TYPE_CHECKING:
    from fractions import Fraction

    from matcue.timeline.model import Timeline

AGAIN: Final = 10
"""Seconds before its bell from which a work of an interval is done once more, at most."""
SOON: Final = 3
"""Seconds: who goes back so soon after a section's start means what was before it."""


class Command(StrEnum):
    """What a person can ask for, by what it is called in the config file."""

    PAUSE_OR_RESUME = "pause or resume"
    PAUSE = "pause"
    RESUME = "resume"
    NEXT = "next"
    PREVIOUS = "previous"
    REPEAT = "repeat"
    REDO_SIDE = "redo side"
    SKIP = "skip exercise"
    MORE_TIME = "more time"
    LESS_TIME = "less time"
    SLOWER = "slower"
    FASTER = "faster"
    LOUDER = "louder"
    QUIETER = "quieter"
    HOW_LONG = "how long"
    WHERE_AM_I = "where am I"
    STOP = "stop"


@dataclass(frozen=True, slots=True)
class Gain:
    """So many decibels louder than the session was chosen to be; below 0, softer."""

    decibels: int


Move = Callable[["Timeline", int], int]
"""From a frame of a timeline to another one."""


def section_at(timeline: Timeline, position: int) -> int:
    """Find the number of the section in which a frame lies; past the end, the last one."""
    starts = [chapter.start for chapter in timeline.chapters]
    return bisect_right(starts, position) - 1


def to_next(timeline: Timeline, position: int) -> int:
    """Return the start of the section after this one; in the last one, its end."""
    return timeline.chapters[section_at(timeline, position)].end


def to_previous(timeline: Timeline, position: int) -> int:
    """Return the start of this section; soon after it, that of the one before."""
    here = section_at(timeline, position)
    return timeline.chapters[max(here - _soon(timeline, position), 0)].start


def to_start(timeline: Timeline, position: int) -> int:
    """Return the start of this section, from which its words are said again."""
    return timeline.chapters[section_at(timeline, position)].start


def to_side(timeline: Timeline, position: int) -> int:
    """Find where one gets into position, after the words, for the side that was worked last.

    That is this section's; in a rest, in what is said before a stretch begins, or soon after a
    section's start, it is that of the stretch before. Where nothing was worked yet, it is the start
    of this section. A work of an interval is led into by the seconds before its bell.
    """
    here = section_at(timeline, position)
    before, (step, *_) = timeline.chapters[here].steps_at(position)
    begun = any(each.works for each in (*before, step)) and not _soon(timeline, position)
    done = timeline.chapters[: here + begun]
    worked = [i for i, chapter in enumerate(done) if chapter.section.works]
    if not worked:
        return to_start(timeline, position)
    last = worked[-1]
    found = _bell_ahead if timeline.chapters[last].section.interval else _set_up
    return found(timeline, last)


def past_exercise(timeline: Timeline, position: int) -> int:
    """Find the end of this exercise's last side and set; without one, the next section.

    In an interval it is the next work. While sections are still to be placed that may be of the
    exercise, it is the end of those placed so far.
    """
    here, *later = timeline.chapters[section_at(timeline, position) :]
    this = None if here.section.interval else here.section.exercise
    stretches = [c for c in later if c.section.exercise or c.section.interval] if this else []
    others = [c for c in stretches if c.section.exercise != this]
    if this and timeline.coming and not others:
        return timeline.frames
    mine = [c for c in stretches if not others or c.start < others[0].start]
    return (here, *mine)[-1].end


def along(seconds: Fraction) -> Move:
    """Build a move by some seconds, on or back, in this section.

    It goes back at most to the section's start, and on at most to its end, where the next begins.
    """

    def move(timeline: Timeline, position: int) -> int:
        here = timeline.chapters[section_at(timeline, position)]
        there = position + to_frames(seconds, timeline.rate)
        return min(max(there, here.start), here.end)

    return move


def into(section: int, seconds: Fraction) -> Move:
    """Build a move to so many seconds into a section, which has begun to play."""

    def move(timeline: Timeline, _: int) -> int:
        return timeline.chapters[section].start + to_frames(seconds, timeline.rate)

    return move


def _soon(timeline: Timeline, position: int) -> bool:
    chapter = timeline.chapters[section_at(timeline, position)]
    return position - chapter.start <= SOON * timeline.rate


def _bell_ahead(timeline: Timeline, section: int) -> int:
    """Find where one gets ready for a work of an interval: in the exact time before its bell.

    That is `AGAIN` seconds before the bell, or where a shorter time begins.
    """
    bell = timeline.chapters[section].start
    start, _ = timeline.chapters[section - 1].spans[-1]
    return max(start, bell - AGAIN * timeline.rate)


def _set_up(timeline: Timeline, section: int) -> int:
    """Find the end of the last words before a section's first exact time."""
    chapter = timeline.chapters[section]
    timed = zip(chapter.starts, chapter.section.items, chapter.section.owners, strict=True)
    work = min(
        (at for at, item, owner in timed if owner.works and isinstance(item, Span | Passage)),
        default=chapter.start,
    )
    before = [
        cue.end
        for cue in timeline.cues
        if cue.section == section and isinstance(cue.sound, SPOKEN) and cue.end <= work
    ]
    return max(before, default=chapter.start)


MOVES: Final[Mapping[Command, Move]] = {
    Command.NEXT: to_next,
    Command.PREVIOUS: to_previous,
    Command.REPEAT: to_start,
    Command.REDO_SIDE: to_side,
    Command.SKIP: past_exercise,
}
"""The commands that only go elsewhere."""
