"""What a person can ask of a timeline at one frame, answered in words; when that can be said."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby
from math import ceil
from typing import TYPE_CHECKING, Final

from matcue.timeline import phrases
from matcue.timeline.commands import section_at
from matcue.timeline.model import SPOKEN, Count, Timeline
from matcue.units import clock, to_frames, to_seconds

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from matcue.timeline.model import Cue, Hold, Section


GAP: Final = Fraction(8, 10)
"""Seconds between two words in which something else can be said."""
SOON: Final = Fraction(5)
"""Seconds that a question waits for such a gap; after that the longest one has to do."""


def whereabouts(timeline: Timeline, position: int) -> str:
    """Put into words what is done at a frame, on which side, how much is left, and what is next."""
    here = section_at(timeline, position)
    this, *later = timeline.chapters[here:]
    _, (step, *ahead) = this.steps_at(position)
    told, left = phrases.place(step.title, step.side), _left(timeline, position)
    if step.exercise:
        return f"{phrases.clause(told, left)}."
    steps = (*ahead, *(chapter.section for chapter in later))
    following = [each for each in steps if each.works and each is not step][:1]
    coming = [phrases.coming(phrases.place(each.title, each.side)) for each in following]
    return " ".join((f"{phrases.clause(told, left)}.", *coming))


def how_long(timeline: Timeline, position: int, rest: int = 0) -> str:
    """Put into words how much is left, at a frame, of what is done and of everything.

    Args:
        timeline: what is prepared.
        position: the frame.
        rest: about how many frames the session has after the timeline.
    """
    left = _left(timeline, position)
    here = f"{phrases.left(left).capitalize()}." if left else ""
    whole = to_seconds(max(timeline.frames + rest - position, 0), timeline.rate)
    return f"{here} {phrases.left_in_all(whole)}".strip()


def _left(timeline: Timeline, position: int) -> Fraction | None:
    """Compute the seconds left of the exact time at a frame, rounded up to whole ones.

    It is None where the frame is in no exact time.
    """
    chapter = timeline.chapters[section_at(timeline, position)]
    for start, span in chapter.spans:
        left = span.seconds - to_seconds(position - start, timeline.rate)
        if 0 < left <= span.seconds:
            return Fraction(ceil(left))
    for start, end in chapter.passages:
        if start <= position < end:
            return Fraction(ceil(to_seconds(end - position, timeline.rate)))
    return None


def next_gap(timeline: Timeline, position: int) -> int:
    """Find the first frame from `position` on at which something can be said between two words."""
    gaps = list(_gaps(timeline, position))
    wide = to_frames(GAP, timeline.rate)
    soon = position + to_frames(SOON, timeline.rate)
    for start, frames in gaps:
        if frames >= wide and start <= soon:
            return start
    return max(gaps, key=lambda gap: (gap[0] <= soon, gap[1]))[0]


def _gaps(timeline: Timeline, position: int) -> Iterator[tuple[int, int]]:
    """Yield the start and the length, in frames, of each gap between words from a frame on."""
    words = [cue for cue in timeline.cues if isinstance(cue.sound, SPOKEN) and cue.end > position]
    ends = [position, *(cue.end for cue in words)]
    starts = [*(cue.start for cue in words), max(timeline.frames, position)]
    for start, end in zip(ends, starts, strict=True):
        if start <= end:
            yield start, end - start


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


def moment_at(timeline: Timeline, position: int) -> Moment:
    """Describe what is heard at a frame of the timeline; past its end, what was heard last."""
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


def titles_ahead(sections: Sequence[Section]) -> tuple[str, ...]:
    """List what to get ready for in and after the first of some sections, by their titles.

    They are the next stretch, and the next other exercise if that is one more; where no stretch
    comes any more, the next section; after the last, none.
    """
    now, *following = sections
    stretches = [section for section in following if section.posture]
    others = [section for section in stretches if section.place != now.place]
    return tuple(dict.fromkeys(s[0].title for s in (stretches or following, others) if s))


def _words(timeline: Timeline, position: int, section: int) -> str:
    """Return the words of the section that were begun last, an empty text before the first."""
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


@dataclass(frozen=True, slots=True)
class Shares:
    """How many stretches there are, and how many of 100 frames are hold, speech outside, quiet."""

    stretches: int
    hold: int
    speech: int

    @property
    def quiet(self) -> int:
        """What is left; there are chimes in it at most."""
        return 100 - self.hold - self.speech


def shares(timeline: Timeline) -> Shares:
    """Compute the shares of hold, speech and quiet; what is said in a hold counts as hold."""
    whole = max(timeline.frames, 1)
    holds = [hold for chapter in timeline.chapters for hold in chapter.holds]
    spoken = [cue for cue in timeline.cues if isinstance(cue.sound, SPOKEN)]
    held = sum(hold.frames for hold in holds)
    said = sum(cue.frames for cue in spoken) - _shared(holds, spoken)
    return Shares(_stretches(timeline), round(100 * held / whole), round(100 * said / whole))


def summary(timeline: Timeline) -> str:
    """Describe the rhythm of a timeline in a sentence: its length, stretches and shares."""
    found = shares(timeline)
    stretches = "1 stretch" if found.stretches == 1 else f"{found.stretches} stretches"
    return (
        f"{clock(timeline.frames, timeline.rate)} with the voice {timeline.voice}, {stretches}: "
        f"{found.hold} % hold, {found.speech} % speech outside the holds, {found.quiet} % quiet."
    )


def _shared(holds: Sequence[Hold], cues: Sequence[Cue]) -> int:
    """Count the frames that are in a hold and in a cue; both are in order, no two at a time."""
    starts = [hold.start for hold in holds]
    return sum(
        max(0, min(hold.end, cue.end) - max(hold.start, cue.start))
        for cue in cues
        for hold in holds[
            max(bisect_right(starts, cue.start) - 1, 0) : bisect_left(starts, cue.end)
        ]
    )


def _stretches(timeline: Timeline) -> int:
    """Count the stretches; all sides and sets of one are one."""
    sections = [chapter.section for chapter in timeline.chapters if chapter.section.posture]
    return sum(1 for _ in groupby(sections, key=lambda section: (section.exercise, section.place)))
