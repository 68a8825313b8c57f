"""What a person can ask of a timeline at one frame, answered in words; when that can be said."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING, Final, NamedTuple

from matcue.timeline import phrases
from matcue.timeline.commands import section_at
from matcue.timeline.model import SPOKEN, Count, Hold, Passage, Span, Speech, Timeline
from matcue.units import Frames, clock, to_frames, to_seconds

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from matcue.timeline.model import Chapter, Cue, Section


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
    rounds = [phrases.round_of(each) for each in step.within]
    worked = step.interval and this.holds
    if worked and worked[-1].end <= position:
        told = phrases.RESTING
    elif worked or step.exercise:
        return " ".join((*rounds, f"{phrases.clause(told, left)}."))
    steps = (*ahead, *(chapter.section for chapter in later))
    following = [each for each in steps if each.works and each is not step][:1]
    coming = [phrases.coming(phrases.place(each.title, each.side)) for each in following]
    return " ".join((*rounds, f"{phrases.clause(told, left)}.", *coming))


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
    to show large: the whole seconds left of the time that is counted down, or the repetition that
    was counted last; None where there is none. `gate` tells that this is where a session waits for
    the person.
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


def counted_down(chapter: Chapter) -> tuple[Hold, ...]:
    """List the times of a chapter of which the seconds left are shown large, in order.

    They are all exact ones but repetitions, which have numbers of their own; a flow is one.
    """
    exact = [placed for placed in _exact(chapter) if isinstance(placed.item, Span)]
    spans = [(placed.start, placed.end) for placed in exact if not placed.repeated]
    found = sorted((*spans, *chapter.passages))
    return tuple(Hold(start, Frames(end - start)) for start, end in found if end > start)


def titles_ahead(sections: Sequence[Section]) -> tuple[str, ...]:
    """List what to get ready for in and after the first of some sections, by their titles.

    They are the next stretch, and the next other exercise if that is one more; where no stretch
    comes any more, the next section; after the last, none.
    """
    now, *following = sections
    stretches = [section for section in following if section.posture]
    others = [section for section in stretches if section.place != now.place]
    return tuple(dict.fromkeys(s[0].heading for s in (stretches or following, others) if s))


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
    chapter = timeline.chapters[section]
    for time in counted_down(chapter):
        if time.start <= position < time.end:
            return -((position - time.end) // timeline.rate)
    since = max((hold.end for hold in chapter.holds if hold.end <= position), default=0)
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
    stretches = {0: "", 1: ", 1 stretch"}.get(found.stretches, f", {found.stretches} stretches")
    return (
        f"{clock(timeline.frames, timeline.rate)} with the voice {timeline.voice}{stretches}: "
        f"{found.hold} % hold, {found.speech} % speech outside the holds, {found.quiet} % quiet."
    )


@dataclass(frozen=True, slots=True)
class Spent:
    """What the frames of a timeline go to.

    `work` is the exact time of what is done: holds, movements, repetitions, works of an interval,
    breathing, flows. `words` are said outside it, `rest` is what is quiet of rests, pauses and
    words that have time of their own; all other time is for getting `ready`.
    """

    work: int
    words: int
    rest: int
    ready: int


def spent(timeline: Timeline) -> Spent:
    """Add up what the frames of a timeline go to."""
    spans = [placed for chapter in timeline.chapters for placed in _placed(chapter)]
    work = [hold for kind, hold in spans if kind == "work"]
    rests = [hold for kind, hold in spans if kind == "rest"]
    spoken = [cue for cue in timeline.cues if isinstance(cue.sound, SPOKEN)]
    worked = sum(hold.frames for hold in work)
    words = sum(cue.frames for cue in spoken) - _shared(work, spoken)
    rested = sum(hold.frames for hold in rests) - _shared(rests, spoken)
    return Spent(worked, words, rested, timeline.frames - worked - words - rested)


def _placed(chapter: Chapter) -> Iterator[tuple[str, Hold]]:
    """Yield the exact times of a chapter that are work or rest, as what and where each is."""
    for each in _exact(chapter):
        item, owner = each.item, each.owner
        if each.start == each.end:
            continue
        placed = Hold(each.start, Frames(each.end - each.start))
        held = isinstance(item, Span) and item.hold
        if held or owner.practice or each.repeated:
            yield "work", placed
        elif (
            owner.rest is not None or isinstance(item, Passage) or (owner.interval and owner.works)
        ):
            yield "rest", placed


class _Exact(NamedTuple):
    """Exact time placed in a chapter, the step that it is of, and whether it is repetitions."""

    start: Frames
    end: Frames
    item: Span | Passage
    owner: Section
    repeated: bool


def _exact(chapter: Chapter) -> Iterator[_Exact]:
    """Yield the exact times of a chapter, in order."""
    items = chapter.section.items
    rows = zip(chapter.starts, chapter.ends, items, chapter.section.owners, strict=True)
    for (start, end, item, owner), before in zip(rows, (None, None, *items), strict=False):
        if isinstance(item, Span | Passage):
            worked = owner.works and not (owner.interval or owner.practice)
            # time that follows words is given to get ready
            given = isinstance(before, Speech) or isinstance(item, Passage) or item.hold
            yield _Exact(start, end, item, owner, repeated=worked and not given)


def spent_in_words(timeline: Timeline) -> str:
    """Describe what the time of a timeline goes to, in minutes and seconds."""
    found = spent(timeline)
    parts = (
        (found.work, "work"),
        (found.words, "words"),
        (found.rest, "rest"),
        (found.ready, "getting ready"),
    )
    told = (f"{clock(frames, timeline.rate)} of {what}" for frames, what in parts if frames)
    return ", ".join(told)


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
    """Count the exercises that are stretched or repeated; to march or to breathe is no stretch.

    An interval is one, whatever is done in it.
    """
    sections = [chapter.section for chapter in timeline.chapters if chapter.section.posture]
    return len({_name(section) for section in sections if not _is_kept_up(section)})


def _name(section: Section) -> object:
    """Return what all sections of an exercise, or of an interval, have in common."""
    if section.interval:
        return section.place
    return section.stretch.exercise.name if section.stretch else section.exercise


def _is_kept_up(section: Section) -> bool:
    phases = section.stretch.phases if section.stretch else ()
    return bool(section.practice) or (
        bool(phases) and all(phase.measure == "time" for phase in phases)
    )
